"""One file of a snapshot: COPY into gzip, with its hash, rows and bytes; the same rows give the same bytes."""

import gzip
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from ledger.documents import Kind
from ledger.files.columns import TABLES, Type
from ledger.files.copying import copy
from ledger.files.packages import MadeFile
from ledger.files.statements import Format, header, statement
from ledger.files.streams import COLLECTION, COLLECTION_END
from ledger.kinds import PLURALS
from ledger.selection import Selection

Progress = Callable[[int], None]

PACKING_LEVEL = 6
BLOCK_BYTES = 1 << 20


class Hashed:
    """A file that counts and hashes what is written to it, and tells how far it is."""

    def __init__(self, file: BinaryIO, progress: Progress) -> None:
        self._file, self._progress = file, progress
        self._digest, self.bytes = hashlib.sha256(), 0

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()

    def write(self, content: bytes) -> int:
        self._digest.update(content)
        self.bytes += len(content)
        self._progress(len(content))
        return self._file.write(content)

    def flush(self) -> None:
        self._file.flush()


def write_lines(
    folder: Path, selection: Selection, format_: Format, cursor: Any, *, site: str, progress: Progress
) -> MadeFile:  # fmt: skip
    name = f"{PLURALS[selection.kind]}.{format_}.gz"
    with (folder / name).open("wb") as file:
        hashed = Hashed(file, progress)
        # Without a name and a time in it, equal content is equal bytes.
        with gzip.GzipFile("", "wb", PACKING_LEVEL, hashed, mtime=0) as packed:
            rows = _write(packed, selection, format_, cursor, site)
    return MadeFile(name, selection.kind, format_, hashed.bytes, hashed.sha256, rows)


def write_parquet(folder: Path, kind: Kind, rows: int, progress: Progress) -> MadeFile:
    """From the CSV that stands there already, in blocks."""
    # The library takes 0.4 s to load, which every process of ours would wait for at its start.
    import pyarrow as pa
    import pyarrow.csv
    import pyarrow.parquet

    arrow: dict[Type, Any] = {
        "string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(),
        "date": pa.date32(), "datetime": pa.timestamp("us", tz="UTC"),
    }  # fmt: skip
    types = {column.name: arrow[column.type] for column in TABLES[kind].columns}
    name = f"{PLURALS[kind]}.parquet"
    with (
        pa.input_stream(str(folder / f"{PLURALS[kind]}.csv.gz"), compression="gzip") as packed,
        pyarrow.csv.open_csv(
            packed,
            read_options=pyarrow.csv.ReadOptions(block_size=BLOCK_BYTES, use_threads=False),
            parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True),
            convert_options=pyarrow.csv.ConvertOptions(column_types=types, null_values=[""], strings_can_be_null=True),
        ) as batches,
        pyarrow.parquet.ParquetWriter(folder / name, pa.schema(types.items()), compression="zstd") as writer,
    ):
        for batch in batches:
            writer.write_batch(batch)
    size = (folder / name).stat().st_size
    progress(size)
    with (folder / name).open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return MadeFile(name, kind, "parquet", size, sha256, rows)


def _write(packed: gzip.GzipFile, selection: Selection, format_: Format, cursor: Any, site: str) -> int:
    asked = statement(selection, format_, site=site)
    if format_ != "geojson":
        packed.write(header(TABLES[selection.kind].columns) if format_ == "csv" else b"")
        return copy(cursor, asked, packed.write)
    before = COLLECTION

    def features(chunk: bytes) -> None:
        nonlocal before
        packed.write(before + chunk[:-1].replace(b"\n", b",\n"))
        before = b",\n"

    rows = copy(cursor, asked, features)
    packed.write(COLLECTION_END if rows else COLLECTION + COLLECTION_END)
    return rows
