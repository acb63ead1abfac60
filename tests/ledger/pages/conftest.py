"""A reader of the public pages, and a judge of HTML that is stricter than any browser."""

from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest
from django.http import HttpResponse
from django.test import Client

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
# Elements of SVG that the templates close themselves.
SELF_CLOSED = {"use", "rect", "circle", "path", "line", "polyline"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str | None]
    text: str = ""


@dataclass
class Judge(HTMLParser):
    """Collects every element; `faults` says what is not well formed."""

    elements: list[Element] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        if len(dict(attrs)) != len(attrs):
            self.faults.append(f"<{tag}> has an attribute twice")
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in SELF_CLOSED:
            self.faults.append(f"<{tag}/> is not HTML")
        self.elements.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1].tag != tag:
            self.faults.append(f"</{tag}> closes {self.open[-1].tag if self.open else 'nothing'}")
        else:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data

    def all(self, tag: str) -> list[Element]:
        return [element for element in self.elements if element.tag == tag]

    def values(self, attribute: str) -> list[str]:
        return [value for e in self.elements if (value := e.attributes.get(attribute)) is not None]


@pytest.fixture
def reader() -> Client:
    return Client()


@pytest.fixture
def judged() -> Callable[[HttpResponse], Judge]:
    def judge(response: HttpResponse) -> Judge:
        found = Judge()
        found.feed(response.content.decode())
        found.close()
        found.faults += [f"<{element.tag}> is never closed" for element in found.open]
        ids = found.values("id")
        found.faults += [f"id {id_!r} stands twice" for id_ in set(ids) if ids.count(id_) > 1]
        return found

    return judge
