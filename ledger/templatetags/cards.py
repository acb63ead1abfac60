"""Days and cards of a timeline as HTML, kept: what they say follows from themselves and the page's language."""

from django import template
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString

from ledger.keeping import Kept
from ledger.pages.cards import Card, Day

register = template.Library()

DAYS: Kept[SafeString] = Kept(2_000)
CARDS: Kept[SafeString] = Kept(5_000)


@register.simple_tag
def day(day: Day, level: str) -> SafeString:
    """`level` is the element of the cards' headings."""
    key = (day, level, translation.get_language())
    return DAYS.of(key, lambda: render_to_string("timeline/_day.html", {"day": day, "level": level}))


@register.simple_tag
def card(card: Card, level: str) -> SafeString:
    key = (card, level, translation.get_language())
    return CARDS.of(key, lambda: render_to_string("pages/_card.html", {"card": card, "level": level}))
