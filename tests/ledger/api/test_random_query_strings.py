"""A thousand query strings that nobody would write: each is obeyed to the letter, or refused by name. Never a 500."""

import random
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import orjson
import pytest
from django.test import Client

from ledger.documents import KINDS
from ledger.filters import filters_of

Make = Callable[..., Any]
OWN = ["limit", "cursor", "sort", "fields", "count", "as_of", "since", "wait", "record", "history", "format", "page"]
FILTERS = sorted({filter_.name for kind in KINDS for filter_ in filters_of(kind)})
PATHS = [
    *(f"/api/v1/{plural}/" for plural in ("incidents", "actors", "facilities", "places", "sources", "timelines")),
    "/api/v1/incidents/n000000001/", "/api/v1/incidents/n000000001/editions/", "/api/v1/", "/api/v1/schema/",
    "/feeds/incidents.atom", "/feeds/actors.json", "/feeds/incidents.ics", "/feeds/corrections.atom",
    "/", "/actors/", "/incidents/n000000001/night-attack-on-a-camp-in-shamsiddin-shohin/", "/corrections/",
]  # fmt: skip
PIECES = [
    "", "0", "1", "-1", "1e9", "true", "null", "2025-11-26", "9999-12-31", "2025-02-30", "n000000001", "attack", "TJ",
    "Шоҳин", "camp OR", '"', "(", "-", "*", "a:*", "' OR 1=1 --", "%", "\x00", "\ud800", "🜁", "\u202e", "70,37", ",",
    "1,2,3,4", "180,90,-180,-90", "nan", "inf", "x" * 5000, "../../etc/passwd", "<script>", "٣", "²", "\n", "company",
]  # fmt: skip


def _query(chance: random.Random) -> tuple[list[tuple[str, str]], str]:
    names = [chance.choice([*FILTERS, *OWN, chance.choice(PIECES), f"{chance.choice(FILTERS)}_"])
             for _ in range(chance.randint(1, 4))]  # fmt: skip
    pairs = [(name, "".join(chance.choices(PIECES, k=chance.choice([1, 1, 1, 2])))) for name in names]
    text = "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in pairs)
    return pairs, text


def _quoted(text: str) -> str:
    return quote(text.encode(errors="surrogatepass"))


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(10))
def test_each_is_obeyed_or_refused(
    client: Client, publish: Make, make_incident: Make, make_actor: Make, seed: int
) -> None:
    publish(make_incident(id="n000000001"), make_actor())
    chance = random.Random(seed)
    statuses: dict[int, int] = {}
    for _ in range(100):
        path = chance.choice(PATHS)
        pairs, text = _query(chance)
        response = client.get(f"{path}?{text}")
        statuses[response.status_code] = statuses.get(response.status_code, 0) + 1
        assert response.status_code in (200, 302, 400, 404, 409, 410), f"{path}?{text}"
        if path.startswith(("/api/", "/feeds/")) and response.status_code in (400, 409):
            assert orjson.loads(response.content)["parameter"] in {name for name, _ in pairs} | {
                _ascii(n) for n, _ in pairs
            }
        if response.status_code == 200 and path.startswith(("/api/", "/feeds/")):
            assert _unknown(client, path, pairs) == [], f"{path}?{text}"
    assert statuses[400] > 30


def _ascii(name: str) -> str:
    return name.encode(errors="surrogatepass").decode(errors="replace")


def _unknown(client: Client, path: str, pairs: list[tuple[str, str]]) -> list[str]:
    """Parameters of an obeyed query that the address refuses by themselves: they were ignored."""
    allowed = orjson.loads(client.get(f"{path}?no_such_parameter=1").content)["allowed"]
    return [name for name, _ in pairs if name not in allowed]
