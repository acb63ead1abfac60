"""What narrows a selection, in the words that the register itself uses."""

from collections.abc import Mapping

from django.http import HttpRequest
from django.utils.translation import gettext as _

from ledger.pages.standing import OWN, Standing, given
from ledger.timeline.addresses import Address
from ledger.timeline.chips import Chip, chips_of
from ledger.timeline.names import Names, named_ids, record_names


def query_of(request: HttpRequest) -> dict[str, list[str]]:
    """The filters of a page's address."""
    return {name: values for name, values in given(request).items() if name not in OWN}


def chips(path: str, fields: Mapping[str, str], standing: Standing) -> tuple[Chip, ...]:
    """Each with the address of the same page without it. One query where a record is named, else none."""
    address = Address.of(path, fields)
    ids = named_ids({}, address)
    return chips_of(address, Names(record_names(ids, standing) if ids else {}))


def narrowing(fields: Mapping[str, str], standing: Standing) -> str:
    found = chips("", fields, standing)
    if not found:
        return ""
    return _("Only incidents that fit: %(filters)s.") % {"filters": "; ".join(chip.text for chip in found)}
