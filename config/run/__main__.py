"""`make run`: embedded services, preparation, worker, beat and web; three addresses and an editor's login."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from types import FrameType

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.conf import settings

from config import embedded
from config.run.addresses import allowed_host, answers, free_port
from config.run.commands import LOOPBACK, children, editor_command, preparations
from config.run.supervisor import Supervisor

CHECKOUT = Path(__file__).resolve().parents[2]
FIRST_PORT = 8000
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
SECONDS_BETWEEN_LOOKS = 0.2


class Stop(Exception):
    """Ctrl-C or SIGTERM."""


class Console:
    """Whole lines from many threads, each behind its speaker's name."""

    def __init__(self) -> None:
        self.lock = threading.Lock()

    def __call__(self, name: str, line: str) -> None:
        with self.lock:
            print(f"{name:<8}| {line}", flush=True)


def main() -> int:
    for name in STOP_SIGNALS:
        if (name, signal.getsignal(name)) != (signal.SIGHUP, signal.SIG_IGN):  # nohup
            signal.signal(name, _raise_stop)
    say = Console()
    try:
        run(say)
    except Stop:
        return 0
    except (embedded.EmbeddedServicesError, subprocess.CalledProcessError) as error:
        print(f"Daftar could not start: {error}", file=sys.stderr)
        return 1
    finally:
        _ignore_further_signals()
        embedded.release(settings.DATA_DIR)
    return 0


def run(say: Console) -> None:
    if settings.EMBEDDED_NEEDED:
        say("run", "starting the embedded services: " + ", ".join(sorted(settings.EMBEDDED_NEEDED)))
        embedded.ensure(settings.DATA_DIR, settings.EMBEDDED_NEEDED)
    port = free_port(LOOPBACK, int(os.environ.get("PORT") or FIRST_PORT))
    site = f"http://{LOOPBACK}:{port}"
    environment = {"SITE_URL": site, **os.environ, "PYTHONUNBUFFERED": "1"}
    for command in preparations(sys.executable):
        say("run", " ".join(command[1:]))
        subprocess.run(command, cwd=CHECKOUT, env=environment, check=True)  # noqa: S603 - our own commands
    login = _editor_login(environment)
    bind = f"{LOOPBACK}:{port}"
    processes = children(python=sys.executable, bind=bind, data_directory=settings.DATA_DIR)
    supervise(Supervisor(processes, directory=CHECKOUT, environment=environment, say=say), site, login)


def supervise(supervisor: Supervisor, site: str, login: str) -> None:
    welcomed = False
    try:
        while True:
            supervisor.look()
            if not welcomed and answers(f"{site}/healthz", allowed_host(os.environ)):
                print(welcome(site, login), flush=True)
                welcomed = True
            time.sleep(SECONDS_BETWEEN_LOOKS)
    finally:
        _ignore_further_signals()
        supervisor.stop()


def welcome(site: str, login: str) -> str:
    lines = (
        "Daftar is running. Ctrl-C stops it.",
        f"  Register   {site}/",
        f"  Editors    {site}/admin/   {login}",
        f"  API        {site}/api/v1/docs/",
    )
    return "\n".join(("", *lines, ""))


def _editor_login(environment: Mapping[str, str]) -> str:
    command = editor_command(sys.executable)
    done = subprocess.run(  # noqa: S603 - our own command
        command, cwd=CHECKOUT, env=environment, check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout.strip().splitlines()[-1]


def _raise_stop(_signal: int, _frame: FrameType | None) -> None:
    _ignore_further_signals()
    raise Stop


def _ignore_further_signals() -> None:
    for name in STOP_SIGNALS:
        signal.signal(name, signal.SIG_IGN)


if __name__ == "__main__":
    sys.exit(main())
