"""One function a chart: tables of the contract in, matplotlib Axes out, on ``ax`` or on a figure of its own.

Titles are worked out from the rows, so that they hold for one article and for three hundred; a selection without
rows gives an Axes that says so. In a notebook a cell ends ``charts.show(charts.cue_verbs(tables.claims))``.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from analysis.charts import summaries
from analysis.charts.casualty_charts import figures, figures_by_standing, tolls
from analysis.charts.drawing import (
    BLUE,
    GREEN,
    GREY,
    INK,
    ORANGE,
    PALE,
    PURPLE,
    RED,
    SKY,
    STANDING_COLOURS,
    STANDING_HATCHES,
    bars,
    canvas,
    chart,
    count,
    keys,
    label_rows,
    nothing,
    short,
    show,
    tell,
    thousands,
    whole_numbers,
)
from analysis.tables import FORMS

__all__ = [
    "articles_by_day", "cue_verbs", "figures", "figures_by_standing", "forms", "names_by_publisher", "read_and_skipped",
    "sectors", "share_of_statements", "show", "statements_by_source", "tolls", "words_per_article",
]  # fmt: skip

STANCE_COLOURS = {
    "asserts or confirms": BLUE, "denies or questions": ORANGE, "accuses or condemns": RED, "warns": PURPLE,
    "promises or calls for": GREEN, "claims responsibility": INK, "other": PALE,
}  # fmt: skip
STANCE_HATCHES = {"denies or questions": "///", "warns": "...", "promises or calls for": "\\\\\\"}
FORM_COLOURS = {"direct": BLUE, "mixed": SKY, "indirect": PALE}
PUBLISHER_COLOURS = (BLUE, ORANGE, GREEN, PURPLE, SKY)


# ---- overview


@chart
def articles_by_day(articles: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """How many articles there are a day (or week, month, year), stacked by publisher; those without a date apart."""
    name = "articles-by-day"
    if articles.empty:
        return nothing(ax, name, "articles", articles[["article_id"]])
    counts, unit = summaries.articles_by_period(articles)
    colours = dict(zip(counts.columns, PUBLISHER_COLOURS, strict=False)) | {
        "other publishers": GREY, "no publisher named": PALE,
    }  # fmt: skip
    own, few = ax is None, len(counts) <= 6
    ax = canvas(ax, 0.3 * len(counts) + 0.25 if few else 2.6)
    if few:
        bars(ax, counts, colours)
    else:
        _columns(ax, counts, colours)
    keys(ax, colours, list(counts.columns))
    dated = articles["published"].notna().sum()
    first, last = articles["published"].min(), articles["published"].max()
    if dated == 0:
        title = (
            "The article carries no date"
            if len(articles) == 1
            else f"None of {len(articles):,} articles carries a date"
        )
    elif first.date() == last.date():
        title = f"{count(dated, 'article')}, dated {_day(first)}"
    else:
        busiest = counts.drop(index="no date", errors="ignore").sum(axis=1)
        title = (
            f"{count(dated, 'article')} from {_day(first)} to {_day(last)}, most {_period(str(busiest.idxmax()), unit)}"
        )
    publishers = articles["publisher"].nunique()
    subtitle = f"articles a {unit}; n = {len(articles):,}, {count(publishers, 'publisher')} named"
    if 0 < dated < len(articles):
        subtitle += f", {len(articles) - dated:,} without a date"
    return tell(ax, name, title, subtitle, counts.rename_axis(unit).reset_index(), own)


def _columns(ax: Axes, counts: pd.DataFrame, colours: dict[str, str]) -> None:
    """Stacked columns, one a period; every so many of them are named, and the one without a date always."""
    bottom = np.zeros(len(counts))
    for publisher in map(str, counts):
        ax.bar(range(len(counts)), counts[publisher], bottom=bottom, color=colours[publisher], width=0.8)
        bottom += counts[publisher].to_numpy()
    last = len(counts) - 1
    step = -(-len(counts) // 9)
    named = [i for i in range(0, len(counts), step) if counts.index[last] != "no date" or last - i >= step or i == last]
    named += [last] if counts.index[last] == "no date" and last not in named else []
    ax.set_xticks(named, [counts.index[i] for i in named])
    ax.set_xlim(-0.6, last + 0.6)
    ax.grid(visible=False, axis="x")
    ax.grid(visible=True, axis="y")
    ax.yaxis.set_major_locator(whole_numbers())


def _day(moment: pd.Timestamp) -> str:
    return f"{moment.day} {moment:%B %Y}"


def _period(start: str, unit: str) -> str:
    moment = pd.Timestamp(start)
    day = _day(moment)
    return {
        "day": f"on {day}",
        "week": f"in the week from {day}",
        "month": f"in {moment:%B %Y}",
        "year": f"in {start}",
    }[unit]


@chart
def words_per_article(articles: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """How long the articles are: a bar each where they are few, else how many there are of each length."""
    name, data = "words-per-article", articles[["article_id", "title", "words", "sentences"]]
    if articles.empty:
        return nothing(ax, name, "articles", data)
    words = articles["words"]
    subtitle = f"words an article without punctuation; n = {count(len(articles), 'article')}, {words.sum():,} words"
    if len(articles) <= 12:
        rows = data.sort_values("words", ascending=False)
        own, ax = ax is None, canvas(ax, 0.3 * len(rows) + 0.25)
        labels = pd.Index(rows["title"].fillna(rows["article_id"]))
        bars(ax, pd.DataFrame({"words": rows["words"].to_numpy()}, index=labels), {"words": BLUE})
        title = f"“{short(str(labels[0]), 60)}” has {words.max():,} words" + (
            ", the most of all" if len(rows) > 1 else ""
        )
    else:
        own, ax = ax is None, canvas(ax, 2.4)
        drawn = words[words <= longest] if words.max() > 2 * (longest := words.quantile(0.95)) else words
        ax.hist(drawn, bins=min(40, max(10, len(drawn) // 8)), color=BLUE, edgecolor="white", linewidth=0.8)
        ax.axvline(words.median(), color=INK, linewidth=1.4)
        ax.annotate(
            f"median {words.median():,.0f}", (words.median(), 1), (5, -4), xycoords=("data", "axes fraction"),
            textcoords="offset points", va="top",
        )  # fmt: skip
        ax.grid(visible=True, axis="both")
        ax.set_xlim(left=0)
        ax.xaxis.set_major_formatter(FuncFormatter(thousands))
        ax.yaxis.set_major_locator(whole_numbers())
        ax.set_xlabel("words", loc="left")
        ax.set_ylabel("articles")
        low, high = words.quantile(0.05), words.quantile(0.95)
        title = f"Half of the articles have fewer than {words.median():,.0f} words"
        subtitle += f"; nine in ten have {low:,.0f} to {high:,.0f}"
        subtitle += (
            f"; {len(words) - len(drawn)} longer ones, up to {words.max():,}, not drawn"
            if len(drawn) < len(words)
            else ""
        )
    return tell(ax, name, title, subtitle, data, own)


@chart
def read_and_skipped(articles: pd.DataFrame, skipped: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """What became of the files and rows that were found: read, or skipped for which reason."""
    reasons = skipped["reason"].value_counts()
    rows = ["read", *(f"skipped: {reason}" for reason in reasons.index)]
    counts = pd.DataFrame({"inputs": [len(articles), *reasons]}, index=rows)
    name, data = "read-and-skipped", counts.rename_axis("outcome").reset_index()
    found = len(articles) + len(skipped)
    if not found:
        return nothing(ax, name, "articles", data)
    own, ax = ax is None, canvas(ax, 0.3 * len(counts) + 0.25)
    bars(ax, counts, {"inputs": BLUE})
    if len(skipped):
        were = "was" if len(articles) == 1 else "were"
        title = f"{len(articles):,} of {found:,} {were} read; the most frequent reason to skip: {reasons.index[0]}"
    else:
        title = f"All {found:,} were read" if found > 1 else "The one article found was read"
    return tell(ax, name, title, f"files, or rows of a table; n = {found:,} found, {len(skipped):,} skipped", data, own)


# ---- claims


@chart
def statements_by_source(claims: pd.DataFrame, sources: pd.DataFrame, top: int = 15, ax: Axes | None = None) -> Axes:
    """Statements of the ``top`` most heard sources by what they do: assert, deny, accuse, warn ..."""
    name, data = "statements-by-source", summaries.statements_by_voice(claims, sources)
    if data.empty:
        return nothing(ax, name, "statements with a source", data)
    rows = data.head(top)
    counts = rows[[stance for stance in STANCE_COLOURS if stance in rows and rows[stance].any()]].set_axis(rows["name"])
    own, ax = ax is None, canvas(ax, 0.3 * len(rows) + 0.25)
    bars(ax, counts, STANCE_COLOURS, STANCE_HATCHES)
    keys(ax, STANCE_COLOURS, list(counts.columns), STANCE_HATCHES)
    first, total = rows.iloc[0], len(claims)
    title = f"{short(first['name'], 60)} is behind {first['statements']:,} of {count(total, 'statement')}"
    if len(rows) > 1 and rows.iloc[1]["statements"] == first["statements"]:
        title = f"No source makes more than {first['statements']:,} of {count(total, 'statement')}"
    subtitle = f"statements by source and stance; n = {count(len(data), 'source')}"
    subtitle += f", {len(data) - len(rows):,} not drawn" if len(data) > len(rows) else ""
    return tell(ax, name, title, subtitle, data, own)


@chart
def forms(claims: pd.DataFrame, sources: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Statements quoted in full, in part, and reported in the writer's words, by the sector that speaks."""
    counts = summaries.cross(summaries.sectors_of(claims, sources), claims["form"].astype(str), list(FORMS))
    name, data = "forms", counts.rename_axis("sector").reset_index()
    if claims.empty:
        return nothing(ax, name, "statements", data)
    own, ax = ax is None, canvas(ax, 0.3 * len(counts) + 0.25)
    bars(ax, counts, FORM_COLOURS)
    keys(ax, FORM_COLOURS, list(counts.columns))
    quoted = int(claims["form"].isin(("direct", "mixed")).sum())
    title = (
        f"{quoted:,} of {count(len(claims), 'statement')} {'holds' if quoted == 1 else 'hold'} words in quotation marks"
    )
    subtitle = f"statements by sector of the source; mixed: quoted in part; n = {len(claims):,}"
    return tell(ax, name, title, subtitle, data, own)


@chart
def cue_verbs(claims: pd.DataFrame, top: int = 15, ax: Axes | None = None) -> Axes:
    """The words that introduce statements, the most frequent first."""
    cues = claims["cue"].dropna().str.lower().value_counts()
    name, data = "cues", cues.rename_axis("cue").reset_index(name="statements")
    if cues.empty:
        return nothing(ax, name, "statements with a cue", data)
    rows = cues.head(top).to_frame("statements")
    own, ax = ax is None, canvas(ax, 0.3 * len(rows) + 0.25)
    bars(ax, rows, {"statements": BLUE})
    title = f"“{short(cues.index[0], 40)}” introduces {cues.iloc[0]:,} of {count(int(cues.sum()), 'statement')}"
    subtitle = f"statements by the word that introduces them; n = {count(len(cues), 'cue')}"
    subtitle += f", {len(cues) - len(rows):,} not drawn" if len(cues) > len(rows) else ""
    return tell(ax, name, title, subtitle, data, own)


# ---- sources


@chart
def share_of_statements(claims: pd.DataFrame, sources: pd.DataFrame, top: int = 15, ax: Axes | None = None) -> Axes:
    """Share of each of the ``top`` sources in all statements that have one, coloured by how far it is named."""
    name, voices = "share-of-statements", summaries.statements_by_voice(claims, sources)
    data = voices[["name", "standing", "sector", "articles", "statements"]]
    if data.empty:
        return nothing(ax, name, "statements with a source", data)
    data = data.assign(share=(data["statements"] / data["statements"].sum()).round(4))
    rows = data.head(top)
    own, ax = ax is None, canvas(ax, 0.3 * len(rows) + 0.25)
    y, percent = range(len(rows)), rows["share"] * 100
    drawn = ax.barh(y, percent, height=0.68, color=rows["standing"].map(STANDING_COLOURS).tolist(), edgecolor="white")
    for bar, standing in zip(drawn, rows["standing"], strict=True):
        bar.set_hatch(STANDING_HATCHES.get(standing))
    for at, share, n in zip(y, percent, rows["statements"], strict=True):
        told = f"{share:.0f} % ({n:,})" if share >= 1 else f"{share:.1f} % ({n:,})"
        ax.text(share + percent.max() * 0.008, at, told, va="center_baseline")
    label_rows(ax, rows["name"].tolist())
    ax.set_xlim(0, percent.max() * 1.12)
    ax.set_xticks([])
    keys(ax, STANDING_COLOURS, [s for s in STANDING_COLOURS if (rows["standing"] == s).any()], STANDING_HATCHES)
    equal = summaries.effective_number(data["statements"])
    title = f"{count(len(data), 'source')}, as concentrated as {equal:.1f} equally heard ones"
    if len(data) == 1:
        title = f"{short(data['name'].iloc[0], 60)} is the only source"
    total = count(int(data["statements"].sum()), "statement")
    subtitle = f"% of statements with a source; concentration: 1 / Σ share²; n = {total}"
    subtitle += f", {len(data) - len(rows):,} sources not drawn" if len(data) > len(rows) else ""
    return tell(ax, name, title, subtitle, data, own)


@chart
def sectors(sources: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Sources of each sector that are named, unnamed, or anonymous."""
    counts = summaries.cross(sources["sector"].astype(str), summaries.standing(sources), list(summaries.STANDINGS))
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
    own, ax = ax is None, canvas(ax, 0.3 * len(rows) + 0.25)
    bars(ax, rows, STANDING_COLOURS, STANDING_HATCHES)
    keys(ax, STANDING_COLOURS, list(rows.columns), STANDING_HATCHES)
    which = "anonymous" if by == "sector" else "named"
    n = int((summaries.standing(sources) == which).sum())
    title = f"{n:,} of {count(len(sources), 'source')} {'is' if n == 1 else 'are'} {which}"
    subtitle = f"sources an article by {by}; unnamed: “officials”; anonymous: identity withheld; n = {len(sources):,}"
    subtitle += f", {len(counts) - len(rows):,} {by}s not drawn" if len(counts) > len(rows) else ""
    return tell(ax, name, title, subtitle, data, own)
