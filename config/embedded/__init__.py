"""PostgreSQL and Valkey from wheels, for laptops, trials and tests.

Every process that calls `ensure` holds the servers; they stop when the last holder has gone, however it went.
Nothing here imports Django, and nothing outside this package knows where a server comes from.
"""

from config.embedded.client import EmbeddedServicesError, ensure, release
from config.embedded.layout import Database, EmbeddedServices, Service, needed, services_for

__all__ = [
    "Database",
    "EmbeddedServices",
    "EmbeddedServicesError",
    "Service",
    "ensure",
    "needed",
    "release",
    "services_for",
]
