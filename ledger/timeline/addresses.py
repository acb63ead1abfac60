"""The address of a list, and those that differ from it by a filter: every state of a timeline is such an address."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

# Filters that take several values, separated by commas, any of which will do.
SEVERAL = frozenset({
    "type", "lane", "actor_kind", "facility_kind", "country", "precision", "place_precision", "publisher", "tag",
})  # fmt: skip
# Filters that mean nothing without another one, and go with it.
BELONGS_TO = {"near": ("radius",), "actor": ("role",), "facility": ("relation",)}
# How a list is shown, which no feed, file or map has to know.
SHOWING = ("view", "sort")


@dataclass(frozen=True, slots=True)
class Address:
    """`fields` as they stand in the address, without its position in the list: a new question begins at its top."""

    path: str
    fields: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, path: str, fields: Mapping[str, str]) -> "Address":
        return cls(path, tuple(fields.items()))

    @property
    def url(self) -> str:
        return f"{self.path}?{self.query}" if self.fields else self.path

    @property
    def query(self) -> str:
        return urlencode(self.fields)

    @property
    def filters(self) -> tuple[tuple[str, str], ...]:
        return tuple((name, value) for name, value in self.fields if name not in SHOWING)

    def get(self, name: str) -> str:
        return dict(self.fields).get(name, "")

    def values(self, name: str) -> tuple[str, ...]:
        """Each of the values that the list is narrowed to by this filter."""
        text = self.get(name)
        return tuple(text.split(",")) if name in SEVERAL and text else (text,) if text else ()

    def having(self, **fields: str) -> "Address":
        """With these instead of its own; an empty one is left out."""
        kept = {**dict(self.fields), **fields}
        return Address(self.path, tuple((name, value) for name, value in kept.items() if value))

    def without(self, *names: str) -> "Address":
        gone = {part for name in names for part in (name, *BELONGS_TO.get(name, ()))}
        return Address(self.path, tuple((name, value) for name, value in self.fields if name not in gone))

    def cleared(self) -> "Address":
        """Every filter taken away; how the list is shown stays."""
        return Address(self.path, tuple((name, value) for name, value in self.fields if name in SHOWING))

    def at(self, path: str) -> "Address":
        """The same filters, asked elsewhere."""
        return Address(path, self.filters)

    def toggled(self, name: str, value: str) -> "Address":
        """With the value where it was not, without it where it was."""
        held = self.values(name)
        if value in held:
            left = ",".join(one for one in held if one != value)
            return self.having(**{name: left}) if left else self.without(name)
        return self.having(**{name: ",".join([*held, value]) if name in SEVERAL else value})
