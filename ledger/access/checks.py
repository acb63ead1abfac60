"""What an operator is told at the start about the limits."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning

from ledger.access.storage import understood


def limits_are_counted(**_: Any) -> list[CheckMessage]:
    """A limit that nobody counts is a surprise better had at the start."""
    limited = settings.ANONYMOUS_REQUESTS_PER_MINUTE or settings.KEY_REQUESTS_PER_MINUTE
    if not limited or understood(settings.RATE_LIMIT_STORAGE_URL):
        return []
    return [
        Warning(
            "Requests are not limited: there is no Valkey or Redis to count them in.",
            hint="Set RATE_LIMIT_STORAGE_URL to one, or both limits to 0.",
            id="access.W001",
        )
    ]
