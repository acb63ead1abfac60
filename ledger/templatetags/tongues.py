"""Marks a record's own words, which are in another language than the page around them: titles, summaries, names."""

import re

from django import template
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

LETTERS = {
    "latin": re.compile(r"[A-Za-z\u00c0-\u024f]"),
    "cyrillic": re.compile(r"[\u0400-\u04ff]"),
    "arabic": re.compile(r"[\u0600-\u06ff]"),
}
# In which language words of a script are read aloud where nothing says so.
SPOKEN = {"latin": "en", "cyrillic": "ru", "arabic": "fa"}
WRITTEN = {"en": "latin", "ru": "cyrillic", "tg": "cyrillic", "fa": "arabic"}


@register.filter
def tongue(text: object) -> SafeString:
    """`<h1{{ title|tongue }}>`: the attribute that names the language, where its script is not that of the page."""
    found = {script: len(letters.findall(str(text or ""))) for script, letters in LETTERS.items()}
    script = max(found, key=lambda one: found[one])
    if not found[script] or script == WRITTEN.get(translation.get_language() or "en"):
        return SafeString("")
    return mark_safe(f' lang="{SPOKEN[script]}"')  # noqa: S308 - one of three constants
