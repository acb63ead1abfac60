"""Each recipe of docs/api.md is run against a live server, and finds what is there."""

import json
import re
import shlex
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import feedparser
import httpx
import pytest
from django.core.management import call_command
from icalendar import Calendar
from standardwebhooks import WebhookVerificationError

from ledger.webhooks.signing import secret_from, signed_headers
from tests.ledger.conftest import COMPANY, attack_type

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[2]
SERVER = "http://127.0.0.1:8000"
Make = Callable[..., Any]


class Recipe(NamedTuple):
    language: str
    code: str


def recipes() -> dict[str, Recipe]:
    text = (ROOT / "docs" / "api.md").read_text().partition("\n## Recipes\n")[2]
    found = {}
    for part in text.split("\n### ")[1:]:
        title, _, body = part.partition("\n")
        ((language, code),) = re.findall(r"```(\w+)\n(.*?)```", body, re.DOTALL)
        found[title] = Recipe(language, code)
    return found


@pytest.fixture
def cook(live_server: Any, settings: Any, tmp_path: Path) -> Callable[..., str]:
    """Runs a recipe in an empty folder and returns what it prints; the keywords change single words of it."""
    settings.SITE_URL = live_server.url
    settings.SNAPSHOT_DIR = tmp_path / "snapshots"
    folder = tmp_path / "kitchen"
    folder.mkdir()

    def cook_(title: str, **changed: str) -> str:
        language, code = recipes()[title]
        for before, after in {SERVER: live_server.url, **changed}.items():
            assert before in code
            code = code.replace(before, after)
        if language == "python":
            return started(folder, "-c", code)
        program, *words = shlex.split(code)
        return fetched(folder, words) if program == "curl" else started(folder, str(ROOT / words[0]), *words[1:])

    return cook_


def started(folder: Path, *arguments: str) -> str:
    """Python, as whoever follows the recipe has it."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def fetched(folder: Path, words: list[str]) -> str:
    """As curl does it."""
    (address,) = (word for word in words if word.startswith("http"))
    content = httpx.get(address).raise_for_status().content
    for option, name in pairwise(words):
        if option == "-o":
            (folder / name).write_bytes(content)
    return content.decode()


def test_a_mirror_is_exact(cook: Make, register: dict[str, Any], tmp_path: Path) -> None:
    assert cook("Mirror the register").endswith("changes\n")
    db = sqlite3.connect(tmp_path / "kitchen" / "copy.sqlite")
    copied = {id_: json.loads(document) for id_, document in db.execute("SELECT id, document FROM records")}
    db.close()
    kinds = ("incidents", "actors", "facilities", "places", "sources", "timelines")
    assert copied == {document["id"]: document for kind in kinds for document in register[kind]}


def test_attacks_on_border_posts_are_found(cook: Make, publish: Make, make_incident: Make, tmp_path: Path) -> None:
    def at_post(relation: str, parent: str = "battles", **fields: Any) -> Any:
        post = {**make_incident()["facilities"][0], "kind": "border_post", "relation": relation}
        type_ = {**attack_type(), "code": "armed_clash", "parent": parent}
        return make_incident(facilities=[post], type=type_, **fields)

    attack = at_post("attacked", title="Ҳамла ба посгоҳ", places=[])
    publish(attack, at_post("mentioned"), at_post("attacked", parent="diplomacy"), make_incident())
    cook("All attacks on border posts as GeoJSON")
    (feature,) = json.loads((tmp_path / "kitchen" / "attacks.geojson").read_text())["features"]
    assert (feature["id"], feature["properties"]["title"], feature["geometry"]) == (attack["id"], attack["title"], None)


def test_what_changed_since_yesterday_is_told(cook: Make, register: dict[str, Any], publish: Make) -> None:
    corrected = {**register["incidents"][3], "title": "شب در شاهین"}
    publish(corrected)
    lines = cook("What changed since yesterday").splitlines()
    assert lines[0] == f"revise {corrected['id']} شب در شاهین"
    assert len(lines) == len(register["incidents"])


def test_the_register_of_then_is_what_it_was(
    cook: Make, publish: Make, make_incident: Make, withdraw: Make, tmp_path: Path
) -> None:
    incident = make_incident()
    (edition,) = publish(incident)
    withdraw(incident)
    day = "2026-03-01"
    assert cook("The register as of a day") == ""
    (line,) = cook("The register as of a day", **{day: str(edition.seq)}).splitlines()
    assert json.loads(line)["title"] == incident["title"]
    assert (tmp_path / "kitchen" / "march.jsonl").read_text().startswith('{"edition"')


def test_an_address_is_known_or_not(cook: Make, publish: Make, make_source: Make) -> None:
    assert cook("Is this address already a source") == "not yet\n"
    source = make_source()
    publish(source)
    assert cook("Is this address already a source") == f"{source['id']}\n"


def test_gdal_opens_the_address_for_qgis(cook: Make, register: dict[str, Any]) -> None:
    printed = cook("Open it in QGIS")
    assert printed.startswith(f"{len(register['incidents'])} ")
    assert "'killed_best'" in printed


def test_an_actors_calendar_holds_its_incidents(cook: Make, register: dict[str, Any]) -> None:
    events = Calendar.from_ical(cook("A calendar of one actor")).walk("VEVENT")
    of_actor = [one for one in register["incidents"] if COMPANY in {actor["id"] for actor in one["actors"]}]
    statuses = [str(event.get("STATUS", "")) for event in events]
    assert len(statuses) - statuses.count("CANCELLED") == len(of_actor)


def test_a_feed_reader_is_told_of_corrections(cook: Make, register: dict[str, Any], publish: Make) -> None:
    publish({**register["incidents"][0], "title": "Ҳамлаи шабона"}, note="The title was wrong.")
    entries = feedparser.parse(cook("Follow corrections in a feed reader")).entries
    assert entries[0].title == "Corrected: Ҳамлаи шабона"


def test_a_webhook_is_verified() -> None:
    names: dict[str, Any] = {}
    exec(recipes()["Verify a webhook"].code, names)
    secret, body = secret_from("salt", "key of the site"), b'{"type":"webhook.test"}'
    headers = signed_headers("message", body, secrets=[secret], now=datetime.now(UTC))
    assert names["verified"](secret, headers, body) == {"type": "webhook.test"}
    with pytest.raises(WebhookVerificationError):
        names["verified"](secret, headers, b"{}")


def test_the_newest_snapshot_is_a_table(cook: Make, register: dict[str, Any]) -> None:
    call_command("make_snapshot")
    lines = cook("Load the newest snapshot").splitlines()
    first, bare = register["incidents"][0], register["incidents"][-1]
    assert lines[0] == f"{first['id']} 2025-11-26 3 {first['title']}"
    assert lines[-1] == f"{bare['id']} 2025-11-26 unknown {bare['title']}"


def test_incidents_are_counted_by_month(cook: Make, register: dict[str, Any]) -> None:
    assert cook("Count incidents by month") == f"2025-11 {len(register['incidents'])}\n"


def test_every_recipe_is_run_here() -> None:
    here = Path(__file__).read_text()
    assert [title for title in recipes() if f'"{title}"' not in here] == []
