"""Charts of words in context: the tables of ``analysis.corpus`` in, Axes out. See ``charts``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis.charts.drawing import ROW, WIDTH, canvas, chart, key, label_rows, nothing, tell
from analysis.charts.lettering import count, inches_of, not_drawn, short
from analysis.charts.palette import BLUE, GREEN, INK, ORANGE, PURPLE, RED, SOFT
from analysis.charts.timelines import day, ticks

LINE_COLOURS = (BLUE, ORANGE, GREEN, PURPLE, RED)
LINE_STYLES: Any = ("-", "--", ":", "-.", (0, (1, 3)))
MEASURES = {"log_likelihood": "log-likelihood", "pmi": "PMI in bits", "t": "t", "dice": "Dice"}


@chart
def concordance_lines(lines: pd.DataFrame, top: int = 20, ax: Axes | None = None) -> Axes:
    """The first ``top`` lines of ``corpus.concordance``, the matches one below the other."""
    name = "concordance"
    if lines.empty:
        return nothing(ax, name, "hits", lines)
    rows = lines.head(top)
    own, ax = ax is None, canvas(ax, 0.24 * len(rows) + 0.1)
    ax.set_axis_off()
    ax.set_ylim(len(rows) - 0.4, -0.6)
    ax.set_xlim(0, WIDTH)
    widest = min(max(inches_of(match, 10.5, "bold") for match in rows["match"]), WIDTH / 3)
    edge = (WIDTH - widest) / 2
    for row, (left, match, right) in enumerate(zip(rows["left"], rows["match"], rows["right"], strict=True)):
        ax.text(edge - 0.06, row, _end_of(left, edge - 0.1), ha="right", va="center_baseline", color=SOFT)
        ax.text(edge, row, _start_of(match, widest + 0.05, "bold"), va="center_baseline", weight="bold")
        after = edge + inches_of(match, 10.5, "bold") + 0.08
        ax.text(after, row, _start_of(right, WIDTH - after - 0.1), va="center_baseline", color=SOFT)
    matches = rows["match"].str.casefold()
    title = f"“{short(matches.mode()[0], 40)}” in its context"
    subtitle = f"n = {count(len(lines), 'hit')} in {count(lines['article_id'].nunique(), 'article')}"
    return tell(ax, name, title, subtitle + not_drawn(len(lines) - len(rows), "hit"), lines, own)


def _start_of(text: str, inches: float, weight: str = "normal") -> str:
    """As many whole words from the front as there is room for."""
    words = text.split()
    while words and inches_of(" ".join(words), 10.5, weight) > inches:
        words.pop()
    return " ".join(words)


def _end_of(text: str, inches: float) -> str:
    return " ".join(_start_of(" ".join(reversed(text.split())), inches).split()[::-1])


@chart
def word_frequencies(table: pd.DataFrame, top: int = 15, ax: Axes | None = None) -> Axes:
    """The most frequent words of ``corpus.frequency`` or sequences of ``corpus.ngrams``; by group where it has groups."""
    name, what = "frequencies", "ngram" if "ngram" in table else "word"
    if table.empty:
        return nothing(ax, name, f"{what}s", table)
    noun = "n-gram" if what == "ngram" else "word"
    groups = [str(column) for column in table if column not in (what, "times", "per_thousand", "articles")]
    first = table.iloc[0]
    title = f"“{short(first[what], 40)}” stands {count(first['times'], 'time')}"
    if groups:
        table = table.sort_values([what, "per_thousand"], ascending=[True, False], kind="stable", ignore_index=True)
        best = table.nlargest(1, "per_thousand").iloc[0]
        title = f"“{short(best[what], 30)}” is most frequent in {short(str(best[groups[0]]), 40)}"
    rows = table.head(top)
    own, ax = ax is None, canvas(ax, ROW * len(rows) + 0.25)
    labels = rows[what] + (", " + rows[groups[0]].astype(str) if groups else "")
    written = [
        f"{rate:,.2f}  ({count(times, 'time')})"
        for rate, times in zip(rows["per_thousand"], rows["times"], strict=True)
    ]
    _lengths(ax, labels, rows["per_thousand"], written)
    noun = "row" if groups else noun
    subtitle = f"times in 1,000 words; n = {count(len(table), noun)}"
    return tell(ax, name, title, subtitle + not_drawn(len(table) - len(rows), noun), table, own)


@chart
def collocations(table: pd.DataFrame, rank: str = "log_likelihood", top: int = 15, ax: Axes | None = None) -> Axes:
    """The strongest pairs of ``corpus.collocations``, or collocates of ``corpus.collocates``, by a measure."""
    name = "collocations"
    if table.empty:
        return nothing(ax, name, "collocations", table)
    ordered = table.sort_values(rank, ascending=False, kind="stable")
    rows = ordered.head(top)
    labels = rows["word"] + " " + rows["collocate"] if "word" in rows else rows["collocate"]
    own, ax = ax is None, canvas(ax, ROW * len(rows) + 0.25)
    written = [f"{value:,.2f}  ({count(n, 'time')})" for value, n in zip(rows[rank], rows["times"], strict=True)]
    _lengths(ax, labels, rows[rank], written)
    title = f"“{short(labels.iloc[0], 40)}” is bound most strongly"
    subtitle = f"{MEASURES[rank]}; n = {count(len(table), 'collocation')}"
    return tell(ax, name, title, subtitle + not_drawn(len(table) - len(rows), "collocation"), ordered, own)


@chart
def keyness(table: pd.DataFrame, top: int = 8, ax: Axes | None = None) -> Axes:
    """The ``top`` surest words of ``corpus.keyness`` to each side: more frequent in the group, and less."""
    name = "keyness"
    if table.empty:
        return nothing(ax, name, "words to compare", table)
    more, less = table[table["log_ratio"] > 0].head(top), table[table["log_ratio"] < 0].head(top)
    rows = pd.concat([more, less.iloc[::-1]])
    if rows.empty:
        return nothing(ax, name, "words that differ", table)
    own, ax = ax is None, canvas(ax, ROW * len(rows) + 0.4)
    ax.barh(range(len(rows)), rows["log_ratio"], height=0.68, color=np.where(rows["log_ratio"] > 0, BLUE, ORANGE))
    ax.axvline(0, color=INK, linewidth=1)
    label_rows(ax, rows["word"].tolist())
    reach = rows["log_ratio"].abs().max()
    ax.set_xlim(min(rows["log_ratio"].min() * 1.35, 0), max(rows["log_ratio"].max() * 1.35, 0.1))
    for row, (ratio, a, b) in enumerate(zip(rows["log_ratio"], rows["times"], rows["times_against"], strict=True)):
        end = ratio + reach * (0.02 if ratio > 0 else -0.02)
        ax.text(end, row, f"{a:,} : {b:,}", va="center_baseline", ha="left" if ratio > 0 else "right", color=SOFT)
    ax.set_xlabel("log ratio: 1 is twice as frequent, −1 half", loc="left")
    first = table.iloc[0]
    title = (
        f"“{short(first['word'], 40)}” is the surest difference, {first['times']:,} times to {first['times_against']:,}"
    )
    return tell(ax, name, title, f"ranked by log-likelihood; n = {count(len(table), 'word')}", table, own)


@chart
def dispersion(table: pd.DataFrame, top: int = 15, ax: Axes | None = None) -> Axes:
    """How unevenly the words of ``corpus.dispersion`` are spread: Gries's DP, a point a word."""
    name = "dispersion"
    known = table.dropna(subset="dp")
    if known.empty:
        return nothing(ax, name, "words spread over several parts", table)
    rows = known.head(top).sort_values("dp", kind="stable")
    own, ax = ax is None, canvas(ax, ROW * len(rows) + 0.4)
    ax.hlines(range(len(rows)), 0, rows["dp"], color=BLUE, linewidth=1.6)
    ax.scatter(rows["dp"], range(len(rows)), s=55, color=BLUE, zorder=3)
    for row, (dp, times, parts) in enumerate(zip(rows["dp"], rows["times"], rows["parts"], strict=True)):
        ax.text(dp + 0.018, row, f"{dp:.2f}  ({times:,} in {count(parts, 'part')})", va="center_baseline", color=SOFT)
    label_rows(ax, rows["word"].tolist())
    ax.set_xlim(0, 1.25)
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1])
    ax.set_xlabel("DP: 0 is evenly spread, near 1 is all in one small part", loc="left")
    last = rows.iloc[-1]
    title = f"“{short(last['word'], 40)}” is spread most unevenly"
    title = title if len(rows) > 1 else f"DP of “{short(last['word'], 40)}” is {last['dp']:.2f}"
    subtitle = f"deviation of proportions (DP); n = {count(len(table), 'word')}"
    return tell(ax, name, title, subtitle + not_drawn(len(table) - len(rows), "word"), table, own)


@chart
def dispersion_plot(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Where in the collection each word stands: a stroke a hit of ``corpus.occurrences``, the articles in order of time."""
    name = "dispersion-plot"
    if table.empty:
        return nothing(ax, name, "hits", table)
    words = list(dict.fromkeys(table["word"]))
    own, ax = ax is None, canvas(ax, 0.42 * len(words) + 0.5)
    for row, word in enumerate(words):
        at = table.loc[table["word"] == word, "position"]
        ax.vlines(at, row - 0.36, row + 0.36, color=BLUE, linewidth=1.1)
    counts = table["word"].value_counts()
    label_rows(ax, [f"{word} ({counts[word]:,})" for word in words])
    ax.set_xlim(-0.005, 1.005)
    ax.set_xticks([])
    for x, said, side in ((0, "first word", "left"), (0.5, "half of all words", "center"), (1, "last word", "right")):
        ax.text(x, len(words) - 0.3, said, ha=side, va="top", color=SOFT)
    ax.grid(visible=False, axis="x")
    first, last = table["published"].min(), table["published"].max()
    of = f", {day(first)} to {day(last)}" if pd.notna(first) and first.date() != last.date() else ""
    title = f"Where “{short(words[0], 40)}” stands" if len(words) == 1 else f"Where {count(len(words), 'word')} stand"
    subtitle = f"a stroke a hit, articles in order of time{of}; n = {count(len(table), 'hit')}"
    return tell(ax, name, title, subtitle, table, own)


@chart
def words_over_time(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """How frequent words are from period to period: a line a word of ``corpus.over_time``, five words at most."""
    name = "words-over-time"
    if table.empty or not table["times"].any():
        return nothing(ax, name, "hits with a date", table)
    words = list(dict.fromkeys(table["word"]))[: len(LINE_COLOURS)]
    own, ax = ax is None, canvas(ax, 2.8)
    for word, colour, style in zip(words, LINE_COLOURS, LINE_STYLES, strict=False):
        rows = table[table["word"] == word]
        ax.plot(rows["period"], rows["per_thousand"], color=colour, linestyle=style, marker="o", markersize=4.5)
    ax.set_ylim(bottom=0)
    ax.grid(visible=True, axis="y")
    ax.grid(visible=False, axis="x")
    at = ticks(table["period"].min(), table["period"].max())
    ax.set_xticks(np.array(list(at), dtype="datetime64[ns]"), list(at.values()))
    ax.set_ylabel("times in 1,000 words")
    key(ax, _line_key(words))
    best = table.nlargest(1, "per_thousand").iloc[0]
    title = f"“{short(best['word'], 40)}” is most frequent in the period from {day(best['period'])}"
    subtitle = f"times in 1,000 words of the period; n = {count(int(table['times'].sum()), 'hit')}"
    return tell(ax, name, title, subtitle, table, own)


def _line_key(words: Sequence[str]) -> list[Line2D]:
    return [
        Line2D([], [], color=colour, linestyle=style, marker="o", markersize=4.5, label=short(word, 40))
        for word, colour, style in zip(words, LINE_COLOURS, LINE_STYLES, strict=False)
    ]


def _lengths(ax: Axes, labels: pd.Series, values: pd.Series, written: list[str]) -> None:
    """A bar a row that ends with what is written of it."""
    reach = max(values.max(), 1e-9)
    ax.barh(range(len(values)), values, height=0.68, color=BLUE)
    for row, (value, text) in enumerate(zip(values, written, strict=True)):
        ax.text(max(value, 0) + reach * 0.012, row, text, va="center_baseline")
    label_rows(ax, [str(label) for label in labels])
    ax.set_xlim(0, reach * 1.3)
    ax.set_xticks([])
