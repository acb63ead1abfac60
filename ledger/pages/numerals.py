"""Numbers as people read them: grouped as the language groups them, in its own digits. Pure."""

from django.utils import translation

PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
# Cyrillic print groups by a narrow space that does not break, and leaves four digits together.
NARROW_SPACE = "\u202f"
PERSIAN_THOUSANDS = "٬"


def numeral(number: int) -> str:
    """`12,345`, `12 345`, `۱۲٬۳۴۵`."""
    code = translation.get_language() or "en"
    grouped = f"{number:,}"
    if code == "fa":
        return digits(grouped.replace(",", PERSIAN_THOUSANDS))
    if code in ("ru", "tg"):
        return str(number) if abs(number) < 10_000 else grouped.replace(",", NARROW_SPACE)
    return grouped


def digits(text: str) -> str:
    """The digits of a text that is no amount, a year or a time of day, in those of the language."""
    return text.translate(PERSIAN_DIGITS) if translation.get_language() == "fa" else text
