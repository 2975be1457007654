"""Charts of casualty figures and tolls: every figure, tolls, victims, and who stands behind them. See ``charts``."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.charts import summaries
from analysis.charts.drawing import ROW, bars, canvas, chart, key, label_rows, nothing, room_beside, tell, words_only
from analysis.charts.intervals import (
    MARK_COLOURS,
    beside,
    dodged,
    draw_strips,
    in_words,
    mark_key,
    marks,
    people_axis,
    strip_marks,
    strips,
)
from analysis.charts.lettering import count, short
from analysis.charts.matrices import matrix
from analysis.charts.palette import (
    OUTCOME_COLOURS,
    OUTCOME_HATCHES,
    SECTOR_COLOURS,
    SOFT,
    STANDING_COLOURS,
    STANDING_HATCHES,
)
from analysis.charts.timelines import day
from analysis.tables import OUTCOMES

LABELLED = 30  # so many figures have a row and a name each; more stand on strips over time
VICTIMS = {
    "civilian": "civilians", "combatant": "combatants", "security forces": "security forces", "child": "children",
    "aid or medical": "aid or medical workers", "journalist": "journalists",
}  # fmt: skip


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
    known, total = counts.sum(axis=1).reindex(list(summaries.SPEAKERS)).dropna().astype(int), count(len(told), "figure")
    most = known[known == known.max()]
    if known.empty:
        title = f"No source of a known sector stands behind any of {total}"
    elif len(most) > 1:
        title = f"No sector stands behind more than {most.iloc[0]:,} of {total}"
    else:
        title = f"{summaries.SPEAKERS[str(most.index[0])]} stand behind {most.iloc[0]:,} of {total}"
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
