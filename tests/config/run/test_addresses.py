import http.server
import socket
import threading
from collections.abc import Iterator

import pytest

from config.run.addresses import allowed_host, answers, free_port
from config.run.healthcheck import main


class OnlyForTheRegister(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if self.headers["Host"] == "register.example.org" else 400)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def address() -> Iterator[str]:
    with http.server.HTTPServer(("127.0.0.1", 0), OnlyForTheRegister) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/healthz"
        server.shutdown()


def test_a_busy_port_is_passed_over() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert free_port("127.0.0.1", port) > port


@pytest.mark.parametrize(
    ("allowed", "name"),
    [
        ("", "localhost"),
        ("*", "localhost"),
        ("register.example.org, www.example.org", "register.example.org"),
        (".example.org", "example.org"),
    ],
)
def test_a_name_that_the_site_accepts(allowed: str, name: str) -> None:
    assert allowed_host({"ALLOWED_HOSTS": allowed}) == name


def test_a_site_that_refuses_is_no_site_that_answers(address: str) -> None:
    assert answers(address, "register.example.org")
    assert not answers(address, "localhost")


def test_nobody_there_is_no_answer() -> None:
    assert not answers(f"http://127.0.0.1:{free_port('127.0.0.1', 20000)}/healthz", "localhost")


def test_the_health_check_asks_under_an_allowed_name(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", "register.example.org")
    assert main([address]) == 0
    monkeypatch.setenv("ALLOWED_HOSTS", "elsewhere.example.org")
    assert main([address]) == 1
