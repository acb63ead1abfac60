"""A public document in words, and what differs between two of them, field by field. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

HIDDEN = frozenset({"record", "id"})
LEADING = ("quote", "name", "title", "party", "status", "relation")  # what an item is known by
TRAILING = frozenset({"id", "slug"})
LABELS = {
    "edtf": "EDTF", "acled_event_type": "ACLED event", "acled_sub_event_type": "ACLED sub-event",
    "ucdp_type_of_violence": "UCDP type", "plover_type": "PLOVER type", "plover_mode": "PLOVER mode",
    "date_text": "the source's words", "date_label": "other calendar", "sha256": "SHA-256", "url": "address",
    "origins": "independent origins",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    label: str
    lines: list[str]


@dataclass(frozen=True, slots=True)
class Difference:
    label: str
    before: list[str]
    after: list[str]


def outline(document: Mapping[str, Any]) -> list[Field]:
    """Every field that says something, one line for each item of a list."""
    fields = [Field(label(key), readable(value)) for key, value in document.items() if key not in HIDDEN]
    return [field for field in fields if field.lines]


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    found = []
    for key in dict.fromkeys([*before, *after]):
        if key in HIDDEN or before.get(key) == after.get(key):
            continue
        old, new = readable(before.get(key)), readable(after.get(key))
        gone = [line for line in old if line not in new]
        come = [line for line in new if line not in old]
        # The same lines in another order: show both lists whole.
        found.append(Difference(label(key), gone, come) if gone or come else Difference(label(key), old, new))
    return found


def readable(value: Any) -> list[str]:
    if is_empty(value):
        return []
    if isinstance(value, Mapping):
        return [f"{label(key)}: {text(item)}" for key, item in value.items() if not is_empty(item)]
    if isinstance(value, list):
        return [text(item) for item in value]
    return [text(value)]


def text(value: Any) -> str:
    """One line for any value; an item's name comes first and its id last."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(text(item) for item in value)
    if not isinstance(value, Mapping):
        return str(value)
    lead = next((key for key in LEADING if value.get(key)), None)
    parts = [_lead(lead, value[lead])] if lead else []
    parts += [
        f"{label(key)} {text(item)}"
        for key, item in value.items()
        if key != lead and key not in TRAILING and not is_empty(item)
    ]
    known = value.get("id")
    return "; ".join(parts) + (f" ({known})" if known else "")


def label(key: str) -> str:
    return LABELS.get(key, key.replace("_", " "))


def is_empty(value: Any) -> bool:
    return value is None or value is False or value in ("", [], {})


def _lead(key: str, value: Any) -> str:
    return f"“{value}”" if key == "quote" else str(value)
