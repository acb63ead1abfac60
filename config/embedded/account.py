"""As whom the servers run. PostgreSQL refuses root, so root lends them an account without rights."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

# A server needs nothing of what the shell of the first caller happens to contain.
ENVIRONMENT = {"PATH": os.defpath + ":/usr/sbin:/sbin", "LC_ALL": "C"}
SYSTEM_ACCOUNT = "daftar-embedded"
LAST_RESORT = "nobody"


class AccountError(RuntimeError):
    """The servers' account cannot reach what it must reach."""


@dataclass(frozen=True)
class Account:
    """`switch` says whether a process has to change its user at all; `prefix` is a command that does it."""

    uid: int
    gid: int
    switch: bool
    prefix: tuple[str, ...] = ()

    def popen(
        self,
        command: Sequence[str],
        *,
        output: IO[bytes] | int = subprocess.DEVNULL,
        stdin: IO[bytes] | int = subprocess.DEVNULL,
        pass_fds: tuple[int, ...] = (),
    ) -> subprocess.Popen[bytes]:
        """Starts the command as this account, in a session of its own: Ctrl-C in a terminal misses it."""
        switch = self.switch and not self.prefix
        return subprocess.Popen(  # noqa: S603 - our own servers and tools
            [*self.prefix, *command],
            stdin=stdin,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            env=ENVIRONMENT,
            pass_fds=pass_fds,
            start_new_session=True,
            user=self.uid if switch else None,
            group=self.gid if switch else None,
            extra_groups=() if switch else None,
            umask=0o077,
        )

    def own(self, directory: Path) -> None:
        """Makes the directory and gives it to this account alone."""
        directory.mkdir(mode=0o700, exist_ok=True)
        if self.switch and directory.stat().st_uid != self.uid:
            for path in (directory, *directory.rglob("*")):
                os.chown(path, self.uid, self.gid, follow_symlinks=False)
        directory.chmod(0o700)


def account_for(data: Path, programs: Sequence[Path]) -> Account:
    """The account that runs `programs` on `data`: oneself, or for root the data's owner or a system account."""
    if os.geteuid() != 0:
        return Account(uid=os.geteuid(), gid=os.getegid(), switch=False)
    entry = _owner_of(data) or _system_account()
    account = Account(uid=entry.pw_uid, gid=entry.pw_gid, switch=True)
    account.own(data)
    if _can_run(account, programs, data):
        return account
    return _with_search_right(account, programs, data)


def _owner_of(data: Path) -> pwd.struct_passwd | None:
    if not data.exists() or data.stat().st_uid == 0:
        return None
    return pwd.getpwuid(data.stat().st_uid)


def _system_account() -> pwd.struct_passwd:
    useradd = shutil.which("useradd")
    try:
        return pwd.getpwnam(SYSTEM_ACCOUNT)
    except KeyError:
        if useradd is None:
            return pwd.getpwnam(LAST_RESORT)
    options = ["--system", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin"]
    command = [useradd, *options, SYSTEM_ACCOUNT]
    made = subprocess.run(command, check=False, capture_output=True)  # noqa: S603 - constant arguments
    # Two roots in two containers that share /etc may both try; the second finds the first one's work.
    return pwd.getpwnam(SYSTEM_ACCOUNT if made.returncode in (0, 9) else LAST_RESORT)


def _can_run(account: Account, programs: Sequence[Path], data: Path) -> bool:
    commands = [["test", "-w", str(data)], *([str(program), "--version"] for program in programs)]
    return all(_succeeds(account, command) for command in commands)


def _succeeds(account: Account, command: list[str]) -> bool:
    try:
        return account.popen(command).wait() == 0
    except PermissionError:
        return False


def _with_search_right(account: Account, programs: Sequence[Path], data: Path) -> Account:
    """For a checkout below a private home such as /root: the kernel lets these processes pass its folders.

    The other way, opening root's home to every user of the machine, would outlast us.
    """
    setpriv = shutil.which("setpriv") or ""
    prefix = (
        setpriv,
        f"--reuid={account.uid}",
        f"--regid={account.gid}",
        "--clear-groups",
        # Without it access(2), which PostgreSQL asks about its own program, would not count the right.
        "--securebits=+no_setuid_fixup",
        "--inh-caps=+dac_override",
        "--ambient-caps=+dac_override",
    )
    privileged = Account(account.uid, account.gid, switch=True, prefix=prefix)
    if setpriv and _can_run(privileged, programs, data):
        return privileged
    raise AccountError(
        f"The embedded servers cannot run as root, and the account they run as may not enter {data.parent} "
        "or may not run the programs in the virtual environment. Move the checkout out of the private "
        "directory, run as an ordinary user, or set DATABASE_URL and CELERY_BROKER_URL."
    )
