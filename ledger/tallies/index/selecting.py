"""Which rows a selection holds: sets of the index where its filters have some, and one question for all the others."""

from collections.abc import Callable, Mapping
from functools import cached_property
from itertools import chain
from typing import Any

from django.db import connection, transaction
from pyroaring import BitMap

from ledger.filters import matching
from ledger.filters.sets import Values
from ledger.models import IncidentEntry
from ledger.search import name_key
from ledger.tallies.counting import select
from ledger.tallies.index.bitmaps import bitmap_of, bytes_of, points_within
from ledger.tallies.index.index import Index
from ledger.tallies.memory import NOT_CARRIED, Era, Kept, Memory

# Of these the index knows the values.
ANY_OF = ("lane", "precision", "place_precision", "country", "type", "actor_kind", "facility_kind", "publisher", "tag")
NAMES = ("region", "district")
RECORDS = ("actor", "facility", "place")
ROLES = ("role", "relation")
PERIOD = ("from", "to")
PEOPLE = ("killed_min", "killed_max", "injured_min", "injured_max")
KNOWN = frozenset((*ANY_OF, *NAMES, *RECORDS, *PERIOD, *PEOPLE, "bbox"))
# With a role, who had it matters, which lists of roles and of actors do not tell.
BOUND = {"role": ("actor", "actor_kind"), "relation": ("facility", "facility_kind")}
# A search reads words in an index, or all of a million texts: the planner thinks the one as dear as the other.
BY_INDEX = "SELECT set_config('enable_seqscan', 'off', true)"
ASKED = Memory(entries=256, size=16_000_000)
# What one page asks several times.
SELECTED = Memory(entries=64, size=8_000_000)
EMPTY = BitMap()


class Selecting:
    """The rows of one question's filters. `same` names, by kind of record, the id that stands for a merged one."""

    def __init__(self, index: Index, as_of: int, era: Era, same: Callable[[str], Mapping[str, str]]) -> None:
        self.index, self.as_of = index, as_of
        self._era, self._same = era, same
        self._survivors: dict[str, frozenset[str]] = {}
        self._parts: dict[tuple[Any, ...], BitMap] = {}

    @cached_property
    def current(self) -> BitMap:
        return self.index.current(self.as_of)

    def having(self, name: str, value: str) -> BitMap:
        """The rows with a value, or with one that it stands for."""
        lists, same = self.index.values[name], self._same(name) if name in RECORDS else {}
        if name not in self._survivors:
            self._survivors[name] = frozenset(same.values())
        return lists.any_of(self._family(name, value)) if value in self._survivors[name] else lists[value]

    def rows(self, values: Values) -> BitMap:
        """Not to be changed."""
        key = (self.index.epoch, *self._era, self.as_of, frozenset(values.items()))
        kept = SELECTED.find(key)
        if kept is None:
            rows = self._rows(values)
            kept = Kept(self.index.seq, rows, bytes_of(rows))
            SELECTED.keep(key, kept)
        found: BitMap = kept.value
        return found

    def _rows(self, values: Values) -> BitMap:
        asked, own = divided(values)
        parts = [self._part(name, value, values) for name, value in own.items()]
        if asked:
            parts.append(self._asked(asked))
        return BitMap.intersection(self.current, *sorted(parts, key=len)) if parts else self.current

    def _part(self, name: str, value: Any, values: Values) -> BitMap:
        """What one filter lets through."""
        key = (name, value, values.get("certainty"))
        if key not in self._parts:
            self._parts[key] = self._made(name, value, values)
        return self._parts[key]

    def _made(self, name: str, value: Any, values: Values) -> BitMap:
        lists = self.index.values
        if name in ANY_OF:
            return lists[name].any_of(value)
        if name in NAMES:
            return lists[name][name_key(value)]
        if name in RECORDS:
            return lists[name].any_of(self._family(name, value))
        if name in ROLES:
            return lists[name][f":{value}"]
        certainly = values.get("certainty") == "certainly"
        if name == "bbox":
            return lists["any_point"].any_of(point for point, _, _ in points_within(lists["any_point"], value))
        if name in PERIOD:
            return self._from(value, certainly) if name == "from" else self._to(value, certainly)
        return self._people(name, value, certainly)

    def _family(self, kind: str, record_id: str) -> list[str]:
        same = self._same(kind)
        survivor = same.get(record_id, record_id)
        return [record_id, survivor, *(id_ for id_, into in same.items() if into == survivor)]

    def _from(self, day: Any, certainly: bool) -> BitMap:
        index = self.index
        rows = self.current - index.latest.before(day)
        if certainly:
            own = index.certain_last.all()
            rows &= (self.current - index.earliest.before(day) - own) | (own - index.certain_last.before(day))
        return rows

    def _to(self, day: Any, certainly: bool) -> BitMap:
        index = self.index
        rows = index.earliest.up_to(day)
        if certainly:
            own = index.certain_first.all()
            rows &= (index.latest.up_to(day) - own) | index.certain_first.up_to(day)
        return rows

    def _people(self, name: str, number: int, certainly: bool) -> BitMap:
        """A figure's top reaches the number, its bottom certainly does, and the other way round for "at most"."""
        harm, bound = name.split("_")
        return self.reaching(harm, number, certainly) if bound == "min" else self._within(harm, number, certainly)

    def reaching(self, harm: str, number: int, certainly: bool) -> BitMap:
        index = self.index
        known = self.current - index.flagged(f"{harm}_unknown")
        open_top = index.flagged(f"{harm}_open")
        rows = (open_top & known) | index.numbers[f"{harm}_top"].at_least(number, known)
        return rows & index.numbers[f"{harm}_low"].at_least(number, known) if certainly else rows

    def _within(self, harm: str, number: int, certainly: bool) -> BitMap:
        index = self.index
        known = self.current - index.flagged(f"{harm}_unknown")
        if certainly:
            known -= index.flagged(f"{harm}_open")
        return index.numbers[f"{harm}_{'top' if certainly else 'low'}"].at_most(number, known)

    def _asked(self, values: Values) -> BitMap:
        """What only the database can tell: kept, and asked of new rows alone where an old one's answer stays."""
        moves = [self.as_of] if any(name in values for name in NOT_CARRIED) else []
        key = (self.index.epoch, self._era.merged, frozenset(values.items()), *moves)
        with ASKED.counting(key):
            kept = ASKED.find(key) or Kept(0, EMPTY, 0)
            seq = self.index.seq
            if kept.seq < seq:
                rows = kept.value | _matching(values, kept.seq, seq, self.as_of)
                kept = Kept(seq, rows, bytes_of(rows))
                ASKED.keep(key, kept)
            found: BitMap = kept.value
            return found


def divided(values: Values) -> tuple[dict[str, Any], dict[str, Any]]:
    """The filters that the database has to answer, and those that the index can, without what only modifies these."""
    bound = set(chain.from_iterable(names for role, names in BOUND.items() if role in values))
    roles = {role for role, names in BOUND.items() if role in values and not any(name in values for name in names)}
    own = {name for name in values if (name in KNOWN and name not in bound) or name in roles}
    asked = {name: value for name, value in values.items() if name not in own and name != "certainty"}
    return asked, {name: value for name, value in values.items() if name in own}


def _matching(values: Values, after: int, last: int, as_of: int) -> BitMap:
    rows = matching("incident", values, IncidentEntry.objects.filter(pk__gt=after, pk__lte=last), as_of)
    sql, parameters = select(["string_agg(int4send(entry.pk::int4), ''::bytea)"], rows, ())
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(BY_INDEX)
        cursor.execute(sql, parameters)
        (found,) = cursor.fetchone()
    return bitmap_of(found) if found is not None else BitMap()
