"""How far a run is: articles, rate, time left, skipped; a bar on a terminal, a line a minute elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

from tqdm import tqdm


class Step(NamedTuple):
    """How far a run is, in articles.

    ``done`` counts those whose rows are made, ``kept`` those of them that an earlier run made, ``skipped`` inputs without
    rows, ``total`` the articles there are: an estimate while they are still being read, None where nothing is known.
    """

    done: int
    kept: int
    skipped: int
    total: int | None


Progress = Callable[[Step], object]


class Meter:
    """Tells on standard error how far a run is; as a context it takes its bar away at the end.

    Parameters
    ----------
    name : of what is done
    quiet : tell nothing
    every : seconds between two lines where there is no terminal
    """

    def __init__(self, name: str, quiet: bool = False, every: float = 60) -> None:
        self.name, self.quiet, self.every = name, quiet, every
        self.bar = tqdm(desc=name, unit=" articles", disable=True if quiet else None, leave=False, smoothing=0)
        self.began = self.told = time.monotonic()

    def __call__(self, step: Step) -> None:
        if not self.bar.disable:
            self.bar.total, self.bar.initial = step.total, step.kept  # what is kept costs no time
            self.bar.set_postfix_str(f"{step.skipped:,} skipped", refresh=False)
            self.bar.update(step.done - self.bar.n)
        elif not self.quiet and time.monotonic() - self.told >= self.every:
            self.told = time.monotonic()
            print(f"{self.name}: {line(step, self.told - self.began)}", file=sys.stderr, flush=True)

    def __enter__(self) -> Meter:
        return self

    def __exit__(self, *_: object) -> None:
        self.bar.close()


def line(step: Step, seconds: float) -> str:
    """How far a run is after some seconds, in words.

    >>> line(Step(done=600, kept=300, skipped=2, total=900), 60)
    '600 of 900 articles, 300 of them kept, 5.0 a second, 0:01:00 left, 2 skipped'
    """
    rate = (step.done - step.kept) / seconds
    whole = f" of {step.total:,}" if step.total else ""
    kept = f", {step.kept:,} of them kept" if step.kept else ""
    left = f", {timedelta(seconds=round((step.total - step.done) / rate))} left" if step.total and rate else ""
    return f"{step.done:,}{whole} articles{kept}, {rate:.1f} a second{left}, {step.skipped:,} skipped"
