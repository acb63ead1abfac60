"""What the API says of itself is valid, and true."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from openapi_schema_validator import OAS30Validator
from openapi_spec_validator import validate

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]


def test_every_link_of_the_landing_page_but_the_page_for_people_is_answered(client: Client) -> None:
    landing = client.get("/ogc/").json()
    for link in landing["links"]:
        if link["rel"] != "service-doc":
            response = client.get(link["href"])
            assert (response.status_code, response["Content-Type"]) == (200, link["type"])
    assert {"self", "service-desc", "conformance", "data"} <= {link["rel"] for link in landing["links"]}


def test_it_conforms_to_core_openapi_and_geojson(client: Client) -> None:
    classes = {address.rsplit("/", 1)[1] for address in client.get("/ogc/conformance").json()["conformsTo"]}
    assert classes == {"core", "oas30", "geojson"}


def test_its_openapi_document_is_valid(client: Client) -> None:
    document = client.get("/ogc/api").json()
    assert document["openapi"].startswith("3.0")
    validate(document)
    assert set(document["paths"]) >= {"/", "/conformance", "/collections", "/collections/places/items/{featureId}"}


@pytest.mark.parametrize("name", ["incidents", "facilities", "places"])
def test_features_are_as_their_schema_says(
    client: Client, name: str, publish: Make, make_incident: Make, make_facility: Make, make_place: Make
) -> None:
    bare = make_incident(places=[], actors=[], totals={}, tags=[])
    publish(make_incident(), bare, make_facility(), make_facility(place=None), make_place(), make_place(point=None))
    own = client.get(f"/ogc/collections/{name}").json()
    assert {link["rel"] for link in own["links"]} == {"self", "items", "describedBy"}
    schema = client.get(f"/ogc/collections/{name}/schema").json()
    OAS30Validator.check_schema(schema)
    features = client.get(f"/ogc/collections/{name}/items").json()["features"]
    assert len(features) == 2
    for feature in features:
        OAS30Validator(schema).validate(feature)
        assert list(feature["properties"]) == schema["properties"]["properties"]["required"]


def test_an_unknown_collection_is_a_problem(client: Client) -> None:
    for path in ("/ogc/collections/actors", "/ogc/collections/actors/items", "/ogc/collections/incidents/items/%00"):
        response = client.get(path)
        assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")
