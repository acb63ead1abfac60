"""How the kinds of records are called in addresses, all of one kind together."""

from ledger.documents import KINDS, Kind

PLURALS: dict[Kind, str] = {kind: "facilities" if kind == "facility" else f"{kind}s" for kind in KINDS}
KINDS_BY_PLURAL: dict[str, Kind] = {plural: kind for kind, plural in PLURALS.items()}
