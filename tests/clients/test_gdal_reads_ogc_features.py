"""GDAL's driver for OGC API Features, and OWSLib, read the live server and find what is there."""

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from owslib.ogcapi.features import Features

Make = Callable[..., Any]
pytestmark = pytest.mark.django_db(transaction=True)

GDAL = """
import json, sys
import pyogrio
question, address, options = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
if "bbox" in options:
    options["bbox"] = tuple(options["bbox"])
if question == "layers":
    answer = [name for name, _ in pyogrio.list_layers(address)]
else:
    meta, _, geometry, columns = pyogrio.raw.read(address, layer="incidents", **options)
    answer = {name: column.tolist() for name, column in zip(meta["fields"], columns)}
    answer["geometry"] = [point is not None for point in geometry]
    answer["types"] = dict(zip(meta["fields"], meta["dtypes"]))
print(json.dumps(answer, default=str))
"""


@pytest.fixture
def many(publish: Make, make_incident: Make, make_facility: Make, make_place: Make) -> list[dict[str, Any]]:
    """More than GDAL looks at to guess types; those that it sees first know of no figures and no place."""
    bare = [make_incident(places=[], totals={}, casualties=[]) for _ in range(30)]
    full = [make_incident(title=f"Ҳамла {number}", totals=_killed(number)) for number in range(30)]
    for number, incident in enumerate([*full, *bare]):
        day = f"2025-{number // 28 + 1:02}-{number % 28 + 1:02}"
        incident["date"] = {**incident["date"], "earliest": day, "latest": day}
    publish(*full, *bare, make_facility(), make_place())
    return [*full, *bare]


def _killed(number: int) -> dict[str, Any]:
    return {"killed": {"low": number, "best": None, "high": number + 1}}


def read(live_server: Any, **options: Any) -> dict[str, Any]:
    """The layer's columns as GDAL read them, with `geometry` and `types`."""
    return dict(asked("read", live_server, **options))


def asked(question: str, live_server: Any, **options: Any) -> Any:
    """In a process of its own: GDAL keeps the interpreter's lock while it waits for the server's thread."""
    address = f"OAPIF:{live_server.url}/ogc/"
    done = subprocess.run(
        [sys.executable, "-c", GDAL, question, address, json.dumps(options)],
        capture_output=True, check=True, timeout=120,
    )  # fmt: skip
    return json.loads(done.stdout)


def test_gdal_finds_the_layers(live_server: Any, many: Any) -> None:
    assert asked("layers", live_server) == ["incidents", "facilities", "places"]


def test_gdal_reads_every_page(live_server: Any, many: list[dict[str, Any]]) -> None:
    columns = read(live_server, PAGE_SIZE="7")
    assert sorted(columns["title"]) == sorted(incident["title"] for incident in many)
    assert sum(columns["geometry"]) == 30


def test_unknown_figures_leave_the_others_numbers(live_server: Any, many: list[dict[str, Any]]) -> None:
    columns = read(live_server)
    assert columns["types"]["killed_low"] in ("int32", "float64")  # the latter is how pyogrio holds nulls
    killed = dict(zip(columns["title"], columns["killed_low"], strict=True))
    assert [killed[f"Ҳамла {number}"] for number in range(30)] == [*range(30)]
    assert sum(number is None or number != number for number in columns["killed_low"]) == 30


def test_gdal_has_the_server_look_at_the_box(live_server: Any, many: Any, publish: Make, make_incident: Make) -> None:
    far = make_incident(places=[{**many[0]["places"][0], "point": [10.0, 50.0]}])
    publish(far)
    assert read(live_server, bbox=[9, 49, 11, 51])["id"] == [far["id"]]


def test_owslib_reads_collections_and_items(live_server: Any, many: Any) -> None:
    service = Features(f"{live_server.url}/ogc/")
    assert set(service.feature_collections()) == {"incidents", "facilities", "places"}
    page = service.collection_items("incidents", limit=5, bbox=[69.0, 37.0, 71.0, 38.0])
    assert (page["numberReturned"], page["type"]) == (5, "FeatureCollection")
    assert service.api()["openapi"].startswith("3.0")
