"""Puts the parts of clean together: decode, page, furniture, header, repair."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from pipeline.clean.dateline import find_dateline
from pipeline.clean.decode import LARGEST_DOCUMENT, decode, refuse
from pipeline.clean.furniture import Removed, furniture_of, trailing_headlines
from pipeline.clean.header import (
    DATE_PREFIX,
    HEADER_LINES,
    address_in,
    date_in_address,
    is_date_line,
    published_in,
    publisher_domain,
    title_from_sentence,
    title_of,
)
from pipeline.clean.language import language_of
from pipeline.clean.lines import Line, lines_of
from pipeline.clean.markup import Page, is_html, read_page
from pipeline.data import Article, Document, Join, Lexicon, OffsetMap, PublishedFrom
from pipeline.repair import repair

FEWEST_LETTERS = 20
TAGS = re.compile(r"(?:tags?|keywords|topics|теги|метки)\s*:\s*(.*)", re.IGNORECASE)
NEXT_PARAGRAPH = "\n\n"


def clean(document: Document, known: Lexicon, *, largest: int = LARGEST_DOCUMENT) -> Article:
    """Raises a permanent PipelineError for what cannot be read as an article."""
    text = decode(document, largest=largest)
    page = read_page(text) if is_html(text, document.media_type) else Page(text)
    sorted_lines = _sort(lines_of(page.text), page.title)
    if sum(map(str.isalpha, "".join(line.text for line in sorted_lines.kept))) < FEWEST_LETTERS:
        refuse("There is no article text in this file. Check that the page was saved whole, or paste its text.")
    return _article(document, page, sorted_lines, known)


@dataclass(slots=True)
class _Sorted:
    """The lines of a text, sorted into the article's own and the rest."""

    kept: list[Line] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    date_lines: list[Line] = field(default_factory=list)
    url: str = ""
    tags: tuple[str, ...] = ()
    title: Line | None = None
    stated: date | None = None


def _sort(lines: list[Line], page_title: str) -> _Sorted:
    result = _Sorted()
    for index, line in enumerate(lines):
        rest = _take_date_prefix(line, index, result)
        if rest.text:
            _sort_line(rest, index, result)
    for line in trailing_headlines(result.kept):
        _remove(result, line, "other headlines")
    result.title = next((line for line in result.kept[:3] if line.text == page_title), title_of(result.kept))
    _drop_second_headlines(result)
    return result


def _sort_line(line: Line, index: int, result: _Sorted) -> None:
    what = furniture_of(line.text)
    if url := address_in(line.text):
        result.url = result.url or url
        what = what or "address line"
    elif match := TAGS.match(line.text):
        result.tags = tuple(tag.strip() for tag in re.split(r"[,;،]", match.group(1)) if tag.strip())
    elif not what and index < HEADER_LINES and is_date_line(line.text):
        result.date_lines.append(line)
        what = "date line"
    if what:
        result.removed.append(Removed(what, line))
    else:
        result.kept.append(line)


def _take_date_prefix(line: Line, index: int, result: _Sorted) -> Line:
    match = DATE_PREFIX.match(line.text) if index < HEADER_LINES else None
    if match is None:
        return line
    try:
        result.stated = result.stated or date.fromisoformat(match.group(1))
    except ValueError:
        return line
    result.removed.append(Removed("date line", Line(match.group().strip(), line.start, line.start + match.end())))
    return line.after(match.end())


def _drop_second_headlines(result: _Sorted) -> None:
    first = result.kept[0] if result.kept else None
    if first is None:
        return
    wanted = _squeeze(first.text)
    for line in result.kept[1:]:
        if _squeeze(line.text) == wanted:
            _remove(result, line, "second copy of the headline")
    if len(result.kept) > 1 and len(wanted) > 40 and _squeeze(result.kept[1].text).startswith(wanted):
        _remove(result, first, "second copy of the headline")
        result.title = Line(first.text, first.start, first.end)


def _remove(result: _Sorted, line: Line, what: str) -> None:
    result.kept.remove(line)
    result.removed.append(Removed(what, line))


def _squeeze(text: str) -> str:
    return " ".join(text.lower().split())


def _article(document: Document, page: Page, lines: _Sorted, known: Lexicon) -> Article:
    body, offsets = _join(lines.kept)
    language = language_of(body)
    repaired = repair(body, known, language)
    url = document.url or page.url or lines.url
    published, published_from = _published(document, page, lines, url)
    dateline = next((found for line in lines.kept[:8] if (found := find_dateline(line.text))), None)
    back = repaired.offsets.after(offsets)
    title = page.title or (lines.title.text if lines.title else title_from_sentence(repaired.text))
    return Article(
        captured_text=page.text,
        text=repaired.text,
        offsets=back,
        title=repair(title, known, language).text,
        url=url,
        publisher_domain=publisher_domain(url),
        published=published,
        published_from=published_from,
        dateline=dateline.place if dateline else "",
        tags=page.tags or lines.tags,
        language=language,
        furniture_removed=tuple(_describe(lines.removed)),
        joins=tuple(_captured_joins(repaired.joins, offsets)),
    )


def _published(document: Document, page: Page, lines: _Sorted, url: str) -> tuple[date | None, PublishedFrom]:
    if document.published:
        return document.published, "given"
    if page.published:
        return page.published, "metadata"
    if in_text := lines.stated or published_in(lines.kept, lines.date_lines):
        return in_text, "text"
    if in_address := date_in_address(url):
        return in_address, "url"
    return None, ""


def _join(lines: Iterable[Line]) -> tuple[str, OffsetMap]:
    pieces, runs, clean_start = [], [], 0
    for line in lines:
        pieces.append(line.text)
        runs.append((clean_start, line.start, len(line.text)))
        clean_start += len(line.text) + len(NEXT_PARAGRAPH)
    return NEXT_PARAGRAPH.join(pieces), OffsetMap(tuple(runs))


def _captured_joins(joins: Iterable[Join], offsets: OffsetMap) -> Iterable[Join]:
    for join in joins:
        start, end = offsets.captured(join.start, join.end)
        yield replace(join, start=start, end=end)


def _describe(removed: Iterable[Removed]) -> Iterable[str]:
    for item in sorted(removed, key=lambda item: item.line.start):
        text = item.line.text
        yield f"{item.what}: {text if len(text) <= 80 else text[:79] + '…'}"
