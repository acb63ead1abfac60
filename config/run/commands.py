"""The product's processes as data: `make run` starts them, and so do the containers."""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, kw_only=True)
class Child:
    """A process that runs until it is told to stop."""

    name: str
    command: tuple[str, ...]


def preparations(python: str) -> tuple[tuple[str, ...], ...]:
    """What has to be done before anything answers; each is safe to repeat."""
    manage = (python, "manage.py")
    return (
        (*manage, "prepare"),
        (*manage, "load_samples", "--if-empty"),
    )


def editor_command(python: str) -> tuple[str, ...]:
    """Makes or refreshes the editor's account and prints `login: password`."""
    return (python, "manage.py", "make_editor")


def web_command(python: str, bind: str) -> tuple[str, ...]:
    """The web server on `bind` ("host:port"): two processes of 16 threads, since a follower of changes holds one."""
    host, port = bind.rsplit(":", 1)
    return (
        *(python, "-m", "granian", "config.wsgi:application", "--interface", "wsgi", "--host", host, "--port", port),
        *("--workers", "2", "--blocking-threads", "16", "--http", "1", "--no-ws"),
        *("--respawn-failed-workers", "--respawn-interval", "0.5", "--workers-kill-timeout", "10"),
    )


def children(*, python: str, bind: str, data_directory: Path) -> tuple[Child, ...]:
    """`python -m` rather than the scripts in bin/: those break when a checkout is moved."""
    celery = (python, "-m", "celery", "-A", "config")
    level = ("--loglevel", "info")
    return (
        Child(name="web", command=web_command(python, bind)),
        Child(name="worker", command=(*celery, "worker", *level, "--concurrency", "2")),
        Child(
            name="beat",
            command=(
                *(*celery, "beat", *level),
                *("--schedule", str(data_directory / "beat-schedule")),
                *("--pidfile", ""),
            ),
        ),
    )


def dying_with_parent(command: tuple[str, ...]) -> tuple[str, ...]:
    """On Linux the kernel ends the child when its parent is killed and cannot do it itself."""
    setpriv = shutil.which("setpriv") if sys.platform == "linux" else None
    return (setpriv, "--pdeathsig", "TERM", *command) if setpriv else command
