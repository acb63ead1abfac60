"""A program that takes webhooks: a real HTTPS server on this machine, with a certificate made for the test."""

import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import trustme

HOST = "receiver.example"


@dataclass(frozen=True, slots=True)
class Received:
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Reply:
    status: int = 204
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    pause: float = 0


class Server(ThreadingHTTPServer):
    request_queue_size = 64  # with the usual 5, calls that come together are dropped and dialled again a second later


class Receiver:
    """Answers with `replies` in turn and with 204 from then on; `before_reply` runs when a message has arrived."""

    def __init__(self, certified_for: str = HOST) -> None:
        self.received: list[Received] = []
        self.replies: list[Reply] = []
        self.names_asked_for: list[str | None] = []
        self.before_reply: Callable[[], None] = lambda: None
        authority = self.authority = trustme.CA()
        self.trust = ssl.create_default_context()
        authority.configure_trust(self.trust)
        self._server = Server(("127.0.0.1", 0), self._handler())
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(certified_for).configure_cert(context)
        context.sni_callback = lambda _socket, name, _context: self.names_asked_for.append(name)
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def url(self) -> str:
        return f"https://{HOST}:{self.port}/hooks"

    @property
    def ids(self) -> list[str]:
        return [message.headers["webhook-id"] for message in self.received]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                headers = {name.lower(): value for name, value in self.headers.items()}
                receiver.received.append(Received(self.path, headers, body))
                receiver.before_reply()
                reply = receiver.replies.pop(0) if receiver.replies else Reply()
                time.sleep(reply.pause)
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                self.wfile.write(reply.body)

            def do_GET(self) -> None:
                self.do_POST()

            def log_message(self, format: str, *args: Any) -> None:
                pass

        return Handler
