"""As whom the servers run, and who can read what they keep."""

import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from config.embedded import EmbeddedServicesError, Service, ensure
from tests.config.installation import Installation

only_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
NOBODY = pwd.getpwnam("nobody")


def as_nobody() -> tuple[str, ...]:
    """A command that runs what follows as an ordinary user.

    Where this interpreter lies below root's private home, the user also gets the right to pass through it.
    """
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        pytest.skip("setpriv is not installed, so no ordinary user could be tried")
    plain = (setpriv, f"--reuid={NOBODY.pw_uid}", f"--regid={NOBODY.pw_gid}", "--clear-groups")
    passing = (
        *plain,
        "--securebits=+no_setuid_fixup",
        "--inh-caps=+dac_read_search",
        "--ambient-caps=+dac_read_search",
    )
    probe = "import subprocess, sys, psycopg2; subprocess.run([sys.executable, '-c', 'import psycopg2'], check=True)"
    for command in (plain, passing):
        if subprocess.run([*command, sys.executable, "-c", probe], capture_output=True).returncode == 0:
            return command
    pytest.skip("an ordinary user cannot run this interpreter")


@only_root
def test_an_ordinary_user_starts_and_owns_everything(
    public_directory: Path, make_installation: Callable[[Path], Installation]
) -> None:
    os.chown(public_directory, NOBODY.pw_uid, NOBODY.pw_gid)
    installation = make_installation(public_directory / "data")
    installation.hold(prefix=as_nobody())
    for service in Service:
        assert psutil.Process(installation.pid_of(service)).uids().effective == NOBODY.pw_uid
        assert installation.services.data(service).stat().st_mode & 0o077 == 0
    assert installation.services.directory.stat().st_mode & 0o077 == 0


@only_root
def test_root_lends_the_servers_an_account_without_rights(
    public_directory: Path, make_installation: Callable[[Path], Installation]
) -> None:
    installation = make_installation(public_directory / "data")
    installation.hold()
    for service in Service:
        assert psutil.Process(installation.pid_of(service)).uids().effective != 0
        assert effective_rights(installation.pid_of(service)) == 0
        assert installation.services.data(service).stat().st_mode & 0o077 == 0


@only_root
def test_below_a_private_home_the_servers_pass_and_the_home_stays_private(
    public_directory: Path, make_installation: Callable[[Path], Installation]
) -> None:
    home = public_directory / "home"
    home.mkdir(mode=0o700)
    installation = make_installation(home / "data")
    installation.hold()
    assert installation.query("SELECT 1") == [(1,)]
    assert psutil.Process(installation.pid_of(Service.DATABASE)).uids().effective != 0
    assert home.stat().st_mode & 0o777 == 0o700


@only_root
def test_root_runs_an_ordinary_users_data_as_that_user(
    public_directory: Path, make_installation: Callable[[Path], Installation]
) -> None:
    installation = make_installation(public_directory / "data")
    data = installation.services.data(Service.BROKER)
    data.mkdir(parents=True)
    os.chown(data, NOBODY.pw_uid, NOBODY.pw_gid)
    installation.hold(Service.BROKER)
    assert psutil.Process(installation.pid_of(Service.BROKER)).uids().effective == NOBODY.pw_uid


@only_root
def test_an_ordinary_user_is_told_that_the_data_are_anothers(
    public_directory: Path, make_installation: Callable[[Path], Installation]
) -> None:
    installation = make_installation(public_directory / "data")
    installation.let_go(installation.hold(Service.BROKER))
    program = "import sys; from pathlib import Path; from config.embedded import ensure; ensure(Path(sys.argv[1]))"
    command = [*as_nobody(), sys.executable, "-c", program, str(installation.directory)]
    told = subprocess.run(command, cwd=Path(__file__).parents[3], check=False, capture_output=True, text=True)
    assert told.returncode != 0
    assert "belongs to another user" in told.stderr


def test_a_socket_directory_that_others_may_enter_is_refused(
    make_installation: Callable[[Path], Installation], tmp_path: Path
) -> None:
    installation = make_installation(tmp_path / "data")
    installation.services.sockets.mkdir(parents=True)
    installation.services.sockets.chmod(0o777)
    with pytest.raises(EmbeddedServicesError, match="not a private directory"):
        ensure(installation.directory)


def effective_rights(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("CapEff")).split()[1], 16)
