"""Charts along the calendar: columns a period, ticks on a scale of days, and days in words."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.drawing import ROW, bars, canvas, keys, whole_numbers
from analysis.charts.palette import PAPER

FEW = 6  # so many periods are bars with their numbers; more are columns
NO_DATE = "no date"


def day(moment: pd.Timestamp) -> str:
    """A day in words.

    >>> day(pd.Timestamp("2021-03-05"))
    '5 March 2021'
    """
    return f"{moment.day} {moment:%B %Y}"


def in_period(start: str, unit: str) -> str:
    """When, in words: ``in_period("2021-03", "month")`` is "in March 2021"."""
    moment = pd.Timestamp(start)
    return {
        "day": f"on {day(moment)}", "week": f"in the week from {day(moment)}",
        "month": f"in {moment:%B %Y}", "year": f"in {start}",
    }[unit]  # fmt: skip


def by_period(
    ax: Axes | None, counts: pd.DataFrame, colours: Mapping[str, str], hatches: Mapping[str, str] | None = None
) -> Axes:
    """Stacked counts a period, one a row of ``counts``: bars where they are few, else columns on a scale of time."""
    if len(counts) <= FEW:
        ax = canvas(ax, ROW * len(counts) + 0.25)
        bars(ax, counts, colours, hatches)
        return ax
    ax = canvas(ax, 2.6)
    bottom = np.zeros(len(counts))
    for column in map(str, counts):
        ax.bar(
            range(len(counts)), counts[column], bottom=bottom, color=colours[column], width=0.8, edgecolor=PAPER,
            linewidth=0.4, hatch=(hatches or {}).get(column),
        )  # fmt: skip
        bottom += counts[column].to_numpy()
    last = len(counts) - 1
    undated = counts.index[last] == NO_DATE
    step = -(-len(counts) // 9)
    named = [i for i in range(0, len(counts), step) if not undated or last - i >= step or i == last]
    named += [last] if undated and last not in named else []
    ax.set_xticks(named, [counts.index[i] for i in named])
    ax.set_xlim(-0.6, last + 0.6)
    ax.grid(visible=False, axis="x")
    ax.grid(visible=True, axis="y")
    ax.yaxis.set_major_locator(whole_numbers())
    if len(counts.columns) > 1:
        keys(ax, colours, list(counts.columns), hatches)
    return ax


def ticks(first: pd.Timestamp, last: pd.Timestamp, most: int = 7) -> dict[pd.Timestamp, str]:
    """At most ``most`` round days between two, and how each is written.

    >>> list(ticks(pd.Timestamp("2020-01-02"), pd.Timestamp("2020-05-09")).values())
    ['Feb 2020', 'Mar 2020', 'Apr 2020', 'May 2020']
    """
    for frequency in ("D", "7D", "14D", "MS", "QS", "2QS", "YS", "5YS", "20YS"):
        fixed = pd.Timestamp(year=first.year // 20 * 20, month=1, day=1)  # so that half-years begin in January and July
        days = pd.date_range(first.normalize() if frequency.endswith("D") else fixed, last, freq=frequency)
        days = days[days >= first.normalize()]
        if len(days) <= most:
            break
    if frequency.endswith("D"):
        return {moment: f"{moment.day} {moment:%b %Y}" for moment in days}
    return {moment: moment.strftime("%Y" if frequency.endswith("YS") else "%b %Y") for moment in days}
