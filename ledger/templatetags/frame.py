"""What every page stands in, those of errors too, which Django makes and gives nothing."""

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ledger import languages

register = template.Library()

# The masthead, in order: the section that a page names, its words, and where it begins.
NAVIGATION: tuple[tuple[str, Promise, str], ...] = (
    ("register", _("Register"), "pages:register"),
    ("map", _("Map"), "pages:map"),
    ("charts", _("Charts"), "pages:charts"),
    ("timeline", _("Timelines"), "pages:timelines"),
    ("actor", _("Actors"), "pages:actors"),
    ("facility", _("Facilities"), "pages:facilities"),
    ("place", _("Places"), "pages:places"),
    ("source", _("Sources"), "pages:sources"),
    ("about", _("About"), "pages:about"),
)


@register.simple_tag
def navigation() -> tuple[tuple[str, Promise, str], ...]:
    return NAVIGATION


@register.simple_tag
def page_language() -> languages.Language:
    """The language that this page is in."""
    return languages.current()
