"""Adding claims to an incident, and the figures that follow from them."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import orjson
from django.contrib.auth.models import User
from django.db import transaction

from incidents import figures
from incidents.documents import origins_of
from incidents.models import Actor, Casualties, Claim, Incident
from incidents.services.errors import QuoteNotPlaced
from sources.models import ExtractedText


def claim_identity(
    text_id: int, start: int, end: int, supports: Sequence[str], values: Sequence[Mapping[str, Any]]
) -> str:
    """The same words of the same text saying the same are the same claim, however often they are read."""
    said = [text_id, start, end, sorted(supports), [dict(value) for value in values]]
    return hashlib.sha256(orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).hexdigest()


def place_quote(text: str, quote: str) -> tuple[int, int]:
    """The offsets at which the quote stands, to the letter. Raises QuoteNotPlaced unless it stands there once."""
    start = text.find(quote)
    if not quote.strip():
        raise QuoteNotPlaced("Paste the words of the source that say so.")
    if start < 0:
        raise QuoteNotPlaced(
            "These words do not stand in the captured text. Copy them from there exactly, with its spelling, marks "
            "and glued words; a reading with the words apart has a field of its own."
        )
    if text.find(quote, start + 1) >= 0:
        raise QuoteNotPlaced(
            f"These words stand in the captured text {text.count(quote)} times. Take in a few more words before or "
            "after them, so that it is clear which place is meant."
        )
    return start, start + len(quote)


def add_claim(
    incident: Incident, text: ExtractedText, *, start: int, end: int, supports: Sequence[str], by: User | None,
    values: Sequence[Mapping[str, Any]] = (), reading: str = "", rule: str = "", speaker: str = "",
    stated_on: date | None = None, status: str = "accepted", credibility: int | None = None, note: str = "",
) -> Claim:  # fmt: skip
    """Adds what `text[start:end]` says, or finds it there already. Raises ValueError for offsets outside the text."""
    quote = text.text[start:end]
    if not quote.strip():
        raise ValueError(f"no words stand at {start} to {end} of the captured text")
    identity = claim_identity(text.pk, start, end, supports, values)
    known = incident.claims.filter(identity=identity).first()
    if known is not None:
        return known
    claim = Claim(
        incident=incident, source=text.capture.source, text=text, quote=quote, start=start, end=end, reading=reading,
        language=text.language, supports=list(supports), values=[dict(value) for value in values], speaker=speaker,
        stated_on=stated_on, status=status, credibility=credibility, note=note, rule=rule, identity=identity,
    )  # fmt: skip
    claim._history_user = by  # type: ignore[attr-defined]  # read by simple_history
    claim.save()
    return claim


@transaction.atomic
def refresh_figures(incident: Incident, *, by: User | None) -> list[Casualties]:
    """Rewrites the casualty rows that follow from the accepted claims; rows with an editor's own basis stay."""
    claims = list(incident.claims.filter(status="accepted").select_related("source__origin", "source__publisher"))
    derived = figures.figures(_claimed(claims))
    actors = _actors_named(claims)
    kept = set(incident.casualties.filter(from_claims=False).values_list("party", "harm"))
    rows = []
    for (party, harm), figure in derived.items():
        if (party, harm) in kept:
            continue
        row = incident.casualties.filter(party=party, harm=harm).first() or Casualties(
            incident=incident, party=party, harm=harm
        )
        row.low, row.best, row.high, row.basis = figure.low, figure.best, figure.high, figure.basis
        row.actor = actors.get(party) or row.actor
        row._change_reason = "follows from the claims"  # type: ignore[attr-defined]  # read by simple_history
        row._history_user = by  # type: ignore[attr-defined]  # as above
        row.save()
        rows.append(row)
    for row in incident.casualties.filter(from_claims=True).exclude(pk__in=[row.pk for row in rows]):
        row.delete()
    return rows


def _claimed(claims: Sequence[Claim]) -> list[figures.ClaimedFigure]:
    origins = origins_of(claims)
    return [
        figures.ClaimedFigure(
            value["party"], value["harm"], value.get("low"), value.get("best"), value.get("high"),
            origins[claim.source.public_id], claim.credibility, value.get("actor") or "",
        )
        for claim in claims
        for value in claim.values
    ]  # fmt: skip


def _actors_named(claims: Sequence[Claim]) -> dict[str, Actor]:
    """Values may name their party's actor by its public id."""
    named = {value["party"]: value["actor"] for claim in claims for value in claim.values if value.get("actor")}
    found = {actor.public_id: actor for actor in Actor.objects.filter(public_id__in=named.values())}
    return {party: found[id_] for party, id_ in named.items() if id_ in found}
