"""Charts of casualty figures and tolls: numbers that may be exact, a range, or open at one end. See ``charts``."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, NullLocator

from analysis.charts import summaries
from analysis.charts.drawing import (
    BLUE,
    GREEN,
    GREY,
    GRID,
    ORANGE,
    PALE,
    PURPLE,
    RED,
    SKY,
    STANDING_COLOURS,
    STANDING_HATCHES,
    bars,
    canvas,
    chart,
    count,
    key,
    keys,
    label_rows,
    nothing,
    short,
    tell,
    thousands,
    whole_numbers,
)
from analysis.tables import OUTCOMES

SECTOR_COLOURS = {
    "state": BLUE, "armed group": RED, "rescue or medical": GREEN, "NGO or international": SKY, "media": ORANGE,
    "witness or resident": PURPLE, "other": GREY, summaries.NO_SOURCE: PALE,
}  # fmt: skip
LABELLED = 30  # so many figures have a row and a name each; more share a strip an outcome, with a lane a sector


@chart
def figures(casualties: pd.DataFrame, sources: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Every figure as a point, a range or an open-ended bar, by outcome, coloured by who reports it.

    Vague figures ("dozens") have no number; they are counted in the subtitle and not drawn.
    """
    name, data = "figures", summaries.figures_with_sectors(casualties, sources)
    if data.empty:
        return nothing(ax, name, "casualty figures", data)
    numbered = data[data["low"].notna() | data["high"].notna()]
    vague = len(data) - len(numbered)
    unnumbered = f"; {count(vague, 'vague figure')} (“dozens”) not drawn" if vague else ""
    if numbered.empty:
        return nothing_drawn(ax, name, f"{count(vague, 'figure')}, none with a number", f"n = {vague:,}", data)
    order = [outcome for outcome in OUTCOMES if (numbered["outcome"] == outcome).any()]
    present = [sector for sector in SECTOR_COLOURS if (numbered["sector"] == sector).any()]
    own, few = ax is None, len(numbered) <= LABELLED
    if few:
        rows = numbered.iloc[numbered["outcome"].astype(str).map(order.index).argsort(kind="stable")].assign(mentions=1)
        y = np.arange(len(rows), dtype=float)
        ax = canvas(ax, 0.3 * len(rows) + 0.4)
        label_rows(ax, _labels(rows))
    else:
        alike = numbered.groupby(["outcome", "sector", "low", "high"], observed=True, dropna=False, as_index=False)
        rows = alike.agg(mentions=("casualty_id", "size"))
        lanes = _lanes(rows, order, present)
        y = np.array([lanes[pair] for pair in zip(rows["outcome"].astype(str), rows["sector"], strict=True)])
        ax = canvas(ax, 0.2 * max(lanes.values()) + 0.6)
        _label_strips(ax, lanes, numbered["outcome"].value_counts())
    logarithmic = _people_axis(ax, rows)
    for sector in present:
        which = (rows["sector"] == sector).to_numpy()
        sizes = 7.0 if few else np.minimum(3.5 + np.sqrt(rows["mentions"][which].to_numpy()), 12)
        _marks(ax, rows[which], y[which], SECTOR_COLOURS[sector], logarithmic, sizes)
    keys(ax, SECTOR_COLOURS, present)
    scale = ("" if few else "; the more mentions, the larger the mark") + (", logarithmic scale" if logarithmic else "")
    subtitle = f"people; ▸ at least, ◂ at most{scale}; n = {count(len(data), 'mention')}{unnumbered}"
    return tell(ax, name, _largest(data), subtitle, data, own)


def _largest(data: pd.DataFrame) -> str:
    largest = data.iloc[int(np.nanargmax(data[["low", "high"]].astype(float).max(axis=1)))]
    who = f"reported by {largest['source']}" if pd.notna(largest["source"]) else "with no source given"
    told = f"{_range(largest)} {largest['outcome']}"
    return f"One figure: {told}, {short(who, 60)}" if len(data) == 1 else (
        f"{told} is the largest of {count(len(data), 'figure')}, {short(who, 60)}"
    )  # fmt: skip


def nothing_drawn(ax: Axes | None, name: str, title: str, subtitle: str, data: pd.DataFrame) -> Axes:
    own, ax = ax is None, canvas(ax, 0.1)
    ax.set_axis_off()
    return tell(ax, name, title, subtitle, data, own)


def _range(row: pd.Series) -> str:
    low, high = row["low"], row["high"]
    about = "about " if row["approximate"] else ""
    if pd.isna(high):
        return f"at least {low:,}"
    if pd.isna(low):
        return f"up to {high:,}"
    return f"{about}{low:,}" if low == high else f"{low:,} to {high:,}"


def _labels(rows: pd.DataFrame) -> list[str]:
    labels = []
    for text, victims, outcome in zip(rows["text"], rows["victims"].fillna(""), rows["outcome"], strict=True):
        labels.append(f"{short(text if victims in text else f'{text} {victims}', 36)} {outcome}")
    return labels


def _lanes(rows: pd.DataFrame, order: list[str], present: list[str]) -> dict[tuple[str, str], float]:
    """The height of each lane: every outcome has a strip, every sector that reports it a lane in the strip."""
    there = set(zip(rows["outcome"].astype(str), rows["sector"], strict=True))
    pairs = [(outcome, sector) for outcome in order for sector in present if (outcome, sector) in there]
    return {pair: lane + 0.9 * order.index(pair[0]) for lane, pair in enumerate(pairs)}


def _label_strips(ax: Axes, lanes: dict[tuple[str, str], float], counts: pd.Series) -> None:
    """The outcome and its number of figures in the middle of each strip, a line between strips."""
    strips: dict[str, list[float]] = {}
    for (outcome, _), height in lanes.items():
        strips.setdefault(outcome, []).append(height)
    ax.set_yticks([np.mean(heights) for heights in strips.values()], [f"{o} ({counts[o]:,})" for o in strips])
    ax.set_ylim(max(lanes.values()) + 0.8, -0.8)
    ax.grid(visible=False, axis="y")
    for heights in list(strips.values())[1:]:
        ax.axhline(heights[0] - 0.95, color=GRID, linewidth=0.8)


def _people_axis(ax: Axes, rows: pd.DataFrame) -> bool:
    """Scale the x axis to the numbers: from nought, or logarithmic where they differ widely; says whether it is."""
    numbers = rows[["low", "high"]].astype(float).to_numpy()
    least, most = np.nanmin(numbers), np.nanmax(numbers)
    logarithmic = most > 60 and most > 20 * least
    if logarithmic:
        ax.set_xscale("symlog", linthresh=1, linscale=0.4)
        first, last = int(np.log10(max(least, 1))), int(np.log10(most)) + 1
        step = 1 if last - first < 7 else 2
        ax.set_xticks([*([0] if least < 1 else []), *(10**n for n in range(first, last + 1, step))])
        ax.xaxis.set_minor_locator(NullLocator())
        ax.set_xlim(-0.25 if least < 1 else 10**first * 0.8, most * 2)
    else:
        ax.set_xlim(-most * 0.02 - 0.2, most * 1.12 + 0.4)
        ax.xaxis.set_major_locator(whole_numbers())
    ax.xaxis.set_major_formatter(FuncFormatter(thousands))
    return logarithmic


def _marks(
    ax: Axes, rows: pd.DataFrame, y: np.ndarray, colour: str, logarithmic: bool, sizes: float | np.ndarray
) -> None:
    """Points for exact figures, lines for ranges, arrowheads with a short bar for figures open at one end."""
    low, high = rows["low"].astype(float).to_numpy(), rows["high"].astype(float).to_numpy()
    sizes = np.broadcast_to(sizes, len(rows))
    closed, over, under = ~np.isnan(low) & ~np.isnan(high), np.isnan(high), np.isnan(low)
    if logarithmic:
        ends, starts = low * 1.45 + 0.3, high / 1.45
    else:
        room = 0.045 * np.diff(ax.get_xlim())[0]
        ends, starts = low + room, np.maximum(high - room, 0)
    for which, left, right in ((closed, low, high), (over, low, ends), (under, starts, high)):
        ax.hlines(y[which], left[which], right[which], linewidth=sizes[which] / 2.6, color=colour, zorder=3)
    for which, x, marker in ((closed, low, "o"), (closed, high, "o"), (over, ends, ">"), (under, starts, "<")):
        ax.scatter(
            x[which],
            y[which],
            s=sizes[which] ** 2,
            marker=marker,
            color=colour,
            edgecolors="white",
            linewidths=0.6,
            zorder=3,
        )


@chart
def tolls(tolls: pd.DataFrame, articles: pd.DataFrame, top: int = 20, ax: Axes | None = None) -> Axes:
    """Low, best and high of the ``top`` largest tolls, a row for an article and outcome."""
    name, data = "tolls", summaries.titled_tolls(tolls, articles)
    if tolls.empty:
        return nothing(ax, name, "tolls", data)
    numbered = data[data["best"].notna()]
    if numbered.empty:
        return nothing_drawn(ax, name, f"{count(len(data), 'toll')}, none with a number", f"n = {len(data):,}", data)
    rows = numbered.head(top).assign(approximate=False)
    own, ax = ax is None, canvas(ax, 0.34 * len(rows) + 0.45)
    label_rows(ax, [f"{o}: {short(t, 36)}" for t, o in zip(rows["title"], rows["outcome"], strict=True)])
    logarithmic = _people_axis(ax, rows)
    y = np.arange(len(rows), dtype=float)
    _marks(ax, rows, y, SKY, logarithmic, 7.0)
    ax.plot(rows["best"].astype(float), y, "D", color=BLUE, markersize=7, markeredgecolor="white", zorder=4)
    for at, best in zip(y, rows["best"], strict=True):
        ax.annotate(f"{best:,}", (float(best), at), (0, 6), textcoords="offset points", ha="center", size=9)
    handles = [
        Line2D([], [], color=BLUE, marker="D", linestyle="", label="best"),
        Line2D([], [], color=SKY, marker="o", label="low to high"),
    ]
    if not (rows["low"].eq(rows["best"]) & rows["high"].eq(rows["best"])).fillna(False).all():
        key(ax, handles)
    first = rows.iloc[0]
    title = f"{first['best']:,} {first['outcome']} in “{short(first['title'], 60)}”" + (
        " is the highest toll" if len(numbered) > 1 else ""
    )
    scale = ", logarithmic scale" if logarithmic else ""
    policy = f"policy {data['policy'].iloc[0]}"
    subtitle = f"people{scale}; {policy}; n = {count(len(data), 'toll')} (article and outcome)"
    subtitle += f", {len(data) - len(rows):,} not drawn" if len(data) > len(rows) else ""
    return tell(ax, name, title, subtitle, data, own)


@chart
def figures_by_standing(casualties: pd.DataFrame, sources: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Figures of each outcome with a named, an unnamed, an anonymous source and with none."""
    name, figures = "figures-by-source", summaries.figures_with_sectors(casualties, sources)
    if casualties.empty:
        return nothing(ax, name, "casualty figures", figures)
    counts = summaries.cross(figures["outcome"], figures["standing"], list(STANDING_COLOURS))
    own, ax = ax is None, canvas(ax, 0.3 * len(counts) + 0.25)
    bars(ax, counts, STANDING_COLOURS, STANDING_HATCHES)
    keys(ax, STANDING_COLOURS, list(counts.columns), STANDING_HATCHES)
    without = int((figures["standing"] == summaries.NO_SOURCE).sum())
    title = f"{without:,} of {count(len(figures), 'figure')} {'comes' if without == 1 else 'come'} without a source"
    if not without:
        title = "The one figure has a source" if len(figures) == 1 else f"All {len(figures):,} figures have a source"
    data = counts.rename_axis("outcome").reset_index()
    return tell(ax, name, title, f"mentions of figures by outcome and source; n = {len(figures):,}", data, own)
