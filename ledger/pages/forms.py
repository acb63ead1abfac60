"""The register's filter form, as the address has it."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict

from ledger.filters import BadParameter
from ledger.pages import words
from ledger.pages.queries import Choices
from ledger.pages.standing import OWN, given

FIELDS = ("q", "from", "to", "type", "country", "actor")
NAMES = {"q": "Words", "from": "From", "to": "To", "type": "Type", "country": "Country", "actor": "Actor"}


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    selected: bool


@dataclass(frozen=True, slots=True)
class OptionGroup:
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class FilterForm:
    """`narrowing`: whether anything but the search words is set, so that the rest of the form stands open."""

    q: str
    start: str
    end: str
    types: tuple[OptionGroup, ...]
    countries: tuple[Option, ...]
    actors: tuple[Option, ...]
    active: tuple[str, ...]
    narrowing: bool
    error: str
    query: str


def list_query(request: HttpRequest) -> dict[str, list[str]]:
    """Every filter of the API can stand in the page's address too, whether the form has a field for it or not."""
    return {name: values for name, values in given(request).items() if name not in OWN}


def month_fields(request: HttpRequest) -> dict[str, str]:
    return {name: values[-1] for name, values in list_query(request).items()}


def filter_form(query: QueryDict, choices: Choices, error: BadParameter | None = None) -> FilterForm:
    text = {name: query.get(name, "") for name in FIELDS}
    return FilterForm(
        q=text["q"],
        start=text["from"],
        end=text["to"],
        types=_types(choices, text["type"]),
        countries=tuple(Option(code, words.country(code), code == text["country"]) for code in choices.countries),
        actors=tuple(Option(id_, name, id_ == text["actor"]) for id_, name in choices.actors),
        active=_active(query, choices),
        narrowing=any(text[name] for name in FIELDS if name != "q"),
        error=_explained(error) if error else "",
        query=urlencode({name: value for name, value in text.items() if value}),
    )


def month_query(text: Mapping[str, str], first: str, last: str) -> str:
    kept = {name: value for name, value in text.items() if value and name not in ("from", "to")}
    return urlencode({**kept, "from": first, "to": last})


def _types(choices: Choices, selected: str) -> tuple[OptionGroup, ...]:
    groups: dict[str, list[str]] = {}
    for parent, code in choices.types:
        groups.setdefault(parent, [])
        if code != parent:
            groups[parent].append(code)
    return tuple(
        OptionGroup(_type(parent), tuple(
            Option(code, f"All: {_type(parent)}" if code == parent else _type(code), code == selected)
            for code in [parent, *codes]))
        for parent, codes in groups.items()
    )  # fmt: skip


def _type(code: str) -> str:
    return words.word(words.TYPES, code)


def _active(query: QueryDict, choices: Choices) -> tuple[str, ...]:
    """What narrows the list, in words; a filter that the form has no field for by its name."""
    text = {name: query.get(name, "") for name in FIELDS}
    said = {
        "q": f"“{text['q']}”",
        "from": f"from {words.partial_date(text['from'])}",
        "to": f"to {words.partial_date(text['to'])}",
        "type": _type(text["type"]).lower(),
        "country": words.country(text["country"]),
        "actor": dict(choices.actors).get(text["actor"], "one actor"),
    }
    others = [
        f"{name.replace('_', ' ')} {values[-1]}"
        for name, values in query.lists()
        if name not in FIELDS and name not in OWN and values[-1]
    ]
    return (*(said[name] for name in FIELDS if text[name]), *others)


def _explained(error: BadParameter) -> str:
    allowed = f" Please give {', '.join(error.allowed)}." if error.allowed else ""
    return f"“{NAMES.get(error.parameter, error.parameter)}” cannot be used: {error.detail}{allowed}"
