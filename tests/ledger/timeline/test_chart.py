"""The histogram as it is drawn: stacked by lane, narrowed by a link, with the numbers in words."""

from datetime import date

from ledger.tallies.shapes import Bar, Harm, Histogram, Unit
from ledger.timeline.addresses import Address
from ledger.timeline.chart import Drawing, bars_of

HERE = Address("/", (("country", "TJ"),))
NOBODY = Harm(0, 0, open_top=False, unknown=0)


def bar(first: date, last: date, killed: Harm = NOBODY, **lanes: int) -> Bar:
    return Bar(first, last, sum(lanes.values()), lanes, killed, NOBODY)


def december(killed: Harm = NOBODY, **lanes: int) -> Bar:
    return bar(date(2025, 12, 1), date(2025, 12, 31), killed, **lanes)


def drawn(*bars: Bar, unit: Unit = "month", vague: int = 0, address: Address = HERE) -> Drawing:
    total = sum(one.incidents for one in bars) + vague
    drawing = bars_of(Histogram(unit, bars, vague, total, bars[0].first, bars[-1].last), address)
    assert drawing is not None
    return drawing


def test_a_bar_says_its_period_its_incidents_and_the_range_of_those_killed() -> None:
    drawing = drawn(december(Harm(5, 9, open_top=False, unknown=2), violence=12))
    assert drawing.bars[0].words == "December 2025: 12 incidents, 5 to 9 killed"


def test_a_number_that_is_open_at_its_top_is_at_least_that() -> None:
    drawing = drawn(december(Harm(5, 5, open_top=True, unknown=0), violence=2))
    assert drawing.bars[0].words == "December 2025: 2 incidents, at least 5 killed"


def test_where_no_figure_is_known_none_is_told() -> None:
    drawing = drawn(december(Harm(0, 0, open_top=False, unknown=2), violence=2))
    assert drawing.bars[0].words == "December 2025: 2 incidents"
    assert not drawing.killed


def test_a_bar_narrows_the_list_to_its_days_and_keeps_its_filters() -> None:
    assert drawn(december(violence=1)).bars[0].url == "/?country=TJ&from=2025-12-01&to=2025-12-31"


def test_empty_units_keep_their_place() -> None:
    drawing = drawn(bar(date(2025, 9, 1), date(2025, 9, 30), violence=1), december(violence=1))
    assert [one.x for one in drawing.bars] == [0, 30]
    assert drawing.width == 40
    assert drawing.ticks == ("September 2025", "November 2025", "December 2025")


def test_the_whole_of_the_asked_period_is_drawn() -> None:
    year = HERE.having(**{"from": "2025-01-01", "to": "2025-12-31"})
    drawing = drawn(bar(date(2025, 3, 1), date(2025, 3, 31), violence=1), address=year)
    assert (drawing.bars[0].x, drawing.width) == (20, 120)


def test_lanes_are_stacked_from_the_line_upwards_by_their_numbers() -> None:
    violence, diplomacy = drawn(december(violence=3, diplomacy=1)).bars[0].segments
    assert (violence.lane, violence.y, violence.height) == ("violence", "18", "54")
    assert (diplomacy.y, diplomacy.height) == ("0", "18")


def test_a_lane_without_an_icon_is_counted_with_the_others() -> None:
    drawing = drawn(december(armed=2, other=1))
    assert drawing.lanes == (("other", "Other"),)
    assert drawing.bars[0].lanes == (3,)


def test_vague_incidents_stand_in_a_line_of_their_own() -> None:
    assert drawn(december(violence=1), vague=7).vague == (
        "7 more span several months, or their month is not known."
    )  # fmt: skip


def test_the_unit_around_the_period_is_a_link_wider() -> None:
    day = HERE.having(**{"from": "2025-12-09", "to": "2025-12-09"})
    drawing = drawn(bar(date(2025, 12, 9), date(2025, 12, 9), violence=1), unit="day", address=day)
    assert drawing.wider == "/?country=TJ&from=2025-12-01&to=2025-12-31"
    assert drawing.whole == "/?country=TJ"


def test_decades_are_drawn_too() -> None:
    drawing = drawn(bar(date(1990, 1, 1), date(1999, 12, 31), violence=1), unit="decade")
    assert drawing.bars[0].words == "1990 to 1999: 1 incident"


def test_nothing_is_not_drawn() -> None:
    assert bars_of(Histogram("month", (), 0, 0, None, None), HERE) is None


def test_many_bars_have_wider_links_over_them_that_say_the_sum() -> None:
    first = bar(date(2021, 3, 1), date(2021, 3, 31), Harm(2, 2, open_top=False, unknown=0), violence=2)
    second = bar(date(2021, 9, 1), date(2021, 9, 30), Harm(1, 4, open_top=False, unknown=0), violence=1)
    wide = drawn(first, second, december(violence=5)).wide
    assert [link.words for link in wide] == [
        "March 2021 to December 2021: 3 incidents, 3 to 6 killed",
        "2025: 5 incidents",
    ]
    assert wide[0].url == "/?country=TJ&from=2021-03-01&to=2021-12-31"
    assert (wide[0].x, wide[0].width) == (0, 100)
