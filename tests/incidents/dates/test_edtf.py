"""EDTF in and out: the profile's forms, its refusals, and the way back."""

import time
from datetime import date

import edtf as reference
import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.dates.document import as_document
from incidents.dates.edtf import EdtfError, parse, precision_of, write
from incidents.dates.span import CEILING, FLOOR, DateSpan, Extent


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "extent", "precision", "written"),
    [
        ("2025-11-26", "2025-11-26", "2025-11-26", "once_within", "day", ""),
        ("2025-12-24/2025-12-25", "2025-12-24", "2025-12-25", "throughout", "span", ""),
        ("2025-11", "2025-11-01", "2025-11-30", "once_within", "month", ""),
        ("2024-02", "2024-02-01", "2024-02-29", "once_within", "month", ""),
        ("2025", "2025-01-01", "2025-12-31", "once_within", "year", ""),
        ("2025-11-XX", "2025-11-01", "2025-11-30", "once_within", "month", "2025-11"),
        ("2025-XX-XX", "2025-01-01", "2025-12-31", "once_within", "year", "2025"),
        ("2025-11/2025-12", "2025-11-01", "2025-12-31", "throughout", "span", "2025-11-01/2025-12-31"),
        ("2025-11-01/2025-11-30", "2025-11-01", "2025-11-30", "throughout", "span", ""),
        ("[2025-11-24..2025-11-26]", "2025-11-24", "2025-11-26", "once_within", "span", ""),
        ("[2025-11-24,2025-11-26]", "2025-11-24", "2025-11-26", "once_within", "span", "[2025-11-24..2025-11-26]"),
        ("[2025-11-24..2025-11-25,2025-12]", "2025-11-24", "2025-12-31", "once_within", "span",
         "[2025-11-24..2025-12-31]"),
        ("[..2025-11-30]", "0001-01-01", "2025-11-30", "once_within", "open", ""),
        ("[2025-11-24..]", "2025-11-24", "9999-12-31", "once_within", "open", ""),
        ("2025-11-24/..", "2025-11-24", "9999-12-31", "throughout", "open", ""),
        ("../2025-11-24", "0001-01-01", "2025-11-24", "throughout", "open", ""),
        ("2025-11-24/", "2025-11-24", "9999-12-31", "throughout", "open", "2025-11-24/.."),
        ("/2025-11-24", "0001-01-01", "2025-11-24", "throughout", "open", "../2025-11-24"),
        ("../..", "0001-01-01", "9999-12-31", "once_within", "unknown", ""),
        ("2025-11-21~/2025-11-30~", "2025-11-21", "2025-11-30", "once_within", "part_of_month", ""),
        ("2025-05-01~/2025-08-31~", "2025-05-01", "2025-08-31", "once_within", "part_of_year", ""),
    ],
)  # fmt: skip
def test_a_form_is_read_and_written(
    text: str, earliest: str, latest: str, extent: str, precision: str, written: str
) -> None:
    span = parse(text)
    assert (span.earliest.isoformat(), span.latest.isoformat()) == (earliest, latest)
    assert (span.extent, span.precision) == (extent, precision)
    assert write(span) == (written or text)


@pytest.mark.parametrize(
    ("mark", "approximate", "uncertain"), [("~", True, False), ("?", False, True), ("%", True, True)]
)
@pytest.mark.parametrize("whole", ["2025-11-26", "2025-11", "2025"])
def test_a_mark_sets_flags_and_leaves_the_bounds(whole: str, mark: str, approximate: bool, uncertain: bool) -> None:
    plain, marked = parse(whole), parse(whole + mark)
    assert (marked.earliest, marked.latest) == (plain.earliest, plain.latest)
    assert (marked.approximate, marked.uncertain) == (approximate, uncertain)
    assert write(marked) == whole + mark


def test_the_extent_can_be_given_where_the_text_does_not_tell() -> None:
    assert parse("2025-11-21~/2025-11-30~", extent="throughout").extent == "throughout"
    assert write(parse("2025-11", extent="throughout")) == "2025-11-01/2025-11-30"
    assert write(parse("2025-11-24/2025-11-26", extent="once_within")) == "[2025-11-24..2025-11-26]"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("2025-12-25/2025-12-24", "after the last; write 2025-12-24/2025-12-25"),
        ("[2025-12-25..2025-12-24]", "after the last; write [2025-12-24..2025-12-25]"),
        ("2025-02-30", "no day 30 in 2025-02, whose last day is 2025-02-28"),
        ("2025-13", "no month 13"),
        ("2025-00", "no month 00"),
        ("0000", "no year 0000"),
        ("2025-1X-XX", "unknown digits"),
        ("202X", "unknown digits"),
        ("2025-24", "season"),
        ("2025-41", "season"),
        ("2025-~11", "after the whole date"),
        ("~2025-11", "after the whole date"),
        ("{2025-11,2025-12}", "several dates"),
        ("12025-11-01", "four digits"),
        ("Y12025", "four digits"),
        ("-0044", "four digits"),
        ("2025-11-26T19", "time of day"),
        ("2025-11-26T19:30:00+05:00", "time of day"),
        ("[2025-11-24~..2025-11-26~]", "cannot carry a mark"),
        ("[..]", "no date in it"),
        ("/", "at least one date"),
        ("2025/2026/2027", "more than one slash"),
        ("[2025", "a set is written"),
        ("", "empty"),
        ("yesterday", "write 2025-11-26"),
        ("٢٠٢٥", "write 2025-11-26"),
    ],
)
def test_what_is_outside_the_profile_is_refused_by_name(text: str, fault: str) -> None:
    with pytest.raises(EdtfError) as refusal:
        parse(text)
    assert fault in str(refusal.value)


def test_a_set_does_not_go_on_throughout() -> None:
    with pytest.raises(EdtfError, match="at some time inside"):
        parse("[2025-11-24..2025-11-26]", extent="throughout")


@st.composite
def spans(draw: st.DrawFn) -> DateSpan:
    first = draw(st.one_of(st.just(FLOOR), st.dates(date(1900, 1, 1), date(2100, 1, 1))))
    last = draw(st.one_of(st.just(CEILING), st.just(first), st.dates(max(first, date(1900, 1, 1)))))
    extent: Extent = draw(st.sampled_from(("throughout", "once_within")))
    nothing_known = first == FLOOR and last == CEILING
    approximate = not nothing_known and draw(st.booleans())
    uncertain = not nothing_known and draw(st.booleans())
    precision = precision_of(first, last, extent, approximate=approximate)
    return DateSpan(first, last, extent, approximate, uncertain, precision)


@given(spans())
def test_what_is_written_is_read_back(span: DateSpan) -> None:
    assert parse(write(span), extent=span.extent) == span


@given(spans())
def test_writing_is_stable_after_one_pass(span: DateSpan) -> None:
    once = write(parse(write(span)))
    assert write(parse(once)) == once


@given(st.text("0123456789-/.[]XT~?%,{} ", max_size=24))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        span = parse(text)
    except EdtfError:
        return
    assert parse(write(span), extent=span.extent).earliest == span.earliest


def _day(value: time.struct_time) -> date:
    return date(value.tm_year, value.tm_mon, value.tm_mday)


DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))


@given(DAYS, DAYS, st.sampled_from(["{a}", "{a}/{b}", "[{a}..{b}]", "[{a},{b}]", "{month}", "{year}", "{month}-XX"]))
def test_bounds_are_those_of_the_reference_library(one: date, other: date, form: str) -> None:
    first, last = sorted((one, other))
    text = form.format(a=first, b=last, month=first.isoformat()[:7], year=first.year)
    theirs, ours = reference.parse_edtf(text), parse(text)
    assert (ours.earliest, ours.latest) == (_day(theirs.lower_strict()), _day(theirs.upper_strict()))


def test_the_json_form_has_every_key() -> None:
    assert as_document(parse("2025-11-21~/2025-11-30~")) == {
        "edtf": "2025-11-21~/2025-11-30~",
        "earliest": "2025-11-21",
        "latest": "2025-11-30",
        "extent": "once_within",
        "approximate": True,
        "uncertain": False,
        "precision": "part_of_month",
        "date_text": "",
        "date_label": "",
        "time_of_day": "",
    }
