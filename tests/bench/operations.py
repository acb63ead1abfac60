"""What is asked of the product, and of the bare SQL for the same rows."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import count
from typing import Any, TypeVar
from urllib.parse import quote

import orjson
from psycopg2 import extensions

from ledger.caching import current_head
from ledger.changes import cursor_at
from ledger.models import LedgerHead
from ledger.search import search_query
from ledger.selection import read_selection
from tests.bench import limits
from tests.bench.client import Connection, get_request
from tests.bench.limits import CURRENT, Question
from tests.bench.words import vocabulary

T = TypeVar("T")

LIST = "/api/v1/incidents/?limit=100"
PLURALS = {"actor": "actors", "facility": "facilities", "place": "places", "source": "sources", "timeline": "timelines"}
WALKED_PAGES = 2_000
FROM, TO = "2000-01-01", "2019-12-31"
OF_ACTOR = "actor_ids @> %s::varchar[]"
IN_PERIOD = "daterange(earliest, latest, '[]') && daterange(%s, %s, '[]')"
BY_DATE = "ORDER BY earliest DESC, latest DESC, record_id DESC"
MATCHES = "search @@ %s::tsquery"
Key = tuple[date, date, str]


@dataclass(frozen=True)
class Operation:
    """`requests` are asked in turn, or `calls` made where no address gives the answer. `ids` reads the records' ids
    from a body; None where a body holds none. `expected` finds the same where that is no limit to be timed.

    `first` and `first_calls` are asked before each round. `most`: how many times a round at most, since what was asked
    for is known from then on; such operations are put under no load."""

    name: str
    requests: tuple[bytes, ...] = ()
    limits: tuple[Question, ...] = ()
    ids: Callable[[bytes], list[str]] | None = None
    status: int = 200
    is_list: bool = False
    expected: Question | None = None
    calls: tuple[Callable[[], object], ...] = ()
    first: tuple[bytes, ...] = ()
    first_calls: tuple[Callable[[], object], ...] = ()
    most: int | None = None


@dataclass
class Register:
    """The filled ledger, as far as questions are made from it."""

    database: extensions.connection
    head: LedgerHead

    @property
    def epoch(self) -> str:
        return str(self.head.epoch)

    def cursor_after(self, key: Key) -> str:
        """What the API gives out as `cursor` for the page after this key."""
        return read_selection("incident", {}, self.head).cursor((key[0].isoformat(), key[1].isoformat(), key[2]))

    def keys(self, pages: int) -> list[Key]:
        """The last keys of at most `pages` pages of a hundred, spread evenly over the register."""
        numbered = (
            f"SELECT *, row_number() OVER ({BY_DATE}) AS place FROM ledger_incidententry AS entry WHERE {CURRENT}"
        )
        statement = (
            f"SELECT earliest, latest, record_id FROM ({numbered}) AS numbered WHERE place %% %s = 0 ORDER BY place"
        )
        found = self._rows(statement, max(100, self.incidents // pages))
        return [(earliest, latest, id_) for earliest, latest, id_ in found]

    @cached_property
    def incidents(self) -> int:
        found: int = self._rows(f"SELECT count(*) FROM ledger_incidententry AS entry WHERE {CURRENT}")[0][0]
        return found

    def key_at_half(self) -> Key:
        statement = f"""SELECT earliest, latest, record_id FROM ledger_incidententry AS entry WHERE {CURRENT}
            {BY_DATE} OFFSET %s LIMIT 1"""
        earliest, latest, id_ = self._rows(statement, self.incidents // 2)[0]
        return earliest, latest, id_

    def actor_with(self, incidents: int) -> str:
        """The actor whose number of incidents comes nearest to `incidents`."""
        statement = f"""SELECT actor FROM ledger_incidententry AS entry, unnest(actor_ids) AS actor WHERE {CURRENT}
            GROUP BY actor ORDER BY abs(count(*) - %s), actor LIMIT 1"""
        actor: str = self._rows(statement, incidents)[0][0]
        return actor

    def words_in(self, incidents: int) -> str:
        """Two words of neighbouring frequency that stand together in about `incidents` incidents."""
        words = vocabulary("latin")
        pairs = [f"{words[rank]} {words[rank + 1]}" for rank in sorted({int(1.4**step) for step in range(1, 24)})]
        statement = f"SELECT count(*) FROM ledger_incidententry AS entry WHERE {CURRENT} AND {MATCHES}"
        found = {pair: self._rows(statement, search_query(pair))[0][0] for pair in pairs}
        return min(found, key=lambda pair: abs(found[pair] - incidents))

    def _rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        return Question(statement, values).rows(self.database)


def register_of(database: extensions.connection) -> Register:
    return Register(database, current_head())


def operations(register: Register, etag: str) -> list[Operation]:
    return [
        *_pages(register),
        *_narrowed(register),
        _changes(register),
        Operation("not_modified", (get_request(LIST, {"If-None-Match": etag}),), (Question(limits.HEAD),), status=304),
        _detail(register),
        *(
            Operation(f"list_{plural}", (get_request(f"/api/v1/{plural}/?limit=100"),),
                      (limits.records(kind),), _ids_of("results"), is_list=True)
            for kind, plural in PLURALS.items()
        ),
        Operation("timeline_page", (get_request("/"),)),
    ]  # fmt: skip


def among(asked: Sequence[Operation], only: Sequence[str]) -> list[Operation]:
    """Those that are called one of `only`, or whose names go on from there; all of them if it is empty."""
    return [one for one in asked if not only or f"{one.name}_".startswith(tuple(f"{name}_" for name in only))]


def walk_agrees(connection: Connection, register: Register) -> bool:
    """Whether the API's own `next` is the cursor that is made here, and a walk shows nothing twice."""
    seen: set[str] = set()
    address = "/api/v1/incidents/?limit=500"
    for _ in range(3):
        page = orjson.loads(connection.get(get_request(address)).body)
        ids = [record["id"] for record in page["results"]]
        last = page["results"][-1]["date"]
        key = (date.fromisoformat(last["earliest"]), date.fromisoformat(last["latest"]), ids[-1])
        following: str = page["next"]
        if seen.intersection(ids) or f"cursor={register.cursor_after(key)}" not in following:
            return False
        seen.update(ids)
        address = following[following.index("/api/") :]
    return True


def _pages(register: Register) -> Iterator[Operation]:
    results = _ids_of("results")
    yield Operation("list_page", (get_request(LIST),), (limits.incidents(),), results, is_list=True)
    yield _after("deep_page", register, [register.key_at_half()])
    yield _as_of(register)
    yield _after("list_walk", register, register.keys(WALKED_PAGES))


def _after(name: str, register: Register, keys: list[Key]) -> Operation:
    after = f"{CURRENT} AND (earliest, latest, entry.record_id) < (%s, %s, %s)"
    return Operation(
        name,
        tuple(get_request(f"{LIST}&cursor={register.cursor_after(key)}") for key in keys),
        tuple(limits.incidents(after, key) for key in keys),
        _ids_of("results"),
        is_list=True,
    )


def _narrowed(register: Register) -> Iterator[Operation]:
    """Questions whose answers hold about as many records in a register of any size, and common ones, whose answers
    grow with it."""
    results = _ids_of("results")
    for suffix, few in (("", True), ("_common", False)):
        actor = register.actor_with(1_000 if few else register.incidents)
        words = register.words_in(200 if few else register.incidents // 20)
        yield Operation(
            f"filtered{suffix}", (get_request(f"{LIST}&actor={actor}&from={FROM}&to={TO}"),),
            (limits.incidents(f"{CURRENT} AND {OF_ACTOR} AND {IN_PERIOD}", ([actor], FROM, TO)),),
            results, is_list=True,
        )  # fmt: skip
        yield Operation(
            f"search{suffix}", (get_request(f"{LIST}&q={quote(words)}"),),
            (limits.incidents(f"{CURRENT} AND {MATCHES}", (search_query(words),)),), results, is_list=True,
        )  # fmt: skip


def _changes(register: Register) -> Operation:
    since = register.head.seq // 2
    address = f"/api/v1/changes/?limit=500&since={cursor_at(register.epoch, since)}"
    return Operation(
        "changes", (get_request(address),), (Question(limits.CHANGES, (since,)),), _ids_of("changes"), is_list=True
    )  # fmt: skip


def _as_of(register: Register) -> Operation:
    seq = register.head.seq * 9 // 10
    current_then = "(entry.superseded_by IS NULL OR entry.superseded_by > %s) AND entry.seq <= %s"
    return Operation(
        "as_of", (get_request(f"{LIST}&as_of={seq}"),), (limits.incidents(current_then, (seq, seq)),),
        _ids_of("results"), is_list=True,
    )  # fmt: skip


def _detail(register: Register) -> Operation:
    id_ = register.key_at_half()[2]
    return Operation(
        "detail", (get_request(f"/api/v1/incidents/{id_}/"),), (Question(limits.DETAIL, (id_,)),),
        lambda body: [orjson.loads(body)["id"]],
    )  # fmt: skip


def _ids_of(member: str) -> Callable[[bytes], list[str]]:
    return lambda body: [record["id"] for record in orjson.loads(body)[member]]


def in_turn(several: Sequence[T]) -> Callable[[], T]:
    """The next of several, the first again after the last."""
    numbers = count()
    return lambda: several[next(numbers) % len(several)]
