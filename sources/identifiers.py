"""Permanent public ids: ten characters that cannot be counted through, guessed or reused."""

import hashlib
import secrets

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u to mix up or spell with
LENGTH = 10


def new_id() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def id_from(name: str) -> str:
    """The same id for the same name, so that loading the sample register twice finds what is there."""
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8])
    return "".join(ALPHABET[(number >> (5 * position)) & 31] for position in range(LENGTH))
