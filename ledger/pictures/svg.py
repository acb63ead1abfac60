"""Writing SVG: elements as text, escaped, with the numbers cut to two places. Pure."""

import math
import re
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

# What XML cannot hold; a title from elsewhere may.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")

Value = str | float


def number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if math.isfinite(value) else "0"


def element(name: str, content: str = "", /, **attributes: Value) -> str:
    """`content` is markup already. An attribute's underscore at the end is dropped, others become hyphens."""
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(clean(value if isinstance(value, str) else number(value)))}"
        for key, value in attributes.items()
        if value != ""
    )
    return f"<{name}{written}>{content}</{name}>" if content or name in ("g", "svg", "text") else f"<{name}{written}/>"


def element_with_text(name: str, text: str, /, **attributes: Value) -> str:
    return element(name, escape(clean(text)), **attributes)


def words(text: str, /, **attributes: Value) -> str:
    return element_with_text("text", text, **attributes)


def root(width: float, height: float, parts: Iterable[str], title: str) -> str:
    """A whole picture of a fixed size, with a title for those who hear it."""
    inside = element_with_text("title", title) + "".join(parts)
    return element(
        "svg", inside, xmlns="http://www.w3.org/2000/svg", width=width, height=height,
        viewBox=f"0 0 {number(width)} {number(height)}", role="img",
    )  # fmt: skip


def clean(text: str) -> str:
    return UNWRITABLE.sub("", text)
