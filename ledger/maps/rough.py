"""What is known only roughly: how many incidents lie somewhere in a district or a province, or along a line."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ledger import tallies
from ledger.filters import entries_of
from ledger.maps import outlines
from ledger.maps.figures import Course, Figure, courses_of, district_figure, line_of, province_figure
from ledger.selection import Selection
from ledger.tallies.counting import Tally
from ledger.tallies.reading import Reading

LINEAR = "linear_fuzzy"
# The list of a place's and its areas' ids begins with the first place's own.
FIRST_PLACE = Tally("first place", ("place_ids",), ("entry.place_ids[1]",))


@dataclass(frozen=True, slots=True)
class Rough:
    """`filters` narrow a list to the incidents counted here. `area` names an area's country, province and district,
    `courses` the lines, both as the basemap does."""

    name: str
    incidents: int
    figure: Figure
    filters: Mapping[str, str]
    area: tuple[str, str, str] | None = None
    courses: tuple[Course, ...] = field(default=())


def rough_of(selection: Selection) -> tuple[Rough, ...]:
    """Those whose outline is known, most incidents first."""
    found = [*_areas(selection), *_lines(selection)]
    return tuple(sorted(found, key=lambda one: (-one.incidents, one.name)))


def _areas(selection: Selection) -> Iterator[Rough]:
    for (precision, province, district), incidents in tallies.areas(selection).items():
        area = _area(precision, province, district, incidents)
        if area is not None:
            yield area


def _lines(selection: Selection) -> Iterator[Rough]:
    """A query for names, where there is anything."""
    asked = selection.values.get("place_precision", (LINEAR,))
    along = replace(selection, values={**selection.values, "place_precision": (LINEAR,)})
    if LINEAR not in asked or not tallies.total(along):
        return
    counts = _by_first_place(along)
    names = _place_names(sorted(counts), selection.as_of)
    for id_, incidents in counts.items():
        name = names.get(id_, "")
        figure = line_of(name) if name else None
        if figure is not None:
            yield Rough(name, incidents, figure, {"place": id_, "place_precision": LINEAR}, courses=courses_of(name))


def _by_first_place(selection: Selection) -> Mapping[str, int]:
    reading = Reading(selection)
    survivors, found = reading.survivors.get("place", {}), Counter[str]()
    for (id_,), (incidents, *_) in reading.counts(FIRST_PLACE).items():
        found[survivors.get(id_, id_) or ""] += incidents
    return found


def _area(precision: str, province: str, district: str, incidents: int) -> Rough | None:
    """By the first place's own district and province together: two countries have districts that sound alike."""
    country = next((code for code in outlines.AREA_FILES if outlines.province(province, code)), None)
    if country is None:
        return None
    if precision == "adm1":
        figure, outline = province_figure(province, country), outlines.province(province, country)
        name, filters = province, {"region": province}
    else:
        figure, outline = district_figure(district, country, province), outlines.district(district, country, province)
        name, filters = district, {"region": province, "district": district}
    if figure is None or outline is None:
        return None
    area = country, outline.province, "" if precision == "adm1" else outline.name
    return Rough(name, incidents, figure, {**filters, "place_precision": precision}, area=area)


def _place_names(ids: Sequence[str], as_of: int) -> dict[str, str]:
    if not ids:
        return {}
    rows = entries_of("place").as_of(as_of).filter(edition__document__isnull=False, record_id__in=ids)
    return dict(rows.values_list("record_id", "name"))
