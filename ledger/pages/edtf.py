"""What the EDTF form (ISO 8601-2) of a date says, mark by mark, for whoever has never met it. Pure."""

from django.utils.translation import gettext as _

from ledger.documents import DateDocument

SEASONS = ("-21", "-22", "-23", "-24")


def edtf_explained(date: DateDocument) -> str:
    """`"/" joins the first and the last day. "~" means about.` Nothing where the form needs no key."""
    edtf = date["edtf"]
    said = [sentence for marks, sentence in _keys() if any(mark in edtf for mark in marks)]
    return " ".join([_extent(date), *said]).strip()


def _keys() -> tuple[tuple[tuple[str, ...], str], ...]:
    return (
        (("~",), _("“~” marks what is approximate.")),
        (("?",), _("“?” marks what is not certain.")),
        (("%",), _("“%%” marks what is both approximate and not certain.") % {}),
        (("X",), _("“X” stands for a digit that is not known.")),
        (SEASONS, _("21 to 24 stand for the seasons, from spring to winter.")),
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
