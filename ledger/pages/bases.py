"""How a figure follows from its claims, in the language of the page. Documents say it in English. Pure."""

import re

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext

from ledger.pages.numerals import numeral
from ledger.pages.tables import Words

RULES = (
    _("a single account"),
    _("several reports of one account"),
    _("the most credible of several accounts"),
    _("only a lower bound is reported"),
    _("reported without a figure"),
)
TABLE = Words({rule: rule for rule in RULES})
COUNTED = re.compile(r"(\d+) (independent accounts agree|accounts differ)")


def basis_words(basis: str) -> str:
    """A rule that is not known here stays as the document says it."""
    counted = COUNTED.fullmatch(basis)
    if not counted:
        return TABLE.get(basis, basis)
    number = int(counted[1])
    if counted[2].startswith("independent"):
        said = ngettext("%(number)s independent account agrees", "%(number)s independent accounts agree", number)
    else:
        said = ngettext("%(number)s account differs", "%(number)s accounts differ", number)
    return said % {"number": numeral(number)}
