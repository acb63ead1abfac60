"""Which picture stands for a page where its link is shared. Pure."""

from django.urls import Resolver404, resolve, reverse

WIDTH, HEIGHT = 1200, 630


def picture_of(path: str, *, gone: bool = False) -> str:
    """The record's own picture on a record's page, otherwise the register's."""
    if not gone:
        try:
            match = resolve(path)
        except Resolver404:
            match = None
        if match is not None and match.view_name in ("pages:record", "pages:record_page"):
            return reverse("pages:picture", args=[match.kwargs["kind"], match.kwargs["record_id"]])
        if match is not None and match.view_name == "pages:timeline":
            return reverse("pages:timeline_picture", args=[match.kwargs["slug"]])
    return reverse("pages:register_picture")
