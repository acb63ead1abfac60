"""A place in words that say how exactly it is known: never a point where only a district is."""

from dataclasses import dataclass

from django.urls import reverse

from ledger.documents import PlaceReference
from ledger.pages import words

PHRASES = {
    "site": ("at", ""),
    "place": ("in", ""),
    "near": ("near", ""),
    "adm2": ("somewhere in", " district"),
    "district": ("somewhere in", " district"),
    "adm1": ("somewhere in", ""),
    "linear_fuzzy": ("along or around", ""),
    "country": ("somewhere in", ""),
    "sea_air": ("at sea or in the air,", ""),
}


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
        return f"{start}, {self.around}" if self.around else start


def place_words(place: PlaceReference) -> PlaceWords:
    before, after = PHRASES.get(place["precision"], ("", ""))
    if place["precision"] == "none":
        before, after = "", " (exact place unknown)"
    if "district" in place["name"].lower() or place["kind"] not in ("admin2", "district"):
        after = after.replace(" district", "")
    return PlaceWords(before, place["name"], after, _around(place), _url(place))


def _around(place: PlaceReference) -> str:
    areas = [place["admin2"], place["admin1"], words.country(place["country"])]
    names = [area for area in areas if area and area != place["name"]]
    return ", ".join(dict.fromkeys(names))


def _url(place: PlaceReference) -> str:
    if place["id"] is None:
        return ""
    return reverse("pages:record", args=["place", place["id"]])
