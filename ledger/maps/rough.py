"""What is known only roughly: how many incidents lie somewhere in a district or a province, or along a line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ledger.filters import entries_of
from ledger.maps import outlines
from ledger.maps.figures import Course, Figure, courses_of, district_figure, line_of, province_figure
from ledger.selection import Selection
from ledger.tallies.counting import Tally
from ledger.tallies.reading import Reading

# What has a point is counted with the points. A line is known by its place's id, which stands first in the list.
ROUGH = Tally(
    "rough places",
    ("place_precision", "admin1", "admin2", "place_ids", "longitude"),
    (
        "entry.place_precision",
        "entry.admin1",
        "CASE WHEN entry.place_precision <> 'adm1' THEN entry.admin2 ELSE '' END",
        "CASE WHEN entry.place_precision = 'linear_fuzzy' THEN entry.place_ids[1] ELSE '' END",
    ),
    each="WHERE entry.longitude IS NULL AND entry.place_precision IN ('adm2', 'adm1', 'linear_fuzzy')",
)


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
    """Those whose outline is known, most incidents first. Counts are kept; a query more where there are lines."""
    reading = Reading(selection)
    merged = reading.survivors.get("place", {})
    counts: dict[tuple[str, str, str, str], int] = {}
    for (precision, province, district, id_), (incidents, *_) in reading.counts(ROUGH).items():
        key = precision, province, district, merged.get(id_ or "", id_ or "")
        counts[key] = counts.get(key, 0) + incidents
    names = _place_names({key[3] for key in counts if key[3]}, selection.as_of)
    found = [_rough(*key, incidents, names) for key, incidents in counts.items()]
    return tuple(sorted(filter(None, found), key=lambda one: (-one.incidents, one.name)))


def _rough(
    precision: str, province: str, district: str, id_: str, incidents: int, names: Mapping[str, str]
) -> Rough | None:  # fmt: skip
    if precision == "linear_fuzzy":
        return _along(id_, names.get(id_, ""), province, district, incidents)
    return _area(precision, province, district, incidents)


def _along(id_: str, name: str, province: str, district: str, incidents: int) -> Rough | None:
    """Along its line; of a vague area without an outline, somewhere in its district."""
    filters = {"place": id_, "place_precision": "linear_fuzzy"}
    figure = line_of(name) if name else None
    if figure is not None:
        return Rough(name, incidents, figure, filters, courses=courses_of(name))
    around = _area("adm2", province, district, incidents) if name and district else None
    return around and Rough(name, incidents, around.figure, filters, area=around.area)


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


def _place_names(ids: Iterable[str], as_of: int) -> dict[str, str]:
    wanted = sorted(ids)
    if not wanted:
        return {}
    rows = entries_of("place").as_of(as_of).filter(edition__document__isnull=False, record_id__in=wanted)
    return dict(rows.values_list("record_id", "name"))
