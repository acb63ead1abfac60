"""The place and day in capitals that an agency's text begins with: "DUSHANBE, December 1 (Agency) -"."""

import re
from dataclasses import dataclass

UPPER = "A-ZÀ-ÞİŞĞА-ЯЁҒҚҲҶӢӮ"
_MONTH_DAY = (
    r"(?:[^\W\d_]{3,10}\.? \d{1,2}(?:, \d{4})?|\d{1,2} [^\W\d_]{3,10}\.?(?: \d{4})?|\d{1,2}[./]\d{1,2}[./]\d{4})"
)
_AGENCY = r"(?:/[^/\n]{2,24}/|\([^)\n]{2,30}\)|[^\W\d_][\w'’-]+(?: [^\W\d_][\w'’-]+)?)"
CAPITALS = re.compile(
    rf"(?P<place>[{UPPER}][{UPPER}'’-]+(?: [{UPPER}][{UPPER}'’-]+){{0,3}})(?: /[^/\n]{{3,24}}/)?"
    rf"(?:[,.] ?{_MONTH_DAY})?\.?(?:[,.]? ?{_AGENCY})?"
    r"(?:\s?:|\s?[–—]|\s-{1,2}(?=\s)|(?<=[/)])\.)\s*(?=\S)"
)
_NAME = r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}"
MIXED = re.compile(rf"(?P<place>{_NAME}(?:, {_NAME})?)(?: \([A-Z][\w ]+\))?\s(?::|–|—|--)\s(?=[A-Z\"“])")
LONGEST = 90


@dataclass(frozen=True, slots=True)
class Dateline:
    """`place` as written; the article's own words begin at `length`."""

    place: str
    length: int
    text: str


def find_dateline(paragraph: str) -> Dateline | None:
    for pattern in (CAPITALS, MIXED):
        match = pattern.match(paragraph)
        if match and match.end() <= LONGEST and sum(map(str.isalpha, match["place"])) > 3:
            return Dateline(match["place"], match.end(), match.group())
    return None
