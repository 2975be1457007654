"""A table on a page: its rows as HTML that JupyterLab shows as it is, and a report makes sortable, searchable, linked."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

LISTED = 500  # rows: what a page shows of a table; the saved table has all of them
LONGEST_CELL = 280  # characters of a text; the article's page and the saved table have it whole
ROOM = {"long": 60, "mid": 28}  # characters above which a column is given room, by the class of its head
NAMED = ("casualty_id", "claim_id", "source_id")  # what a row is, in the order asked: a figure may name a claim too
RECORD = "record"  # a column of the ids of figures or claims, whatever else a row is


@dataclass(frozen=True)
class Listing:
    """A table for a page. ``html`` is safe: every character that stands in an article is escaped."""

    html: str
    text: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.text


def listing(
    frame: pd.DataFrame, caption: str, columns: list[str] | None = None, file: str | None = None, top: int = LISTED
) -> Listing:
    """The first rows of a table for a notebook or a report.

    Parameters
    ----------
    frame : rows; those with a record, casualty_id, claim_id, source_id or article_id lead, in a report, to their mark in
        the article, whether or not these columns are shown
    caption : what the table holds, in a few words, unlike that of every other table on the page
    columns : the columns to show; None shows all
    file : the saved table with all rows, by its name in ``tables/``
    top : rows at most

    Returns
    -------
    Listing. Long texts are cut, underscores in names become spaces, whole days lose their midnight, missing is "–".

    >>> listing(pd.DataFrame({"outcome": ["killed"], "low": [12]}), "Figures")
    outcome low
     killed  12
    """
    held = frame.head(top)
    head, rows = row_html(held, columns)
    shown = held[columns] if columns else held
    plain = pd.DataFrame({name: _written(shown[name])[0] for name in shown}).to_string(index=False)
    return Listing(table_html(caption, head, rows, _rest(len(held), len(frame), file)), plain)


def row_html(frame: pd.DataFrame, columns: list[str] | None = None) -> tuple[str, list[str]]:
    """The head and the rows of a table as HTML; the rest is that of ``listing``."""
    shown = frame[columns] if columns else frame
    cells = {str(name).replace("_", " "): _written(shown[name]) for name in shown}
    places = _places(frame)
    head = "<th scope=col>mark</th>" if places else ""
    for name, (column, _) in cells.items():
        longest = max(map(len, column), default=0)
        room = next((f" class={kind}" for kind, over in ROOM.items() if longest > over), "")
        head += f"<th scope=col{room}>{escape(name)}</th>"
    opening = [f"<td class={kind}>" if kind else "<td>" for _, kind in cells.values()]
    texts = [[escape(cell, quote=False) for cell in column] for column, _ in cells.values()]
    return head, [
        f"<tr>{place}" + "".join(f"{start}{cell}</td>" for start, cell in zip(opening, row, strict=True)) + "</tr>"
        for place, *row in zip(places or [""] * len(frame), *texts, strict=True)
    ]


def table_html(caption: str, head: str, rows: list[str], note: str = "") -> str:
    """A table on a page, in a region of its own that scrolls where the window is narrow; ``note`` is HTML."""
    label, body = escape(caption), "\n".join(rows)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{label}"><table class="listing">'
        f"<caption>{label}</caption>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>\n"
    ) + (f'<p class="more">{note}</p>' if note else "")


def _written(values: pd.Series) -> tuple[list[str], str]:
    """A column as texts, and its kind: "n" for numbers, "d" for days, "" for any other."""
    missing = values.isna()
    kind = ""
    if pd.api.types.is_bool_dtype(values):
        texts = ["yes" if value else "" for value in values]
    elif pd.api.types.is_integer_dtype(values):
        texts, kind = ["" if gone else f"{value:,}" for value, gone in zip(values, missing, strict=True)], "n"
    elif pd.api.types.is_float_dtype(values):
        texts, kind = [f"{value:,.2f}" for value in values], "n"
    elif pd.api.types.is_datetime64_any_dtype(values):
        whole = (values[~missing] == values[~missing].dt.normalize()).all()
        texts, kind = values.dt.strftime("%Y-%m-%d" if whole else "%Y-%m-%d %H:%M").tolist(), "d"
    else:
        texts = [_cut(str(value)) for value in values]
    return ["–" if gone else text for text, gone in zip(texts, missing, strict=True)], kind


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else text[:LONGEST_CELL].rstrip() + " …"


def _places(frame: pd.DataFrame) -> list[str]:
    """The head of each row: the record's name in its article, and where its mark is."""
    if not len(frame) or ("article_id" not in frame and RECORD not in frame):
        return []
    identity = next((name for name in (RECORD, *NAMED) if name in frame), None)
    articles = frame[RECORD].str.rpartition(":")[0] if RECORD in frame else frame["article_id"].astype("str")
    if identity:
        names: Any = frame[identity].astype("str").fillna("–").str.rpartition(":")[2]
        anchors = names
    elif "outcome" in frame:
        names = pd.Series("toll", index=frame.index)
        anchors = "toll-" + frame["outcome"].astype(str)
    else:
        names, anchors = pd.Series("read", index=frame.index), pd.Series("", index=frame.index)
    return [
        f'<th scope=row data-at="{escape(article)}#{escape(anchor)}">{escape(name)}</th>'
        for article, anchor, name in zip(articles.fillna(""), anchors, names, strict=True)
    ]


def _rest(shown: int, total: int, file: str | None) -> str:
    if not total:
        return "No rows in this selection."
    rows = f"{total:,} row{'s' if total > 1 else ''}" if shown == total else f"The first {shown:,} of {total:,} rows"
    return f"{rows}. The saved table: <code data-file>tables/{escape(file)}.csv</code>" if file else f"{rows}."
