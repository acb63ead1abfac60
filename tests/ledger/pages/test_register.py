"""The register: newest first, under months and days, narrowed by a plain form, in pages that are links."""

import gzip
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
    assert "0 of 1 incident shown" in html
    assert "without “earthquake”: 1 incident" in html
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


def test_each_bar_says_its_numbers_and_leads_into_its_days(reader: Client, publish: Make, make_incident: Make) -> None:
    publish(
        make_incident(title="One", date=on("2025-02-01")), make_incident(title="Two", date=on("2025-02-28")),
        make_incident(title="Old", date=on("2023-01-01"), totals={}),
        make_incident(title="Long", date=dated("2025-02-01/2025-04-30", "2025-02-01", "2025-04-30", precision="span")),
    )  # fmt: skip
    html = reader.get("/").content.decode()
    assert 'href="/?from=2025-02-01&amp;to=2025-02-28" aria-label="February 2025: 2 incidents, 6 killed"' in html
    assert 'aria-label="January 2023: 1 incident"' in html
    assert "1 more spans several months, or its month is not known." in html
    finer = reader.get("/?from=2025-02-01&to=2025-02-28").content.decode()
    assert 'aria-label="1 February 2025: 1 incident, 3 killed"' in finer
    assert 'href="/?from=2025-01-01&amp;to=2025-12-31">Wider: 2025</a>' in finer


def test_a_day_that_is_not_known_stands_first_in_its_month_as_a_span(
    reader: Client, publish: Make, make_incident: Make
) -> None:
    vague = dated("2025-11", "2025-11-01", "2025-11-30", precision="month")
    publish(make_incident(title="Known", date=on("2025-11-20")), make_incident(title="Vague", date=vague))
    html = reader.get("/").content.decode()
    assert html.index("Day unknown</h3>") < html.index("Vague</a></h4>") < html.index("Known</a></h3>")
    assert html.count('class="extent') == 1


@pytest.mark.parametrize("view", ["lanes", "countries", "actors"])
def test_a_view_lays_the_page_out_in_columns(reader: Client, publish: Make, make_incident: Make, view: str) -> None:
    publish(make_incident(title="Flood"))
    html = reader.get(f"/?view={view}").content.decode()
    assert 'class="lanes"' in html
    assert "Flood</a></h4>" in html


@pytest.mark.parametrize("query", ["view=tables", "jump=soon", "jump=2025-13", "jump=2025&sort=-changed"])
def test_a_view_or_a_date_that_is_not_there_is_refused(
    reader: Client, publish: Make, make_incident: Make, query: str
) -> None:
    publish(make_incident())
    assert reader.get(f"/?{query}").status_code == 400


@pytest.mark.parametrize("sort", ["", "date"])
def test_a_jump_leads_to_the_page_that_begins_at_the_date(
    reader: Client, publish: Make, make_incident: Make, sort: str
) -> None:
    first = date(2024, 1, 1)
    publish(*(make_incident(title=f"On {day}", date=on(str(day))) for day in (first + timedelta(9 * n)
                                                                             for n in range(80))))  # fmt: skip
    response = reader.get(f"/?jump=2024-09&sort={sort}")
    assert response.status_code == 302
    path, _hash, anchor = response["Location"].partition("#")
    html = reader.get(path).content.decode()
    assert anchor == "m-2024-09"
    assert html.index(f'id="{anchor}"') == html.index('<h2 id="m-') + len("<h2 ")


def test_other_filters_than_the_form_has_stay_in_it(reader: Client, publish: Make, make_incident: Make) -> None:
    publish(make_incident())
    html = reader.get("/?lane=armed&sort=date").content.decode()
    form = html.split('<form class="filters"')[1].split("</form>")[0]
    assert '<input type="hidden" name="lane" value="armed">' in form
    assert '<input type="hidden" name="sort" value="date">' in form


def test_filters_are_chips_that_take_themselves_away(reader: Client, publish: Make, make_incident: Make) -> None:
    publish(make_incident())
    html = reader.get("/?country=TJ&from=2025-11-01&to=2025-11-30&q=camp").content.decode()
    assert 'class="chip" href="/?country=TJ&amp;q=camp"><span class="unseen">Take away: </span>November 2025' in html
    assert 'href="/?from=2025-11-01&amp;to=2025-11-30&amp;q=camp"' in html


def test_every_link_of_a_facet_is_nofollow_and_keeps_the_others(
    reader: Client, publish: Make, make_incident: Make, judged: Make
) -> None:
    publish(make_incident(), make_incident(countries=["KG"]))
    now = "/?country=TJ"  # the notice on a page of an earlier day leads to it
    links = judged(reader.get(now)).all("a")
    queried = [link.attributes for link in links if "?" in (link.attributes["href"] or "")]
    assert {link.get("rel") for link in queried if link["href"] != now} == {"nofollow"}
    assert "/?country=TJ%2CKG" in [link["href"] for link in queried]


def test_the_view_as_a_feed_a_file_and_a_map_has_the_same_filters(
    reader: Client, publish: Make, make_incident: Make
) -> None:
    publish(make_incident())
    html = reader.get("/?country=TJ&view=lanes&sort=date").content.decode()
    for path in ("/data/incidents.csv", "/data/incidents.geojson", "/api/v1/incidents/", "/map/", "/charts/"):
        assert f'href="{path}?country=TJ"' in html, path


def test_a_card_leads_to_what_happened_around_it(reader: Client, publish: Make, make_incident: Make) -> None:
    near = {**make_incident()["places"][0], "precision": "near", "point": [70.1, 37.6]}
    publish(make_incident(date=on("2025-11-26"), places=[near]))
    html = reader.get("/").content.decode()
    assert 'href="/?from=2025-11-12&amp;to=2025-12-10">within 14 days' in html
    assert 'href="/?near=70.1%2C37.6&amp;radius=25">within 25 km' in html


def test_around_the_middle_of_a_district_nothing_is_near(reader: Client, publish: Make, make_incident: Make) -> None:
    publish(make_incident())
    assert "within 25 km" not in reader.get("/").content.decode()


def test_a_page_asks_as_much_whether_it_shows_one_or_fifty(
    reader: Client, publish: Make, make_incident: Make, django_assert_max_num_queries: Make
) -> None:
    publish(*(make_incident(date=on(f"2025-05-{n % 28 + 1:02}")) for n in range(60)))
    with django_assert_max_num_queries(32):
        reader.get("/?country=TJ&lane=armed")


def test_fifty_incidents_with_all_facets_are_light(reader: Client, publish: Make, make_incident: Make) -> None:
    publish(*(make_incident(date=on(f"20{n % 9 + 10}-05-{n % 28 + 1:02}")) for n in range(60)))
    assert len(gzip.compress(reader.get("/?q=camp").content)) < 60_000


def test_an_address_shows_as_many_pages_as_it_says(reader: Client, publish: Make, make_incident: Make) -> None:
    publish(*(make_incident(date=on(f"20{n % 9 + 10}-05-{n % 28 + 1:02}")) for n in range(210)))
    first, longest = reader.get("/").content.decode(), reader.get("/?pages=4").content
    second = reader.get(_link(first, "next") or "").content.decode()
    assert _articles(reader.get("/?pages=2").content.decode()) == _articles(first) + _articles(second)
    assert 'data-stretch="/?pages=" data-pages="1" data-most="4"' in first
    assert _link(longest.decode(), "next")
    assert "data-stretch" not in longest.decode()
    assert len(gzip.compress(longest)) < 60_000


def test_a_page_that_was_come_back_to_is_as_of_the_walk(reader: Client, publish: Make, make_incident: Make) -> None:
    publish(*(make_incident(date=on("2025-05-05")) for n in range(60)))
    second = reader.get(_link(reader.get("/").content.decode(), "next") or "").content.decode()
    publish(make_incident())
    top = reader.get(_link(second, "prev") or "").content.decode()
    assert 'data-stretch="/?as_of=60&amp;pages="' in top


@pytest.mark.parametrize("query", ["pages=5", "pages=0", "pages=x", "pages=2&pages=3"])
def test_more_pages_than_one_may_hold_are_refused(
    reader: Client, publish: Make, make_incident: Make, query: str
) -> None:
    publish(make_incident())
    assert reader.get(f"/?{query}").status_code == 400


def _link(html: str, relation: str) -> str | None:
    marker = f'<link rel="{relation}" href="'
    return html.split(marker)[1].split('"')[0].replace("&amp;", "&") if marker in html else None


def _articles(html: str) -> list[str]:
    return [part.split('"')[0] for part in html.split('<article class="card" id="')[1:]]
