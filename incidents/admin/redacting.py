"""The page on which an administrator destroys what a record said in public."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from incidents import vocabulary
from incidents.services.redacting import REASONS

REDACT = "ledger.redact_edition"
ALL, EARLIER = "all", "earlier"


def public_note(help_text: str) -> forms.CharField:
    """Whether there has to be one is for the service to say."""
    return forms.CharField(
        label="Public note",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=help_text,
    )


class RedactForm(forms.Form):
    extent = forms.ChoiceField(
        label="What goes",
        choices=[(EARLIER, "Earlier editions; today's stays public"), (ALL, "All editions; the record is withdrawn")],
        widget=forms.RadioSelect,
    )
    reason_code = forms.ChoiceField(
        label="Reason",
        choices=[("", "---------"), *((code, vocabulary.WITHDRAWAL_REASONS[code]) for code in REASONS)],
    )
    note = public_note("It stays in the ledger for ever and cannot be redacted. Repeat nothing of what has to go.")
    confirmation = forms.CharField(
        label="The record's id", max_length=20, help_text="Type it to confirm. This cannot be undone."
    )

    def __init__(self, *args: Any, public_id: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.public_id = public_id

    def clean_confirmation(self) -> str:
        given = str(self.cleaned_data["confirmation"]).strip()
        if given != self.public_id:
            raise ValidationError(f"This is not the record's id, which is {self.public_id}.")
        return given
