"""A small collection for the tests of tables in parts, and what they ask of it."""

import json
from pathlib import Path

import pandas as pd

from analysis.articles import stream_articles
from analysis.pipeline import tabulate
from analysis.tables import SCHEMAS, Tables

TEXT = (
    "OSLO: At least {} miners died when a shaft fell in on Monday, the mayor, Kari Lund, said.\n\n"
    "Rescuers brought up nine others, she added. The ministry said dozens were missing.\n"
)
NUMBERS = ("four", "five", "six", "seven", "eight", "ten", "eleven")


def collection(folder: Path) -> Path:
    """Seven articles in a table, of two publishers and days, with a column of the collection's own, and an empty row."""
    rows = [
        {"id": f"m{i}", "text": TEXT.format(number), "outlet": ("Echo", "Post")[i % 2], "date": f"2024-03-0{1 + i // 4}",
         "depth": (None, i, i + 0.5)[i % 3]}
        for i, number in enumerate(NUMBERS)
    ]  # fmt: skip
    return written(folder / "mines.jsonl", [*rows[:3], {"id": "none", "text": " "}, *rows[3:]])


def written(path, rows):
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf8")
    return path


def parted(path, folder, batch=2, **options):
    return tabulate(stream_articles(path, batch=batch), into=folder, batch=batch, **options)


def assert_same(one: Tables, other: Tables) -> None:
    for name in SCHEMAS:
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name), obj=name)


def made(folder: Path) -> dict[str, int]:
    """The parts of a folder that are whole, and when each was made."""
    return {path.parent.name: path.stat().st_mtime_ns for path in folder.glob("parts/[!.]*/part.json")}
