"""Locks that the kernel gives back when a process ends, whatever ended it."""

import fcntl
import os
from pathlib import Path


class Lock:
    """One open file description. A forked child shares it, and the lock lasts until both have closed it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def acquire(self, *, shared: bool = False, wait: bool = False) -> bool:
        mode = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(self.descriptor, mode if wait else mode | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def close(self) -> None:
        os.close(self.descriptor)

    def write(self, text: str) -> None:
        os.ftruncate(self.descriptor, 0)
        os.pwrite(self.descriptor, text.encode(), 0)

    def is_of_this_file(self) -> bool:
        """False when the file has been deleted or replaced, or a daemon has closed all descriptors."""
        try:
            return os.path.samestat(os.fstat(self.descriptor), self.path.stat())
        except OSError:
            return False


def try_lock(path: Path) -> Lock | None:
    lock = Lock(path)
    if lock.acquire():
        return lock
    lock.close()
    return None


def is_locked(path: Path) -> bool:
    """Whether someone holds the lock in a way that keeps others out."""
    return path.exists() and not _can_lock(path, shared=True)


def is_shared(path: Path) -> bool:
    """Whether anyone holds the lock at all."""
    return path.exists() and not _can_lock(path, shared=False)


def _can_lock(path: Path, *, shared: bool) -> bool:
    lock = Lock(path)
    try:
        return lock.acquire(shared=shared)
    finally:
        lock.close()
