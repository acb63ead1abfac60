"""The columns of an uncertain date, and the way between them and DateSpan."""

from django.db import models
from django.db.models import F, Q

from incidents.dates import edtf
from incidents.dates.span import CEILING, FLOOR, DateSpan


class Extents(models.TextChoices):
    THROUGHOUT = "throughout", "Went on during the whole span"
    ONCE_WITHIN = "once_within", "Happened at some time within it"


class Precisions(models.TextChoices):
    DAY = "day", "Day"
    PART_OF_MONTH = "part_of_month", "Part of a month"
    MONTH = "month", "Month"
    PART_OF_YEAR = "part_of_year", "Part of a year"
    YEAR = "year", "Year"
    SPAN = "span", "Span of days"
    OPEN = "open", "Open at one end"
    UNKNOWN = "unknown", "Unknown"


class TimesOfDay(models.TextChoices):
    NIGHT = "night", "Night"
    MORNING = "morning", "Morning"
    NOON = "noon", "Noon"
    AFTERNOON = "afternoon", "Afternoon"
    EVENING = "evening", "Evening"


class Dated(models.Model):
    """Two real days, both inclusive, and a meaning (incidents/dates/span.py)."""

    earliest = models.DateField(default=FLOOR)
    latest = models.DateField(default=CEILING)
    extent = models.CharField(max_length=12, choices=Extents, default=Extents.ONCE_WITHIN)
    approximate = models.BooleanField(default=False)
    uncertain = models.BooleanField(default=False)
    precision = models.CharField(max_length=14, choices=Precisions, default=Precisions.UNKNOWN)
    time_of_day = models.CharField(max_length=10, blank=True, choices=TimesOfDay)
    date_text = models.CharField("the source's words", max_length=200, blank=True)
    date_label = models.CharField("other calendar", max_length=100, blank=True)
    edtf = models.CharField("EDTF", max_length=60, blank=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(earliest__lte=F("latest")), name="%(class)s_span_in_order"),
        ]

    @property
    def span(self) -> DateSpan:
        return DateSpan(
            self.earliest, self.latest, self.extent, self.approximate, self.uncertain, self.precision,  # type: ignore[arg-type]  # the columns' choices are the Literals of DateSpan
            self.date_text, self.date_label, self.time_of_day,  # type: ignore[arg-type]  # as above
        )  # fmt: skip

    @span.setter
    def span(self, span: DateSpan) -> None:
        self.earliest, self.latest = span.earliest, span.latest
        self.extent, self.precision, self.time_of_day = span.extent, span.precision, span.time_of_day
        self.approximate, self.uncertain = span.approximate, span.uncertain
        self.date_text, self.date_label = span.text, span.label
        self.edtf = edtf.write(span)
