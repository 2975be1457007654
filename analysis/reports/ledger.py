"""What a report was made of: fingerprints of articles, library and parameters, and the ledger that keeps them.

Answers "is it up to date?" without pandas or papermill, so that a run with nothing to do ends at once.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import unicodedata
from pathlib import Path
from typing import Any

from analysis.fingerprints import LIBRARY as LIBRARY
from analysis.fingerprints import digest, digest_files

LEDGER = ".ledger.json"
BESIDE = ("metadata.csv", "corrections.csv")  # files beside a single article that are read with it


class Unusable(ValueError):
    """What was asked for cannot be done; the message is one line for the person who asked."""


def slug(name: str) -> str:
    """A name that is safe as a file or folder name on any system.

    >>> slug("Hasakeh, June 2015"), slug("../../etc"), slug("Été.v2")
    ('Hasakeh-June-2015', 'etc', 'Ete.v2')
    """
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    made = re.sub(r"\.{2,}|[^A-Za-z0-9._-]+", "-", ascii_only).strip("-._")[:80]
    return made or "collection-" + hashlib.sha256(name.encode()).hexdigest()[:8]


def collection_name(collection: Path) -> str:
    """The folder's name, or the file's without its endings: ``wire/2019.jsonl.gz`` is "2019"."""
    whole = collection.resolve()
    return whole.name if whole.is_dir() else whole.name.removesuffix(".gz").rpartition(".")[0] or whole.name


def digest_collection(collection: Path) -> str:
    """The hash of every file of a collection. Raises Unusable where there is no such file or folder."""
    if collection.is_dir():
        return digest_files(collection, (path for path in collection.rglob("*") if path.is_file()))
    if not collection.is_file():
        raise Unusable(f"{collection}: there is no such file or folder")
    held = [collection, *(collection.parent / name for name in BESIDE if (collection.parent / name).is_file())]
    return digest_files(collection.parent, held)


def digest_library() -> str:
    """The hash of all that makes tables and pages but the articles: this package's files and what is installed.

    Installed versions are read from the names of the distributions' folders, which takes a hundredth of their metadata.
    """
    own = (p for p in LIBRARY.rglob("*") if p.is_file() and "__pycache__" not in p.parts and p.name != ".DS_Store")
    places = [Path(place) for place in sys.path if place and Path(place).is_dir()]
    installed = {path.name for place in places for path in place.glob("*-info")}
    return digest(digest_files(LIBRARY, own), sys.version, *sorted(installed))


def nothing() -> dict[str, Any]:
    """The ledger of a folder in which nothing was made yet."""
    return {"tables": None, "pages": {}, "run": {}}


def read_ledger(folder: Path) -> dict[str, Any]:
    """What the last run noted in ``folder``: the fingerprint of its tables, its pages (fingerprint, title, failure),
    and the figures of the collection. An unreadable ledger is as good as none: everything is made again."""
    try:
        held = json.loads((folder / LEDGER).read_text(encoding="utf8"))
        return held if held.keys() == nothing().keys() else nothing()
    except (OSError, ValueError, AttributeError):
        return nothing()


def tables_fit(work: Any, held: dict[str, Any]) -> bool:
    """Whether the tables of the last run are there and are those that ``work`` asks for."""
    there = (work.folder / "tables" / "articles.parquet").is_file()
    return there and not work.force and held["tables"] == work.tables_key


def folders(reports: Path) -> list[Path]:
    """The folders of collections that were rendered into ``reports``, by name."""
    return sorted(path.parent for path in reports.glob(f"[!.]*/{LEDGER}"))


def write_ledger(folder: Path, ledger: dict[str, Any]) -> None:
    beside = folder / f"{LEDGER}.new"
    beside.write_text(json.dumps(ledger, indent=1), encoding="utf8")
    beside.replace(folder / LEDGER)
