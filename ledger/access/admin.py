"""Keys at the editors' desk: made, looked through, rotated, revoked. A token is shown once, in answer to the form
that made it, and nowhere else: not in an address, a message, a session or a log."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminSplitDateTime, AdminTextareaWidget, AdminTextInputWidget
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ledger.access import keys
from ledger.access.models import ApiKey, ApiKeyQuerySet, Scope, State

EDITED = ["name", "contact", "note", "scopes", "requests_per_minute", "expires_at"]
SHOWN = ["recognisable", "stands", "last_used_at", "created_at", "created_by", "replaces", "successor"]


class KeyForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for the type checker only
    scopes = forms.MultipleChoiceField(
        label="Raises the limit of", choices=Scope, widget=forms.CheckboxSelectMultiple, initial=list(Scope.values)
    )
    expires_at = forms.SplitDateTimeField(
        label="Expires at", required=False, widget=AdminSplitDateTime,
        help_text="UTC. Empty: it lives until it is revoked.",
    )  # fmt: skip

    required_css_class = "required"

    class Meta:
        model = ApiKey
        fields = EDITED
        widgets = {
            "name": AdminTextInputWidget,
            "contact": AdminTextInputWidget,
            "note": AdminTextareaWidget({"rows": 3}),
        }

    def clean_expires_at(self) -> Any:
        moment = self.cleaned_data["expires_at"]
        if moment is not None and "expires_at" in self.changed_data and moment <= timezone.now():
            raise forms.ValidationError("This is past. To end a key now, revoke it.")
        return moment


class RotateForm(forms.Form):
    grace_days = forms.IntegerField(
        label="Days that the old token goes on working", initial=keys.GRACE.days, min_value=0, max_value=90,
        help_text="Time for its reader to change over. 0 revokes it at once: for a token that leaked.",
    )  # fmt: skip


class StateFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        return State.choices

    def queryset(self, request: HttpRequest, queryset: QuerySet[ApiKey]) -> QuerySet[ApiKey]:
        wanted = self.value()
        if wanted not in State.values or not isinstance(queryset, ApiKeyQuerySet):
            return queryset
        return queryset.in_state(State(wanted), timezone.now())


class ApiKeyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # generic for the type checker only
    form = KeyForm
    list_display = ["name", "recognisable", "stands", "allows", "last_used_at"]
    list_filter = [StateFilter]
    list_select_related = ["replaced_by"]
    search_fields = ["name", "contact", "note", "=prefix"]
    search_help_text = "A name, a contact, words of the note, or the twelve characters behind daftar_"
    fields = [*EDITED, *SHOWN]
    readonly_fields = SHOWN
    change_form_template = "admin/access/change_form.html"

    def has_delete_permission(self, request: HttpRequest, obj: ApiKey | None = None) -> bool:
        """A revoked key stays, and says who had it."""
        return False

    @admin.display(description="token")
    def recognisable(self, key: ApiKey) -> str:
        return key.recognisable

    @admin.display(description="state")
    def stands(self, key: ApiKey) -> str:
        match key.state(timezone.now()):
            case State.REVOKED:
                return f"Revoked on {key.revoked_at:%Y-%m-%d}"
            case State.EXPIRED:
                return f"Expired on {key.expires_at:%Y-%m-%d}"
        replaced = "Replaced, works" if hasattr(key, "replaced_by") else "Active"
        return f"{replaced} until {key.expires_at:%Y-%m-%d %H:%M} UTC" if key.expires_at else replaced

    @admin.display(description="allows")
    def allows(self, key: ApiKey) -> str:
        limit = f"{key.requests_per_minute} a minute" if key.requests_per_minute else "the usual limit"
        return f"{', '.join(key.scopes)}: {limit}"

    @admin.display(description="replaced by")
    def successor(self, key: ApiKey) -> SafeString | str:
        if not hasattr(key, "replaced_by"):
            return "-"
        address = reverse("admin:access_apikey_change", args=[key.replaced_by.pk])
        return format_html('<a href="{}">{}</a>', address, key.replaced_by)

    def get_urls(self) -> list[URLPattern]:
        def own(name: str, view: Any) -> URLPattern:
            wrapped = self.admin_site.admin_view(view)
            found: URLPattern = path(f"<path:object_id>/{name}/", wrapped, name=f"access_apikey_{name}")
            return found

        return [own("rotate", self.rotate_view), own("revoke", self.revoke_view), *super().get_urls()]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Not Django's own, which answers a form with a redirect: the token would have to wait somewhere."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = KeyForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            issued = keys.issue(**form.cleaned_data, by=_user(request), now=timezone.now())
            self.log_addition(request, issued.key, "made")
            return self._shown_once(request, issued)
        return self._step(request, "add", "Make an API key", None, {"form": form})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        key = self.get_object(request, unquote(object_id))
        is_active = key is not None and key.state(timezone.now()) is State.ACTIVE
        steps = {
            "may_rotate": is_active and not hasattr(key, "replaced_by"),
            "may_revoke": key is not None and key.revoked_at is None,
        }
        return super().change_view(request, object_id, form_url, {**steps, **(extra_context or {})})

    def save_model(self, request: HttpRequest, obj: ApiKey, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        keys.forget()

    def rotate_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        key = self._changeable(request, object_id)
        form = RotateForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            grace = timedelta(days=form.cleaned_data["grace_days"])
            try:
                issued = keys.rotate(key, by=_user(request), now=timezone.now(), grace=grace)
            except keys.KeyNotActive as refusal:
                form.add_error(None, str(refusal))
            else:
                self.log_change(request, key, f"rotated: {issued.key.recognisable} replaces it")
                self.log_addition(request, issued.key, f"made in place of {key.recognisable}")
                return self._shown_once(request, issued)
        return self._step(request, "rotate", f"Rotate: {key}", key, {"form": form})

    def revoke_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        key = self._changeable(request, object_id)
        if request.method == "POST":
            keys.revoke(key, now=timezone.now())
            self.log_change(request, key, "revoked")
            messages.success(request, f"Revoked: {key}. Within half a minute nothing accepts it any more.")
            return HttpResponseRedirect(_address(key))
        return self._step(request, "revoke", f"Revoke: {key}", key, {})

    def _changeable(self, request: HttpRequest, object_id: str) -> ApiKey:
        key: ApiKey | None = self.get_object(request, unquote(object_id))
        if key is None:
            raise Http404
        if not self.has_change_permission(request, key):
            raise PermissionDenied
        return key

    def _shown_once(self, request: HttpRequest, issued: keys.Issued) -> HttpResponse:
        title = "The token, once"
        return self._step(request, "token", title, issued.key, {"token": issued.token, "replaced": issued.key.replaces})

    def _step(
        self, request: HttpRequest, step: str, title: str, key: ApiKey | None, context: dict[str, Any]
    ) -> HttpResponse:
        shared = {
            **self.admin_site.each_context(request), "opts": self.opts, "original": key, "title": title,
            "action": title.partition(":")[0], "change_address": _address(key) if key else "", "media": self.media,
        }  # fmt: skip
        form = context.get("form")
        media = {"media": self.media + form.media} if form else {}
        return TemplateResponse(request, f"admin/access/{step}.html", {**shared, **media, **context})


def _address(key: ApiKey) -> str:
    return reverse("admin:access_apikey_change", args=[key.pk])


def _user(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


admin.site.register(ApiKey, ApiKeyAdmin)
