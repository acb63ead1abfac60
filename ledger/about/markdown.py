"""Markdown to HTML for our own pages: no raw HTML, headings with anchors, links that go where a reader is. Pure."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

Follow = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Heading:
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """`lead` is the paragraph under the title, as plain words; `body` is what follows it, as HTML."""

    title: str
    lead: str
    body: str
    headings: tuple[Heading, ...]


def read_article(text: str, follow: Follow = str) -> Article:
    """`follow` says where a link leads. Raises ValueError where the text does not begin with a title and a lead."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse(text)
    kinds = [token.type for token in tokens[:6]]
    if kinds != ["heading_open", "inline", "heading_close", "paragraph_open", "inline", "paragraph_close"]:
        raise ValueError("A page begins with its title and one paragraph.")
    body = _scrolling_tables(tokens[6:])
    headings = _anchored(body)
    for token in body:
        for child in token.children or ():
            if child.type == "link_open":
                _lead_on(child, follow)
            elif child.type == "code_inline":
                child.attrSet("dir", "ltr")
    html: str = parser.renderer.render(body, parser.options, {})
    return Article(_words(tokens[1]), _words(tokens[4]), html, headings)


def anchor_of(words: str) -> str:
    plain = unicodedata.normalize("NFKC", words).casefold()
    return re.sub(r"[^\w]+", "-", plain).strip("-")


def _words(inline: Token) -> str:
    return "".join(" " if child.type == "softbreak" else child.content for child in inline.children or ())


def _anchored(tokens: Sequence[Token]) -> tuple[Heading, ...]:
    """Gives each heading its anchor; the second level is the table of contents."""
    contents = []
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            heading = Heading(anchor_of(_words(inline)), _words(inline))
            opening.attrSet("id", heading.anchor)
            if opening.tag == "h2":
                contents.append(heading)
    return tuple(contents)


def _lead_on(link: Token, follow: Follow) -> None:
    target = follow(str(link.attrGet("href") or ""))
    link.attrSet("href", target)
    if "//" in target:
        link.attrSet("class", "out")
        link.attrSet("rel", "noreferrer")


def _scrolling_tables(tokens: Sequence[Token]) -> list[Token]:
    """A wide table scrolls by itself, for the keyboard too, instead of pushing the page sideways."""
    laid: list[Token] = []
    heading = ""
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        if token.type == "heading_open" and following is not None:
            heading = _words(following)
        if token.type == "table_open":
            attributes: dict[str, str | int | float] = {
                "class": "scroll", "tabindex": "0", "role": "region", "aria-label": heading,
            }  # fmt: skip
            laid.append(Token("scroll_open", "div", 1, attrs=attributes, block=True))
        laid.append(token)
        if token.type == "table_close":
            laid.append(Token("scroll_close", "div", -1, block=True))
    return laid
