"""The forms of the webhooks' admin."""

from typing import TYPE_CHECKING

from django import forms

from ledger.documents import KINDS
from ledger.webhooks.addresses import check_address
from ledger.webhooks.models import Webhook

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[Webhook]
else:
    ModelForm = forms.ModelForm

HIGHEST_SEQ = 2**63 - 1


class WebhookForm(ModelForm):
    url = forms.URLField(
        label="Address", max_length=500, assume_scheme="https", validators=[check_address],
        help_text="https, on the public internet. Redirects are not followed.",
        widget=forms.URLInput(attrs={"class": "vURLField"}),
    )  # fmt: skip
    kinds = forms.MultipleChoiceField(
        choices=[(kind, kind.title()) for kind in KINDS], required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Which records it hears of; none ticked means all.",
    )  # fmt: skip

    class Meta:
        model = Webhook
        fields = ["name", "contact", "url", "kinds"]


class ReplayForm(forms.Form):
    seq = forms.IntegerField(min_value=1, max_value=HIGHEST_SEQ)
