"""Dates as documents have them, for tests of how they are said."""

from ledger.documents import DateDocument


def span(first: str, last: str, precision: str = "span", **overrides: object) -> DateDocument:
    document: DateDocument = {
        "edtf": "", "earliest": first, "latest": last, "extent": "once_within", "approximate": False,
        "uncertain": False, "precision": precision, "date_text": "", "date_label": "", "time_of_day": "",
        **overrides,  # type: ignore[typeddict-item]  # the tests give the keys of DateDocument
    }  # fmt: skip
    return document
