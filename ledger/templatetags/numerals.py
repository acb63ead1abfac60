"""Numbers, digits and moments in a template, as the page's language writes them."""

from datetime import datetime

from django import template

from ledger.pages import numerals
from ledger.pages.calendars import moment_words

register = template.Library()


@register.filter
def numeral(value: object) -> str:
    """`{{ count|numeral }}`. What is no whole number stays as it is: nothing is shown where there is nothing."""
    if isinstance(value, int):
        return numerals.numeral(value)
    return digits(value)


@register.filter
def digits(value: object) -> str:
    """`{{ edition.number|digits }}`: a number that tells which one, and no amount."""
    return "" if value is None else numerals.digits(str(value))


@register.filter
def moment(value: datetime) -> str:
    """`{{ edition.at|moment }}`: 26 Nov 2025, 09:30 UTC."""
    return moment_words(value)
