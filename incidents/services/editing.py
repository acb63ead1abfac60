"""The rules of editing an incident by hand: dates as people write them, and no save over somebody else's."""

import re
from datetime import date

from incidents.dates import edtf
from incidents.dates.span import CEILING, FLOOR, DateSpan
from incidents.dates.words import read_words
from incidents.models import Incident
from incidents.services.errors import DateNotUnderstood, StaleRecord

NO_DATE = DateSpan(FLOOR, CEILING, precision="unknown")

# Text that can only be meant as EDTF is answered with the parser's own words, which name the fault.
_LOOKS_LIKE_EDTF = re.compile(r"[\[\]{}.,/0-9XTYZ:?~%-]+")
_COUNTED_IN_HISTORY = frozenset({"revision", "updated_at", "earliest", "latest", "precision"})


def read_typed_date(text: str, *, published: date | None, language: str = "en") -> DateSpan:
    """A span from EDTF or from words. Empty means that the date is not known. Raises DateNotUnderstood."""
    typed = text.strip()
    if not typed:
        return NO_DATE
    if _LOOKS_LIKE_EDTF.fullmatch(typed):
        try:
            return edtf.parse(typed)
        except edtf.EdtfError as error:
            raise DateNotUnderstood(f"{str(error)[0].upper()}{str(error)[1:]}.") from error
    span = read_words(typed, published=published, language=language)
    if span is None:
        raise DateNotUnderstood(
            f"“{typed}” names no days that can be worked out. Write it with its year, such as 24 December 2025, "
            "late November 2025 or between 1 and 3 May 2025, or as EDTF: 2025-12-24/2025-12-25."
        )
    return span


def refuse_stale(incident: Incident, *, seen_revision: int) -> None:
    """`incident` is the row as it is now, locked. Raises StaleRecord if it was saved since the form was opened."""
    if incident.revision == seen_revision:
        return
    last = incident.history.select_related("history_user").first()
    who = (last.history_user.get_username() if last and last.history_user else "") or "Somebody"
    when = f"{last.history_date:%H:%M UTC on %-d %B}" if last else "meanwhile"
    changed = _changed_since(incident, seen_revision)
    what = f" (changed: {', '.join(changed)})" if changed else ""
    raise StaleRecord(
        f"{who} saved this incident at {when}, while you had it open{what}. Nothing of yours was saved and nothing "
        "of theirs was overwritten. What you typed is still below: open the current version beside it, and carry "
        "over what is missing there."
    )


def _changed_since(incident: Incident, seen_revision: int) -> list[str]:
    now = incident.history.first()
    seen = incident.history.filter(revision=seen_revision).first()
    if now is None or seen is None:
        return []
    labels = {field.name: str(getattr(field, "verbose_name", field.name)) for field in Incident._meta.get_fields()}
    changed = now.diff_against(seen).changed_fields
    return [labels.get(name, name) for name in changed if name not in _COUNTED_IN_HISTORY]
