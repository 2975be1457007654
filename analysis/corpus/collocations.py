"""Words that stand together more often than chance would have it; the measures are nltk's."""

from __future__ import annotations

import numpy as np
import pandas as pd
from nltk.metrics import BigramAssocMeasures as Measures

from analysis.corpus.frequency import sequences
from analysis.corpus.indexing import Corpus
from analysis.corpus.searching import find

MEASURES = {
    "log_likelihood": Measures.likelihood_ratio, "pmi": Measures.pmi, "t": Measures.student_t, "dice": Measures.dice,
}  # fmt: skip


def collocations(
    corpus: Corpus, kind: str = "word", *, at_least: int = 3, rank: str = "log_likelihood"
) -> pd.DataFrame:
    """Pairs of neighbouring words, ranked by how strongly they hold together.

    Parameters
    ----------
    kind : word, form, stem, lemma or pos
    at_least : times that the pair stands in the corpus
    rank : log_likelihood (how sure), pmi (how exclusive; favours rare pairs), t (favours frequent pairs) or dice

    Returns
    -------
    DataFrame: word, collocate, times, word_times, collocate_times, log_likelihood, pmi (bits), t, dice (0 to 1), as
    Manning and Schütze (1999, chapter 5) define them. Raises ValueError for a rank that is none.

    >>> from analysis.corpus import index_words
    >>> corpus = index_words(pd.DataFrame({"article_id": ["a"], "text": ["air strike, air strike and an air raid"]}))
    >>> collocations(corpus, at_least=2)[["word", "collocate", "times", "dice"]].to_dict("records")
    [{'word': 'air', 'collocate': 'strike', 'times': 2, 'dice': 0.8}]
    """
    codes, names = corpus.layer(kind)
    first = sequences(corpus, 2)
    ids, pairs = pd.factorize(codes[first].astype(np.int64) * len(names) + codes[first + 1])
    times = np.bincount(ids, minlength=len(pairs))
    pairs, times = pairs[times >= at_least], times[times >= at_least]
    one, two = np.divmod(pairs, len(names))
    each = np.bincount(codes[corpus.is_word], minlength=len(names))
    made = pd.DataFrame({
        "word": names[one], "collocate": names[two], "times": times, "word_times": each[one],
        "collocate_times": each[two],
    })  # fmt: skip
    return _ranked(made, made["word_times"], made["word_times"], len(corpus), rank)


def collocates(
    corpus: Corpus, node: str, kind: str = "word", *, window: int = 5, at_least: int = 3, rank: str = "log_likelihood"
) -> pd.DataFrame:
    """Words that stand near a pattern more often than elsewhere.

    Parameters
    ----------
    node, kind : the pattern, see ``find``; collocates are lemmas where ``kind`` is lemma, stems where it is stem, else words
    window : words to each side, punctuation not counted; within the article
    at_least, rank : as in ``collocations``

    Returns
    -------
    DataFrame: collocate, times (in the windows, a place near two hits once), collocate_times (in all), log_likelihood, pmi,
    t, dice. Log-likelihood, pmi and t compare the windows with the corpus, as Evert (2008) has it for surface
    cooccurrence; dice compares the times with how often node and collocate stand at all.

    >>> from analysis.corpus import index_words
    >>> corpus = index_words(pd.DataFrame({"article_id": ["a"], "text": ["The dead and the wounded, the dead, the wounded."]}))
    >>> collocates(corpus, "dead", window=1, at_least=2)[["collocate", "times"]].to_dict("records")
    [{'collocate': 'the', 'times': 3}]
    """
    codes, names = corpus.layer(kind if kind in ("lemma", "stem") else "word")
    hits = find(corpus, node, kind)
    words = np.flatnonzero(corpus.is_word)
    own = np.zeros(len(corpus.article), dtype=bool)
    for i in range(int((hits.last - hits.first).max()) if len(hits.first) else 0):
        own[hits.first[hits.first + i < hits.last] + i] = True
    before, after = np.searchsorted(words, hits.first), np.searchsorted(words, hits.last)
    near = np.zeros(len(words), dtype=bool)
    for i in range(window):
        for place in (before - 1 - i, after + i):
            there = (place >= 0) & (place < len(words))
            inside = corpus.article[words[place[there]]] == corpus.article[hits.first[there]]
            near[place[there][inside]] = True
    near &= ~own[words]
    times = np.bincount(codes[words[near]], minlength=len(names))
    each = np.bincount(codes[words], minlength=len(names))
    kept = np.flatnonzero(times >= max(at_least, 1))
    made = pd.DataFrame({"collocate": names[kept], "times": times[kept], "collocate_times": each[kept]})
    windows = pd.Series(int(near.sum()), index=made.index)
    return _ranked(made, windows, pd.Series(len(hits.first), index=made.index), len(corpus), rank)


def _ranked(rows: pd.DataFrame, windows: pd.Series, node: pd.Series, total: int, rank: str) -> pd.DataFrame:
    """Rows with all measures; ``windows`` are the places where a collocate could stand, ``node`` the times of the node."""
    if rank not in MEASURES:
        raise ValueError(f"rank {rank!r} is none of {', '.join(MEASURES)}")
    counts = rows["times"].tolist(), rows["collocate_times"].tolist()
    for name, measure in MEASURES.items():
        places = (node if name == "dice" else windows).tolist()
        rows[name] = [
            round(measure(both, (place, alone), total), 4) for both, alone, place in zip(*counts, places, strict=True)
        ]
    return rows.sort_values([rank, "times"], ascending=False, kind="stable", ignore_index=True)
