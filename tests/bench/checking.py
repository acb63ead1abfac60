"""Is the answer right? Nothing is timed that did not answer what the bare SQL says."""

from collections.abc import Iterable

import orjson
from psycopg2 import extensions

from tests.bench.client import Connection, get_request
from tests.bench.operations import LIST, Operation

Faults = dict[str, str]
SHOWN_AT_LEAST = 10


def sound(
    client: Connection, database: extensions.connection, asked: Iterable[Operation]
) -> tuple[list[Operation], Faults]:
    """Those operations that answer right, and what is wrong with the others, by name."""
    answered: list[Operation] = []
    faults: Faults = {}
    for one in asked:
        fault = _fault(client, database, one)
        if fault:
            faults[one.name] = fault
        else:
            answered.append(one)
    return answered, faults


def differs_from_peer(client: Connection, peer_ids: list[str]) -> str:
    """What the peer shows otherwise than our list, or nothing."""
    ours = [record["id"] for record in orjson.loads(client.get(get_request(LIST)).body)["results"]]
    return "" if ours == peer_ids else "Datasette shows other records, or in another order"


def _fault(client: Connection, database: extensions.connection, asked: Operation) -> str:
    if not asked.requests:
        return ""
    answer = client.get(asked.requests[0])
    if answer.status != asked.status:
        return "missing" if answer.status == 404 else f"answered {answer.status}"
    if asked.ids is None:
        return ""
    shown = asked.ids(answer.body)
    expected = [row[1] for row in (asked.expected or asked.limits[0]).rows(database)]
    if shown != expected:
        return f"shows {_told(shown)}, the tables say {_told(expected)}, or in another order"
    return f"shows {len(shown)} records only" if asked.is_list and len(shown) < SHOWN_AT_LEAST else ""


def _told(shown: list[str]) -> str:
    """A single one may be a number that was counted."""
    return shown[0] if len(shown) == 1 else f"{len(shown)} records"
