"""How the kinds of records are called in the addresses of files."""

from ledger.documents import KINDS, Kind

NAMES: dict[Kind, str] = {kind: "facilities" if kind == "facility" else f"{kind}s" for kind in KINDS}
KINDS_BY_NAME: dict[str, Kind] = {name: kind for kind, name in NAMES.items()}
