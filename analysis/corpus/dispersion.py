"""How evenly words are spread: over the articles, over other parts of a corpus, over time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.corpus.frequency import THOUSAND
from analysis.corpus.indexing import Corpus
from analysis.corpus.searching import find

PERIODS = {"day": "D", "week": "W-SUN", "month": "M", "year": "Y"}


def dispersion(
    corpus: Corpus,
    patterns: str | Sequence[str] | None = None,
    kind: str = "word",
    *,
    by: str = "article_id",
    at_least: int = 5,
) -> pd.DataFrame:
    """How evenly patterns, or all words, are spread over the parts of a corpus.

    Parameters
    ----------
    patterns, kind : see ``find``; None takes every word (form, stem, lemma, tag) that stands ``at_least`` so many times
    by : the column of the articles that makes the parts; articles where it is missing are left out

    Returns
    -------
    DataFrame: word, times, parts (in how many it stands), juilland_d (Juilland, Brodin and Davidovitch 1970; 1 is evenly
    spread), dp (Gries 2008; 0 is evenly spread, near 1 in one small part), dp_norm (Lijffijt and Gries 2012; 0 to 1). The
    most frequent first; measures are missing where there is one part only, or no hit.

    >>> from analysis.corpus import index_words
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "text": ["rain and rain", "rain and sun"]})
    >>> dispersion(index_words(articles), ["and", "sun"])[["word", "juilland_d", "dp"]].to_dict("records")
    [{'word': 'and', 'juilland_d': 1.0, 'dp': 0.0}, {'word': 'sun', 'juilland_d': 0.0, 'dp': 0.5}]
    """
    groups, names = corpus.groups(by)
    sizes = corpus.words_of(groups, len(names))
    part = groups[corpus.article]
    if patterns is None:
        codes, vocabulary = corpus.layer(kind)
        kept = corpus.is_word & (part >= 0)
        words, where = codes[kept], part[kept]
    else:
        asked = [patterns] if isinstance(patterns, str) else list(patterns)
        hits = [part[find(corpus, pattern, kind).first] for pattern in asked]
        words, where = np.repeat(np.arange(len(asked)), [len(hit) for hit in hits]), np.concatenate(hits)
        words, where = words[where >= 0], where[where >= 0]
        vocabulary, at_least = np.array(asked, dtype=object), 0
    times = np.bincount(words, minlength=len(vocabulary))
    made = pd.DataFrame({"word": vocabulary, "times": times, **_measured(words, where, sizes, times)})
    made = made[made["times"] >= at_least]
    return made.sort_values(["times", "word"], ascending=[False, True], kind="stable", ignore_index=True)


def _measured(words: np.ndarray, where: np.ndarray, sizes: np.ndarray, times: np.ndarray) -> dict[str, np.ndarray]:
    """The measures of each word by the part of each of its hits; only pairs of word and part that there are are looked at."""
    pairs, here = np.unique(words.astype(np.int64) * len(sizes) + where, return_counts=True)
    word, part = np.divmod(pairs, len(sizes))
    share, many = sizes / sizes.sum(), len(sizes)
    rate = here / sizes[part]
    mean = np.bincount(word, rate, len(times)) / many
    variance = np.maximum(np.bincount(word, rate**2, len(times)) / many - mean**2, 0)
    known = (times > 0) & (many > 1)
    with np.errstate(invalid="ignore", divide="ignore"):
        d = 1 - np.sqrt(variance) / mean / np.sqrt(many - 1)
        off = np.bincount(word, np.abs(here / times[word] - share[part]) - share[part], len(times))
        dp = (1 + off) / 2  # the parts without the word differ by their whole share
        norm = dp / (1 - share.min(initial=1))
    return {
        "parts": np.bincount(word, minlength=len(times)),
        **{n: np.where(known, m, np.nan).round(3) + 0 for n, m in (("juilland_d", d), ("dp", dp), ("dp_norm", norm))},
    }


def occurrences(corpus: Corpus, patterns: str | Sequence[str], kind: str = "word") -> pd.DataFrame:
    """Where in the collection each hit stands, the articles one behind the other in order of time: a dispersion plot's rows.

    Returns
    -------
    DataFrame: word (the pattern), position (0 to 1, share of all words before the hit), article_id, published. Articles
    without a date come last.

    >>> from analysis.corpus import index_words
    >>> corpus = index_words(pd.DataFrame({"article_id": ["a"], "text": ["rain and rain again"]}))
    >>> occurrences(corpus, "rain")["position"].tolist()
    [0.0, 0.5]
    """
    articles = corpus.articles
    dates = articles["published"] if "published" in articles else pd.Series(pd.NaT, index=articles.index)
    sizes = corpus.words_of(np.arange(len(articles)), len(articles))
    order = dates.argsort(kind="stable").to_numpy()
    before = np.empty(len(articles), dtype=np.int64)
    before[order] = np.cumsum(sizes[order]) - sizes[order]
    within = np.cumsum(corpus.is_word) - corpus.is_word
    rows = []
    for pattern in [patterns] if isinstance(patterns, str) else patterns:
        first = find(corpus, pattern, kind).first
        article = corpus.article[first]
        opens = within[np.searchsorted(corpus.article, article)]
        place = (before[article] + within[first] - opens) / max(len(corpus), 1)
        known = articles.iloc[article].reset_index(drop=True)
        rows.append(pd.DataFrame({
            "word": pattern, "position": place, "article_id": known["article_id"],
            "published": dates.iloc[article].reset_index(drop=True),
        }).sort_values("position", kind="stable"))  # fmt: skip
    return pd.concat(rows, ignore_index=True)


def over_time(
    corpus: Corpus, patterns: str | Sequence[str], kind: str = "word", *, period: str = "day"
) -> pd.DataFrame:
    """How often patterns stand in the articles of each day, week, month or year, periods without articles included.

    Returns
    -------
    DataFrame: period (its first day), word (the pattern), times, words (of the period), per_thousand (missing where there
    are no words). Articles without a date are left out. Raises ValueError for a period that is none.

    >>> from analysis.corpus import index_words
    >>> articles = {"article_id": ["a"], "text": ["rain, rain"], "published": [pd.Timestamp("2031-03-10")]}
    >>> over_time(index_words(pd.DataFrame(articles)), "rain")[["times", "per_thousand"]].to_dict("records")
    [{'times': 2, 'per_thousand': 1000.0}]
    """
    if period not in PERIODS:
        raise ValueError(f"period {period!r} is none of {', '.join(PERIODS)}")
    periods = corpus.articles["published"].dt.to_period(PERIODS[period])
    if periods.isna().all():
        return pd.DataFrame(columns=["period", "word", "times", "words", "per_thousand"])
    every = pd.period_range(periods.min(), periods.max(), freq=PERIODS[period])
    groups = np.where(periods.isna(), -1, every.get_indexer(pd.PeriodIndex(periods)))
    words = corpus.words_of(groups, len(every))
    rows = []
    for pattern in [patterns] if isinstance(patterns, str) else patterns:
        of = groups[corpus.article[find(corpus, pattern, kind).first]]
        times = np.bincount(of[of >= 0], minlength=len(every))
        rate = np.divide(times, words, out=np.full(len(every), np.nan), where=words > 0) * THOUSAND
        rows.append(pd.DataFrame({
            "period": every.start_time, "word": pattern, "times": times, "words": words, "per_thousand": rate.round(2),
        }))  # fmt: skip
    return pd.concat(rows, ignore_index=True)
