"""What changed: the change list, and the editions of one record."""

import time
from typing import Any

import orjson
from django.http import Http404, HttpResponse
from django.urls import reverse

from ledger import differences, paging
from ledger.api.answers import Asked, LedgerView, answered, known_only, read_number
from ledger.changes import Change, Changes, Scope, changes_after, read_scope, read_since
from ledger.documents import Kind
from ledger.kinds import PLURALS
from ledger.models import Edition
from ledger.rendering import timestamp
from ledger.selection import one, read_as_of
from ledger.waiting import place_to_wait, wait_for_growth

DEFAULT_LIMIT, MAX_LIMIT = 500, 1_000
EDITIONS_LIMIT = 100
MAX_WAIT = 30
RECORDS: dict[str, Kind] = {kind: kind for kind in PLURALS}


class ChangesView(LedgerView):
    def answer(self, asked: Asked, **_kwargs: Any) -> HttpResponse:
        scope = read_scope(asked.query, asked.head, RECORDS, ("since", "limit", "wait"))
        since = read_since(scope, one(asked.query, "since"), asked.head)
        limit = read_number(asked.query, "limit", default=DEFAULT_LIMIT, least=1, most=MAX_LIMIT)
        wait = read_number(asked.query, "wait", default=0, least=0, most=MAX_WAIT)
        scope, found = _followed(asked, scope, since, limit, wait)
        cursor = scope.cursor(max(found.seq, since))
        rest = {
            "since": cursor,
            "next": asked.address(asked.http.path, since=cursor),
            "has_more": found.more,
            "head": str(scope.as_of),
            "epoch": scope.epoch,
        }
        changes = b",".join([_told(change) for change in found.changes])
        body = b"".join((b'{"changes":[', changes, b"],", orjson.dumps(rest)[1:]))
        return answered(body)


class EditionsView(LedgerView):
    kind: Kind

    def answer(self, asked: Asked, **kwargs: Any) -> HttpResponse:
        known_only(asked.query, "as_of", "limit", "cursor")
        limit = read_number(asked.query, "limit", default=EDITIONS_LIMIT, least=1, most=EDITIONS_LIMIT)
        record_id: str = kwargs["id"]
        as_of, below = self._position(asked, record_id)
        rows = Edition.objects.of_record(self.kind, record_id).filter(seq__lte=as_of)
        if below is not None:
            rows = rows.filter(number__lt=below)
        # One more than is shown: the oldest edition of a page differs from the one before it.
        found = list(rows.order_by("-number")[: limit + 1])
        if not found and below is None:
            raise Http404
        following = None
        if len(found) > limit:
            cursor = paging.Cursor(str(asked.head.epoch), as_of, self._question(record_id), (str(found[-2].number),))
            following = asked.address(asked.http.path, cursor=cursor.encoded(), as_of=None)
        before: list[Edition | None] = [*found[1:], None]
        results = [
            self._line(asked, edition, earlier, as_of)
            for edition, earlier in list(zip(found, before, strict=True))[:limit]
        ]
        return answered({"results": results, "next": following, "head": str(as_of)})

    def _position(self, asked: Asked, record_id: str) -> tuple[int, int | None]:
        text = one(asked.query, "cursor")
        if text is None:
            return read_as_of(asked.query, asked.head), None
        cursor = paging.read_cursor(
            text, name="cursor", epoch=str(asked.head.epoch), head=asked.head.seq, question=self._question(record_id)
        )  # fmt: skip
        number = cursor.key[0] if len(cursor.key) == 1 else ""
        if not (number.isascii() and number.isdecimal() and len(number) < 10):
            raise paging.unreadable("cursor", text)
        return cursor.seq, int(number)

    def _question(self, record_id: str) -> str:
        return paging.fingerprint("editions", self.kind, record_id)

    def _line(self, asked: Asked, edition: Edition, before: Edition | None, as_of: int) -> dict[str, object]:
        detail = reverse(f"api-{self.kind}-detail", kwargs={"id": edition.record_id})
        superseded = edition.superseded_by
        return {
            **_numbers(edition),
            "redacted_by": str(edition.redacted_by) if edition.redacted_by else None,
            "superseded_by": str(superseded) if superseded and superseded <= as_of else None,
            "address": asked.http.build_absolute_uri(f"{detail}?as_of={edition.seq}"),
            "differences": differences_between(before, edition),
        }


def differences_between(before: Edition | None, after: Edition) -> list[differences.Difference] | None:
    """None where a redaction has left nothing to compare. A tombstone has lost every field, and shows none of them."""
    if after.document is None or (before is not None and before.document is None):
        return None
    earlier = orjson.loads(before.document) if before is not None and before.document else None
    later = orjson.loads(after.document)
    if "withdrawn" in later or (earlier is not None and "withdrawn" in earlier):
        return []
    return differences.differences(earlier, later) if earlier is not None else []


def _followed(asked: Asked, scope: Scope, since: int, limit: int, wait: int) -> tuple[Scope, Changes]:
    """The changes; where there are none, those that come within `wait` seconds, if there is a place to wait."""
    found = changes_after(scope, since, limit)
    if not wait or found.changes or found.more or "as_of" in asked.query:
        return scope, found
    deadline = time.monotonic() + wait
    with place_to_wait() as free:
        while free and not (found.changes or found.more):
            head = wait_for_growth(scope.as_of, deadline)
            if head is None:
                break
            scope = scope.at(head)
            found = changes_after(scope, found.seq, limit)
    return scope, found


def _told(change: Change) -> bytes:
    """The document's bytes go in as they are."""
    told = {
        **_numbers(change), "record": change.record, "id": change.id,
    }  # fmt: skip
    document = b"null" if change.document is None else change.document.encode()
    return b"".join((orjson.dumps(told)[:-1], b',"document":', document, b"}"))


def _numbers(edition: Edition | Change) -> dict[str, object]:
    return {
        "seq": str(edition.seq),
        "number": edition.number,
        "op": edition.op,
        "at": timestamp(edition.at),
        "note": edition.note,
        "reason_code": edition.reason_code,
        "merged_into": edition.merged_into or None,
        "document_sha256": edition.document_sha256,
        "chain": edition.chain,
    }
