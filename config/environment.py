"""Reads settings from environment variables and fails loudly, saying which one is wrong."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True, slots=True)
class Environment:
    values: Mapping[str, str]

    @classmethod
    def from_process(cls) -> "Environment":
        return cls(dict(os.environ))

    def text(self, name: str, default: str) -> str:
        return self.values.get(name, "").strip() or default

    def listed(self, name: str, default: list[str]) -> list[str]:
        """Items separated by commas."""
        items = [item.strip() for item in self.values.get(name, "").split(",")]
        return [item for item in items if item] or default

    def flag(self, name: str, *, default: bool) -> bool:
        value = self.values.get(name, "").strip().lower()
        if value in ("", "1", "0", "true", "false", "yes", "no"):
            return value in ("1", "true", "yes") if value else default
        raise ImproperlyConfigured(f"{name} is {value!r}; write 1 or 0")

    def integer(self, name: str, default: int) -> int:
        value = self.values.get(name, "").strip()
        if not value:
            return default
        if not value.isdigit():
            raise ImproperlyConfigured(f"{name} is {value!r}; write a whole number")
        return int(value)

    def secret(self, name: str, *, fallback_file: Path, allowed: bool) -> str:
        """The variable; or, where embedded services show that this is a laptop, a secret kept in a private file."""
        value = self.values.get(name, "").strip()
        if value:
            return value
        if not allowed:
            raise ImproperlyConfigured(f"set {name}: a long random text, kept out of the repository")
        return _kept_secret(fallback_file)


def _kept_secret(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = secrets.token_urlsafe(50)
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    draft.touch(mode=0o600)
    draft.write_text(fresh)
    try:
        # link() fails if another process was first, so that both go on with one secret.
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text()
