"""Charts of what was read: articles by day and publisher, their length, their words, what was skipped. See ``charts``."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from analysis.charts import summaries, wording
from analysis.charts.drawing import ROW, bars, canvas, chart, label_rows, nothing, tell, whole_numbers
from analysis.charts.lettering import count, short, thousands
from analysis.charts.palette import BLUE, GREEN, GREY, INK, ORANGE, PALE, PURPLE, SKY, SOFT
from analysis.charts.timelines import NO_DATE, by_period, day, in_period

PUBLISHER_COLOURS = (BLUE, ORANGE, GREEN, PURPLE, SKY)
PUBLISHER_HATCHES = {"other publishers": "///"}


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
    own, ax = ax is None, canvas(ax, ROW * len(counts) + 0.25)
    bars(ax, counts, {"inputs": BLUE}, named=False)
    if len(skipped):
        were = "was" if len(articles) == 1 else "were"
        title = f"{len(articles):,} of {found:,} {were} read; the most frequent reason to skip: {short(reasons.index[0], 60)}"
    else:
        title = f"All {found:,} were read" if found > 1 else "The one article found was read"
    return tell(ax, name, title, f"files, or rows of a table; n = {found:,} found, {len(skipped):,} skipped", data, own)


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
    shown = counts.rename(columns=lambda publisher: short(str(publisher), 40))
    own, ax = ax is None, by_period(ax, shown, {short(k, 40): c for k, c in colours.items()}, PUBLISHER_HATCHES)
    dated = int(articles["published"].notna().sum())
    first, last = articles["published"].min(), articles["published"].max()
    if dated == 0:
        many = f"None of {len(articles):,} articles carries a date"
        title = "The article carries no date" if len(articles) == 1 else many
    elif first.date() == last.date():
        title = f"{count(dated, 'article')}, dated {day(first)}"
    else:
        busiest = str(counts.drop(index=NO_DATE, errors="ignore").sum(axis=1).idxmax())
        title = f"{count(dated, 'article')} from {day(first)} to {day(last)}, most {in_period(busiest, unit)}"
    publishers = articles["publisher"].nunique()
    whose = f"all of {short(articles['publisher'].dropna().iloc[0], 40)}" if publishers == 1 else None
    subtitle = f"articles a {unit}; n = {len(articles):,}, {whose or count(publishers, 'publisher') + ' named'}"
    if 0 < dated < len(articles):
        subtitle += f", {len(articles) - dated:,} without a date"
    return tell(ax, name, title, subtitle, counts.rename_axis(unit).reset_index(), own)


@chart
def words_per_article(articles: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """How long the articles are: a bar each where they are few, else how many there are of each length."""
    name, data = "words-per-article", articles[["article_id", "title", "words", "sentences"]]
    if articles.empty:
        return nothing(ax, name, "articles", data)
    words = articles["words"]
    subtitle = f"words an article without punctuation; n = {count(len(articles), 'article')}, {words.sum():,} words"
    if len(articles) <= 12:
        rows = data.sort_values("words", ascending=False, kind="stable")
        own, ax = ax is None, canvas(ax, ROW * len(rows) + 0.25)
        labels = pd.Index(rows["title"].fillna(rows["article_id"]))
        bars(ax, pd.DataFrame({"words": rows["words"].to_numpy()}, index=labels), {"words": BLUE}, named=False)
        title = f"“{short(str(labels[0]), 60)}” has {words.max():,} words"
        title += ", the most of all" if len(rows) > 1 else ""
        return tell(ax, name, title, subtitle, data, own)
    own, ax = ax is None, canvas(ax, 2.4)
    longest = words.quantile(0.95)
    drawn = words[words <= longest] if words.max() > 2 * longest else words
    ax.hist(drawn, bins=min(40, max(10, len(drawn) // 8)), color=BLUE, edgecolor="white", linewidth=0.8)
    ax.axvline(words.median(), color=INK, linewidth=1.4)
    ax.set_ylim(top=ax.get_ylim()[1] * 1.12)
    ax.annotate(
        f"median {words.median():,.0f}", (words.median(), 1), (5, -3), xycoords=("data", "axes fraction"),
        textcoords="offset points", va="top",
    )  # fmt: skip
    ax.grid(visible=False, axis="x")
    ax.grid(visible=True, axis="y")
    ax.set_xlim(left=0)
    ax.xaxis.set_major_formatter(FuncFormatter(thousands))
    ax.yaxis.set_major_locator(whole_numbers())
    ax.set_xlabel("words", loc="left")
    ax.set_ylabel("articles")
    low, high = words.quantile(0.05), words.quantile(0.95)
    subtitle += f"; nine in ten have {low:,.0f} to {high:,.0f}"
    if len(drawn) < len(words):
        subtitle += f"; {len(words) - len(drawn)} longer ones, up to {words.max():,}, not drawn"
    return tell(ax, name, f"Half of the articles have fewer than {words.median():,.0f} words", subtitle, data, own)


@chart
def distinctive_words(
    tokens: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, top: int = 5, ax: Axes | None = None
) -> Axes:
    """The ``top`` words that set each publisher (or period, or article) apart; of one group its most frequent ones."""
    data, unit = wording.distinctive_words(tokens, sentences, articles, top)
    name = "distinctive-words"
    if data.empty:
        return nothing(ax, name, "words that stand out", data)
    words = f"nouns, names and adjectives; n = {articles['words'].sum():,} words"
    if data["elsewhere"].isna().all():
        own, ax = ax is None, canvas(ax, ROW * len(data) + 0.25)
        bars(ax, data.set_index("word")[["times"]], {"times": BLUE}, named=False)
        first = data.iloc[0]
        word, tied = short(first["word"], 40), (data["times"] == first["times"]).sum() > 1
        title = f"No word is more frequent than “{word}”" if tied else f"“{word}” is the most frequent word"
        title += f", {first['times']:,} times"
        title = "No word stands more than once" if first["times"] == 1 else title
        return tell(ax, name, title, f"times; {words}", data, own)
    heads = ~data["group"].duplicated()
    rows = heads.cumsum() * 0.75 + pd.RangeIndex(len(data)) - 0.75
    own, ax = ax is None, canvas(ax, 0.25 * (rows.max() + 1.6) + 0.2)
    reach = data["here"].max()
    ax.barh(rows, data["here"], height=0.66, color=BLUE)
    ax.vlines(data["elsewhere"], rows - 0.4, rows + 0.4, color=INK, linewidth=2.2)
    for row, here, elsewhere in zip(rows, data["here"], data["elsewhere"], strict=True):
        ax.text(here + reach * 0.012, row, f"{here:,.1f}", va="center_baseline")
        ax.text(reach * 1.17, row, f"{elsewhere:,.1f}", va="center_baseline", ha="right", color=SOFT)
    label_rows(ax, data["word"].tolist())
    ax.set_yticks(rows, [short(word, 30) for word in data["word"]])
    for row, group in zip(rows[heads], data["group"][heads], strict=True):
        ax.text(0, row - 0.87, short(group, 70), weight="bold", va="center_baseline")
    ax.text(reach * 1.17, rows.iloc[0] - 0.87, "▏elsewhere", ha="right", va="center_baseline", color=SOFT)
    ax.set_ylim(rows.max() + 0.5, rows.min() - 1.3)
    ax.set_xlim(0, reach * 1.18)
    ax.set_xticks([])
    best = data[heads].sort_values("log_likelihood", ascending=False, kind="stable")
    named = [
        (f"“{short(word, 24)}”", short(group, 30)) for word, group in zip(best["word"], best["group"], strict=True)
    ]
    title = f"{named[0][0]} sets {named[0][1]} apart" + "".join(f", {word} {group}" for word, group in named[1:3])
    subtitle = f"times in 10,000 words by {unit}, ranked by log-likelihood; {words}"
    return tell(ax, name, title, subtitle, data, own)
