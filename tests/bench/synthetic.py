"""Incidents that never happened, the same for the same seed: for timings only."""

import random
from datetime import date, timedelta

from ledger.documents import IncidentDocument
from sources.identifiers import id_from

TYPES = (("armed_clash", "Armed clash", "battles"), ("meeting", "Meeting or visit", "diplomacy"))
WORDS = ["patrol", "river", "post", "night", "convoy", "talks", "envoy", "village", "bridge", "outpost", "smuggler"]


def incident(seed: int, number: int) -> IncidentDocument:
    chance = random.Random(f"{seed}/{number}")
    day = date(1990, 1, 1) + timedelta(days=chance.randrange(13_000))
    code, name, parent = chance.choice(TYPES)
    title = " ".join(chance.choices(WORDS, k=6)).capitalize()
    source = id_from(f"bench/source/{chance.randrange(5_000)}")
    killed = chance.randrange(6)
    return {
        "record": "incident", "id": id_from(f"bench/{seed}/{number}"), "slug": "incident", "title": title,
        "summary": " ".join(chance.choices(WORDS, k=40)),
        "type": {
            "code": code, "name": name, "parent": parent, "parent_name": parent.title(), "lane": "violence",
            "acled_event_type": None, "acled_sub_event_type": None, "ucdp_type_of_violence": None,
            "plover_type": None, "plover_mode": None,
        },
        "date": {
            "edtf": day.isoformat(), "earliest": day.isoformat(), "latest": day.isoformat(), "extent": "once_within",
            "approximate": False, "uncertain": False, "precision": "day", "date_text": "", "date_label": "",
            "time_of_day": "",
        },
        "places": [{
            "id": id_from(f"bench/place/{chance.randrange(300)}"), "name": "Place", "kind": "admin2", "country": "TJ",
            "admin1": "Khatlon", "admin2": "Place", "within": [], "precision": "adm2", "point": None,
        }],
        "countries": ["TJ"],
        "actors": [{
            "id": id_from(f"bench/actor/{chance.randrange(200)}"), "slug": "actor", "name": "Actor",
            "kind": "armed_forces", "role": "participant", "as_named": "",
        }],
        "facilities": [],
        "casualties": [{
            "party": "all", "actor": None, "harm": "killed", "low": killed, "best": killed, "high": killed, "basis": "",
        }],
        "totals": {"killed": {"low": killed, "best": killed, "high": killed}},
        "claims": [{
            "id": id_from(f"bench/claim/{seed}/{number}"), "source": source, "quote": title, "reading": "",
            "language": "en", "supports": ["type"], "values": [], "speaker": "", "stated_on": None,
            "status": "accepted", "credibility": None, "note": "",
        }],
        "sources": [{
            "id": source, "slug": "source", "title": "Source", "publisher": "Publisher", "domain": "outlet.example",
            "url": "https://outlet.example/a", "published": day.isoformat(), "language": "en", "retelling": True,
            "origin": source,
        }],
        "origins": 1, "tags": [],
    }  # fmt: skip
