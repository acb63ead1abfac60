"""What the page about the looks shows: the parts of pages, filled with an invented incident by the code that fills
them everywhere else."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ledger.about.colours import Swatch, read_schemes, swatches
from ledger.about.sample import sample_incident
from ledger.models import Edition, Operation
from ledger.pages.cards import Around, card
from ledger.pages.frame import PageLinks
from ledger.pages.incident import incident_page

ICONS: tuple[tuple[str, Promise], ...] = (
    ("mark", _("The register")),
    ("lane-violence", _("Violence")),
    ("lane-diplomacy", _("Diplomacy")),
    ("lane-forces", _("Facilities and forces")),
    ("lane-other", _("Other")),
    ("differ", _("Accounts differ")),
)
SIZES: tuple[tuple[str, Promise], ...] = (
    ("title", _("The title of a page")),
    ("heading", _("A part of a page")),
    ("subheading", _("An incident in a list")),
    ("text", _("What is read")),
    ("small", _("What is used: fields, buttons, tables")),
    ("fine", _("What stands beside: who says so, and when")),
)
# Never shown: an edition needs a time.
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def parts() -> Mapping[str, Any]:
    document = sample_incident()
    told = incident_page(document)
    harm = told.harms[0]
    edition = Edition(seq=1, number=1, op=Operation.PUBLISH, at=LONG_AGO)
    return {
        "swatches": colours(),
        "icons": ICONS,
        "sizes": SIZES,
        "card": replace(card(document, edition), url="#cards", around=Around("", "")),
        "incident": told,
        "harm": harm,
        "figure": harm.figures[0],
        "statements": [shown.statement for shown in harm.statements],
        "filters": {"chips": [{"url": "#fields", "text": _("a filter that is set")}], "cleared": "#fields"},
        "links": PageLinks(newer="#pager", older="#pager"),
    }


@lru_cache(maxsize=1)
def colours() -> tuple[Swatch, ...]:
    css = Path(settings.BASE_DIR) / "static" / "daftar" / "tokens.css"
    return swatches(read_schemes(css.read_text(encoding="utf-8")))
