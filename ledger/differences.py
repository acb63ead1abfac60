"""What one document says otherwise than the one before it, field by field. Pure."""

from collections.abc import Mapping
from typing import Any, TypedDict


class Difference(TypedDict):
    """One field that differs; helper G's full version replaces this file."""

    path: str
    kind: str
    before: Any
    after: Any


def differences(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> list[Difference]:
    earlier = before or {}
    return [
        {"path": name, "kind": "changed", "before": earlier.get(name), "after": after.get(name)}
        for name in sorted({*earlier, *after})
        if earlier.get(name) != after.get(name)
    ]
