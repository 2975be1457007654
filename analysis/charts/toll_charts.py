"""Charts of tolls: what one article says of one outcome, low, best and high; nothing is added. See ``charts``."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.charts import intervals, summaries
from analysis.charts.drawing import (
    ROW,
    canvas,
    chart,
    in_two_lines,
    key,
    label_rows,
    nothing,
    room_beside,
    tell,
    words_only,
)
from analysis.charts.lettering import count, not_drawn, short
from analysis.charts.palette import BLUE, INK, PAPER, SKY
from analysis.charts.timelines import day
from analysis.tables import OUTCOMES


@chart
def tolls(tolls: pd.DataFrame, articles: pd.DataFrame, top: int = 20, ax: Axes | None = None) -> Axes:
    """Low, best and high of the ``top`` largest tolls, a row for an article and outcome."""
    name, data = "tolls", summaries.titled_tolls(tolls, articles)
    if tolls.empty:
        return nothing(ax, name, "tolls", data)
    numbered = data[data["best"].notna()]
    if numbered.empty:
        return words_only(ax, name, f"{count(len(data), 'toll')}, none with a number", f"n = {len(data):,}", data)
    rows = numbered.head(top)
    titles = zip(rows["title"], rows["outcome"], strict=True)
    labels = [in_two_lines(f"{outcome}: {title}") for title, outcome in titles]
    own, ax = ax is None, canvas(ax, (1.4 * ROW if "\n" in "".join(labels) else ROW) * len(rows) + 0.4)
    label_rows(ax, labels)
    logarithmic = intervals.people_axis(ax, rows)
    y = np.arange(len(rows), dtype=float)
    intervals.marks(ax, rows, y, SKY, logarithmic)
    ax.plot(rows["best"].astype(float), y, "D", color=BLUE, markersize=7, markeredgecolor=PAPER, zorder=4)
    room = room_beside(line for label in labels for line in label.split("\n"))
    for at in range(len(rows)):
        told = f"{rows['best'].iloc[at]:,}{_other_ends(rows.iloc[at])}"
        intervals.beside(ax, rows.iloc[[at]], at, told, INK, room, whole=True)
    _toll_key(ax, rows)
    first = rows.iloc[0]
    title = f"{first['best']:,} {first['outcome']} in “{short(first['title'], 60)}”"
    title += " is the highest toll" if len(numbered) > 1 else ""
    scale = ", logarithmic scale" if logarithmic else ""
    subtitle = f"people{scale}; policy {data['policy'].iloc[0]}; n = {count(len(data), 'toll')} (article and outcome)"
    return tell(ax, name, title, subtitle + not_drawn(len(data) - len(rows), "toll"), data, own)


def _other_ends(row: pd.Series) -> str:
    """What a toll's label adds to the best figure: nothing where low, best and high are one."""
    if pd.notna(row["low"]) and pd.notna(row["high"]) and row["low"] == row["high"]:
        return ""
    return f" ({intervals.in_words(row)})"


def _toll_key(ax: Axes, rows: pd.DataFrame) -> None:
    if not (rows["low"].eq(rows["best"]) & rows["high"].eq(rows["best"])).fillna(False).all():
        key(ax, [intervals.mark_key("best", BLUE, "D"), intervals.mark_key("low to high", SKY, "o", "-")])


@chart
def tolls_by_day(tolls: pd.DataFrame, articles: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Low, best and high of every toll on the day its article was published, a strip an outcome; nothing is added."""
    name, data = "tolls-by-day", summaries.titled_tolls(tolls, articles).sort_values("published", kind="stable")
    data = data.reset_index(drop=True)
    if tolls.empty:
        return nothing(ax, name, "tolls", data)
    rows = data[data["best"].notna() & data["published"].notna()]
    left = len(data) - len(rows)
    n = f"n = {count(len(data), 'toll')}" + (f", {left:,} without a day or number not drawn" if left else "")
    if rows.empty:
        return words_only(ax, name, f"No day is known for {count(len(data), 'toll')}", n, data)
    days = rows["published"].dt.normalize()
    if days.nunique() == 1:
        all_of = {1: "The one toll is from an article", 2: "Both tolls are from articles"}
        told = all_of.get(len(rows), f"All {len(rows):,} tolls are from articles")
        return words_only(ax, name, f"{told} of {day(days.iloc[0])}", n, data)
    order = [outcome for outcome in OUTCOMES if (rows["outcome"] == outcome).any()]
    laid = intervals.dodged(intervals.strips(rows, order), rows)
    own, ax = ax is None, canvas(ax, laid.inches)
    intervals.draw_strips(ax, laid, rows, rows["outcome"].astype(str).value_counts())
    wide = rows[~(rows["low"].eq(rows["best"]) & rows["high"].eq(rows["best"])).fillna(False)]
    intervals.strip_marks(ax, laid, wide, SKY, np.full(len(wide), 6.0))
    ax.scatter(
        laid.x[rows.index], laid.y(rows["outcome"], rows["best"]), s=36, marker="D", color=BLUE, edgecolors=PAPER,
        linewidths=0.5, zorder=4,
    )  # fmt: skip
    _toll_key(ax, rows)
    most = rows[rows["outcome"] == order[0]]
    top = most.iloc[int(most["best"].astype(float).argmax())]
    title = f"{top['best']:,} {top['outcome']}, told on {day(top['published'])}, is the most of {days.nunique():,} days"
    subtitle = f"people, logarithmic scale; policy {data['policy'].iloc[0]}; an article and outcome a mark; {n}"
    return tell(ax, name, title, subtitle, data, own)
