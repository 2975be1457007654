"""Words that one group of articles uses more, or less, than another."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analysis.corpus.indexing import Corpus

NONE = 0.5  # times: stands for none in a ratio (Hardie 2014)


def keyness(
    corpus: Corpus, by: str, group: object, against: object = None, kind: str = "word", *, at_least: int = 3
) -> pd.DataFrame:
    """The words of one group of articles set against those of another, or of all others.

    Parameters
    ----------
    by, group, against : a column of the articles, its value in the group, its value in the other; None takes all others
    kind : word, form, stem, lemma or pos
    at_least : times that the word stands in both together

    Returns
    -------
    DataFrame: word, times, times_against, per_thousand, per_thousand_against, log_likelihood (Dunning 1993; Rayson and
    Garside 2000: how sure that it is not chance), log_ratio (Hardie 2014: how large; 1 is twice as frequent, negative
    where the word is less frequent than in the other group). The surest first. Raises ValueError for a group without
    words.

    >>> from analysis.corpus import index_words
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "text": ["rain and rain and rain", "sun and sun and rain"]})
    >>> keyness(index_words(articles), "article_id", "a").head(1)[["word", "times", "log_ratio"]].to_dict("records")
    [{'word': 'rain', 'times': 3, 'log_ratio': 1.58}]
    """
    groups, names = corpus.groups(by)
    ours = groups == _place(names, group, by)
    theirs = (groups >= 0) & ~ours if against is None else groups == _place(names, against, by)
    vocabulary = corpus.layer(kind).names
    a, b = _times(corpus, kind, ours), _times(corpus, kind, theirs)
    size, rest = a.sum(), b.sum()
    if not (size and rest):
        raise ValueError(f"{group!r} and what it is set against in {by!r} must both have words")
    kept = np.flatnonzero(a + b >= max(at_least, 1))
    a, b = a[kept], b[kept]
    made = pd.DataFrame({
        "word": vocabulary[kept], "times": a, "times_against": b, "per_thousand": (a / size * 1000).round(2),
        "per_thousand_against": (b / rest * 1000).round(2),
        "log_likelihood": log_likelihood(a, size, b, rest).round(2),
        "log_ratio": np.log2(np.maximum(a, NONE) / size / (np.maximum(b, NONE) / rest)).round(2),
    })  # fmt: skip
    return made.sort_values(["log_likelihood", "times"], ascending=False, kind="stable", ignore_index=True)


def _place(names: pd.Index, value: object, by: str) -> int:
    if value not in names:
        raise ValueError(f"{by!r} has no {value!r}; it has {', '.join(map(str, names[:12]))}")
    return int(names.get_loc(value))  # type: ignore[arg-type]


def _times(corpus: Corpus, kind: str, articles: np.ndarray) -> np.ndarray:
    """How often each name of the vocabulary stands in some of the articles."""
    codes, names = corpus.layer(kind)
    return np.bincount(codes[corpus.is_word & articles[corpus.article]], minlength=len(names))


def log_likelihood(here: Any, size: Any, elsewhere: Any, rest: Any) -> Any:
    """How surely a word is not equally frequent in two texts: 2 Σ observed · ln(observed / expected), of numbers or
    arrays of them (Rayson and Garside 2000).

    >>> log_likelihood(np.array([10.0]), 1000, np.array([10.0]), 9000).round(2).tolist()
    [20.43]
    """
    share = (here + elsewhere) / (size + rest)
    parts = [n * np.log(np.where(n > 0, n / (of * share), 1.0)) for n, of in ((here, size), (elsewhere, rest))]
    return 2 * (parts[0] + parts[1])
