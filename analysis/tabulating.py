"""What ``python -m analysis tabulate`` does: all tables at once, or part after part, here or on a cluster."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analysis import stream_articles, tabulate
from analysis.corrections import apply_corrections, read_corrections, refused, told
from analysis.selection import make_tables


class Made(NamedTuple):
    """What became of a collection: rows of each table, inputs skipped, and further lines for the person."""

    rows: dict[str, int]
    skipped: pd.DataFrame
    corrected: list[str]
    refused: list[str]


def tabulate_whole(path: Path, output: Path, **options: Any) -> Made:
    """All tables at once, corrected, into ``output``; ``options`` are those of ``tabulate``."""
    corrections = read_corrections(path if path.is_dir() else path.parent)
    tables = make_tables(path, **options)
    tables, corrected = apply_corrections(tables, corrections, policy=options["policy"], vague=options["vague"])
    tables.save(output)
    rows = {name: len(frame) for name, frame in tables}
    return Made(rows, tables.skipped, *_told(corrected))


def tabulate_in_parts(path: Path, output: Path, **options: Any) -> Made:
    """Tables part by part into ``output``, corrected; ``options`` are those of ``tabulate``."""
    corrections = read_corrections(path if path.is_dir() else path.parent)
    made = tabulate(stream_articles(path), into=output, **options)
    corrected = made.correct(corrections, policy=options["policy"], vague=options["vague"])
    return Made(made.rows(), made.skipped(), *_told(corrected))


def _told(corrected: pd.DataFrame) -> tuple[list[str], list[str]]:
    return [told(corrected)] if len(corrected) else [], list(refused(corrected))


@contextmanager
def cluster(scheduler: str | None) -> Iterator[dict[str, Any]]:
    """What ``tabulate`` is to be given to work on a Dask cluster: its executor, and how many workers it has.

    Raises ValueError where Dask is not installed or nothing answers at the address.
    """
    if scheduler is None:
        yield {}
        return
    try:
        from dask.distributed import Client
    except ImportError:
        raise ValueError("--scheduler needs Dask: pip install 'news-analysis-notebooks[dask]'") from None
    try:
        client = Client(scheduler)
    except (OSError, ValueError) as error:
        raise ValueError(f"--scheduler {scheduler}: no Dask scheduler answers there: {error}") from error
    with client:
        yield {"executor": client.get_executor(), "jobs": sum(client.nthreads().values())}
