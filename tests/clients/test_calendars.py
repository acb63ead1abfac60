"""Calendar programs read the live calendar without errors."""

from collections.abc import Callable
from datetime import date
from typing import Any

import httpx
import pytest
from icalendar import Calendar

from tests.ledger.conftest import vague_date

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., Any]


@pytest.fixture
def fetch(live_server: Any, settings: Any) -> Callable[..., bytes]:
    settings.SITE_URL = live_server.url
    return lambda query="": httpx.get(f"{live_server.url}/feeds/incidents.ics{query}").raise_for_status().content


def events(content: bytes) -> list[Any]:
    calendar = Calendar.from_ical(content)
    assert not calendar.errors
    found = list(calendar.walk("VEVENT"))
    assert not any(event.errors for event in found)
    return found


def test_dates_places_and_names_come_through(fetch: Any, publish: Make, make_incident: Make) -> None:
    publish(make_incident(title="Ҳамла; ба урдугоҳ, \\ حمله به اردوگاه"))
    (event,) = events(fetch())
    assert event["SUMMARY"] == "Ҳамла; ба урдугоҳ, \\ حمله به اردوگاه"
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2025, 11, 26), date(2025, 11, 28))
    assert (event["GEO"].latitude, event["GEO"].longitude) == (37.6, 70.0)
    assert (event["X-EDTF"], event["TRANSP"]) == ("2025-11-26/2025-11-27", "TRANSPARENT")


def test_a_withdrawn_incident_is_cancelled(fetch: Any, publish: Make, make_incident: Make, withdraw: Make) -> None:
    incident = make_incident(title="Secret")
    publish(incident)
    (before,) = events(fetch())
    withdraw(incident)
    content = fetch()
    (after,) = events(content)
    assert (after["UID"], after["STATUS"], after["SEQUENCE"]) == (before["UID"], "CANCELLED", before["SEQUENCE"] + 1)
    assert b"Secret" not in content


def test_what_is_known_to_a_year_only_is_left_out(fetch: Any, publish: Make, make_incident: Make) -> None:
    month = make_incident(date=vague_date("2025-10", "2025-10-01", "2025-10-31"))
    publish(month, make_incident(date=vague_date("2025", "2025-01-01", "2025-12-31", "year")), make_incident(places=[]))
    found = events(fetch())
    assert sorted(str(event["X-EDTF"]) for event in found) == ["2025-10", "2025-11-26/2025-11-27"]


def test_without_a_period_it_holds_two_years(fetch: Any, publish: Make, make_incident: Make) -> None:
    old = make_incident(date=vague_date("2019-05-01", "2019-05-01", "2019-05-01", "day"))
    publish(old, make_incident())
    assert len(events(fetch())) == 1
    assert len(events(fetch("?to=2026-01-01"))) == 2


def test_lines_are_folded_by_octets(fetch: Any, publish: Make, make_incident: Make) -> None:
    publish(make_incident(title="Ҳамлаи шабона ба урдугоҳи коргарон дар ноҳияи Шамсиддин Шоҳин " * 3))
    content = fetch()
    assert content.count(b"\n") == content.count(b"\r\n")
    assert max(map(len, content.split(b"\r\n"))) <= 75
