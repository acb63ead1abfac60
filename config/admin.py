"""Django's own admin under the product's name."""

from django.conf import settings
from django.contrib.admin import AdminSite


class DaftarAdminSite(AdminSite):
    site_header = f"{settings.SITE_NAME} · editors"
    site_title = settings.SITE_NAME
    index_title = "The editors' desk"
    site_url = "/"
