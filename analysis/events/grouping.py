"""Articles into stories: those that report one event, by their words and the day of the event."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components
from sklearn.cluster import AgglomerativeClustering

from analysis.events.wording import telling_words, weighing
from analysis.tables import Tables

WINDOW = 7  # days: events further apart are never one, and the nearer the days the fewer words need be shared
UNDATED = 0.8  # what a likeness counts for where nobody knows whether the days are near
# mean cosine of the openings of articles on one event; .10 to .16 serve equally well on several outlets' reports
ALIKE = 0.15
OPENING = 100  # content words: what is reported stands at the beginning, what it reminds of comes later
ROWS = 500  # of a product of matrices at a time, so that memory does not grow with the collection
LARGEST = 1500  # articles that are compared all with all


def stories(tables: Tables, words: pd.DataFrame | None = None) -> pd.Series:
    """The number of the story that each article reports first, by article_id.

    Articles are compared only where their days are at most ``WINDOW`` days apart, then joined by average linkage
    (``sklearn.cluster.AgglomerativeClustering``), so that no chain of half-alike articles makes a story.
    """
    words = telling_words(tables) if words is None else words
    articles = tables.articles["article_id"]
    opening = words[(words.groupby("article_id").cumcount() < OPENING) & ~words["number"]]
    passages = opening.groupby("article_id")["word"].agg(list).reindex(articles)
    held = [passage if isinstance(passage, list) else [] for passage in passages]
    days = event_days(tables).reindex(articles)
    return pd.Series(clusters(weighing(held)(held), in_days(days), ALIKE), index=articles)


def event_days(tables: Tables) -> pd.Series:
    """The day of the event of each article, by article_id: that of its first dated figure, else of publication."""
    figures = tables.casualties
    dated = figures[figures["date"].notna() & ~figures["background"].astype(bool)]
    said = dated.sort_values(["article_id", "start"]).groupby("article_id")["date"].first()
    published = tables.articles.set_index("article_id")["published"]
    near = said[(published.reindex(said.index) - said).abs() <= pd.Timedelta(days=WINDOW + 1)]
    return near.reindex(published.index).fillna(published).dt.normalize()


def in_days(moments: pd.Series) -> np.ndarray:
    """Moments as numbers of days; not a number where missing."""
    return (moments.astype("datetime64[us]").to_numpy() - np.datetime64(0, "us")) / np.timedelta64(1, "D")


def clusters(vectors: csr_array, days: np.ndarray, alike: float) -> np.ndarray:
    """The cluster of each row: rows are joined while their mean likeness is at least ``alike``.

    ``vectors`` have length one; ``days`` may be missing (not a number).
    """
    label = np.full(len(days), -1)
    if not len(days):
        return label
    made = 0
    for rows in _components(vectors, days, alike):
        few = len(rows) <= 2  # two are linked already
        found = np.zeros(len(rows), int) if few else average_linkage(likeness(vectors[rows], days[rows]), alike)
        label[rows] = made + found
        made += found.max() + 1
    return label


def likeness(vectors: csr_array, days: np.ndarray) -> np.ndarray:
    """The cosine of all pairs of rows, less the further apart their days are."""
    return (vectors @ vectors.T).toarray() * nearness(days[:, None], days[None, :])


def nearness(day: np.ndarray, other: np.ndarray) -> np.ndarray:
    """1 for the same or the next day, falling to 0 beyond the window; ``UNDATED`` where a day is missing."""
    near = np.clip(1 - np.maximum(np.abs(day - other) - 1, 0) / WINDOW, 0, 1)
    return np.where(np.isnan(near), UNDATED, near)


def _components(vectors: csr_array, days: np.ndarray, alike: float) -> Iterator[np.ndarray]:
    """Rows that are linked by likeness, directly or through others: the groups within which clusters are sought."""
    pairs = _pairs(vectors, days, alike)
    _, label = connected_components(pairs, directed=False)
    order = np.argsort(label, kind="stable")
    for rows in np.split(order, np.flatnonzero(np.diff(label[order])) + 1):
        if len(rows) <= LARGEST:
            yield rows
        else:  # a long war: only the likest are compared
            yield from (rows[inner] for inner in _components(vectors[rows], days[rows], alike + 0.05))


def _pairs(vectors: csr_array, days: np.ndarray, alike: float) -> csr_array:
    """The pairs of rows that are alike within the window, found block by block along the days."""
    order = np.argsort(days, kind="stable")
    ordered, sorted_days = vectors[order], days[order]
    dated = int((~np.isnan(days)).sum())
    first, second = [], []
    for begin in range(0, len(days), ROWS):
        end = min(begin + ROWS, len(days))
        # those without a day stand last, and are compared with all
        start = np.searchsorted(sorted_days[:dated], sorted_days[begin] - WINDOW - 1) if end <= dated else 0
        found = coo_array(ordered[begin:end] @ ordered[start:end].T)
        row, column = found.row + begin, found.col + start
        like = found.data * nearness(sorted_days[row], sorted_days[column]) >= alike
        first.append(order[row[like]])
        second.append(order[column[like]])
    rows, columns = np.concatenate(first), np.concatenate(second)
    return csr_array((np.ones(len(rows), bool), (rows, columns)), shape=(len(days), len(days)))


def average_linkage(like: np.ndarray, alike: float) -> np.ndarray:
    """The cluster of each row of a square matrix of likenesses."""
    model = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="average", distance_threshold=1 - alike
    )
    return model.fit_predict(np.clip(1 - like, 0, 1))
