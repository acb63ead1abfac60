"""Incidents: the list, and the form with everything that hangs on an incident."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from incidents.admin.incident_forms import CasualtiesForm, ClaimForm, ClaimFormSet, IncidentForm
from incidents.admin.publishing import PublishingAdmin
from incidents.models import (
    Casualties,
    Claim,
    Incident,
    IncidentFacility,
    IncidentPlace,
    IncidentType,
    Participation,
    Place,
)
from incidents.models.record import State
from incidents.services.claims import refresh_figures
from ledger.models import Edition
from sources.admin_bases import ReadOnly, StackedInline, TabularInline


class PlaceInline(TabularInline):
    model = IncidentPlace
    fields = ["place", "as_named", "precision", "position"]
    autocomplete_fields = ["place"]
    extra = 0
    verbose_name_plural = "where"


class ParticipationInline(TabularInline):
    model = Participation
    fields = ["actor", "as_named", "role", "position"]
    autocomplete_fields = ["actor"]
    extra = 0
    verbose_name_plural = "who"


class FacilityInline(TabularInline):
    model = IncidentFacility
    fields = ["facility", "as_named", "relation", "count", "position"]
    autocomplete_fields = ["facility"]
    extra = 0
    verbose_name_plural = "facilities"


class CasualtiesInline(TabularInline):
    model = Casualties
    form = CasualtiesForm
    fields = ["party", "actor", "harm", "low", "best", "high", "basis", "follows"]
    readonly_fields = ["follows"]
    autocomplete_fields = ["actor"]
    extra = 0
    verbose_name_plural = "casualties (they follow from the claims; change one only with a basis)"

    @admin.display(description="from", empty_value="")
    def follows(self, row: Casualties) -> str:
        if row.pk is None:
            return "an editor"
        return "the claims" if row.from_claims else "an editor; delete it to go back to the claims"


class ClaimInline(StackedInline):
    model = Claim
    form = ClaimForm
    formset = ClaimFormSet
    autocomplete_fields = ["text"]
    extra = 0
    fields = [
        "text", "quote", "supports", "figures", "reading", ("speaker", "stated_on"), ("status", "credibility"), "note",
    ]  # fmt: skip
    verbose_name_plural = "claims: which source says so, in which words"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        claims: QuerySet[Claim] = super().get_queryset(request).select_related("source", "text__capture__source")
        return claims.defer("text__text")


class CountryFilter(admin.SimpleListFilter):
    title = "country"
    parameter_name = "country"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        used = Place.objects.filter(incident_places__isnull=False).exclude(country="")
        codes = used.values_list("country", flat=True).distinct().order_by("country")
        names = dict(Place.objects.filter(kind="country", country__in=codes).values_list("country", "name"))
        return [(code, names.get(code, code)) for code in codes]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Incident]) -> QuerySet[Incident]:
        if not self.value():
            return queryset
        return queryset.filter(pk__in=IncidentPlace.objects.filter(place__country=self.value()).values("incident"))


class TypeFilter(admin.SimpleListFilter):
    """A parent takes in its children."""

    title = "type"
    parameter_name = "type"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(type_.code, type_.name) for type_ in IncidentType.objects.filter(parent=None)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Incident]) -> QuerySet[Incident]:
        code = self.value()
        return queryset.filter(Q(type__code=code) | Q(type__parent__code=code)) if code else queryset


@admin.register(IncidentType)
class IncidentTypeAdmin(ReadOnly):
    """The types follow incidents/vocabulary.py and the exchange formats; they are not edited by hand."""

    list_display = ["name", "code", "parent", "lane", "acled_sub_event_type", "ucdp_type_of_violence", "plover_type"]
    list_select_related = ["parent"]
    list_filter = ["lane"]
    search_fields = ["name", "code"]


def counted(relation: type[Claim], *columns: str) -> Coalesce:
    """As a subquery, so that the list's rows can still be locked and paged."""
    rows = relation.objects.filter(incident=OuterRef("pk")).exclude(status="withdrawn").order_by().values("incident")
    return Coalesce(Subquery(rows.annotate(n=Count(columns[0], distinct=True)).values("n")), 0)


@admin.register(Incident)
class IncidentAdmin(PublishingAdmin):
    form = IncidentForm
    list_display = ["title", "when", "type", "standing", "claim_count", "source_count"]
    list_filter = ["state", TypeFilter, CountryFilter, "precision"]
    list_select_related = ["type"]
    search_fields = ["title", "summary", "public_id", "date_text", "participations__actor__name", "tags"]
    search_help_text = "Title, summary, id, actor or tag"
    date_hierarchy = "earliest"
    readonly_fields = ["date_reading", "public_id", "created_by", "created_at"]
    inlines = [PlaceInline, ParticipationInline, FacilityInline, CasualtiesInline, ClaimInline]
    fieldsets = [
        (None, {"fields": ["title", "summary", "type"]}),
        ("When", {"fields": ["date_entry", "date_reading", "time_of_day"]}),
        ("For editors", {"fields": ["tags", "notes", "change_reason", ("public_id", "created_by", "created_at")]}),
        (None, {"fields": ["seen_revision"], "classes": ["hidden"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Incident]:
        current = Edition.objects.current().filter(record="incident", record_id=OuterRef("public_id"))
        incidents: QuerySet[Incident] = super().get_queryset(request)
        return incidents.annotate(
            claim_total=counted(Claim, "pk"),
            source_total=counted(Claim, "source"),
            public_since=Subquery(current.values("at")[:1]),
        )

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.revision += 1
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        refresh_figures(form.instance, by=request.user)  # type: ignore[arg-type]  # admin_view lets nobody in who is not logged in

    @admin.display(description="date", ordering="-earliest")
    def when(self, incident: Incident) -> str:
        return incident.edtf or "not known"

    @admin.display(description="state", ordering="state")
    def standing(self, incident: Any) -> SafeString:
        """What the public lacks is told by the times: exact comparison would build every row's document."""
        edited = incident.state == State.PUBLISHED and incident.public_since and (
            incident.updated_at > incident.public_since
        )  # fmt: skip
        label = "Published, edited since" if edited else incident.get_state_display()
        return format_html('<span class="state state-{}">{}</span>', "changed" if edited else incident.state, label)

    @admin.display(description="claims", ordering="claim_total")
    def claim_count(self, incident: Any) -> int:
        return int(incident.claim_total)

    @admin.display(description="sources", ordering="source_total")
    def source_count(self, incident: Any) -> int:
        return int(incident.source_total)

    @admin.display(description="read as")
    def date_reading(self, incident: Incident) -> str:
        """The span as it is stored, so that the editor sees what the words were taken for."""
        if incident.pk is None:
            return "Shown when it is saved."
        return describe(incident)


def describe(incident: Incident) -> str:
    if incident.precision == "unknown":
        return "not known"
    days = (
        f"{incident.earliest}" if incident.earliest == incident.latest else f"{incident.earliest} to {incident.latest}"
    )
    parts = [days, incident.get_extent_display().lower() if incident.earliest != incident.latest else ""]
    parts += [incident.get_precision_display().lower(), "approximate" if incident.approximate else ""]
    parts += ["uncertain" if incident.uncertain else "", f"“{incident.date_text}”" if incident.date_text else ""]
    return " · ".join(part for part in [*parts, incident.date_label] if part)
