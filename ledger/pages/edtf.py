"""What the EDTF form (ISO 8601-2) of a date says, mark by mark, for whoever has never met it. Pure."""

import re

from django.utils.translation import gettext as _

from ledger.documents import DateDocument

SEASON = re.compile(r"\b\d{4}-2[1-4](?![\dX-])")


def edtf_explained(date: DateDocument) -> str:
    """`"/" joins the first and the last day. "~" means about.` Nothing where the form needs no key."""
    edtf = date["edtf"]
    said = [sentence for mark, sentence in _keys() if mark in edtf]
    season = [_("21 to 24 stand for the seasons, from spring to winter.")] if SEASON.search(edtf) else []
    return " ".join([_extent(date), *said, *season]).strip()


def _keys() -> tuple[tuple[str, str], ...]:
    return (
        ("~", _("“~” marks what is approximate.")),
        ("?", _("“?” marks what is not certain.")),
        ("%", _("“%%” marks what is both approximate and not certain.") % {}),
        ("X", _("“X” stands for a digit that is not known.")),
    )


def _extent(date: DateDocument) -> str:
    edtf = date["edtf"]
    if edtf.startswith("[") or (".." in edtf and "/" not in edtf):
        return _("Brackets hold the days of which one is meant, “..” all those between.")
    if "/" not in edtf:
        return ""
    first, _slash, last = edtf.partition("/")
    if not first.strip(".") or not last.strip("."):
        return _("The side of “/” that is open has no known day.")
    if date["extent"] == "throughout":
        return _("“/” joins the first day and the last of something that went on throughout.")
    return _("“/” joins the first day and the last on which it may have happened; it happened once within them.")
