"""Why an address cannot be obeyed, in the language of the page. The API says it in English. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from ledger.filters import BadParameter
from ledger.pages import words
from ledger.pages.numerals import digits

SENTENCES = (
    _("There is no parameter '%(name)s' here."),
    _("'%(name)s' cannot be read."),
    _("'%(name)s' may be given once."),
    _("'%(name)s' is more than '%(other)s'."),
    _("'%(name)s' says nothing without '%(other)s' or '%(another)s'."),
    _("'%(name)s' says nothing without '%(other)s'."),
    _("The south of 'bbox' lies north of its north."),
    _("There is no such date."),
    _("A list in this order has no place for a date."),
    _("There is no such part."),
    _("Incident lists have no such order."),
    _("Actor lists have no such order."),
    _("Facility lists have no such order."),
    _("Place lists have no such order."),
    _("Source lists have no such order."),
    _("Timeline lists have no such order."),
    _("So many pages of a list cannot stand on one."),
    _("Several pages go on from a place in the list, or from its top."),
    _("'page' is not an address of a page here."),
)
# What may stand there instead; codes and names of parameters stay as they are.
ALLOWED = (
    _("%(one)s; several, separated by commas, mean any of them"),
    _("one value"),
    _("an id: ten of 0-9 and a-z without i, l, o and u"),
    _("a day as YYYY-MM-DD"),
    _("a year, a month or a day, such as 2025-12"),
    _("%(least)s to %(most)s characters"),
    _("a whole number from %(least)s to %(most)s"),
    _("a number from 1"),
    _("a code such as 'armed_clash' or 'border_post'"),
    _("a code such as 'target'"),
    _("two letters such as TJ"),
    _("a language such as 'ru'"),
    _("a tag"),
    _("a domain such as courier.example"),
    _("west,south,east,north in degrees, longitudes from -180 to 180, latitudes from -90 to 90, south up to north"),
    _("longitude,latitude in degrees, such as 70.1,37.6"),
    _("kilometres, more than 0 and up to %(most)s"),
    _("a time such as 2026-03-01T12:00:00Z, or a day"),
    _("a web address such as https://courier.example/2025/11/27/camp"),
    _("the path of a page of this register, such as /incidents/n000000001/"),
    _("%(one)s or %(other)s"),
)
# As `re.escape` leaves it.
PLACEHOLDER = re.compile(r"%\\\((\w+)\\\)s")


@dataclass(frozen=True, slots=True)
class Refusal:
    """`allowed` is what may stand there instead, as one list; "" where nothing can be said."""

    detail: str
    allowed: str


def refusal(error: BadParameter) -> Refusal:
    return Refusal(_told(error.detail, SENTENCES), words.listed([_told(str(one), ALLOWED) for one in error.allowed]))


def _told(english: str, known: Iterable[str]) -> str:
    """A sentence that is not known here stays as it is."""
    for template in known:
        found = _pattern(template).fullmatch(english)
        if found:
            return gettext(template) % {name: _part(text) for name, text in found.groupdict().items()}
    return english


def _part(text: str) -> str:
    return digits(text) if text.isdecimal() else _told(text, ALLOWED)


def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(PLACEHOLDER.sub(r"(?P<\1>.+?)", re.escape(template)))
