"""Memory between batches: a process keeps what it will need again at once."""

from __future__ import annotations

import ctypes
import os
import sys
from functools import cache

TOLD_TO_TRIM = "MALLOC_TRIM_THRESHOLD_"  # Dask sets it for its workers
TRIM_THRESHOLD, MMAP_THRESHOLD = -1, -3  # mallopt's names for what it sets
KEPT = 32 * 2**20  # bytes: the C library's own highest for what it does not give back at once


@cache
def keep_memory() -> None:
    """Have the C library keep freed memory as usual, where the process was started to give back every 64 KB.

    A batch fills and frees some thousand arrays. Where each is taken from the system anew, half of the time goes into that.
    Does nothing where the environment says nothing, or where the C library has no ``mallopt``.
    """
    if TOLD_TO_TRIM in os.environ and sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt is not None:
            mallopt(TRIM_THRESHOLD, 2 * KEPT)
            mallopt(MMAP_THRESHOLD, KEPT)
