"""Suggestions: the list in the order of work, and the screen on which an editor decides."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Case, QuerySet, When
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from incidents import vocabulary
from incidents.admin.reading import Fact, date_line, facts
from incidents.admin.review_forms import AcceptForm, AddToIncidentForm, RejectForm
from incidents.dates import edtf
from incidents.dates.span import DateSpan
from incidents.models import Incident, Suggestion
from incidents.services import reviewing
from incidents.services.errors import AlreadyDecided
from sources.admin_bases import ReadOnly

TYPE_NAMES = {type_.code: type_.name for type_ in vocabulary.INCIDENT_TYPES}
USUAL_REASONS = (
    "Background: told on the side of another story", "Not within the register's scope", "Misread by the software",
    "No incident: opinion, plan or threat", "Too vague to be recorded",
)  # fmt: skip


class SuggestedTypeFilter(admin.SimpleListFilter):
    title = "type"
    parameter_name = "type"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        codes = Suggestion.objects.order_by("type_code").values_list("type_code", flat=True).distinct()
        return [(code, TYPE_NAMES.get(code, code)) for code in codes]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Suggestion]) -> QuerySet[Suggestion]:
        return queryset.filter(type_code=self.value()) if self.value() else queryset


class Review:
    """One suggestion with the forms that answer it; those of a refused answer are bound, so nothing typed is lost."""

    def __init__(self, suggestion: Suggestion, posted: Any = None, decision: str = "") -> None:
        self.suggestion = suggestion
        data: Any = suggestion.data
        self.span: DateSpan | None = reviewing.span_of(data)
        type_name = TYPE_NAMES.get(data["type"], data["type"])
        self.facts: list[Fact] = facts(data, self.span, suggestion.text.text, type_name)
        read_date = edtf.write(self.span) if self.span and self.span.precision != "unknown" else ""
        self.candidates = _candidates(suggestion)
        self.accept = AcceptForm(
            posted if decision == "accept" else None,
            optional_facts=[(fact.code, fact.label) for fact in self.facts if fact.optional],
            read_date=read_date,
            published=suggestion.source.published,
            initial={"title": data["title"], "type": data["type"], "date_entry": read_date},
        )
        self.add = AddToIncidentForm(
            posted if decision == "add" else None,
            candidates=[(candidate["incident"], candidate["title"]) for candidate in self.candidates],
        )
        self.reject = RejectForm(posted if decision == "reject" else None)


@admin.register(Suggestion)
class SuggestionAdmin(ReadOnly):
    """Changing one means deciding on it; the rights of the form's own are checked in `_decide`."""

    list_display = ["title", "standing", "told", "type_name", "date", "source", "share"]
    list_filter = [
        "state",
        SuggestedTypeFilter,
        "main",
        "background",
        ("source__publisher", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["source"]
    search_fields = ["title", "source__title", "source__url"]
    list_per_page = 50
    actions = None

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        return lookup == "source__id__exact" or super().lookup_allowed(lookup, value, request)  # type: ignore[arg-type]  # Django passes the request, or nothing

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        """What waits first; of that the main incidents of recent sources."""
        waiting = Case(When(state=Suggestion.State.PENDING, then=0), default=1)
        return [waiting, "background", "-main", "-source__added_at", "-score", "id"]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        suggestion = self._suggestion(object_id)
        if not self.has_view_permission(request, suggestion):
            raise PermissionDenied
        review = Review(suggestion)
        if request.method == "POST":
            decision = request.POST.get("decision", "")
            review = Review(suggestion, request.POST, decision)
            answer = self._decide(request, review, decision)
            if answer is not None:
                return answer
        return self._screen(request, review)

    def _suggestion(self, object_id: str) -> Suggestion:
        found = Suggestion.objects.select_related("source__publisher", "text", "incident", "decided_by")
        suggestion = found.filter(pk=object_id).first() if object_id.isdecimal() and len(object_id) < 19 else None
        if suggestion is None:
            raise Http404
        return suggestion

    def _screen(self, request: HttpRequest, review: Review) -> HttpResponse:
        suggestion = review.suggestion
        context = {
            **self.admin_site.each_context(request), "opts": self.opts, "original": suggestion, "review": review,
            "title": f"Review: {suggestion.title}", "usual_reasons": USUAL_REASONS,
            "may_decide": may_decide(request), "read_span": date_line(review.accept.span),
            "pending": suggestion.state == Suggestion.State.PENDING,
            "neighbours": suggestion.source.suggestions.exclude(pk=suggestion.pk).defer("data")[:20],
            "media": self.media + review.add.media + review.accept.media,
        }  # fmt: skip
        return TemplateResponse(request, "admin/review.html", context)

    def _decide(self, request: HttpRequest, review: Review, decision: str) -> HttpResponse | None:
        if not may_decide(request):
            raise PermissionDenied
        answers: dict[str, Callable[[HttpRequest, Review], HttpResponse | None]] = {
            "accept": self._accept, "add": self._add, "reject": self._reject, "reopen": self._reopen,
        }  # fmt: skip
        if decision not in answers:
            messages.error(request, "Choose what to do with it: accept, add, reject or reopen.")
            return None
        try:
            return answers[decision](request, review)
        except AlreadyDecided as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(request.path)

    def _accept(self, request: HttpRequest, review: Review) -> HttpResponse | None:
        form = review.accept
        if not form.is_valid():
            return None
        if form.needs_confirmation():
            form.data = {**{name: form.data[name] for name in form.data}, "without": form.cleaned_data["without"],
                         "confirmed_date": form.cleaned_data["date_entry"]}  # fmt: skip
            return None
        incident = reviewing.accept(
            review.suggestion, by=request.user, now=timezone.now(), corrections=form.corrections()  # type: ignore[arg-type]  # admin_view lets nobody in who is not logged in
        )  # fmt: skip
        messages.success(request, "Accepted as a draft. Nobody but editors sees it until it is published.")
        return HttpResponseRedirect(reverse("admin:incidents_incident_change", args=[incident.pk]))

    def _add(self, request: HttpRequest, review: Review) -> HttpResponse | None:
        if not review.add.is_valid():
            return None
        incident: Incident = review.add.cleaned_data["other"]
        reviewing.add_to_incident(review.suggestion, incident, by=request.user, now=timezone.now())  # type: ignore[arg-type]  # as above
        messages.success(request, "Added as another account. The figures follow from all claims now; look them over.")
        return HttpResponseRedirect(reverse("admin:incidents_incident_change", args=[incident.pk]))

    def _reject(self, request: HttpRequest, review: Review) -> HttpResponse | None:
        if not review.reject.is_valid():
            return None
        reason = review.reject.cleaned_data["reason"]
        reviewing.reject(review.suggestion, by=request.user, now=timezone.now(), reason=reason)  # type: ignore[arg-type]  # as above
        messages.success(request, format_html(
            'Rejected: <a href="{}">{}</a>. It can be reopened.', request.path, review.suggestion.title))  # fmt: skip
        following = self.get_queryset(request).filter(state=Suggestion.State.PENDING).order_by(
            *self.get_ordering(request)).first()  # fmt: skip
        address = reverse("admin:incidents_suggestion_change", args=[following.pk]) if following else None
        return HttpResponseRedirect(address or reverse("admin:incidents_suggestion_changelist"))

    def _reopen(self, request: HttpRequest, review: Review) -> HttpResponse | None:
        reviewing.reopen(review.suggestion)
        messages.success(request, "Reopened: it waits for a decision again.")
        return HttpResponseRedirect(request.path)

    @admin.display(description="type", ordering="type_code")
    def type_name(self, suggestion: Suggestion) -> str:
        return TYPE_NAMES.get(suggestion.type_code, suggestion.type_code)

    @admin.display(description="date")
    def date(self, suggestion: Suggestion) -> str:
        data: Any = suggestion.data
        span = reviewing.span_of(data)
        return edtf.write(span) if span else "none found"

    @admin.display(description="score", ordering="score")
    def share(self, suggestion: Suggestion) -> str:
        return f"{suggestion.score:.0%}"

    @admin.display(description="state", ordering="state")
    def standing(self, suggestion: Suggestion) -> SafeString:
        return format_html('<span class="state state-{}">{}</span>', suggestion.state, suggestion.get_state_display())

    @admin.display(description="told as", ordering="-main")
    def told(self, suggestion: Suggestion) -> SafeString:
        told = "background" if suggestion.background else "main" if suggestion.main else "on the side"
        return format_html('<span class="state">{}</span>', told)


def may_decide(request: HttpRequest) -> bool:
    return request.user.has_perms(
        ["incidents.change_suggestion", "incidents.add_incident", "incidents.change_incident"]
    )


def _candidates(suggestion: Suggestion) -> list[dict[str, Any]]:
    """With the title as it is now; one that was merged or deleted since is left out."""
    stored: list[dict[str, Any]] = suggestion.candidates or []
    there = {
        incident.public_id: incident
        for incident in Incident.objects.filter(public_id__in=[c["incident"] for c in stored]).exclude(state="merged")
    }
    return [
        {**candidate, "title": there[candidate["incident"]].title, "record": there[candidate["incident"]]}
        for candidate in stored
        if candidate["incident"] in there
    ]
