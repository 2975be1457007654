"""The pages that lead to all others: one of a collection, and one of all collections."""

from __future__ import annotations

import io
import re
from base64 import b64decode, b64encode
from html import unescape
from pathlib import Path
from typing import Any

import nbformat
from PIL import Image

from analysis.difference import Difference
from analysis.reports import ledger
from analysis.reports.frame import About, fill
from analysis.tables import Tables

TOLD = 8  # changes of one kind that an index tells; the rest is counted
IN_ZIP_ONLY = ("tokens",)  # one row a word: as a loose CSV file ten times the others together
SMALL = 560  # pixels: the width of a chart's small picture, a card's on a sharp screen
LOW = 0.15  # height by width: what is lower than that says little when it is small
_PICTURE = re.compile(r'<img src="data:image/png;base64,([\w+/=]+)"[^>]*?alt="([^"]*)"')


def of_collection(about: About, held: dict[str, Any], folder: str) -> str:
    """The index of a collection from its ledger: reports, changes, what was not read, and tables to take along."""
    run = held["run"]
    rows = run.get("saved", run["rows"])
    loose = [name for name in rows if name not in IN_ZIP_ONLY]
    return fill(
        "collection.html.j2", about=about, reports=held["pages"], run=run, folder=folder, rows=rows, loose=loose,
        summed="saved" in run,
    )  # fmt: skip


def write_collections(reports: Path, stamp: str) -> None:
    """Write ``index.html`` over all collections that were rendered into a folder."""
    held = {folder.name: ledger.read_ledger(folder) for folder in ledger.folders(reports)}
    about = About("Reports", [], [], [], stamp, accuracy="")
    html = fill("collections.html.j2", about=about, collections={name: one for name, one in held.items() if one["run"]})
    beside = reports / ".index.html.new"
    beside.write_text(html, encoding="utf8")
    beside.replace(reports / "index.html")


def picture(executed: nbformat.NotebookNode) -> dict[str, str] | None:
    """A small picture of a notebook's first chart of more than a bar or two, and the finding that is its title.

    The picture is a data address; the finding is the first sentence of the alternative text.
    """
    outputs = (output for cell in executed.cells for output in cell.get("outputs", []))
    found = [match for output in outputs if (match := _PICTURE.search(output.get("data", {}).get("text/html", "")))]
    if not found:
        return None
    charts = [(Image.open(io.BytesIO(b64decode(match[1]))), match[2]) for match in found]
    image, alt = next((chart for chart in charts if chart[0].height > LOW * chart[0].width), charts[0])
    return {"source": _smaller(image), "finding": re.split(r"(?<=[.?!]) ", unescape(alt))[0]}


def _smaller(image: Image.Image) -> str:
    height = round(image.height * SMALL / image.width)
    held = io.BytesIO()
    small = image.convert("RGB").resize((SMALL, height), Image.Resampling.LANCZOS)
    small.quantize(64, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(held, "png", optimize=True)
    return f"data:image/png;base64,{b64encode(held.getvalue()).decode()}"


def changes(found: Difference, later: Tables, since: str) -> dict[str, Any]:
    """What an index tells of the changes since the run of ``since``: counts, and the first new articles and tolls."""
    titles = dict(zip(later.articles["article_id"], later.articles["title"].fillna(""), strict=True))
    new = found.articles[found.articles["change"] == "added"]
    tolls = found.tolls[found.tolls["change"] == "moved"].head(TOLD).to_dict("records")
    return {
        "since": since,
        "any": bool(found),
        "counts": found.counts(),
        "articles": [titles.get(i) or i for i in new["article_id"].head(TOLD)],
        "tolls": [row | {"title": titles.get(row["article_id"]) or row["article_id"]} for row in tolls],
    }
