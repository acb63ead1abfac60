"""Making snapshots, keeping the right ones, and letting go of those that hold words that had to go."""

import shutil
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import orjson
import psycopg2
from django.db import connection, transaction
from django.db.models import F, Q

from ledger.caching import current_head
from ledger.changes import cursor_at
from ledger.documents import KINDS, Kind
from ledger.files.columns import TABLES
from ledger.files.models import Reason, Snapshot, State
from ledger.files.packages import MANIFEST, PACKAGE, MadeFile, Moment, data_package, manifest
from ledger.files.statements import FORMATS
from ledger.files.writing import Progress, write_lines, write_parquet
from ledger.models import Edition, LedgerHead, Operation
from ledger.selection import Selection

Clock = Callable[[], datetime]

LEASE = timedelta(minutes=5)
ATTEMPTS = 3
# A row is updated this often while a snapshot grows: it shows how far it is, and renews the lease.
TELL_EVERY_BYTES = 4_000_000
MONTHS_KEPT = 12
NIGHTLY = "nightly"


@dataclass(frozen=True, slots=True)
class Store:
    """Where snapshots stand, what they say of the site, and how many are kept."""

    folder: Path
    site: str
    title: str
    kept: int

    def folder_of(self, snapshot: Snapshot) -> Path:
        return self.folder / str(snapshot.epoch) / str(snapshot.seq)


def want_snapshot(requested_by: str, now: datetime) -> Snapshot:
    """One that waits to be made; the one that waits already, if there is one."""
    waiting = Snapshot.objects.filter(state=State.WANTED).first()
    return waiting or Snapshot.objects.create(requested_by=requested_by, wanted_at=now)


def want_if_grown(now: datetime, requested_by: str = NIGHTLY) -> Snapshot | None:
    """Wants one where the ledger is no longer where the newest snapshot left it."""
    head, newest = current_head(), newest_sound()
    if head.seq == 0 or (newest is not None and newest.seq == head.seq):
        return None
    return want_snapshot(requested_by, now)


def tend(store: Store, clock: Clock) -> None:
    """Lets go of what must go, wants what must be made anew, and makes what is wanted. Safe to repeat."""
    let_go_unsound(store, clock())
    for snapshot in Snapshot.objects.filter(state__in=(State.WANTED, State.MAKING)).order_by("pk"):
        make_snapshot(snapshot, store, clock)
    _let_go_surplus(store)


def make_snapshot(snapshot: Snapshot, store: Store, clock: Clock) -> bool:
    """Makes the files and shows them; False where another worker holds it."""
    if not _claim(snapshot, clock()):
        return False
    try:
        with tempfile.TemporaryDirectory(dir=_made(store.folder), prefix=".making-") as name:
            moment, files = _write_all(Path(name), store, _told(snapshot, clock))
            _show(snapshot, store, moment, files, Path(name))
    except Exception as error:  # whatever it was, the row says so and another try can be asked for
        _failed(snapshot, error)
        raise
    return True


def newest_sound() -> Snapshot | None:
    """The newest snapshot that may be read: of this ledger, and without a redaction since."""
    head = current_head()
    newest = Snapshot.objects.filter(state=State.READY, epoch=head.epoch).order_by("-seq").first()
    return newest if newest is not None and is_sound(newest, head) else None


def is_sound(snapshot: Snapshot, head: LedgerHead) -> bool:
    """Reads the editions since the last look alone; tend() looks twice a minute."""
    if str(snapshot.epoch) != str(head.epoch):
        return False
    since = Edition.objects.filter(seq__gt=snapshot.sound_until, op=Operation.REDACT)
    return not since.exists()


def let_go_unsound(store: Store, now: datetime) -> None:
    head = current_head()
    for snapshot in Snapshot.objects.filter(state=State.READY):
        if is_sound(snapshot, head):
            Snapshot.objects.filter(pk=snapshot.pk, sound_until__lt=head.seq).update(sound_until=head.seq)
            continue
        same_ledger = str(snapshot.epoch) == str(head.epoch)
        let_go(snapshot, Reason.REDACTED if same_ledger else Reason.RESTORED, store)
        if head.seq:
            want_snapshot(f"after {snapshot.seq} went", now)


def let_go(snapshot: Snapshot, reason: Reason, store: Store) -> None:
    """The row first: from then on nobody is given a file."""
    Snapshot.objects.filter(pk=snapshot.pk).update(state=State.GONE, reason=reason)
    shutil.rmtree(store.folder_of(snapshot), ignore_errors=True)


def surplus(snapshots: Iterable[Snapshot], kept: int) -> list[Snapshot]:
    """Those to let go of, from newest to oldest given: all but the newest, and the first of each of the last months."""
    ordered = sorted(snapshots, key=lambda snapshot: snapshot.seq or 0, reverse=True)
    first_of_month: dict[str, Snapshot] = {}
    for snapshot in ordered:
        first_of_month[f"{snapshot.at:%Y-%m}" if snapshot.at else ""] = snapshot
    months = sorted(first_of_month, reverse=True)[:MONTHS_KEPT]
    staying = {snapshot.pk for snapshot in ordered[:kept]} | {first_of_month[month].pk for month in months}
    return [snapshot for snapshot in ordered if snapshot.pk not in staying]


def _let_go_surplus(store: Store) -> None:
    for snapshot in surplus(Snapshot.objects.filter(state=State.READY), max(store.kept, 1)):
        let_go(snapshot, Reason.EXPIRED, store)


def _claim(snapshot: Snapshot, now: datetime) -> bool:
    free = Q(state=State.WANTED) | Q(state=State.MAKING, lease_until__lte=now)
    claimed = Snapshot.objects.filter(free, pk=snapshot.pk, attempts__lt=ATTEMPTS).update(
        state=State.MAKING, lease_until=now + LEASE, attempts=F("attempts") + 1, bytes_so_far=0, error=""
    )
    if not claimed:
        Snapshot.objects.filter(free, pk=snapshot.pk, attempts__gte=ATTEMPTS).update(
            state=State.GONE, reason=Reason.FAILED
        )
    return bool(claimed)


def _told(snapshot: Snapshot, clock: Clock) -> Progress:
    told, total = 0, 0

    def progress(written: int) -> None:
        nonlocal told, total
        total += written
        if total - told >= TELL_EVERY_BYTES:
            told = total
            Snapshot.objects.filter(pk=snapshot.pk).update(bytes_so_far=total, lease_until=clock() + LEASE)

    return progress


def _write_all(folder: Path, store: Store, progress: Progress) -> tuple[Moment, list[MadeFile]]:
    """Every file from one state of the ledger, read on a connection of its own: progress is told on Django's."""
    own = psycopg2.connect(**connection.get_connection_params())
    try:
        own.set_session(isolation_level="REPEATABLE READ", readonly=True)
        with own.cursor() as cursor:
            moment = _moment(cursor)
            files = [made for kind in KINDS for made in _files_of(kind, moment, folder, cursor, store, progress)]
    finally:
        own.close()
    since = cursor_at(moment.epoch, moment.seq)
    package = data_package(moment, files, title=store.title, homepage=f"{store.site}/data/")
    for name, content in ((PACKAGE, package), (MANIFEST, manifest(moment, since, files))):
        (folder / name).write_bytes(orjson.dumps(content, option=orjson.OPT_INDENT_2))
    return moment, files


def _moment(cursor: psycopg2.extensions.cursor) -> Moment:
    cursor.execute(
        "SELECT epoch::text, seq, (SELECT at FROM ledger_edition WHERE seq = head.seq) FROM ledger_ledgerhead AS head"
    )
    row = cursor.fetchone()
    if row is None:
        raise ValueError("the ledger is empty: there is nothing to make files of")
    return Moment(*row)


def _files_of(
    kind: Kind, moment: Moment, folder: Path, cursor: psycopg2.extensions.cursor, store: Store, progress: Progress
) -> list[MadeFile]:
    selection = Selection(kind, {}, "changed", moment.seq, moment.epoch)
    formats = [format_ for format_ in FORMATS if format_ != "geojson" or TABLES[kind].point]
    made = [
        write_lines(folder, selection, format_, cursor, site=store.site, progress=progress) for format_ in formats
    ]  # fmt: skip
    return [*made, write_parquet(folder, kind, made[0].rows, progress)] if kind == "incident" else made


def _show(snapshot: Snapshot, store: Store, moment: Moment, files: list[MadeFile], folder: Path) -> None:
    """The folder gets its name, then the row its state. A snapshot of the same state was made already: keep that."""
    if Snapshot.objects.filter(state=State.READY, epoch=moment.epoch, seq=moment.seq).exists():
        Snapshot.objects.filter(pk=snapshot.pk).update(state=State.GONE, reason=Reason.SAME, lease_until=None)
        return
    shown = Snapshot(epoch=moment.epoch, seq=moment.seq)
    target = store.folder_of(shown)
    _made(target.parent)
    shutil.rmtree(target, ignore_errors=True)
    with transaction.atomic():
        Snapshot.objects.filter(pk=snapshot.pk).update(
            state=State.READY, lease_until=None, epoch=moment.epoch, seq=moment.seq, at=moment.at,
            sound_until=moment.seq, files=[file.kept for file in files], bytes_so_far=sum(file.bytes for file in files),
        )  # fmt: skip
        folder.chmod(0o755)
        folder.rename(target)
        folder.mkdir()  # for the temporary directory to clean up


def _failed(snapshot: Snapshot, error: Exception) -> None:
    """The lease ends at once, and the next round tries again."""
    Snapshot.objects.filter(pk=snapshot.pk).update(state=State.WANTED, lease_until=None, error=str(error)[:2000])


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
