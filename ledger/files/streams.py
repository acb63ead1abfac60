"""A running COPY as a file: what stands before, between and after its chunks."""

from collections.abc import Iterator
from itertools import chain
from typing import Self

from ledger.files.columns import TABLES
from ledger.files.copying import Copying
from ledger.files.statements import Format, Variant, header, statement
from ledger.selection import Selection

MEDIA_TYPES: dict[Format, str] = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/x-ndjson",
    "geojson": "application/geo+json",
}
COLLECTION, COLLECTION_END = b'{"type":"FeatureCollection","features":[\n', b"\n]}\n"


def framed(selection: Selection, format_: Format, chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The whole file, from chunks of whole lines."""
    if format_ == "geojson":
        return _collection(chunks)
    return chain([header(TABLES[selection.kind].columns)], chunks) if format_ == "csv" else chunks


def _collection(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Features stand one a line; within JSON no line feed stands bare, so each but the last is an end."""
    yield COLLECTION
    before = b""
    for chunk in chunks:
        yield before + chunk[:-1].replace(b"\n", b",\n")
        before = b",\n"
    yield COLLECTION_END


class FileStream:
    """What a response iterates over. The COPY has begun when this is made, so that what is wrong with it is told as an
    error and not as an empty file."""

    def __init__(self, selection: Selection, format_: Format, *, site: str, variant: Variant) -> None:
        self._copying = Copying(statement(selection, format_, site=site, variant=variant))
        first = next(self._copying, None)
        chunks: Iterator[bytes] = iter(()) if first is None else chain([first], self._copying)
        self._chunks = framed(selection, format_, chunks)

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> bytes:
        return next(self._chunks)

    def close(self) -> None:
        self._copying.close()
