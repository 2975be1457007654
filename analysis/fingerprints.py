"""Hashes of what results are made of: files, values, and the part of this library that makes tables."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

LIBRARY = Path(__file__).resolve().parent
# What no table of an article depends on: the rooms behind the pipeline. All else counts, so that none is forgotten
LATER = {
    "charts", "commands", "events", "exporting", "reports", "sums.py", "templates", "training", "__pycache__", "__main__.py",
}  # fmt: skip
ENGINES = ("nltk", "numpy", "text2num")  # whose versions may change what is read


def digest_files(root: Path, files: Iterable[Path]) -> str:
    """One hash over the names below ``root`` and the bytes of files, in the order of their names."""
    total = hashlib.sha256()
    for path in sorted(files):
        with path.open("rb") as opened:
            held = hashlib.file_digest(opened, "sha256").hexdigest()
        total.update(f"{path.relative_to(root).as_posix()}\0{held}\n".encode(errors="surrogateescape"))
    return total.hexdigest()


def digest(*parts: Any) -> str:
    """One hash over values that JSON can write."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()


def digest_engines() -> str:
    """The hash of what makes tables of articles: the rooms up to the pipeline, their lists and weights, their libraries."""
    from importlib.metadata import version  # here, because reports that are up to date answer without it

    rooms = (path for path in LIBRARY.iterdir() if path.name not in LATER)
    files = (path for room in rooms for path in ([room] if room.is_file() else room.rglob("*")) if path.is_file())
    own = [path for path in files if path.suffix not in (".pyc", "") and "__pycache__" not in path.parts]
    return digest(digest_files(LIBRARY, own), {name: version(name) for name in ENGINES})
