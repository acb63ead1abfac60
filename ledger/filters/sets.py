"""One FilterSet per kind of record: it reads what stands in an address and narrows a list by it.

A form is built for the parameters that were given, so a list without any costs nothing here.
"""

import copy
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, NamedTuple, Self

import django_filters
from django import forms
from django.core.exceptions import ValidationError

from ledger.filters.formats import BadParameter, Format
from ledger.models import IncidentEntry
from ledger.querysets import EntryQuerySet

Values = Mapping[str, Any]


class Question(NamedTuple):
    """What one filter must know of the others. `follows_merges`: whether an id stands for its duplicates too."""

    values: Values
    as_of: int
    follows_merges: bool = True

    @property
    def certainly(self) -> bool:
        return self.values.get("certainty") == "certainly"


Narrow = Callable[[EntryQuerySet, Any, Question], EntryQuerySet]


class ReadField(forms.Field):
    def __init__(self, *, read: Callable[[str], Any], **options: Any) -> None:
        super().__init__(**options)
        self.read = read

    def clean(self, value: Any) -> Any:
        try:
            return self.read(value)
        except ValueError as error:
            raise ValidationError("It cannot be read.") from error


class Filter(django_filters.Filter):  # type: ignore[misc]  # django-filter has no types
    """A parameter by its name. `narrow` gets the rows, the value as read, and the question it is part of."""

    field_class = ReadField

    def __init__(self, name: str, description: str, format: Format, narrow: Narrow) -> None:
        super().__init__(field_name=name, label=name, read=format.read)
        self.name, self.description = name, description
        self.allowed, self.schema = format.allowed, format.schema
        self.narrow = narrow

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """Each FilterSet copies its filters deeply; but only `parent` ever differs."""
        return copy.copy(self)

    def filter(self, rows: EntryQuerySet, value: Any) -> EntryQuerySet:
        return self.narrow(rows, value, self.parent.question)


class EntryFilters(django_filters.FilterSet):  # type: ignore[misc]  # as above
    """`given` holds the parameters of the address as text to read them, or as values to narrow by them."""

    parameters: ClassVar[tuple[Filter, ...]] = ()

    class Meta:
        model = IncidentEntry
        fields: ClassVar[list[str]] = []

    def __init__(self, given: Values, question: Question | None = None) -> None:
        super().__init__(given, IncidentEntry.objects.all())
        self.filters: dict[str, Filter] = {name: filter_ for name, filter_ in self.filters.items() if name in given}
        self.question = question

    @classmethod
    def get_filters(cls) -> dict[str, Filter]:
        """Not from attributes, as is usual: `from` could be none."""
        return {filter_.name: filter_ for filter_ in cls.parameters}

    def read(self) -> dict[str, Any]:
        """Raises BadParameter for the first that is malformed."""
        for name in self.errors:
            raise BadParameter(name, f"{name!r} cannot be read.", [self.filters[name].allowed])
        return dict(self.form.cleaned_data)

    def narrowed(self, rows: EntryQuerySet) -> EntryQuerySet:
        for name, value in self.data.items():
            rows = self.filters[name].filter(rows, value)
        return rows
