"""Executed notebooks into self-contained HTML pages: no code, no scripts, no request to any network."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
from bs4 import BeautifulSoup
from jinja2 import Environment, FileSystemLoader
from nbconvert import HTMLExporter
from traitlets.config import Config

from analysis.reports.running import Failure, is_injected

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
ROWS_BEHIND = 200  # rows of a chart's data that a page shows; all are in the CSV file


@dataclass(frozen=True)
class About:
    """What every page of a report says of itself.

    ``facts`` are name and value pairs for the head, ``pages`` file names and names for the way around, ``stamp`` the
    time of the run: the one thing that differs between two runs on the same inputs.
    """

    collection: str
    facts: list[tuple[str, str]]
    pages: list[tuple[str, str]]
    stamp: str
    inputs: str


def title_of(notebook: nbformat.NotebookNode) -> str | None:
    """The first ``# Heading`` of a notebook's prose."""
    lines = (line for cell in notebook.cells if cell.cell_type == "markdown" for line in cell.source.splitlines())
    return next((line[2:].strip() for line in lines if line.startswith("# ")), None)


def page(
    executed: nbformat.NotebookNode,
    about: About,
    name: str,
    title: str,
    parameters: dict[str, Any] | None = None,
    failure: Failure | None = None,
) -> str:
    """The HTML page of an executed notebook.

    Prose, tables and pictures as they stand, warnings and the cells of parameters left out; where the notebook failed,
    a banner with the cause, and the code and traceback of the cell.
    """
    shown = nbformat.from_dict(executed)
    shown.cells = [c for c in shown.cells if not is_injected(c) and "parameters" not in c.metadata.get("tags", [])]
    resources = {"about": about, "here": name, "title": title, "parameters": parameters or {}, "failure": failure}
    body, _ = exporter().from_notebook_node(shown, resources)
    return _with_contents(body)


def index(about: About, reports: dict[str, dict[str, Any]], run: dict[str, Any]) -> str:
    """The page that leads to all others: key figures, reports, what was not read, and tables to take along.

    ``reports`` and ``run`` are those of the ledger.
    """
    template = _environment().get_template("collection.html.j2")
    return template.render(about=about, title=about.collection, reports=reports, run=run) + "\n"


def chart_data(executed: nbformat.NotebookNode) -> dict[str, str]:
    """The rows behind each chart of an executed notebook as CSV, by the chart's name."""
    held = {}
    for cell in executed.cells:
        for output in cell.get("outputs", []):
            if "text/csv" in output.get("data", {}):
                held[output.metadata["text/csv"]["name"]] = output.data["text/csv"]
    return held


@cache
def exporter() -> HTMLExporter:
    """nbconvert with our own template; JavaScript, LaTeX and Markdown outputs are not asked for and not shown."""
    config = Config()
    config.NbConvertBase.display_data_priority = ["text/html", "image/png", "image/svg+xml", "text/plain"]
    made = HTMLExporter(
        config=config, template_name="report", extra_template_basedirs=[str(TEMPLATES)], exclude_input=True,
        exclude_input_prompt=True, exclude_output_prompt=True, exclude_anchor_links=True, embed_images=False,
    )  # fmt: skip
    made.register_filter("csv_rows", csv_rows)
    return made


def csv_rows(text: str) -> dict[str, Any]:
    """CSV into the head, the first rows, and how many more there are."""
    head, *rows = csv.reader(io.StringIO(text))
    return {"head": head, "rows": rows[:ROWS_BEHIND], "more": max(0, len(rows) - ROWS_BEHIND)}


@cache
def _environment() -> Environment:
    return Environment(loader=FileSystemLoader([TEMPLATES / "report"]), autoescape=True, trim_blocks=True)


def _with_contents(html: str) -> str:
    """The page with unlike ids for like headings, and with links to its second-level headings."""
    soup = BeautifulSoup(html, "html.parser")
    seen: dict[str, int] = {}
    for heading in soup.select("main h1, main h2, main h3"):
        name = re.sub(r"\W+", "-", heading.get_text().lower()).strip("-")
        seen[name] = seen.get(name, 0) + 1
        heading["id"] = name if seen[name] == 1 else f"{name}-{seen[name]}"
    for cell in soup.find_all("td"):  # dates and numbers are not broken, long texts not squeezed
        text = cell.get_text()
        if len(text) > 60 or (0 < len(text) <= 24 and " " not in text):
            cell["class"] = "long" if len(text) > 60 else "word"
    contents = soup.select_one("nav.contents ol")
    for heading in soup.select("main h2"):
        entry, link = soup.new_tag("li"), soup.new_tag("a", href=f"#{heading['id']}")
        link.string = heading.get_text()
        entry.append(link)
        if contents is not None:
            contents.append(entry)
    return str(soup)
