"""The web server of production, with files that fail halfway."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from http.client import HTTPConnection, IncompleteRead
from pathlib import Path

import pytest

from config.run.addresses import free_port
from config.run.commands import web_command

CHECKOUT = Path(__file__).resolve().parents[2]
WHOLE = 600_000


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    port = free_port("127.0.0.1", 8700)
    command = [
        "tests.running.half_a_file:application" if part == "config.wsgi:application" else part
        for part in web_command(sys.executable, f"127.0.0.1:{port}")
    ]
    with (tmp_path / "log").open("wb") as log:
        server = subprocess.Popen(command, cwd=CHECKOUT, stdout=log, stderr=log)
    try:
        until_it_answers(port)
        yield port
    finally:
        server.terminate()
        server.wait(30)


def until_it_answers(port: int) -> None:
    for _ in range(300):
        with suppress(OSError):
            assert read(port, "/whole") == WHOLE
            return
        time.sleep(0.1)
    pytest.fail("the web server did not start")


def read(port: int, address: str) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", address)
    length = len(connection.getresponse().read())
    connection.close()
    return length


def test_a_client_sees_that_it_has_half_a_file(port: int) -> None:
    with pytest.raises((IncompleteRead, ConnectionResetError)):
        read(port, "/half")


def test_the_next_file_is_whole(port: int) -> None:
    with suppress(IncompleteRead, ConnectionResetError):
        read(port, "/half")
    assert read(port, "/whole") == WHOLE
