"""What a selection holds, in bars that are drawn at once: counts as HTML, for the eye and for a screen reader."""

from __future__ import annotations

from html import escape

import pandas as pd

from analysis.tables import Tables

ROWS = 8


def bars(selected: Tables, rows: int = ROWS) -> str:
    """Articles in time and by publisher, figures by outcome, claims by source, sector and stance, as HTML.

    Parameters
    ----------
    selected : tables, as ``select`` leaves them
    rows : the largest of each that are shown
    """
    names = selected.sources.set_index("source_id")
    speakers = selected.claims["source_id"]
    counted = {
        "Articles in time": by_time(selected.articles["published"]),
        "Articles by publisher": selected.articles["publisher"].value_counts(),
        "Figures by outcome": selected.casualties["outcome"].value_counts(),
        "Claims by source": speakers.map(names["name"]).value_counts(),
        "Claims by sector": speakers.map(names["sector"]).value_counts(),
        "Claims by stance": selected.claims["stance"].value_counts(),
    }
    return f'<div class="bars">{"".join(_bars(title, counts, rows) for title, counts in counted.items())}</div>'


def by_time(published: pd.Series, most: int = 12) -> pd.Series:
    """How many articles a day, a month or a year: the finest that makes at most ``most``.

    >>> by_time(pd.Series(pd.to_datetime(["2021-03-05", "2021-03-05", "2021-03-09"]))).to_dict()
    {'2021-03-05': 2, '2021-03-09': 1}
    """
    for unit in ("D", "M", "Y"):
        periods = published.dropna().dt.to_period(unit)
        if periods.nunique() <= most:
            break
    return periods.astype("str").value_counts().sort_index()


def _bars(title: str, counts: pd.Series, rows: int) -> str:
    counts = counts[counts > 0]
    shown = counts if title == "Articles in time" else counts.head(rows)
    most = max(counts, default=1)
    lines = "".join(
        f'<li><span title="{name}">{name}</span><span><i style="width:{100 * n / most:.0f}%"></i></span><span>{n:,}</span></li>'
        for name, n in ((escape(str(one)), n) for one, n in shown.items())
    )
    rest = f"<p>and {len(counts) - len(shown):,} more</p>" if len(shown) < len(counts) else ""
    return f"<section><h4>{escape(title)}</h4><ol>{lines or '<li><span>none</span></li>'}</ol>{rest}</section>"
