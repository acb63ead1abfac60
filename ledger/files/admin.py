"""Snapshots for editors: which there are, how far the one being made is, and a button that wants one now."""

from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.defaultfilters import filesizeformat
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from kombu.exceptions import OperationalError

from ledger.files.models import Snapshot
from ledger.files.snapshots import want_snapshot
from ledger.files.tasks import tend_snapshots


class SnapshotAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # generic for the type checker only
    list_display = ["__str__", "state", "reason", "at", "size", "requested_by", "wanted_at", "error"]
    list_filter = ["state"]
    change_list_template = "admin/files/snapshot/change_list.html"

    def get_urls(self) -> list[URLPattern]:
        make = self.admin_site.admin_view(require_POST(self.make_now))
        return [path("make/", make, name="files_snapshot_make"), *super().get_urls()]

    def make_now(self, request: HttpRequest) -> HttpResponse:
        """A row, and a bell; the sweep finds the row if nobody hears the bell."""
        if not super().has_add_permission(request):
            return HttpResponse(status=403)
        want_snapshot(request.user.get_username(), timezone.now())
        transaction.on_commit(_ring)
        messages.success(request, "A snapshot is wanted; this list shows how far it is.")
        return HttpResponseRedirect(reverse("admin:files_snapshot_changelist"))

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        may_make = super().has_add_permission(request)
        return super().changelist_view(request, {"may_make": may_make, **(extra_context or {})})

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Snapshot | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Snapshot | None = None) -> bool:
        return False

    @admin.display(description="so far")
    def size(self, snapshot: Snapshot) -> str:
        return filesizeformat(snapshot.bytes_so_far)


def _ring() -> None:
    try:
        tend_snapshots.apply_async(retry=False)
    except OperationalError:
        return  # the sweep comes within half a minute


admin.site.register(Snapshot, SnapshotAdmin)
