"""Batches of articles through an executor: few in hand at a time, results in order, and no run lost with a worker."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from math import ceil
from threading import Thread
from typing import Any, NamedTuple

import pandas as pd

FAILED = "analysis failed"  # the reason that ``skipped`` gives
FEWEST = 10  # articles of a batch: below, handing over would count
IN_HAND = 3  # batches a worker that wait, run, or wait to be fetched: enough that none is idle, few enough for memory

Work = Callable[[pd.DataFrame], Any]


class Done(NamedTuple):
    """A batch and what ``work`` made of it; where workers died of it, ``made`` is None and ``lost`` says how."""

    batch: pd.DataFrame
    made: Any
    lost: str = ""


def cut(articles: pd.DataFrame, size: int, number: int) -> Iterator[pd.DataFrame]:
    """Articles in batches of ``size`` for a ``number`` of workers: the last ones smaller, so that all end together.

    >>> [len(batch) for batch in cut(pd.DataFrame({"article_id": range(230)}), 50, 2)]
    [50, 45, 34, 26, 19, 14, 11, 10, 10, 10, 1]
    """
    done = 0
    while done < len(articles):
        share = size if number == 1 else max(FEWEST, ceil((len(articles) - done) / (2 * number)))
        yield articles.iloc[done : done + min(size, share)]
        done += min(size, share)


def number_of_workers(jobs: int, executor: Executor | None) -> int:
    """How many work: ``jobs``, or those of an executor that tells, if these are more."""
    return jobs if executor is None else max(jobs, getattr(executor, "_max_workers", 1))


def lost_rows(done: Done) -> list[dict[str, str]]:
    """Rows of ``skipped`` for the articles of a batch that was lost."""
    detail = f"{done.lost}: a process that analysed it died; see whether it is an article, or make more memory free"
    return [{"path": path, "reason": FAILED, "detail": detail} for path in done.batch["path"]]


def carry_out(
    work: Work, batches: Iterable[pd.DataFrame], *, jobs: int = 1, executor: Executor | None = None
) -> Generator[Done]:
    """Do ``work`` on batches, in their order.

    Parameters
    ----------
    work : a function of a module, since it goes to other processes
    batches : read as they are needed, ``IN_HAND`` a worker ahead
    jobs : processes; 1 stays in this one. With an ``executor`` of unknown size: how many workers it has
    executor : any of ``concurrent.futures``, or a Dask client's ``get_executor()``; it is left open

    A batch of which a worker dies is tried again alone; if it kills again, so are its halves, down to the one article,
    which is then lost. Closing the iterator, or an interruption, ends the processes at once.
    """
    if executor is None and jobs == 1:
        yield from (Done(batch, work(batch)) for batch in batches)
        return
    pool = _Workers(jobs, executor)
    waiting: deque[tuple[pd.DataFrame, Future]] = deque()
    try:
        for batch in batches:
            waiting.append((batch, pool.submit(work, batch)))
            if len(waiting) > IN_HAND * pool.number:
                yield from _fetched(work, *waiting.popleft(), pool)
        while waiting:
            yield from _fetched(work, *waiting.popleft(), pool)
    except BaseException:
        pool.end([future for _, future in waiting])
        raise
    pool.close()


class _Workers:
    """A pool of processes that is made anew when it breaks, or an executor of somebody else's."""

    def __init__(self, jobs: int, executor: Executor | None) -> None:
        self.number = number_of_workers(jobs, executor)
        self.given = executor
        self.pool = executor or _pool(jobs)

    def submit(self, work: Work, batch: pd.DataFrame) -> Future:
        try:
            return self.pool.submit(work, batch)
        except BrokenExecutor:
            self.pool = _pool(self.number)
            return self.pool.submit(work, batch)

    def alone(self, work: Work, batch: pd.DataFrame) -> Any:
        """The result of a batch that nothing runs beside, so that what breaks is known to be of its making."""
        if self.given is not None and not isinstance(self.given, ProcessPoolExecutor):
            return self.given.submit(work, batch).result()
        with _pool(1) as pool:
            return pool.submit(work, batch).result()

    def check(self) -> None:
        """Raises what an executor raises that cannot do anything any more, such as a cluster that is gone."""
        if self.given is not None and not isinstance(self.given, ProcessPoolExecutor):
            self.given.submit(len, ()).result()

    def close(self) -> None:
        if self.pool is not self.given:
            self.pool.shutdown()

    def end(self, waiting: Iterable[Future]) -> None:
        """Give up what waits. A pool of ours cancels it itself: its thread takes a future cancelled by others for broken."""
        if self.pool is self.given:
            for future in waiting:
                future.cancel()
            return
        processes = list((getattr(self.pool, "_processes", None) or {}).values())
        self.pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:  # ``terminate_workers`` does it from Python 3.14 on
            process.terminate()


def _fetched(work: Work, batch: pd.DataFrame, future: Future, workers: _Workers) -> Iterator[Done]:
    try:
        yield Done(batch, future.result())
    except Exception:  # an article's own errors are caught in the work: here a worker died, or what it made was lost
        yield from _again(work, batch, workers)


def _again(work: Work, batch: pd.DataFrame, workers: _Workers) -> Iterator[Done]:
    try:
        yield Done(batch, workers.alone(work, batch))
        return
    except Exception as error:
        workers.check()
        if len(batch) == 1:
            yield Done(batch, None, f"{type(error).__name__}: {error}")
            return
    for half in (batch.iloc[: len(batch) // 2], batch.iloc[len(batch) // 2 :]):
        yield from _again(work, half, workers)


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, initializer=_follow)


def _follow() -> None:
    """What a worker does first: it leaves Ctrl-C to its parent, and sees to it that it does not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
