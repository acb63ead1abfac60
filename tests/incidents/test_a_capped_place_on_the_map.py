"""A place whose point may be shown only coarsely: no map, list of signs or frame gives it more exactly."""

import re

import pytest
from django.test import Client

from incidents.models import Incident, Place
from incidents.services.publishing import publish

pytestmark = pytest.mark.django_db(transaction=True)
EXACT = (69.7413, 37.4926)  # where it is
CAP_KM = 40
SHOWN = [69.889, 37.549]  # the middle of the cell of 40 km that holds it
AROUND = "bbox=69.5,37.2,70,37.8"
ADDRESSES = ("/map/", f"/map/?{AROUND}", f"/map/?{AROUND}&only=popup", f"/map/clusters.json?{AROUND}&zoom=13",
             "/embed/map/", f"/embed/map/?{AROUND}", "/fa/map/")  # fmt: skip


@pytest.fixture
def post(clash: Incident, district: Place) -> Place:
    place = Place.objects.create(
        name="A hidden post", kind="settlement", country="TJ", parent=district, longitude=EXACT[0], latitude=EXACT[1],
        public_precision_km=CAP_KM,
    )  # fmt: skip
    clash.incident_places.update(place=place, precision="place")
    publish(clash, by=None)
    return place


@pytest.mark.usefixtures("post")
def test_the_sign_stands_in_the_middle_of_the_coarse_cell(client: Client) -> None:
    (cluster,) = client.get(f"/map/clusters.json?{AROUND}&zoom=13").json()["clusters"]
    assert cluster["point"] == SHOWN
    assert cluster["box"] == [*SHOWN, *SHOWN]


@pytest.mark.usefixtures("post")
@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_says_where_it_is(client: Client, address: str) -> None:
    shown = client.get(address).content.decode()
    assert not [degrees for degrees in EXACT if re.search(f"{degrees:.3f}"[:-1].replace(".", "[.]"), shown)]


@pytest.mark.usefixtures("post")
def test_a_box_around_where_it_is_does_not_find_it(client: Client) -> None:
    beside = "bbox=69.73,37.48,69.75,37.50"
    assert client.get(f"/map/clusters.json?{beside}&zoom=13").json()["clusters"] == []
    assert "Clash at the Panj" not in client.get(f"/map/?{beside}&only=list").content.decode()
