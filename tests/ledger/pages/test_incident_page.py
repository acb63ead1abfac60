"""One incident: every fact with the sentences that carry it, and where they disagree."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
FACTS = ["date", "place", "type", "actors", "facilities", "killed", "injured", "captured", "missing"]


def page_of(reader: Client, document: Any) -> str:
    return reader.get(f"/incidents/{document['id']}/{document['slug']}/").content.decode()


def section(html: str, fact: str) -> str:
    return html.split(f'aria-labelledby="fact-{fact}"')[1].split("</section>")[0]


def claim(document: Any, **overrides: Any) -> dict[str, Any]:
    return {**document["claims"][0], "reading": "", "values": [], **overrides}


def test_the_id_alone_leads_to_the_full_address(reader: Client, publish: Make, make_incident: Make) -> None:
    document = make_incident()
    publish(document)
    response = reader.get(f"/incidents/{document['id']}/")
    assert response.status_code == 302
    assert response.headers["Location"] == f"/incidents/{document['id']}/{document['slug']}/"


def test_an_old_slug_leads_to_the_present_one(reader: Client, publish: Make, make_incident: Make) -> None:
    document = make_incident()
    publish(document)
    response = reader.get(f"/incidents/{document['id']}/some-older-title/?as_of=1")
    assert response.headers["Location"] == f"/incidents/{document['id']}/{document['slug']}/?as_of=1"


@pytest.mark.parametrize("fact", FACTS)
def test_a_claims_quote_stands_under_each_fact_that_it_carries(
    reader: Client, publish: Make, make_incident: Make, fact: str
) -> None:
    document = make_incident()
    document["claims"] = [claim(document, quote="the words of one source", supports=FACTS)]
    publish(document)
    assert "<p>the words of one source</p></blockquote>" in section(page_of(reader, document), fact)


def test_a_claim_that_carries_no_listed_fact_is_shown_all_the_same(
    reader: Client, publish: Make, make_incident: Make
) -> None:
    document = make_incident()
    document["claims"] = [claim(document, quote="said in passing", supports=["weather"])]
    publish(document)
    assert "said in passing" in section(page_of(reader, document), "other")


def test_who_said_it_and_when_stands_by_the_quote(reader: Client, publish: Make, make_incident: Make) -> None:
    document = make_incident()
    publish(document)
    html = section(page_of(reader, document), "type")
    assert "<bdi>Foreign ministry</bdi>, 27 November 2025" in html
    assert "Khovar Courier" in html


def test_a_disputed_claim_stands_beside_what_the_register_follows(
    reader: Client, publish: Make, make_incident: Make
) -> None:
    document = make_incident()
    document["claims"] = [
        claim(document, quote="late on Wednesday", supports=["date"]),
        claim(document, id="c000000999", quote="on Friday", supports=["date"], status="disputed"),
    ]
    publish(document)
    follows, disagrees = section(page_of(reader, document), "date").split("What disagrees")
    assert "late on Wednesday" in follows.split("What the register follows")[1]
    assert "on Friday" in disagrees
    assert "Disputed</strong>" in disagrees


def test_figures_are_given_with_their_basis_and_every_account(
    reader: Client, publish: Make, make_incident: Make
) -> None:
    document = make_incident()
    document["casualties"][0] |= {"low": 3, "best": None, "high": 5, "basis": "the range of two accounts"}
    document["claims"][1]["values"][0] |= {"low": 5, "best": 5, "high": 5, "original": "пятеро"}
    publish(document)
    html = section(page_of(reader, document), "killed")
    assert '<strong class="sum">3 to 5</strong>' in html
    assert "<dt>Best</dt><dd>not known</dd>" in html
    assert "the range of two accounts" in html
    assert "accounts differ" in html
    assert "<td><bdi>Embassy, in Паём</bdi>, 28 November 2025</td><td>5</td>" in html
    assert "пятеро" in html


def test_an_overtaken_count_is_no_disagreement(reader: Client, publish: Make, make_incident: Make) -> None:
    document = make_incident()
    document["claims"][1] |= {"status": "superseded"}
    document["claims"][1]["values"][0] |= {"low": 1, "best": 1, "high": 1}
    publish(document)
    html = section(page_of(reader, document), "killed")
    assert "accounts differ" not in html
    assert "Superseded" in html


def test_glued_words_are_shown_apart_and_verbatim(reader: Client, publish: Make, make_incident: Make) -> None:
    document = make_incident()
    publish(document)
    html = page_of(reader, document)
    assert "<p>three workers of the company were killed</p></blockquote>" in html
    assert ">threeworkers of the company were killed</q>" in html


def test_foreign_words_say_their_language_and_direction(reader: Client, publish: Make, make_incident: Make) -> None:
    document = make_incident()
    document["claims"] = [claim(document, quote="سه کارگر کشته شدند", language="fa", supports=["type"])]
    publish(document)
    assert '<blockquote lang="fa" dir="rtl"><p>سه کارگر' in page_of(reader, document)


def test_a_retelling_says_that_it_is_one_and_where_the_original_is(
    reader: Client, publish: Make, make_incident: Make
) -> None:
    document = make_incident()
    publish(document)
    html = page_of(reader, document)
    assert "A retelling in our own words; original at <a" in html
    assert 'href="https://courier.example/2025/11/27/camp"' in html


def test_sources_that_count_as_one_say_so(reader: Client, publish: Make, make_incident: Make) -> None:
    document = make_incident()
    first, second = document["sources"]
    document["sources"] = [first, {**second, "origin": first["id"]}]
    publish(document)
    html = page_of(reader, document)
    assert f'Same origin as <a href="#s-{first["id"]}" lang="en" dir="ltr">Ministry speaks of three dead' in html
    assert "Repeats" not in html


def test_a_source_that_repeats_another_says_which(
    reader: Client, publish: Make, make_incident: Make, make_source: Make
) -> None:
    document = make_incident()
    first, second = document["sources"]
    agency = make_source(id="s000000977", title="The agency's own report", publisher="Agency", slug="report")
    publish(document, agency, make_source(id=first["id"], origin=second["id"]))
    publish(make_source(id=second["id"], origin=agency["id"]))
    html = page_of(reader, document)
    assert f'Repeats <a href="#s-{second["id"]}" lang="ru"' in html
    assert 'Repeats <a href="/sources/s000000977/report/" lang="en" dir="ltr">The agency&#x27;s own report</a>' in html
    assert "repeating Agency" in html


def test_places_actors_and_facilities_lead_to_their_records(reader: Client, publish: Make, make_incident: Make) -> None:
    document = make_incident()
    publish(document)
    html = page_of(reader, document)
    for address in ("/places/p000000901/", "/actors/a000000901/shohin-sm/", "/facilities/f000000901/shohin-camp/"):
        assert f'href="{address}"' in html
    assert "unknown gunmen" in html


def test_a_correction_shows_its_note_and_the_edition_before_stays(
    reader: Client, publish: Make, make_incident: Make
) -> None:
    document = make_incident(summary="Four were killed.")
    publish(document)
    document["summary"] = "Three were killed."
    publish(document, note="The toll was too high.")
    html = page_of(reader, document)
    assert "<strong>Correction:</strong> The toll was too high." in html
    assert "edition 2" in html
    path = f"/incidents/{document['id']}/{document['slug']}/?as_of=1"
    assert f'href="{path}"' in html
    earlier = reader.get(path).content.decode()
    assert "Four were killed." in earlier
    assert "as it stood at edition 1" in earlier


def test_it_says_how_to_cite_the_edition(reader: Client, publish: Make, make_incident: Make, settings: Any) -> None:
    settings.SITE_URL = "https://daftar.example"
    document = make_incident()
    publish(document)
    html = page_of(reader, document)
    assert f"incident {document['id']}, edition 1," in html
    assert f"https://daftar.example/incidents/{document['id']}/{document['slug']}/?as_of=1" in html


@pytest.mark.parametrize("field", ["title", "summary"])
def test_hostile_text_is_shown_and_never_obeyed(
    reader: Client, publish: Make, make_incident: Make, judged: Make, field: str
) -> None:
    hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    document = make_incident(**{field: hostile})
    document["claims"][0] |= {"quote": hostile, "reading": "", "speaker": hostile, "note": hostile, "language": '"><b>'}
    document["sources"][0] |= {"url": "javascript:alert(1)", "title": hostile, "publisher": hostile}
    publish(document)
    for html in (page_of(reader, document), reader.get("/").content.decode()):
        ours = html.count('<script type="application/ld+json">') + len(re.findall('<script[^>]* src="/static/', html))
        assert html.count("<script") == ours
        assert "<img" not in html
        assert "<b>" not in html
        assert 'href="javascript:' not in html
    assert str(escape(hostile)) in page_of(reader, document)
    page = judged(reader.get(f"/incidents/{document['id']}/{document['slug']}/"))
    assert json.loads(page.all("script")[0].text)["citation"][0]["name"] == hostile


def test_an_incident_of_which_little_is_known_is_shown(reader: Client, publish: Make, make_incident: Make) -> None:
    document = make_incident(places=[], actors=[], facilities=[], casualties=[], totals={}, summary="", tags=[])
    document["date"] |= {"edtf": "", "earliest": "0001-01-01", "latest": "9999-12-31", "precision": "unknown"}
    publish(document)
    html = page_of(reader, document)
    assert "Place unknown" in html
    assert ">Facilities</h2>" not in html
