"""By how much each value of a filter would narrow the list: each counted as if its own filter were not set."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from heapq import nsmallest

from ledger.filters.sets import Values
from ledger.selection import Selection
from ledger.tallies.counting import Key, Tally
from ledger.tallies.listing import by_value
from ledger.tallies.reading import Reading
from ledger.tallies.shapes import Facet, FacetCount

KILLED_AT_LEAST = (1, 10, 50, 100)
# What one row has one of is counted at once; so is what follows from its places.
QUALITIES = {"type": (0, 1), "lane": (2,), "precision": (3,), "place_precision": (4,), "killed_min": (5,)}
PLACES = {"country": 0, "region": 1, "district": 2, "place": 3}
WHERE = Tally(
    "places",
    ("countries", "regions", "districts", "place_ids"),
    ("entry.countries", "entry.regions", "entry.districts", "entry.place_ids"),
)
# Of sources there are more than of incidents.
NOT_INDEXED = ("source",)
# With such a filter set, a value counts where it is bound to it.
ROLES = {"actor": "role", "facility": "relation"}


def facets(selection: Selection, names: Sequence[Facet], limit: int = 20) -> Mapping[Facet, tuple[FacetCount, ...]]:
    """Most first; `type` counts parents with their children beside them, `killed_min` how many may have as many.

    A region or a district is its name's key (ledger/search.py), which the filters take as well.
    """
    reading = Reading(selection)
    return {name: _most(reading, name, limit) for name in names}


def _most(reading: Reading, name: Facet, limit: int) -> tuple[FacetCount, ...]:
    values = {key: value for key, value in reading.values.items() if key != name}
    if reading.index is None or name in NOT_INDEXED or ROLES.get(name) in values:
        return _largest(_facet(reading, name, values), limit)
    found = _reaching(reading, values) if name == "killed_min" else reading.most(name, values, limit)
    return _largest(found, limit)


def _reaching(reading: Reading, values: Values) -> Mapping[str, int]:
    return {str(number): reading.reaching(number, values) for number in KILLED_AT_LEAST}


def _facet(reading: Reading, name: Facet, values: Values) -> Mapping[str, int]:
    if name not in QUALITIES and name not in PLACES:
        tally = by_value(reading, name, role=values.get(ROLES.get(name, ""), ""))
        return {key[0]: sums[0] for key, sums in reading.counts(tally, values).items()}
    found: Counter[str] = Counter()
    for key, sums in reading.counts(WHERE if name in PLACES else _qualities(values), values).items():
        for value in _values(reading, name, key):
            found[value] += sums[0]
    return found


def _values(reading: Reading, name: Facet, key: Key) -> Iterable[str]:
    if name == "killed_min":
        return [str(number) for number in KILLED_AT_LEAST if number <= key[5]]
    if name == "place" and "place" in reading.survivors:
        survivors = reading.survivors["place"]
        return {survivors.get(id_, id_) for id_ in key[PLACES[name]]}
    return set(key[PLACES[name]]) if name in PLACES else {key[place] for place in QUALITIES[name]}


def _qualities(values: Values) -> Tally:
    killed = f"entry.killed_{'low' if values.get('certainty') == 'certainly' else 'high'}"
    steps = " ".join(f"WHEN {killed} >= {number} THEN {number}" for number in reversed(KILLED_AT_LEAST))
    columns = ("type_code", "parent_code", "lane", "precision", "place_precision")
    return Tally(
        f"qualities/{killed}",
        (*columns, "killed_low", "killed_high"),
        (*(f"entry.{column}" for column in columns), f"CASE {steps} ELSE 0 END"),
    )


def _largest(counts: Mapping[str, int], limit: int) -> tuple[FacetCount, ...]:
    some = ((-number, value) for value, number in counts.items() if value and number)
    return tuple(FacetCount(value, -number) for number, value in nsmallest(limit, some))
