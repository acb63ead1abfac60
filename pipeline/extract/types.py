"""Which type of the register's list an incident is: the words that tell of it, weighed, then the parties."""

from collections import Counter

from pipeline.extract.drafts import Draft
from pipeline.extract.facts import Part
from pipeline.extract.figures import party_key


def type_of(draft: Draft, parts: list[Part]) -> str:
    weights: Counter[str] = Counter()
    first = draft.first
    for trigger in draft.triggers:
        number = next(f.sentence.number for f in draft.facts if f.sentence.start <= trigger.start < f.sentence.end)
        weights[trigger.type] += round(
            trigger.weight * (2.0 if number == first else 1.5 if number <= first + 2 else 1.0) * 10
        )
    if draft.family == "violence":
        return _violence(weights, draft, parts)
    if draft.family == "law" and len(weights) > 1:
        del weights["border_crossing"]
    return weights.most_common(1)[0][0]


def _violence(weights: Counter[str], draft: Draft, parts: list[Part]) -> str:
    best = weights.most_common(1)[0][0]
    only_killing = all(trigger.weight < 1 for trigger in draft.triggers)
    if (only_killing or best in ("armed_attack", "attack_on_civilians")) and _only_civilians(draft, parts):
        return "attack_on_civilians"
    if best == "violent_demonstration" and len(weights) > 1:
        best = weights.most_common(2)[1][0]
    return best


def _only_civilians(draft: Draft, parts: list[Part]) -> bool:
    harmed = {party_key(toll.party) for toll in draft.tolls if toll.party and toll.harm == "killed"}
    victims = [part for part in parts if part.role == "victim_group"]
    targets = [part for part in parts if part.role == "target" and part.actor.kind == "armed_forces"]
    return not targets and (harmed == {"civilians"} or bool(victims and not harmed - {"civilians"}))
