"""Whether a notebook must run again: not, where it was run on the very findings that there are now.

What a notebook reads is known where it takes ``findings`` (of ``analysis.findings``) instead of ``tables``: it is given these
alone. Any other is run again whenever the tables may have changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import nbformat

from analysis.findings import save_findings
from analysis.reports import Work
from analysis.reports.ledger import digest
from analysis.reports.parameters import FINDINGS, defaults


class Given:
    """What the notebooks of a run are given: ``tables``, a folder, or the findings in them, written into ``beside``."""

    def __init__(self, work: Work, names: Iterable[str], tables: Path, beside: Path) -> None:
        self.work, self.tables, self.findings = work, tables, beside
        self.taking = {name for name in names if FINDINGS in defaults(work.notebooks[name])}
        self.hash = save_findings(tables, beside) if self.taking else ""

    def values(self, name: str, kept: bool = False) -> dict[str, Any]:
        """All parameters that a notebook is given; ``kept``, as they are to stand in the executed one."""
        taken, folder = (FINDINGS, self.findings) if name in self.taking else ("tables", self.tables)
        place = "../tables" if kept else str(folder)
        return {"collection": str(self.work.collection.resolve()), taken: place, **self.work.values[name]}

    def before(self, name: str, noted: dict[str, Any]) -> nbformat.NotebookNode | None:
        """The notebook as the last run executed it, if it would come out the same; ``noted`` is what the ledger has of it."""
        executed = self.work.folder / "notebooks" / f"{name}.ipynb"
        if self.work.force or not noted.get("ran") or not executed.is_file():
            return None
        same = self.ran(name, executed) == noted["ran"]
        return nbformat.read(executed, as_version=4) if same else None

    def ran(self, name: str, executed: Path) -> str | None:
        """The hash of all that an executed notebook came from, and of itself; None where that is not known."""
        if name not in self.taking:
            return None
        notebook = self.work.notebooks[name].read_text("utf8")
        given = self.values(name, kept=True)
        return digest(self.work.library, self.hash, notebook, given, executed.read_text("utf8"))
