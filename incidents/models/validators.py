"""Checks that forms and full_clean() share."""

from django.core.exceptions import ValidationError

from incidents.dates import edtf


def edtf_date(text: str) -> None:
    """Raises ValidationError with the parser's own words, which say what to write instead."""
    try:
        edtf.parse(text)
    except edtf.EdtfError as error:
        raise ValidationError(str(error), code="edtf") from error
