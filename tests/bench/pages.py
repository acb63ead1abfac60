"""What readers ask for: pages, the chart's numbers, the filters' counts, the map's clusters and the search.

Each in three states of a process which has been up for a while: `hot`, asked before; `edition`, asked before, and again
after one edition more; `cold`, what nobody asked for yet.
"""

import csv
import random
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from functools import partial
from itertools import count, islice
from urllib.parse import quote, urlencode

import orjson

from incidents.vocabulary import INCIDENT_TYPES
from ledger import tallies
from ledger.models import LedgerHead
from ledger.selection import read_selection
from ledger.timeline.facets import FACETS
from tests.bench import limits
from tests.bench.cast import COUNTRIES, FRAMES
from tests.bench.client import get_request
from tests.bench.limits import CURRENT, Question
from tests.bench.operations import Operation, Register
from tests.bench.synthetic import DAYS, FIRST_DAY
from tests.bench.words import skewed, vocabulary

Fields = dict[str, str]

PAGE = 50
VALUES = 12  # of a facet
AT_A_TIME = 20  # in a round, of what may be asked once only
ROUNDS_AT_MOST = 12
ONCE = AT_A_TIME * ROUNDS_AT_MOST
POPULAR_ACTORS = 4
LANES = ("violence", "diplomacy", "forces")
TYPES = [type_.code for type_ in INCIDENT_TYPES]
MONTHS = "/charts/incidents-by-month.csv"
CLUSTERS = "/map/clusters.json"
SEARCH = "/search/"
NEWEST = limits.incidents().statement.replace("LIMIT 100", f"LIMIT {PAGE}")
FIRST_OF_ALL = Question(f"SELECT seq, record_id FROM ({NEWEST}) AS newest ORDER BY record_id")
WITHIN_A_MONTH = Question(
    f"""SELECT 0, count(*)::text FROM ledger_incidententry AS entry
    WHERE {CURRENT} AND date_trunc('month', earliest) = date_trunc('month', latest)"""
)
ALL = Question(f"SELECT 0, count(*)::text FROM ledger_incidententry AS entry WHERE {CURRENT}")


def page_operations(register: Register) -> list[Operation]:
    actors = _actors(register)
    popular, rare = _popular(actors), partial(selections, actors)
    queries, slips = _queries(count()), _slips(count())
    return [
        *_states("timeline_first", [_address("/")], _walk(register), register, FIRST_OF_ALL, _ids_of_page),
        *_states("timeline_filtered", [_address("/", one) for one in popular],
                 (_address("/", one) for one in rare(1)), register),
        *_states("histogram", [_address(MONTHS)], (_address(MONTHS, one) for one in rare(2)), register,
                 WITHIN_A_MONTH, _sum_of_table),
        *_facets(register.head, popular, rare(3)),
        *_states("map_clusters", [_address(CLUSTERS, one) for one in _views({})],
                 (_address(CLUSTERS, {**one, **_views(one)[n % 6]}) for n, one in enumerate(rare(4))), register,
                 ALL, _total_of_map),
        *_states("search_page", [_search(next(queries)) for _ in range(6)], map(_search, queries), register),
        *_states("search_slip", [_search(next(slips)) for _ in range(3)], map(_search, slips), register),
    ]  # fmt: skip


def _states(
    name: str,
    known: list[str],
    unknown: Iterable[str],
    register: Register,
    expected: Question | None = None,
    read: Callable[[bytes], list[str]] | None = None,
) -> Iterator[Operation]:
    hot = tuple(get_request(address) for address in known)
    later = (f"{known[n % len(known)]}{'&' if '?' in known[n % len(known)] else '?'}as_of={seq}"
             for n, seq in enumerate(_editions(register.head)))  # fmt: skip
    yield Operation(f"{name}_hot", hot, ids=read, expected=expected, first=hot)
    yield Operation(f"{name}_edition", tuple(map(get_request, later)), first=hot, most=AT_A_TIME)
    yield Operation(f"{name}_cold", tuple(map(get_request, islice(unknown, ONCE))), most=AT_A_TIME)


def _editions(head: LedgerHead) -> range:
    """The register as it was at another edition each time, one further from the head than the one before: what was
    counted has to be carried as it has to be when an edition was published. Nothing is added to a filled ledger."""
    return range(head.seq - 1, max(0, head.seq - 1 - ONCE), -1)


def _facets(head: LedgerHead, popular: list[Fields], unknown: Iterator[Fields]) -> Iterator[Operation]:
    """No address of their own gives them, so they are counted in this process, as the pages do."""

    def asked(fields: Fields, as_of: int = head.seq) -> Callable[[], object]:
        query = {name: [value] for name, value in {**fields, "as_of": str(as_of)}.items()}
        return partial(_counted, query, head)

    hot = tuple(asked(fields) for fields in ({}, *popular))
    known = [{}, *popular]
    later = tuple(asked(known[n % len(known)], seq) for n, seq in enumerate(_editions(head)))
    yield Operation("facets_hot", calls=hot, first_calls=hot)
    yield Operation("facets_edition", calls=later, first_calls=hot, most=AT_A_TIME)
    yield Operation("facets_cold", calls=tuple(map(asked, islice(unknown, ONCE))), most=AT_A_TIME)


def _counted(query: dict[str, list[str]], head: LedgerHead) -> object:
    return tallies.facets(read_selection("incident", query, head), FACETS, VALUES)


def _address(path: str, fields: Fields | None = None) -> str:
    return f"{path}?{urlencode(fields)}" if fields else path


def _walk(register: Register) -> Iterator[str]:
    """Pages of the whole register, from its beginning to its end, that nobody has turned to."""
    return (f"/?after={register.cursor_after(key)}" for key in register.keys(ONCE + 1))


def _actors(register: Register) -> list[str]:
    """Those with most incidents first."""
    statement = f"""SELECT actor, count(*) FROM ledger_incidententry AS entry, unnest(actor_ids) AS actor
        WHERE {CURRENT} GROUP BY actor ORDER BY 2 DESC, 1"""
    return [actor for actor, _ in Question(statement).rows(register.database)]


def _popular(actors: list[str]) -> list[Fields]:
    """What many ask for: the same few addresses each time."""
    year = {"from": "2024-01-01", "to": "2024-12-31"}
    parent = next(type_.code for type_ in INCIDENT_TYPES if not type_.parent)
    return [
        {"type": parent}, {"country": "TJ"}, {"lane": "violence"}, year, {"country": "AF", **year},
        {"type": parent, "actor": actors[0], "from": "2010-01-01", "to": "2024-12-31"}, {"killed_min": "1"},
        *({"actor": actor} for actor in actors[:POPULAR_ACTORS]),
    ]  # fmt: skip


def selections(actors: list[str], seed: int) -> Iterator[Fields]:
    """Filters that nobody has set together before: the days differ each time. Frequent actors are asked for most."""
    chance = random.Random(f"selections/{seed}")
    for number in count():
        first = FIRST_DAY + timedelta(days=chance.randrange(DAYS - 400))
        last = first + timedelta(days=chance.randrange(200, 7_000))
        days = {"from": first.isoformat(), "to": last.isoformat()}
        type_, actor = chance.choice(TYPES), actors[skewed(chance, len(actors))]
        country, lane = chance.choice(COUNTRIES), chance.choice(LANES)
        mixed: tuple[Fields, ...] = (
            {"type": type_, "actor": actor, **days}, {"type": type_, **days}, {"actor": actor, **days},
            {"country": country, "lane": lane, **days}, {"country": country, "killed_min": "1", **days},
        )  # fmt: skip
        yield mixed[number % len(mixed)]


def _views(seed: Fields) -> list[Fields]:
    """Six views of a map: a country or a part of one, each with the zoom that it is looked at with."""
    chance = random.Random(str(sorted(seed.items())))
    found: list[Fields] = []
    for zoom in (4, 5, 6, 7, 8, 9):
        west, south, width, height = FRAMES[chance.choice(COUNTRIES)]
        part = 2.0 ** (5 - zoom)
        left, bottom = west + width * chance.random() * (1 - min(part, 1)), south + height * chance.random() / 2
        box = (left, bottom, left + width * part, min(bottom + height * part, 80.0))
        found.append({"bbox": ",".join(f"{edge:.3f}" for edge in box), "zoom": str(zoom)})
    return found


def _queries(numbers: Iterator[int]) -> Iterator[str]:
    """In turn: a word, two words that need not stand anywhere together, a name in Cyrillic; frequent and rare ones."""
    chance = random.Random("queries")
    for number in numbers:
        latin, cyrillic = vocabulary("latin"), vocabulary("cyrillic")
        word = latin[skewed(chance, len(latin))]
        yield (
            word,
            f"{word} {latin[skewed(chance, len(latin))]}",
            " ".join(cyrillic[skewed(chance, len(cyrillic))] for _ in range(2)),
        )[number % 3]


def _slips(numbers: Iterator[int]) -> Iterator[str]:
    """Words with two letters in each other's place, or one missing."""
    chance = random.Random("slips")
    words = [word for word in vocabulary("latin") if len(word) > 5]
    for number in numbers:
        word = words[skewed(chance, len(words))]
        at = chance.randrange(1, len(word) - 2)
        swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        yield swapped if number % 2 else word[:at] + word[at + 1 :]


def _search(typed: str) -> str:
    return f"{SEARCH}?q={quote(typed)}"


def _ids_of_page(body: bytes) -> list[str]:
    """The cards of a page by their ids: it shows a month's vague dates before the others."""
    return sorted(piece.split(b'"', 1)[0].decode() for piece in body.split(b'<article class="card" id="i-')[1:])


def _sum_of_table(body: bytes) -> list[str]:
    rows = csv.DictReader(body.decode().splitlines())
    return [str(sum(int(row["incidents"]) for row in rows))]


def _total_of_map(body: bytes) -> list[str]:
    return [str(orjson.loads(body)["total"])]
