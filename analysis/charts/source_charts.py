"""Charts of sources: who is heard how much, how far they are named, and where in an article they speak. See ``charts``."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.charts import summaries
from analysis.charts.drawing import ROW, bars, canvas, chart, keys, label_rows, nothing, room_beside, tell
from analysis.charts.lettering import count, inches_of, not_drawn, short
from analysis.charts.matrices import matrix
from analysis.charts.palette import BLUE, INK, PAPER, SOFT, STANDING_COLOURS, STANDING_HATCHES, between
from analysis.charts.timelines import ticks

CELLS = 12  # so many articles are columns with numbers; more are strokes on a line
KEPT = 5000  # so many sources stand in the data behind a chart: a page with all of a large collection would be slow
STROKES = 150  # so many statements are a stroke each; more are shaded tenths of an article


@chart
def share_of_statements(claims: pd.DataFrame, sources: pd.DataFrame, top: int = 15, ax: Axes | None = None) -> Axes:
    """Share of each of the ``top`` sources in all statements that have one, coloured by how far it is named."""
    return shares(summaries.statements_by_voice(claims, sources), top, ax)


@chart
def shares(voices: pd.DataFrame, top: int = 15, ax: Axes | None = None) -> Axes:
    """The same of sources that are counted already, as in ``summaries.statements_by_voice`` or ``analysis.sums``."""
    name, data = "share-of-statements", voices[["name", "standing", "sector", "articles", "statements"]]
    if data.empty:
        return nothing(ax, name, "statements with a source", data)
    times = voices["voices"] if "voices" in voices else pd.Series(1, index=voices.index)
    total, number = int((data["statements"] * times).sum()), int(times.sum())
    data = data.assign(share=(data["statements"] / total).round(4))
    data = data.dropna(subset="name").head(KEPT)
    rows = data.head(top)
    own, ax = ax is None, canvas(ax, ROW * len(rows) + 0.25)
    y, percent = range(len(rows)), 100 * rows["statements"] / total
    drawn = ax.barh(y, percent, height=0.68, color=rows["standing"].map(STANDING_COLOURS).tolist(), edgecolor=PAPER)
    for bar, standing in zip(drawn, rows["standing"], strict=True):
        bar.set_hatch(STANDING_HATCHES.get(standing))
    for at, share, n in zip(y, percent, rows["statements"], strict=True):
        told = f"{share:.0f} % ({n:,})" if share >= 1 else f"{share:.1f} % ({n:,})"
        ax.text(share + percent.max() * 0.008, at, told, va="center_baseline")
    label_rows(ax, rows["name"].tolist())
    ax.set_xlim(0, percent.max() * 1.14)
    ax.set_xticks([])
    present = [standing for standing in STANDING_COLOURS if (rows["standing"] == standing).any()]
    if present != ["named"]:
        keys(ax, STANDING_COLOURS, present, STANDING_HATCHES)
    equal = summaries.effective_number(voices["statements"], times)
    title = f"{count(number, 'source')}, as concentrated as {equal:,.{0 if equal >= 20 else 1}f} equally heard ones"
    if number == 1:
        title = f"{short(data['name'].iloc[0], 60)} is the only source"
    subtitle = f"% of statements with a source; concentration: 1 / Σ share²; n = {count(total, 'statement')}"
    return tell(ax, name, title, subtitle + not_drawn(number - len(rows), "source"), data, own)


@chart
def sectors(sources: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Sources of each sector that are named, unnamed, or anonymous."""
    sector = sources["sector"].astype("str").fillna(summaries.NOT_KNOWN)
    counts = summaries.cross(sector, summaries.standing(sources), list(summaries.STANDINGS))
    return _by_standing(ax, "sectors", counts, "sector", sources)


@chart
def names_by_publisher(sources: pd.DataFrame, articles: pd.DataFrame, top: int = 12, ax: Axes | None = None) -> Axes:
    """Sources that each of the ``top`` publishers names, leaves unnamed, or grants anonymity."""
    publishers = articles.set_index("article_id")["publisher"].fillna("no publisher named")
    by = sources["article_id"].map(publishers).astype(str)
    counts = summaries.cross(by, summaries.standing(sources), list(summaries.STANDINGS))
    return _by_standing(ax, "names-by-publisher", counts, "publisher", sources, top)


def _by_standing(
    ax: Axes | None, name: str, counts: pd.DataFrame, by: str, sources: pd.DataFrame, top: int | None = None
) -> Axes:
    data = counts.rename_axis(by).reset_index()
    if sources.empty:
        return nothing(ax, name, "sources", data)
    rows = counts.head(top) if top else counts
    own, ax = ax is None, canvas(ax, ROW * len(rows) + 0.25)
    bars(ax, rows, STANDING_COLOURS, STANDING_HATCHES)
    which = "anonymous" if by == "sector" else "named"
    n = int((summaries.standing(sources) == which).sum())
    title = f"{n:,} of {count(len(sources), 'source')} {'is' if n == 1 else 'are'} {which}"
    subtitle = f"sources an article by {by}; unnamed: “officials”; anonymous: identity withheld; n = {len(sources):,}"
    return tell(ax, name, title, subtitle + not_drawn(len(counts) - len(rows), by), data, own)


@chart
def voices_in_articles(
    claims: pd.DataFrame, sources: pd.DataFrame, articles: pd.DataFrame, top: int = 15, ax: Axes | None = None
) -> Axes:
    """Which of the sources heard in most articles speaks in which: sources by articles, these in order of time."""
    name, data = "voices-in-articles", summaries.voices_in_articles(claims, sources, articles)
    if data.empty:
        return nothing(ax, name, "statements with a source", data)
    names = list(dict.fromkeys(data["name"]))
    rows, read = data[data["name"].isin(names[:top])], articles.sort_values("published", kind="stable")
    own, few = ax is None, len(articles) <= CELLS
    shown = min(len(names), top)
    ax = canvas(ax, ROW * shown + (0.6 if few else 0.4))
    if few:
        cells = rows.pivot(index="name", columns="article_id", values="statements").fillna(0).astype(int)
        cells = cells.reindex(index=names[:top], columns=list(read["article_id"]), fill_value=0)
        matrix(ax, cells.set_axis(read["title"].fillna(read["article_id"]).tolist(), axis=1), least_columns=4)
    else:
        _strokes_by_article(ax, rows, read, names[:top])
    in_one = int((data.groupby("name").size() == 1).sum())
    first = data.iloc[0]
    title = f"{short(first['name'], 40)} speaks in {first['articles']:,} of {len(articles):,} articles"
    title += f", {in_one:,} of {count(len(names), 'source')} in one only"
    if first["articles"] == 1:
        title = f"Each of {count(len(names), 'source')} speaks in one article only"
        title = "The one article has one source" if len(names) == len(articles) == 1 else title
    if len(articles) == 1 and len(names) > 1:
        title = f"{len(names):,} sources speak in the one article"
    subtitle = "statements of a source in an article" + ("" if few else "; a stroke an article, in order of time")
    subtitle += f"; n = {count(len(articles), 'article')}, {count(len(names), 'source')}"
    return tell(ax, name, title, subtitle + not_drawn(len(names) - shown, "source"), data, own)


def _strokes_by_article(ax: Axes, rows: pd.DataFrame, read: pd.DataFrame, names: list[str]) -> None:
    """A line a source, on which each article that it speaks in is a stroke, the taller the more statements."""
    place = dict(zip(read["article_id"], range(len(read)), strict=True))
    x, y = rows["article_id"].map(place).to_numpy(), rows["name"].map(names.index).to_numpy()
    tall = 0.14 + 0.26 * np.minimum(np.sqrt(rows["statements"].to_numpy() / max(rows["statements"].max(), 1)), 1)
    ax.hlines(range(len(names)), -0.5, len(read) - 0.5, color="#e8e8e6", linewidth=0.8, zorder=1)
    ax.vlines(x, y - tall, y + tall, color=BLUE, linewidth=float(np.clip(420 / len(read), 1.6, 7)), zorder=2)
    for at, total in enumerate(rows.groupby("name")["article_id"].size().reindex(names)):
        ax.text(len(read) * 1.01, at, f"{total:,}", va="center_baseline", weight="bold")
    label_rows(ax, names)
    ax.set_xlim(-0.7, len(read) * 1.06)
    ax.grid(visible=False)
    dated = read["published"].dropna()
    days = ticks(dated.iloc[0], dated.iloc[-1]) if dated.dt.normalize().nunique() > 1 else {}
    inch = len(read) * 1.06 / room_beside(names)  # articles an inch: days of many and of few stand unequally far apart
    named: dict[int, str] = {}
    for moment, told in days.items():
        at = int(dated.searchsorted(moment))
        if at >= max(named, default=-np.inf) + (inches_of(told) + 0.15) * inch:
            named[at] = told
    ax.set_xticks(list(named), list(named.values()))


@chart
def positions(claims: pd.DataFrame, sources: pd.DataFrame, articles: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Where in the article each sector speaks: a stroke a statement, or shaded tenths where there are many."""
    name, data = "positions", summaries.positions(claims, sources, articles)
    if data.empty:
        return nothing(ax, name, "statements", data)
    by = data.groupby("sector")["position"].agg(["median", "size"]).sort_values("median", kind="stable")
    own, ax = ax is None, canvas(ax, ROW * len(by) + 0.55)
    many = len(data) > STROKES
    for at, (sector, row) in enumerate(by.iterrows()):
        where = data.loc[data["sector"] == sector, "position"].to_numpy()
        ax.barh(at, 100, height=0.68, color="#f0f0ee")
        if many:
            shares = np.histogram(where, bins=10, range=(0, 100))[0] / len(where)
            shades = [between("#f0f0ee", "#00507d", min(share / 0.25, 1.0)) for share in shares]
            ax.barh(at, 10, left=np.arange(0, 100, 10), height=0.68, color=shades)
        else:
            ax.vlines(where, at - 0.34, at + 0.34, color=BLUE, linewidth=2.4)
        if len(where) >= 3:  # the middle of two statements is nobody's place
            ax.plot(row["median"], at, "D", color=INK, markersize=7, markeredgecolor=PAPER, zorder=4)
            ax.text(101, at, f"{row['median']:.0f} %", va="center_baseline", weight="bold")
    label_rows(ax, [f"{sector} ({n:,})" for sector, n in by["size"].items()])
    ax.set_ylim(len(by) - 0.4, -1.3)
    ax.text(101, -0.95, "◆ half before", va="center_baseline", ha="left", color=SOFT, size=9.5)
    ax.set_xlim(0, 113)
    ax.set_xticks([0, 25, 50, 75, 100], ["start", "25 %", "50 %", "75 %", "end"])
    ax.grid(visible=False)
    title = f"Half of {len(data):,} statements come in the first {data['position'].median():.0f} % of an article"
    if len(data) == 1:
        title = f"The one statement comes after {data['position'].iloc[0]:.0f} % of the article"
    often = by[by["size"] >= 5].drop(index=["other", summaries.NOT_KNOWN, summaries.NO_SOURCE], errors="ignore")
    if len(often) > 1 and often["median"].iloc[-1] - often["median"].iloc[0] >= 5:
        first, last = (summaries.SPEAKERS[str(sector)] for sector in (often.index[0], often.index[-1]))
        early, late = (f"{often['median'].iloc[at]:.0f} %" for at in (0, -1))
        title = f"{first} make half of their statements in the first {early} of an article, {last} in the first {late}"
    subtitle = "% of an article’s text before the statement, by sector" + (
        "; the darker a tenth, the larger its share of the sector’s statements" if many else "; a stroke a statement"
    )
    return tell(ax, name, title, f"{subtitle}; n = {count(len(data), 'statement')}", data, own)
