"""What the tests share: the collection of articles and annotations beside the project, where it is there."""

import gzip
import json
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"

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
