"""The names that a register with the samples knows, built from the files: no tables are needed to read an article."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from incidents.gazetteer.reader import read_gazetteer
from pipeline.data import KnownName, Lexicon

REGISTER = Path(__file__).resolve().parent.parent.parent / "samples" / "register"


@cache
def register_lexicon() -> Lexicon:
    return Lexicon(places=_places(), actors=_named("actors"), facilities=_named("facilities"))


def _named(file: str) -> tuple[KnownName, ...]:
    rows: list[dict[str, Any]] = json.loads((REGISTER / f"{file}.json").read_text())
    return tuple(
        KnownName(
            row["key"],
            row["name"],
            row["kind"],
            tuple(alias["name"] for alias in row["aliases"]),
            row.get("country") or "",
        )
        for row in rows
    )


def _places() -> tuple[KnownName, ...]:
    rows = sorted(read_gazetteer(), key=lambda row: -row.population)
    parents = {row.key: row.parent_key for row in rows}

    def areas(key: str) -> tuple[str, ...]:
        parent = parents.get(key, "")
        return (parent, *areas(parent)) if parent else ()

    return tuple(KnownName(r.key, r.name, r.kind, (r.name, *r.aliases), r.country, areas(r.key)) for r in rows)
