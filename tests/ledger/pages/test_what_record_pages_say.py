"""What the pages of records say beside the bare facts: names by script, how closely a place is known, and what is not
there."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from ledger.pages.status_bars import status_bars

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]


def page(reader: Client, kind: str, document: Any) -> str:
    return reader.get(f"/{kind}/{document['id']}/", follow=True).content.decode()


def test_names_stand_by_language_or_else_by_letters(reader: Client, publish: Make, make_place: Make) -> None:
    names = [("Shuroobod", ""), ("Шуроабад", ""), ("Shurobod", ""), ("شمس الدین شاهین", ""), ("Шӯрообод", "tg")]
    place = make_place(aliases=[{"name": name, "language": language} for name, language in names])
    publish(place)
    html = page(reader, "places", place)
    assert "<bdi>Shuroobod</bdi></li><li><bdi>Shurobod</bdi></li></ul>" in html
    for label in ("Latin letters", "Cyrillic letters", "Arabic letters", "Tajik"):
        assert f'<span class="label">{label}</span>' in html


def test_a_facility_in_a_district_is_known_to_the_district(
    reader: Client, publish: Make, make_facility: Make, make_place: Make
) -> None:
    place = make_place()
    reference = {
        "id": place["id"], "name": "Darvoz", "kind": "admin2", "country": "TJ", "admin1": "Gorno-Badakhshan",
        "admin2": None, "within": [], "precision": "place", "point": None,
    }  # fmt: skip
    facility = make_facility(place=reference)
    publish(place, facility)
    html = page(reader, "facilities", facility)
    assert "Somewhere in" in html
    assert "Known to the district, no closer." in html


def test_a_status_without_an_end_runs_to_the_edge(reader: Client, publish: Make, make_facility: Make) -> None:
    facility = make_facility(opened="", statuses=[
        {"status": "closed", "start": "2021", "end": "2025-03-13"},
        {"status": "operating", "start": "2025-03-13", "end": ""},
    ])  # fmt: skip
    publish(facility)
    assert "no end known" in page(reader, "facilities", facility)
    drawn = status_bars(facility)
    assert drawn is not None
    closed, operating = drawn.bars
    assert (closed.x, operating.open) == (0, True)
    assert operating.x + operating.width == drawn.width


def test_a_source_names_its_origin_and_its_copies(
    reader: Client, publish: Make, make_incident: Make, make_source: Make
) -> None:
    incident = make_incident()
    ministry, embassy = (source["id"] for source in incident["sources"])
    original, copy = make_source(id=ministry, title="The first telling"), make_source(id=embassy, origin=ministry)
    publish(incident, original, copy)
    assert "Repeats" not in page(reader, "sources", original)
    assert f'href="/sources/{embassy}/' in page(reader, "sources", original).split("Repeated by")[1]
    assert "<bdi>The first telling</bdi></a>" in page(reader, "sources", copy).split("Repeats")[1]


@pytest.mark.parametrize(
    ("kind", "maker", "words"),
    [
        ("actors", "make_actor", "No incident in the register names it."),
        ("facilities", "make_facility", "No incident in the register names it."),
        ("sources", "make_source", "No published incident rests on it."),
    ],
)
def test_a_record_without_incidents_says_so(
    reader: Client, publish: Make, request: pytest.FixtureRequest, kind: str, maker: str, words: str
) -> None:
    document = request.getfixturevalue(maker)()
    publish(document)
    html = page(reader, kind, document)
    assert words in html
    assert 'class="bars"' not in html


def test_a_timeline_without_incidents_says_so(reader: Client, publish: Make, make_timeline: Make) -> None:
    timeline = make_timeline(entries=[])
    publish(timeline)
    html = reader.get(f"/timelines/{timeline['slug']}/").content.decode()
    assert "It holds no published incident yet." in html
