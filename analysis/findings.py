"""Findings: what was read from articles, without their texts and without where in them a claim stands.

A report that shows findings alone, and none of the words around them, is the same as long as these are the same, whatever
else in an article was edited. Its notebook says so by taking a parameter ``findings`` in place of ``tables``; it is given
nothing else, so that it cannot show what it is not made again for.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from analysis.fingerprints import digest_files
from analysis.schemas import SCHEMAS
from analysis.tables import Tables, table

FOUND = ("articles", "skipped", "casualties", "tolls", "claims", "sources")
# What changes with every edit of an article. A figure keeps its place, since tolls go by it; how sure the reader is of a
# claim depends on the words around it
LEFT_OUT = {"articles": ["text", "words", "sentences", "sha256"], "claims": ["sentence", "start", "end", "confidence"]}


def save_findings(tables: str | Path, folder: str | Path) -> str:
    """Write the findings of a folder of saved tables into ``folder``; returns one hash over them."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name in FOUND:
        frame = pd.read_parquet(Path(tables) / f"{name}.parquet")
        frame.drop(columns=LEFT_OUT.get(name, [])).to_parquet(_file(folder, name), index=False)
    return digest_files(folder, (_file(folder, name) for name in FOUND))


def are_findings(folder: Path) -> bool:
    """Whether ``save_findings`` has written into a folder."""
    return _file(folder, FOUND[0]).is_file()


def load_findings(folder: str | Path) -> Tables:
    """Read what ``save_findings`` wrote. What is left out is not there: to ask for such a column raises KeyError."""
    frames = {name: pd.DataFrame() for name in SCHEMAS}
    for name in FOUND:
        held = pd.read_parquet(_file(Path(folder), name))
        frames[name] = table(name, held)[[*held.columns]]
    return Tables(**frames)


def _file(folder: Path, name: str) -> Path:
    return folder / f"{name}.findings.parquet"
