"""`{{ count|numeral }}`: a number in the digits and groups of the page's language."""

from django import template

from ledger.pages import numerals

register = template.Library()


@register.filter
def numeral(value: object) -> str:
    """What is no whole number stays as it is: a template shows nothing where there is nothing."""
    if isinstance(value, int):
        return numerals.numeral(value)
    return "" if value is None else numerals.digits(str(value))
