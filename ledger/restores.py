"""A restored ledger ends earlier than readers have read, and numbers what follows anew: it needs another epoch.

The database that an epoch belongs to is kept beside the head, so that a restore is noticed without anybody saying so.
"""

from uuid import uuid4

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from ledger.models import LedgerHead, take_lock

# The cluster changes with the machine, the timeline with recovery to a point in time, the database's number with a
# copy into another, the table's number when a dump puts the table back where it was.
IDENTITY = """
    SELECT {cluster} || '/' || {timeline} || '/' || database.oid || '/' || 'ledger_ledgerhead'::regclass::oid
    FROM pg_database AS database WHERE database.datname = current_database()
"""
CLUSTER = ("pg_control_system()", "(SELECT system_identifier FROM pg_control_system())")
TIMELINE = ("pg_control_checkpoint()", "(SELECT timeline_id FROM pg_control_checkpoint())")


def identity_of_database() -> str:
    """Where the role may not read the cluster's control data, a dash stands in its place."""
    with connection.cursor() as cursor:
        parts = {"cluster": _readable(cursor, *CLUSTER), "timeline": _readable(cursor, *TIMELINE)}
        cursor.execute(IDENTITY.format(**parts))
        return str(cursor.fetchone()[0])


def epoch_is_of_this_database() -> bool:
    """True of an empty ledger as well, and of one that never noted its database."""
    head = LedgerHead.objects.first()
    return head is None or head.database in ("", identity_of_database())


def note_database() -> None:
    """For a ledger that was begun before its database was noted."""
    LedgerHead.objects.filter(database="").update(database=identity_of_database())


@transaction.atomic
def begin_new_epoch() -> LedgerHead | None:
    """The head under its new epoch; None if the ledger is empty. The chain stays as it is: it begins with `founded`."""
    take_lock()
    head = LedgerHead.objects.first()
    if head is not None:
        head.epoch, head.database = uuid4(), identity_of_database()
        head.save(update_fields=["epoch", "database"])
    return head


def _readable(cursor: CursorWrapper, function: str, expression: str) -> str:
    cursor.execute("SELECT has_function_privilege(%s, 'EXECUTE')", [function])
    return expression if cursor.fetchone()[0] else "'-'"
