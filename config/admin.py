"""Django's own admin under the product's name, opening on what waits."""

from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.template.response import TemplateResponse

from incidents.services.waiting import what_waits


class DaftarAdminSite(AdminSite):
    site_header = f"{settings.SITE_NAME} · editors"
    site_title = settings.SITE_NAME
    index_title = "The editors' desk"
    site_url = "/"

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        may_see = request.user.has_perms(["incidents.view_suggestion", "sources.view_source"])
        waiting = what_waits() if may_see else None
        return super().index(request, {"waiting": waiting, **(extra_context or {})})
