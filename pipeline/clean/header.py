"""Title, address, publisher and day of publication, as far as the text or the address tells."""

import re
from datetime import date

from courlan import extract_domain

from incidents.dates.words import find_dates
from pipeline.clean.dateline import find_dateline
from pipeline.clean.lines import Line

ADDRESS = re.compile(r"https?://\S+")
SOURCE_ADDRESS = re.compile(r"(?:source|источник|منبع)\s*:\s*(https?://\S+)", re.IGNORECASE)
DATE_PREFIX = re.compile(r"date\s+(\d{4}-\d{2}-\d{2})\b[ .]*", re.IGNORECASE)
CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[AP]\.?M\.?)?\b|\b(?:[A-Z]{2,4}|BdST|GMT)(?:[+-]\d+)?\b")
UPDATED = re.compile(r"\b(?:updated|modified|обновлено)\b", re.IGNORECASE)
MONTH_FIRST = re.compile(r"^([А-Яа-я]{3,8}) (\d{1,2}), (\d{4})")
RUSSIAN_MONTHS = ("январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь",
                  "октябрь", "ноябрь", "декабрь")  # fmt: skip
HEADER_LINES = 24
LONGEST_DATE_LINE = 90
LONGEST_TITLE = 170
_YEAR, _MONTH, _DAY = r"(?P<y>(?:19|20)\d\d)", r"(?P<m>0?[1-9]|1[0-2])", r"(?P<d>0?[1-9]|[12]\d|3[01])"
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ADDRESS_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d){_YEAR}[/_-]{_MONTH}[/_-]{_DAY}(?!\d)",
        r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?:\d{4})?(?!\d)",
        rf"(?<!\d)(?P<d>\d\d)[_-](?P<m>\d\d)[_-]{_YEAR}(?!\d)",
        rf"(?<!\d){_YEAR}/?(?P<name>{'|'.join(_NAMES)})[a-z]*/?{_DAY}(?!\d)",
    )
)


def address_in(line: str) -> str:
    """The address that a line consists of, or that a "Source:" line gives."""
    match = ADDRESS.fullmatch(line) or SOURCE_ADDRESS.match(line)
    return (match.group(1) if match.re is SOURCE_ADDRESS else match.group()).rstrip(".,;") if match else ""


def publisher_domain(url: str) -> str:
    """The registrable domain: news.example.com.pk belongs to example.com.pk."""
    return (extract_domain(url) or "").removeprefix("www.") if url else ""


def date_in_address(url: str) -> date | None:
    path = re.sub(r"^https?://[^/]+", "", url)
    for pattern in ADDRESS_DATES:
        for match in pattern.finditer(path):
            parts = match.groupdict()
            month = int(parts["m"]) if parts.get("m") else _NAMES.index(parts["name"].lower()) + 1
            try:
                return date(int(parts["y"]), month, int(parts["d"]))
            except ValueError:
                continue
    return None


def is_date_line(text: str) -> bool:
    """A line that holds a full date, and little else."""
    if len(text) > LONGEST_DATE_LINE or not (found := dates_with_year(text)):
        return False
    rest = CLOCK.sub(" ", text)
    for words in _date_texts(text):
        rest = rest.replace(words, " ")
    words_left = [word for word in re.findall(r"[^\W\d_]{3,}", rest) if not UPDATED.fullmatch(word)]
    return len(words_left) <= 2 and bool(found)


def dates_with_year(text: str) -> list[date]:
    prepared = MONTH_FIRST.sub(_day_first, text)
    # Without a day of publication, only a date that names its year has bounds.
    found = find_dates(prepared, published=None)
    return [item.span.earliest for item in found if item.span.earliest == item.span.latest]


def _day_first(match: re.Match[str]) -> str:
    """Site headers put the Russian month first and in the nominative ("Декабрь 24, 2025")."""
    month = match.group(1).lower()
    if month not in RUSSIAN_MONTHS:
        return match.group()
    return f"{match.group(2)}.{RUSSIAN_MONTHS.index(month) + 1:02d}.{match.group(3)}"


def _date_texts(text: str) -> list[str]:
    if match := MONTH_FIRST.match(text):
        return [match.group()]
    return [text[item.start : item.end] for item in find_dates(text, published=None)]


def published_in(lines: list[Line], date_lines: list[Line]) -> date | None:
    """The last date line above the text (the first is often the day of the visit), else a dateline's own date."""
    original = [line for line in date_lines if not re.match(r"(?:updated|modified)", line.text, re.I)]
    for line in reversed(original or date_lines):
        return dates_with_year(line.text)[0]
    for line in lines[:8]:
        dateline = find_dateline(line.text)
        if dateline and (days := dates_with_year(dateline.text)):
            return days[0]
    return None


def title_of(lines: list[Line]) -> Line | None:
    """The first line, where it looks like a headline and not like a sentence of the text."""
    if not lines:
        return None
    first = lines[0]
    sentence = first.text.endswith((".", "…", ":", "۔")) or find_dateline(first.text) is not None
    if len(first.text) > LONGEST_TITLE or sentence or len(lines) == 1:
        return None
    return first


def title_from_sentence(text: str, *, longest: int = 120) -> str:
    """A text without a headline is called by its first sentence, shortened at a word."""
    dateline = find_dateline(text)
    text = text[dateline.length :] if dateline else text
    sentence = re.split(r"(?<=[.!?؟])\s", text, maxsplit=1)[0].rstrip(".")
    return sentence if len(sentence) <= longest else sentence[:longest].rsplit(" ", 1)[0] + "…"
