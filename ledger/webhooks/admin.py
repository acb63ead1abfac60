"""Webhooks and their messages for editors: who is told, how it goes, what was given up, and what can be done."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from ledger.webhooks import control, signing
from ledger.webhooks.admin_forms import ReplayForm, WebhookForm
from ledger.webhooks.health import with_counts
from ledger.webhooks.models import Delivery, Webhook
from ledger.webhooks.queue import start

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin

# Classes that static/daftar/admin.css gives a colour: well, waiting, wrong.
TONES = {
    "active": "published", "paused": "draft", "switched_off": "failed",
    "waiting": "queued", "delivered": "read", "dead": "failed",
}  # fmt: skip
Step = Callable[[HttpRequest, Webhook], HttpResponse | None]


def tag(state: str, label: str) -> SafeString:
    return format_html('<span class="state state-{}">{}</span>', TONES[state], label)


class PlainTitles(ModelAdmin):
    """Lists are called by what they list."""

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        title = str(self.opts.verbose_name_plural).capitalize()
        return super().changelist_view(request, {"title": title, **(extra_context or {})})


@admin.register(Webhook)
class WebhookAdmin(PlainTitles):
    form = WebhookForm
    change_form_template = "admin/webhooks/webhook/change_form.html"
    list_display = ["name", "host", "shown_state", "last_success_at", "waiting", "given_up", "failing_since"]
    list_filter = ["state"]
    search_fields = ["name", "url", "contact"]
    fields = ["name", "contact", "url", "kinds", "from_seq", "queued_seq", "created_by", "created_at"]
    readonly_fields = ["from_seq", "queued_seq", "created_by", "created_at"]

    def get_urls(self) -> list[URLPattern]:
        steps: dict[str, Step] = {
            "test": self.test, "pause": self.pause, "switch-on": self.switch_on, "rotate": self.rotate,
            "replay": self.replay, "secret": self.show_secret,
        }  # fmt: skip
        return [*(self._step(name, step) for name, step in steps.items()), *super().get_urls()]

    def _step(self, name: str, step: Step) -> URLPattern:
        def view(request: HttpRequest, object_id: int) -> HttpResponse:
            webhook = Webhook.objects.filter(pk=object_id).first()
            if webhook is None:
                raise Http404
            if not self.has_change_permission(request, webhook):
                raise PermissionDenied
            address = reverse("admin:webhooks_webhook_change", args=[webhook.pk])
            return step(request, webhook) or HttpResponseRedirect(address)

        guarded = self.admin_site.admin_view(require_POST(view))
        return path(f"<int:object_id>/{name}/", guarded, name=f"webhooks_webhook_{name.replace('-', '_')}")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Webhook]:
        return with_counts(super().get_queryset(request))

    def save_model(self, request: HttpRequest, obj: Webhook, form: Any, change: bool) -> None:
        if change:
            # Only what was typed: meanwhile the worker may have written how it fares.
            obj.save(update_fields=form.changed_data)
            return
        obj.created_by = request.user  # type: ignore[assignment]  # admin_view lets nobody in who is not logged in
        start(obj)
        obj.save()
        messages.info(request, "Show the secret and hand it to the receiver on a safe way; then send a test message.")

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        context = {
            "now": timezone.now(),
            "may_act": self.has_change_permission(request),
            "recent": Delivery.objects.filter(webhook_id=object_id)[:10] if object_id.isdecimal() else [],
            **(extra_context or {}),
        }
        return super().change_view(request, object_id, form_url, context)

    def test(self, request: HttpRequest, webhook: Webhook) -> None:
        delivery = control.send_test(webhook, now=timezone.now())
        self.log_change(request, webhook, "sent a test message")
        address = reverse("admin:webhooks_delivery_change", args=[delivery.pk])
        said = format_html('A test message is on its way. <a href="{}">See what comes of it</a>.', address)
        messages.success(request, said)

    def pause(self, request: HttpRequest, webhook: Webhook) -> None:
        control.pause(webhook)
        self.log_change(request, webhook, "paused")
        messages.success(request, "Paused: nothing is sent, and nothing is lost, until it is switched on again.")

    def switch_on(self, request: HttpRequest, webhook: Webhook) -> None:
        control.switch_on(webhook)
        self.log_change(request, webhook, "switched on")
        messages.success(request, "Switched on: it goes on where it stopped.")

    def rotate(self, request: HttpRequest, webhook: Webhook) -> None:
        signing.rotate(webhook, now=timezone.now())
        self.log_change(request, webhook, "secret rotated")
        days = signing.GRACE.days
        messages.success(
            request, f"There is a new secret. Messages are signed with both for {days} days: hand it over."
        )

    def replay(self, request: HttpRequest, webhook: Webhook) -> None:
        form = ReplayForm(request.POST)
        if not form.is_valid():
            messages.error(request, "Give the number of the first edition that is to be told again, from 1.")
            return
        seq = form.cleaned_data["seq"]
        control.replay(webhook, seq=seq, now=timezone.now())
        self.log_change(request, webhook, f"replayed from edition {seq}")
        messages.success(request, f"Every edition from {seq} on will be told again, under the ids it had.")

    def show_secret(self, request: HttpRequest, webhook: Webhook) -> HttpResponse:
        """By POST, so that no history, log or prefetch leads to it; who asked stands in the webhook's history."""
        self.log_change(request, webhook, "secret shown")
        context = {
            **self.admin_site.each_context(request), "title": f"The secret of {webhook}", "original": webhook,
            "opts": self.opts, "secret": signing.secret_from(webhook.salt, settings.SECRET_KEY), "media": self.media,
        }  # fmt: skip
        return TemplateResponse(request, "admin/webhooks/webhook/secret.html", context)

    @admin.display(description="receiver")
    def host(self, webhook: Webhook) -> str:
        """Some addresses carry a token in their path: lists show the host alone."""
        return webhook.url.split("/")[2]

    @admin.display(description="state", ordering="state")
    def shown_state(self, webhook: Webhook) -> SafeString:
        return tag(webhook.state, webhook.get_state_display())

    @admin.display(description="waiting", ordering="waiting_count")
    def waiting(self, webhook: Any) -> SafeString:
        return self._deliveries(webhook, "waiting", webhook.waiting_count)

    @admin.display(description="given up", ordering="dead_count")
    def given_up(self, webhook: Any) -> SafeString:
        return self._deliveries(webhook, "dead", webhook.dead_count)

    def _deliveries(self, webhook: Webhook, state: str, count: int) -> SafeString:
        address = reverse("admin:webhooks_delivery_changelist")
        return format_html(
            '<a href="{}?webhook__id__exact={}&amp;state__exact={}">{}</a>', address, webhook.pk, state, count
        )


@admin.register(Delivery)
class DeliveryAdmin(PlainTitles):
    list_display = [
        "message_id", "webhook", "seq", "shown_state", "attempts", "last_status", "last_error", "next_attempt_at",
        "delivered_at",
    ]  # fmt: skip
    list_filter = ["state", "webhook"]
    list_select_related = ["webhook"]
    list_per_page = 50
    show_full_result_count = False
    search_fields = ["=message_id"]
    search_help_text = "The webhook-id of a message"
    actions = ["send_again"]
    fields = [
        "message_id", "webhook", "seq", "state", "attempts", "last_attempt_at", "last_status", "last_error",
        "next_attempt_at", "delivered_at", "created_at",
    ]  # fmt: skip

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Delivery | None = None) -> bool:
        return False

    def has_send_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("webhooks.change_delivery")

    @admin.action(description="Send again", permissions=["send"])
    def send_again(self, request: HttpRequest, chosen: QuerySet[Delivery]) -> None:
        silent = chosen.exclude(webhook__state=Webhook.State.ACTIVE).exists()
        again = control.send_again(chosen, now=timezone.now())
        if silent:
            messages.warning(request, "Some of these wait until their webhook is switched on.")
        messages.success(request, f"{again} message{'s' if again != 1 else ''} will be sent again, with all attempts.")

    @admin.display(description="state", ordering="state")
    def shown_state(self, delivery: Delivery) -> SafeString:
        return tag(delivery.state, delivery.get_state_display())
