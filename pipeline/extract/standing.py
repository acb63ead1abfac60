"""How an incident stands in its article: what the article is about, what it tells beside it, what is older."""

from datetime import date

from incidents.dates.span import CEILING
from pipeline.extract.drafts import NEWS, Draft

# What outlets report first when several things happened: blood before ink.
PRIOR = {
    "violence": 4.0, "law": 2.0, "closure": 2.5, "opening": 2.5, "pact": 2.5, "recognition": 3.0, "exercise": 2.5, "call": 3.0,
    "meeting": 0.5, "protest": 2.0, "deployment": 0.5, "aid": 1.0, "words": -2.0,
}  # fmt: skip
MOST_TRIGGERS = 5


def rank(draft: Draft) -> float:
    """Higher for what stands first, is told longest and cost most."""
    told = sorted((t.weight * _position(draft, t.start) for t in draft.triggers if not t.background), reverse=True)
    tolls = 2.0 if any(toll.low for toll in draft.tolls) else 0.0
    return sum(told[:MOST_TRIGGERS]) + PRIOR.get(draft.family, 0.0) + tolls


def _position(draft: Draft, start: int) -> float:
    number = next(f.sentence.number for f in draft.facts if f.sentence.start <= start < f.sentence.end)
    return 2.0 if number == 0 else 1.5 if number <= 2 else 1.0 if number <= 6 else 0.6


def is_background(draft: Draft, drafts: list[Draft], published: date | None) -> bool:
    """Older than news, told in passing, or older than what the article is about."""
    if draft.background:
        return True
    day = draft.day
    if day is None or day.yearless or day.span.latest == CEILING:
        return False
    if published is not None:
        return published - day.span.latest > NEWS
    newest = max(
        (d.day.span.latest for d in drafts if d.day and not d.day.yearless and d.day.span.latest < CEILING),
        default=day.span.latest,
    )
    undated_lead = any(d.day is None or d.day.yearless for d in drafts if d.first < draft.first and not d.background)
    return newest - day.span.latest > NEWS or (undated_lead and draft.first > 2)
