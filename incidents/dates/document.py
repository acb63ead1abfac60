"""A span in the JSON form in which documents, the API and the exports carry it: always all keys."""

from incidents.dates.edtf import write
from incidents.dates.span import DateSpan


def as_document(span: DateSpan) -> dict[str, str | bool]:
    """Dates as ISO strings, with four-digit years."""
    return {
        "edtf": write(span),
        "earliest": span.earliest.isoformat(),
        "latest": span.latest.isoformat(),
        "extent": span.extent,
        "approximate": span.approximate,
        "uncertain": span.uncertain,
        "precision": span.precision,
        "date_text": span.text,
        "date_label": span.label,
        "time_of_day": span.time_of_day,
    }
