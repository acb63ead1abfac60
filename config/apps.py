"""The admin site that every room registers with."""

from django.contrib.admin.apps import AdminConfig


class DaftarAdminConfig(AdminConfig):
    default_site = "config.admin.DaftarAdminSite"
