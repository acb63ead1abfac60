"""What a process that needs the servers does: hold them, start their keeper if there is none, wait for them."""

from collections.abc import Set
from pathlib import Path

from config.embedded.layout import EmbeddedServices, Service, services_for


class EmbeddedServicesError(RuntimeError):
    """The embedded servers did not start; the message says why and where the log is."""


def ensure(directory: Path, which: Set[Service] = frozenset(Service)) -> EmbeddedServices:
    """Returns when the servers in `which` accept connections; they live at least as long as this process."""
    services = services_for(directory)
    if not which:
        return services
    raise EmbeddedServicesError("being written")
