"""GDAL reads the live GeoJSON: every feature, its point, its unknowns and its letters."""

from collections.abc import Callable
from typing import Any

import pyogrio
import pytest
from pyogrio.raw import read
from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., Any]


def address(live_server: LiveServer, path: str) -> str:
    return f"/vsicurl_streaming/{live_server.url}{path}"


def test_it_finds_every_feature(register: dict[str, Any], live_server: LiveServer) -> None:
    for name in ("incidents", "facilities", "places"):
        info = pyogrio.read_info(address(live_server, f"/data/{name}.geojson"))
        assert info["features"] == len(register[name])
        assert info["crs"] == "EPSG:4326"


def test_it_reads_points_unknowns_and_letters(register: dict[str, Any], live_server: LiveServer) -> None:
    meta, _, geometries, fields = read(address(live_server, "/data/incidents.geojson"))
    columns = dict(zip(meta["fields"], fields, strict=True))
    assert [geometry is None for geometry in geometries] == [False] * 7 + [True]
    assert columns["summary"][0] == register["incidents"][0]["summary"]
    assert columns["killed_best"][0] == 3
    assert columns["killed_best"][-1] != columns["killed_best"][-1]  # not a number: GDAL's null
    assert columns["country"][-1] is None


def test_it_reads_what_a_filter_leaves(register: dict[str, Any], live_server: LiveServer) -> None:
    info = pyogrio.read_info(address(live_server, "/data/places.geojson?country=TJ"))
    assert info["features"] == 1
