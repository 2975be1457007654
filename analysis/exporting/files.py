"""Where exports are written: names that are safe on any system, folders that are filled beside and then moved into place."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis.reports.ledger import slug

RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}  # on Windows


def file_names(ids: Iterable[str]) -> dict[str, str]:
    """A file name without ending for each id: the id itself where that is safe and nobody else's, else with a hash.

    >>> file_names(["drenna-1", "../up", "Drenna-1"])
    {'drenna-1': 'drenna-1', '../up': 'up-8c722b8a', 'Drenna-1': 'Drenna-1-d10d172c'}
    """
    names: dict[str, str] = {}
    taken = set(RESERVED)
    for one in ids:
        name = slug(one)
        if name != one or name.casefold() in taken or name.partition(".")[0].casefold() in RESERVED:
            name = f"{name[:60].replace('.', '-')}-{hashlib.sha256(one.encode()).hexdigest()[:8]}"
        names[one] = name
        taken.add(name.casefold())
    return names


@contextmanager
def filled_beside(folder: Path) -> Iterator[Path]:
    """A hidden folder to write into; its files are moved into ``folder`` when all are written, and only then.

    Files of the same name are replaced, others in the folder stay.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        yield beside
        folder.mkdir(exist_ok=True)
        for path in sorted(beside.iterdir()):
            path.replace(folder / path.name)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
