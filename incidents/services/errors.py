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
