"""How near the map's signs are asked for: a number that is looked at whole before anything is counted by it."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("zoom", ["0", "5", "13", "07"])
def test_every_grid_can_be_asked_for(client: Client, zoom: str) -> None:
    assert client.get(f"/map/clusters.json?zoom={zoom}").status_code == 200


@pytest.mark.parametrize("zoom", ["14", "00099", "0000" + "9" * 20, "0000" + "1" * 5_000, "-1", "1.5", "x", "٣"])
def test_no_other_is_counted(client: Client, zoom: str) -> None:
    response = client.get("/map/clusters.json", {"zoom": zoom})
    assert response.status_code == 400
    assert response.json()["parameter"] == "zoom"
