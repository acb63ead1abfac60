"""What one document says otherwise than the one before it, field by field, with labels in the language of the
answer. Pure.

Things in lists are matched by what they are (a claim by its id, a figure by party and harm), not by where they stand.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypedDict

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

Item = Mapping[str, Any]
Identity = tuple[str, ...]

# What a thing in a list is known by; the next is tried for those that the one before left unmatched.
IDENTITIES: Mapping[str, Sequence[Identity]] = {
    "claims": [("id",)],
    "sources": [("id",)],
    "actors": [("id", "role"), ("as_named", "role"), ("id", "as_named")],
    "places": [("id",), ("name",)],
    "facilities": [("id", "relation"), ("name", "relation"), ("id",)],
    "casualties": [("party", "harm", "actor"), ("party", "harm")],
    "values": [("party", "harm")],
    "aliases": [("name", "language"), ("name",)],
    "relations": [("relation", "id", "start"), ("relation", "id")],
    "statuses": [("status", "start"), ("status",)],
    "within": [("id",)],
    "entries": [("id",)],
}
# What a thing is called in a path: the first of these members that it has, and all of them for figures.
NAMED_BY: Mapping[str, Sequence[str]] = {"casualties": ("party", "harm"), "values": ("party", "harm")}
HEADINGS: Mapping[str, str] = {
    "claims": _("claim"),
    "sources": _("source"),
    "actors": _("actor"),
    "places": _("place"),
    "facilities": _("facility"),
    "casualties": _("figure"),
    "values": _("number"),
    "aliases": _("other name"),
    "relations": _("relation"),
    "statuses": _("status"),
    "within": _("area around it"),
    "entries": _("incident"),
    "countries": _("country"),
    "tags": _("tag"),
    "supports": _("supported fact"),
    "low": _("lowest"),
    "best": _("best figure"),
    "high": _("highest"),
    "edtf": _("date"),
    "date_label": _("date as the source writes it"),
    "date_text": _("words of the date"),
    "point": _("position"),
    "title": _("title"),
    "name": _("name"),
    "slug": _("slug"),
    "summary": _("summary"),
    "description": _("description"),
    "type": _("type"),
    "code": _("code"),
    "parent": _("parent"),
    "parent_name": _("parent name"),
    "lane": _("lane"),
    "date": _("date"),
    "earliest": _("earliest"),
    "latest": _("latest"),
    "extent": _("extent"),
    "approximate": _("approximate"),
    "uncertain": _("uncertain"),
    "precision": _("precision"),
    "time_of_day": _("time of day"),
    "kind": _("kind"),
    "country": _("country"),
    "admin1": _("admin1"),
    "admin2": _("admin2"),
    "role": _("role"),
    "as_named": _("as named"),
    "relation": _("relation"),
    "count": _("count"),
    "party": _("party"),
    "actor": _("actor"),
    "harm": _("harm"),
    "basis": _("basis"),
    "totals": _("totals"),
    "killed": _("killed"),
    "injured": _("injured"),
    "captured": _("captured"),
    "missing": _("missing"),
    "quote": _("quote"),
    "reading": _("reading"),
    "language": _("language"),
    "original": _("original"),
    "speaker": _("speaker"),
    "stated_on": _("stated on"),
    "status": _("status"),
    "credibility": _("credibility"),
    "note": _("note"),
    "publisher": _("publisher"),
    "domain": _("domain"),
    "url": _("url"),
    "published": _("published"),
    "retelling": _("retelling"),
    "origin": _("origin"),
    "origins": _("origins"),
    "start": _("start"),
    "end": _("end"),
    "operator": _("operator"),
    "place": _("place"),
    "opened": _("opened"),
    "closed": _("closed"),
    "licence": _("licence"),
    "captured_at": _("captured at"),
}


class Difference(TypedDict):
    """`path` is for programs, `label` for people; `kind` is added, removed or changed."""

    path: str
    label: str
    kind: str
    before: Any
    after: Any


def differences(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> list[Difference]:
    """In the order of the documents' own members; nothing for equal ones. Before the first edition was nothing."""
    return list(_members("", "", before or {}, after))


def _members(path: str, label: str, before: Item, after: Item) -> Iterator[Difference]:
    for name in dict.fromkeys([*before, *after]):
        inner = f"{path}.{name}" if path else name
        heading = _joined(label, gettext(HEADINGS.get(name, name.replace("_", " "))))
        if name not in before:
            yield _difference(inner, heading, "added", None, after[name])
        elif name not in after:
            yield _difference(inner, heading, "removed", before[name], None)
        else:
            yield from _values(inner, heading, name, before[name], after[name])


def _values(path: str, label: str, name: str, before: Any, after: Any) -> Iterator[Difference]:
    if before == after:
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        yield from _members(path, label, before, after)
    elif name != "point" and isinstance(before, list) and isinstance(after, list):
        things = all(isinstance(item, Mapping) for item in [*before, *after])
        yield from (_things if things and name in IDENTITIES else _words)(path, label, name, before, after)
    else:
        yield _difference(path, label, "changed", before, after)


def _things(path: str, label: str, name: str, before: list[Item], after: list[Item]) -> Iterator[Difference]:
    pairs = _matched(IDENTITIES[name], before, after)
    for here, there in pairs:
        old, item = (None if here is None else before[here]), (None if there is None else after[there])
        known = item or old or {}
        inner, heading = _named(path, name, known), _joined(label, _called(known), " ")
        if old is None or item is None:
            yield _difference(inner, heading, "added" if old is None else "removed", old, item)
        else:
            yield from _members(inner, heading, old, item)
    kept = [(here, there) for here, there in pairs if here is not None and there is not None]
    if kept != sorted(kept):
        order = [_called(before[here]) for here, _ in sorted(kept)]
        yield _difference(
            path, _joined(label, gettext("order")), "changed", order, [_called(after[there]) for _, there in kept]
        )


def _words(path: str, label: str, _name: str, before: list[Any], after: list[Any]) -> Iterator[Difference]:
    """Lists of plain values, such as tags."""
    gone, new = [item for item in before if item not in after], [item for item in after if item not in before]
    for item in gone:
        yield _difference(f"{path}[{item}]", label, "removed", item, None)
    for item in new:
        yield _difference(f"{path}[{item}]", label, "added", None, item)
    if [item for item in before if item in after] != [item for item in after if item in before]:
        yield _difference(path, _joined(label, gettext("order")), "changed", before, after)


def _matched(
    identities: Sequence[Identity], before: list[Item], after: list[Item]
) -> list[tuple[int | None, int | None]]:
    """Where each thing stood and stands, in today's order; those that are gone at the end."""
    counterpart: dict[int, int] = {}
    for identity in identities:
        left = [here for here in range(len(before)) if here not in counterpart.values()]
        for there, item in enumerate(after):
            known = _known_by(identity, item)
            if there in counterpart or known is None:
                continue
            found = next((here for here in left if _known_by(identity, before[here]) == known), None)
            if found is not None:
                counterpart[there] = found
                left.remove(found)
    present: list[tuple[int | None, int | None]] = [(counterpart.get(there), there) for there in range(len(after))]
    return [*present, *((here, None) for here in range(len(before)) if here not in counterpart.values())]


def _known_by(identity: Identity, item: Item) -> tuple[Any, ...] | None:
    """None where the member that tells it from others is not known."""
    if item.get(identity[0]) is None:
        return None
    return tuple(item.get(name) for name in identity)


def _named(path: str, name: str, item: Item) -> str:
    """`casualties[party=workers,harm=killed]`, `claims[id=c000000901]`, `actors[as_named=gunmen,role=target]`."""
    names = NAMED_BY.get(name) or _first_known(IDENTITIES[name], item)
    return f"{path}[{','.join(f'{member}={item.get(member)}' for member in names)}]"


def _first_known(identities: Sequence[Identity], item: Item) -> Identity:
    return next((identity for identity in identities if _known_by(identity, item) is not None), identities[0])


def _called(item: Item) -> str:
    """A thing's name for people."""
    if "party" in item:
        return f"{item['party']} {gettext(item['harm'])}"
    for member in ("title", "name", "reading", "quote", "status", "id"):
        if item.get(member):
            text = str(item[member])
            return f"“{text[:57]}…”" if len(text) > 60 else f"“{text}”"
    return ""


def _joined(label: str, part: str, by: str = ": ") -> str:
    return f"{label}{by}{part}" if label and part else label or part[:1].upper() + part[1:]


def _difference(path: str, label: str, kind: str, before: Any, after: Any) -> Difference:
    return {"path": path, "label": label, "kind": kind, "before": before, "after": after}
