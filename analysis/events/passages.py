"""Figures into events: that of the article's story, of another story that the passage recalls, or of the past."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from analysis.events.grouping import OPENING, ROWS, clusters, event_days, in_days, stories
from analysis.events.wording import telling_words, weighing
from analysis.tables import Tables

RECALLED = 0.15  # least cosine of a passage and the story that it recalls
CLEARLY = 1.25  # so much more like another story than its own must a passage be that tells of its own time
LOOK_BACK = 30  # days: how far back a passage recalls a story of the collection
SAME_PAST = 0.3  # least mean cosine of passages on one event of the past
# what a likeness counts for where a passage names a day nearer to the other story's than to its own's, or further off
NEARER, FURTHER_OFF = 1.25, 0.8


def events_of_figures(tables: Tables) -> pd.Series:
    """The number of the event that each figure counts, by casualty_id.

    An article's figures are of its story, but for passages that are more like an earlier story, and for background,
    which is of an earlier story or of an event that no article reports first; background that says the same in several
    articles is of one event.
    """
    rows = tables.casualties
    if rows.empty:
        return pd.Series(dtype="int64")
    words = telling_words(tables)
    story = stories(tables, words)
    passages = _passages(tables, story)
    event = _recalled(passages, words, story, event_days(tables))
    past = (event == -1).to_numpy()
    if past.any():
        event[past] = _pasts(passages[past], words) + int(story.max()) + 1
    keys = pd.MultiIndex.from_arrays([rows["article_id"], rows["sentence"], rows["background"].astype(bool)])
    return pd.Series(event.reindex(keys).to_numpy(), index=rows["casualty_id"], dtype="int64")


def _passages(tables: Tables, story: pd.Series) -> pd.DataFrame:
    """The sentences that hold figures; what is background and what is not, apart."""
    figures = tables.casualties.assign(background=tables.casualties["background"].astype(bool))
    passages = figures.groupby(["article_id", "sentence", "background"], as_index=False, sort=False)["date"].first()
    places = tables.sentences.assign(article_id=tables.sentences["article_id"].astype(str))
    passages = passages.merge(places[["article_id", "sentence", "paragraph"]], on=["article_id", "sentence"])
    published = tables.articles.set_index("article_id")["published"]
    return passages.assign(
        story=passages["article_id"].map(story), told=in_days(passages["article_id"].map(published).dt.normalize()),
        day=in_days(passages["date"]),
    ).set_index(["article_id", "sentence", "background"], drop=False)  # fmt: skip


def _recalled(passages: pd.DataFrame, words: pd.DataFrame, story: pd.Series, days: pd.Series) -> pd.Series:
    """The story of each passage; -1 where it is background and recalls none."""
    plain = words[~words["number"]]
    opening = plain[plain.groupby("article_id").cumcount() < OPENING]
    profiles = opening.groupby(opening["article_id"].map(story))["word"].agg(list).reindex(range(story.max() + 1))
    profiles = profiles.map(lambda held: held if isinstance(held, list) else [])
    weigh = weighing(opening.groupby("article_id")["word"].agg(list).tolist())
    vectors = weigh(_passage_words(passages, plain))
    stories_ = weigh(profiles.tolist())
    day = in_days(days.groupby(story).min().reindex(profiles.index))
    own = _own_likeness(vectors, stories_[passages["story"].to_numpy()])
    mine, said = passages["story"].to_numpy(), passages["day"].to_numpy()
    background = passages["background"].to_numpy()
    event = np.where(background, -1, mine)
    for row, other, like in _likenesses(vectors, stories_, passages["told"].to_numpy(), day):
        gap, from_own = np.abs(said[row] - day[other]), np.abs(said[row] - day[mine[row]])
        like = like * np.select([gap < from_own, gap > from_own], [NEARER, FURTHER_OFF], 1.0)
        needed = own[row] * np.where(background[row] | (gap < from_own), 1.0, CLEARLY)
        held = (like >= np.maximum(needed, RECALLED)) & (other != mine[row])
        order = np.argsort(like[held], kind="stable")  # the likest is written last
        event[row[held][order]] = other[held][order]
    return pd.Series(event, index=passages.index)


def _own_likeness(vectors: csr_array, stories_: csr_array) -> np.ndarray:
    return np.asarray((vectors * stories_).sum(axis=1)).ravel()


def _likenesses(
    vectors: csr_array, stories_: csr_array, told: np.ndarray, day: np.ndarray
) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Passages, stories no later than they, and their cosines, block by block along the days."""
    rows, columns = np.argsort(told, kind="stable"), np.argsort(day, kind="stable")
    days = day[columns]
    for begin in range(0, len(rows), ROWS):
        block = rows[begin : begin + ROWS]
        first, last = np.nanmin(told[block], initial=np.inf), np.nanmax(told[block], initial=-np.inf)
        near = columns[np.isnan(days) | ((days >= first - LOOK_BACK) & (days <= last))]
        if np.isnan(told[block]).any():
            near = columns
        found = (vectors[block] @ stories_[near].T).tocoo()
        row, other = block[found.row], near[found.col]
        late = (day[other] > told[row]) | (day[other] < told[row] - LOOK_BACK)
        yield row[~late], other[~late], found.data[~late]


def _pasts(passages: pd.DataFrame, words: pd.DataFrame) -> np.ndarray:
    """The number of the past event of each passage, from 0: those with the same words and numbers are of one."""
    held = _sentence_words(passages, words)
    return clusters(weighing(held)(held), passages["told"].to_numpy(), SAME_PAST)


def _passage_words(passages: pd.DataFrame, words: pd.DataFrame) -> list[list[str]]:
    """The words of each sentence and, once more, those of its paragraph."""
    by_paragraph = _words_by(words, "paragraph")
    around = [by_paragraph.get(key, []) for key in zip(passages["article_id"], passages["paragraph"], strict=True)]
    return [own + more for own, more in zip(_sentence_words(passages, words), around, strict=True)]


def _sentence_words(passages: pd.DataFrame, words: pd.DataFrame) -> list[list[str]]:
    by_sentence = _words_by(words, "sentence")
    return [by_sentence.get(key, []) for key in zip(passages["article_id"], passages["sentence"], strict=True)]


def _words_by(words: pd.DataFrame, unit: str) -> dict[tuple[str, int], list[str]]:
    """The words of each sentence or paragraph, by article and number."""
    held: dict[tuple[str, int], list[str]] = {}
    for article_id, number, word in zip(
        *(words[name].to_numpy() for name in ("article_id", unit, "word")), strict=True
    ):
        held.setdefault((article_id, number), []).append(word)
    return held
