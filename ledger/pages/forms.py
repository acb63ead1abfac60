"""The register's filter form, as the address has it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.filters import BadParameter
from ledger.pages import words
from ledger.pages.queries import Choices
from ledger.pages.standing import OWN, given
from ledger.timeline.lanes import VIEWS

FIELDS = ("q", "from", "to", "type", "country", "actor")
NAMES: Mapping[str, Promise] = {
    "q": gettext_lazy("Words"),
    "from": gettext_lazy("From"),
    "to": gettext_lazy("To"),
    "type": gettext_lazy("Type"),
    "country": gettext_lazy("Country"),
    "actor": gettext_lazy("Actor"),
    "jump": gettext_lazy("Go to"),
}
# How the page shows its list, and where in it: nothing that a feed or a file has to know.
SHOWING = ("view", "jump")


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
    """`narrowing`: whether anything but the search words is set, so that the rest of the form stands open.
    `hidden` is the rest of the address, which the form keeps; `all` is the whole of it."""

    q: str
    start: str
    end: str
    types: tuple[OptionGroup, ...]
    countries: tuple[Option, ...]
    actors: tuple[Option, ...]
    narrowing: bool
    error: str
    hidden: tuple[tuple[str, str], ...]
    all: tuple[tuple[str, str], ...]


def list_query(request: HttpRequest) -> dict[str, list[str]]:
    """Every filter of the API can stand in the page's address too, whether the form has a field for it or not."""
    return {name: values for name, values in given(request).items() if name not in OWN}


def register_query(request: HttpRequest) -> dict[str, list[str]]:
    """The filters and the order alone."""
    return {name: values for name, values in list_query(request).items() if name not in SHOWING}


def shown_fields(request: HttpRequest) -> dict[str, str]:
    """The filters, the order and the view: the page's address but for its position in the list."""
    fields = {name: values[-1] for name, values in register_query(request).items()}
    view = read_view(request)
    return {**fields, "view": view} if view else fields


def read_view(request: HttpRequest) -> str:
    """Raises BadParameter for a view that there is not."""
    view = request.GET.get("view", "")
    if view not in VIEWS:
        raise BadParameter("view", _("There is no such view."), [name for name in VIEWS if name])
    return view


def filter_form(query: QueryDict, choices: Choices, error: BadParameter | None = None) -> FilterForm:
    text = {name: query.get(name, "") for name in FIELDS}
    given_once = ((name, values[-1]) for name, values in query.lists())
    whole = tuple((name, value) for name, value in given_once if value and name not in (*OWN, "jump"))
    return FilterForm(
        q=text["q"],
        start=text["from"],
        end=text["to"],
        types=_types(choices, text["type"]),
        countries=tuple(Option(code, words.country(code), code == text["country"]) for code in choices.countries),
        actors=tuple(Option(id_, name, id_ == text["actor"]) for id_, name in choices.actors),
        narrowing=any(text[name] for name in FIELDS if name != "q"),
        error=_explained(error) if error else "",
        hidden=tuple((name, value) for name, value in whole if name not in FIELDS),
        all=whole,
    )


def _types(choices: Choices, selected: str) -> tuple[OptionGroup, ...]:
    groups: dict[str, list[str]] = {}
    for parent, code in choices.types:
        groups.setdefault(parent, [])
        if code != parent:
            groups[parent].append(code)
    grouped = tuple(
        OptionGroup(_type(parent), tuple(
            Option(code, _("All: %(type)s") % {"type": _type(parent)} if code == parent else _type(code),
                   code == selected)
            for code in [parent, *codes]))
        for parent, codes in groups.items()
    )  # fmt: skip
    several = "," in selected  # more than the form's field can hold, but not to be lost in it
    return (OptionGroup("", (Option(selected, _("Several"), selected=True),)), *grouped) if several else grouped


def _type(code: str) -> str:
    return words.word(words.TYPES, code)


def _explained(error: BadParameter) -> str:
    said = {"name": NAMES.get(error.parameter, error.parameter), "detail": error.detail}
    if not error.allowed:
        return _("“%(name)s” cannot be used: %(detail)s") % said
    return _("“%(name)s” cannot be used: %(detail)s Please give %(allowed)s.") % {
        **said, "allowed": ", ".join(error.allowed)
    }  # fmt: skip
