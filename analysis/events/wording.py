"""The words that tell one event from another, as TF-IDF vectors of passages."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
from scipy.sparse import csr_array, diags_array
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.preprocessing import normalize

from analysis.language import lexicon
from analysis.tables import Tables

TELLING = ("NN", "VB", "JJ", "CD", "FW")  # how the tags of words begin that say what happened, where, to whom
NUMBERS = "CD"
SILENT = ("boilerplate", "dateline", "caption")
# A folder of articles is a small piece of the news: a word in every one of them would weigh nothing. Weights are counted
# as if so many further articles, without the words of these, were there too.
FURTHER = 500


def telling_words(tables: Tables) -> pd.DataFrame:
    """The content words of all articles in the order of the text: article_id, sentence, paragraph, word, number (a flag).

    A word is a lemma in lower case; words that reports of every event share (``lexicons/news-words.txt``) are left out.
    """
    tokens = tables.tokens
    tag = tokens["pos"].astype(str).str[:2]
    form, forms = pd.factorize(tokens["lemma"])  # a form comes often: what is asked of it is asked once
    lower = pd.Series(forms, dtype="str").str.lower()
    tells = lower.str.contains(r"\w", regex=True) & ~lower.isin(lexicon("news-words"))
    word = pd.Series(lower.array[form], index=tokens.index)
    said = tag.isin(TELLING) & tells.to_numpy()[form]
    words = pd.DataFrame({
        "article_id": tokens["article_id"].astype(str), "sentence": tokens["sentence"], "word": word,
        "number": tag == NUMBERS,
    })[said]  # fmt: skip
    sentences = tables.sentences.assign(article_id=tables.sentences["article_id"].astype(str))
    read = sentences[~sentences["part"].isin(SILENT)]
    return words.merge(read[["article_id", "sentence", "paragraph"]], on=["article_id", "sentence"])


def weighing(passages: Sequence[Sequence[str]]) -> Callable[[Sequence[Sequence[str]]], csr_array]:
    """A function from passages (lists of words) to the rows of a matrix; their products are cosines.

    Weights are logarithmic term frequency times inverse document frequency (Salton and Buckley 1988) among the passages
    given here.

    >>> flood, again, quake = ["river", "flood"], ["flood", "river", "dam"], ["quake", "ruin"]
    >>> vectors = weighing([flood, again, quake])([flood, again, quake])
    >>> (vectors @ vectors.T).toarray().round(1).tolist()
    [[1.0, 0.8, 0.0], [0.8, 1.0, 0.0], [0.0, 0.0, 1.0]]
    """
    counter = CountVectorizer(analyzer=_as_they_are, dtype=np.float64)
    if not any(passages):
        return lambda others: csr_array((len(others), 1))
    held = counter.fit_transform(passages)
    frequency = np.bincount(held.indices, minlength=held.shape[1])
    weights = diags_array(np.log((FURTHER + held.shape[0]) / (1 + frequency)))

    def weigh(others: Sequence[Sequence[str]]) -> csr_array:
        if not others:
            return csr_array((0, held.shape[1]))
        counts = csr_array(counter.transform(others))
        counts.data = 1 + np.log(counts.data)
        return csr_array(normalize(counts @ weights))

    return weigh


def _as_they_are(passage: Sequence[str]) -> Sequence[str]:
    return passage
