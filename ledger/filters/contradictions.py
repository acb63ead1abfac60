"""Parameters that can be read one by one, but not obeyed together. Pure."""

from collections.abc import Mapping
from typing import Any

from ledger.filters.formats import Contradiction

ORDERED = (("from", "to"), ("killed_min", "killed_max"), ("injured_min", "injured_max"))

# Each of these says nothing without one of those.
NEEDS = {
    "near": ("radius",),
    "radius": ("near",),
    "certainty": ("from", "to", "killed_min", "killed_max", "injured_min", "injured_max"),
}


def refuse_contradictions(values: Mapping[str, Any]) -> None:
    """Raises Contradiction."""
    for low, high in ORDERED:
        if low in values and high in values and values[low] > values[high]:
            raise Contradiction(low, f"{low!r} is more than {high!r}.", [f"up to {values[high]}"])
    if "bbox" in values and values["bbox"].south > values["bbox"].north:
        raise Contradiction("bbox", "The south of 'bbox' lies north of its north.", ["west,south,east,north"])
    for name, needed in NEEDS.items():
        if name in values and not any(other in values for other in needed):
            raise Contradiction(name, f"{name!r} says nothing without {' or '.join(map(repr, needed))}.", needed)
