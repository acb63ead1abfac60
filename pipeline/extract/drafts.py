"""Sentences to incidents: which sentences tell of the same thing, and which of something older or on the side."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from incidents.dates.span import CEILING, FLOOR
from pipeline.extract.facts import Facts, FoundDay, FoundToll, FoundTrigger

FAMILIES: dict[str, tuple[str, ...]] = {
    "violence": ("armed_clash", "armed_attack", "suicide_bomb", "remote_explosive", "air_drone_strike", "shelling",
                 "attack_on_civilians", "violent_demonstration", "abduction", "non_state_actor_overtakes_territory"),
    "law": ("arrest", "seizure", "border_crossing", "deportation"),
    "call": ("call",), "meeting": ("meeting",), "pact": ("agreement", "ceasefire"), "recognition": ("recognition",),
    "words": ("protest_note", "statement"), "aid": ("aid",), "opening": ("facility_opening", "border_opening"),
    "closure": ("border_closure", "facility_closure"), "exercise": ("military_exercise",),
    "deployment": ("deployment",), "protest": ("peaceful_protest",),
}  # fmt: skip
FAMILY = {kind: family for family, kinds in FAMILIES.items() for kind in kinds}
# In one sentence the first swallows the second: a visit at which a treaty is signed is the signing.
SWALLOWS = {
    ("violence", "law"), ("violence", "protest"), ("violence", "meeting"), ("call", "meeting"), ("pact", "meeting"), ("opening", "meeting"),
    ("recognition", "meeting"), ("exercise", "opening"), ("violence", "deployment"), ("recognition", "pact"),
    ("closure", "violence"), ("meeting", "words"), ("call", "words"), ("pact", "words"), ("exercise", "meeting"),
    ("opening", "exercise"), ("pact", "opening"), ("law", "exercise"), ("exercise", "closure"), ("opening", "closure"),
}  # fmt: skip
SAME_INCIDENT = timedelta(days=1)
# An older event than this, told today, is background.
NEWS = timedelta(days=30)
FOLLOWS_UP = re.compile(
    r"^[\"“]?(?:(?:It|This|That|The (?:\w+ ){0,2}(?:incident|conflict|attack|clash(?:es)?|fighting|shooting|event|ceremony|exercises?|drills?|meeting|signing|operation|explosion|blast))"
    r" (?:is said to have |reportedly )?(?:happened|took place|occurred|began|started|was|were|went|came|will|lasted|closed)\b"
    r"|What set it off|The spot|The (?:camp|post|village|compound|town|site) (?:lies|is|stands)|They (?:were fought|crossed|came)|Случилось|Это случилось|Границу)|\b(?:said|says) (?:this|it) (?:was|had been) (?:done|signed|held)\b|\bhad come (?:into|from)\b|\bthe venue\b|\btake place\b|\bat the ceremony\b|\bgave speeches\b|^The (?:man|woman|suspect), |\b[Tt]he (?:discussion|conversation|two leaders|leaders|presidents)\b(?=.{0,60}\b(?:discussed|highlighted|stressed|agreed|talked))|\bdisclosed that the\b",
)


@dataclass(slots=True)
class Draft:
    """One incident in the making. `days` holds the days of the event only."""

    family: str
    facts: list[Facts] = field(default_factory=list)
    triggers: list[FoundTrigger] = field(default_factory=list)
    days: list[FoundDay] = field(default_factory=list)
    tolls: list[FoundToll] = field(default_factory=list)
    background: bool = False

    @property
    def first(self) -> int:
        return min(facts.sentence.number for facts in self.facts)

    @property
    def last(self) -> int:
        return max(facts.sentence.number for facts in self.facts)

    @property
    def day(self) -> FoundDay | None:
        """Days with a month or a year in words beat nothing; an exact day beats a vague one of a later sentence."""
        dated = [day for day in self.days if not day.yearless]
        return next(iter(dated or self.days), None)


def group(facts: Sequence[Facts], published: date | None) -> list[Draft]:
    drafts: list[Draft] = []
    loose: list[Facts] = []
    for sentence in facts:
        found = list(_by_family(sentence))
        if FOLLOWS_UP.search(sentence.sentence.text) and all(t.background for t in sentence.triggers):
            found = []
        for family, triggers in found:
            _place(sentence, family, triggers, drafts, published)
        if not found or all(trigger.background for trigger in sentence.triggers):
            _attach(sentence, drafts, loose)
    _attach_loose(loose, drafts)
    _merge_neighbours(drafts)
    for draft in drafts:
        _date_from_neighbours(draft, drafts, list(facts), published)
    return [draft for draft in drafts if draft.triggers]


def _by_family(facts: Facts) -> Iterator[tuple[str, list[FoundTrigger]]]:
    families: dict[str, list[FoundTrigger]] = {}
    for trigger in facts.triggers:
        families.setdefault(FAMILY[trigger.type], []).append(trigger)
    for family, triggers in families.items():
        stronger = (other for other in families if (other, family) in SWALLOWS)
        if not any(any(not t.background for t in families[other]) for other in stronger):
            yield family, triggers


def _place(
    facts: Facts, family: str, triggers: list[FoundTrigger], drafts: list[Draft], published: date | None
) -> None:
    """Adds a sentence's triggers to the incident that they tell of, or begins one."""
    background = all(trigger.background for trigger in triggers)
    if facts.sentence.number <= 1 and any(toll.low for toll in facts.tolls) and family == "violence":
        background = False
    days = _days_for(facts, triggers)
    if not background and family == "law" and _is_outcome(facts, drafts):
        return
    several = [day for day in days if not day.reporting]
    if triggers[0].plural and background and len(several) > 1:
        for day in several:
            drafts.append(_begin(facts, family, triggers, [day], background=True))
        return
    if background and not several:
        return
    known = _same(family, days, drafts, facts, published, background=background)
    if known is None:
        known = _begin(facts, family, [], [], background=background)
        drafts.append(known)
    known.facts.append(facts) if facts not in known.facts else None
    known.triggers += triggers
    known.days += [day for day in days if day not in known.days]
    known.tolls += _tolls_for(facts, family)
    known.background = known.background and background


def _begin(facts: Facts, family: str, triggers: list[FoundTrigger], days: list[FoundDay], *, background: bool) -> Draft:
    return Draft(family, [facts], list(triggers), list(days), list(facts.tolls) if triggers else [], background)


def _is_outcome(facts: Facts, drafts: list[Draft]) -> bool:
    """ "Five gunmen were captured after the attack" ends the attack; it is no arrest of its own."""
    fight = next((draft for draft in drafts if draft.family == "violence" and not draft.background), None)
    own_day = any(not day.reporting for day in facts.days)
    if fight is None or own_day or facts.sentence.number - fight.last > 3:
        return False
    fight.facts.append(facts)
    fight.tolls += facts.tolls
    return True


def _days_for(facts: Facts, triggers: list[FoundTrigger]) -> list[FoundDay]:
    """Event days, nearest to the triggers first; in a sentence with other triggers, only those nearest to ours."""
    ours = []
    for day in facts.days:
        if day.reporting or day.span.precision == "open":
            continue
        if any(
            _distance(t, day) <= 5 and t not in triggers and FAMILY[t.type] != FAMILY[triggers[0].type]
            for t in facts.triggers
        ):
            continue
        nearest = min(facts.triggers, key=lambda trigger: _distance(trigger, day))
        swallowed = (FAMILY[triggers[0].type], FAMILY[nearest.type]) in SWALLOWS
        if (
            nearest in triggers
            or swallowed
            or len({FAMILY[t.type] for t in facts.triggers}) == 1
            or len(facts.days) == 1
        ):
            ours.append(day)
    return sorted(ours, key=lambda day: min(_distance(trigger, day) for trigger in triggers))


def _distance(trigger: FoundTrigger, day: FoundDay) -> int:
    return max(day.start - trigger.end, trigger.start - day.end, 0)


def _tolls_for(facts: Facts, family: str) -> list[FoundToll]:
    if family == "violence":
        return list(facts.tolls)
    return [toll for toll in facts.tolls if toll.harm == "captured"] if family == "law" else []


def _same(
    family: str, days: list[FoundDay], drafts: list[Draft], facts: Facts, published: date | None, *, background: bool
) -> Draft | None:
    own = [draft for draft in drafts if draft.family == family]
    if days:
        fitting = next((draft for draft in own if _fits(draft, days[0])), None)
        if fitting or background or not _is_news(days[0], published, facts):
            return fitting
        return next((draft for draft in own if not draft.days and not draft.background), None)
    near = [draft for draft in own if facts.sentence.number - draft.last <= 1]
    if near:
        return near[-1]
    return next((draft for draft in own if not draft.background), None) if not background else None


def _is_news(day: FoundDay, published: date | None, facts: Facts) -> bool:
    """Whether a date can be that of what an article has reported without a date so far."""
    if day.yearless:
        return True
    if published is None:
        return facts.sentence.number <= 4 and day.span.precision not in ("year", "month")
    return published - day.span.latest <= NEWS


def _fits(draft: Draft, day: FoundDay) -> bool:
    have = draft.day
    if have is None:
        return False
    if have.yearless or day.yearless:
        return have.span.text == day.span.text
    return _overlap(have, day)


def _overlap(a: FoundDay, b: FoundDay) -> bool:
    first = a.span.earliest - SAME_INCIDENT if a.span.earliest > FLOOR else FLOOR
    last = a.span.latest + SAME_INCIDENT if a.span.latest < CEILING else CEILING
    # A whole year or month does not make two events one.
    if (a.span.latest - a.span.earliest).days > 45 or (b.span.latest - b.span.earliest).days > 45:
        return False
    return b.span.earliest <= last and b.span.latest >= first


def _attach(facts: Facts, drafts: list[Draft], loose: list[Facts]) -> None:
    """A sentence without a trigger that goes on about the incident, or gives its toll."""
    main = [draft for draft in drafts if not draft.background]
    older = any(not day.reporting and not day.yearless for day in facts.days) and not FOLLOWS_UP.search(
        facts.sentence.text
    )
    near = max(
        (d for d in main if facts.sentence.number - d.last <= (6 if d.family == "opening" else 3)),
        key=lambda draft: draft.last,
        default=None,
    )
    if FOLLOWS_UP.search(facts.sentence.text) and near is not None:
        near.facts.append(facts)
        first = min((t.start for t in facts.triggers), default=facts.sentence.end)
        near.days += [day for day in facts.days if not day.reporting and day.start < first]
        near.tolls += facts.tolls if near.family == "violence" else []
    elif (
        near is not None
        and near.family == "exercise"
        and any(d.reporting or d.rule == "date:until" for d in facts.days)
    ):
        near.facts.append(facts)
    elif facts.tolls and not older and not facts.triggers:
        loose.append(facts)


def _attach_loose(loose: list[Facts], drafts: list[Draft]) -> None:
    fight = next((d for d in drafts if d.family == "violence" and not d.background), None)
    for facts in loose:
        if fight is not None:
            fight.facts.append(facts)
            fight.tolls += facts.tolls


def _merge_neighbours(drafts: list[Draft]) -> None:
    """The visit in one sentence and the treaty signed there in the next are one incident."""
    for draft in list(drafts):
        for other in list(drafts):
            if other is not draft and draft in drafts and _swallows(draft, other):
                draft.facts += [facts for facts in other.facts if facts not in draft.facts]
                draft.triggers += other.triggers
                draft.days += other.days
                draft.tolls += [toll for toll in other.tolls if toll not in draft.tolls]
                drafts.remove(other)


def _date_from_neighbours(draft: Draft, drafts: list[Draft], facts: list[Facts], published: date | None) -> None:
    """A fight told without a day takes the first exact day of the sentences around it that tell of nothing else."""
    if draft.background or draft.family not in ("violence", "law") or draft.days:
        return
    taken = {f.sentence.number for other in drafts if other is not draft and other.family != "law" for f in other.facts}
    for item in facts:
        number = item.sentence.number
        if number in taken or not 0 <= number - draft.first <= 3:
            continue
        exact = [d for d in item.days if not d.reporting and (d.yearless or d.span.precision in ("day", "span"))]
        if exact and _is_news(exact[0], published, item):
            draft.days.append(exact[0])
            draft.facts += [item] if item not in draft.facts else []
            return


def _swallows(draft: Draft, other: Draft) -> bool:
    if draft.background or other.background:
        return False
    numbers = [f.sentence.number for f in other.facts]
    only_crossing = {trigger.type for trigger in other.triggers} == {"border_crossing"}
    apart = min(abs(f.sentence.number - number) for f in draft.facts for number in numbers)
    if apart > (2 if only_crossing and draft.family == "violence" else 1):
        return False
    if draft.day and other.day and not _overlap(draft.day, other.day):
        return False
    if draft.family == "law" and other.family == "violence":
        # Shots at smugglers are part of the seizure that the article opens with.
        seized = {"arrest", "seizure"} & {trigger.type for trigger in draft.triggers}
        return bool(seized) and draft.first < other.first and not other.tolls and not other.days
    if (draft.family, other.family) == ("violence", "meeting"):
        return False  # talks in the next sentence are news of their own
    later = draft.family == "violence" and draft.first > other.first and not only_crossing
    return (draft.family, other.family) in SWALLOWS and not later
