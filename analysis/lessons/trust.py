"""What lesson 4, how far can you trust it, calls: annotations typed into a cell, and the checks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis.evaluation import covered, read_gold, write_gold
from analysis.evaluation.annotators import WORD
from analysis.evaluation.coefficients import coefficients
from analysis.evaluation.gold import NAME
from analysis.lessons.verdicts import Verdict, judge_choice, judge_number, unanswered
from analysis.tables import OUTCOMES, Tables, table

FEWEST = 3  # figures that make an article worth annotating
FIGURE = ["casualty_id", "article_id", "sentence", "start", "end", "text", "outcome", "low", "high", "vague"]
Marked = tuple[str, str, int | None, int | None]  # words, outcome, low, high


def article_to_annotate(tables: Tables) -> str:
    """The article_id of the shortest article with three figures or more, else of the one with most figures."""
    many = tables.articles["article_id"].map(tables.casualties["article_id"].value_counts()).fillna(0)
    enough = tables.articles[many >= min(FEWEST, many.max())]
    return str(enough.nsmallest(1, "words")["article_id"].iloc[0])


def text_of(tables: Tables, article_id: str) -> str:
    return str(tables.articles.set_index("article_id").loc[article_id, "text"])


def annotated(tables: Tables, article_id: str, marked: Any) -> Tables:
    """Figures typed as (words, outcome, low, high), in the order of the text, as tables of that article alone.

    The checks of what was typed are those of ``marking``; raises ValueError with what it says.
    """
    verdict = marking(tables, article_id, marked)
    if not verdict.right and marked is not ...:
        raise ValueError(verdict.says)
    text = text_of(tables, article_id)
    rows, spans, after = [], [], 0
    for number, (words, outcome, low, high) in enumerate(() if marked is ... else marked, 1):
        start = text.find(words, after)
        start = start if start >= 0 else text.find(words)
        after = start + 1
        place = {"article_id": article_id, "start": start, "end": start + len(words), "text": words}
        record = f"{article_id}:f{number}"
        vague = low is None and high is None
        rows.append({**place, "casualty_id": record, "outcome": outcome, "low": low, "high": high, "vague": vague})
        spans.append({**place, "record_id": record, "role": "figure"})
    return _with(tables.of([article_id]), table("casualties", rows), table("spans", spans))


def figures_alone(tables: Tables) -> Tables:
    """The words, outcome and number of each figure, and nothing else that can be annotated: what the lesson compares."""
    spans = tables.spans[
        (tables.spans["role"] == "figure") & tables.spans["record_id"].isin(tables.casualties["casualty_id"])
    ]
    return _with(tables, table("casualties", tables.casualties[FIGURE]), spans.reset_index(drop=True))


def _with(tables: Tables, casualties: pd.DataFrame, spans: pd.DataFrame) -> Tables:
    none = {name: table(name) for name in ("claims", "sources", "tolls")}
    return replace(tables, casualties=casualties, spans=spans, **none)


def marking(tables: Tables, article_id: str, marked: Any) -> Verdict:
    """Whether annotations are written as they must be; which figures there are, two careful readers decide differently."""
    if (open_ := unanswered(marked)) is not None:
        return open_
    if not isinstance(marked, list | tuple) or not len(marked):
        return Verdict(False, 'Write a list of figures, each as ("nine people", "killed", 9, 9).')
    text = text_of(tables, article_id)
    for one in marked:
        if not isinstance(one, list | tuple) or len(one) != 4:
            return Verdict(False, f"{one!r}: a figure has four parts, words, outcome, low and high.")
        words, outcome, low, high = one
        if not isinstance(words, str) or not words.strip() or words not in text:
            return Verdict(False, f"{words!r} does not stand in the article: copy the words letter by letter.")
        if outcome not in OUTCOMES:
            return Verdict(False, f"“{words}”: the outcome is one of {', '.join(OUTCOMES)}.")
        if not all(bound is None or (isinstance(bound, int) and bound >= 0) for bound in (low, high)):
            return Verdict(False, f"“{words}”: low and high are whole numbers, or None where that side is open.")
        if low is not None and high is not None and low > high:
            return Verdict(False, f"“{words}”: low is larger than high.")
    return Verdict(True, f"{len(marked):,} figures. Whether they are the right ones, the next steps ask.")


def sample(tables: Tables, article_id: str, other: Tables | None = None) -> list[Marked]:
    """The figures of an article as they would be typed: those of people where ``other`` has them, else the program's."""
    held = tables if other is None or other.casualties.empty else other
    rows = held.casualties[held.casualties["article_id"] == article_id].sort_values("start")
    bounds = [[None if pd.isna(bound) else int(bound) for bound in rows[side]] for side in ("low", "high")]
    return list(zip(rows["text"], rows["outcome"].astype(str), *bounds, strict=True))


def keep(mine: Tables, folder: str | Path | None) -> str:
    """Write annotations into a folder, for a classmate or another day; says where they are."""
    return "not saved: write a folder into the parameters" if folder is None else str(write_gold(mine, folder))


def second_reader(tables: Tables, collection: str | Path, classmate: str | Path | None = None) -> tuple[Tables, str]:
    """Whose figures are compared with yours: a classmate's, else those that people annotated, else the program's.

    Raises FileNotFoundError where a classmate's folder holds no annotations.
    """
    if classmate is not None:
        return figures_alone(read_gold(classmate, tables)), "your classmate"
    if (Path(collection) / NAME).is_dir():
        return figures_alone(read_gold(collection, tables)), "the annotations of the collection"
    return figures_alone(tables), "the program"


def words_marked(first: Tables, second: Tables, article_id: str) -> pd.DataFrame:
    """How many words of an article are inside and outside a figure, for the first (rows) and the second (columns)."""
    text = text_of(first, article_id)
    inside = [_inside(text, of, article_id) for of in (first, second)]
    counts = [[int(((inside[0] == a) & (inside[1] == b)).sum()) for b in (True, False)] for a in (True, False)]
    return pd.DataFrame(counts, index=["inside", "outside"], columns=["inside", "outside"]).rename_axis("first")


def _inside(text: str, of: Tables, article_id: str) -> np.ndarray:
    spans = of.spans[(of.spans["article_id"] == article_id) & (of.spans["role"] == "figure")]
    held = covered(text, zip(spans["start"], spans["end"], strict=True))
    return np.array([word.start() in held for word in WORD.finditer(text)], dtype=bool)


def _agreed(counts: pd.DataFrame) -> dict[str, float]:
    table_ = counts.to_numpy()
    found = coefficients(np.array([np.diag(table_), table_.sum(axis=1), table_.sum(axis=0)]))
    return {name: float(value) for name, value in found.items()}


def observed(counts: pd.DataFrame, answer: Any) -> Verdict:
    """Which share of the words both treated alike."""
    both, total = np.diag(counts.to_numpy()), counts.to_numpy().sum()
    return judge_number(answer, _agreed(counts)["observed"], {
        "That is how many; which share of all words are they?": int(both.sum()),
        "You took only words that both have inside; they agree on those outside too.": both[0] / total,
        "That is the share on which they differ.": 1 - both.sum() / total,
    })  # fmt: skip


def kappa(counts: pd.DataFrame, answer: Any) -> Verdict:
    """Cohen's kappa of the words inside and outside figures."""
    if (open_ := unanswered(answer)) is not None:
        return open_
    found = _agreed(counts)
    if np.isnan(found["kappa"]):
        return Verdict(False, "Nobody marked a word here, so chance explains all: annotate an article with figures.")
    chance = (found["observed"] - found["kappa"]) / (1 - found["kappa"]) if found["kappa"] < 1 else 0.0
    return judge_number(answer, found["kappa"], {
        "That is the observed agreement; take away what chance would bring.": found["observed"],
        "That is what chance brings.": chance,
        "Divide by what chance leaves, 1 minus chance.": found["observed"] - chance,
    })  # fmt: skip


def f1(scores: pd.DataFrame, answer: Any) -> Verdict:
    """F1 of the program's figures, from the row "casualties", "all" of ``evaluation.scores``."""
    row = figures_row(scores)
    precision, recall = float(row["precision"]), float(row["recall"])
    return judge_number(answer, float(row["f1"]), {
        "That is precision alone.": precision,
        "That is recall alone.": recall,
        "That is the plain mean; take the harmonic one, 2 · P · R / (P + R).": (precision + recall) / 2,
        "You forgot the 2.": float(row["f1"]) / 2,
    })  # fmt: skip


def figures_row(scores: pd.DataFrame) -> pd.Series:
    """The row of all figures.

    Raises ValueError where nobody marked or read a figure.
    """
    rows = scores[(scores["table"] == "casualties") & (scores["class"] == "all")]
    if rows.empty:
        raise ValueError("neither people nor the program have a figure in these articles; annotate others")
    return rows.iloc[0]


def commonest_error(errors: pd.DataFrame, answer: Any) -> Verdict:
    """Which kind of error is the most frequent; where several are, any of them; None where there is none."""
    if errors.empty and answer is not ...:
        return Verdict(answer is None, "" if answer is None else "There is no error; the answer is None.")
    counts = errors["what"].value_counts()
    right: Iterable[str] = counts.index[counts == counts.max()] if len(counts) else ()
    return judge_choice(answer, set(right), counts.index.tolist(), "Another kind stands in the table more often.")
