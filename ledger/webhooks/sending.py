"""Sends messages and says what came back. Nothing here reads or writes a table, so it may run in many threads."""

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

import httpx

from ledger.webhooks.signing import signed_headers

logger = logging.getLogger(__name__)
Clock = Callable[[], datetime]
EXCERPT_BYTES = 200
GONE = 410


@dataclass(frozen=True, slots=True)
class Message:
    id: str
    url: str
    body: bytes
    secrets: Sequence[str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """`status` is None where no answer came; `error` is for editors; empty where the message was taken."""

    status: int | None
    error: str = ""
    retry_after: str | None = None

    @property
    def is_success(self) -> bool:
        return not self.error

    @property
    def is_gone(self) -> bool:
        return self.status == GONE


class Sender(Protocol):
    def __call__(self, messages: Sequence[Message]) -> list[Answer]: ...


@dataclass(frozen=True, slots=True)
class HttpSender:
    """Sends all at once: a receiver that keeps us waiting must not keep the others waiting."""

    client: httpx.Client
    clock: Clock

    def __call__(self, messages: Sequence[Message]) -> list[Answer]:
        if not messages:
            return []
        with ThreadPoolExecutor(len(messages)) as threads:
            return list(threads.map(self.send, messages))

    def send(self, message: Message) -> Answer:
        headers = signed_headers(message.id, message.body, secrets=message.secrets, now=self.clock())
        headers["Content-Type"] = "application/json"
        try:
            with self.client.stream("POST", message.url, content=message.body, headers=headers) as response:
                return _answer(response)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            return Answer(None, str(error) or type(error).__name__)
        except Exception as error:  # whatever one address provokes, the messages beside it keep their outcomes
            logger.exception("message %s met an error of ours", message.id)
            return Answer(None, f"An error of ours: {type(error).__name__}")


def _answer(response: httpx.Response) -> Answer:
    if response.is_success:
        return Answer(response.status_code)
    said = f"{response.status_code} {response.reason_phrase}".strip()
    return Answer(response.status_code, f"{said}: {_excerpt(response)}", response.headers.get("retry-after"))


def _excerpt(response: httpx.Response) -> str:
    """How the answer begins; the rest is left unread."""
    try:
        start = next(response.iter_raw(EXCERPT_BYTES), b"")
    except httpx.HTTPError:
        start = b""
    words = start.decode("utf-8", "replace").replace("\x00", "").split()
    return " ".join(words) or "no words"
