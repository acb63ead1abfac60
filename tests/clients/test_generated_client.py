"""A client that openapi-python-client makes of the live schema finds in the register what is there."""

import importlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

pytestmark = pytest.mark.django_db(transaction=True)
GENERATOR = Path(sys.executable).with_name("openapi-python-client")
PACKAGE = "generated_daftar_client"
Make = Callable[..., Any]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where the client is made, once; importable as long as these tests run."""
    folder = tmp_path_factory.mktemp("client")
    sys.path.insert(0, str(folder))
    yield folder / PACKAGE
    sys.path.remove(str(folder))
    for name in [name for name in sys.modules if name.split(".")[0] == PACKAGE]:
        del sys.modules[name]


@pytest.fixture
def daftar(package: Path, live_server: Any) -> ModuleType:
    if not package.exists():
        done = subprocess.run(
            [
                GENERATOR, "generate", "--url", f"{live_server.url}/api/v1/schema/", "--meta", "none",
                "--output-path", package, "--fail-on-warning",
            ],
            env={"PATH": str(GENERATOR.parent)}, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
    importlib.invalidate_caches()
    return importlib.import_module(PACKAGE)


@pytest.fixture
def ask(daftar: ModuleType, live_server: Any) -> Callable[..., Any]:
    """Calls an operation by its name and returns what the client made of the answer."""
    client = daftar.Client(base_url=live_server.url, raise_on_unexpected_status=True)

    def ask_(operation: str, *arguments: str, **parameters: Any) -> Any:
        folder = {"list_changes": "changes"}.get(operation, "incidents")
        module = importlib.import_module(f"{PACKAGE}.api.{folder}.{operation}")
        return module.sync(*arguments, client=client, **parameters)

    return ask_


def written(document: Any) -> str:
    """The client writes the zone of a moment its own way."""
    return json.dumps(document, sort_keys=True).replace("+00:00", "Z")


def model(name: str) -> Any:
    return getattr(importlib.import_module(f"{PACKAGE}.models"), name)


def test_a_list_holds_what_the_register_holds(ask: Make, register: dict[str, Any]) -> None:
    page = ask("list_incidents", limit=500, count=True)
    incidents = {incident.id: incident for incident in page.results}
    assert {type(incident) for incident in incidents.values()} == {model("Incident")}
    assert (page.next_, page.count) == (None, len(register["incidents"]))
    assert incidents.keys() == {document["id"] for document in register["incidents"]}
    first, bare = (incidents[register["incidents"][number]["id"]] for number in (0, -1))
    assert first.summary.endswith("(ҶДММ Шоҳин СМ).")
    assert (first.date.earliest, first.date.latest) == (date(2025, 11, 26), date(2025, 11, 27))
    assert first.edition.at.tzinfo is not None
    assert first.actors[1].id is None
    assert first.claims[1].credibility is None
    assert first.sources[1].published is None
    assert first.places[0].point == [70.0, 37.6]
    assert first.totals["killed"].best == 3
    assert (bare.places, bare.totals.additional_properties) == ([], {})


def test_filters_narrow_and_pages_lead_on(ask: Make, register: dict[str, Any]) -> None:
    sort, certainty = model("ListIncidentsSort"), model("ListIncidentsCertainty")
    asked = {
        "from_": date(2025, 11, 1), "type_": "attack", "country": "TJ,UZ", "near": "70,37.6", "radius": 0.5,
        "killed_min": 3, "certainty": certainty.CERTAINLY, "q": "Шоҳин OR شاهین", "sort": sort.CHANGED, "limit": 2,
        "changed_since": datetime(2020, 1, 1, tzinfo=UTC),
    }  # fmt: skip
    page, found = ask("list_incidents", **asked), []
    while page.next_:
        found += page.results
        page = ask("list_incidents", **asked, cursor=page.next_.partition("cursor=")[2])
    found += page.results
    assert [incident.id for incident in found] == [document["id"] for document in register["incidents"][:-1]]


def test_sparse_documents_leave_the_rest_unset(ask: Make, register: dict[str, Any]) -> None:
    sparse = ask("list_incidents", fields="id,title").results[0]
    assert type(sparse) is model("IncidentFields")
    assert sparse.title == register["incidents"][0]["title"]
    assert not sparse.summary


def test_one_record_is_whole(ask: Make, register: dict[str, Any]) -> None:
    document = register["incidents"][0]
    incident = ask("get_incident", document["id"])
    whole = incident.to_dict()
    assert whole.pop("edition")["number"] == 1
    assert whole == document


def test_what_is_not_there_is_a_problem_that_says_why(ask: Make, register: dict[str, Any]) -> None:
    unknown = ask("get_incident", "n000000099")
    withdrawn = ask("get_incident", register["withdrawn"]["id"])
    assert (type(unknown), unknown.status) == (model("Problem"), 404)
    assert (type(withdrawn), withdrawn.status, withdrawn.note) == (model("Problem"), 410, "It did not happen.")
    refused = ask("list_incidents", sort=model("ListActorsSort").NAME)
    assert (refused.status, refused.parameter) == (400, "sort")
    assert "-date" in refused.allowed


def test_a_merged_record_names_the_one_that_lives_on(ask: Make, register: dict[str, Any]) -> None:
    merged = ask("get_incident", register["merged"]["id"])
    assert (type(merged), merged.merged_into) == (model("Merged"), register["incidents"][0]["id"])


def test_changes_are_walked_to_their_end_and_on(
    ask: Make, register: dict[str, Any], publish: Make, make_actor: Make
) -> None:
    told: dict[str, Any] = {}
    answer = ask("list_changes", limit=3)
    while answer.has_more:
        told |= {change.id: change for change in answer.changes}
        answer = ask("list_changes", limit=3, since=answer.since)
    told |= {change.id: change for change in answer.changes}
    kinds = ("incidents", "actors", "facilities", "places", "sources", "timelines")
    documents = {document["id"]: written(document) for kind in kinds for document in register[kind]}
    assert {id_: written(change.document.to_dict()) for id_, change in told.items() if change.document} == documents
    gone = {id_: str(change.op) for id_, change in told.items() if change.document is None}
    assert gone == {register["withdrawn"]["id"]: "withdraw", register["merged"]["id"]: "merge"}
    publish(make_actor(name="شاهین"))
    (change,) = ask("list_changes", limit=3, since=answer.since).changes
    assert (type(change.document), change.document.name) == (model("ActorDocument"), "شاهین")


def test_editions_tell_what_changed(ask: Make, register: dict[str, Any], publish: Make) -> None:
    incident = register["incidents"][0]
    publish({**incident, "title": "Ҳамлаи шабона"}, note="The title was wrong.")
    newest, first = ask("list_incident_editions", incident["id"]).results
    assert (newest.number, newest.note, first.superseded_by) == (2, "The title was wrong.", newest.seq)
    (difference,) = newest.differences
    assert (difference.path, difference.after) == ("title", "Ҳамлаи шабона")
    assert ask("get_incident", incident["id"], as_of=first.seq).title == incident["title"]


def test_a_key_that_does_not_work_is_told_so(daftar: ModuleType, live_server: Any) -> None:
    root = importlib.import_module(f"{PACKAGE}.api.root.get_root")
    client = daftar.AuthenticatedClient(base_url=live_server.url, token="daftar_of_elsewhere")
    assert root.sync(client=client).status == 401
