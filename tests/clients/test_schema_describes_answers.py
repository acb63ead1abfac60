"""Whoever generates a client from the schema gets one that fits: every answer is valid under its operation."""

import copy
from typing import Any

import orjson
import pytest
from django.test import Client
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

KINDS = ("incidents", "actors", "facilities", "places", "sources", "timelines")


@pytest.fixture
def schema(db: None, client: Client) -> Any:
    return orjson.loads(client.get("/api/v1/schema/").content)


def closed(schema: Any) -> Any:
    """The schema as it stands, but with no room for a key that it does not name."""
    strict = copy.deepcopy(schema)
    for shape in strict["components"]["schemas"].values():
        if shape.get("type") == "object":
            shape["additionalProperties"] = False
    return strict


def check(schema: Any, path: str, response: Any) -> None:
    media_type = response["Content-Type"]
    told = schema["paths"][path]["get"]["responses"][str(response.status_code)]
    shape = {**told["content"][media_type]["schema"], "components": closed(schema)["components"]}
    validator = Draft202012Validator(shape, format_checker=Draft202012Validator.FORMAT_CHECKER)
    assert [error.message for error in validator.iter_errors(orjson.loads(response.content))] == []
    check_headers(schema, told["headers"], response)


def check_headers(schema: Any, told: Any, response: Any) -> None:
    """None is missing that must be there, and none that tells something is undescribed."""
    described = schema["components"]["headers"]
    assert {name for name in told if described[name]["required"]} <= set(response.headers)
    assert set(response.headers) & set(described) <= set(told)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_lists_and_details_are_what_the_schema_says(client: Client, schema: Any, register: Any, kind: str) -> None:
    check(schema, f"/api/v1/{kind}/", client.get(f"/api/v1/{kind}/"))
    check(schema, f"/api/v1/{kind}/", client.get(f"/api/v1/{kind}/", {"fields": "id,slug", "count": "true"}))
    for document in register[kind]:
        check(schema, f"/api/v1/{kind}/{{id}}/editions/", client.get(f"/api/v1/{kind}/{document['id']}/editions/"))
        check(schema, f"/api/v1/{kind}/{{id}}/", client.get(f"/api/v1/{kind}/{document['id']}/"))


@pytest.mark.django_db
def test_so_are_the_root_the_withdrawn_the_merged_and_the_unknown(client: Client, schema: Any, register: Any) -> None:
    check(schema, "/api/v1/", client.get("/api/v1/"))
    for id_, status in {register["withdrawn"]["id"]: 410, register["merged"]["id"]: 308, "n000000099": 404}.items():
        response = client.get(f"/api/v1/incidents/{id_}/")
        assert response.status_code == status
        check(schema, "/api/v1/incidents/{id}/", response)


@pytest.mark.django_db
@pytest.mark.parametrize("query", [{}, {"history": "all"}, {"record": "incident", "q": "nothing like this"}])
def test_so_are_the_changes(client: Client, schema: Any, register: Any, query: dict[str, str]) -> None:
    check(schema, "/api/v1/changes/", client.get("/api/v1/changes/", query))


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/api/v1/", *(f"/api/v1/{kind}/" for kind in KINDS)])
def test_so_is_every_error(client: Client, schema: Any, path: str) -> None:
    check(schema, path, client.get(path, {"colour": "red"}))
    check(schema, path, client.get(path, {"cursor": "x"}))


@pytest.mark.django_db
def test_so_is_the_answer_to_a_key_that_does_not_work(client: Client, schema: Any) -> None:
    response = client.get("/api/v1/", headers={"X-API-Key": "of another register"})
    assert response.status_code == 401
    check(schema, "/api/v1/", response)


@pytest.mark.django_db
def test_so_is_too_many_requests(client: Client, schema: Any, settings: Any) -> None:
    settings.ANONYMOUS_REQUESTS_PER_MINUTE = 1
    response = [client.get("/api/v1/", REMOTE_ADDR="192.0.2.77") for _ in range(2)][1]
    assert response.status_code == 429
    check(schema, "/api/v1/", response)


@pytest.mark.django_db
def test_so_is_the_answer_to_whoever_has_it_already(client: Client, schema: Any, register: Any) -> None:
    etag = client.get("/api/v1/incidents/")["ETag"]
    response = client.get("/api/v1/incidents/", headers={"If-None-Match": etag})
    told = schema["paths"]["/api/v1/incidents/"]["get"]["responses"]["304"]
    assert (response.status_code, "content" in told) == (304, False)
    check_headers(schema, told["headers"], response)


def test_no_operation_needs_a_key_but_each_takes_one(schema: Any) -> None:
    assert schema["security"] == [{}, {"apiKey": []}, {"apiKeyHeader": []}]
    assert set(schema["components"]["securitySchemes"]) == {"apiKey", "apiKeyHeader"}
    assert not any("security" in operation["get"] for operation in schema["paths"].values())


def test_it_is_valid_openapi(schema: Any) -> None:
    validate(schema)


def test_it_is_openapi_3_1_and_names_every_address_once(schema: Any) -> None:
    operations = [operation["get"]["operationId"] for operation in schema["paths"].values()]
    assert schema["openapi"].startswith("3.1")
    of_kinds = {f"/api/v1/{kind}/{rest}" for kind in KINDS for rest in ("", "{id}/", "{id}/editions/")}
    assert set(schema["paths"]) == {"/api/v1/", "/api/v1/changes/", *of_kinds}
    assert len(operations) == len(set(operations)) == 20


def test_the_names_of_operations_never_change(schema: Any) -> None:
    """Generated clients call them by these."""
    operations = {operation["get"]["operationId"] for operation in schema["paths"].values()}
    assert operations == {
        "get_root", "list_changes",
        "list_incidents", "get_incident", "list_incident_editions",
        "list_actors", "get_actor", "list_actor_editions",
        "list_facilities", "get_facility", "list_facility_editions",
        "list_places", "get_place", "list_place_editions",
        "list_sources", "get_source", "list_source_editions",
        "list_timelines", "get_timeline", "list_timeline_editions",
    }  # fmt: skip


def test_every_reference_leads_somewhere(schema: Any) -> None:
    text = orjson.dumps(schema).decode()
    names = {part.split('"')[0] for part in text.split('"#/components/schemas/')[1:]}
    assert names <= set(schema["components"]["schemas"])
    assert len(names) > 20


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_every_parameter_it_names_is_obeyed_and_no_other(client: Client, schema: Any, kind: str) -> None:
    parameters = schema["paths"][f"/api/v1/{kind}/"]["get"]["parameters"]
    named = {parameter["name"] for parameter in parameters if parameter["in"] == "query"}
    allowed = orjson.loads(client.get(f"/api/v1/{kind}/", {"colour": "red"}).content)["allowed"]
    assert named == set(allowed)
