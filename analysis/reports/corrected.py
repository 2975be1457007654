"""What people have corrected in a collection's tables: what a run notes of it, and the page that lists each line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from analysis.corrections import refused, told
from analysis.listing import listing
from analysis.reports.article_pages import page_places
from analysis.reports.frame import About, fill, linked
from analysis.reports.places import CORRECTIONS
from analysis.tables import Tables

COLUMNS = ["line", "table", "quote", "field", "old", "new", "action", "who", "when", "note", "not applied because"]


def noted(corrections: pd.DataFrame) -> dict[str, Any]:
    """What the ledger keeps: how many lines were applied, the articles whose rows they changed, and why others were not.

    ``corrections`` has the lines as ``apply_corrections`` reports them; without a line ``told`` is None.
    """
    if corrections.empty:
        return {"told": None, "articles": [], "refused": []}
    changed = corrections[corrections["applied"].astype(bool) & (corrections["action"] != "confirm")]
    return {
        "told": told(corrections), "articles": sorted(changed["article_id"].unique()), "refused": refused(corrections),
    }  # fmt: skip


def write_page(corrections: pd.DataFrame, tables: Tables, about: About, folder: Path) -> None:
    """Write the page of all lines, where there are any, those that were not applied first; each leads to its article."""
    if corrections.empty:
        return
    first = corrections.sort_values("applied", kind="stable").rename(columns={"reason": "not applied because"})
    table = linked(listing(first, "Corrections", COLUMNS).html, page_places(tables.articles["article_id"].tolist()))
    html = fill("corrections.html.j2", about=about, told=told(corrections), table=table)
    (folder / CORRECTIONS).write_text(html, encoding="utf8")
