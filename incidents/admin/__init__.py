"""The editors' desk: thin fronts over incidents.services, in Django's own admin."""

from incidents.admin import incident, named, source, suggestion

__all__ = ["incident", "named", "source", "suggestion"]
