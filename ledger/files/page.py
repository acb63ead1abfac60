"""/data/: what there is to download, at which address, and what its columns mean."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from ledger.caching import ASKED_EACH_TIME, release
from ledger.discovery.jsonld import dataset_jsonld
from ledger.files.columns import TABLES, Column
from ledger.files.models import Snapshot
from ledger.files.packages import MANIFEST, PACKAGE
from ledger.files.snapshots import newest_sound
from ledger.files.statements import FORMATS
from ledger.kinds import PLURALS
from ledger.pages import frame, queries, words
from ledger.pages.frame import PageFrame, public_page
from ledger.pages.standing import Standing, known_only
from ledger.rendering import timestamp

DESCRIPTION = gettext_noop("The whole register as files: CSV, JSON Lines, GeoJSON and Parquet, free to use.")
LABELS = {"csv": "CSV", "jsonl": "JSON Lines", "geojson": "GeoJSON", "parquet": "Parquet"}


@dataclass(frozen=True, slots=True)
class LiveFile:
    label: str
    address: str
    media_type: str


@dataclass(frozen=True, slots=True)
class KindOfFile:
    """One kind of record: its live files, and the columns of its table."""

    name: str
    files: tuple[LiveFile, ...]
    columns: tuple[Column, ...]

    @property
    def heading(self) -> str:
        return words.PLURALS[self.name]

    @property
    def columns_counted(self) -> str:
        return words.counted(len(self.columns), "column")


@dataclass(frozen=True, slots=True)
class ShownFile:
    name: str
    address: str
    label: str
    rows: int
    bytes: int
    sha256: str

    @property
    def rows_counted(self) -> str:
        return words.counted(self.rows, "row")


@dataclass(frozen=True, slots=True)
class ShownSnapshot:
    seq: int
    at: datetime | None
    package: str
    manifest: str
    files: tuple[ShownFile, ...]


@public_page
def data(request: HttpRequest, standing: Standing) -> HttpResponseBase:
    known_only(request)
    newest = newest_sound()
    shown = shown_snapshot(newest) if newest is not None and (newest.seq or 0) <= standing.seq else None
    structured = mark_safe(described(standing, frame.canonical(request.path)))  # noqa: S308 - escaped there
    context: dict[str, Any] = {"kinds": KINDS, "snapshot": shown, "now": request.path, "structured": structured}
    about = PageFrame(_("Data"), "data", request.path, _(DESCRIPTION))
    response: HttpResponse = frame.page("data.html", standing, about, context)
    # Snapshots come and go while the head stays, so the head's mark would vouch for too much.
    mark = f'W/"data-{standing.head.epoch}-{standing.seq}-{shown.seq if shown else 0}-{release()}"'
    response.headers["ETag"] = mark
    response.headers["Cache-Control"] = ASKED_EACH_TIME
    return get_conditional_response(request, etag=mark, response=response) or response


def described(standing: Standing, url: str) -> str:
    """The register as a data set, in schema.org's words."""
    modified = queries.written_at(standing.seq)
    overview = queries.overview({}, standing)
    return dataset_jsonld(
        name=f"{settings.SITE_NAME}: register of incidents",
        description=DESCRIPTION,
        url=url,
        seq=standing.seq,
        modified=timestamp(modified) if modified else None,
        first_day=overview.first.isoformat() if overview.first else None,
        distribution={file.address: file.media_type for kind in KINDS for file in kind.files},
        countries=queries.choices(standing).countries,
    )


def shown_snapshot(snapshot: Snapshot) -> ShownSnapshot:
    folder = f"/data/snapshots/{snapshot.seq}"
    files = tuple(
        ShownFile(
            file["name"], f"{folder}/{file['name']}", LABELS[file["format"]], file["rows"], file["bytes"],
            file["sha256"],
        )
        for file in snapshot.files
    )  # fmt: skip
    return ShownSnapshot(snapshot.seq or 0, snapshot.at, f"{folder}/{PACKAGE}", f"{folder}/{MANIFEST}", files)


def _live(name: str, format_: str) -> LiveFile:
    media_types = {"csv": "text/csv", "jsonl": "application/x-ndjson", "geojson": "application/geo+json"}
    return LiveFile(LABELS[format_], f"{settings.SITE_URL}/data/{name}.{format_}", media_types[format_])


KINDS = tuple(
    KindOfFile(
        name,
        tuple(_live(name, format_) for format_ in FORMATS if format_ != "geojson" or TABLES[kind].point),
        TABLES[kind].columns,
    )
    for kind, name in PLURALS.items()
)
