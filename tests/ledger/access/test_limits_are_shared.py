"""One limit for all web processes, kept exactly while they ask at once."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest
from django.conf import settings

from config.run.commands import web_command

CHECKOUT = Path(__file__).resolve().parent.parent.parent.parent
QUOTA, ASKED = 50, 40
TAKE = """
import sys
from ledger.access.limits import Counter, Limit
counter = Counter(sys.argv[1])
sys.stdin.readline()
verdicts = [counter.take(Limit("anonymous", "192.0.2.99", int(sys.argv[2])), 1) for _ in range(200)]
print(sum(verdict is not None and verdict.allowed for verdict in verdicts))
"""


def test_three_processes_take_from_one_quota() -> None:
    from ledger.access.storage import understood

    command = [sys.executable, "-c", TAKE, str(understood(settings.RATE_LIMIT_STORAGE_URL)), "100"]
    takers = [
        subprocess.Popen(command, cwd=CHECKOUT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    with ThreadPoolExecutor(3) as threads:
        taken = list(threads.map(lambda taker: int(taker.communicate("go\n")[0]), takers))
    assert sum(taken) == 100


@contextmanager
def web_process(log: Path) -> Iterator[int]:
    """A web server of its own on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = web_command(sys.executable, f"127.0.0.1:{port}")
    environment = {
        **os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", "ANONYMOUS_REQUESTS_PER_MINUTE": str(QUOTA),
        "RATE_LIMIT_STORAGE_URL": settings.RATE_LIMIT_STORAGE_URL, "TRUSTED_PROXIES": "0",
    }  # fmt: skip
    with log.open("ab") as output:
        process = subprocess.Popen(command, cwd=CHECKOUT, env=environment, stdout=output, stderr=output)
    try:
        until_it_answers(port, log)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def until_it_answers(port: int, log: Path) -> None:
    for _ in range(300):
        try:
            if status(port, "/healthz") == 200:
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"the web server did not start: {log.read_text()}")


def status(port: int, address: str) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", address)
    response = connection.getresponse()
    response.read()
    connection.close()
    return response.status


@pytest.mark.broker
def test_two_web_servers_give_one_limit(tmp_path: Path) -> None:
    with ExitStack() as stack:
        ports = [stack.enter_context(web_process(tmp_path / f"web-{n}.log")) for n in range(2)]
        with ThreadPoolExecutor(8) as threads:
            asked = list(threads.map(lambda n: (n % 2, status(ports[n % 2], "/nowhere")), range(2 * ASKED)))
    # Nothing stands at that address, and their database has no tables: what counts is that it was let in.
    given = [server for server, answer in asked if answer != 429]
    assert {answer for _, answer in asked} == {404, 429}
    assert len(given) == QUOTA
    assert {0, 1} == set(given)
