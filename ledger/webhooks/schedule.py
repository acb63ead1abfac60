"""When a message is tried again, how long a failing receiver is left alone, and when everybody gives up."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

# Before the second attempt, the third, and so on: the schedule that Standard Webhooks gives as its example.
DELAYS = tuple(
    timedelta(seconds=seconds)
    for seconds in (5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400)
)  # fmt: skip
ATTEMPTS = len(DELAYS) + 1
JITTER = 0.2
# Between two attempts to a receiver that fails, whichever message it is.
HOLDS = tuple(timedelta(seconds=seconds) for seconds in (5, 30, 120, 600, 1_800))
SWITCH_OFF_AFTER = timedelta(days=5)
# A failure after a silence longer than the longest delay starts the count anew: nobody was trying in between.
SILENCE = timedelta(days=2)
LONGEST_WAIT = timedelta(days=1)
LONGEST_NUMBER = 9

Random = Callable[[], float]
Wait = timedelta | None


def next_attempt(attempts: int, *, now: datetime, random: Random, asked: timedelta | None = None) -> datetime | None:
    """After `attempts` attempts have failed; None where that was the last. `asked` is what the receiver asked for."""
    if attempts >= ATTEMPTS:
        return None
    delay = DELAYS[attempts - 1] * (1 + JITTER * random())
    return now + max(delay, asked or delay)


def hold_until(failures: int, *, now: datetime, asked: timedelta | None = None) -> datetime:
    hold = HOLDS[min(failures, len(HOLDS)) - 1]
    return now + max(hold, asked or hold)


def failing_since(previous: datetime | None, last_failure: datetime | None, *, now: datetime) -> datetime:
    if previous is None or last_failure is None or now - last_failure > SILENCE:
        return now
    return previous


def retry_after(header: str | None, *, now: datetime) -> timedelta | None:
    """Seconds or a date (RFC 9110), at most a day; None where it says nothing that can be read."""
    if not header:
        return None
    text = header.strip()
    if text.isascii() and text.isdecimal():
        wait = timedelta(seconds=int(text)) if len(text) < LONGEST_NUMBER else LONGEST_WAIT
    else:
        try:
            at = parsedate_to_datetime(text)
        except ValueError:
            return None
        wait = (at if at.tzinfo else at.replace(tzinfo=UTC)) - now
    return min(max(wait, timedelta()), LONGEST_WAIT)
