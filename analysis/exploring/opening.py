"""Which collections there are to choose from, and the tables of one, as people have corrected them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from analysis.articles.formats import READERS
from analysis.corrections import append_correction, apply_corrections, read_corrections
from analysis.selection import make_tables
from analysis.tables import Tables, table


def collections(folder: str | Path) -> dict[str, Path]:
    """The folders in ``folder`` that hold articles, by name; ``folder`` itself where it holds some."""
    folder = Path(folder)
    every = [folder, *sorted(path for path in folder.iterdir() if path.is_dir())] if folder.is_dir() else []
    return {path.resolve().name: path for path in every if any(_is_article(file) for file in path.iterdir())}


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
        """Read a collection, or load its tables where they were made before; corrections.csv is applied."""
        made = Tables.load(tables) if tables is not None else make_tables(path)
        made = replace(made, tokens=table("tokens"))  # nobody looks at them here, and they are most of the rows
        corrected, _ = apply_corrections(made, read_corrections(path)) if Path(path).exists() else (made, None)
        return cls(Path(path), made, corrected)

    def correct(self, line: dict[str, str]) -> str | None:
        """Carry out a correction and add it to corrections.csv; or return why it cannot be, with nothing written."""
        _, alone = apply_corrections(self.tables, pd.DataFrame([line]))
        if not alone["applied"].all():
            return str(alone["reason"].iloc[0])
        append_correction(self.path, line)
        self.tables, _ = apply_corrections(self.made, read_corrections(self.path))
        return None
