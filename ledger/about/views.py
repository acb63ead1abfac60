"""The pages about the register."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from ledger import languages
from ledger.about.coverage import coverage
from ledger.about.design import parts
from ledger.about.texts import NAMES, Text, text_of
from ledger.pages import frame
from ledger.pages.frame import PageFrame, public_page
from ledger.pages.standing import Standing, known_only


@public_page
def overview(request: HttpRequest, standing: Standing) -> HttpResponse:
    return _shown(request, standing, "index")


@public_page
def text(request: HttpRequest, standing: Standing, name: str) -> HttpResponse:
    if name not in NAMES:
        raise Http404
    return _shown(request, standing, name)


def _shown(request: HttpRequest, standing: Standing, name: str) -> HttpResponse:
    known_only(request)
    code = languages.current().code
    shown = text_of(name, code)
    about_page = PageFrame(shown.article.title, "about", request.path, shown.article.lead)
    context: dict[str, Any] = {"now": request.path, "text": shown, "contents": contents(name, code)}
    if name == "sources":
        context["coverage"] = coverage(standing)
    return frame.page("about/text.html", standing, about_page, context)


def contents(here: str, code: str) -> list[dict[str, Any]]:
    """The list of all these pages, which stands beside each of them."""
    texts: list[Text] = [text_of(name, code) for name in ("index", *NAMES)]
    listed = [
        {
            "title": text.article.title,
            "language": text.language,
            "url": reverse("pages:about") if text.name == "index" else reverse("pages:about_page", args=[text.name]),
            "here": text.name == here,
        }
        for text in texts
    ]
    design = {"title": _("Design"), "language": languages.current(), "url": reverse("pages:design")}
    return [*listed, {**design, "here": here == "design"}]


@public_page
def design(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Every part that the pages are made of, made by the templates that the pages use."""
    known_only(request)
    about_page = PageFrame(_("Design"), "about", request.path, _("The parts that every page is made of."))
    context = {"now": request.path, "contents": contents("design", languages.current().code), **parts()}
    return frame.page("about/design.html", standing, about_page, context)
