"""Keyword in context: every place of a pattern with the words around it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.corpus.indexing import Corpus
from analysis.corpus.searching import Hits, find

DEEP = 4  # words to a side that decide the order


def concordance(
    corpus: Corpus,
    pattern: str,
    kind: str = "word",
    *,
    sort: str | Sequence[str] | None = None,
    width: int = 8,
    show: Sequence[str] = ("publisher", "published"),
) -> pd.DataFrame:
    """Every place of a pattern with ``width`` words to each side.

    Parameters
    ----------
    pattern, kind : see ``find``
    sort : "left" or "right" (by the words next to the match, the nearest first), "match", or one or more columns of the
        articles; None keeps the order of the articles
    width : tokens to each side, fewer where the article begins or ends
    show : columns of the articles to show; those that they do not have are left out

    Returns
    -------
    DataFrame, a row a hit: left, match, right, the columns of ``show``, article_id, start and end (code points of the match).
    Raises ValueError for a column to sort by that is not there.

    >>> from analysis.corpus import index_words
    >>> texts = ["Shells hit a market.", "A flood hit the town."]
    >>> corpus = index_words(pd.DataFrame({"article_id": ["a", "b"], "text": texts}))
    >>> concordance(corpus, "hit", sort="left")[["left", "match", "right"]].to_string(header=False, index=False)
    'A flood hit the town.\\n Shells hit a market.'
    """
    hits = find(corpus, pattern, kind)
    if sort is not None:
        order = _order(corpus, hits, [sort] if isinstance(sort, str) else list(sort))
        hits = Hits(hits.first[order], hits.last[order])
    article = corpus.article[hits.first]
    texts = corpus.articles["text"].tolist()
    opens, closes = np.searchsorted(corpus.article, article), np.searchsorted(corpus.article, article, side="right")
    starts, ends = corpus.starts[hits.first], corpus.ends[hits.last - 1]
    froms = corpus.starts[np.maximum(hits.first - width, opens)] if width else starts
    tos = corpus.ends[np.minimum(hits.last + width, closes) - 1] if width else ends
    cuts = [(froms, starts), (starts, ends), (ends, tos)]
    lines = {
        name: [" ".join(texts[row][a:b].split()) for row, a, b in zip(article, begins, stops, strict=True)]
        for name, (begins, stops) in zip(("left", "match", "right"), cuts, strict=True)
    }
    shown = [name for name in (*show, "article_id") if name in corpus.articles]
    known = corpus.articles[shown].iloc[article].reset_index(drop=True)
    made = pd.DataFrame({name: pd.Series(column, dtype="str") for name, column in lines.items()})
    return pd.concat([made, known], axis=1).assign(start=starts, end=ends)


def _order(corpus: Corpus, hits: Hits, sort: list[str]) -> np.ndarray:
    keys = [key for name in sort for key in _keys(corpus, hits, name)]
    return np.lexsort(keys[::-1])


def _keys(corpus: Corpus, hits: Hits, name: str) -> list[np.ndarray]:
    """Numbers to sort hits by, the most important first."""
    if name == "left":
        return [_neighbour(corpus, hits.first, -i) for i in range(1, DEEP + 1)]
    if name == "right":
        return [_neighbour(corpus, hits.last - 1, i) for i in range(1, DEEP + 1)]
    if name == "match":
        return [_neighbour(corpus, hits.first, i) for i in range(DEEP)]
    codes, names = corpus.groups(name)
    return [np.where(codes < 0, len(names), codes)[corpus.article[hits.first]]]


def _neighbour(corpus: Corpus, place: np.ndarray, away: int) -> np.ndarray:
    """The alphabetical rank of the word some tokens away; before all others where the article ends first."""
    at = np.clip(place + away, 0, len(corpus.article) - 1)
    same = (corpus.article[at] == corpus.article[place]) & (at == place + away)
    return np.where(same, corpus.alphabetical[corpus.word.codes[at]], -1)
