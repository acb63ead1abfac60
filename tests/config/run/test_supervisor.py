import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from config.run import supervisor as supervising
from config.run.commands import Child, dying_with_parent
from config.run.supervisor import Supervisor

STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(99)"
PARENT = "import os, subprocess, sys, time; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(99)'])"


class Heard:
    def __init__(self) -> None:
        self.lines: list[tuple[str, str]] = []

    def __call__(self, name: str, line: str) -> None:
        self.lines.append((name, line))


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def make(heard: Heard, tmp_path: Path) -> Iterator[Callable[..., Supervisor]]:
    made: list[Supervisor] = []

    def make_supervisor(**programs: str) -> Supervisor:
        children = [Child(name=name, command=(sys.executable, "-c", text)) for name, text in programs.items()]
        made.append(Supervisor(children, directory=tmp_path, environment=dict(os.environ), say=heard))
        made[-1].look()
        return made[-1]

    yield make_supervisor
    for supervisor in made:
        supervisor.stop()


def descendants() -> list[psutil.Process]:
    return [p for p in psutil.Process().children(recursive=True) if "time.sleep(99)" in " ".join(p.cmdline())]


def test_each_line_comes_with_its_speakers_name(
    make: Callable[..., Supervisor], heard: Heard, eventually: Callable[..., bool]
) -> None:
    make(web="print('hello')", worker="import sys; print('oh', file=sys.stderr)")
    assert eventually(lambda: {("web", "hello"), ("worker", "oh")} <= set(heard.lines))


def test_a_child_that_dies_is_started_again_after_longer_and_longer_pauses(
    make: Callable[..., Supervisor],
    heard: Heard,
    eventually: Callable[..., bool],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(supervising, "SHORTEST_PAUSE_SECONDS", 0.01)
    supervisor = make(web="import sys; print('up'); sys.exit(3)")

    def has_died_thrice() -> bool:
        supervisor.look()
        return sum("status 3" in line for _, line in heard.lines) >= 3

    assert eventually(has_died_thrice)
    assert supervisor.running[0].pause == pytest.approx(0.08)


def test_stopping_leaves_nobody_not_even_the_stubborn(
    make: Callable[..., Supervisor],
    heard: Heard,
    eventually: Callable[..., bool],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(supervising, "SECONDS_TO_STOP", 0.3)
    supervisor = make(web=STUBBORN, worker=f"{PARENT}; print('up', flush=True); time.sleep(99)")
    assert eventually(lambda: {("web", "up"), ("worker", "up")} <= set(heard.lines))
    assert eventually(lambda: len(descendants()) == 3)
    supervisor.stop()
    assert descendants() == []


def test_workers_of_a_killed_master_go_before_the_next_one_comes(
    make: Callable[..., Supervisor], heard: Heard, eventually: Callable[..., bool]
) -> None:
    supervisor = make(worker=f"{PARENT}; print('up', flush=True); time.sleep(99)")
    assert eventually(lambda: ("worker", "up") in heard.lines and len(descendants()) == 2)
    process = supervisor.running[0].process
    assert process is not None
    orphan = next(p for p in descendants() if p.pid != process.pid)
    process.kill()
    process.wait()
    supervisor.look()
    assert eventually(lambda: not orphan.is_running() or orphan.status() == psutil.STATUS_ZOMBIE)


@pytest.mark.skipif(
    dying_with_parent(("true",)) == ("true",), reason="needs Linux and setpriv, which tie a child to its parent"
)
def test_a_supervisor_that_is_killed_takes_its_children_along(eventually: Callable[..., bool]) -> None:
    child = [*dying_with_parent((sys.executable, "-c", "import time; time.sleep(99)"))]
    program = f"import subprocess; p = subprocess.Popen({child!r}); print(p.pid, flush=True); p.wait()"
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    process = psutil.Process(int(parent.stdout.readline()))
    # In the middle of an exec a process has no command line.
    assert eventually(lambda: "setpriv" not in (process.cmdline() or ["setpriv"])[0])
    parent.send_signal(signal.SIGKILL)
    parent.communicate()
    assert eventually(lambda: not process.is_running() or process.status() == psutil.STATUS_ZOMBIE)
