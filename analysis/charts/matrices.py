"""Tables of numbers on shaded cells."""

from __future__ import annotations

import textwrap

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.drawing import label_rows, room_beside
from analysis.charts.lettering import within
from analysis.charts.palette import INK, between, ink_on


def matrix(ax: Axes, counts: pd.DataFrame, least_columns: int = 7) -> None:
    """A table of numbers, each on a cell the darker the larger it is, with the sum of each row at its end.

    No cell is wider than one of ``least_columns``: a matrix of one column is not a wall.
    """
    most, columns = max(int(counts.to_numpy().max()), 1), len(counts.columns)
    for row, values in enumerate(counts.to_numpy()):
        for column, value in enumerate(values):
            share = (value / most) ** 0.5
            colour = between("#eef4f9", "#00507d", share) if value else "#f6f6f4"
            ax.barh(row, 0.96, left=column - 0.48, height=0.9, color=colour)
            if value:
                ax.text(column, row, f"{value:,}", ha="center", va="center_baseline", size=9.5, color=ink_on(colour))
        ax.text(columns - 0.38, row, f"{values.sum():,}", va="center_baseline", weight="bold")
    label_rows(ax, [str(name) for name in counts.index])
    ax.set_xlim(-0.5, max(columns, least_columns) + 0.1)
    cell = room_beside(counts.index) / max(columns, least_columns)
    ax.set_xticks(range(columns), [_in_cell(str(name), cell) for name in counts.columns])
    ax.xaxis.tick_top()
    ax.tick_params(axis="x", labelcolor=INK, labelsize=9.5, pad=2)
    ax.grid(visible=False)


def _in_cell(name: str, inches: float) -> str:
    """A name in at most three lines about as wide as a cell, cut between words where it has any."""
    width = max(5, int(inches / 0.08))
    words = [within(word, inches * 1.25, 9.5) for word in name.split()]
    lines = textwrap.wrap(" ".join(words), width, break_long_words=False) or [""]
    return "\n".join(lines if len(lines) <= 3 else [*lines[:2], f"{lines[2]} …"])
