"""Two runs compared: a page, and lines for a terminal, about what differs between their tables, inputs and versions."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any

from analysis.difference import Difference, difference
from analysis.listing import NAMED, listing
from analysis.partitions import load_tables
from analysis.reports import CHOOSING, ledger
from analysis.reports.article_pages import page_names
from analysis.reports.frame import About, fill, linked
from analysis.reports.ledger import Unusable
from analysis.selection import select
from analysis.sums import holds_sums
from analysis.tables import Tables

HEADINGS = {"articles": "Articles", "figures": "Figures", "tolls": "Tolls", "claims": "Claims"}
Change = tuple[str, str, str]


@dataclass(frozen=True)
class Run:
    """A run to compare: its folder, its tables, and what its ledger noted (nothing, if it is a folder of tables)."""

    folder: Path
    tables: Tables
    noted: dict[str, Any]

    @property
    def name(self) -> str:
        stamp = self.noted["run"].get("stamp")
        return f"{self.folder}, {stamp}" if stamp else str(self.folder)

    @property
    def choices(self) -> dict[str, str]:
        """By which days and publisher all its pages choose articles; nothing, where they do not agree."""
        parameters = [entry.get("parameters", {}) for entry in self.noted["pages"].values()]
        held = [{name: given[name] for name in CHOOSING if given.get(name)} for given in parameters]
        return held[0] if held and all(other == held[0] for other in held) else {}

    @property
    def shown(self) -> Tables:
        """The tables of the articles that its pages show."""
        return select(self.tables, **self.choices)


def open_run(folder: Path) -> Run:
    """A folder of a collection's reports, or of tables. Raises Unusable where there are no tables of records."""
    held = folder / "tables" if (folder / "tables").is_dir() else folder
    if holds_sums(held):
        raise Unusable(
            f"{folder}: a report of counts alone, which holds no records to compare; make and compare reports of some of "
            "its articles (-p since, until, publisher, and --name)"
        )
    try:
        return Run(folder, load_tables(held), ledger.read_ledger(folder))
    except (OSError, ValueError) as error:
        raise Unusable(f"{folder}: neither a folder of reports nor of tables ({error})") from None


def settings(earlier: Run, later: Run) -> list[Change]:
    """Inputs, library, parameters and versions that differ: name, before, after."""
    before, after = _settings(earlier.noted), _settings(later.noted)
    return [
        (name, before.get(name, "–"), after.get(name, "–"))
        for name in {**before, **after}
        if before.get(name) != after.get(name)
    ]


def _settings(noted: dict[str, Any]) -> dict[str, str]:
    run = noted["run"]
    told = {name: str(run[name]) for name in ("inputs", "library") if name in run}
    told |= {f"version of {name}": version for name, version in run.get("versions", {}).items()}
    by_parameter: dict[str, dict[str, str]] = {}
    for page, entry in noted["pages"].items():
        for name, value in entry.get("parameters", {}).items():
            by_parameter.setdefault(name, {})[page] = str(value)
    for name, by_page in by_parameter.items():
        if name in CHOOSING and len(set(by_page.values())) == 1:
            told[name] = next(iter(by_page.values()))
        else:
            told |= {f"{name} in {page}": value for page, value in by_page.items()}
    return told


def write_comparison(earlier: Run, later: Run, page: Path) -> Difference:
    """Compare what two runs show and write the page; returns what differs between their tables."""
    found = difference(earlier.shown, later.shown)
    stamp = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    about = About("What differs", [("before", earlier.name), ("after", later.name)], [], [], stamp, accuracy="")
    now, then = _places(later, page.parent), _places(earlier, page.parent)
    tables = []
    for name, frame in found:
        gone = frame["change"] == "gone"
        for rows, which, places in ((frame[~gone], "added or moved", now), (frame[gone], "gone", then)):
            if len(rows):
                shown = [str(column) for column in rows if column not in NAMED]
                html = listing(rows, f"{HEADINGS[name]} {which}", shown).html
                tables.append((f"{HEADINGS[name]} {which}", linked(html, places)))
    html = fill(
        "difference.html.j2", about=about, settings=settings(earlier, later), counts=found.counts(), tables=tables
    )
    page.parent.mkdir(parents=True, exist_ok=True)
    beside = page.with_name(f".{page.name}.new")
    beside.write_text(html, encoding="utf8")
    beside.replace(page)
    return found


def _places(run: Run, start: Path) -> dict[str, str]:
    """The pages of the articles of a run, as seen from the folder that the comparison is written to."""
    names = page_names(run.tables.articles["article_id"].tolist())
    there = {i: run.folder / name for i, name in names.items() if (run.folder / name).is_file()}
    return {escape(i): Path(os.path.relpath(path, start)).as_posix() for i, path in there.items()}


def lines(found: Difference, settings: list[Change], most: int = 20) -> list[str]:
    """The comparison for a terminal: counts, the first rows that differ, inputs and versions."""
    told = []
    for name, frame in found:
        counts = ", ".join(f"{n:,} {change}" for change, n in found.counts()[name].items() if n)
        told.append(f"{name}: {counts or 'the same'}")
        for row in frame.head(most).fillna("–").to_dict("records") if name != "claims" else ():
            what = row.get("text") or row.get("outcome") or row.get("title")
            told.append(f"  {row['change']:5}  {row['article_id']}: {what}: {row['before']} → {row['after']}")
        if name != "claims" and len(frame) > most:
            told.append(f"  … and {len(frame) - most:,} more")
    for name, before, after in settings:
        told.append(f"{name}: {before[:40]} → {after[:40]}")
    return told
