"""The live data package is valid, and its tables hold what the register holds."""

from collections.abc import Callable
from typing import Any

import frictionless
import pytest
from django.core.management import call_command
from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., Any]


@pytest.fixture
def package(register: dict[str, Any], live_server: LiveServer, settings: Any, tmp_path: Any) -> frictionless.Package:
    settings.SNAPSHOT_DIR = tmp_path / "snapshots"
    call_command("make_snapshot")
    return frictionless.Package(f"{live_server.url}/data/latest/datapackage.json")


def test_it_validates(package: frictionless.Package) -> None:
    report = package.validate()
    assert report.valid, report.flatten(["name", "rowNumber", "message"])
    assert len([task for task in report.tasks if task.type == "table"]) >= 6


def test_its_tables_hold_every_record(package: frictionless.Package, register: dict[str, Any]) -> None:
    for name in ("incidents", "actors", "facilities", "places", "sources", "timelines"):
        rows = package.get_table_resource(f"{name}-csv").read_rows()
        assert [row["id"] for row in rows] == [document["id"] for document in register[name]]


def test_nulls_numbers_dates_and_letters_are_read(package: frictionless.Package) -> None:
    first, *_, bare = package.get_table_resource("incidents-csv").read_rows()
    assert (first["killed_best"], first["date_earliest"].isoformat()) == (3, "2025-11-26")
    assert first["summary"].endswith("(ҶДММ Шоҳин СМ).")
    assert first["edition_at"].year >= 2025
    assert (bare["killed_best"], bare["longitude"], bare["actors"]) == (None, None, None)
