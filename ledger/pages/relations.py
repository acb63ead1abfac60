"""An actor's relations, drawn as a small tree that every screen can hold. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from ledger.documents import ActorDocument, ActorRelationDocument
from ledger.pages import tables, words
from ledger.pictures.lettering import shortened

WIDTH = 360
ROW = 52
TOP = 44
BOX = 36
INDENT = 44
TRUNK = 18
LETTER_SIZE = 13
ROOM = 290
MOST = 24


@dataclass(frozen=True, slots=True)
class Relation:
    """`inward`: the other actor's record says it of this one."""

    words: str
    name: str
    record_id: str
    slug: str
    period: str
    inward: bool


@dataclass(frozen=True, slots=True)
class Node:
    """A box of the drawing; `path` is the line from the trunk to it, `arrow` the head at the end it points to."""

    relation: Relation
    name: str
    y: int
    middle: int
    path: str
    arrow: str


@dataclass(frozen=True, slots=True)
class Graph:
    name: str
    nodes: tuple[Node, ...]
    width: int
    height: int
    trunk: str


def relations_of(document: ActorDocument, others: Sequence[ActorDocument]) -> tuple[Relation, ...]:
    """Its own relations, then what the records of `others` say of it."""
    own = [_relation(row, row["id"], row["slug"], row["name"], inward=False) for row in document["relations"]]
    inward = [
        _relation(row, other["id"], other["slug"], other["name"], inward=True)
        for other in others
        for row in other["relations"]
        if row["id"] == document["id"] and other["id"] != document["id"]
    ]
    return (*own, *inward)


def graph_of(name: str, relations: Sequence[Relation]) -> Graph | None:
    if not relations:
        return None
    nodes = tuple(_node(relation, number) for number, relation in enumerate(relations[:MOST]))
    return Graph(_fitted(name), nodes, WIDTH, TOP + ROW * len(nodes), f"M{TRUNK} {BOX}V{nodes[-1].middle}")


def _fitted(name: str) -> str:
    return shortened(name, size=LETTER_SIZE, room=ROOM, face="sans")


def _relation(row: ActorRelationDocument, record_id: str, slug: str, name: str, *, inward: bool) -> Relation:
    return Relation(
        words.word(tables.RELATIONS, row["relation"]).lower(), name, record_id, slug,
        words.period(row["start"], row["end"]), inward,
    )  # fmt: skip


def _node(relation: Relation, number: int) -> Node:
    y = TOP + ROW * number
    middle = y + 15 + (ROW - 15 - 4) // 2
    right = INDENT - 2
    head = f"M{TRUNK + 6} {middle - 4}l-5 4 5 4" if relation.inward else f"M{right - 6} {middle - 4}l5 4-5 4"
    return Node(relation, _fitted(relation.name), y, middle, f"M{TRUNK} {middle}H{right}", head)
