"""How the benchmarks time."""

from __future__ import annotations

import time
from collections.abc import Callable


def seconds(work: Callable[[], object], runs: int, clock: Callable[[], float] = time.perf_counter) -> float:
    """The fastest of several runs: what the machine does when nothing else is in the way."""
    taken = []
    for _ in range(runs):
        began = clock()
        work()
        taken.append(clock() - began)
    return min(taken)


def cpu_seconds(work: Callable[[], object], runs: int) -> float:
    """The same in seconds of the processor, of all threads of this process."""
    return seconds(work, runs, time.process_time)
