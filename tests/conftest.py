"""What the tests share: the collection of articles and annotations beside the project, where it is there."""

import gzip
import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("OMP_NUM_THREADS", "1")  # the reader's matrices are small: on a busy machine threads only wait
SHARED = Path(__file__).resolve().parents[2] / "shared"

# Usually the same cases each time, so that a run fails for what was changed alone. HYPOTHESIS_PROFILE=nightly: 10,000 new
# ones of each property (or CASES)
slow = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile("usual", max_examples=100, derandomize=True, deadline=None, suppress_health_check=slow)
cases = int(os.environ.get("CASES", 10_000))
settings.register_profile("nightly", max_examples=cases, deadline=None, suppress_health_check=slow)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "usual"))

collect_ignore_glob = ["*conftest.py"]  # two of one name; they hold no examples


def pytest_collection_modifyitems(items):
    if not SHARED.is_dir():
        for item in items:
            if item.get_closest_marker("shared"):
                item.add_marker(pytest.mark.skip(reason="../shared is not there"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared data; tests that ask for it are marked ``shared``."""
    return SHARED


@pytest.fixture(scope="session")
def shared_lines(shared):
    """Reads a shared ``.jsonl.gz`` by its path under ``data``: a list of dicts."""

    def read(name: str) -> list[dict]:
        with gzip.open(shared / "data" / name, "rt", encoding="utf8") as lines:
            return [json.loads(line) for line in lines]

    return read
