"""In which language a page is: its address says so, and nothing else does, since an answer follows from its address.

English stands at the root; the others below their code, /ru/, /tg/, /fa/.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation

DEFAULT = "en"


@dataclass(frozen=True, slots=True)
class Language:
    """`checked`: whether somebody who grew up with the language has read the translation."""

    code: str
    name: str
    direction: str
    checked: bool


LANGUAGES = (
    Language("en", "English", "ltr", checked=True),
    Language("ru", "Русский", "ltr", checked=False),
    Language("tg", "Тоҷикӣ", "ltr", checked=False),
    Language("fa", "فارسی", "rtl", checked=False),
)
BY_CODE = {language.code: language for language in LANGUAGES}


class LanguageFromPath:
    """Django's own middleware also asks cookies and the browser; then one address would have several answers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with translation.override(code_of(request.path_info)):
            return self.get_response(request)


def current() -> Language:
    """The language that this answer is given in."""
    return BY_CODE.get(translation.get_language() or DEFAULT, BY_CODE[DEFAULT])


def code_of(path: str) -> str:
    first = path.removeprefix("/").partition("/")[0]
    return first if first in BY_CODE and first != DEFAULT else DEFAULT


def without_language(path: str) -> str:
    code = code_of(path)
    return path if code == DEFAULT else path.removeprefix(f"/{code}")


def in_language(path: str, code: str) -> str:
    """The same page in another language; `path` may have a query."""
    plain = without_language(path)
    return plain if code == DEFAULT else f"/{code}{plain}"
