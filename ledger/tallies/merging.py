"""Merged records are counted as the one that they were merged into, as a filter by its id finds them."""

from ledger.models import Edition


def redirects(as_of: int) -> dict[str, dict[str, str]]:
    """By kind of record: the id at the end of each merged one's redirects."""
    merges = Edition.objects.as_of(as_of).exclude(merged_into="").exclude(record="incident")
    by_kind: dict[str, dict[str, str]] = {}
    for record, id_, into in merges.values_list("record", "record_id", "merged_into").order_by("seq"):
        by_kind.setdefault(record, {})[id_] = into
    return {kind: {id_: _last(steps, id_) for id_ in steps} for kind, steps in by_kind.items()}


def _last(steps: dict[str, str], id_: str) -> str:
    """Of a circle, its least."""
    passed = [id_]
    while (following := steps.get(passed[-1])) is not None:
        if following in passed:
            return min(passed[passed.index(following) :])
        passed.append(following)
    return passed[-1]
