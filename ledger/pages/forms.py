"""The register's filter form, as the address has it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.filters import BadParameter
from ledger.pages.queries import Choices
from ledger.pages.refusals import refusal
from ledger.pages.standing import OWN, given
from ledger.timeline.lanes import VIEWS

# What the form has a field for. The rest is narrowed by links with counts, beside the list.
FIELDS = ("q", "from", "to", "actor")
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
class FilterForm:
    """`hidden` is the rest of the address, which the form keeps; `all` is the whole of it."""

    q: str
    start: str
    end: str
    actors: tuple[Option, ...]
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
        actors=tuple(Option(id_, name, id_ == text["actor"]) for id_, name in choices.actors),
        error=_explained(error) if error else "",
        hidden=tuple((name, value) for name, value in whole if name not in FIELDS),
        all=whole,
    )


def _explained(error: BadParameter) -> str:
    told = refusal(error)
    said = {"name": NAMES.get(error.parameter, error.parameter), "detail": told.detail}
    if not told.allowed:
        return _("“%(name)s” cannot be used: %(detail)s") % said
    return _("“%(name)s” cannot be used: %(detail)s Please give %(allowed)s.") % {**said, "allowed": told.allowed}
