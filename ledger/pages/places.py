"""A place in words that say how exactly it is known: never a point where only a district is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.documents import PlaceReference
from ledger.pages import words
from ledger.pages.numerals import digits

NAME = "%(name)s"
# Sentences for people; the place's name stands where the placeholder is.
PHRASES: Mapping[str, str | Promise] = {
    "site": gettext_lazy("at %(name)s"),
    "place": gettext_lazy("in %(name)s"),
    "near": gettext_lazy("near %(name)s"),
    "adm2": gettext_lazy("somewhere in %(name)s"),
    "adm1": gettext_lazy("somewhere in %(name)s"),
    "linear_fuzzy": gettext_lazy("along or around %(name)s"),
    "country": gettext_lazy("somewhere in %(name)s"),
    "sea_air": gettext_lazy("at sea or in the air, %(name)s"),
    "none": gettext_lazy("%(name)s (exact place unknown)"),
}
IN_DISTRICT = gettext_lazy("somewhere in %(name)s district")
PRECISIONS: Mapping[str, str | Promise] = {
    "site": gettext_lazy("The exact site is known."),
    "place": gettext_lazy("Known to the town or village."),
    "near": gettext_lazy("Known only as near this place."),
    "adm2": gettext_lazy("Known to the district, no closer."),
    "district": gettext_lazy("Known to the district, no closer."),
    "adm1": gettext_lazy("Known to the province, no closer."),
    "linear_fuzzy": gettext_lazy("Known as somewhere along this line."),
    "country": gettext_lazy("Known to the country, no closer."),
    "sea_air": gettext_lazy("At sea or in the air; no point on land."),
    "none": gettext_lazy("No place is known."),
}
# A degree is 111 km: as many decimals as the precision has, so that no number looks more exact than what is known.
DECIMALS = {"site": 3, "place": 2, "near": 1, "adm2": 1, "district": 1, "adm1": 0, "linear_fuzzy": 1}
DISTRICTS = ("admin2", "district")
# A name that says so itself is not called a district again.
SAYS_DISTRICT = re.compile("district|район|ноҳия|ناحیه|ولسوالی|شهرستان", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """`before` name `after`: "somewhere in" "Darvoz" " district"; `around` the areas that it lies in."""

    before: str
    name: str
    after: str
    around: str
    url: str

    @property
    def text(self) -> str:
        start = f"{self.before} {self.name}{self.after}".strip()
        return words.listed([start, self.around]) if self.around else start


def place_words(place: PlaceReference) -> PlaceWords:
    before, _name, after = _phrase(place).partition(NAME)
    return PlaceWords(before.strip(), place["name"], after.rstrip(), _around(place), _url(place))


def precision_words(precision: str) -> str:
    return str(PRECISIONS.get(precision, ""))


def coordinates(point: list[float] | None, precision: str) -> str:
    """`37.6° N, 70.0° E`; nothing where there is no point, or the point stands for a whole country."""
    if point is None or precision not in DECIMALS:
        return ""
    longitude, latitude = point
    decimals = min(DECIMALS[precision], max(_decimals(longitude), _decimals(latitude)))
    north, east = f"{abs(latitude):.{decimals}f}", f"{abs(longitude):.{decimals}f}"
    sides = {"latitude": digits(north), "longitude": digits(east)}
    return _hemispheres(latitude >= 0, longitude >= 0) % sides


def _hemispheres(north: bool, east: bool) -> str:
    if north:
        return _("%(latitude)s° N, %(longitude)s° E") if east else _("%(latitude)s° N, %(longitude)s° W")
    return _("%(latitude)s° S, %(longitude)s° E") if east else _("%(latitude)s° S, %(longitude)s° W")


def _decimals(degrees: float) -> int:
    return len(str(degrees).partition(".")[2])


def _phrase(place: PlaceReference) -> str:
    precision = place["precision"]
    if precision in ("adm2", "district") and place["kind"] in DISTRICTS and not SAYS_DISTRICT.search(place["name"]):
        return str(IN_DISTRICT)
    return str(PHRASES.get("adm2" if precision == "district" else precision, NAME))


def _around(place: PlaceReference) -> str:
    areas = [place["admin2"], place["admin1"], words.country(place["country"])]
    names = [area for area in areas if area and area != place["name"]]
    return words.listed(list(dict.fromkeys(names)))


def _url(place: PlaceReference) -> str:
    if place["id"] is None:
        return ""
    return reverse("pages:record", args=["place", place["id"]])
