"""Feed readers find in the live feeds what stands in the register."""

from collections.abc import Callable, Iterator
from typing import Any

import fastfeedparser
import feedparser
import httpx
import pytest

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., Any]


@pytest.fixture
def site(live_server: Any, settings: Any) -> Iterator[httpx.Client]:
    settings.SITE_URL = live_server.url
    with httpx.Client(base_url=live_server.url) as client:
        yield client


def read(site: httpx.Client, address: str) -> Any:
    parsed = feedparser.parse(site.get(address).raise_for_status().content)
    assert not parsed.bozo, parsed.get("bozo_exception")
    return parsed


def archives(site: httpx.Client, address: str) -> Iterator[Any]:
    """Each document of the feed, from the one that is subscribed to back to the beginning."""
    following: str | None = address
    while following:
        parsed = read(site, following)
        yield parsed
        following = next((link.href for link in parsed.feed.links if link.rel == "prev-archive"), None)


def newest(documents: Iterator[Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for document in documents:
        for entry in document.entries:
            if entry.id not in found or entry.updated > found[entry.id].updated:
                found[entry.id] = entry
    return found


def test_feedparser_reads_names_dates_and_places(site: httpx.Client, publish: Make, make_incident: Make) -> None:
    publish(make_incident(title="Ҳамла ба урдугоҳ / حمله به اردوگاه & <b>"))
    (entry,) = read(site, "/feeds/incidents.atom").entries
    assert entry.title == "Ҳамла ба урдугоҳ / حمله به اردوگاه & <b>"
    assert entry.published == entry.updated
    assert entry.where["coordinates"] == (70.0, 37.6)
    assert (entry.daftar_earliest, entry.daftar_latest) == ("2025-11-26", "2025-11-27")
    assert entry.summary.startswith("Night of 26 Nov 2025")
    assert "Посольство предупреждает рабочих" in entry.content[0].value
    assert site.get(entry.link).status_code == 200


def test_a_correction_is_newer_and_says_what_it_was(site: httpx.Client, publish: Make, make_incident: Make) -> None:
    incident = make_incident(places=[])
    publish(incident)
    publish({**incident, "title": "Corrected"}, note="The title was wrong.")
    (entry,) = read(site, "/feeds/incidents.atom").entries
    assert entry.updated > entry.published
    assert "The title was wrong." in entry.content[0].value
    assert "where" not in entry


def test_what_only_followed_another_record_is_no_news(site: httpx.Client, publish: Make, make_incident: Make) -> None:
    incident = make_incident()
    publish(incident)
    publish({**incident, "title": "An actor was renamed"})
    (entry,) = read(site, "/feeds/incidents.atom").entries
    assert (entry.title, entry.updated) == ("An actor was renamed", entry.published)


def test_withdrawn_and_merged_records_are_told_twice(
    site: httpx.Client, publish: Make, make_incident: Make, withdraw: Make, merge: Make
) -> None:
    kept, gone, same = make_incident(), make_incident(title="Secret"), make_incident()
    publish(kept, gone, same)
    ids = {entry.id for entry in read(site, "/feeds/incidents.atom").entries}
    withdraw(gone)
    merge(same, into=kept)
    body = site.get("/feeds/incidents.atom").text
    entries = feedparser.parse(body).entries
    assert {entry.id for entry in entries} == ids
    assert [entry.title for entry in entries[:2]] == [
        f"[Merged] incident {same['id']}", f"[Withdrawn] incident {gone['id']}",
    ]  # fmt: skip
    assert entries[1].tags[0].term == "status:withdrawn"
    assert "It did not happen." in entries[1].summary
    assert body.count("<at:deleted-entry ") == 2
    assert "Secret" not in body


def test_the_archives_hold_every_record_exactly(
    site: httpx.Client, publish: Make, make_incident: Make, make_actor: Make, withdraw: Make
) -> None:
    incidents = [make_incident(title=f"Number {number}") for number in range(120)]
    publish(*incidents[:70], make_actor(), *incidents[70:])
    publish(*({**incident, "title": f"{incident['title']} again"} for incident in incidents[:10]), note="x")
    withdraw(incidents[50])
    titles = {entry.title for entry in newest(archives(site, "/feeds/incidents.atom")).values()}
    expected = {f"Number {n} again" if n < 10 else f"Number {n}" for n in range(120) if n != 50}
    assert titles == {*expected, f"[Withdrawn] incident {incidents[50]['id']}"}


def test_an_archive_never_changes(site: httpx.Client, publish: Make, make_incident: Make) -> None:
    incidents = [make_incident() for _ in range(120)]
    publish(*incidents)
    addresses = ["/feeds/incidents.atom?archive=1-50", "/feeds/incidents.atom?archive=51-100&tag=drone"]
    before = [site.get(address).content for address in addresses]
    publish({**incidents[0], "title": "Corrected"}, make_incident(), note="x")
    assert [site.get(address).content for address in addresses] == before


def test_json_feed_readers_find_the_same(
    site: httpx.Client, publish: Make, make_incident: Make, withdraw: Make
) -> None:
    shown, gone = make_incident(title="Ҳамла ба урдугоҳ", places=[]), make_incident()
    publish(shown, gone)
    withdraw(gone)
    parsed = fastfeedparser.parse(site.get("/feeds/incidents.json").content)
    atom = read(site, "/feeds/incidents.atom")
    assert [(entry.id, entry.title) for entry in parsed.entries] == [(entry.id, entry.title) for entry in atom.entries]
    items = site.get("/feeds/incidents.json").json()["items"]
    assert [item["_daftar"]["status"] for item in items] == ["withdrawn", "current"]
    assert items[1]["_daftar"]["point"] is None


def test_json_feeds_lead_back_to_the_beginning(site: httpx.Client, publish: Make, make_incident: Make) -> None:
    publish(*(make_incident() for _ in range(120)))
    seen, address = set(), "/feeds/incidents.json"
    while address:
        body = site.get(address).raise_for_status().json()
        seen |= {item["id"] for item in body["items"]}
        address = body.get("next_url", "")
    assert len(seen) == 120


@pytest.mark.parametrize("kind", ["incidents", "actors", "facilities", "places", "sources", "timelines"])
def test_every_kind_has_a_feed(site: httpx.Client, register: dict[str, Any], kind: str) -> None:
    entries = read(site, f"/feeds/{kind}.atom").entries
    titles = {document.get("title") or document["name"] for document in register[kind]}
    assert {entry.title for entry in entries if not entry.title.startswith("[")} == titles


def test_corrections_can_be_followed(site: httpx.Client, publish: Make, make_incident: Make, withdraw: Make) -> None:
    incident, gone = make_incident(), make_incident(title="Secret")
    publish(incident, gone)
    publish({**incident, "title": "Corrected"}, note="The title was wrong.")
    withdraw(gone)
    entries = read(site, "/feeds/corrections.atom").entries
    assert [entry.title for entry in entries] == [f"Withdrawn: incident {gone['id']}", "Corrected: Corrected"]
    assert "The title was wrong." in entries[1].content[0].value
    assert fastfeedparser.parse(site.get("/feeds/corrections.json").content).entries[1].id == entries[1].id
