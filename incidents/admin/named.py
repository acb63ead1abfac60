"""Actors, facilities, places and timelines. Names are found in every spelling that the register knows."""

from typing import Any

from django.contrib import admin
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

from incidents.admin.publishing import PublishingAdmin
from incidents.gazetteer.names import normalise
from incidents.models import (
    Actor,
    ActorAlias,
    ActorRelation,
    Facility,
    FacilityAlias,
    FacilityStatus,
    Place,
    PlaceAlias,
    Timeline,
    TimelineEntry,
)
from sources.admin_bases import TabularInline


class NamedAdmin(PublishingAdmin):
    """The search reads names as they are compared: Shuro-obod finds Shuroobod, in any script."""

    search_fields = ["name"]
    search_help_text = "Any spelling, in any script"

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        wanted = normalise(search_term)
        if not wanted:
            return queryset, False
        aliases = self.model._meta.get_field("aliases").related_model
        owner = str(self.opts.model_name)
        assert isinstance(aliases, type) and issubclass(aliases, Model)  # noqa: PT018 - one fact for the type checker
        found = aliases._default_manager.filter(normalised__contains=wanted).values(owner)
        by_name = Q(name__icontains=search_term.strip()) | Q(public_id=search_term.strip())
        return queryset.filter(by_name | Q(pk__in=found)), False


class AliasInline(TabularInline):
    fields = ["name", "language"]
    extra = 0
    verbose_name_plural = "other names and spellings"


class ActorAliasInline(AliasInline):
    model = ActorAlias


class ActorRelationInline(TabularInline):
    model = ActorRelation
    fk_name = "actor"
    fields = ["relation", "other", "start", "end"]
    autocomplete_fields = ["other"]
    extra = 0
    verbose_name_plural = "relations (dates in EDTF; empty: not known)"


class FacilityAliasInline(AliasInline):
    model = FacilityAlias


class FacilityStatusInline(TabularInline):
    model = FacilityStatus
    fields = ["status", "start", "end"]
    extra = 0
    verbose_name_plural = "dated findings (EDTF; empty: not known)"


class PlaceAliasInline(AliasInline):
    model = PlaceAlias


FOR_EDITORS: Any = ("For editors", {"fields": ["notes", "change_reason", ("public_id", "created_by", "created_at")]})
PRIVATE = ["public_id", "created_by", "created_at"]


@admin.register(Actor)
class ActorAdmin(NamedAdmin):
    list_display = ["name", "kind", "country", "state", "updated_at"]
    list_filter = ["state", "kind", "country"]
    readonly_fields = PRIVATE
    inlines = [ActorAliasInline, ActorRelationInline]
    fieldsets = [(None, {"fields": ["name", ("kind", "country"), "description"]}), FOR_EDITORS]


@admin.register(Facility)
class FacilityAdmin(NamedAdmin):
    list_display = ["name", "kind", "operator", "place", "state", "updated_at"]
    list_filter = ["state", "kind"]
    list_select_related = ["operator", "place"]
    autocomplete_fields = ["operator", "place"]
    readonly_fields = PRIVATE
    inlines = [FacilityAliasInline, FacilityStatusInline]
    fieldsets = [
        (None, {"fields": ["name", "kind", ("operator", "place"), ("opened", "closed"), "description"]}),
        FOR_EDITORS,
    ]


@admin.register(Place)
class PlaceAdmin(NamedAdmin):
    list_display = ["name", "kind", "country", "parent", "state"]
    list_filter = ["state", "kind", "country"]
    list_select_related = ["parent"]
    show_full_result_count = False
    autocomplete_fields = ["parent"]
    readonly_fields = [*PRIVATE, "gazetteer_key"]
    inlines = [PlaceAliasInline]
    fieldsets = [
        (None, {"fields": ["name", ("kind", "country"), "parent"]}),
        ("Point", {"fields": [("latitude", "longitude"), "public_precision_km", "gazetteer_key"]}),
        FOR_EDITORS,
    ]

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        """Of several places of one name, the larger first: that is what is looked for."""
        return ["-population", "name", "id"] if "/autocomplete/" in request.path else ["name", "id"]


class TimelineEntryInline(TabularInline):
    model = TimelineEntry
    fields = ["position", "incident", "note"]
    autocomplete_fields = ["incident"]
    extra = 0
    verbose_name_plural = "incidents, in order of position"


@admin.register(Timeline)
class TimelineAdmin(PublishingAdmin):
    list_display = ["title", "slug", "state", "updated_at"]
    list_filter = ["state"]
    search_fields = ["title", "slug"]
    prepopulated_fields = {"slug": ["title"]}
    readonly_fields = PRIVATE
    inlines = [TimelineEntryInline]
    fieldsets = [(None, {"fields": ["title", "slug", "description"]}), FOR_EDITORS]
