"""GeoJSON as of RFC 7946: whole, also where a record has no point."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., Any]


def test_a_feature_has_its_point_and_every_property(download: Make, publish: Make, make_incident: Make) -> None:
    whole, bare = make_incident(title='With "quotes" \\ and\nlines'), make_incident(places=[], totals={}, actors=[])
    publish(whole, bare)
    collection = json.loads(download("/data/incidents.geojson"))
    first, second = collection["features"]
    assert "crs" not in collection
    assert first["id"] == whole["id"]
    assert first["geometry"] == {"type": "Point", "coordinates": [70.0, 37.6]}
    assert first["properties"]["title"] == whole["title"]
    assert first["properties"]["killed_best"] == 3
    assert second["geometry"] is None
    assert second["properties"].keys() == first["properties"].keys()
    assert second["properties"]["killed_best"] is None


def test_an_empty_collection_is_whole(download: Make) -> None:
    assert json.loads(download("/data/places.geojson")) == {"type": "FeatureCollection", "features": []}


def test_facilities_and_places_have_points(
    download: Make, publish: Make, make_facility: Make, make_place: Make
) -> None:
    publish(make_facility(), make_facility(place=None), make_place(point=[68.5, 38.25]))
    facilities = json.loads(download("/data/facilities.geojson"))["features"]
    (place,) = json.loads(download("/data/places.geojson"))["features"]
    assert [feature["geometry"] is None for feature in facilities] == [False, True]
    assert place["geometry"]["coordinates"] == [68.5, 38.25]


@pytest.mark.parametrize("name", ["actors", "sources", "timelines"])
def test_what_has_no_place_has_no_map(client: Client, name: str) -> None:
    response = client.get(f"/data/{name}.geojson")
    assert response.status_code == 404
    assert response.headers["Content-Type"] == "application/problem+json"


def test_many_features_are_set_off_by_commas(download: Make, publish: Make, make_place: Make) -> None:
    publish(*(make_place(name=f"Place {number}" + "x" * 400) for number in range(900)))
    assert len(json.loads(download("/data/places.geojson"))["features"]) == 900
