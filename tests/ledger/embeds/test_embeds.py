"""Embedded pages: allowed in any frame, and they alone; light, without script, of nothing that the pages don't show."""

import gzip
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

Make = Callable[..., Any]
ADDRESSES = ["/embed/timeline/", "/embed/map/", "/embed/incident/n000000901/", "/fa/embed/timeline/?country=TJ"]
KB = 1024


@pytest.fixture
def register(publish: Make, make_incident: Make) -> None:
    publish(
        make_incident(id="n000000901", slug="night-attack", title="Night attack"), *(make_incident() for _ in range(40))
    )


@pytest.mark.django_db
@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("address", ADDRESSES)
def test_any_page_may_frame_it(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
    assert "script-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer.headers
    held = client.get(address, headers={"If-None-Match": answer.headers["ETag"]})
    assert held.status_code == 304
    assert "frame-ancestors *" in held.headers["Content-Security-Policy"]


@pytest.mark.django_db
@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("address", ["/", "/charts/", "/incidents/n000000901/night-attack/", "/oembed?url=x"])
def test_no_other_page_may_be_framed(client: Client, address: str) -> None:
    answer = client.get(address)
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("register")
def test_an_answer_that_is_kept_in_memory_keeps_its_policy(client: Client) -> None:
    first, again = client.get("/embed/timeline/"), client.get("/embed/timeline/")
    assert again.content == first.content
    assert "frame-ancestors *" in again.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in again.headers


@pytest.mark.django_db
@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("address", ADDRESSES)
def test_it_is_light_without_script_and_leads_to_the_whole(client: Client, settings: Any, address: str) -> None:
    answer = client.get(address)
    page = answer.content.decode()
    assert len(gzip.compress(answer.content)) < 15 * KB
    assert "<script" not in page
    assert 'rel="noopener"' in page
    assert f'href="{settings.SITE_URL}/' in page
    assert page.count("<a ") == page.count('target="_blank"')


@pytest.mark.django_db
@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("address", ADDRESSES)
def test_it_costs_few_queries(client: Client, django_assert_max_num_queries: Make, address: str) -> None:
    with django_assert_max_num_queries(14):
        client.get(address)


@pytest.mark.django_db
@pytest.mark.usefixtures("register")
def test_as_of_then_it_is_what_was_served_then(client: Client, publish: Make, make_incident: Make) -> None:
    then = {address: client.get(address).content for address in ADDRESSES[:3]}
    publish(make_incident(id="n000000901", slug="other", title="Told anew"), note="Corrected.")
    for address, content in then.items():
        assert client.get(f"{address}?as_of=41").content == content


@pytest.mark.django_db
def test_what_is_gone_is_in_none(
    client: Client, publish: Make, make_incident: Make, withdraw: Make, redact: Make, merge: Make
) -> None:
    withdrawn = make_incident(id="n000000901", title="A rumour")
    redacted = make_incident(id="n000000902", title="A secret")
    merged, kept = make_incident(id="n000000903", title="Twice"), make_incident(id="n000000904")
    publish(withdrawn, redacted, merged, kept)
    withdraw(withdrawn)
    redact(redacted)
    merge(merged, into=kept)
    listed = client.get("/embed/timeline/").content.decode()
    assert not [title for title in ("A rumour", "A secret", "Twice") if title in listed]
    for id_ in ("n000000901", "n000000902"):
        answer = client.get(f"/embed/incident/{id_}/")
        assert answer.status_code == 410
        assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
        assert "A rumour" not in answer.content.decode()
    assert client.get("/embed/incident/n000000903/").headers["Location"] == "/embed/incident/n000000904/"


@pytest.mark.django_db
@pytest.mark.usefixtures("register")
def test_a_map_in_a_frame_has_the_signs_of_the_map_itself(client: Client, settings: Any) -> None:
    query = "?country=TJ&bbox=69,37,71,38.5"
    signs = [
        re.findall('class="sign".*?aria-label="(.*?)"', client.get(f"{path}{query}").content.decode())
        for path in ("/map/", "/embed/map/")
    ]
    assert signs[0] == signs[1] == ["41 incidents here"]
    framed = client.get(f"/embed/map/{query}").content.decode()
    assert f'href="{settings.SITE_URL}/map/?country=TJ&amp;bbox=69%2C37%2C71%2C38.5"' in framed
