"""Charts of what was counted of all articles of a collection, see ``analysis.sums``: by kind and by day. See ``charts``."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts import summaries
from analysis.charts.claim_charts import FORM_COLOURS, STANCE_COLOURS, STANCE_HATCHES
from analysis.charts.drawing import ROW, bars, canvas, chart, nothing, tell
from analysis.charts.lettering import count
from analysis.charts.palette import (
    OUTCOME_COLOURS,
    OUTCOME_HATCHES,
    SECTOR_COLOURS,
    SECTOR_HATCHES,
    STANDING_COLOURS,
    STANDING_HATCHES,
)
from analysis.charts.timelines import NO_DATE, by_period, day, in_period

COLOURS = {
    "form": FORM_COLOURS, "outcome": OUTCOME_COLOURS, "sector": SECTOR_COLOURS, "stance": STANCE_COLOURS,
    "standing": STANDING_COLOURS,
}  # fmt: skip
HATCHES = {
    "outcome": OUTCOME_HATCHES, "sector": SECTOR_HATCHES, "stance": STANCE_HATCHES, "standing": STANDING_HATCHES,
}  # fmt: skip


@chart
def counted(sums: pd.DataFrame, by: str, of: str, ax: Axes | None = None) -> Axes:
    """Numbers by one column as bars, the longest first, with a stretch for each value of another.

    Parameters
    ----------
    sums : a table of ``Sums`` whose last column is the number of statements, figures or sources
    by : any other of its columns
    of : form, outcome, sector, stance or standing
    """
    what = str(sums.columns[-1])
    name, total = f"{what}-by-{by}-and-{of}", int(sums[what].sum())
    counts = summaries.cross(sums[by], sums[of].astype("str"), list(COLOURS[of]), sums[what])
    data = counts.rename_axis(by).reset_index()
    if not total:
        return nothing(ax, name, what, data)
    own, ax = ax is None, canvas(ax, ROW * len(counts) + 0.25)
    bars(ax, counts, COLOURS[of], HATCHES.get(of))
    title = f"{counts.index[0]}: {counts.iloc[0].sum():,} of {count(total, what[:-1])}"
    title += ", the most" if len(counts) > 1 else ""
    return tell(ax, name, title, f"{what} by {by} and {of}; n = {total:,}", data, own)


@chart
def counted_by_day(sums: pd.DataFrame, of: str, ax: Axes | None = None) -> Axes:
    """Numbers a day (or week, month, year) of publication, stacked by another column; those without a date apart.

    ``sums`` is a table of ``Sums`` with a column ``day``; the rest is that of ``counted``.
    """
    what = str(sums.columns[-1])
    name, total = f"{what}-by-day-and-{of}", int(sums[what].sum())
    if not total:
        return nothing(ax, name, what, sums)
    counts, unit = summaries.by_period(sums["day"], sums[of].astype("str"), list(COLOURS[of]), sums[what])
    own, ax = ax is None, by_period(ax, counts, COLOURS[of], HATCHES.get(of))
    days, periods = sums["day"].dropna(), counts.drop(index=NO_DATE, errors="ignore").sum(axis=1)
    undated = total - int(periods.sum())
    if periods.empty:
        title = f"No day is known for {count(total, what[:-1])}"
    elif days.nunique() == 1:
        title = f"{count(total - undated, what[:-1])}, published on {day(days.iloc[0])}"
    else:
        title = f"Most {what}, {periods.max():,} of {total:,}, come {in_period(str(periods.idxmax()), unit)}"
    subtitle = f"{what} a {unit} of publication, by {of}; n = {total:,}"
    subtitle += f", {undated:,} without a date" if 0 < undated < total else ""
    return tell(ax, name, title, subtitle, counts.rename_axis(unit).reset_index(), own)
