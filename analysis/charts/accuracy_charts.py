"""Charts of how right tables are, and of how far annotators agree: from what ``analysis.evaluation`` returns."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis.charts.drawing import ROW, canvas, chart, key, label_rows, nothing, tell
from analysis.charts.lettering import count, not_drawn, short
from analysis.charts.palette import BLUE, GREY, GRID, ORANGE, PALE, PAPER, SKY, SOFT

NAMES = {"casualties": "figures"}
GOOD = 0.8  # of the two measures of agreement beyond chance: what Krippendorff asks of data that others shall rely on (2004)
FEW = 5  # annotations of a class: below, a title says nothing of it
MEASURES = {"ac1": "Gwet’s AC1", "alpha": "Krippendorff’s alpha", "kappa": "Cohen’s kappa", "f1": "F1 of spans"}


@chart
def precision_and_recall(scores: pd.DataFrame, of: str | None = None, ax: Axes | None = None) -> Axes:
    """How much of what was read is right, and how much of what is there was read: all tables, or the classes of one."""
    name = f"precision-and-recall-{of or 'all'}"
    rows = (
        scores[scores["table"] == of]
        if of
        else scores[(scores["class"] == "all") | (scores["table"] == "letters of a role")]
    )
    if rows.empty:
        return nothing(ax, name, "annotations", rows)
    labels = (
        rows["class"] if of else rows["table"].replace(NAMES).where(rows["class"] == "all", "letters: " + rows["class"])
    )
    own, ax = ax is None, canvas(ax, ROW * len(rows) + 0.35)
    label_rows(ax, [f"{label} ({n:,})" for label, n in zip(labels, rows["gold"], strict=True)])
    y = np.arange(len(rows))
    precision, recall = (100 * rows[measure].to_numpy(float) for measure in ("precision", "recall"))
    ax.hlines(y, np.fmin(precision, recall), np.fmax(precision, recall), color=GRID, linewidth=2.5, zorder=2)
    ax.scatter(precision, y, s=52, color=BLUE, edgecolors=PAPER, linewidths=0.6, zorder=3)
    ax.scatter(recall, y, s=46, facecolor=PAPER, edgecolors=ORANGE, linewidths=1.8, zorder=4)
    _percent(ax)
    _key(
        ax,
        ("precision: of what was read, right", "o", BLUE, BLUE),
        ("recall: of what is there, read", "o", PAPER, ORANGE),
    )
    first = rows.iloc[0]
    what = NAMES.get(of or first["table"], of or first["table"])
    found, there = _share(first["precision"]), _share(first["recall"])
    title = f"{found} of the {what} that were read are right, {there} of those in the texts were read"
    classes = rows[(rows["class"] != "all") & (rows["gold"] >= FEW)].sort_values("recall", kind="stable")
    if of and len(classes) > 1:
        least = classes.iloc[0]
        title = f"Least often read of the {what}: {least['class']}, {_share(least['recall'])} of {least['gold']:,}"
    if not first["read"]:
        title = f"None of the {first['gold']:,} {what} was read"
    subtitle = "% by table" if of is None else f"% of {what} by class"
    return tell(ax, name, title, f"{subtitle}; in brackets how many people annotated", rows, own)


@chart
def values_right(found: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Of the figures and claims that were found, how often each value is right, with its interval."""
    if found.empty:
        return nothing(ax, "values", "annotated values", found)
    rows = found.sort_values(["table", "right"], ascending=[True, False], kind="stable")
    own, ax = ax is None, canvas(ax, ROW * len(rows) + 0.35)
    fields = rows["field"].str.replace("_", " ")
    label_rows(
        ax, [f"{NAMES.get(t, t)}: {f} ({n:,})" for t, f, n in zip(rows["table"], fields, rows["n"], strict=True)]
    )
    _intervals(ax, 100 * rows[["low", "right", "high"]].to_numpy(float))
    _percent(ax)
    worst = rows.sort_values("right", kind="stable").iloc[0]
    field, of = worst["field"].replace("_", " "), NAMES.get(worst["table"], worst["table"])
    title = f"Least right: the {field} of {of}, {_share(worst['right'])}"
    subtitle = "% of the values that people gave, of records that were found; line: 95 % interval (Wilson)"
    return tell(ax, "values", title, subtitle, rows, own)


@chart
def calibration(found: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """How often claims of each band of confidence are right; on the diagonal confidence keeps its word."""
    if found.empty:
        return nothing(ax, "calibration", "claims with a confidence", found)
    own, ax = ax is None, canvas(ax, 3.6)
    x, right = 100 * found["confidence"], 100 * found["right"]
    ax.plot((0, 100), (0, 100), color=GREY, linewidth=1, linestyle=(0, (4, 3)), zorder=1)
    ax.vlines(x, 100 * found["low"], 100 * found["high"], color=SKY, linewidth=2.5, zorder=2)
    ax.scatter(x, right, s=52, color=BLUE, edgecolors=PAPER, linewidths=0.6, zorder=3)
    for at, share, n in zip(x, right, found["claims"], strict=True):
        plate = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.8}  # the diagonal would run through the number
        ax.annotate(f"{n:,}", (at, share), (8, -3), textcoords="offset points", color=SOFT, size=9.5, bbox=plate)
    left = 10 * ((min(x.min(), 100 * found["low"].min()) - 2) // 10)
    ax.set_xlim(left, 102)
    ax.set_ylim(left, 103)
    ax.grid(visible=True, axis="both")
    ax.set_xlabel("mean confidence, %")
    ax.set_ylabel("right, %")
    off = (found["claims"] * (found["right"] - found["confidence"]).abs()).sum() / found["claims"].sum()
    title = f"Confidence is {100 * off:.0f} points off on average"
    subtitle = f"claims by confidence; line: 95 % interval; number: claims; n = {found['claims'].sum():,}"
    return tell(ax, "calibration", title, subtitle, found, own)


@chart
def agreement(found: pd.DataFrame, measure: str = "kappa", ax: Axes | None = None) -> Axes:
    """One measure of agreement by role and label, with its interval, of all articles together or of one."""
    rows = found.dropna(subset=[measure])
    name = f"agreement-{measure}"
    if rows.empty:
        return nothing(ax, name, "annotations by two", rows)
    own, ax = ax is None, canvas(ax, ROW * len(rows) + 0.35)
    label_rows(
        ax,
        [f"{w.replace('_', ' ')}, {u} ({n:,})" for w, u, n in zip(rows["what"], rows["unit"], rows["n"], strict=True)],
    )
    _intervals(ax, rows[[f"{measure}_low", measure, f"{measure}_high"]].to_numpy(float))
    ax.axvline(GOOD, color=GREY, linewidth=1, linestyle=(0, (4, 3)))
    ax.set_xlim(min(0.0, np.nanmin(rows[[f"{measure}_low", measure]].to_numpy(float)) - 0.02), 1.02)
    good = int((rows[measure] >= GOOD).sum())
    title = f"{good:,} of {count(len(rows), 'role and label')} reach {GOOD}".replace(
        "role and labels", "roles and labels"
    )
    subtitle = f"{MEASURES.get(measure, measure)}; 1 is perfect, 0 chance; line: 95 % interval, dashed: {GOOD}"
    return tell(ax, name, title, subtitle, rows, own)


@chart
def differences(
    found: pd.DataFrame,
    articles: pd.DataFrame,
    names: Sequence[str] = ("first", "second"),
    top: int = 20,
    ax: Axes | None = None,
) -> Axes:
    """Where in their articles two annotators differ: above the line what the first alone has, below the second.

    Parameters
    ----------
    found : as ``evaluation.differences`` gives it
    articles : the articles of both
    names : what to call the two
    top : articles with most differences that are drawn
    """
    if found.empty:
        return nothing(ax, "differences", "differences", found)
    counts = found["article_id"].value_counts()
    drawn = counts.index[:top]
    length = articles.set_index("article_id")["text"].str.len()
    own, ax = ax is None, canvas(ax, 1.3 * ROW * len(drawn) + 0.35)
    titles = articles.set_index("article_id")["title"].fillna(articles.set_index("article_id").index.to_series())
    label_rows(ax, [f"{short(titles[one], 34)} ({counts[one]:,})" for one in drawn])
    kinds = {names[0]: (BLUE, -0.34), names[1]: (ORANGE, 0.02), "unlike": (PALE, -0.16)}
    for y, one in enumerate(drawn):
        ax.hlines(y, 0, 100, color=GRID, linewidth=0.8)
        for row in found[found["article_id"] == one].itertuples():
            alone = row.what in ("claim", "figure")
            colour, below = kinds["unlike" if not alone else names[0] if pd.isna(row.second) else names[1]]
            start, wide = 100 * row.start / length[one], max(100 * (row.end - row.start) / length[one], 0.4)
            ax.barh(
                y + below,
                wide,
                left=start,
                height=0.32,
                align="edge",
                color=colour,
                edgecolor=PAPER,
                linewidth=0.4,
                zorder=2 + alone,
            )
    ax.set_xlim(-0.5, 100.5)
    ax.set_xlabel("place in the article, %")
    _key(
        ax,
        (f"{names[0]} alone", "s", BLUE, PAPER),
        (f"{names[1]} alone", "s", ORANGE, PAPER),
        ("both, with other words or labels", "s", PALE, PAPER),
    )
    commonest = found["what"].value_counts()
    title = f"{count(len(found), 'difference')}, most often {commonest.index[0]} ({commonest.iloc[0]:,})"
    subtitle = f"records by place in their article; n = {count(len(counts), 'article')}"
    return tell(ax, "differences", title, subtitle + not_drawn(len(counts) - len(drawn), "article"), found, own)


def _intervals(ax: Axes, bounds: np.ndarray) -> None:
    """A point a row with a line from low to high; columns low, value, high."""
    y = np.arange(len(bounds))
    ax.hlines(y, bounds[:, 0], bounds[:, 2], color=SKY, linewidth=2.5, zorder=2)
    ax.scatter(bounds[:, 1], y, s=52, color=BLUE, edgecolors=PAPER, linewidths=0.6, zorder=3)


def _percent(ax: Axes) -> None:
    ax.set_xlim(-1, 101)
    ax.set_xticks(range(0, 101, 20))


def _key(ax: Axes, *marks: tuple[str, str, str, str]) -> None:
    key(ax, [
        Line2D([], [], linestyle="", marker=marker, markersize=8, color=fill, markeredgecolor=edge, label=label)
        for label, marker, fill, edge in marks
    ])  # fmt: skip


def _share(value: float) -> str:
    return f"{100 * value:.0f} %"
