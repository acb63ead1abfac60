"""A record's name in the reader's language, where it has one. Pure."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from ledger.documents import NameDocument
from ledger.pages import words

# Which languages' names a reader of the page's language reads as their own.
READS: Mapping[str, tuple[str, ...]] = {"ru": ("ru",), "tg": ("tg",), "fa": ("fa", "prs")}
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
ARABIC = re.compile(r"[\u0600-\u06ff]")
TAJIK = re.compile("[ғӣқӯҳҷ]", re.IGNORECASE)
PASHTO = re.compile("[ټډړښږګڼېۍځڅ]")


SCRIPTS: Mapping[str, str | Promise] = {
    "latin": gettext_lazy("Latin letters"),
    "cyrillic": gettext_lazy("Cyrillic letters"),
    "arabic": gettext_lazy("Arabic letters"),
}


class LocalName(NamedTuple):
    name: str
    language: str


def name_in(language: str, document: Mapping[str, Any]) -> LocalName | None:
    """None where the record has none, or its main name is one already. Gazetteers often leave a name's language out:
    then its letters tell. Some sources write it as inside a sentence, with a small letter."""
    aliases: Sequence[NameDocument] = document.get("aliases", ())
    if language not in READS or document.get("name") is None:
        return None
    marked = [alias for alias in aliases if alias["language"] in READS[language]]
    unmarked = [alias for alias in aliases if not alias["language"] and _looks(language, alias["name"])]
    found = _first(marked) or _first(unmarked)
    if found is None or found["name"] == document["name"]:
        return None
    return LocalName(words.sentence(found["name"]), found["language"] or language)


def script_of(name: str) -> str:
    if ARABIC.search(name):
        return "arabic"
    return "cyrillic" if CYRILLIC.search(name) else "latin"


def _first(aliases: Sequence[NameDocument]) -> NameDocument | None:
    """The first that is not an abbreviation."""
    whole = (alias for alias in aliases if alias["name"] != alias["name"].upper() or ARABIC.search(alias["name"]))
    return next(whole, aliases[0] if aliases else None)


def _looks(language: str, name: str) -> bool:
    if language == "fa":
        return bool(ARABIC.search(name)) and not PASHTO.search(name)
    tajik = bool(TAJIK.search(name))
    return bool(CYRILLIC.search(name)) and tajik == (language == "tg")
