"""What the software read, arranged for an editor's eyes: each fact with the words that carry it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from incidents import vocabulary
from incidents.dates import edtf
from incidents.dates.span import DateSpan

AROUND = 200  # characters of context on each side of a quote
HARMS = tuple(vocabulary.HARMS)


@dataclass(frozen=True, slots=True)
class Evidence:
    before: str
    quote: str
    after: str
    reading: str
    rule: str


@dataclass(frozen=True, slots=True)
class Fact:
    """`code` is the fact's code in claims; the editor may leave it out where `optional`."""

    code: str
    label: str
    lines: list[str]
    evidence: list[Evidence]
    optional: bool = True


def facts(data: Mapping[str, Any], span: DateSpan | None, text: str, type_name: str) -> list[Fact]:
    """In the order in which they are asked; a fact that nobody read is left out, except what happened and when."""
    casualties = {harm: _casualties(data, harm) for harm in HARMS}
    found = [
        Fact("type", "What happened", [type_name], evidence_for(data, "type", text), optional=False),
        Fact("date", "When", [date_line(span)], evidence_for(data, "date", text)),
        Fact("place", "Where", [_place(place) for place in data["places"]], evidence_for(data, "place", text)),
        Fact("actors", "Who", [_actor(actor) for actor in data["actors"]], evidence_for(data, "actors", text)),
        Fact(
            "facilities", "Facilities", [_facility(facility) for facility in data["facilities"]],
            evidence_for(data, "facilities", text),
        ),
        *(
            Fact(harm, vocabulary.HARMS[harm].capitalize(), lines, evidence_for(data, harm, text))
            for harm, lines in casualties.items()
        ),
    ]  # fmt: skip
    return [fact for fact in found if fact.lines]


def evidence_for(data: Mapping[str, Any], code: str, text: str) -> list[Evidence]:
    return [
        Evidence(
            text[max(0, item["start"] - AROUND) : item["start"]], text[item["start"] : item["end"]],
            text[item["end"] : item["end"] + AROUND], item["reading"], item["rule"],
        )
        for item in data["evidence"]
        if code in item["supports"]
    ]  # fmt: skip


def date_line(span: DateSpan | None) -> str:
    if span is None or span.precision == "unknown":
        return "no date found"
    days = f"{span.earliest}" if span.earliest == span.latest else f"{span.earliest} to {span.latest}"
    extent = "" if span.earliest == span.latest else span.extent.replace("_", " ")
    marks = ["approximate" if span.approximate else "", "uncertain" if span.uncertain else ""]
    parts = [days, f"EDTF {edtf.write(span)}", extent, *marks, span.time_of_day, span.label]
    words = f"“{span.text}”" if span.text else ""
    return " · ".join(part for part in (*parts, words) if part)


def _place(place: Mapping[str, Any]) -> str:
    kind = vocabulary.PLACE_KINDS.get(place["kind"], place["kind"]).lower()
    precision = vocabulary.PLACE_PRECISIONS.get(place["precision"], place["precision"])
    return _line(place["name"], kind, place["country"], precision, known=place["key"])


def _actor(actor: Mapping[str, Any]) -> str:
    kind = vocabulary.ACTOR_KINDS.get(actor["kind"], actor["kind"]).lower()
    return _line(actor["name"], vocabulary.ROLES.get(actor["role"], actor["role"]), kind, known=actor["key"])


def _facility(facility: Mapping[str, Any]) -> str:
    kind = vocabulary.FACILITY_KINDS.get(facility["kind"], facility["kind"]).lower()
    count = f"{facility['count']} of them" if facility["count"] is not None else ""
    return _line(facility["name"], kind, facility["relation"], count, known=facility["key"])


def _line(name: str, *rest: str, known: str) -> str:
    where = "in the register" if known else "new: kept in the source's words"
    return " · ".join(part for part in (name, *rest, where) if part)


def _casualties(data: Mapping[str, Any], harm: str) -> list[str]:
    return [
        f"{row['party']}: {_bounds(row)}" + (f" (“{row['original_value']}”)" if row["original_value"] else "")
        for row in data["casualties"]
        if row["harm"] == harm
    ]


def _bounds(row: Mapping[str, Any]) -> str:
    low, best, high = row["low"], row["best"], row["high"]
    if low is None and best is None and high is None:
        return "some, not counted"
    if low == best == high:
        return str(best)
    parts = [f"at least {low}" if low is not None else "", f"about {best}" if best is not None else ""]
    return ", ".join(part for part in [*parts, f"at most {high}" if high is not None else ""] if part)
