"""Which collections there are to choose from, and the tables of one, as people have corrected them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from analysis.articles.formats import READERS
from analysis.corrections import append_correction, apply_corrections, read_corrections
from analysis.partitions import load_tables
from analysis.selection import make_tables
from analysis.tables import Tables, table


def collections(first: str | Path) -> dict[str, Path]:
    """A collection and the folders beside it that hold articles, by name; the given one comes first."""
    first = Path(first)
    beside = sorted(path for path in first.resolve().parent.iterdir() if path.is_dir() and _holds_articles(path))
    return {path.resolve().name: path for path in (first, *beside)}


def _holds_articles(folder: Path) -> bool:
    try:
        return any(_is_article(file) for file in folder.iterdir())
    except OSError:  # somebody else's folder
        return False


def _is_article(file: Path) -> bool:
    kind = Path(file.name.removesuffix(".gz")).suffix.lower()
    return file.is_file() and kind in READERS and file.stem.lower() not in ("readme", "metadata", "corrections")


@dataclass
class Opened:
    """A collection: its folder, its tables as the program made them, and as people have corrected them."""

    path: Path
    made: Tables
    tables: Tables

    @classmethod
    def at(cls, path: str | Path, tables: str | Path | None = None) -> Opened:
        """Read a collection, or load its tables where they were made before; corrections.csv is applied.

        Raises FileNotFoundError where there is nothing, ValueError for a collection without articles.
        """
        made = load_tables(tables) if tables is not None else make_tables(path)
        made = replace(made, tokens=table("tokens"))  # nobody looks at them here, and they are most of the rows
        opened = cls(Path(path), made, made)
        opened._apply()
        return opened

    @property
    def folder(self) -> Path:
        """Where the articles stand, and what people add to them."""
        return self.path if self.path.is_dir() else self.path.parent

    def correct(self, line: dict[str, str]) -> str | None:
        """Carry out a correction and add it to corrections.csv; or return why it cannot be, with nothing written."""
        _, alone = apply_corrections(self.tables, pd.DataFrame([line]))
        if not alone["applied"].all():
            return str(alone["reason"].iloc[0])
        append_correction(self.folder, line)
        self._apply()
        return None

    def _apply(self) -> None:
        self.tables, _ = apply_corrections(self.made, read_corrections(self.folder))
