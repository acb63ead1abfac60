"""How long to wait follows from two counters."""

from hypothesis import given
from hypothesis import strategies as st

from ledger.access.limits import WINDOW_SECONDS, Window, remaining_in, wait_in

counts = st.integers(min_value=0, max_value=200)
spans = st.floats(min_value=0.0, max_value=WINDOW_SECONDS, allow_nan=False)


@st.composite
def windows(draw: st.DrawFn) -> Window:
    """As the storage keeps them: the former window ends when the current one becomes the former."""
    left = draw(spans)
    return Window(draw(counts), left, draw(counts), left + WINDOW_SECONDS)


def after(window: Window, seconds: float) -> Window:
    """The same counters some time later, nothing taken meanwhile."""
    if seconds < window.previous_expires_in:
        return window._replace(
            previous_expires_in=window.previous_expires_in - seconds,
            current_expires_in=window.current_expires_in - seconds,
        )
    left = max(0.0, window.current_expires_in - seconds)
    return Window(window.current if left else 0, left, 0, left + WINDOW_SECONDS)


@given(windows(), st.integers(min_value=1, max_value=200), st.integers(min_value=1, max_value=10))
def test_it_fits_after_the_wait_and_not_a_second_earlier(window: Window, quota: int, cost: int) -> None:
    cost = min(cost, quota)
    if remaining_in(window, quota) >= cost:
        return
    wait = wait_in(window, quota, cost)
    assert remaining_in(after(window, wait), quota) >= cost
    assert wait == 1 or remaining_in(after(window, wait - 1.001), quota) < cost


def test_a_full_minute_is_waited_for_after_a_burst() -> None:
    assert wait_in(Window(0, 0.0, 60, 120.0), quota=60, cost=1) == 61


def test_a_steady_reader_waits_a_second() -> None:
    assert wait_in(Window(60, 30.0, 30, 90.0), quota=60, cost=1) == 1


def test_a_file_waits_longer_than_a_page() -> None:
    window = Window(60, 50.0, 8, 110.0)
    assert wait_in(window, quota=60, cost=1) < wait_in(window, quota=60, cost=10)


def test_what_is_left_is_never_less_than_nothing() -> None:
    assert remaining_in(Window(60, 60.0, 60, 120.0), quota=60) == 0
