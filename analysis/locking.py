"""One run at a time writes into a folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

DYING = 10  # seconds that a killed run's processes may take to let go of the folder


class InUse(RuntimeError):
    """Another run is writing into the folder."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """The folder is this run's while the block lasts. Raises InUse where another run does not let go of it."""
    lock = FileLock(
        folder / ".lock"
    )  # the system's own lock: it ends with the process that holds it, however that ends
    try:
        lock.acquire(timeout=DYING)
    except Timeout:
        raise InUse(f"another run is writing into {folder}: wait until it ends, or name another folder") from None
    try:
        yield
    finally:
        lock.release()
