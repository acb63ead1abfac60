"""The answers that an editor can give to a suggestion."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect

from incidents.admin.incident_forms import DATE_HELP
from incidents.dates.span import DateSpan
from incidents.models import Incident, IncidentType, Suggestion
from incidents.models.record import State
from incidents.services.editing import NO_DATE, read_typed_date
from incidents.services.errors import DateNotUnderstood
from incidents.services.reviewing import Corrections

LARGE = {"class": "vLargeTextField"}


class AcceptForm(forms.Form):
    """`read_span` is what the software read. A date that the editor changed is shown as it was understood, and
    accepted at the second time of asking."""

    title = forms.CharField(max_length=300, widget=forms.TextInput(attrs={"class": "vTextField"}))
    summary = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3, **LARGE}))
    type = forms.ChoiceField()
    date_entry = forms.CharField(
        label="Date", required=False, max_length=200, help_text=DATE_HELP,
        widget=forms.TextInput(attrs={"class": "vTextField", "autocomplete": "off"}),
    )  # fmt: skip
    confirmed_date = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    without = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple, label="Leave out")

    def __init__(
        self,
        *args: Any,
        optional_facts: Sequence[tuple[str, str]],
        read_date: str,
        published: date | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.read_date, self.published = read_date, published
        self.span: DateSpan | None = None
        fields: dict[str, Any] = self.fields
        fields["type"].choices = type_choices()
        fields["without"].choices = optional_facts

    def clean_date_entry(self) -> str:
        typed: str = self.cleaned_data["date_entry"].strip()
        if typed != self.read_date:
            try:
                self.span = read_typed_date(typed, published=self.published)
            except DateNotUnderstood as error:
                raise forms.ValidationError(str(error)) from error
        return typed

    def needs_confirmation(self) -> bool:
        typed = self.cleaned_data["date_entry"]
        return self.span is not None and typed != "" and self.cleaned_data["confirmed_date"] != typed

    def corrections(self) -> Corrections:
        given = self.cleaned_data
        without = frozenset(given["without"])
        span = NO_DATE if "date" in without else self.span
        return Corrections(given["title"], given["summary"], given["type"], span, without)


class AddToIncidentForm(forms.Form):
    candidate = forms.ChoiceField(required=False, widget=forms.RadioSelect, label="One that looks like it")
    other = forms.ModelChoiceField(
        queryset=Incident.objects.exclude(state=State.MERGED), required=False, label="Another incident",
        widget=AutocompleteSelect(Suggestion._meta.get_field("incident"), admin.site),
    )  # fmt: skip

    def __init__(self, *args: Any, candidates: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["candidate"].choices = candidates

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        chosen, other = cleaned.get("candidate"), cleaned.get("other")
        if chosen and not other:
            cleaned["other"] = other = Incident.objects.exclude(state=State.MERGED).filter(public_id=chosen).first()
        if other is None and not self.errors:
            raise forms.ValidationError("Choose the incident that this is another account of.")
        return cleaned


class RejectForm(forms.Form):
    reason = forms.CharField(
        max_length=300,
        widget=forms.TextInput(attrs={"class": "vTextField", "list": "usual-reasons"}),
        help_text="Kept with the suggestion, so that reading the source again does not bring it back.",
    )


def type_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Grouped under their parents, each parent being a choice too."""
    types = list(IncidentType.objects.select_related("parent").order_by("name"))
    parents = [type_ for type_ in types if type_.parent_id is None]
    return [
        (
            parent.name,
            [(parent.code, parent.name), *((t.code, t.name) for t in types if t.parent_id == parent.pk)],
        )
        for parent in parents
    ]
