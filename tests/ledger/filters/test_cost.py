"""A filter costs a bounded number of queries, and a list without filters none of this."""

import re
from collections.abc import Callable
from datetime import UTC
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.documents import KINDS, Kind
from ledger.filters import BadParameter, Contradiction, filters_of, narrowed, read_filters, sets

Make = Callable[..., Any]
EXAMPLES = {
    "q": 'shohin "gold camp" OR bord* -x', "from": "2025-01-01", "to": "2025-12-31", "certainty": "certainly",
    "type": "attack,meeting", "lane": "armed", "actor": "a000000001", "actor_kind": "company", "role": "target",
    "facility": "f000000001", "facility_kind": "camp", "relation": "target", "place": "p000000001", "country": "TJ,AF",
    "region": "Хатлон", "district": "Darvoz", "bbox": "60,30,80,40", "near": "70,37", "radius": "50", "killed_min": "1",
    "killed_max": "9", "injured_min": "0", "injured_max": "9", "precision": "day", "place_precision": "site",
    "timeline": "t000000001", "source": "s000000001", "publisher": "courier.example", "tag": "drone",
    "changed_since": "2025-01-01T00:00:00Z", "kind": "camp", "operator": "a000000001", "status": "closed",
    "language": "ru", "url": "https://a.example/b", "incident": "n000000001",
}  # fmt: skip
# Merges, a timeline's incidents and the seq of a moment are looked up first.
LOOKED_UP = {"actor", "facility", "place", "source", "timeline", "changed_since", "operator", "incident", "q"}
WITH = {"role": "actor", "relation": "facility"}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_all_filters_together_are_one_list(kind: Kind) -> None:
    names = [filter_.name for filter_ in filters_of(kind)]
    values = read_filters(kind, {name: [EXAMPLES[name]] for name in names})
    with CaptureQueriesContext(connection) as queries:
        list(narrowed(kind, values, 7)[:10])
    again = sum(1 for name, other in WITH.items() if name in values and other in values)
    assert len(queries) == 1 + again + len(LOOKED_UP & set(names))


@pytest.mark.parametrize("kind", KINDS)
def test_no_filter_builds_nothing(kind: Kind, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sets.EntryFilters, "__init__", None)
    assert read_filters(kind, {"limit": ["5"]}, others=["limit"]) == {}
    narrowed(kind, {}, 7)


def described(schema: Any) -> st.SearchStrategy[Any]:
    if "anyOf" in schema:
        return st.one_of([described(one) for one in schema["anyOf"]])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if schema["type"] == "integer":
        return st.integers(schema["minimum"], schema["maximum"])
    if schema["type"] == "number":
        return st.floats(schema["exclusiveMinimum"], schema["maximum"], exclude_min=True)
    if "format" in schema:
        days = st.dates() if schema["format"] == "date" else st.datetimes(timezones=st.just(UTC))
        return days.map(lambda day: day.isoformat())
    most = schema.get("maxLength", 10_000)
    return st.from_regex(re.compile(schema["pattern"].replace("$", r"\Z"))).filter(lambda text: len(text) <= most)


@st.composite
def described_queries(draw: st.DrawFn) -> tuple[Kind, dict[str, str]]:
    kind = draw(st.sampled_from(KINDS))
    chosen = draw(st.lists(st.sampled_from(filters_of(kind)), max_size=4, unique_by=lambda filter_: filter_.name))
    return kind, {filter_.name: str(draw(described(filter_.schema))) for filter_ in chosen}


@pytest.mark.django_db
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(described_queries())
def test_whatever_the_description_allows_is_obeyed(query: tuple[Kind, dict[str, str]]) -> None:
    """Unless two parameters contradict each other, which no schema of one can say."""
    kind, texts = query
    try:
        values = read_filters(kind, {name: [text] for name, text in texts.items()})
    except Contradiction:
        return
    list(narrowed(kind, values, 7)[:3])


@pytest.mark.django_db
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    kind=st.sampled_from(KINDS),
    texts=st.dictionaries(st.sampled_from(sorted(EXAMPLES)), st.sampled_from(sorted(EXAMPLES.values())) | st.text()),
)
def test_no_value_breaks_the_database(kind: Kind, texts: dict[str, str]) -> None:
    try:
        values = read_filters(kind, {name: [text] for name, text in texts.items()})
    except BadParameter:
        return
    list(narrowed(kind, values, 2**62)[:3])


def test_a_list_by_date_begins_where_its_period_does() -> None:
    query = {"from": ["2019-01-01"], "to": ["2020-12-31"]}
    asked = str(narrowed("incident", read_filters("incident", query), 7).query)
    assert '"earliest" <= 2020-12-31' in asked
    assert '"latest" >= 2019-01-01' in asked
