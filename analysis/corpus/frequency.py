"""How often words and sequences of words stand in a corpus, in all and by group."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.corpus.indexing import Corpus
from analysis.corpus.searching import find

THOUSAND = 1000


def frequency(
    corpus: Corpus, patterns: str | Sequence[str] | None = None, kind: str = "word", by: str | None = None
) -> pd.DataFrame:
    """How often patterns stand in the corpus, or all its words.

    Parameters
    ----------
    patterns, kind : see ``find``; None counts every word, form, stem, lemma or tag of the vocabulary, punctuation apart
    by : a column of the articles; the articles where it is missing are left out

    Returns
    -------
    DataFrame: the column ``by``, ``word`` (the pattern), times, per_thousand (words of the group), articles (with at least
    one); the most frequent first. A pattern that does not stand in a group has a row with 0.

    >>> from analysis.corpus import index_words
    >>> corpus = index_words(pd.DataFrame({"article_id": ["a"], "text": ["No one died. No one fled."]}))
    >>> frequency(corpus).head(2).to_dict("records")[0]
    {'word': 'no', 'times': 2, 'per_thousand': 333.33, 'articles': 1}
    """
    groups, names = corpus.groups(by) if by else (np.zeros(len(corpus.articles), dtype=int), pd.Index([""]))
    if patterns is None:
        layer = corpus.layer(kind)
        places, codes, vocabulary = np.flatnonzero(corpus.is_word), layer.codes[corpus.is_word], layer.names
    else:
        asked = [patterns] if isinstance(patterns, str) else list(patterns)
        hits = [find(corpus, pattern, kind).first for pattern in asked]
        places, codes = np.concatenate(hits), np.repeat(np.arange(len(asked)), [len(hit) for hit in hits])
        vocabulary = np.array(asked, dtype=object)
    article = corpus.article[places]
    counted = _counted(groups[article], codes, article, len(vocabulary))
    if patterns is not None:
        counted = counted.reindex(range(len(names) * len(vocabulary)), fill_value=0)
    group, code = np.divmod(counted.index.to_numpy(), len(vocabulary))
    words = corpus.words_of(groups, len(names))[group]
    shown = {by: names[group]} if by else {}
    times = counted["times"].to_numpy()
    made = pd.DataFrame({
        **shown, "word": vocabulary[code], "times": times,
        "per_thousand": (times / np.maximum(words, 1) * THOUSAND).round(2), "articles": counted["articles"].to_numpy(),
    })  # fmt: skip
    return made.iloc[np.argsort(-times, kind="stable")].reset_index(drop=True)


def _counted(group: np.ndarray, code: np.ndarray, article: np.ndarray, many: int) -> pd.DataFrame:
    """How often each code stands in each group, and in how many articles; the index is group × ``many`` + code."""
    kept = group >= 0
    ids, keys = pd.factorize(group[kept].astype(np.int64) * many + code[kept])
    return pd.DataFrame(
        {"times": np.bincount(ids, minlength=len(keys)), "articles": _spread(ids, article[kept])}, index=keys
    )


def _spread(ids: np.ndarray, article: np.ndarray) -> np.ndarray:
    """In how many articles each of the numbers 0, 1, … stands, given the article of each place."""
    return np.bincount(np.asarray(pd.unique(ids.astype(np.int64) << 32 | article)) >> 32)


def ngrams(
    corpus: Corpus, n: int = 2, kind: str = "word", *, at_least: int = 2, containing: str | None = None
) -> pd.DataFrame:
    """Sequences of ``n`` words, the most frequent first; none goes over punctuation or the end of a paragraph.

    Parameters
    ----------
    n : words, 1 or more
    kind : word, form, stem, lemma or pos
    at_least : times
    containing : only sequences with this word

    Returns
    -------
    DataFrame: ngram, times, per_thousand (words of the corpus), articles. Raises ValueError for an ``n`` below 1.

    >>> from analysis.corpus import index_words
    >>> corpus = index_words(pd.DataFrame({"article_id": ["a"], "text": ["No one died, no one fled."]}))
    >>> ngrams(corpus)[["ngram", "times"]].to_dict("records")
    [{'ngram': 'no one', 'times': 2}]
    """
    if n < 1:
        raise ValueError(f"n is {n}; an n-gram has one word at least")
    codes, names = corpus.layer(kind)
    first = sequences(corpus, n)
    key = pd.factorize(codes[first])[0]
    for i in range(1, n):  # numbered anew at each step, so that the key never outgrows an integer
        key = pd.factorize(key * len(names) + codes[first + i])[0]
    times = np.bincount(key)
    example = np.empty(len(times), dtype=np.int64)
    example[key[::-1]] = first[::-1]
    articles = _spread(key, corpus.article[first])
    kept = np.flatnonzero(times >= at_least)
    if containing is not None:
        holds = np.asarray(names == containing, dtype=bool)
        kept = kept[np.any([holds[codes[example[kept] + i]] for i in range(n)], axis=0)]
    written = names[codes[example[kept]]]
    for i in range(1, n):
        written = written + " " + names[codes[example[kept] + i]]
    made = pd.DataFrame({
        "ngram": pd.Series(written, dtype="str"), "times": times[kept],
        "per_thousand": (times[kept] / max(len(corpus), 1) * THOUSAND).round(2), "articles": articles[kept],
    })  # fmt: skip
    return made.iloc[np.argsort(-times[kept], kind="stable")].reset_index(drop=True)


def sequences(corpus: Corpus, n: int) -> np.ndarray:
    """The first tokens of all sequences of ``n`` words within one paragraph."""
    many = max(len(corpus.article) - n + 1, 0)
    held = np.ones(many, dtype=bool)
    for i in range(n):
        held &= corpus.is_word[i : i + many]
    held &= corpus.stretch[:many] == corpus.stretch[n - 1 : n - 1 + many]
    return np.flatnonzero(held)
