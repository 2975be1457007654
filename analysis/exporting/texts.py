"""The articles as plain text files with a ``metadata.csv``, for any other program; ``read_articles`` takes them too."""

from __future__ import annotations

from pathlib import Path

from analysis.exporting.files import file_names, filled_beside
from analysis.exports import to_csv
from analysis.tables import SCHEMAS, Tables

DESCRIBED = ("article_id", "title", "publisher", "author", "agency", "place", "published", "url", "language")


def write_texts(tables: Tables, folder: Path) -> None:
    """One ``.txt`` an article, as it was read, and what is known of it in ``metadata.csv``, a row a file."""
    names = file_names(tables.articles["article_id"])
    further = [column for column in tables.articles if column not in SCHEMAS["articles"]]
    metadata = tables.articles[[*DESCRIBED, *further]].copy()
    metadata.insert(0, "file", [f"{name}.txt" for name in names.values()])
    with filled_beside(folder) as place:
        for name, text in zip(names.values(), tables.articles["text"], strict=True):
            (place / f"{name}.txt").write_bytes(text.encode())
        (place / "metadata.csv").write_bytes(to_csv(metadata))
