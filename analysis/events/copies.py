"""Near-duplicates: articles that carry one agency's text, which are one voice however often it is printed."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components
from sklearn.feature_extraction.text import HashingVectorizer

RUN = 5  # words in a row
SHARED = 0.5  # of the runs of the shorter text; two reports of one press conference share less than a tenth
LEAST = 20  # runs shared: the set phrases of short notices are no copies


def find_copies(articles: pd.DataFrame) -> pd.DataFrame:
    """Which articles print one text, with cuts and changes.

    Parameters
    ----------
    articles : the articles table (article_id, text, published)

    Returns
    -------
    A row an article: article_id; ``first``, the article_id of the earliest with that text, itself where there is no
    other; ``shared``, what share of the runs of five words of the shorter text stands in both.

    Texts are compared by the runs of words they hold (shingles, Broder 1997). Every run counts for the earliest article
    that has it, so the work grows with the words of the collection, not with the pairs of its articles.

    >>> wire = (
    ...     "The river rose by two metres overnight and carried away the only bridge of the village, farmers said. "
    ...     "Nobody was hurt, but forty cows are still standing on an island that was a meadow until Thursday morning."
    ... )
    >>> papers = {"wire": wire, "herald": "FLOOD TAKES BRIDGE " + wire, "post": "The mayor opened a school on Friday. " * 3}
    >>> articles = pd.DataFrame({"article_id": papers.keys(), "text": papers.values()})
    >>> find_copies(articles.assign(published=pd.Timestamp("2021-03-05")))["first"].tolist()
    ['wire', 'wire', 'post']
    """
    order = np.argsort(articles["published"].to_numpy(), kind="stable")  # those without a date come last
    runs = _runs(articles["text"].iloc[order])
    sizes = np.diff(runs.indptr)
    shared = (_earliest(runs) @ runs.T).tocoo()
    part = shared.data / np.maximum(np.minimum(sizes[shared.row], sizes[shared.col]), 1)
    alike = (part >= SHARED) & (shared.data >= LEAST) & (shared.row != shared.col)
    pairs = csr_array((part[alike], (shared.row[alike], shared.col[alike])), shape=shared.shape)
    _, text = connected_components(pairs, directed=False)
    ids = articles["article_id"].iloc[order]
    found = pd.DataFrame({"article_id": ids, "first": ids.groupby(text).transform("first").to_numpy()})
    found["shared"] = np.where(found["first"] == ids, 1.0, pairs.max(axis=0).toarray().ravel()) if len(ids) else 1.0
    return found.sort_index().reset_index(drop=True)


def _runs(texts: pd.Series) -> csr_array:
    """Which runs of words each text holds, hashed; word forms only, so that quotation marks may differ."""
    hashing = HashingVectorizer(
        ngram_range=(RUN, RUN), n_features=2**24, binary=True, norm=None, alternate_sign=False, dtype=np.float32
    )
    if not len(texts):
        return csr_array((0, 1), dtype=np.float32)
    held = hashing.transform(texts)
    known, columns = np.unique(held.indices, return_inverse=True)  # a product goes through all columns, held or not
    return csr_array((held.data, columns, held.indptr), shape=(len(texts), len(known)))


def _earliest(runs: csr_array) -> csr_array:
    """The runs, each only where it stands first."""
    columns, place = np.unique(runs.indices, return_index=True)  # in the order of the rows: the first is the earliest
    rows = np.searchsorted(runs.indptr, place, side="right") - 1
    return csr_array((np.ones(len(columns), np.float32), (rows, columns)), shape=runs.shape)
