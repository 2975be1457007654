"""Charts of statements: whose they are, how they are told, when, and with which words. See ``charts``."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts import summaries, wording
from analysis.charts.drawing import ROW, bars, canvas, chart, label_rows, nothing, tell, words_only
from analysis.charts.lettering import count, not_drawn, short
from analysis.charts.matrices import matrix
from analysis.charts.palette import (
    BLUE,
    GREEN,
    GRID,
    INK,
    ORANGE,
    PALE,
    PAPER,
    PURPLE,
    RED,
    SECTOR_COLOURS,
    SECTOR_HATCHES,
    SKY,
    SOFT,
)
from analysis.charts.timelines import NO_DATE, by_period, day, in_period
from analysis.tables import FORMS

STANCE_COLOURS = {
    "asserts or confirms": BLUE, "denies or questions": ORANGE, "accuses or condemns": RED, "warns": PURPLE,
    "promises or calls for": GREEN, "claims responsibility": INK, "other": PALE,
}  # fmt: skip
STANCE_HATCHES = {"denies or questions": "///", "warns": "...", "promises or calls for": "\\\\\\"}
FORM_COLOURS = {"direct": BLUE, "mixed": SKY, "indirect": PALE}
NEUTRAL = ("say", "tell", "according to", "add", "report", "speak", ":")  # verbs that take no side


@chart
def statements_by_source(claims: pd.DataFrame, sources: pd.DataFrame, top: int = 15, ax: Axes | None = None) -> Axes:
    """Statements of the ``top`` most heard sources by what they do: assert, deny, accuse, warn ..."""
    name, data = "statements-by-source", summaries.statements_by_voice(claims, sources)
    if data.empty:
        return nothing(ax, name, "statements with a source", data)
    rows = data.head(top)
    counts = rows[[stance for stance in STANCE_COLOURS if stance in rows and rows[stance].any()]].set_axis(rows["name"])
    own, ax = ax is None, canvas(ax, ROW * len(rows) + 0.25)
    bars(ax, counts, STANCE_COLOURS, STANCE_HATCHES)
    first, total = rows.iloc[0], len(claims)
    title = f"{short(first['name'], 60)} is behind {first['statements']:,} of {count(total, 'statement')}"
    if len(rows) > 1 and rows.iloc[1]["statements"] == first["statements"]:
        title = f"No source makes more than {first['statements']:,} of {count(total, 'statement')}"
    subtitle = f"statements by source and stance; n = {count(len(data), 'source')}"
    return tell(ax, name, title, subtitle + not_drawn(len(data) - len(rows), "source"), data, own)


@chart
def forms(claims: pd.DataFrame, sources: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Statements quoted in full, in part, and reported in the writer's words, by the sector that speaks."""
    counts = summaries.cross(summaries.sectors_of(claims, sources), claims["form"].astype(str), list(FORMS))
    name, data = "forms", counts.rename_axis("sector").reset_index()
    if claims.empty:
        return nothing(ax, name, "statements", data)
    own, ax = ax is None, canvas(ax, ROW * len(counts) + 0.25)
    bars(ax, counts, FORM_COLOURS)
    quoted = int(claims["form"].isin(("direct", "mixed")).sum())
    hold = "holds" if quoted == 1 else "hold"
    title = f"{quoted:,} of {count(len(claims), 'statement')} {hold} words in quotation marks"
    subtitle = f"statements by sector of the source; mixed: quoted in part; n = {len(claims):,}"
    return tell(ax, name, title, subtitle, data, own)


@chart
def hedged_and_denied(claims: pd.DataFrame, sources: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Which share of each sector's statements is hedged, and which denies something or is denied."""
    name, data = "hedged-and-denied", summaries.hedged_and_denied(claims, sources)
    if data.empty:
        return nothing(ax, name, "statements", data)
    if not data[["hedged", "denied"]].to_numpy().any():
        total = int(data["statements"].sum())
        none = "The one statement is neither hedged nor denied" if total == 1 else (
            f"None of {total:,} statements is hedged or denied"
        )  # fmt: skip
        return words_only(
            ax, name, none, f"hedged: “may”, “reportedly”; denied: “denies”, “did not say”; n = {total:,}", data
        )
    own, ax = ax is None, canvas(ax, ROW * (len(data) + 1) + 0.1)
    y = pd.RangeIndex(len(data))
    shares = {kind: 100 * data[kind] / data["statements"] for kind in ("hedged", "denied")}
    reach = max(10.0, *(share.max() for share in shares.values()))
    for at, (kind, share) in enumerate(shares.items()):
        start = at * reach * 1.45
        ax.barh(y, share, left=start, height=0.68, color=(BLUE, ORANGE)[at], hatch=("", "///")[at], edgecolor=PAPER)
        ax.vlines(start, -0.5, len(data) - 0.5, color=GRID, linewidth=0.8)
        ax.text(start, -0.95, kind, weight="bold", va="center_baseline")
        for row, percent, n in zip(y, share, data[kind], strict=True):
            told = f"{percent:.0f} % ({n:,})" if n else "none"
            ax.text(start + percent + reach * 0.02, row, told, va="center_baseline", color=INK if n else SOFT)
    label_rows(ax, [f"{sector} ({n:,})" for sector, n in zip(data["sector"], data["statements"], strict=True)])
    ax.set_ylim(len(data) - 0.4, -1.45)
    ax.set_xlim(0, reach * 2.8)
    ax.set_xticks([])
    ax.grid(visible=False)
    hedged, denied, total = int(data["hedged"].sum()), int(data["denied"].sum()), int(data["statements"].sum())
    title = f"{hedged:,} of {count(total, 'statement')} {'is' if hedged == 1 else 'are'} hedged, {denied:,} denied"
    if not hedged:
        title = f"None of {count(total, 'statement')} is hedged, {denied:,} denied"
    subtitle = (
        f"% of a sector’s statements; hedged: “may”, “reportedly”; denied: “denies”, “did not say”; n = {total:,}"
    )
    return tell(ax, name, title, subtitle, data, own)


@chart
def statements_by_day(
    claims: pd.DataFrame, sources: pd.DataFrame, articles: pd.DataFrame, ax: Axes | None = None
) -> Axes:
    """How many statements there are a day (or week, month, year) of publication, stacked by the sector that speaks."""
    name, dates = "statements-by-day", summaries.published(claims, articles)
    if claims.empty:
        return nothing(ax, name, "statements", claims[["claim_id"]])
    sectors = summaries.sectors_of(claims, sources)
    counts, unit = summaries.by_period(dates, sectors, list(SECTOR_COLOURS))
    own, ax = ax is None, by_period(ax, counts, SECTOR_COLOURS, SECTOR_HATCHES)
    undated, days = int(dates.isna().sum()), dates.dropna().dt.normalize()
    periods = counts.drop(index=NO_DATE, errors="ignore").sum(axis=1)
    if days.empty:
        title = f"No day is known for {count(len(claims), 'statement')}"
    elif days.nunique() == 1:
        title = f"{count(len(days), 'statement')}, published on {day(days.iloc[0])}"
    else:
        title = f"Most statements, {periods.max():,} of {len(claims):,}, come {in_period(str(periods.idxmax()), unit)}"
    subtitle = f"statements a {unit} of publication, by sector of the source; n = {len(claims):,}"
    subtitle += f", {undated:,} without a date" if 0 < undated < len(claims) else ""
    return tell(ax, name, title, subtitle, counts.rename_axis(unit).reset_index(), own)


@chart
def cue_verbs(claims: pd.DataFrame, top: int = 15, ax: Axes | None = None) -> Axes:
    """The words that introduce statements, the most frequent first; the forms of a verb are one."""
    cues = wording.verbs(claims["cue"]).value_counts()
    name, data = "cues", cues.rename_axis("cue").reset_index(name="statements")
    if cues.empty:
        return nothing(ax, name, "statements with a cue", data)
    rows = cues.head(top).to_frame("statements")
    own, ax = ax is None, canvas(ax, ROW * len(rows) + 0.25)
    bars(ax, rows, {"statements": BLUE}, named=False)
    title = f"“{short(cues.index[0], 40)}” introduces {cues.iloc[0]:,} of {count(int(cues.sum()), 'statement')}"
    subtitle = f"statements by the word that introduces them, in any of its forms; n = {count(len(cues), 'cue')}"
    return tell(ax, name, title, subtitle + not_drawn(len(cues) - len(rows), "cue"), data, own)


@chart
def cues_by_source(claims: pd.DataFrame, sources: pd.DataFrame, top: int = 15, ax: Axes | None = None) -> Axes:
    """Who "says" and who "claims": the verbs that introduce the ``top`` most heard sources."""
    counts, name = wording.verbs_by_voice(claims, sources), "cues-by-source"
    data = counts.rename_axis("source").reset_index()
    if counts.empty:
        return nothing(ax, name, "statements with a source and a cue", data)
    rows = counts.head(top)
    own, ax = ax is None, canvas(ax, ROW * len(rows) + 0.45)
    matrix(ax, rows)
    sides = counts.drop(columns=[*NEUTRAL, "others"], errors="ignore")
    first = counts.columns[0]
    title = f"“{short(str(first), 30)}” introduces {(counts[first] > 0).sum():,} of {count(len(counts), 'source')}"
    if not sides.empty and sides.to_numpy().max() > 1:
        verb = str(sides.max().idxmax())
        who = str(sides[verb].idxmax())
        title += f", “{short(verb, 30)}” {short(who, 40)} most often"
    subtitle = (
        f"statements by source and verb, in any of its forms; n = {count(int(counts.to_numpy().sum()), 'statement')}"
    )
    return tell(ax, name, title, subtitle + not_drawn(len(counts) - len(rows), "source"), data, own)
