"""Numbers of people that may be exact, a range, or open at one end: along a row, or up a strip over time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, NullLocator

from analysis.charts.drawing import whole_numbers
from analysis.charts.lettering import inches_of, thousands, within
from analysis.charts.palette import GREY, GRID, INK, PAPER, SECTOR_COLOURS, SOFT
from analysis.charts.summaries import NO_SOURCE
from analysis.charts.timelines import NO_DATE, ticks

DECADE = 0.42  # inches between 1 and 10 on a strip
TALLEST = 7.0  # inches of all strips together
HOLLOW = "none"  # the colour of marks drawn as outlines
MARK_COLOURS = SECTOR_COLOURS | {NO_SOURCE: HOLLOW}


def in_words(row: pd.Series) -> str:
    """The bounds of a figure: "12", "about 12", "at least 12", "up to 12", "12 to 15"."""
    low, high = row["low"], row["high"]
    if pd.isna(high):
        return f"at least {low:,}"
    if pd.isna(low):
        return f"up to {high:,}"
    about = "about " if row.get("approximate") else ""
    return f"{about}{low:,}" if low == high else f"{low:,} to {high:,}"


def extent(rows: pd.DataFrame) -> np.ndarray:
    """Low, best and high of rows that have these, as an array; not a number where missing."""
    held = [column for column in ("low", "best", "high") if column in rows]
    return rows[held].to_numpy(float, na_value=np.nan)


def mark_key(label: str, colour: str, marker: str = "o", line: Literal["", "-"] = "") -> Line2D:
    hollow = colour == HOLLOW
    return Line2D(
        [], [], color=GREY if hollow else colour, marker=marker, linestyle=line, markersize=7, label=label,
        markerfacecolor=PAPER if hollow else colour,
    )  # fmt: skip


# ---- along a row


def people_axis(ax: Axes, rows: pd.DataFrame) -> bool:
    """Scale the x axis to low, best and high: from nought, or logarithmic where they differ widely; says whether it is."""
    numbers = extent(rows)
    least, most = np.nanmin(numbers), np.nanmax(numbers)
    logarithmic = bool(most > 60 and most > 20 * least)
    ends = np.nanmin(numbers, axis=1), np.nanmax(numbers, axis=1)
    if logarithmic:
        ax.set_xscale("symlog", linthresh=1, linscale=0.4)
        first, last = int(np.log10(max(least, 1))), int(np.log10(most)) + 1
        step = 1 if last - first < 7 else 2
        ax.set_xticks([*([0] if least < 1 else []), *(10**n for n in range(first, last + 1, step))])
        ax.xaxis.set_minor_locator(NullLocator())
        decades = np.log10(np.maximum(ends[1], 1) / np.maximum(ends[0], 1)).max()
        beyond = 10 ** (0.35 * decades) if decades > 0.4 * (last - first) else 2.5
        ax.set_xlim(-0.25 if least < 1 else 10**first * 0.8, most * beyond)
    else:
        beyond = 1.35 if (ends[1] - ends[0]).max() > 0.4 * most else 1.12  # room for a note behind a long range
        ax.set_xlim(-most * 0.02 - 0.2, most * beyond + 0.4)
        ax.xaxis.set_major_locator(whole_numbers())
    ax.xaxis.set_major_formatter(FuncFormatter(thousands))
    return logarithmic


def marks(ax: Axes, rows: pd.DataFrame, y: np.ndarray, colour: str, logarithmic: bool, size: float = 7.0) -> None:
    """Points for exact figures, lines for ranges, arrowheads with a short bar for figures open at one end."""
    low, high = rows["low"].astype(float).to_numpy(), rows["high"].astype(float).to_numpy()
    if logarithmic:
        ends, starts = low * 1.45 + 0.3, high / 1.45
    else:
        room = 0.045 * np.diff(ax.get_xlim())[0]
        ends, starts = low + room, np.maximum(high - room, 0)
    closed, over, under = ~np.isnan(low) & ~np.isnan(high), np.isnan(high), np.isnan(low)
    line, fill = (GREY, PAPER) if colour == HOLLOW else (colour, colour)
    for which, left, right in ((closed, low, high), (over, low, ends), (under, starts, high)):
        ax.hlines(y[which], left[which], right[which], linewidth=size / 2.6, color=line, zorder=3)
    for which, x, marker in ((closed, low, "o"), (closed, high, "o"), (over, ends, ">"), (under, starts, "<")):
        ax.scatter(
            x[which], y[which], s=size**2, marker=marker, facecolor=fill,
            edgecolors=GREY if colour == HOLLOW else PAPER, linewidths=1.3 if colour == HOLLOW else 0.6, zorder=3,
        )  # fmt: skip


def beside(ax: Axes, row: pd.DataFrame, at: float, told: str, colour: str, room: float, whole: bool = False) -> None:
    """A note beside the mark of a row, on the side that has more of the ``room``, in inches, and cut to it; one that must
    stay ``whole`` stands above the mark where neither side holds it."""
    numbers = extent(row)
    least, most = np.nanmin(numbers), np.nanmax(numbers)
    left, right = (ax.transAxes.inverted().transform(ax.transData.transform((x, at)))[0] for x in (least, most))
    before = left > 1 - right
    low, high = row[["low", "high"]].to_numpy(float, na_value=np.nan)[0]
    arrow = np.isnan(low) != np.isnan(high) and np.isnan(low if before else high)
    gap = 0.45 if arrow else 0.13
    inches = max(left, 1 - right) * room - gap
    if whole and inches_of(told, 9.5) > inches:
        ax.annotate(
            told, (most, at), (0, 4), textcoords="offset points", ha="right", va="bottom", size=9.5, color=colour
        )
        return
    ax.annotate(
        within(told, inches, 9.5), (least if before else most, at),
        (-gap * 72 if before else gap * 72, 0), textcoords="offset points", ha="right" if before else "left",
        va="center_baseline", size=9.5, color=colour,
    )  # fmt: skip


# ---- up a strip, over time


@dataclass(frozen=True)
class Strips:
    """One strip an outcome, stacked, with people on a logarithmic scale upwards and time to the right.

    ``bases`` says at which height 1 (nought, where there is one) of an outcome would lie, ``top`` where the first one
    ends; ``x`` is where each row stands: by the day its article was published, by the order of reading where all are of
    one day or of none.
    """

    bases: dict[str, float]
    top: float
    nought: bool
    x: pd.Series
    calendar: bool

    @property
    def inches(self) -> float:
        return min(DECADE * self.top, TALLEST) + 0.35

    def y(self, outcomes: pd.Series, people: pd.Series) -> np.ndarray:
        """Heights of numbers of people, each in the strip of its outcome."""
        return outcomes.astype(str).map(self.bases).to_numpy(float) + _height(people, self.nought)


def strips(rows: pd.DataFrame, order: list[str]) -> Strips:
    """Lay out strips for rows with outcome, low, high and published, the outcomes in ``order``, the first on top."""
    nought, bases, top = bool(np.nanmin(extent(rows)) < 1), {}, 0.0
    for outcome in reversed(order):
        ground, ceiling = _reach(rows, outcome, nought)
        bases[outcome] = top - ground
        top += ceiling - ground + 1.4
    dated = rows["published"].dropna()
    calendar = dated.dt.normalize().nunique() > 1
    if not calendar:
        return Strips(bases, top, nought, pd.Series(np.arange(len(rows), dtype=float), rows.index), calendar)
    days = (rows["published"].dt.normalize() - dated.min().normalize()).dt.days.astype(float)
    return Strips(bases, top, nought, days.fillna(days.max() * 1.06 + 0.5), calendar)


def _height(people: pd.Series, nought: bool) -> np.ndarray:
    """Powers of ten are one apart; nought, where there is one, a little below 1."""
    numbers = people.astype(float).to_numpy()
    return np.log10(np.maximum(numbers, 1)) + (0.6 * (numbers >= 1) if nought else 0) + 0 * numbers


def _reach(rows: pd.DataFrame, outcome: str, nought: bool) -> tuple[float, float]:
    """The heights between which the numbers of an outcome lie: from the power of ten below the least to the most."""
    of = extent(rows[rows["outcome"].astype(str) == outcome])
    least, most = np.nanmin(of), np.nanmax(of)
    ground, highest = _height(pd.Series([10.0 ** int(np.log10(least)) if least >= 1 else 0.0, most]), nought)
    return float(ground), max(float(highest), float(ground) + 0.3)


def draw_strips(ax: Axes, laid: Strips, rows: pd.DataFrame, counts: pd.Series) -> None:
    """Lines at powers of ten, the name of each strip with its count, and the scale of time below."""
    heights, labels = [], []
    span = max(laid.x.max() - laid.x.min(), 1.0)
    left, right = laid.x.min() - 0.03 * span, laid.x.max() + 0.04 * span
    for outcome, base in laid.bases.items():
        of = extent(rows[rows["outcome"].astype(str) == outcome])
        least, most = np.nanmin(of), np.nanmax(of)
        first, last = (int(np.log10(max(number, 1))) for number in (least, most))
        numbers = [0] * int(least < 1) + [10**n for n in range(first, last + 1)]
        step = 2 if DECADE * laid.top > 1.4 * TALLEST else 1
        kept = numbers if len(numbers) < 5 else numbers[::step]
        lines = base + _height(pd.Series(kept), laid.nought)
        heights += list(lines)
        labels += [thousands(number) for number in kept]
        ax.hlines(lines, left, right, color=GRID, linewidth=0.8, zorder=0)
        ceiling = base + _reach(rows, outcome, laid.nought)[1]
        ax.text(
            left, ceiling + 0.42, f"{outcome} ({counts[outcome]:,})", weight="bold", va="baseline", ha="left", color=INK
        )
    ax.set_yticks(heights, labels)
    ax.tick_params(axis="y", labelcolor=SOFT, labelsize=9.5)
    ax.set_ylim(-0.35, laid.top - 0.1)
    ax.set_xlim(left, right)
    ax.grid(visible=False)
    if not laid.calendar:
        ax.set_xticks([])
        return
    first = rows["published"].min().normalize()
    at = {float((moment - first).days): written for moment, written in ticks(first, rows["published"].max()).items()}
    if rows["published"].isna().any():
        ax.axvline(laid.x.max() - 0.03 * span, color=GRID, linewidth=0.8)
        at = {x: written for x, written in at.items() if x < laid.x.max() - 0.1 * span}
        at[float(laid.x.max())] = NO_DATE
    ax.set_xticks(list(at), list(at.values()))


def strip_marks(ax: Axes, laid: Strips, rows: pd.DataFrame, colour: str, sizes: np.ndarray) -> None:
    """The marks of ``marks``, upright: ▴ at least, ▾ at most. ``rows`` are some of those that were laid out."""
    x = laid.x[rows.index].to_numpy()
    low, high = laid.y(rows["outcome"], rows["low"]), laid.y(rows["outcome"], rows["high"])
    closed, over, under = ~np.isnan(low) & ~np.isnan(high), np.isnan(high), np.isnan(low)
    line, fill = (GREY, PAPER) if colour == HOLLOW else (colour, colour)
    for which, bottom, top in ((closed, low, high), (over, low, low + 0.3), (under, high - 0.3, high)):
        ax.vlines(x[which], bottom[which], top[which], linewidth=1.8, color=line, zorder=2)
    for which, y, marker in (
        (closed, low, "o"), (closed & (high > low), high, "o"), (over, low + 0.3, "^"), (under, high - 0.3, "v"),
    ):  # fmt: skip
        ax.scatter(
            x[which], y[which], s=sizes[which] ** 2, marker=marker, facecolor=fill,
            edgecolors=GREY if colour == HOLLOW else PAPER, linewidths=1.1 if colour == HOLLOW else 0.5, zorder=3,
        )  # fmt: skip


def dodged(laid: Strips, rows: pd.DataFrame) -> Strips:
    """The same strips with rows that stand at one place put side by side."""
    near = np.round(laid.y(rows["outcome"], rows[["low", "high"]].max(axis=1)) * 5)
    place = pd.DataFrame({"x": laid.x, "y": near})
    rank, many = place.groupby(["x", "y"]).cumcount(), place.groupby(["x", "y"])["x"].transform("size")
    span = max(laid.x.max() - laid.x.min(), 1.0)
    x = laid.x + (rank - (many - 1) / 2) * 0.008 * span
    return Strips(laid.bases, laid.top, laid.nought, x, laid.calendar)
