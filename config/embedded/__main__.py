"""`python -m config.embedded status|stop DIRECTORY` for people, and `keep`, which `ensure` starts."""

import argparse
import contextlib
import os
import signal
import sys
import time
from pathlib import Path

from config.embedded.client import FSYNC_VARIABLE, SECONDS_TO_START, is_ready
from config.embedded.keeper import keep
from config.embedded.layout import EmbeddedServices, services_for
from config.embedded.locks import is_locked, is_shared
from config.embedded.servers import PostgreSQL, Server, Valkey


def servers_of(services: EmbeddedServices) -> list[Server]:
    fsync = os.environ.get(FSYNC_VARIABLE, "on").lower() not in ("off", "false", "0", "no")
    return [PostgreSQL(services, fsync=fsync), Valkey(services)]


def keep_detached(services: EmbeddedServices) -> int:
    if os.fork():
        return 0
    os.chdir("/")
    os.umask(0o077)
    with contextlib.suppress(KeyboardInterrupt):
        keep(services, servers_of(services))
    return 0


def report_status(services: EmbeddedServices) -> int:
    """Exit status 3 where something does not run, as init scripts have it."""
    print(f"keeper    {'running' if is_locked(services.keeper_lock) else 'not running'}")
    answering = 0
    for server in servers_of(services):
        ready = is_ready(services, server.service)
        answering += ready
        used = is_shared(services.holders_lock(server.service))
        state = f"answering, process {server.pid()}" if ready else "not running"
        print(f"{server.service:<9} {state}, {'in use' if used else 'not in use'}")
    return 0 if answering == len(servers_of(services)) else 3


def stop(services: EmbeddedServices) -> int:
    """Stops the servers even while they are in use; whoever uses them next starts them again."""
    deadline = time.monotonic() + SECONDS_TO_START
    while is_locked(services.keeper_lock) and time.monotonic() < deadline:
        with contextlib.suppress(ProcessLookupError, ValueError):
            os.kill(int(services.keeper_lock.read_text()), signal.SIGTERM)
        time.sleep(0.1)
    for server in servers_of(services):
        server.stop()
    return 0


COMMANDS = {"status": report_status, "stop": stop, "keep": keep_detached}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m config.embedded", description=__doc__)
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("directory", type=Path)
    arguments = parser.parse_args()
    return COMMANDS[arguments.command](services_for(arguments.directory))


if __name__ == "__main__":
    sys.exit(main())
