"""A database of the benchmark's own, kept for the next run with the same rows and the same tables."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import psycopg2
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from psycopg2 import sql
from psycopg2.extensions import ISOLATION_LEVEL_AUTOCOMMIT

CHECKOUT = Path(__file__).resolve().parents[2]
# Whatever can change a row of the filled ledger.
WHAT_ROWS_FOLLOW_FROM = (
    "ledger/**/migrations/*.py", "ledger/append.py", "ledger/chain.py", "ledger/entries.py", "ledger/search.py",
    "ledger/grid.py", "tests/bench/words.py", "tests/bench/cast.py", "tests/bench/synthetic.py",
    "tests/bench/filling.py", "incidents/vocabulary.py",
)  # fmt: skip


# Migrations that came after kept databases were filled and make nothing but indexes: those get them afterwards.
ONLY_INDEXES = ("0005_find_names.py", "0006_count_entries.py", "0007_list_by_the_index.py")


def fingerprint() -> str:
    digest = hashlib.sha256()
    for pattern in WHAT_ROWS_FOLLOW_FROM:
        for path in sorted(CHECKOUT.glob(pattern)):
            if path.name not in ONLY_INDEXES:
                digest.update(path.read_bytes())
    return digest.hexdigest()[:10]


def prepare(incidents: int, seed: int, *, fresh: bool, fill: Callable[[str], None]) -> str:
    """Points Django at the filled database, which it makes unless there is one; returns its name."""
    prefix = f"daftar_bench_{incidents}_{seed}_"
    name, draft = prefix + fingerprint(), f"{prefix}draft"
    _drop([name, draft] if fresh else [draft])
    if name not in _databases(prefix):
        _execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(draft)))
        point_at(draft)
        call_command("migrate", verbosity=0)
        fill(name)
        connection.close()
        # Only a filled one gets the name that is looked for.
        _execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(draft), sql.Identifier(name)))
        # Filling takes long, and whoever takes a change back wants the old one: it goes when its successor stands.
        _drop([old for old in _databases(prefix) if old != name])
    point_at(name)
    call_command("migrate", verbosity=0)
    return name


def point_at(name: str) -> None:
    connection.close()
    settings.DATABASES["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name


def address_of(name: str) -> str:
    """As psycopg2 and DATABASE_URL take it."""
    own = connection.settings_dict
    parameters = {"dbname": name, "host": own["HOST"], "port": own["PORT"], "user": own["USER"]}
    return f"postgresql:///?{urlencode(parameters)}"


def _databases(prefix: str) -> list[str]:
    with psycopg2.connect(address_of("postgres")) as server, server.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [prefix])
        return [name for (name,) in cursor.fetchall()]


def _drop(names: list[str]) -> None:
    for name in names:
        _execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _execute(statement: sql.Composed) -> None:
    server = psycopg2.connect(address_of("postgres"))
    try:
        server.set_isolation_level(ISOLATION_LEVEL_AUTOCOMMIT)
        with server.cursor() as cursor:
            cursor.execute(statement)
    finally:
        server.close()
