"""The register: newest first, under months and days, narrowed by a plain form, in pages that are links."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]


def dated(edtf: str, earliest: str, latest: str, **overrides: object) -> dict[str, object]:
    precision = overrides.pop("precision", "day")
    return {
        "edtf": edtf, "earliest": earliest, "latest": latest, "extent": "once_within", "approximate": False,
        "uncertain": False, "precision": precision, "date_text": "", "date_label": "", "time_of_day": "", **overrides,
    }  # fmt: skip


def on(day: str) -> dict[str, object]:
    return dated(day, day, day)


def test_the_newest_incident_stands_first(reader: Client, publish: Make, make_incident: Make) -> None:
    publish(
        make_incident(title="The older", date=on("2025-01-02")), make_incident(title="The newer", date=on("2025-03-04"))
    )
    html = reader.get("/").content.decode()
    assert 0 < html.index("The newer") < html.index("The older")
    assert html.index("March 2025</h2>") < html.index("January 2025</h2>")


def test_an_exact_day_is_a_time_for_machines(reader: Client, publish: Make, make_incident: Make) -> None:
    publish(make_incident(date=on("2025-11-26")))
    assert '<time datetime="2025-11-26">' in reader.get("/").content.decode()


def test_a_vague_date_stands_under_its_month_and_is_no_time(reader: Client, publish: Make, make_incident: Make) -> None:
    publish(make_incident(date=dated("[2025-11-03..2025-11-20]", "2025-11-03", "2025-11-20", precision="span")))
    html = reader.get("/").content.decode()
    assert ">November 2025</h2>" in html
    assert "<time datetime" not in html.split("</main>")[0]


def test_a_year_alone_is_not_filed_under_january(reader: Client, publish: Make, make_incident: Make) -> None:
    publish(make_incident(date=dated("2025", "2025-01-01", "2025-12-31", precision="year")))
    html = reader.get("/").content.decode()
    assert ">2025, month unknown</h2>" in html
    assert "January 2025</h2>" not in html


def test_a_card_says_place_type_toll_and_evidence(reader: Client, publish: Make, make_incident: Make) -> None:
    publish(make_incident())
    html = reader.get("/").content.decode()
    for words in (
        "Somewhere in Shamsiddin Shohin", "Drone attack", "Reported:", "3 killed", "1 injured",
        "2 sources, 2 independent origins", "accounts differ",
    ):  # fmt: skip
        assert words in html, words


def test_a_single_origin_is_marked(reader: Client, publish: Make, make_incident: Make) -> None:
    publish(make_incident(origins=1))
    assert "single origin" in reader.get("/").content.decode()


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ((3, 3, 3), "3 killed"),
        ((3, None, 5), "3 to 5 killed"),
        ((3, None, None), "at least 3 killed"),
        ((None, None, 5), "up to 5 killed"),
        ((None, None, None), "an unknown number killed"),
        ((0, 0, 0), "0 killed"),
    ],
)
def test_a_toll_is_a_range_in_words(
    reader: Client, publish: Make, make_incident: Make, bounds: tuple[int | None, ...], words: str
) -> None:
    publish(make_incident(totals={"killed": dict(zip(("low", "best", "high"), bounds, strict=True))}))
    assert f"<span>{words}</span>" in reader.get("/").content.decode()


def test_pages_follow_one_another_without_loss(reader: Client, publish: Make, make_incident: Make) -> None:
    first = date(2020, 1, 1)
    publish(*(make_incident(title=f"No {n:03}", date=on(str(first + timedelta(days=n // 3)))) for n in range(120)))
    seen: list[str] = []
    url: str | None = "/"
    while url:
        response = reader.get(url)
        html = response.content.decode()
        seen += [part[:6] for part in html.split('/night-attack-on-a-camp-in-shamsiddin-shohin/">')[1:]]
        url = _link(html, "next")
    assert len(seen) == len(set(seen)) == 120
    assert seen == sorted(seen, reverse=True)


def test_the_way_back_leads_to_the_page_before(reader: Client, publish: Make, make_incident: Make) -> None:
    publish(*(make_incident(title=f"No {n:03}", date=on("2025-05-05")) for n in range(110)))
    top = reader.get("/").content.decode()
    second = reader.get(_link(top, "next") or "").content.decode()
    back = reader.get(_link(second, "prev") or "").content.decode()
    assert _articles(back) == _articles(top)
    assert _link(back, "prev") is None


def test_a_walk_does_not_see_what_is_published_meanwhile(reader: Client, publish: Make, make_incident: Make) -> None:
    publish(*(make_incident(title=f"No {n:03}", date=on("2025-05-05")) for n in range(60)))
    onward = _link(reader.get("/").content.decode(), "next") or ""
    publish(make_incident(title="Late arrival", date=on("2025-05-01")))
    html = reader.get(onward).content.decode()
    assert "Late arrival" not in html
    assert "Read it as it stands now" in html


def test_an_earlier_state_is_what_stood_then(
    reader: Client, publish: Make, make_incident: Make, withdraw: Make
) -> None:
    gone = make_incident(title="Never happened")
    publish(gone, make_incident(title="Happened"))
    withdraw(gone)
    publish(make_incident(title="Later"))
    html = reader.get("/?as_of=2").content.decode()
    assert "Never happened" in html
    assert "Later" not in html
    assert "<strong>2</strong> incidents" in html


def test_an_earlier_state_says_so_once_there_is_a_later_one(reader: Client, publish: Make, make_incident: Make) -> None:
    publish(make_incident())
    html = reader.get("/").content.decode()
    assert "as it stood at edition 1. It has changed since." in html
    assert '<link rel="stylesheet" href="/standing/1.css">' in html
    assert reader.get("/standing/1.css").content == b""
    publish(make_incident())
    assert b"display:block" in reader.get("/standing/1.css").content


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=flood", ["Flood"]),
        ("from=2025-06-01", ["Late"]),
        ("to=2025-01-31", ["Early", "Flood"]),
        ("type=battles", ["Early"]),
        ("country=KG", ["Flood"]),
        ("actor=a000000777", ["Late"]),
        ("q=&from=&to=&type=&country=&actor=", ["Early", "Flood", "Late"]),
    ],
)
def test_the_form_narrows_the_list(
    reader: Client, publish: Make, make_incident: Make, query: str, found: list[str]
) -> None:
    battle = {**make_incident()["type"], "code": "armed_clash", "parent": "battles"}
    actor = {"id": "a000000777", "slug": "x", "name": "X", "kind": "state", "role": "participant", "as_named": ""}
    publish(
        make_incident(title="Early", date=on("2025-01-01"), type=battle),
        make_incident(title="Flood", date=on("2025-01-02"), countries=["KG"]),
        make_incident(title="Late", date=on("2025-12-01"), actors=[actor]),
    )
    html = reader.get(f"/?{query}").content.decode()
    assert sorted(title for title in ("Early", "Flood", "Late") if f'/">{title}</a>' in html) == found


def test_what_narrows_the_list_is_said_in_words(reader: Client, publish: Make, make_incident: Make) -> None:
    publish(make_incident(title="Flood"), make_incident(title="Fire"))
    html = reader.get("/?q=flood&country=TJ").content.decode()
    assert "<strong>1</strong> of 2 incidents: “flood”, Tajikistan." in html
    assert "Clear all filters" in html


def test_nothing_found_says_what_to_do(reader: Client, publish: Make, make_incident: Make) -> None:
    publish(make_incident())
    html = reader.get("/?q=earthquake").content.decode()
    assert "0 of 1 incidents shown" in html
    assert "“earthquake”" in html


def test_an_empty_register_says_so(reader: Client) -> None:
    assert "The register is empty" in reader.get("/").content.decode()


def test_a_field_that_cannot_be_read_is_not_ignored(reader: Client, publish: Make, make_incident: Make) -> None:
    publish(make_incident(title="Flood"))
    response = reader.get("/?from=yesterday")
    assert response.status_code == 400
    assert "“From” cannot be used" in response.content.decode()
    assert "Flood" not in response.content.decode()


@pytest.mark.parametrize("query", ["after=nonsense", "before=%00", "as_of=-1", "as_of=999", "as_of=x", "as_of=²"])
def test_an_address_that_never_was_ours_is_not_found(
    reader: Client, publish: Make, make_incident: Make, query: str
) -> None:
    publish(make_incident())
    assert reader.get(f"/?{query}").status_code == 404


def test_the_month_index_counts_and_leads_to_its_months(reader: Client, publish: Make, make_incident: Make) -> None:
    publish(
        make_incident(title="One", date=on("2025-02-01")), make_incident(title="Two", date=on("2025-02-28")),
        make_incident(title="Long", date=dated("2025-02-01/2025-04-30", "2025-02-01", "2025-04-30", precision="span")),
    )  # fmt: skip
    html = reader.get("/").content.decode()
    assert 'aria-label="February 2025: 2 incidents"' in html
    assert "One more spans several months" in html
    assert "One" in reader.get("/?from=2025-02-01&to=2025-02-28").content.decode()


def _link(html: str, relation: str) -> str | None:
    marker = f'<link rel="{relation}" href="'
    return html.split(marker)[1].split('"')[0].replace("&amp;", "&") if marker in html else None


def _articles(html: str) -> list[str]:
    return [part.split('"')[0] for part in html.split('<article class="card" id="')[1:]]
