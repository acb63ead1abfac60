"""Who takes part in an incident, and as what. Whoever only says so is a reporter."""

import re
from collections.abc import Iterable

from pipeline.extract.countries import COUNTRIES
from pipeline.extract.drafts import Draft
from pipeline.extract.facts import Facts, FoundActor, Part
from pipeline.extract.figures import party_key
from pipeline.extract.types import type_of

FORCES = ("armed_forces", "armed_group")
MOST_REPORTERS = 3
BY = re.compile(r"\bby (?:[\w’'-]+ ){0,5}$|\band (?:[\w’'-]+ ){0,2}$")


def identity(actor: FoundActor) -> str:
    """One for all mentions: the register's "Tajik border guards" and the text's "Tajik forces" are one side."""
    if "taliban" in actor.name.lower() or actor.identity == "group:Taliban":
        return "group:Taliban"
    if actor.kind == "armed_forces" and actor.country:
        return f"forces:{actor.country}"
    if actor.kind == "state":
        return f"state:{actor.country}"
    if actor.kind == "person":
        return f"person:{actor.name.split()[-1].lower()[:5]}"
    if actor.kind == "alliance":
        return f"alliance:{actor.key or actor.name.lower()}"
    return actor.identity


def parts_of(draft: Draft) -> list[Part]:
    told = [facts for facts in draft.facts if facts.triggers] or draft.facts
    chosen = _CHOOSERS.get(draft.family, _participants)(draft, told)
    taken = {identity(part.actor) for part in chosen}
    reporters = [Part(actor, "reporter") for actor in _distinct(a for f in draft.facts for a in f.reporters)
                 if identity(actor) not in taken]  # fmt: skip
    return chosen + reporters[:MOST_REPORTERS]


def _distinct(actors: Iterable[FoundActor]) -> list[FoundActor]:
    """One mention an identity: the first, unless a later one says more about nameless attackers."""
    best: dict[str, FoundActor] = {}
    for actor in actors:
        own = identity(actor)
        known = best.get(own)
        if (
            known is None
            or (own == "group:attackers" and len(actor.name) > len(known.name))
            or (not known.key and actor.key and own.startswith("person"))
        ):
            best[own] = actor
    return list(best.values())


def _of_kinds(told: Iterable[Facts], *kinds: str) -> list[FoundActor]:
    return _distinct(actor for facts in told for actor in facts.actors if actor.kind in kinds)


def _violence(draft: Draft, told: list[Facts]) -> list[Part]:
    near = [facts for facts in told if not _all_background(facts)][:4] or told[:2]
    sides = _of_kinds(near, *FORCES)
    sides = _without_generic(sides)
    attack = type_of(draft, []) not in ("armed_clash", "violent_demonstration")
    generic = any(side.kind == "armed_group" and identity(side) != "group:Taliban" for side in sides)
    if len(sides) < 2 and not attack and not generic:
        sides += [state for state in _states(draft, near) if not any(side.country == state.country for side in sides)]
    if not attack and not generic and not _of_kinds(near[:2], *FORCES) and len(states := _states(draft, near[:2])) == 2:
        sides = states
    groups = [side for side in sides if side.kind == "armed_group" and identity(side) != "group:Taliban"]
    victims = _of_kinds(near, "civilians")
    if not groups and not attack:
        return [Part(side, "participant") for side in sides[:3]] + [Part(v, "victim_group") for v in victims[:1]]
    if not groups:
        return _attack_roles(sides, victims, near)
    others = [side for side in sides if side not in groups] or _targets_from_tolls(draft)
    return ([Part(side, "initiator") for side in groups[:2]] + [Part(side, "target") for side in others[:2]]
            + [Part(v, "victim_group") for v in victims[:2]])  # fmt: skip


def _all_background(facts: Facts) -> bool:
    return bool(facts.triggers) and all(trigger.background for trigger in facts.triggers)


def _without_generic(sides: list[FoundActor]) -> list[FoundActor]:
    """ "the militants" beside a named group are that group."""
    named = [side for side in sides if side.kind == "armed_group" and identity(side) not in ("group:attackers",)]
    return [side for side in sides if identity(side) != "group:attackers"] if named else sides


def _attack_roles(sides: list[FoundActor], victims: list[FoundActor], near: list[Facts]) -> list[Part]:
    """Whoever stands before the attack, or after "by", did it."""
    parts = []
    for side in sides[:3]:
        facts = next(f for f in near if side in f.actors)
        before = facts.sentence.text[: side.start - facts.sentence.start]
        first = min((t.start for t in facts.triggers), default=side.start + 1)
        acts = side.start < first and (side.kind == "armed_group" or _acts(facts, side))
        parts.append(Part(side, "initiator" if BY.search(before) or acts else "target"))
    if len(parts) > 1 and len({part.role for part in parts}) == 1:
        parts = [Part(part.actor, "participant") for part in parts]
    return parts + [Part(victim, "victim_group") for victim in victims[:2]]


def _acts(facts: Facts, side: FoundActor) -> bool:
    """ "Forces shelled a village", not "forces say that they stopped an attack"."""
    after = facts.sentence.text[side.end - facts.sentence.start :]
    return bool(
        re.match(
            r" (?:\w+ ){0,2}(?:attacked|shelled|struck|hit|bombed|fired|opened|raided|carried out|launched)\b", after
        )
    )


def _targets_from_tolls(draft: Draft) -> list[FoundActor]:
    """Whom an attack killed it was aimed at, where nothing else says so."""
    found = []
    for toll in draft.tolls:
        if toll.party and party_key(toll.party) not in ("attackers", "taliban"):
            kind = "civilians" if party_key(toll.party) == "civilians" else "armed_forces"
            found.append(
                FoundActor(
                    toll.start, toll.end, toll.party, kind, "", "", "actor:from_toll", f"toll:{party_key(toll.party)}"
                )
            )
    return _distinct(found)


def _states(draft: Draft, near: list[Facts]) -> list[FoundActor]:
    """The states that a border conflict is between: named, or told by the border's own name."""
    borders = [place for facts in near for place in facts.places if place.kind == "border"]
    for place in borders:
        sides = place.country.split(",")
        if len(sides) == 2:
            return [FoundActor(place.start, place.end, COUNTRIES[side][0], "state", side, "", "actor:border", f"state:{side}")
                    for side in sides]  # fmt: skip
    return _distinct(a for f in draft.facts for a in (*f.actors, *f.reporters) if a.kind == "state")[:2]


def _participants(_: Draft, told: list[Facts]) -> list[Part]:
    """Diplomacy: people, with the states that their titles name; else officials and groups; else states."""
    near = [facts for facts in told if not _all_background(facts)][:3] or told[:1]
    people = _of_kinds(near[:2], "person")
    if len(people) < 2:
        # "Muttaqi says he telephoned with": the speaker takes part.
        people = _distinct([*people, *(a for f in near[:1] for a in f.reporters if a.kind == "person")])
    if len(people) >= 2:
        countries = {person.country for person in people if person.country}
        return [Part(person, "participant") for person in people[:4]] + [
            Part(state, "participant") for state in _title_states(near[:1], people, countries)
        ]
    bodies = [
        a for a in _of_kinds(near[:2], "government_body", "armed_group", "armed_forces", "alliance", "organisation")
    ]
    found = [*people, *bodies]
    countries = {actor.country for actor in found}
    found += [state for state in _of_kinds(near[:2], "state") if state.country not in countries]
    return [Part(actor, "participant") for actor in found[:4]]


def _title_states(near: list[Facts], people: list[FoundActor], countries: set[str]) -> list[FoundActor]:
    """ "Russian President Vladimir Putin" brings Russia in."""
    named = {actor.country: actor for actor in _of_kinds(near, "state")}
    states = []
    for person in people:
        if person.country in named:
            states.append(named.pop(person.country))
        elif person.country in COUNTRIES and person.country in countries:
            facts = next((f for f in near if person in f.actors), None)
            if facts and (match := _demonym_before(facts, person)):
                start = match.start() + facts.sentence.start
                states.append(FoundActor(start, start + len(match.group()), COUNTRIES[person.country][0], "state", person.country,
                                         "", "actor:title", f"state:{person.country}"))  # fmt: skip
    return states


def _demonym_before(facts: Facts, person: FoundActor) -> re.Match[str] | None:
    words = [word for word in COUNTRIES[person.country][2] if word.isascii()]
    before = facts.sentence.text[: person.start - facts.sentence.start]
    return re.search(rf"\b(?:{'|'.join(words)})\b(?= (?:[\w-]+ ){{1,3}}$)", before)


def _recognition(_: Draft, told: list[Facts]) -> list[Part]:
    near = told[:3]
    people = _distinct(a for f in near[:2] for a in (*f.actors, *f.reporters) if a.kind == "person")
    found = _distinct(a for f in near for a in (*f.actors, *f.reporters) if a.kind in ("state", "armed_group"))
    # Afghanistan and the Taliban's government are the same side of a recognition.
    if any(identity(actor) == "group:Taliban" for actor in found):
        found = [actor for actor in found if identity(actor) != "state:AF"]
    parts = [Part(actor, "target" if identity(actor) == "group:Taliban" else "initiator") for actor in found[:3]]
    return [Part(person, "participant") for person in people[:2]] + parts


def _opening(draft: Draft, told: list[Facts]) -> list[Part]:
    near = [facts for facts in told if not _all_background(facts)]
    people = _of_kinds(near[:3] or draft.facts[:2], "person") or _of_kinds(draft.facts, "person")
    return [Part(person, "initiator" if number == 0 else "participant") for number, person in enumerate(people[:6])]


def _exercise(_: Draft, told: list[Facts]) -> list[Part]:
    near = told[:3]
    alliances = _of_kinds(near, "alliance")
    if alliances:
        return [Part(actor, "participant") for actor in alliances[:1]]
    forces = _of_kinds(near, "armed_forces") or _of_kinds(near, "state")
    return [Part(actor, "participant") for actor in forces[:3]]


def _law(draft: Draft, told: list[Facts]) -> list[Part]:
    near = told[:3]
    agencies = _of_kinds(near, "government_body", "armed_forces")
    targets = [*_of_kinds(near, "person"), *_without_generic(_of_kinds(near, "armed_group"))]
    if {trigger.type for trigger in draft.triggers} == {"border_crossing"}:
        return [Part(a, "initiator") for a in (targets or _of_kinds(near, "armed_forces", "civilians"))[:2]]
    if not agencies:
        agencies = _of_kinds(near, "state")
    return [Part(a, "initiator") for a in agencies[:2]] + [Part(t, "target") for t in targets[:2]]


def _closure(draft: Draft, told: list[Facts]) -> list[Part]:
    states = _of_kinds(told[:4], "state") or _of_kinds(draft.facts, "state")
    return [Part(state, "participant") for state in states[:2]]


_CHOOSERS = {
    "violence": _violence, "recognition": _recognition, "opening": _opening, "exercise": _exercise, "law": _law,
    "closure": _closure, "protest": _violence, "deployment": _exercise,
}  # fmt: skip
