"""What happens to keys: made, recognised, rotated, revoked. A token leaves here once, in `Issued`, and is not kept."""

import hashlib
import hmac
import re
import secrets
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db import transaction

from ledger.access.models import ApiKey, State

SHAPE = re.compile(r"daftar_([0-9a-f]{12})_[0-9a-f]{64}")
GRACE = timedelta(days=7)
USE_IS_NOTED_EVERY = timedelta(hours=1)
# How late another process hears that a key was revoked, and how seldom a key costs a query.
REMEMBERED_SECONDS = 30.0
REMEMBERED_AT_MOST = 10_000


class Token(NamedTuple):
    text: str
    prefix: str
    sha256: str


class Issued(NamedTuple):
    key: ApiKey
    token: str


class KeyNotActive(Exception):
    """Only a key that works can be rotated, and only once; the message says what is the matter."""


def make_token() -> Token:
    prefix = secrets.token_hex(6)
    text = f"daftar_{prefix}_{secrets.token_hex(32)}"
    return Token(text, prefix, fingerprint(text))


def fingerprint(token: str) -> str:
    """One round of SHA-256 is enough: slow hashes are for secrets that can be guessed, and nobody guesses 256 random
    bits (docs/decisions/0013)."""
    return hashlib.sha256(token.encode()).hexdigest()


def issue(
    *, name: str, contact: str, note: str, scopes: Sequence[str], requests_per_minute: int | None,
    expires_at: datetime | None, by: User | None, now: datetime, replaces: ApiKey | None = None,
) -> Issued:  # fmt: skip
    token = make_token()
    key = ApiKey.objects.create(
        name=name, contact=contact, note=note, prefix=token.prefix, sha256=token.sha256, scopes=list(scopes),
        requests_per_minute=requests_per_minute, expires_at=expires_at, created_at=now, created_by=by,
        replaces=replaces,
    )  # fmt: skip
    return Issued(key, token.text)


@transaction.atomic
def rotate(key: ApiKey, *, by: User | None, now: datetime, grace: timedelta = GRACE) -> Issued:
    """A new key with the same rights and a life as long; the old one works on for `grace`, and no longer than it
    would have. Raises KeyNotActive."""
    old = ApiKey.objects.select_for_update().get(pk=key.pk)
    if old.state(now) is not State.ACTIVE:
        raise KeyNotActive(f"This key is {old.state(now)}. Make a new one instead.")
    if ApiKey.objects.filter(replaces=old).exists():
        raise KeyNotActive("This key was rotated before. Rotate the one that replaced it.")
    expires_at = now + (old.expires_at - old.created_at) if old.expires_at else None
    issued = issue(
        name=old.name, contact=old.contact, note=old.note, scopes=old.scopes,
        requests_per_minute=old.requests_per_minute, expires_at=expires_at, by=by, now=now, replaces=old,
    )  # fmt: skip
    old.expires_at = min(old.expires_at or now + grace, now + grace)
    if grace:
        old.save(update_fields=["expires_at"])
    else:
        old.revoked_at = now
        old.save(update_fields=["revoked_at"])
    forget()
    return issued


def revoke(key: ApiKey, *, now: datetime) -> None:
    """At once in this process, within REMEMBERED_SECONDS in every other. Safe to repeat: the first time counts."""
    ApiKey.objects.filter(pk=key.pk, revoked_at=None).update(revoked_at=now)
    forget()


class Memory:
    """The keys that this process saw lately, by the hash of their token; unknown tokens too."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.seen: dict[str, tuple[float, ApiKey | None]] = {}

    def recognised(self, token: str) -> ApiKey | None:
        """The key whose token this is, whatever its state."""
        shape = SHAPE.fullmatch(token)
        if shape is None:
            return None
        digest = fingerprint(token)
        until, key = self.seen.get(digest, (0.0, None))
        if until <= self.clock():
            key = _found(shape[1], digest)
            self._keep(digest, key)
        return key

    def _keep(self, digest: str, key: ApiKey | None) -> None:
        if len(self.seen) >= REMEMBERED_AT_MOST:  # somebody tries tokens out; real keys are few
            self.seen.clear()
        self.seen[digest] = (self.clock() + REMEMBERED_SECONDS, key)


def _found(prefix: str, digest: str) -> ApiKey | None:
    key = ApiKey.objects.filter(prefix=prefix).first()
    # Compared without a hint of how much was right, though a hash gives little away.
    return key if key is not None and hmac.compare_digest(key.sha256, digest) else None


_memory = Memory()


def recognised(token: str) -> ApiKey | None:
    """No query for a token seen within REMEMBERED_SECONDS; the caller looks at the key's state."""
    return _memory.recognised(token)


def forget() -> None:
    _memory.seen.clear()


def note_use(key: ApiKey, *, now: datetime) -> None:
    """At most one write an hour and process, so that reading stays reading."""
    if key.last_used_at is not None and now - key.last_used_at < USE_IS_NOTED_EVERY:
        return
    ApiKey.objects.filter(pk=key.pk).not_used_since(now - USE_IS_NOTED_EVERY).update(last_used_at=now)
    key.last_used_at = now
