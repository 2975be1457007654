"""Charts of casualty figures and tolls: every figure, tolls, victims, and who stands behind them. See ``charts``."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis.charts import summaries
from analysis.charts.drawing import (
    BLUE,
    GREEN,
    GREY,
    INK,
    ORANGE,
    PAPER,
    RED,
    ROW,
    SECTOR_COLOURS,
    SKY,
    SOFT,
    STANDING_COLOURS,
    STANDING_HATCHES,
    bars,
    canvas,
    chart,
    key,
    label_rows,
    matrix,
    nothing,
    room_beside,
    tell,
    words_only,
)
from analysis.charts.intervals import (
    HOLLOW,
    beside,
    dodged,
    draw_strips,
    in_words,
    marks,
    people_axis,
    strip_marks,
    strips,
)
from analysis.charts.lettering import count, not_drawn, short
from analysis.charts.timelines import day
from analysis.tables import OUTCOMES

LABELLED = 30  # so many figures have a row and a name each; more stand on strips over time
MARK_COLOURS = SECTOR_COLOURS | {summaries.NO_SOURCE: HOLLOW}
OUTCOME_COLOURS = dict(zip(OUTCOMES, (BLUE, ORANGE, SKY, GREEN, RED, GREY), strict=True))
VICTIMS = {
    "civilian": "civilians", "combatant": "combatants", "security forces": "security forces", "child": "children",
    "aid or medical": "aid or medical workers", "journalist": "journalists",
}  # fmt: skip
OUTCOME_HATCHES = {"wounded": "///", "captured": "...", "displaced": "\\\\\\", "casualties": "---"}


@chart
def figures(casualties: pd.DataFrame, sources: pd.DataFrame, articles: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Every figure as a point, a range or an open-ended bar, by outcome and in order of time, coloured by who reports it.

    Up to 30 figures have a row each, with the name of who reports them; more stand on a scale of time. Vague figures
    ("dozens") have no number; they are counted in the subtitle and not drawn.
    """
    name, data = "figures", summaries.figures_with_sectors(casualties, sources, articles)
    if data.empty:
        return nothing(ax, name, "casualty figures", data)
    numbered = data[data["low"].notna() | data["high"].notna()]
    vague = len(data) - len(numbered)
    if numbered.empty:
        return words_only(ax, name, f"{count(vague, 'figure')}, none with a number", f"n = {vague:,}", data)
    order = [outcome for outcome in OUTCOMES if (numbered["outcome"] == outcome).any()]
    present = [sector for sector in SECTOR_COLOURS if (numbered["sector"] == sector).any()]
    own = ax is None
    if len(numbered) <= LABELLED:
        ax, drawn = _figure_rows(ax, numbered, order, present)
    else:
        ax, drawn = _figure_strips(ax, numbered, order, present)
    key(ax, [mark_key(sector, MARK_COLOURS[sector]) for sector in present])
    subtitle = f"people; {drawn}; n = {count(len(data), 'mention')}"
    subtitle += f", of which {count(vague, 'vague one')} (“dozens”) not drawn" if vague else ""
    return tell(ax, name, _largest(data), subtitle, data, own)


def _figure_rows(ax: Axes | None, numbered: pd.DataFrame, order: list[str], present: list[str]) -> tuple[Axes, str]:
    """A row a figure, with who reports it beside its mark, and the day where there are several."""
    rows = numbered.iloc[numbered["outcome"].astype(str).map(order.index).argsort(kind="stable")]
    ax = canvas(ax, ROW * len(rows) + 0.4)
    labels = []
    for text, victims, outcome in zip(rows["text"], rows["victims"].fillna(""), rows["outcome"], strict=True):
        labels.append(f"{short(text if victims in text else f'{text} {victims}', 36)} {outcome}")
    label_rows(ax, labels)
    logarithmic = people_axis(ax, rows)
    y = np.arange(len(rows), dtype=float)
    for sector in present:
        which = (rows["sector"] == sector).to_numpy()
        marks(ax, rows[which], y[which], MARK_COLOURS[sector], logarithmic)
    room, several = room_beside(labels), rows["published"].dt.normalize().nunique() > 1
    for at in range(len(rows)):
        row = rows.iloc[at]
        told = str(row["source"]) if pd.notna(row["source"]) else "no source given"
        told = f"{day(row['published'])}, {told}" if several and pd.notna(row["published"]) else told
        beside(ax, rows.iloc[[at]], at, told, SOFT, room)
    return ax, "▸ at least, ◂ at most" + (", logarithmic scale" if logarithmic else "")


def _figure_strips(ax: Axes | None, numbered: pd.DataFrame, order: list[str], present: list[str]) -> tuple[Axes, str]:
    """A strip an outcome on a scale of time, figures alike on one day as one mark that is the larger."""
    alike = ["outcome", "sector", "low", "high", "published"]
    rows = numbered.groupby(alike, observed=True, dropna=False, as_index=False).agg(mentions=("casualty_id", "size"))
    laid = dodged(strips(rows, order), rows)
    ax = canvas(ax, laid.inches)
    draw_strips(ax, laid, rows, numbered["outcome"].astype(str).value_counts())
    for sector in reversed(present):  # those without a source below the others
        which = rows[rows["sector"] == sector]
        strip_marks(ax, laid, which, MARK_COLOURS[sector], np.minimum(5.0 + 1.2 * np.sqrt(which["mentions"]), 13))
    when = "by the day of the article" if laid.calendar else "in the order in which they are told"
    return ax, f"logarithmic scale, {when}; ▴ at least, ▾ at most; the more mentions, the larger the mark"


def _largest(data: pd.DataFrame) -> str:
    largest = data.iloc[int(np.nanargmax(data[["low", "high"]].astype(float).max(axis=1)))]
    who = f"reported by {largest['source']}" if pd.notna(largest["source"]) else "with no source given"
    told = f"{in_words(largest)} {largest['outcome']}"
    return f"One figure: {told}, {short(who, 60)}" if len(data) == 1 else (
        f"{told} is the largest of {count(len(data), 'figure')}, {short(who, 60)}"
    )  # fmt: skip


def mark_key(label: str, colour: str, marker: str = "o", line: Literal["", "-"] = "") -> Line2D:
    hollow = colour == HOLLOW
    return Line2D(
        [], [], color=GREY if hollow else colour, marker=marker, linestyle=line, markersize=7, label=label,
        markerfacecolor=PAPER if hollow else colour,
    )  # fmt: skip


# ---- tolls


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
    own, ax = ax is None, canvas(ax, ROW * len(rows) + 0.4)
    labels = [f"{outcome}: {title}" for title, outcome in zip(rows["title"], rows["outcome"], strict=True)]
    label_rows(ax, labels)
    logarithmic = people_axis(ax, rows)
    y = np.arange(len(rows), dtype=float)
    marks(ax, rows, y, SKY, logarithmic)
    ax.plot(rows["best"].astype(float), y, "D", color=BLUE, markersize=7, markeredgecolor=PAPER, zorder=4)
    for at in range(len(rows)):
        told = f"{rows['best'].iloc[at]:,}{_other_ends(rows.iloc[at])}"
        beside(ax, rows.iloc[[at]], at, told, INK)
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
    return f" ({in_words(row)})"


def _toll_key(ax: Axes, rows: pd.DataFrame) -> None:
    if not (rows["low"].eq(rows["best"]) & rows["high"].eq(rows["best"])).fillna(False).all():
        key(ax, [mark_key("best", BLUE, "D"), mark_key("low to high", SKY, "o", "-")])


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
        all_of = {1: "The one toll is", 2: "Both tolls are"}.get(len(rows), f"All {len(rows):,} tolls are")
        return words_only(ax, name, f"{all_of} from articles of {day(days.iloc[0])}", n, data)
    order = [outcome for outcome in OUTCOMES if (rows["outcome"] == outcome).any()]
    laid = dodged(strips(rows, order), rows)
    own, ax = ax is None, canvas(ax, laid.inches)
    draw_strips(ax, laid, rows, rows["outcome"].astype(str).value_counts())
    wide = rows[~(rows["low"].eq(rows["best"]) & rows["high"].eq(rows["best"])).fillna(False)]
    strip_marks(ax, laid, wide, SKY, np.full(len(wide), 6.0))
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


# ---- victims and sources


@chart
def victims(casualties: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Figures by the group of people that they are about, and by outcome."""
    counts, name = summaries.victims(casualties), "victims"
    data = counts.rename_axis("victims").reset_index()
    if casualties.empty:
        return nothing(ax, name, "casualty figures", data)
    own, ax = ax is None, canvas(ax, ROW * len(counts) + 0.25)
    bars(ax, counts, OUTCOME_COLOURS, OUTCOME_HATCHES)
    total, untold = len(casualties), int(counts.sum(axis=1).get(summaries.NOT_TOLD, 0))
    told = counts.sum(axis=1).drop(summaries.NOT_TOLD, errors="ignore")
    if told.empty:
        many = f"None of {total:,} figures tells who the people are"
        title = "The one figure does not tell who the people are" if total == 1 else many
    else:
        n, group = int(told.iloc[0]), VICTIMS[str(told.index[0])]
        title = f"{n:,} of {count(total, 'figure')} {'is' if n == 1 else 'are'} of {group}"
        title += f", {untold:,} {'does' if untold == 1 else 'do'} not tell of whom" if untold else ""
    subtitle = f"mentions of figures by group of victims and outcome, never added; n = {total:,}"
    return tell(ax, name, title, subtitle, data, own)


@chart
def reporters(casualties: pd.DataFrame, sources: pd.DataFrame, articles: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Which sectors report figures of which outcome."""
    name, told = "reporters", summaries.figures_with_sectors(casualties, sources, articles)
    counts = summaries.cross(told["sector"], told["outcome"].astype(str), list(OUTCOMES))
    data = counts.rename_axis("sector").reset_index()
    if told.empty:
        return nothing(ax, name, "casualty figures", data)
    own, ax = ax is None, canvas(ax, ROW * len(counts) + 0.4)
    matrix(ax, counts)
    named = told.loc[told["standing"] == "named", "source"].value_counts()
    if named.empty:
        title = f"No named source stands behind any of {count(len(told), 'figure')}"
    elif len(named) > 1 and named.iloc[0] == named.iloc[1]:
        title = f"No named source stands behind more than {named.iloc[0]:,} of {count(len(told), 'figure')}"
    else:
        title = f"{short(named.index[0], 60)} stands behind {named.iloc[0]:,} of {count(len(told), 'figure')}"
    subtitle = f"mentions of figures by the sector that reports them and outcome; n = {len(told):,}"
    return tell(ax, name, title, subtitle, data, own)


@chart
def figures_by_standing(
    casualties: pd.DataFrame, sources: pd.DataFrame, articles: pd.DataFrame, ax: Axes | None = None
) -> Axes:
    """Figures of each outcome with a named, an unnamed, an anonymous source and with none."""
    name, figures = "figures-by-source", summaries.figures_with_sectors(casualties, sources, articles)
    if casualties.empty:
        return nothing(ax, name, "casualty figures", figures)
    counts = summaries.cross(figures["outcome"], figures["standing"], list(STANDING_COLOURS))
    own, ax = ax is None, canvas(ax, ROW * len(counts) + 0.25)
    bars(ax, counts, STANDING_COLOURS, STANDING_HATCHES)
    without, total = int((figures["standing"] == summaries.NO_SOURCE).sum()), len(figures)
    title = f"{without:,} of {count(total, 'figure')} {'comes' if without == 1 else 'come'} without a source"
    if not without:
        title = {1: "The one figure has a source", 2: "Both figures have a source"}.get(
            total, f"All {total:,} figures have a source"
        )
    data = counts.rename_axis("outcome").reset_index()
    return tell(ax, name, title, f"mentions of figures by outcome and source; n = {total:,}", data, own)
