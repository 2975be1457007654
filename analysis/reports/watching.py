"""Waiting for articles or notebooks to change."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from analysis.reports import FOLDER
from analysis.reports.ledger import BESIDE

PAUSE = 1.0  # seconds between two looks


def inputs(asked: Iterable[Mapping[str, Any]]) -> list[Path]:
    """The files and folders that reports are made of, for what ``runs.planned`` gives."""
    held: set[Path] = set()
    for run in asked:
        path = run["collection"]
        held |= {path, *(path.parent / name for name in BESIDE if path.is_file())}
        held |= {Path(name) if name.endswith(".ipynb") else FOLDER / f"{name}.ipynb" for name in run["notebooks"]}
    return sorted(held)


def state(paths: Iterable[Path]) -> dict[Path, tuple[int, int]]:
    """The size and the time of change of every file at or below some paths."""
    held = {}
    for path in paths:
        for file in path.rglob("*") if path.is_dir() else [path]:
            try:
                told = file.stat()
            except OSError:  # gone since it was listed
                continue
            if file.is_file():
                held[file] = (told.st_size, told.st_mtime_ns)
    return held


def changes(paths: Iterable[Path], wait: Callable[[], object] = lambda: time.sleep(PAUSE)) -> Iterator[list[Path]]:
    """The files that were added, changed or removed, each time that there are some; goes on until interrupted.

    A change is told when nothing has changed for one pause more: an editor may write a file in several steps.
    """
    watched = list(paths)
    before = told = state(watched)
    while True:
        wait()
        now = state(watched)
        if now == before and now != told:
            yield sorted(path for path in now.keys() | told.keys() if now.get(path) != told.get(path))
            told = now
        before = now
