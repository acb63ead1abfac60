"""An invented incident, for the page that shows the parts of which pages are made. It is in no list and no file."""

from typing import Any, cast

from ledger.documents import ClaimValue, IncidentDocument, SourceReference

OPENING, LETTER = "s0000000z1", "s0000000z2"


def sample_incident() -> IncidentDocument:
    document: dict[str, Any] = {
        "record": "incident", "id": "n0000000z1", "slug": "sample",
        "title": "A bridge that nobody has built is attacked",
        "summary": "This incident is invented. It stands here so that every part has something to show.",
        "type": {"code": "armed_clash", "name": "Armed clash", "parent": "battles", "parent_name": "Battles",
                 "lane": "violence", "acled_event_type": None, "acled_sub_event_type": None,
                 "ucdp_type_of_violence": None, "plover_type": None, "plover_mode": None},
        "date": {"edtf": "2025-11~", "earliest": "2025-11-01", "latest": "2025-11-30", "extent": "once_within",
                 "approximate": True, "uncertain": False, "precision": "month", "date_text": "", "date_label": "",
                 "time_of_day": ""},
        "places": [{"id": None, "name": "Nowhere", "kind": "admin2", "country": None, "admin1": None, "admin2": None,
                    "within": [], "precision": "adm2", "point": None}],
        "countries": [], "actors": [], "facilities": [],
        "casualties": [{"party": "guards", "actor": None, "harm": "injured", "low": 2, "best": None, "high": 5,
                        "basis": "the range of two accounts"}],
        "totals": {"injured": {"low": 2, "best": None, "high": 5}},
        "claims": [
            _claim("z1", OPENING, "en", "two guards of the bridge were hurt", 2, "accepted"),
            _claim("z2", LETTER, "fa", "پنج نگهبان پل زخمی شدند", 5, "disputed"),
        ],
        "sources": [_source(OPENING, "The Opening", "en"), _source(LETTER, "A letter", "fa")],
        "origins": 2, "tags": [],
    }  # fmt: skip
    return cast(IncidentDocument, document)


def _claim(ending: str, source: str, language: str, quote: str, injured: int, status: str) -> dict[str, Any]:
    value: ClaimValue = {
        "party": "guards", "harm": "injured", "low": injured, "best": injured, "high": injured, "original": "",
    }  # fmt: skip
    return {
        "id": f"c0000000{ending}", "source": source, "quote": quote, "reading": "", "language": language,
        "supports": ["type", "injured"], "values": [value], "speaker": "", "stated_on": "2025-11-27",
        "status": status, "credibility": None, "note": "",
    }  # fmt: skip


def _source(id_: str, publisher: str, language: str) -> SourceReference:
    return {
        "id": id_, "slug": "sample", "title": publisher, "publisher": publisher, "domain": "", "url": "",
        "published": "2025-11-28", "language": language, "retelling": True, "origin": id_,
    }  # fmt: skip
