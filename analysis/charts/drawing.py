"""How every chart looks: one style, one heading that says what is to be seen, and the marks that charts share.

A chart is a matplotlib Axes. Its title tells the finding, its subtitle the units and n. ``pictures.show`` turns it into a
picture with an alternative text and the rows behind it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ParamSpec

import pandas as pd
from matplotlib import rc_context
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.text import Annotation
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import blended_transform_factory

from analysis.charts.lettering import inches_of, within, wrapped
from analysis.charts.palette import GRID, INK, PAPER, SOFT, ink_on

WIDTH, DPI = 9.0, 100  # inches and pixels an inch: 900 px, as wide as the page lets a picture be
LABELS = 3.6  # inches that the names of rows may take
NARROW = 3.0  # and those of two lines, which leave the more room for marks
ROW = 0.3  # inches that a row of bars takes
INSIDE = 9.5  # size of a number within a stretch of a bar
NAME = "name of a stretch"  # marks the texts that stand above the first bar instead of a key

STYLE: Any = {
    "axes.axisbelow": True, "axes.edgecolor": GRID, "axes.facecolor": PAPER, "axes.grid": True, "axes.grid.axis": "x",
    "axes.labelcolor": SOFT, "axes.labelsize": 10.5, "axes.spines.bottom": False, "axes.spines.left": False,
    "axes.spines.right": False, "axes.spines.top": False, "figure.facecolor": PAPER, "font.family": "DejaVu Sans",
    "font.size": 10.5, "grid.color": GRID, "grid.linewidth": 0.8, "hatch.color": PAPER, "hatch.linewidth": 1.2,
    "legend.fontsize": 10.5, "legend.frameon": False, "svg.hashsalt": "analysis", "text.color": INK,
    "text.parse_math": False, "xtick.color": SOFT, "xtick.labelsize": 10.5, "xtick.major.size": 0, "xtick.major.pad": 6,
    "ytick.color": INK, "ytick.labelsize": 10.5, "ytick.major.size": 0, "ytick.minor.size": 0,
}  # fmt: skip  # parse_math: a dollar sign in the news is money

Arguments = ParamSpec("Arguments")


@dataclass(frozen=True)
class Told:
    """What a chart tells beside its marks: a name for its file, the finding, units and n, the rows behind it.

    ``heading`` are the texts of title and subtitle above the marks, which take ``inches``, and are none where the figure is
    not the chart's own; ``drawn`` is false where the finding needs no marks.
    """

    name: str
    title: str
    subtitle: str
    data: pd.DataFrame
    heading: tuple[Annotation, ...] = ()
    inches: float = 0.0
    drawn: bool = True

    @property
    def alt(self) -> str:
        return f"{self.title}. {self.subtitle}"


def chart(draw: Callable[Arguments, Axes]) -> Callable[Arguments, Axes]:
    """A chart function drawn in the style of the house, whatever matplotlib's settings are."""

    @functools.wraps(draw)
    def styled(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Axes:
        with rc_context(STYLE):
            return draw(*args, **kwargs)

    return styled


def canvas(ax: Axes | None, inches: float) -> Axes:
    """The Axes to draw on: the one given, or one of its own ``inches`` high (without title).

    Figures are made without pyplot: nothing is kept alive between charts, and a notebook shows a chart once.
    """
    if ax is not None:
        return ax
    figure = Figure(figsize=(WIDTH, inches), dpi=DPI, layout="constrained")
    FigureCanvasAgg(figure)
    return figure.add_subplot()


# ---- heading


def tell(ax: Axes, name: str, title: str, subtitle: str, data: pd.DataFrame, own: bool, drawn: bool = True) -> Axes:
    """Put title and subtitle above a chart, and keep its alternative text and its rows with it.

    ``own`` says that the figure was made for this chart alone; it then grows by what the heading needs, and the heading
    stands flush with the left edge of the picture.
    """
    title = title[:1].upper() + title[1:]
    across, left = ("figure fraction", 2) if own else ("axes fraction", 0)
    heads = _inches_of_heads(ax)
    above = 0.1 + heads  # inches above the axes that are taken, from the bottom up: heads, key, subtitle, title
    legend, figure = ax.get_legend(), ax.get_figure(root=True)
    if legend is not None and figure is not None:
        edge = figure.transFigure if own else ax.transAxes
        legend.set_bbox_to_anchor((0, 1), transform=blended_transform_factory(edge, ax.transAxes))
        above += legend.get_window_extent().height / figure.dpi + 0.06
    elif any(text.get_gid() == NAME for text in ax.texts):
        above += 0.22
    notes, below = [], above
    for text, size, weight, colour, line in ((subtitle, 10.5, "normal", SOFT, 0.19), (title, 14, "bold", INK, 0.26)):
        lines = wrapped(text, WIDTH - 0.1, size, weight)
        note = ax.annotate(
            "\n".join(lines), (0.0, 1.0), (left, above * 72), xycoords=(across, "axes fraction"),
            textcoords="offset points", size=size, weight=weight, color=colour, va="bottom", annotation_clip=False,
        )  # fmt: skip
        note.set_in_layout(False)
        notes.append(note)
        above += line * len(lines) + 0.06
    if own and isinstance(figure, Figure):
        grow(figure, above=above - heads)
    heading = (tuple(notes), above - below) if own else ((), 0.0)
    ax.told = Told(name, title, subtitle, data, *heading, drawn)  # type: ignore[attr-defined]
    return ax


def _inches_of_heads(ax: Axes) -> float:
    """What the names of columns take above a matrix; the layout knows of them."""
    if ax.xaxis.get_ticks_position() != "top":
        return 0.0
    return 0.16 * max((label.get_text().count("\n") + 1 for label in ax.get_xticklabels()), default=0)


def grow(figure: Figure, above: float) -> None:
    """Add inches above what a figure holds, for text that the layout does not know of; take them away, where negative."""
    width, height = figure.get_size_inches()
    layout: Any = figure.get_layout_engine()
    share = layout.get()["rect"][3]
    total = height + above
    figure.set_size_inches(width, total)
    layout.set(rect=(0, 0, 1, share * height / total))


def nothing(ax: Axes | None, name: str, what: str, data: pd.DataFrame) -> Axes:
    """The chart of no rows: says what there is none of."""
    return words_only(ax, name, f"No {what} in this selection", "n = 0", data)


def words_only(ax: Axes | None, name: str, title: str, subtitle: str, data: pd.DataFrame) -> Axes:
    """A finding that needs no marks, such as that no figure has a number."""
    own, ax = ax is None, canvas(ax, 0.15)
    ax.set_axis_off()
    return tell(ax, name, title, subtitle, data, own, drawn=False)


# ---- bars


def bars(
    ax: Axes,
    counts: pd.DataFrame,
    colours: Mapping[str, str],
    hatches: Mapping[str, str] | None = None,
    named: bool = True,
) -> None:
    """Horizontal stacked bars, the first row on top: one bar a row of ``counts``, one stretch a column.

    Every stretch that has room carries its number, every bar ends with its sum; an axis would say it twice. The columns
    are named above the first bar where all fit there, else in a key; not at all where ``named`` is false.
    """
    totals = counts.sum(axis=1)
    reach = max(totals.max(), 1)
    room = room_beside(counts.index) / 1.07
    left = pd.Series(0, index=range(len(counts)))
    for column in counts.columns:
        values = counts[column].set_axis(left.index)
        hatch = (hatches or {}).get(column)
        ax.barh(
            left.index, values, left=left, height=0.68, color=colours[column], edgecolor=PAPER, linewidth=0.8,
            hatch=hatch,
        )  # fmt: skip
        wide = values.map(lambda value: inches_of(f"{value:,}", INSIDE) + 0.1)
        inside = values[(values / reach * room > wide) & (values < totals.to_numpy())]
        for row, value in inside.items():
            plate = {"facecolor": colours[column], "edgecolor": "none", "pad": 2} if hatch else None
            ax.text(
                left[row] + value / 2, row, f"{value:,}", ha="center", va="center_baseline", size=INSIDE,
                color=ink_on(colours[column]), bbox=plate,
            )  # fmt: skip
        left = left + values
    for row, total in enumerate(totals):
        ax.text(total + reach * 0.008, row, f"{total:,}", ha="left", va="center_baseline", size=10.5)
    label_rows(ax, [str(name) for name in counts.index])
    ax.set_xlim(0, reach * 1.07)
    ax.set_xticks([])
    if named and not _name_first_bar(ax, counts, reach * 1.07):
        keys(ax, colours, list(counts.columns), hatches)


def _name_first_bar(ax: Axes, counts: pd.DataFrame, reach: float) -> bool:
    """Names above the stretches of the first bar, where each has room for its own; says whether they are there."""
    room = room_beside(counts.index)
    stretches = counts.iloc[0] / reach * room
    wanted = [inches_of(str(column)) + 0.15 for column in counts.columns]
    spare = [*stretches[:-1], room - stretches[:-1].sum()]  # the last name may run on beyond its bar
    if (stretches <= 0).any() or any(want > has for want, has in zip(wanted, spare, strict=True)):
        return False
    starts = counts.iloc[0].cumsum() - counts.iloc[0]
    for column, start in starts.items():
        note = ax.annotate(
            str(column), (start, 1), (1, 1), xycoords=("data", "axes fraction"), textcoords="offset points",
            va="bottom", color=SOFT, annotation_clip=False, gid=NAME,
        )  # fmt: skip
        note.set_in_layout(False)
    return True


def label_rows(ax: Axes, names: Sequence[str]) -> None:
    """Names of rows on the y axis, the first on top; those that were broken into lines before, as they are."""
    ax.set_yticks(
        range(len(names)), [name if "\n" in name else within(name, LABELS) for name in names], linespacing=1.05
    )
    ax.set_ylim(len(names) - 0.4, -0.6)
    ax.grid(visible=False, axis="y")


def in_two_lines(name: str) -> str:
    """The name of a row in at most two lines of ``NARROW`` inches, cut where these do not hold it."""
    lines = wrapped(name, NARROW, STYLE["font.size"], "normal")
    return "\n".join([*lines[:1], within(" ".join(lines[1:]), NARROW)] if len(lines) > 1 else lines)


def room_beside(names: Iterable[object]) -> float:
    """Inches that are left for marks beside names of rows."""
    return WIDTH - max(inches_of(within(str(name), LABELS)) for name in names) - 0.3


# ---- keys and axes


def keys(
    ax: Axes, colours: Mapping[str, str], present: Sequence[str], hatches: Mapping[str, str] | None = None
) -> None:
    """The key of colours above the bars, in the order in which they are stacked."""
    key(ax, [Patch(facecolor=colours[c], edgecolor=PAPER, hatch=(hatches or {}).get(c), label=c) for c in present])


def key(ax: Axes, handles: Sequence[Artist]) -> None:
    """A key of any marks above the axes, in as many columns as fit."""
    widest = max(inches_of(str(handle.get_label())) for handle in handles) + 0.45
    legend = ax.legend(
        handles=list(handles), loc="lower left", ncols=max(1, min(len(handles), int((WIDTH - 0.2) / widest))),
        borderaxespad=0.3, handlelength=1.1, handleheight=1.0, columnspacing=1.2, handletextpad=0.5, borderpad=0.1,
    )  # fmt: skip
    legend.set_in_layout(False)


def whole_numbers() -> MaxNLocator:
    return MaxNLocator(nbins=6, integer=True)
