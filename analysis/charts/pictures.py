"""Charts as JupyterLab and the report page take them: a picture with alternative text, and the rows behind it."""

from __future__ import annotations

import io
import re
import warnings
from base64 import b64encode
from html import escape
from typing import Any

import pandas as pd
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from analysis.charts.drawing import DPI, STYLE, Told, grow
from analysis.charts.lettering import count, short
from analysis.charts.timelines import day
from analysis.exports import to_csv
from analysis.listing import listing

# A PNG at twice the pixels: a chart of 2,000 figures weighs little more than a chart of two (15 to 60 KB), while SVG
# grows with every mark and draws its letters in whatever font the reader's machine has. It stays sharp to 200 % zoom,
# and readable at 400 %.
SCALE = 2
ROWS_SHOWN = 200  # rows behind a chart that a page shows; the CSV file has all


class Picture:
    """A chart as HTML: finding and units, an image with alternative text, its source, and under "Show the data" its rows,
    with a CSV file to save.

    Words are words and not part of the image, so that a narrow window wraps them and a search finds them. The image is an
    HTML tag because JupyterLab and nbconvert's own pages drop the alternative text of a plain PNG. The file is in the page
    itself, so that a page that was sent on alone still has it.
    """

    def __init__(self, png: bytes, told: Told, width: int, height: int, source: str | None = None) -> None:
        self.png, self.told, self.width, self.height, self.source = png, told, width, height, source

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> tuple[dict[str, str], dict[str, Any]]:
        data = {
            "text/html": self.html(),
            "text/csv": to_csv(self.told.data).decode("utf-8-sig"),
            "text/plain": self.told.alt,
        }
        return data, {"text/csv": {"name": self.told.name}}

    def html(self) -> str:
        """The figure: words, picture, rows (at most 200 of them) and all rows as CSV, everything from the news escaped."""
        name = re.sub(r"[^a-z0-9]+", "-", self.told.name.lower()).strip("-")
        file = b64encode(to_csv(self.told.data)).decode()
        rows = listing(self.told.data, f"Data of the chart {name}", top=ROWS_SHOWN).html
        title, subtitle = (escape(text, quote=False) for text in (self.told.title, self.told.subtitle))
        source = f'<p class="source">{escape(self.source, quote=False)}</p>\n' if self.source else ""
        return (
            f'<figure class="chart"><p class="finding"><strong>{title}</strong><br>{subtitle}</p>\n'
            f"{self._image(name) if self.told.drawn else ''}"
            f"<figcaption>{source}<details><summary>Show the data</summary>\n"
            f"{rows}\n"
            f'<p><a download="{name}.csv" href="data:text/csv;charset=utf-8;base64,{file}">Save {name}.csv</a>, '
            f"{count(len(self.told.data), 'row')}</p></details></figcaption></figure>"
        )

    def _image(self, name: str) -> str:
        return (
            f'<div class="picture" tabindex="0" role="group" aria-label="The chart {name}">'
            f'<img src="data:image/png;base64,{b64encode(self.png).decode()}" '
            f'width="{self.width}" height="{self.height}" alt="{escape(self.told.alt)}"></div>\n'
        )


def show(ax: Axes, source: str | None = None) -> Picture:
    """A chart of ``charts`` as a picture for a notebook; the last expression of its cell.

    The heading of a figure that is the chart's own is taken out of the picture and told above it. With its heading, a
    chart is saved as any figure of matplotlib: ``ax.figure.savefig("chart.png")``, before it is shown.

    Parameters
    ----------
    ax : what a function of ``charts`` returned
    source : the line below the picture that says where its rows are from, see ``source_line``

    Raises TypeError for an Axes that no chart function made.
    """
    told: Told | None = getattr(ax, "told", None)
    if told is None:
        raise TypeError("show takes an Axes that a function of analysis.charts has drawn")
    figure = ax.get_figure(root=True)
    assert isinstance(figure, Figure)
    if told.heading and told.heading[0].get_visible():
        for note in told.heading:
            note.set_visible(False)
        grow(figure, -told.inches)
    width, height = (round(inches * DPI) for inches in figure.get_size_inches())
    return Picture(_lighter(_drawn(figure)), told, width, height, source)


def source_line(articles: pd.DataFrame) -> str:
    """What stands below a chart: how many articles of whom and of when, and that a program read them.

    >>> rows = {"publisher": ["The Avel Courier"], "published": [pd.Timestamp("2021-03-05")]}
    >>> source_line(pd.DataFrame(rows))
    'Source: 1 article of The Avel Courier, 5 March 2021; read by a program'
    """
    named = articles["publisher"].dropna().unique()
    of = " and ".join(short(name, 40) for name in named) if 0 < len(named) <= 2 else count(len(named), "publisher")
    days = articles["published"].dropna()
    when = list(dict.fromkeys(day(moment) for moment in (days.min(), days.max()))) if len(days) else []
    whose = f" of {of}" if len(named) else ""
    return (
        f"Source: {count(len(articles), 'article')}{whose}{', ' if when else ''}{' to '.join(when)}; read by a program"
    )


def _drawn(figure: Figure) -> Image.Image:
    """The pixels of a figure, without the detour through a file: ``savefig`` draws twice and packs what is unpacked here."""
    canvas, dpi = FigureCanvasAgg(figure), figure.dpi
    with rc_context(STYLE), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")  # names in other scripts draw as boxes
        figure.set_dpi(DPI * SCALE)
        canvas.draw()
    pixels = Image.frombuffer("RGBA", canvas.get_width_height(), canvas.buffer_rgba()).convert("RGB")
    figure.set_dpi(dpi)
    return pixels


def _lighter(picture: Image.Image) -> bytes:
    """A picture as PNG in 128 colours: a third of the bytes.

    Colours are picked to cover all that occur; Pillow's default goes by how often one occurs, and would paint the few
    marks of a rare sector in the colour of a common one.
    """
    smaller, colours = io.BytesIO(), Image.Quantize.MAXCOVERAGE
    picture.quantize(128, colours, dither=Image.Dither.NONE).save(smaller, "png", compress_level=6)
    return smaller.getvalue()
