"""What an HTML page says about itself, and its article text. Scripts and styles never reach the text."""

import json
import re
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser

import trafilatura

LOOKS_LIKE_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
DATE_NAMES = ("article:published_time", "datepublished", "date", "dc.date", "dcterms.created", "pubdate", "publishdate")
TITLE_NAMES = ("og:title", "twitter:title")
SKIPPED = frozenset(["script", "style", "noscript", "template", "nav", "footer", "aside", "form", "svg", "iframe"])
BLOCKS = frozenset(["p", "div", "br", "li", "h1", "h2", "h3", "h4", "tr", "article", "section", "blockquote"])


@dataclass(slots=True)
class Page:
    """`text` is the article's text; the rest is what the page's head claims."""

    text: str = ""
    title: str = ""
    url: str = ""
    published: date | None = None
    tags: tuple[str, ...] = ()


def is_html(text: str, media_type: str) -> bool:
    return "html" in media_type or bool(LOOKS_LIKE_HTML.match(text))


def read_page(markup: str) -> Page:
    head = _Head()
    head.feed(markup)
    head.close()
    text = (
        trafilatura.extract(markup, include_comments=False, include_tables=True, favor_recall=True) or head.body_text()
    )
    title = _title(head)
    if title and title not in "\n".join(text.split("\n")[:3]):
        text = f"{title}\n\n{text}"
    return Page(text.replace("\r\n", "\n"), title, head.address, _published(head), tuple(head.tags))


@dataclass
class _Texts:
    title: list[str] = field(default_factory=list)
    h1: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    json_ld: list[str] = field(default_factory=list)


class _Head(HTMLParser):
    """Collects meta elements, the canonical address, titles, JSON-LD and, as a fallback, the visible text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.meta: dict[str, str] = {}
        self.tags: list[str] = []
        self.address = ""
        self.texts = _Texts()
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self._take_meta(values)
        elif tag == "link" and values.get("rel") == "canonical":
            self.address = values.get("href", "")
        elif tag == "time" and "datetime" in values:
            self.meta.setdefault("time", values["datetime"])
        elif tag == "script":
            self._open.append("json_ld" if values.get("type") == "application/ld+json" else tag)
        elif tag in SKIPPED or tag in ("title", "h1"):
            self._open.append(tag)
        if tag in BLOCKS:
            self.texts.body.append("\n")

    def handle_endtag(self, tag: str) -> None:
        name = "json_ld" if tag == "script" and self._open[-1:] == ["json_ld"] else tag
        if name in self._open:
            while self._open.pop() != name:
                pass

    def handle_data(self, data: str) -> None:
        within = self._open[-1] if self._open else ""
        if within == "json_ld":
            self.texts.json_ld.append(data)
        elif within == "title":
            self.texts.title.append(data)
        elif within in ("", "h1"):
            self.texts.body.append(data)
            if within:
                self.texts.h1.append(data)

    def _take_meta(self, values: dict[str, str]) -> None:
        name = (values.get("property") or values.get("name") or values.get("itemprop") or "").lower()
        content = values.get("content", "").strip()
        if name == "article:tag":
            self.tags.append(content)
        elif name in ("keywords", "news_keywords") and not self.tags:
            self.tags = [tag.strip() for tag in content.split(",") if tag.strip()]
        elif name == "og:url" and not self.address:
            self.address = content
        elif name and content:
            self.meta.setdefault(name, content)

    def body_text(self) -> str:
        lines = (" ".join(line.split()) for line in "".join(self.texts.body).split("\n"))
        return "\n".join(line for line in lines if line)


def _title(head: _Head) -> str:
    named = next((head.meta[name] for name in TITLE_NAMES if name in head.meta), "")
    title = named or "".join(head.texts.h1) or re.split(r"\s[|–—]\s", "".join(head.texts.title))[0]
    return " ".join(title.split())


def _published(head: _Head) -> date | None:
    claims = [head.meta.get(name, "") for name in DATE_NAMES]
    claims[1:1] = [_json_ld_date(block) for block in head.texts.json_ld]
    claims.append(head.meta.get("time", ""))
    return next((day for claim in claims if (day := _day(claim))), None)


def _json_ld_date(block: str) -> str:
    try:
        found = json.loads(block)
    except ValueError:
        return ""
    nodes = found if isinstance(found, list) else [found]
    nodes += [part for node in nodes if isinstance(node, dict) for part in node.get("@graph", [])]
    return next(
        (str(node["datePublished"]) for node in nodes if isinstance(node, dict) and "datePublished" in node), ""
    )


def _day(claim: str) -> date | None:
    """The day as the page writes it: never shifted to UTC, which would move it."""
    match = re.match(r"\s*(\d{4})-?(\d{2})-?(\d{2})", claim)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None
