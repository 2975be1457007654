"""Charts across articles: who said which number of one event, what rests on one source, how diverse the sources are.

They take what ``analysis.events`` makes of tables. See ``charts``.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.charts import summaries
from analysis.charts.casualty_charts import VICTIMS
from analysis.charts.drawing import ROW, bars, canvas, chart, key, label_rows, nothing, room_beside, tell, words_only
from analysis.charts.intervals import MARK_COLOURS, beside, in_words, mark_key, marks, people_axis
from analysis.charts.lettering import count, not_drawn, short
from analysis.charts.palette import BLUE, GRID, ORANGE, OUTCOME_COLOURS, OUTCOME_HATCHES, PAPER, SECTOR_COLOURS, SOFT
from analysis.charts.timelines import day
from analysis.tables import OUTCOMES

AGREEING = {
    "single": "one voice", "agree": "all say the same", "overlap": "all can be right", "update": "changed with time",
    "conflict": "in conflict",
}  # fmt: skip
BEHIND = ("no source named", "one anonymous source", "one source", "two sources", "three or more")
KINDS = {"figures": BLUE, "claims of weight": ORANGE}
MOST = 40  # rows of numbers
STEP = 1.45  # from one panel to the next, each 1 wide
PANELS = {
    "effective": "effective sources",
    "largest": "largest share",
    "anonymous": "anonymous",
    "official": "official",
}


@chart
def accounts(events: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """How many counts (event, outcome and kind of victims) rest on one voice, agree, changed, or are in conflict."""
    name, data = (
        "agreements",
        summaries.cross(events["agreement"].astype(str), events["outcome"].astype(str), list(OUTCOMES)),
    )
    rows = data.rename(AGREEING).reindex([told for told in AGREEING.values() if told in data.rename(AGREEING).index])
    data = rows.rename_axis("agreement").reset_index()
    if events.empty:
        return nothing(ax, name, "counts of an event", data)
    own, ax = ax is None, canvas(ax, ROW * len(rows) + 0.25)
    bars(ax, rows, OUTCOME_COLOURS, OUTCOME_HATCHES)
    single, conflict = (int((events["agreement"] == state).sum()) for state in ("single", "conflict"))
    total = count(len(events), "count")
    title = f"{single:,} of {total} {'rests' if single == 1 else 'rest'} on one voice, "
    title += f"{conflict:,} {'is' if conflict == 1 else 'are'} in conflict" if conflict else "none is in conflict"
    title = f"The one count: {AGREEING[str(events['agreement'].iloc[0])]}" if len(events) == 1 else title
    subtitle = f"counts of an event by outcome; n = {total} of {count(events['event_id'].nunique(), 'event')}"
    return tell(ax, name, title, subtitle, data, own)


@chart
def numbers_by_event(figures: pd.DataFrame, events: pd.DataFrame, top: int = 6, ax: Axes | None = None) -> Axes:
    """Who said which number, and when first, of the ``top`` counts on which accounts differ, the most disputed first."""
    name, data = "numbers-by-event", _numbers(figures, events)
    if events.empty:
        return nothing(ax, name, "counts of an event", data)
    differing = data["rank"].nunique()
    n = f"n = {count(len(events), 'count')} of {count(events['event_id'].nunique(), 'event')}"
    if not differing:
        return words_only(ax, name, "No count is told in two different numbers", n, data)
    rows = data[data["rank"].isin(data["rank"].unique()[:top])].head(MOST).reset_index(drop=True)
    heads = ~rows["rank"].duplicated()
    y = (heads.cumsum() * 0.9 + pd.RangeIndex(len(rows)) - 0.9).to_numpy(float)
    own, ax = ax is None, canvas(ax, ROW * (y.max() + 1.6) + 0.4)
    label_rows(ax, rows["voice"].tolist())
    ax.set_yticks(y, [label.get_text() for label in ax.get_yticklabels()])
    ax.set_ylim(y.max() + 0.5, -1.5)
    logarithmic = people_axis(ax, rows)
    present = [sector for sector in SECTOR_COLOURS if (rows["sector"] == sector).any()]
    for sector in present:
        which = (rows["sector"] == sector).to_numpy()
        marks(ax, rows[which], y[which], MARK_COLOURS[sector], logarithmic)
    room = room_beside(rows["voice"])
    for at in range(len(rows)):
        beside(ax, rows.iloc[[at]], y[at], _told(rows.iloc[at]), SOFT, room)
    for head, told in zip(y[heads.to_numpy()], rows["count"][heads], strict=True):
        ax.annotate(
            short(told, 90), (0, head - 0.9), xycoords=("axes fraction", "data"), weight="bold", va="center_baseline",
            annotation_clip=False,
        )  # fmt: skip
    key(ax, [mark_key(sector, MARK_COLOURS[sector]) for sector in present])
    first = data[data["rank"] == data["rank"].iloc[0]]
    numbers = first[["low", "high"]].astype(float).to_numpy()
    conflicts = int((events["agreement"] == "conflict").sum())
    least, most = (f"{end(numbers):,.0f}" for end in (np.nanmin, np.nanmax))
    title = f"{least} or {most} {first['outcome'].iloc[0]}? " if least != most else ""
    title += f"Accounts differ on {differing:,} of {count(len(events), 'count')}"
    title += f", {conflicts:,} of them in conflict" if conflicts else ", none of them in conflict"
    scale = ", logarithmic scale" if logarithmic else ""
    subtitle = f"people{scale}; ▸ or more, ◂ or fewer; the day on which the number was first told; {n}"
    return tell(ax, name, title, subtitle + not_drawn(differing - rows["rank"].nunique(), "count"), data, own)


def _numbers(figures: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """A row a count, voice and number of the counts on which accounts differ, these in the order of ``events``."""
    by = ["event_id", "outcome", "victims"]
    plain = figures[figures["whole"].astype(bool)].astype({"outcome": "str", "sector": "str"})
    differing = events[events["agreement"].isin(("overlap", "update", "conflict"))].astype({"outcome": "str"})
    differing = differing.assign(rank=range(len(differing)))[[*by, "place", "date", "agreement", "rank"]]
    told = plain.merge(differing, on=by)
    unsourced = ~told["sourced"].astype(bool)
    sector = told["sector"].map(summaries.SECTOR_GROUPS).fillna(summaries.NOT_KNOWN)
    told["sector"] = sector.mask(unsourced, summaries.NO_SOURCE)
    told["voice"] = told["voice"].mask(unsourced, told["voice"] + ", no source named")
    told["replaced"] = told["superseded_by"].notna() | told["earlier"].astype(bool)
    told["count"] = [_count_in_words(row) for row in told.to_dict("records")]
    grouped = told.groupby(
        ["rank", "count", "outcome", "agreement", "voice", "sector", "low", "high"], dropna=False, as_index=False
    )
    rows = grouped.agg(
        first=("published", "min"), mentions=("casualty_id", "size"), replaced=("replaced", "all"),
        record=("casualty_id", "first"), article_id=("article_id", "first"),
    )  # fmt: skip
    return rows.sort_values(["rank", "first", "voice"], kind="stable", ignore_index=True)


def _count_in_words(row: dict) -> str:
    where = ", ".join(part for part in (
        "" if pd.isna(row["place"]) else str(row["place"]), "" if pd.isna(row["date"]) else day(row["date"]),
    ) if part)  # fmt: skip
    return f"{row['outcome']}, {VICTIMS.get(row['victims'], row['victims'])}" + (f": {where}" if where else "")


def _told(row: pd.Series) -> str:
    when = "" if pd.isna(row["first"]) else f", {row['first'].day} {row['first']:%b}"
    return f"{in_words(row)}{when}{', later another' if row['replaced'] else ''}"


@chart
def corroborated(statements: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """How many independent sources stand behind figures and behind claims of weight, see ``events.corroboration``."""
    kinds = statements["kind"].map(dict(zip(("figure", "claim"), KINDS, strict=True)))
    counts = summaries.cross(_behind(statements), kinds, list(KINDS))
    counts = counts.reindex([told for told in BEHIND if told in counts.index])
    name, data = "corroborated", counts.rename_axis("stand behind").reset_index()
    if statements.empty:
        return nothing(ax, name, "figures of an event or claims of weight", data)
    own, ax = ax is None, canvas(ax, ROW * len(counts) + 0.25)
    bars(ax, counts, KINDS, {"claims of weight": "///"})
    told = statements[statements["kind"] == "figure"]
    what = "figure" if len(told) else "claim"
    told = told if len(told) else statements
    few = int((told["sources"] < 2).sum())
    title = f"{few:,} of {count(len(told), what)} {'has' if few == 1 else 'have'} at most one independent source"
    if len(told) == 1:
        title = f"The one {what} has {'at most one' if few else 'more than one'} independent source"
    subtitle = "figures: a number of an event; claims: what is accused, denied, confirmed, warned of, or claimed; n = "
    return tell(ax, name, title, f"{subtitle}{len(statements):,}", data, own)


def _behind(statements: pd.DataFrame) -> pd.Series:
    told = statements["sources"].clip(upper=3).map({0: BEHIND[0], 1: BEHIND[2], 2: BEHIND[3], 3: BEHIND[4]})
    return told.mask((statements["sources"] == 1) & statements["anonymous"].astype(bool), BEHIND[1])


@chart
def diversity(measured: pd.DataFrame, top: int = 15, ax: Axes | None = None) -> Axes:
    """Measures of the diversity of sources with their 95 % intervals, see ``events.diversity``: a row a publisher, article
    or collection, those with most statements first."""
    by = str(measured.columns[0]).removesuffix("_id")
    name, data = "diversity", measured.sort_values("claims", ascending=False, kind="stable", ignore_index=True)
    if data.empty:
        return nothing(ax, name, "statements with a source", data)
    unit = data.columns[0]
    data[unit] = data[unit].astype("object").where(data[unit].notna(), f"no {by} named")
    rows = data.head(top)
    own, ax = ax is None, canvas(ax, ROW * (len(rows) + 1) + 0.1)
    label_rows(ax, [f"{short(str(unit), 40)} ({n:,})" for unit, n in zip(rows.iloc[:, 0], rows["claims"], strict=True)])
    for at, (measure, told) in enumerate(PANELS.items()):
        _panel(ax, rows, measure, told, at * STEP)
    ax.set_ylim(len(rows) - 0.4, -1.45)
    ax.set_xlim(-0.03, STEP * len(PANELS) - 0.1)
    ax.set_xticks([])
    ax.grid(visible=False)
    n = count(int(data["claims"].sum()), "statement")
    subtitle = (
        f"95 % intervals, where there are several articles; shares in %; effective: 1 / Σ share²; n = {n} with a source"
    )
    return tell(ax, name, _most_diverse(data, by), subtitle + not_drawn(len(data) - len(rows), by), data, own)


def _panel(ax: Axes, rows: pd.DataFrame, measure: str, told: str, start: float) -> None:
    """One measure: a dot a row with its interval, the value behind it."""
    values = rows[[measure, f"{measure}_low", f"{measure}_high"]].astype(float)
    whole = 1.06 * values.max().max() if measure == "effective" else 1.0
    y, scaled = np.arange(len(rows)), start + values.to_numpy() / whole
    ax.text(start, -0.95, told, weight="bold", va="center_baseline")
    ax.vlines([start, start + 1], -0.5, len(rows) - 0.5, color=GRID, linewidth=0.8)
    ax.hlines(y, scaled[:, 1], scaled[:, 2], color=BLUE, linewidth=2.4)
    ax.plot(scaled[:, 0], y, "o", color=BLUE, markersize=7, markeredgecolor=PAPER, linestyle="")
    for at, value in enumerate(values[measure]):
        written = f"{value:,.{0 if value >= 20 else 1}f}" if measure == "effective" else f"{100 * value:.0f} %"
        ax.text(start + 1.04, at, written, va="center_baseline", size=9.5, color=SOFT)


def _most_diverse(data: pd.DataFrame, by: str) -> str:
    first = data.iloc[0]
    if len(data) == 1:
        return f"{count(int(first['sources']), 'source')}, as diverse as {first['effective']:,.1f} equally heard ones"
    surely = data[data["articles"] > 1].sort_values("effective", ascending=False, kind="stable")
    if len(surely) > 1 and surely["effective_low"].iloc[0] > surely["effective_high"].iloc[-1]:
        most, least = surely.iloc[0], surely.iloc[-1]
        return (
            f"{short(str(most.iloc[0]), 40)} hears the most diverse sources, as {most['effective']:,.1f} equally heard "
            f"ones, {short(str(least.iloc[0]), 40)} the least, as {least['effective']:,.1f}"
        )
    return f"No {by} hears surely more diverse sources than another"
