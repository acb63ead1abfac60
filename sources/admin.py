"""Sources and what we captured of them, publishers and subscriptions, for editors."""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from sources import bell
from sources.admin_bases import HistoryAdmin, ReadOnly, TabularInline
from sources.admin_forms import AddSourceForm
from sources.intake import IntakeError, requeue
from sources.models import Capture, ExtractedText, Publisher, Source, Subscription

AT_WORK = (Source.State.QUEUED, Source.State.READING)
REFRESH_SECONDS = 3
SHOWN_CHARACTERS = 200_000


@admin.register(Publisher)
class PublisherAdmin(HistoryAdmin):
    list_display = ["name", "domain", "country", "language", "reliability"]
    list_filter = ["reliability", "country"]
    search_fields = ["name", "domain"]


@admin.register(Subscription)
class SubscriptionAdmin(HistoryAdmin):
    list_display = ["url", "publisher", "kind", "active", "every_minutes", "last_polled_at"]
    list_filter = ["active", "kind"]
    list_select_related = ["publisher"]
    search_fields = ["url", "publisher__name"]
    autocomplete_fields = ["publisher"]
    readonly_fields = ["last_polled_at"]


@admin.register(ExtractedText)
class ExtractedTextAdmin(ReadOnly):
    """Found by the claim form, which asks for a source's text; not in the index."""

    list_display = ["__str__", "language", "created_at"]
    search_fields = ["capture__source__title", "capture__source__url", "capture__source__publisher__name"]
    ordering = ["-id"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ExtractedText]:
        return super().get_queryset(request).select_related("capture__source").defer("text")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False


class CaptureInline(TabularInline):
    model = Capture
    readonly_fields = ["captured_at", "method", "file_name", "requested_url", "operator", "sha256"]
    fields = (*readonly_fields,)
    extra = 0
    can_delete = False
    verbose_name_plural = "what we captured, and when"

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Capture]:
        return super().get_queryset(request).select_related("operator").defer("content__compressed")

    @admin.display(description="SHA-256")
    def sha256(self, capture: Capture) -> SafeString:
        return format_html('<span class="sha">{}</span>', capture.content_id)


@admin.register(Source)
class SourceAdmin(HistoryAdmin):
    change_form_template = "admin/sources/source/change_form.html"
    list_display = ["__str__", "reading", "message", "publisher", "published", "language", "added_at"]
    list_filter = ["state", "kind", "language", "retelling"]
    list_select_related = ["publisher"]
    search_fields = ["title", "url", "publisher__name", "public_id"]
    autocomplete_fields = ["publisher", "origin"]
    date_hierarchy = "published"
    readonly_fields = ["public_id", "added_by", "added_at", "captured_text"]
    inlines = [CaptureInline]
    fieldsets = [
        (None, {"fields": ["title", "publisher", "kind", ("published", "language"), "url", "dateline"]}),
        ("Independence and use", {"fields": ["origin", "retelling", "licence", "redistributable", "tags"]}),
        ("For editors", {"fields": ["notes", "change_reason", ("public_id", "added_by", "added_at")]}),
        ("The captured text", {"fields": ["captured_text"]}),
    ]

    def get_urls(self) -> list[URLPattern]:
        again = path(
            "<path:object_id>/read-again/",
            self.admin_site.admin_view(require_POST(self.read_again)),
            name="sources_source_read_again",
        )
        return [again, *super().get_urls()]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Evidence is kept, whoever asks."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The page renews itself while the source is read: nothing may be typed that this would lose."""
        at_work = obj is not None and obj.state in AT_WORK
        return not at_work and super().has_change_permission(request, obj)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        limit = settings.IMPORT_LIMIT_BYTES
        posted = request.method == "POST"
        form = AddSourceForm(
            request.POST if posted else None, request.FILES if posted else None, limit_bytes=limit
        )  # fmt: skip
        if posted and form.is_valid():
            answer = self._take_in(request, form)
            if answer is not None:
                return answer
        context = {
            **self.admin_site.each_context(request), "title": "Add a source", "form": form, "opts": self.opts,
            "limit_mb": limit // 1_000_000, "media": self.media + form.media, **(extra_context or {}),
        }  # fmt: skip
        return TemplateResponse(request, "admin/sources/source/add.html", context)

    def _take_in(self, request: HttpRequest, form: AddSourceForm) -> HttpResponse | None:
        try:
            received = form.take_in(by=request.user, now=timezone.now())  # type: ignore[arg-type]  # admin_view lets nobody in who is not logged in
        except IntakeError as error:
            form.add_error("url" if "web address" in str(error) else None, str(error))
            return None
        address = reverse("admin:sources_source_change", args=[received.source.pk])
        if not received.fresh:
            form.add_error(None, format_html(
                'The register has this very document already: <a href="{}">{}</a>. Nothing was added.',
                address, received.source,
            ))  # fmt: skip
            return None
        bell.ring(received.source.pk)
        self.log_addition(request, received.source, "taken in")
        messages.success(request, "The document is kept. It is being read now; this page follows the progress.")
        return HttpResponseRedirect(address)

    def read_again(self, request: HttpRequest, object_id: str) -> HttpResponse:
        source = self.get_object(request, unquote(object_id))
        if source is None:
            raise Http404
        if not self.has_change_permission(request):
            raise PermissionDenied
        if source.state == Source.State.DUPLICATE:
            messages.error(request, f"It is the same article as {source.duplicate_of}, which is read instead.")
        else:
            requeue(source)
            bell.ring(source.pk)
            self.log_change(request, source, "to be read again")
            messages.success(request, "It waits to be read again. What was decided on its suggestions stays decided.")
        return HttpResponseRedirect(reverse("admin:sources_source_change", args=[source.pk]))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        source = Source.objects.filter(pk=object_id).first() if object_id.isdecimal() else None
        at_work = source is not None and source.state in AT_WORK
        context = {
            "at_work": at_work,
            "may_read_again": not at_work and self.has_change_permission(request),
            **(extra_context or {}),
        }
        response = super().change_view(request, object_id, form_url, context)
        if at_work and request.method == "GET":
            response["Refresh"] = str(REFRESH_SECONDS)
        return response

    @admin.display(description="state", ordering="state")
    def reading(self, source: Source) -> SafeString:
        if source.state not in AT_WORK:
            return format_html('<span class="state state-{}">{}</span>', source.state, source.get_state_display())
        return format_html(
            '<span class="state state-{}">{}</span> <progress max="100" value="{}" aria-label="{}">{} %</progress>',
            source.state, source.stage or source.get_state_display(), source.progress, "Progress", source.progress,
        )  # fmt: skip

    @admin.display(description="text")
    def captured_text(self, source: Source) -> SafeString:
        text = ExtractedText.objects.filter(capture__source=source).order_by("-id").first()
        if text is None:
            return format_html("<p class='quiet'>{}</p>", "No text was found in it yet.")
        return format_html(
            '<div class="captured" lang="{}" dir="auto" tabindex="0">{}</div>',
            text.language,
            text.text[:SHOWN_CHARACTERS],
        )
