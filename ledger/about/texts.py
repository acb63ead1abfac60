"""The texts in about/, by name and language. A page that nobody translated is shown in English, and says so."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.urls import Resolver404, resolve, reverse

from ledger import languages
from ledger.about.markdown import Article, read_article

# In the order of the list beside every page.
NAMES = ("method", "codebook", "sources", "licence", "privacy", "accessibility", "translations")


@dataclass(frozen=True, slots=True)
class Text:
    """`language` is the one that the text is in, which may not be the page's."""

    name: str
    article: Article
    language: languages.Language


def folder() -> Path:
    return Path(settings.BASE_DIR) / "about"


@lru_cache(maxsize=64)
def text_of(name: str, code: str) -> Text:
    translated = folder() / code / f"{name}.md"
    there = code != languages.DEFAULT and translated.exists()
    path = translated if there else folder() / f"{name}.md"
    article = read_article(path.read_text(encoding="utf-8"), lambda target: follow(target, code))
    return Text(name, article, languages.BY_CODE[code if there else languages.DEFAULT])


def follow(target: str, code: str) -> str:
    """`method.md#dates`, as on disk, becomes the page's address; pages of the site keep the reader's language."""
    path, mark, anchor = target.partition("#")
    if path.endswith(".md") and "/" not in path:
        name = path.removesuffix(".md")
        path = reverse("pages:about") if name == "index" else reverse("pages:about_page", args=[name])
    if path.startswith("/") and _is_page(path):
        path = languages.in_language(path, code)
    return path + mark + anchor


def _is_page(path: str) -> bool:
    try:
        return resolve(languages.without_language(path)).namespace == "pages"
    except Resolver404:
        return False
