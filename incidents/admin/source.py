"""The page of a source with what grew from it: its suggestions, and the incidents that rest on it."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from incidents.admin.publishing import PublishingAdmin
from incidents.models import Incident, Suggestion
from sources.admin import SourceAdmin
from sources.models import Source

admin.site.unregister(Source)


@admin.register(Source)
class SourceWithIncidentsAdmin(PublishingAdmin, SourceAdmin):
    change_form_template = SourceAdmin.change_form_template
    list_display = [*SourceAdmin.list_display[:3], "suggested", *SourceAdmin.list_display[3:]]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        rows = Suggestion.objects.filter(source=OuterRef("pk")).order_by().values("source")
        counted = Coalesce(Subquery(rows.annotate(n=Count("pk")).values("n")), 0)
        sources: QuerySet[Source] = super().get_queryset(request)
        return sources.annotate(suggestion_total=counted)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        grown: dict[str, Any] = {}
        if object_id.isdecimal():
            resting = Incident.objects.filter(claims__source_id=object_id).distinct()
            grown = {
                "suggestions": Suggestion.objects.filter(source_id=object_id).defer("data").select_related("incident"),
                "resting_incidents": resting.annotate(claim_total=Count("claims")),
            }
        return super().change_view(request, object_id, form_url, {**grown, **(extra_context or {})})

    @admin.display(description="suggestions", ordering="suggestion_total")
    def suggested(self, source: Any) -> SafeString | str:
        if not source.suggestion_total:
            return "0"
        address = f"{reverse('admin:incidents_suggestion_changelist')}?source__id__exact={source.pk}"
        return format_html('<a href="{}">{}</a>', address, source.suggestion_total)
