"""What an incident's record does not say, said as such: derived from its document alone. Pure."""

from collections.abc import Iterator, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.documents import CEILING, FLOOR, CasualtiesDocument, IncidentDocument
from ledger.pages import words

EXACT_PLACES = ("site", "place")
VIOLENCE = ("violence", "armed")
HOW_MANY: Mapping[str, str | Promise] = {
    "killed": gettext_lazy("How many were killed is not known (%(party)s)."),
    "injured": gettext_lazy("How many were injured is not known (%(party)s)."),
    "captured": gettext_lazy("How many were captured is not known (%(party)s)."),
    "missing": gettext_lazy("How many are missing is not known (%(party)s)."),
}
HOW_MANY_AT_MOST: Mapping[str, str | Promise] = {
    "killed": gettext_lazy("How many were killed at most is not known (%(party)s)."),
    "injured": gettext_lazy("How many were injured at most is not known (%(party)s)."),
    "captured": gettext_lazy("How many were captured at most is not known (%(party)s)."),
    "missing": gettext_lazy("How many are missing at most is not known (%(party)s)."),
}


def what_is_not_known(document: IncidentDocument) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            [*_when(document), *_where(document), *_who(document), *_how_many(document), *_by_whom_told(document)]
        )
    )


def _when(document: IncidentDocument) -> Iterator[str]:
    date = document["date"]
    if date["earliest"] == FLOOR and date["latest"] == CEILING:
        yield _("When it happened is not known.")
    elif date["earliest"] == FLOOR:
        yield _("The day on which it began is not known.")
    elif date["latest"] == CEILING:
        yield _("The day on which it ended is not known.")
    elif date["extent"] == "once_within" and date["earliest"] != date["latest"] and date["time_of_day"] != "night":
        yield _("The day is not known, only the days between which it happened.")
    elif date["approximate"]:
        yield _("The day is known only approximately.")
    if date["uncertain"]:
        yield _("Whether the date is right is not certain.")


def _where(document: IncidentDocument) -> Iterator[str]:
    if not document["places"]:
        yield _("Where it happened is not known.")
    elif not any(place["precision"] in EXACT_PLACES for place in document["places"]):
        yield _("The exact place is not known.")


def _who(document: IncidentDocument) -> Iterator[str]:
    named = [actor for actor in document["actors"] if actor["role"] != "reporter"]
    if not named:
        yield _("Nobody is named as taking part.")
    elif document["type"]["lane"] in VIOLENCE and not any(actor["role"] == "initiator" for actor in named):
        yield _("Nobody is named as the one who began it.")
    nameless = [actor["name"] for actor in named if actor["id"] is None]
    for name in nameless:
        yield _("Who “%(name)s” are is not known.") % {"name": name}


def _how_many(document: IncidentDocument) -> Iterator[str]:
    order = {harm: place for place, harm in enumerate(words.HARMS)}
    for row in sorted(document["casualties"], key=lambda row: order.get(row["harm"], len(order))):
        yield from _figure(row)
    if document["type"]["lane"] not in VIOLENCE:
        return
    if "killed" not in document["totals"]:
        yield _("Whether anybody was killed is not said.")
    if "injured" not in document["totals"]:
        yield _("Whether anybody was injured is not said.")


def _figure(row: CasualtiesDocument) -> Iterator[str]:
    party = {"party": words.PARTIES.get(row["party"], row["party"])}
    if row["low"] is None and row["high"] is None and row["best"] is None and row["harm"] in HOW_MANY:
        yield str(HOW_MANY[row["harm"]]) % party
    elif row["high"] is None and row["low"] is not None and row["harm"] in HOW_MANY_AT_MOST:
        yield str(HOW_MANY_AT_MOST[row["harm"]]) % party
    if row["party"] == "unknown":
        yield _("To which side all of the casualties belonged is not said.")


def _by_whom_told(document: IncidentDocument) -> Iterator[str]:
    if document["sources"] and document["origins"] == 1:
        yield _("All of it goes back to one origin; no independent account confirms it.")
    silent = [claim for claim in document["claims"] if not claim["speaker"]]
    if document["claims"] and len(silent) == len(document["claims"]):
        yield _("No source says from whom it has its knowledge.")
