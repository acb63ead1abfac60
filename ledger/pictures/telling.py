"""What the picture of a page says: the register's own, or a record's. Nothing is told that its page does not tell."""

from typing import cast

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ledger import languages
from ledger.charts.rows import Labelled, harm_words, total_of, without_gaps
from ledger.documents import IncidentDocument, Kind, PublicDocument
from ledger.pages import words
from ledger.pages.dates import shown
from ledger.pages.figures import totals_words
from ledger.pages.names import name_in
from ledger.pages.numerals import numeral
from ledger.pages.places import place_words
from ledger.pictures.cards import Card
from ledger.selection import Selection
from ledger.tallies import breakdown, histogram

BARS = 160


def register_card(selection: Selection) -> Card:
    facts, bars = activity(selection)
    return Card(_("Register of incidents"), settings.SITE_NAME, facts, settings.SITE_NAME, selection.as_of, bars)


def incident_card(document: IncidentDocument, seq: int) -> Card:
    sources = len(document["sources"])
    facts = [f"{words.sentence(shown(document['date']))}"]
    if document["places"]:
        facts.append(words.sentence(place_words(document["places"][0]).text))
    toll = totals_words(document["totals"])
    if toll:
        facts.append(words.listed(toll))
    facts.append(ngettext("%(count)s source", "%(count)s sources", sources) % {"count": numeral(sources)})
    return Card(words.type_name(document["type"]), document["title"], tuple(facts),
                settings.SITE_NAME, seq)  # fmt: skip


def record_card(kind: Kind, document: PublicDocument, selection: Selection) -> Card:
    """`selection` holds the record's incidents."""
    own = name_in(languages.current().code, document)
    title = own.name if own else cast(str, document.get("title") or document.get("name"))
    facts, bars = activity(selection)
    return Card(str(KIND_WORDS[kind]), title, facts, settings.SITE_NAME, selection.as_of, bars)


KIND_WORDS = {
    "actor": gettext_lazy("Actor"),
    "facility": gettext_lazy("Facility"),
    "place": gettext_lazy("Place"),
    "source": gettext_lazy("Source"),
    "timeline": gettext_lazy("Timeline"),
}


def activity(selection: Selection) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """How many incidents, between when and when, with how many killed; and the bars over time."""
    total, found = total_of(selection), histogram(selection)
    if not total.incidents:
        return (_("No incidents yet"),), ()
    count = ngettext("%(count)s incident", "%(count)s incidents", total.incidents)
    said = [count % {"count": numeral(total.incidents)}]
    if found.bars:
        first, last = found.bars[0].first, found.bars[-1].last
        said.append(period(first.isoformat()[:7], last.isoformat()[:7]))
    if total.killed.low or total.killed.high:
        said.append(_("%(number)s killed") % {"number": harm_words(total.killed, total.incidents)})
    return tuple(said), counts(selection)


def period(first: str, last: str) -> str:
    if first == last:
        return words.partial_date(first)
    return _("%(first)s to %(last)s") % {"first": words.partial_date(first), "last": words.partial_date(last)}


def counts(selection: Selection) -> tuple[int, ...]:
    """By month where there is room for that, otherwise by year."""
    for by in ("month", "year"):
        rows = without_gaps([Labelled("", row) for row in breakdown(selection, by, 10_000)], by)
        if len(rows) <= BARS:
            break
    return tuple(one.row.incidents for one in rows[-BARS:])
