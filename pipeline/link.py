"""Is this an incident that we know? A score with reasons in an editor's words; the editor decides."""

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, utils

from incidents.dates.span import CEILING, FLOOR, DateSpan
from incidents.vocabulary import INCIDENT_TYPES
from pipeline.data import KnownIncident, Match, SuggestedIncident

VIOLENCE = frozenset(row.code for row in INCIDENT_TYPES if row.lane == "violence")
KINDRED: tuple[frozenset[str], ...] = (
    VIOLENCE,
    frozenset(["arrest", "seizure", "border_crossing", "deportation", "law_enforcement"]),
    frozenset(["meeting", "call", "statement", "recognition", "diplomacy"]),
    frozenset(["agreement", "ceasefire", "facility_opening", "border_opening"]),
    frozenset(["border_closure", "facility_closure"]),
)
LEAST_SCORE = 0.45
FARTHEST_DAYS = 7
ALIKE = 84


def match(suggestion: SuggestedIncident, candidates: Sequence[KnownIncident]) -> tuple[Match, ...]:
    """Best first. Another type family or a week between them rules a candidate out."""
    scored = (_score(suggestion, candidate) for candidate in candidates)
    found = [item for item in scored if item is not None and item.score >= LEAST_SCORE]
    return tuple(sorted(found, key=lambda item: -item.score))


def as_known(key: str, incident: SuggestedIncident) -> KnownIncident:
    """A suggestion in the shape of a known incident, to compare articles of one run."""
    killed = [c.low for c in incident.casualties if c.harm == "killed" and c.low is not None]
    return KnownIncident(
        key, incident.type, incident.date, tuple(place.name for place in incident.places if place.kind != "country"),
        incident.countries, tuple(actor.name for actor in incident.actors if actor.role != "reporter"),
        sum(killed) if killed else None,
    )  # fmt: skip


def _score(suggestion: SuggestedIncident, candidate: KnownIncident) -> Match | None:
    if not _kindred(suggestion.type, candidate.type):
        return None
    own = as_known("", suggestion)
    when = _dates(own.date, candidate.date)
    if when is None:
        return None
    parts = [
        when,
        _names(own.places, candidate.places, "place", 0.3),
        _actors(own.actors, candidate.actors),
        _tolls(own, candidate),
    ]
    if suggestion.type == candidate.type:
        parts.append((0.1, "same type"))
    if own.countries and candidate.countries:
        shared = set(own.countries) & set(candidate.countries)
        parts.append((0.1, f"same country ({', '.join(sorted(shared))})") if shared else (-0.3, "different countries"))
    score = max(0.0, min(1.0, sum(points for points, _ in parts)))
    return Match(candidate.key, round(score, 3), tuple(reason for _, reason in parts if reason))


def _kindred(a: str, b: str) -> bool:
    return a == b or any(a in family and b in family for family in KINDRED)


def _dates(a: DateSpan | None, b: DateSpan | None) -> tuple[float, str] | None:
    """None where the days are too far apart to be one incident."""
    if a is None or b is None or _vague(a) or _vague(b):
        return _vague_dates(a, b)
    apart = max((b.earliest - a.latest).days, (a.earliest - b.latest).days, 0)
    if apart > FARTHEST_DAYS:
        return None
    if apart == 0:
        wide = max((a.latest - a.earliest).days, (b.latest - b.earliest).days)
        return (0.4, "same day") if wide <= 1 else (0.3, "dates overlap")
    return (0.35 - 0.06 * apart, f"{apart} day{'s' if apart > 1 else ''} apart")


def _vague(span: DateSpan) -> bool:
    return span.earliest == FLOOR or span.latest == CEILING


def _vague_dates(a: DateSpan | None, b: DateSpan | None) -> tuple[float, str] | None:
    if a is None or b is None or CEILING in (a.latest, b.latest):
        return 0.1, "day unknown"
    apart = abs((a.latest - b.latest).days)
    if apart > FARTHEST_DAYS:
        return None
    return (0.3 if apart <= 1 else 0.2), "told in the same days" if apart > 1 else "told on the same day"


def _names(own: Iterable[str], other: Iterable[str], what: str, points: float) -> tuple[float, str]:
    pairs = [(a, b) for a in own for b in other if _alike(a, b)]
    return (points, f"same {what} ({pairs[0][0]})") if pairs else (0.0, "")


def _alike(a: str, b: str) -> bool:
    return fuzz.token_set_ratio(a, b, processor=utils.default_process) >= ALIKE


def _actors(own: Sequence[str], other: Sequence[str]) -> tuple[float, str]:
    shared = [a for a in own if any(_alike(a, b) for b in other)]
    if not shared:
        return (-0.1, "no actor in common") if own and other else (0.0, "")
    share = len(shared) / max(1, min(len(own), len(other)))
    return 0.25 * min(1.0, share), f"same actors ({', '.join(shared[:3])})"


def _tolls(own: KnownIncident, other: KnownIncident) -> tuple[float, str]:
    if own.killed is None or other.killed is None:
        return 0.0, ""
    if own.killed == other.killed:
        return 0.15, f"same number killed ({own.killed})"
    undated = own.date is None or other.date is None or _vague(own.date) or _vague(other.date)
    return (-0.2 if undated else 0.0), f"{own.killed} killed here, {other.killed} there"
