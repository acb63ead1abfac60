"""The map's page: a picture whose signs are links, a list of what is in view, and the same filters; without scripts."""

import gzip
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
KB = 1024


def page(client: Client, query: str = "") -> str:
    answer = client.get(f"/map/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_single_incident_links_to_its_page(client: Client, publish: Make, make_incident: Make, place: Make) -> None:
    document = make_incident(places=[place()])
    publish(document)
    shown = page(client)
    assert f'href="/incidents/{document["id"]}/" aria-label="1 incident here"' in shown
    assert 'class="point"' in shown


def test_what_is_known_as_near_is_a_ring_and_says_so(
    client: Client, publish: Make, make_incident: Make, place: Make
) -> None:
    publish(make_incident(places=[place(precision="near")]))
    shown = page(client)
    assert 'aria-label="1 incident here. Known only as near this place."' in shown
    assert 'class="ring" cx=' in shown


def test_incidents_close_to_one_another_are_one_circle_with_their_number(
    client: Client, publish: Make, make_incident: Make, place: Make
) -> None:
    publish(*(make_incident(places=[place()]) for _ in range(3)))
    assert 'aria-label="3 incidents here"' in page(client)


def test_a_border_is_a_line_with_its_number(
    client: Client, publish: Make, make_incident: Make, make_place: Make, place: Make
) -> None:
    border = make_place(id="p000000950", name="Tajik-Afghan border", kind="border", within=[], point=None)
    along = place(id="p000000950", name=border["name"], kind="border", precision="linear_fuzzy", point=None,
                  admin1=None, admin2=None)  # fmt: skip
    publish(border, make_incident(places=[along]), make_incident(places=[along]))
    shown = page(client)
    assert "2 incidents along Tajik-Afghan border" in shown
    assert 'class="along" d="M' in shown
    assert "/?place=p000000950&amp;place_precision=linear_fuzzy" in shown


def test_what_is_known_to_a_country_alone_is_counted_and_not_drawn(
    client: Client, publish: Make, make_incident: Make, place: Make
) -> None:
    publish(make_incident(places=[place(precision="country", point=None)]), make_incident(places=[place()]))
    assert "1 of them stands in the list alone" in page(client)


def test_the_list_holds_what_is_in_view(client: Client, publish: Make, make_incident: Make, place: Make) -> None:
    publish(
        make_incident(title="In the south", places=[place(point=[69.5, 37.5])]),
        make_incident(title="In the north", places=[place(point=[69.5, 40.5])]),
    )
    shown = page(client, "?bbox=69,37,70,38")
    assert "In the south" in shown
    assert "In the north" not in shown
    assert "1 incident whose place is a point lies in this part of the map." in shown


def test_parts_can_be_had_alone(client: Client, publish: Make, make_incident: Make, place: Make) -> None:
    document = make_incident(title="<b>Bold</b> attack", places=[place()])
    publish(document)
    for part in ("list", "narrowed", "popup"):
        shown = page(client, f"?bbox=69,37,70,38&only={part}")
        assert "&lt;b&gt;Bold&lt;/b&gt; attack" in shown
        assert "<html" not in shown
    assert client.get("/map/?only=nothing").status_code == 400


def test_bars_narrow_the_period_and_the_sliders_begin_at_it(
    client: Client, publish: Make, make_incident: Make, place: Make
) -> None:
    for year in (2021, 2024):
        day = {"earliest": f"{year}-05-02", "latest": f"{year}-05-02", "edtf": f"{year}-05-02", "precision": "day"}
        publish(make_incident(places=[place()], date={**make_incident()["date"], **day}))
    shown = page(client, "?from=2024-01-01&bbox=60,30,76,42")
    assert "/map/?bbox=60%2C30%2C76%2C42&amp;from=2021-05-01&amp;to=2021-05-31" in shown
    assert 'data-from="2021-05-01" data-to="2021-05-31" class="beyond"' in shown
    assert 'id="map-first" min="0" max="36" value="32"' in shown
    assert 'value="2024-01-01/2024-01-31" label="January 2024"' in shown


def test_filters_are_those_of_the_timeline_and_keep_the_view(
    client: Client, publish: Make, make_incident: Make, place: Make
) -> None:
    publish(make_incident(places=[place()]))
    shown = page(client, "?country=TJ&bbox=69,37,70,38")
    assert 'href="/map/?bbox=69%2C37%2C70%2C38"><span class="unseen">Take away:' in shown
    assert "within a box on the map" not in shown  # it is seen
    assert "/map/?country=TJ%2CAF&amp;bbox=69%2C37%2C70%2C38" in shown


def test_an_empty_register_has_a_map_too(client: Client) -> None:
    shown = page(client)
    assert "0 incidents are selected." in shown
    assert "<svg" in shown


def test_the_page_as_of_an_earlier_seq_is_what_it_was(
    client: Client, publish: Make, make_incident: Make, place: Make
) -> None:
    publish(make_incident(places=[place()]))
    before = client.get("/map/").content
    publish(make_incident(places=[place()]))
    assert client.get("/map/").content != before
    assert client.get("/map/?as_of=1").content == before


@pytest.mark.parametrize("number", [2, 60])
def test_queries_do_not_grow_with_the_register(
    client: Client, publish: Make, make_incident: Make, place: Make, django_assert_max_num_queries: Make, number: int
) -> None:
    publish(*(
        make_incident(places=[place(point=[67 + n % 9, 36 + n % 5])]) for n in range(number)
    ))  # fmt: skip
    with django_assert_max_num_queries(44):
        shown = page(client)
    with django_assert_max_num_queries(12):
        page(client, "?bbox=66,35,70,38&only=list")
    assert len(gzip.compress(shown.encode())) < 60 * KB
