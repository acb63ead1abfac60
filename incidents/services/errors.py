"""What services refuse, in words that an editor can act on."""

from collections.abc import Sequence


class ServiceError(Exception):
    """The message is shown to the editor."""


class NotPublishable(ServiceError):
    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = list(problems)


class NoteRequired(ServiceError):
    pass


class AlreadyDecided(ServiceError):
    pass


class StaleRecord(ServiceError):
    """Somebody else saved the record meanwhile."""


class DateNotUnderstood(ServiceError):
    """The message says what is wrong with the date and what to write instead."""


class QuoteNotPlaced(ServiceError):
    """The quote does not stand in the captured text, or stands there more than once."""
