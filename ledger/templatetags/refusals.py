"""Why an address cannot be obeyed, in a template: `{{ error|refusal }}`."""

from django import template

from ledger.filters import BadParameter
from ledger.pages import refusals

register = template.Library()


@register.filter
def refusal(error: BadParameter) -> refusals.Refusal:
    return refusals.refusal(error)
