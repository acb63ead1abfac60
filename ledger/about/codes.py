"""The words around the codes in the codebook, and those that stand nowhere else, told in the language of its page."""

from collections.abc import Mapping

from django.utils.translation import gettext_noop as _

from ledger.pages.tables import Words

TITLE = _("Codebook")
TYPES = _("Types of incidents")
IN_THE_DATA = _("In the data: %(where)s.")
CODE, MEANING, NAME, LANE = _("Code"), _("Meaning"), _("Name"), _("Lane")
HEAD = _(
    "Every code that stands in the files and in the API, with its meaning. This page is written by software from the "
    "lists that the software itself uses, so the two cannot differ."
)
TYPES_HEAD = _(
    "A type has a lane, in which it is drawn, and may stand under a broader one; a filter for the broader type finds "
    "both. Types follow the events of ACLED, with diplomacy, facilities and law enforcement added. Beside each stand "
    "the codes of ACLED, UCDP and PLOVER where one fits; a dash says that none does, or that it depends on the parties."
)
LANES: Mapping[str, str] = Words(
    {"violence": _("violence"), "diplomacy": _("diplomacy"), "forces": _("facilities and forces")}
)
UCDP: Mapping[int, str] = Words({1: _("1 state-based"), 2: _("2 non-state"), 3: _("3 one-sided")})
DATE_PRECISIONS: Mapping[str, str] = Words(
    {
        "day": _("the day is known"),
        "span": _("from one known day to another, or once between them"),
        "part_of_month": _("early, mid or late in a month"),
        "month": _("some day of a month"),
        "part_of_year": _("a part of a year"),
        "year": _("some day of a year"),
        "open": _("known from one side alone: since, until"),
        "unknown": _("nothing is known of the day"),
    }
)
PLACE_PRECISIONS: Mapping[str, str] = Words(
    {
        "site": _("at the site"),
        "place": _("in the place"),
        "near": _("near"),
        "adm2": _("somewhere in the district"),
        "adm1": _("somewhere in the province"),
        "linear_fuzzy": _("along a line or in a vague area"),
        "country": _("somewhere in the country"),
        "sea_air": _("at sea or in the air"),
        "none": _("place unknown"),
    }
)
FACTS: Mapping[str, str] = Words(
    {
        "type": _("What happened"),
        "date": _("When"),
        "place": _("Where"),
        "actors": _("Who"),
        "facilities": _("Facilities"),
        "killed": _("Killed"),
        "injured": _("Injured"),
        "captured": _("Captured"),
        "missing": _("Missing"),
    }
)
# By where the codes stand in the data.
HEADINGS: Mapping[str, str] = Words(
    {
        "date.precision": _("How exactly a date is known"),
        "places[].precision": _("How exactly a place is known"),
        "places[].kind": _("Kinds of places"),
        "actors[].kind": _("Kinds of actors"),
        "actors[].role": _("What an actor did"),
        "relations[].relation": _("How actors are related"),
        "facilities[].kind": _("Kinds of facilities"),
        "facilities[].relation": _("What happened to a facility"),
        "statuses[].status": _("State of a facility"),
        "casualties[].harm": _("Harm to people"),
        "claims[].supports": _("What a claim carries"),
        "claims[].status": _("Standing of a claim"),
        "claims[].credibility": _("Credibility of a claim"),
        "reason_code": _("Why a record was withdrawn"),
    }
)
