"""A citation names an edition and a lasting address, in words and as reference managers read it."""

from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from django.conf import settings
from django.test import Client

from ledger.citations.links import citation_links

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
TITLE = "Ҳамла: 100% of “A_B” & {C} ~ #1 \\ شب ^ $5"


@pytest.fixture
def cited(publish: Make, make_incident: Make) -> dict[str, str]:
    """The addresses of an incident's citation, and its pinned address."""
    incident = make_incident(title=TITLE)
    edition = publish(incident)[0]
    path = f"/incidents/{incident['id']}/{incident['slug']}/"
    return {
        **citation_links(path, edition.seq), "pinned": f"{settings.SITE_URL}{path}?as_of={edition.seq}",
        "year": str(edition.at.year),
    }  # fmt: skip


def body(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.content
    return response.content.decode()


def test_in_words_it_names_edition_and_address(client: Client, cited: dict[str, str]) -> None:
    text = body(client, cited["txt"])
    assert TITLE in text
    assert "edition 1, number" in text
    assert text.endswith(cited["pinned"])


def test_a_bibtex_parser_reads_it(client: Client, cited: dict[str, str]) -> None:
    library = parse_string(body(client, cited["bib"]), append_middleware=[LatexDecodingMiddleware()])
    assert not library.failed_blocks
    (entry,) = library.entries
    fields = {key: field.value for key, field in entry.fields_dict.items()}
    assert fields["title"].replace("ˆ", "^") == TITLE  # the parser's own sign for a circumflex
    assert (entry.entry_type, fields["url"], fields["year"]) == ("misc", cited["pinned"], cited["year"])
    assert fields["author"].strip("{}") == settings.SITE_NAME


def test_a_ris_parser_reads_it(client: Client, cited: dict[str, str]) -> None:
    text = body(client, cited["ris"])
    assert all(line[2:6] == "  - " for line in text.split("\r\n") if line)
    (entry,) = rispy.load(StringIO(text, newline=""))
    assert (entry["type_of_reference"], entry["title"], entry["urls"]) == ("ELEC", TITLE, [cited["pinned"]])
    assert entry["year"] == cited["year"]


def test_csl_json_has_the_fields_of_its_schema(client: Client, cited: dict[str, str]) -> None:
    (item,) = client.get(cited["json"]).json()
    assert (item["type"], item["title"], item["URL"]) == ("webpage", TITLE, cited["pinned"])
    assert item["author"] == [{"literal": settings.SITE_NAME}]
    assert [len(part) for part in item["issued"]["date-parts"]] == [3]
    known = {"id", "type", "title", "author", "container-title", "URL", "version", "note", "issued"}
    assert set(item) == known


def test_its_page_shows_all_of_it(client: Client, cited: dict[str, str]) -> None:
    html = body(client, cited["page"])
    assert "@misc{daftar-" in html
    assert "TY  - ELEC" in html
    assert cited["ris"].replace("&", "&amp;") in html


def test_the_pinned_address_goes_on_showing_what_was_cited(client: Client, publish: Make, make_incident: Make) -> None:
    incident = make_incident()
    publish(incident)
    path = f"/incidents/{incident['id']}/{incident['slug']}/"
    pinned = client.get("/cite.json", {"page": path}).json()[0]["URL"].removeprefix(settings.SITE_URL)
    before = client.get(path).content
    publish({**incident, "title": "Corrected"})
    assert client.get(pinned).content == before


def test_a_list_is_cited_with_its_filters(client: Client, publish: Make, make_incident: Make) -> None:
    seq = publish(make_incident())[0].seq
    (item,) = client.get("/cite.json", {"page": "/?country=TJ&utm_source=x&as_of=1"}).json()
    assert item["title"] == "Register of incidents (country TJ)"
    assert item["URL"] == f"{settings.SITE_URL}/?country=TJ&as_of={seq}"


@pytest.mark.parametrize(
    "page",
    ["", "https://elsewhere.example/", "//elsewhere.example/", "/admin/", "/healthz", "/nowhere/", "about/",
     "/robots.txt",
     "/about/#part", "/about/\r\nER  - ", "javascript:alert(1)", "/\\elsewhere.example", "/cite/", "//["],
)  # fmt: skip
def test_only_pages_of_ours_are_cited(client: Client, page: str) -> None:
    for address in ("/cite/", "/cite.txt"):
        assert client.get(address, {"page": page}).status_code == 400


def test_what_is_gone_is_not_cited(client: Client, publish: Make, make_incident: Make, withdraw: Make) -> None:
    incident = make_incident()
    seq = publish(incident)[0].seq
    withdraw(incident)
    query = {"page": f"/incidents/{incident['id']}/"}
    assert client.get("/cite.txt", query).status_code == 404
    assert client.get("/cite.txt", {**query, "as_of": seq}).status_code == 200


def test_it_takes_no_other_parameter(client: Client) -> None:
    for address in ("/cite/", "/cite.bib"):
        assert client.get(address, {"page": "/about/", "style": "apa"}).status_code == 400
        assert client.get(address).status_code == 400


def test_as_of_gives_what_was_served_then(client: Client, publish: Make, make_incident: Make) -> None:
    seq = publish(make_incident())[0].seq
    paths = ["/cite/?page=/", "/cite.ris?page=/"]
    before = [client.get(path).content for path in paths]
    publish(make_incident())
    assert [client.get(f"{path}&as_of={seq}").content for path in paths] == before
