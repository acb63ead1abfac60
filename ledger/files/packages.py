"""What a snapshot says of itself: a Frictionless data package, and a manifest for mirrors. Pure."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from ledger.documents import Kind
from ledger.files.columns import TABLES
from ledger.rendering import timestamp

# Changes when a file's shape does, so that a mirror knows before it reads.
SCHEMA_VERSION = "1"
PACKAGE, MANIFEST = "datapackage.json", "manifest.json"
MEDIA_TYPES = {
    "csv": "text/csv", "jsonl": "application/x-ndjson", "geojson": "application/geo+json",
    "parquet": "application/vnd.apache.parquet",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class MadeFile:
    """`format` is that of the content, without the packing."""

    name: str
    kind: Kind
    format: str
    bytes: int
    sha256: str
    rows: int

    @property
    def kept(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Moment:
    """Where the ledger ended."""

    epoch: str
    seq: int
    at: datetime | None


def manifest(moment: Moment, since: str, files: Iterable[MadeFile]) -> dict[str, Any]:
    """`since` is the cursor with which /api/v1/changes/ goes on from here."""
    return {
        "seq": moment.seq,
        "epoch": moment.epoch,
        "at": timestamp(moment.at) if moment.at else None,
        "since": since,
        "files": [
            {
                "name": file.name, "sha256": file.sha256, "bytes": file.bytes, "rows": file.rows,
                "schema_version": SCHEMA_VERSION,
            }
            for file in files
        ],
    }  # fmt: skip


def data_package(moment: Moment, files: Iterable[MadeFile], *, title: str, homepage: str) -> dict[str, Any]:
    """Version 1 of the standard. Tables have schemas; everything else is listed as it is."""
    package: dict[str, Any] = {
        "profile": "data-package",
        "name": "daftar",
        "id": f"{moment.epoch}-{moment.seq}",
        "title": title,
        "homepage": homepage,
        "version": str(moment.seq),
        "resources": [_resource(file) for file in files],
    }
    if moment.at is not None:
        package["created"] = timestamp(moment.at)
    return package


def _resource(file: MadeFile) -> dict[str, Any]:
    """Without `bytes`: frictionless cannot count those of a packed file that it reads from afar, and calls it invalid.
    The manifest has them."""
    resource: dict[str, Any] = {
        "name": f"{file.name.split('.')[0]}-{file.format}",
        "path": file.name,
        "mediatype": MEDIA_TYPES[file.format],
        "hash": f"sha256:{file.sha256}",
    }
    if file.format != "csv":
        return {**resource, "type": "file", "format": file.format}
    return {
        **resource,
        "profile": "tabular-data-resource",
        "format": "csv",
        "encoding": "utf-8",
        "compression": "gz",
        "rows": file.rows,
        "schema": TABLES[file.kind].schema,
    }
