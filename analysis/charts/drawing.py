"""How every chart looks: one style, one way to say what is to be seen, one way into a page.

A chart is a matplotlib Axes. Its title tells the finding, its subtitle the units and n. ``show`` turns it into a
picture with an alternative text and the rows behind it, for JupyterLab and for a rendered report alike.
"""

from __future__ import annotations

import functools
import io
import textwrap
import warnings
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, ParamSpec

import pandas as pd
from matplotlib import rc_context
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import blended_transform_factory
from PIL import Image

WIDTH, DPI = 9.0, 100  # inches and pixels an inch: 900 px, as wide as the page lets a picture be
# A PNG at twice the pixels: a chart of 2,000 figures weighs little more than a chart of two (15 to 60 KB), while SVG
# grows with every mark and draws its letters in whatever font the reader's machine has. It stays sharp to 200 % zoom.
SCALE = 2
INK, SOFT, GRID, PAPER = "#1a1a1a", "#595959", "#d9d9d9", "#ffffff"

# Okabe and Ito (2008), told apart by readers with any colour vision. Order and pattern keep them apart in grey as well.
BLUE, SKY, GREEN, ORANGE, RED, PURPLE = "#0072B2", "#56B4E9", "#009E73", "#E69F00", "#D55E00", "#CC79A7"
GREY, PALE = "#5f5f5f", "#a9a9a9"
STANDING_COLOURS = {"named": BLUE, "unnamed": SKY, "anonymous": ORANGE, "no source": PALE}
STANDING_HATCHES = {"anonymous": "///"}

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
    """What a chart tells beside its marks: a name for its file, the finding in one sentence, the rows behind it."""

    name: str
    alt: str
    data: pd.DataFrame


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


def tell(ax: Axes, name: str, title: str, subtitle: str, data: pd.DataFrame, own: bool) -> Axes:
    """Put title and subtitle above a chart, and keep its alternative text and its rows with it.

    ``own`` says that the figure was made for this chart alone; it then grows by what the heading needs, and the heading
    stands flush with the left edge of the picture.
    """
    title = title[:1].upper() + title[1:]
    across, left = ("figure fraction", 2) if own else ("axes fraction", 0)
    above = 0.1  # inches above the axes that are taken, from the bottom up: key, subtitle, title
    legend, figure = ax.get_legend(), ax.get_figure(root=True)
    if legend is not None and figure is not None:
        edge = figure.transFigure if own else ax.transAxes
        legend.set_bbox_to_anchor((0, 1), transform=blended_transform_factory(edge, ax.transAxes))
        above += legend.get_window_extent().height / figure.dpi + 0.06
    for text, width, size, weight, colour, line in (
        (subtitle, 112, 10.5, "normal", SOFT, 0.19), (title, 74, 14, "bold", INK, 0.26),
    ):  # fmt: skip
        lines = textwrap.wrap(text, width)
        note = ax.annotate(
            "\n".join(lines), (0.0, 1.0), (left, above * 72), xycoords=(across, "axes fraction"),
            textcoords="offset points", size=size, weight=weight, color=colour, va="bottom", annotation_clip=False,
        )  # fmt: skip
        note.set_in_layout(False)
        above += line * len(lines) + 0.06
    if own and isinstance(figure, Figure):
        width, height = figure.get_size_inches()
        figure.set_size_inches(width, height + above)
        layout: Any = figure.get_layout_engine()
        layout.set(rect=(0, 0, 1, height / (height + above)))
    ax.told = Told(name, f"{title}. {subtitle}", data)  # type: ignore[attr-defined]
    return ax


def nothing(ax: Axes | None, name: str, what: str, data: pd.DataFrame) -> Axes:
    """The chart of no rows: says what there is none of."""
    own, ax = ax is None, canvas(ax, 0.5)
    ax.set_xticks([])
    ax.set_yticks([])
    ax.grid(visible=False)
    return tell(ax, name, f"No {what} in this selection", "n = 0", data, own)


def bars(ax: Axes, counts: pd.DataFrame, colours: Mapping[str, str], hatches: Mapping[str, str] | None = None) -> None:
    """Horizontal stacked bars, the first row on top: one bar a row of ``counts``, one stretch a column.

    Every stretch that has room carries its number, every bar ends with its sum; an axis would say it twice.
    """
    totals = counts.sum(axis=1)
    reach = max(totals.max(), 1)
    left = pd.Series(0, index=range(len(counts)))
    for column in counts.columns:
        values = counts[column].set_axis(left.index)
        ax.barh(
            left.index, values, left=left, height=0.68, color=colours[column], edgecolor=PAPER, linewidth=0.8,
            hatch=(hatches or {}).get(column),
        )  # fmt: skip
        inside = values[(values / reach > 0.035) & (values < totals.to_numpy())]
        for row, value in inside.items():
            hatched = column in (hatches or {})
            plate = {"facecolor": colours[column], "edgecolor": "none", "pad": 1.2} if hatched else None
            ax.text(
                left[row] + value / 2, row, f"{value:,}", ha="center", va="center_baseline", size=9.5,
                color=_ink_on(colours[column]), bbox=plate,
            )  # fmt: skip
        left = left + values
    for row, total in enumerate(totals):
        ax.text(total + reach * 0.008, row, f"{total:,}", ha="left", va="center_baseline", size=10.5)
    label_rows(ax, [str(name) for name in counts.index])
    ax.set_xlim(0, reach * 1.07)
    ax.set_xticks([])


def label_rows(ax: Axes, names: Sequence[str]) -> None:
    """Names of rows on the y axis, the first on top."""
    ax.set_yticks(range(len(names)), [short(name) for name in names])
    ax.set_ylim(len(names) - 0.4, -0.6)
    ax.grid(visible=False, axis="y")


def whole_numbers() -> MaxNLocator:
    return MaxNLocator(nbins=6, integer=True)


def thousands(value: float, _position: int = 0) -> str:
    """A number on an axis: ``thousands(12000)`` is "12,000", millions are "12m"."""
    return f"{value:,.0f}" if value < 1e6 else f"{value / 1e6:,g}m"


def count(n: int, one: str) -> str:
    """A number with its noun: ``count(1, "figure")`` is "1 figure", ``count(2, "figure")`` is "2 figures"."""
    return f"{n:,} {one}" if n == 1 else f"{n:,} {one}s"


def keys(
    ax: Axes, colours: Mapping[str, str], present: Sequence[str], hatches: Mapping[str, str] | None = None
) -> None:
    """The key of colours above the bars, in the order in which they are stacked."""
    key(ax, [Patch(facecolor=colours[c], edgecolor=PAPER, hatch=(hatches or {}).get(c), label=c) for c in present])


def key(ax: Axes, handles: Sequence[Artist]) -> None:
    """A key of any marks above the axes, in as many columns as fit."""
    letters = max(len(str(handle.get_label())) for handle in handles) + 5
    legend = ax.legend(
        handles=list(handles), loc="lower left", ncols=max(1, min(len(handles), 100 // letters)), borderaxespad=0.3,
        handlelength=1.1, handleheight=1.0, columnspacing=1.2, handletextpad=0.5, borderpad=0.1,
    )  # fmt: skip
    legend.set_in_layout(False)


def short(text: str, width: int = 46) -> str:
    return textwrap.shorten(str(text), width, placeholder=" …") or str(text)[:width]


def _ink_on(colour: str) -> str:
    red, green, blue = to_rgb(colour)
    return INK if 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.42 else PAPER


class Picture:
    """A chart as JupyterLab and the report page take it: an image with alternative text, and its rows as CSV.

    The image is an HTML tag because JupyterLab and nbconvert's own pages drop the alternative text of a plain PNG.
    """

    def __init__(self, png: bytes, told: Told, width: int, height: int) -> None:
        self.png, self.told, self.width, self.height = png, told, width, height

    def _repr_mimebundle_(self, include=None, exclude=None):
        source, size = b64encode(self.png).decode(), f'width="{self.width}" height="{self.height}"'
        data = {
            "text/html": f'<img src="data:image/png;base64,{source}" {size} alt="{escape(self.told.alt)}">',
            "text/csv": self.told.data.to_csv(index=False, lineterminator="\n"),
            "text/plain": self.told.alt,
        }
        return data, {"text/csv": {"name": self.told.name}}


def show(ax: Axes) -> Picture:
    """A chart of ``charts`` as a picture for a notebook; the last expression of its cell.

    Raises TypeError for an Axes that no chart function made.
    """
    told: Told | None = getattr(ax, "told", None)
    if told is None:
        raise TypeError("show takes an Axes that a function of analysis.charts has drawn")
    figure = ax.get_figure(root=True)
    assert isinstance(figure, Figure)
    written = io.BytesIO()
    with rc_context(STYLE), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")  # names in other scripts draw as boxes
        figure.savefig(
            written, format="png", dpi=DPI * SCALE, metadata={"Software": None}, pil_kwargs={"compress_level": 1}
        )
    width, height = (round(inches * DPI) for inches in figure.get_size_inches())
    return Picture(_lighter(written), told, width, height)


def _lighter(png: io.BytesIO) -> bytes:
    """The same picture in 128 colours, of which a chart has plenty: a third of the bytes."""
    smaller = io.BytesIO()
    Image.open(png).convert("RGB").quantize(128, dither=Image.Dither.NONE).save(smaller, "png", optimize=True)
    return smaller.getvalue()
