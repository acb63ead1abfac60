"""The forms of an incident and of the rows under it: dates as people write them, quotes that find their own offsets."""

from typing import Any

from django import forms

from incidents import vocabulary
from incidents.admin.figure_lines import HELP, FigureError, read_figures, write_figures
from incidents.dates.span import DateSpan
from incidents.models import Casualties, Claim, Incident
from incidents.services.claims import claim_identity, place_quote
from incidents.services.editing import read_typed_date, refuse_stale
from incidents.services.errors import DateNotUnderstood, QuoteNotPlaced, StaleRecord
from sources.admin_bases import BaseInlineFormSet, ModelForm, ReasonForm
from sources.models import Source

DATE_HELP = (
    "As people write it, or EDTF: 24 December 2025 · late November 2025 · between 1 and 3 May 2025 · "
    "2025-12-24/2025-12-25 (went on from the one to the other) · [2025-12-24..2025-12-25] (once within) · 2025-11~. "
    "Empty: not known."
)


class IncidentForm(ReasonForm):
    date_entry = forms.CharField(
        label="Date", required=False, max_length=200, strip=True, help_text=DATE_HELP,
        widget=forms.TextInput(attrs={"class": "vTextField", "autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    tags = forms.CharField(required=False, help_text="Separated by commas.", widget=forms.TextInput(
        attrs={"class": "vTextField"}))  # fmt: skip
    seen_revision = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    class Meta:
        model = Incident
        fields = ["title", "summary", "type", "time_of_day", "notes"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("date_entry", self.instance.edtf if self.instance.pk else "")
        self.initial["tags"] = ", ".join(self.instance.tags)
        self.initial["seen_revision"] = self.instance.revision

    def clean_tags(self) -> list[str]:
        tags = [" ".join(tag.split()) for tag in self.cleaned_data["tags"].split(",")]
        too_long = next((tag for tag in tags if len(tag) > 60), None)
        if too_long:
            raise forms.ValidationError(f"A tag has at most 60 letters; this has {len(too_long)}: “{too_long[:40]}…”")
        return list(dict.fromkeys(tag for tag in tags if tag))

    def clean_date_entry(self) -> DateSpan | None:
        """None where the date was left as it is."""
        typed = self.cleaned_data["date_entry"]
        if self.instance.pk and typed == self.initial["date_entry"]:
            return None
        try:
            return read_typed_date(typed, published=earliest_published(self.instance))
        except DateNotUnderstood as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk:
            try:
                refuse_stale(self.instance, seen_revision=cleaned.get("seen_revision") or 0)
            except StaleRecord as refusal:
                raise forms.ValidationError(str(refusal), code="stale") from refusal
        span = cleaned.get("date_entry")
        if isinstance(span, DateSpan):
            cleaned["time_of_day"] = cleaned.get("time_of_day") or span.time_of_day
            self.instance.span = span
        self.instance.tags = cleaned.get("tags", self.instance.tags)
        return cleaned


def earliest_published(incident: Incident) -> Any:
    """Words without a year lean on the day of the first source that tells of it."""
    if incident.pk is None:
        return None
    sources = Source.objects.filter(claims__incident=incident, published__isnull=False)
    return sources.order_by("published").values_list("published", flat=True).first()


class ClaimForm(ModelForm):
    quote = forms.CharField(
        strip=False, widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text="Copy it from the captured text, to the letter. Its place there is found by itself.",
    )  # fmt: skip
    supports = forms.MultipleChoiceField(
        choices=list(vocabulary.FACTS.items()), widget=forms.CheckboxSelectMultiple, label="Carries"
    )
    figures = forms.CharField(
        required=False, widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}), help_text=HELP
    )

    class Meta:
        model = Claim
        fields = [
            "text", "quote", "supports", "reading", "speaker", "stated_on", "status", "credibility", "note",
        ]  # fmt: skip
        widgets = {"reading": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["figures"] = write_figures(self.instance.values or [])

    def clean_quote(self) -> str:
        """Browsers send a line's end as two characters; captured text has one."""
        quote: str = self.cleaned_data["quote"].replace("\r\n", "\n")
        return quote if quote == self.instance.quote else quote.strip()

    def clean_figures(self) -> list[dict[str, Any]]:
        typed = self.cleaned_data["figures"].replace("\r\n", "\n").strip()
        known: list[dict[str, Any]] = self.instance.values or []
        if typed == self.initial["figures"]:
            return known
        try:
            return read_figures(typed, known)
        except FigureError as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self._place(cleaned)
        uncounted = sorted({value["harm"] for value in cleaned.get("figures") or []} - set(cleaned.get("supports", [])))
        if uncounted and "supports" in cleaned:
            self.add_error("supports", f"The figures say how many were {', '.join(uncounted)}: tick that too.")
        self.instance.values = cleaned.get("figures") or []
        return cleaned

    def _place(self, cleaned: dict[str, Any]) -> None:
        captured, quote = cleaned.get("text"), cleaned.get("quote")
        if captured is None or quote is None:
            return
        stays = self.instance.pk and captured.pk == self.instance.text_id and quote == self.instance.quote
        if not stays:
            try:
                self.instance.start, self.instance.end = place_quote(captured.text, quote)
            except QuoteNotPlaced as error:
                self.add_error("quote", str(error))
                return
        self.instance.source = captured.capture.source
        self.instance.language = captured.language or self.instance.language

    def identity(self) -> str:
        claim = self.instance
        supports = self.cleaned_data.get("supports", [])
        return claim_identity(claim.text_id, claim.start, claim.end, supports, claim.values)

    def save(self, commit: bool = True) -> Any:
        self.instance.identity = self.identity()
        return super().save(commit=commit)


class ClaimFormSet(BaseInlineFormSet):
    def clean(self) -> None:
        super().clean()
        kept = [form for form in self.forms if _stays(form) and not form.errors]
        self._refuse_twins(kept)
        standing = [form for form in self.forms if _stays(form) and form.cleaned_data.get("status") != "withdrawn"]
        if self.instance.pk and self.instance.is_published and not standing:
            raise forms.ValidationError(
                "A published incident needs a claim. Withdraw the incident first, or leave one claim standing."
            )

    def _refuse_twins(self, forms_kept: list[Any]) -> None:
        seen: set[str] = set()
        for form in forms_kept:
            if form.identity() in seen:
                form.add_error("quote", "The same words with the same facts are in this incident already.")
            seen.add(form.identity())


def _stays(form: Any) -> bool:
    cleaned = getattr(form, "cleaned_data", None) or {}
    return bool(form.instance.pk or form.has_changed()) and not cleaned.get("DELETE")


class CasualtiesForm(ModelForm):
    """A figure that an editor changes no longer follows from the claims, and needs a basis in words."""

    class Meta:
        model = Casualties
        fields = ["party", "actor", "harm", "low", "best", "high", "basis"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not {"party", "harm", "low", "best", "high", "basis"}.intersection(self.changed_data):
            return cleaned
        if not cleaned.get("basis") or (self.instance.from_claims and "basis" not in self.changed_data):
            self.add_error("basis", "Say why this figure and not what the claims say, or leave the figure as it was.")
        given = [cleaned[key] for key in ("low", "best", "high") if cleaned.get(key) is not None]
        if given != sorted(given):
            self.add_error("best", "Low, best and high have to come in this order of size.")
        self.instance.from_claims = False
        return cleaned
