"""Which charts there are: what is counted, by which quality."""

from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ledger.tallies.shapes import Breakdown

Measure = Literal["incidents", "casualties"]

TITLES: dict[tuple[Measure, Breakdown], Promise] = {
    ("incidents", "month"): _("Incidents by month"),
    ("casualties", "month"): _("Casualties by month"),
    ("incidents", "year"): _("Incidents by year"),
    ("casualties", "year"): _("Casualties by year"),
    ("incidents", "type"): _("Incidents by type"),
    ("casualties", "type"): _("Casualties by type"),
    ("incidents", "lane"): _("Incidents by lane"),
    ("casualties", "lane"): _("Casualties by lane"),
    ("incidents", "actor"): _("Incidents by actor"),
    ("casualties", "actor"): _("Casualties by actor"),
    ("incidents", "country"): _("Incidents by country"),
    ("casualties", "country"): _("Casualties by country"),
    ("incidents", "district"): _("Incidents by district"),
    ("casualties", "district"): _("Casualties by district"),
}
HEADINGS: dict[Breakdown, Promise] = {
    "month": _("By month"),
    "year": _("By year"),
    "type": _("By type"),
    "lane": _("By lane"),
    "actor": _("By actor"),
    "country": _("By country"),
    "district": _("By district"),
}
COLUMNS: dict[Breakdown, Promise] = {
    "month": _("Month"),
    "year": _("Year"),
    "type": _("Type"),
    "lane": _("Lane"),
    "actor": _("Actor"),
    "country": _("Country"),
    "district": _("District"),
}
TIMES: tuple[Breakdown, ...] = ("month", "year")


@dataclass(frozen=True, slots=True)
class Chart:
    measure: Measure
    by: Breakdown

    @property
    def name(self) -> str:
        return f"{self.measure}-by-{self.by}"

    @property
    def title(self) -> str:
        return str(TITLES[self.measure, self.by])


CHARTS: dict[str, Chart] = {chart.name: chart for chart in (Chart(measure, by) for measure, by in TITLES)}
