"""The lists of actors, facilities, places, sources and timelines: by kind, by words, by letter."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from ledger import paging
from ledger.documents import Kind
from ledger.feeds.links import alternates
from ledger.filters import BadParameter
from ledger.pages import frame, tables, words
from ledger.pages.forms import list_query
from ledger.pages.frame import PageFrame, public_page
from ledger.pages.records import index_item
from ledger.pages.standing import PAGE_SIZE, Standing, address, read_walk, slice_of
from ledger.selection import Selection
from ledger.timeline.addresses import Address
from ledger.timeline.chips import Chip, chips_of
from ledger.timeline.names import OF_RECORDS, Names, record_names

HEADINGS: Mapping[Kind, tuple[Promise, Promise]] = {
    "actor": (
        gettext_lazy("Actors"),
        gettext_lazy("States, forces, groups, companies and people that incidents name."),
    ),
    "facility": (
        gettext_lazy("Facilities"),
        gettext_lazy("Posts, bases, camps, mines and bridges that incidents concern."),
    ),
    "place": (
        gettext_lazy("Places"),
        gettext_lazy("Provinces, districts, towns, rivers and crossings where incidents happened."),
    ),
    "source": (
        gettext_lazy("Sources"),
        gettext_lazy("The documents whose sentences carry the register’s facts."),
    ),
    "timeline": (
        gettext_lazy("Timelines"),
        gettext_lazy("Incidents that an editor has put together under one subject."),
    ),
}
PATHS: Mapping[Kind, str] = {
    "actor": "pages:actors", "facility": "pages:facilities", "place": "pages:places", "source": "pages:sources",
    "timeline": "pages:timelines",
}  # fmt: skip
KINDS: Mapping[Kind, Mapping[str, str]] = {
    "actor": tables.ACTOR_KINDS, "facility": tables.FACILITY_KINDS, "place": tables.PLACE_KINDS,
    "source": tables.SOURCE_KINDS, "timeline": {},
}  # fmt: skip
# Longer lists are not read through to be counted: their kinds stand without numbers, and they have no letters.
MOST_COUNTED = 20_000
LETTERS_LENGTH = 20


@dataclass(frozen=True, slots=True)
class Choice:
    """`records` is None where they are too many to be counted."""

    words: str
    url: str
    chosen: bool = False
    records: int | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """How many records there are of each kind, and the letters that their names begin with, in order."""

    kinds: tuple[tuple[str, int], ...]
    letters: tuple[str, ...]
    total: int


@public_page
def index(request: HttpRequest, standing: Standing, kind: Kind) -> HttpResponse:
    """A list's filters and orders work here as in the API; the page offers some of them."""
    query = list_query(request)
    letter = query.pop("letter", [""])[-1]
    walk = read_walk(request, kind, query, standing)
    here = Address.of(request.path, {name: values[-1] for name, values in query.items()})
    if letter:
        return HttpResponseRedirect(_at_letter(walk.selection, here, letter))
    standing = replace(standing, seq=walk.selection.as_of)
    rows = slice_of(walk)
    counted = _counted_of(walk.selection, standing)
    heading, description = HEADINGS[kind]
    context = {
        "items": [item for row in rows.rows if (item := index_item(kind, row)) is not None],
        "links": frame.links(request, rows, walk),
        "now": address(request),
        "feeds": alternates(kind, [(name, value) for name, value in here.fields if name != "sort"]),
        "lists": [Choice(str(words_), reverse(PATHS[one]), one == kind) for one, (words_, _said) in HEADINGS.items()],
        "kinds": _kinds(kind, counted, here),
        "letters": _letters(counted, here),
        "chips": _chips(kind, here, standing),
        "cleared": request.path,
        "q": here.get("q"),
        "hidden": here.without("q").fields,
        "total": counted.total if counted else None,
    }
    about_page = PageFrame(str(heading), kind, request.path, str(description), cited=address(request))
    return frame.page("index.html", standing, about_page, context)


def _at_letter(selection: Selection, here: Address, letter: str) -> str:
    """The list from the first name on that begins so, or would stand behind it. One query."""
    if selection.sort != "name":
        raise BadParameter("letter", "A list in this order has no place for a letter.", ["sort=name"])
    if len(letter) > LETTERS_LENGTH or "\0" in letter:
        raise BadParameter("letter", "No name begins so.", ["a letter"])
    preceding = selection.entries().filter(sort_name__lt=letter)
    last = paging.ordered(selection.order.reversed(), preceding).first()
    if last is None:
        return here.url
    return here.having(after=selection.cursor((last.sort_name, last.record_id))).url


def _counted_of(selection: Selection, standing: Standing) -> Counted | None:
    """Of the list as it is narrowed, but for the kind; the letters and the total of the kind that is shown."""
    others = tuple(sorted((name, value) for name, value in selection.values.items() if name != "kind"))
    chosen = selection.values.get("kind", ())
    return _counted(standing.chain, selection.kind, others, chosen, selection.as_of)


@lru_cache(maxsize=256)
def _counted(
    chain: str,  # noqa: ARG001 - the same hash is the same ledger
    kind: Kind,
    values: tuple[tuple[str, Any], ...],
    chosen: tuple[str, ...],
    as_of: int,
) -> Counted | None:
    rows = Selection(kind, dict(values), "name", as_of, "").ordered().values_list("kind", "sort_name")
    found = list(rows[: MOST_COUNTED + 1])
    if len(found) > MOST_COUNTED:
        return None
    names = [name for code, name in found if not chosen or code in chosen]
    kinds = Counter(code for code, _name in found if code)
    return Counted(tuple(kinds.most_common()), tuple(dict.fromkeys(name[:1] for name in names if name)), len(names))


def _kinds(kind: Kind, counted: Counted | None, here: Address) -> list[Choice]:
    numbers: Mapping[str, int | None] = dict(counted.kinds) if counted else dict.fromkeys(KINDS[kind])
    if len(numbers) < 2 and not here.get("kind"):
        return []
    return [
        Choice(words.word(KINDS[kind], code), _toggled(here, code), here.get("kind") == code, number)
        for code, number in numbers.items()
    ]


def _toggled(here: Address, code: str) -> str:
    return (here.without("kind") if here.get("kind") == code else here.having(kind=code)).url


def _letters(counted: Counted | None, here: Address) -> list[Choice]:
    """None where all names stand on one page, or in another order."""
    if counted is None or counted.total <= PAGE_SIZE or here.get("sort") not in ("", "name"):
        return []
    return [Choice(letter.upper(), here.having(letter=letter).url) for letter in counted.letters]


def _chips(kind: Kind, here: Address, standing: Standing) -> list[Chip]:
    ids = {value for name in (*OF_RECORDS, "operator") for value in here.values(name)}
    names = Names(record_names(ids, standing) if ids else {})
    chips = chips_of(here.without("sort"), names)
    kinds = ", ".join(words.word(KINDS[kind], code) for code in here.get("kind").split(","))
    return [replace(chip, text=kinds, url=here.without("kind").url) if chip.names == ("kind",) else
            replace(chip, url=here.without(*chip.names).url) for chip in chips]  # fmt: skip
