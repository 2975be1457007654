"""Freed memory is kept by a process that was told to give it back."""

import os
import subprocess
import sys

import pytest

FILL = """
import resource, sys
import numpy as np
from analysis.allocation import keep_memory
if sys.argv[1] == "keep":
    keep_memory()
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(500):
    np.ones(100_000)
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


def pages_taken(what):
    """How many pages a process takes from the system that fills and frees an array of 200 pages 500 times."""
    run = [sys.executable, "-c", FILL, what]
    told = {**os.environ, "MALLOC_TRIM_THRESHOLD_": "65536"}
    return int(subprocess.run(run, env=told, capture_output=True, text=True, check=True).stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="the C library of Linux is meant")
def test_arrays_are_filled_in_memory_that_was_taken_before():
    assert pages_taken("keep") < 5000 < pages_taken("leave")
