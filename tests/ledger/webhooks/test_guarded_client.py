"""The client that calls addresses of strangers: what it refuses, at which moment, and when it stops listening."""

import socket
import ssl
import threading
import time
from collections.abc import Iterator, Sequence
from typing import Any

import httpx
import pytest

from ledger.network import AddressRefused, AnswerTooLong, guarded_client
from tests.ledger.webhooks.receiver import HOST, Receiver, Reply

LOOPBACK = ["127.0.0.0/8"]


def client_to(receiver: Receiver, **options: Any) -> httpx.Client:
    given = {"allowed": LOOPBACK, "resolve": lambda host, port: ["127.0.0.1"], "verify": receiver.trust, **options}
    return guarded_client(user_agent="test", **given)


class Resolver:
    """Answers with each list in turn, and with the last one from then on."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers = list(answers)
        self.asked = 0

    def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked += 1
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def test_without_permission_this_machine_is_refused(receiver: Receiver) -> None:
    with client_to(receiver, allowed=[]) as client, pytest.raises(AddressRefused, match=r"127\.0\.0\.1"):
        client.get(receiver.url)
    assert receiver.received == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "[::1]", "[::ffff:127.0.0.1]"])
def test_however_this_machine_is_written(receiver: Receiver, host: str) -> None:
    with guarded_client(user_agent="test") as client, pytest.raises(httpx.ConnectError):
        client.get(f"https://{host}:{receiver.port}/")
    assert receiver.received == []
    assert receiver.names_asked_for == []


def test_a_name_that_is_rebound_to_a_private_address_is_refused(receiver: Receiver) -> None:
    resolve = Resolver(["127.0.0.1"], ["10.0.0.1"])
    with client_to(receiver, resolve=resolve) as client:
        assert client.get(receiver.url).status_code == 204
        with pytest.raises(AddressRefused, match=r"10\.0\.0\.1"):
            client.get(receiver.url)
    assert resolve.asked == 2


def test_the_name_is_asked_once_a_call_so_there_is_nothing_to_rebind(receiver: Receiver) -> None:
    resolve = Resolver(["127.0.0.1"])
    with client_to(receiver, resolve=resolve) as client:
        client.get(receiver.url)
    assert resolve.asked == 1


def test_one_private_address_among_public_ones_is_enough_to_refuse(receiver: Receiver) -> None:
    resolve = Resolver(["8.8.8.8", "127.0.0.1", "192.168.0.1"])
    with client_to(receiver, resolve=resolve) as client, pytest.raises(AddressRefused, match=r"192\.168\.0\.1"):
        client.get(receiver.url)


def test_where_one_address_is_silent_the_next_is_dialled(receiver: Receiver) -> None:
    resolve = Resolver(["127.0.0.2", "127.0.0.1"])
    with client_to(receiver, resolve=resolve) as client:
        assert client.get(receiver.url).status_code == 204


def test_the_certificate_must_be_that_of_the_name(receiver: Receiver) -> None:
    with client_to(receiver) as client, pytest.raises(httpx.ConnectError, match="certificate"):
        client.get(receiver.url.replace(HOST, "other.example"))
    assert receiver.received == []


def test_a_certificate_that_nobody_vouches_for_is_refused(receiver: Receiver) -> None:
    with client_to(receiver, verify=True) as client, pytest.raises(httpx.ConnectError, match="certificate"):
        client.get(receiver.url)


def test_redirects_are_not_followed(receiver: Receiver) -> None:
    receiver.replies = [Reply(302, {"Location": receiver.url + "/elsewhere"})]
    with client_to(receiver) as client:
        assert client.get(receiver.url).status_code == 302
    assert [message.path for message in receiver.received] == ["/hooks"]


def test_proxies_of_the_environment_are_passed_by(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    with client_to(receiver) as client:
        assert client.get(receiver.url).status_code == 204


@pytest.mark.parametrize("url", ["http://receiver.example/", "ftp://receiver.example/", "https://receiver.example:22/"])
def test_other_schemes_and_ports_are_refused(receiver: Receiver, url: str) -> None:
    with client_to(receiver) as client, pytest.raises((AddressRefused, httpx.UnsupportedProtocol)):
        client.get(url)


def test_plain_http_can_be_asked_for(receiver: Receiver) -> None:
    client = client_to(receiver, schemes=["http", "https"], resolve=Resolver(["10.0.0.1"]))
    with client, pytest.raises(AddressRefused, match=r"10\.0\.0\.1"):
        client.get("http://receiver.example/")


def test_a_name_that_does_not_exist_is_a_failed_connection(receiver: Receiver) -> None:
    def nowhere(host: str, port: int) -> Sequence[str]:
        raise OSError("no such name")

    with client_to(receiver, resolve=nowhere) as client, pytest.raises(httpx.ConnectError, match="was not found"):
        client.get(receiver.url)
    with client_to(receiver, resolve=Resolver([])) as client, pytest.raises(httpx.ConnectError, match="no address"):
        client.get(receiver.url)


def test_a_long_answer_is_not_read_to_its_end(receiver: Receiver) -> None:
    receiver.replies = [Reply(200, body=b"x" * 4_096), Reply(200, body=b"x" * 4_097)]
    with client_to(receiver, answer_bytes=4_096) as client:
        assert len(client.get(receiver.url).content) == 4_096
        with pytest.raises(AnswerTooLong):
            client.get(receiver.url)


@pytest.fixture
def dripping(receiver: Receiver) -> Iterator[int]:
    """A server that sends one byte of its answer every tenth of a second, for ever."""
    listening = socket.create_server(("127.0.0.1", 0))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    receiver.authority.issue_cert(HOST).configure_cert(context)

    def drip() -> None:
        with context.wrap_socket(listening.accept()[0], server_side=True) as connection:
            try:
                while connection.send(b"H"):
                    time.sleep(0.1)
            except OSError:
                return

    thread = threading.Thread(target=drip, daemon=True)
    thread.start()
    yield listening.getsockname()[1]
    listening.close()
    thread.join(timeout=5)


def test_a_dripping_answer_ends_with_the_time_for_the_whole_call(receiver: Receiver, dripping: int) -> None:
    started = time.monotonic()
    with client_to(receiver, total_seconds=1) as client, pytest.raises(httpx.TimeoutException):
        client.get(f"https://{HOST}:{dripping}/")
    assert 0.9 < time.monotonic() - started < 3
