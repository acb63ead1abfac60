"""By how much each value of a filter would narrow the list: each counted as if its own filter were not set."""

from collections import Counter
from collections.abc import Mapping, Sequence

from ledger.filters.sets import Values
from ledger.selection import Selection
from ledger.tallies.counting import Tally
from ledger.tallies.memory import counts_of
from ledger.tallies.shapes import Facet, FacetCount

KILLED_AT_LEAST = (1, 10, 50, 100)
# What one row has one of is counted at once.
QUALITIES = {"type": (0, 1), "lane": (2,), "precision": (3,), "place_precision": (4,), "killed_min": (5,)}
LISTS = {
    "country": "countries", "region": "regions", "district": "districts", "place": "place_ids", "actor": "actor_ids",
    "facility": "facility_ids", "publisher": "domains", "source": "source_ids", "tag": "tags",
}  # fmt: skip
# With such a filter set, a value counts where it is bound to it: "id:role".
BOUND = {"actor": ("role", "actor_roles"), "facility": ("relation", "facility_relations")}


def facets(selection: Selection, names: Sequence[Facet], limit: int = 20) -> Mapping[Facet, tuple[FacetCount, ...]]:
    """Most first; `type` counts parents with their children beside them, `killed_min` how many may have as many."""
    return {name: _largest(_facet(selection, name), limit) for name in names}


def _facet(selection: Selection, name: Facet) -> Mapping[str, int]:
    values = {key: value for key, value in selection.values.items() if key != name}
    if name in QUALITIES:
        return _quality(selection, name, values)
    counts = counts_of(selection, _list_tally(name, values), values)
    return {value: sums[0] for (value,), sums in counts.items()}


def _quality(selection: Selection, name: Facet, values: Values) -> Mapping[str, int]:
    found: Counter[str] = Counter()
    for key, sums in counts_of(selection, _qualities(values), values).items():
        if name == "killed_min":
            found.update({str(number): sums[0] for number in KILLED_AT_LEAST if number <= key[5]})
        else:
            found.update(dict.fromkeys({key[place] for place in QUALITIES[name]}, sums[0]))
    return found


def _qualities(values: Values) -> Tally:
    certainly = values.get("certainty") == "certainly"
    killed = f"entry.killed_{'low' if certainly else 'high'}"
    steps = " ".join(f"WHEN {killed} >= {number} THEN {number}" for number in reversed(KILLED_AT_LEAST))
    columns = ("type_code", "parent_code", "lane", "precision", "place_precision")
    return Tally(
        f"qualities/{'certainly' if certainly else 'possibly'}",
        (*columns, "killed_low", "killed_high"),
        (*(f"entry.{column}" for column in columns), f"CASE {steps} ELSE 0 END"),
    )


def _list_tally(name: Facet, values: Values) -> Tally:
    modifier, marks = BOUND.get(name, ("", ""))
    if modifier in values:
        own = "SELECT DISTINCT split_part(value, ':', 1)", "split_part(value, ':', 2) = %s"
        each = f"CROSS JOIN LATERAL ({own[0]} FROM unnest(entry.{marks}) AS one (value) WHERE {own[1]}) AS own (value)"
        role = values[modifier]
        return Tally(f"values/{name}:{role}", (marks,), ("own.value",), (), each, (role,))
    column = LISTS[name]
    each = f"CROSS JOIN LATERAL (SELECT DISTINCT unnest(entry.{column})) AS own (value)"
    return Tally(f"values/{name}", (column,), ("own.value",), (), each)


def _largest(counts: Mapping[str, int], limit: int) -> tuple[FacetCount, ...]:
    some = [FacetCount(value, number) for value, number in counts.items() if value and number]
    return tuple(sorted(some, key=lambda one: (-one.incidents, one.value))[:limit])
