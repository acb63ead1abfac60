"""What cannot be obeyed is refused with the parameter's name and what may stand there."""

import re

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from ledger.documents import KINDS, Kind
from ledger.filters import BadParameter, Contradiction, filters_of, read_filters

BAD: dict[str, tuple[str, ...]] = {
    "q": (" ", "\u3000", "a" * 201, "a\0", "\ud800"),
    "from": ("2025", "2025-1-1", "2025-02-30", "20250101", "0000-01-01",
             "٢٠٢٥-٠١-٠١", "2025-01-01T00:00", "10000-01-01"),
    "certainty": ("maybe", "Possibly", "certainly,possibly"),
    "type": ("Attack", "a,", ",a", "a b", "a,,b", "a" * 51, ",".join(["a"] * 51), "a\n"),
    "country": ("tj", "TJK", "TJ,", "TJ;AF", "ТҶ"),
    "actor": ("1", "a00000000i", "A000000001", "a000000001,a000000002", "a000000001 "),
    "role": ("target,initiator", "Target", "a" * 51),
    "bbox": ("1,2,3", "1,2,3,4,5", "181,0,0,0", "0,91,0,92", "a,b,c,d", "1, 2,3,4", "nan,0,0,0",
             "1e1,0,2,1", "0,-91,0,0"),
    "near": ("70", "70,91", "181,1", "70;37", "70,37,5", "inf,0", "--1,2"),
    "radius": ("0", "-1", "20021", "nan", "inf", "1km", "1,5", "0x10", "1e999", "1e-999"),
    "killed_min": ("-1", "1.5", "1e3", "²", "1000000000", "9" * 40, "+1", " 1"),
    "tag": (",", " a", "a ", "a,", "a" * 61),
    "publisher": (",", "a/b", "a b", "https://a.example/"),
    "changed_since": ("yesterday", "2025-02-30", "2025-01-01T25:00:00Z", "2025-01-01T", "1",
                      "2025-01-01T00:00:00+99:99"),
    "region": (" ", "a" * 201, "\0"),
    "url": ("", "a b", "ftp://a.example/", "a" * 2001, "https://", "/a", "https://courier.example:x/", "https://a.example/\0"),
    "language": ("EN", "english", "en-", "e"),
    "incident": ("x",), "operator": ("y",), "kind": ("A kind",), "status": ("?",),
}  # fmt: skip


def kind_with(name: str) -> Kind:
    return next(kind for kind in KINDS if any(filter_.name == name for filter_ in filters_of(kind)))


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in BAD.items() for text in ("", *texts)])
def test_it_is_refused(name: str, text: str) -> None:
    with pytest.raises(BadParameter) as refused:
        read_filters(kind_with(name), {name: [text]})
    assert refused.value.parameter == name
    assert refused.value.allowed
    assert name in refused.value.detail


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("from=2025-12-02&to=2025-12-01", "from"), ("killed_min=2&killed_max=1", "killed_min"),
        ("injured_min=2&injured_max=1", "injured_min"), ("radius=1", "radius"), ("near=70,37", "near"),
        ("certainty=certainly", "certainty"), ("certainty=possibly&type=attack", "certainty"),
        ("bbox=0,2,1,1", "bbox"),
    ],
)  # fmt: skip
def test_a_contradiction_is_refused(query: str, parameter: str) -> None:
    with pytest.raises(Contradiction) as refused:
        read_filters("incident", dict(QueryDict(query).lists()))
    assert refused.value.parameter == parameter
    assert refused.value.allowed


@pytest.mark.parametrize("query", [{"colour": ["red"]}, {"type": ["a", "b"]}, {"type": []}, {"From": ["2025-01-01"]}])
def test_unknown_and_repeated_ones_are_refused(query: dict[str, list[str]]) -> None:
    with pytest.raises(BadParameter) as refused:
        read_filters("incident", query, others=["limit"])
    assert refused.value.parameter in query
    assert refused.value.allowed


def test_an_unknown_one_is_told_of_all_others() -> None:
    with pytest.raises(BadParameter) as refused:
        read_filters("timeline", {"colour": ["red"]}, others=["limit", "q"])
    assert refused.value.allowed == ["changed_since", "incident", "limit", "q"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("type=b,a", "type=a,b,a"), ("bbox=-0,1.50,3,4", "bbox=0,1.5,3.0,4"),
        ("publisher=www.A.example", "publisher=a.example"),
        ("changed_since=2025-01-01", "changed_since=2025-01-01T05:00:00%2B05:00"), ("killed_min=05", "killed_min=5"),
        ("near=1,2&radius=1e1", "near=1.0,2&radius=10"),
    ],
)  # fmt: skip
def test_what_means_the_same_has_the_same_value(one: str, other: str) -> None:
    first, second = (read_filters("incident", dict(QueryDict(query).lists())) for query in (one, other))
    assert first == second
    assert str(first) == str(second)
    assert isinstance(hash(tuple(first.values())), int)


NAMES = sorted({filter_.name for kind in KINDS for filter_ in filters_of(kind)})


@given(
    kind=st.sampled_from(KINDS),
    query=st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=9), st.lists(st.text(max_size=50), max_size=2)),
)
def test_any_query_is_read_or_refused(kind: Kind, query: dict[str, list[str]]) -> None:
    try:
        values = read_filters(kind, query)
    except BadParameter as error:
        refused = error.parameter
    else:
        refused = ""
        assert isinstance(hash(tuple(values.values())), int)
        assert set(values) == set(query)
    assert not refused or refused in query


@pytest.mark.parametrize("kind", KINDS)
def test_every_filter_says_what_it_is(kind: Kind) -> None:
    for filter_ in filters_of(kind):
        assert filter_.description.endswith(".")
        assert filter_.allowed
        assert filter_.schema
        if isinstance(pattern := filter_.schema.get("pattern"), str):
            assert re.compile(pattern)
