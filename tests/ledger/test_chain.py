"""The chain by itself, without tables."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from ledger.chain import KeptEdition, Link, canonical, chained, faults, genesis, sha256

FOUNDED = "5d3c6c1e-0000-4000-8000-000000000000"
AT = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)


def chain_of(*records: str) -> list[KeptEdition]:
    """One edition for each record, linked as append() links them."""
    previous, kept = genesis(FOUNDED), []
    for seq, record_id in enumerate(records, start=1):
        document = f'{{"id":"{record_id}"}}'
        link = Link(seq, "actor", record_id, 1, "publish", AT, "", "", "", sha256(document.encode()))
        previous = chained(previous, link)
        kept.append(KeptEdition(link, previous, document, None, None))
    return kept


def found(editions: list[KeptEdition], head: KeptEdition) -> list[int]:
    return [f.seq for f in faults(editions, founded=FOUNDED, head_seq=head.link.seq, head_chain=head.chain)]


def test_the_same_record_gives_the_same_bytes() -> None:
    assert canonical({"b": "Шоҳин", "a": None}) == canonical({"a": None, "b": "Шоҳин"})
    assert canonical({"b": "Шоҳин", "a": None}) == '{"a":null,"b":"Шоҳин"}'.encode()


def test_the_chain_does_not_depend_on_the_time_zone_it_is_read_in() -> None:
    link = chain_of("a")[0].link
    dushanbe = replace(link, at=AT.astimezone(timezone(timedelta(hours=5))))
    assert chained("", dushanbe) == chained("", link)


def test_every_member_of_the_envelope_is_in_the_chain() -> None:
    link = chain_of("a")[0].link
    others = [
        replace(link, seq=2), replace(link, record="place"), replace(link, record_id="b"), replace(link, number=2),
        replace(link, op="revise"), replace(link, at=AT + timedelta(microseconds=1)), replace(link, note="x"),
        replace(link, reason_code="x"), replace(link, merged_into="x"), replace(link, document_sha256="x"),
    ]  # fmt: skip
    values = {chained("", other) for other in [link, *others]}
    assert len(values) == 1 + len(others)


def test_a_whole_chain_has_no_fault() -> None:
    editions = chain_of("a", "b", "c")
    assert found(editions, editions[-1]) == []


@pytest.mark.parametrize("removed", [0, 1, 2])
def test_a_removed_edition_is_named(removed: int) -> None:
    editions = chain_of("a", "b", "c")
    rest = [kept for kept in editions if kept.link.seq != removed + 1]
    assert removed + 1 in found(rest, editions[-1])


def test_two_that_changed_places_are_named() -> None:
    first, second, third = chain_of("a", "b", "c")
    assert {1, 2} & set(found([second, first, third], third))


def test_another_founding_is_another_chain() -> None:
    editions = chain_of("a")
    told = list(faults(editions, founded="other", head_seq=1, head_chain=editions[0].chain))
    assert [fault.seq for fault in told] == [1]


def redacted_chain() -> list[KeptEdition]:
    """Two records; the third edition redacts the first."""
    editions = chain_of("a", "b", "a")
    link = replace(editions[2].link, number=2, op="redact", reason_code="legal")
    editions[2] = replace(editions[2], link=link, chain=chained(editions[1].chain, link))
    editions[0] = replace(editions[0], document=None, superseded_by=3, redacted_by=3)
    return editions


def test_a_redacted_document_is_no_fault() -> None:
    editions = redacted_chain()
    assert found(editions, editions[-1]) == []


@pytest.mark.parametrize("by", [2, 4])
def test_a_redaction_by_another_edition_is_named(by: int) -> None:
    editions = redacted_chain()
    editions[0] = replace(editions[0], redacted_by=by)
    assert found(editions, editions[-1]) == [1]


@pytest.mark.parametrize("redacted_by", [None, 3])
def test_a_document_that_a_redaction_left_behind_is_named(redacted_by: int | None) -> None:
    editions = redacted_chain()
    editions[0] = replace(editions[0], document='{"id":"a"}', redacted_by=redacted_by)
    assert 1 in found(editions, editions[-1])
