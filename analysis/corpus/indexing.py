"""All words of a collection as numbers, so that counting and searching are a matter of milliseconds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.language import stem, tokenizer
from analysis.tables import Tables


class Layer(NamedTuple):
    """One property of all tokens: ``names[codes[i]]`` is that of token i."""

    codes: np.ndarray
    names: np.ndarray


@dataclass(frozen=True)
class Corpus:
    """The tokens of a collection in the order of its articles.

    ``articles`` has a row an article; ``article`` is the number of that row for every token, ``starts`` and ``ends`` its
    place in the article's text. ``form`` is the token as written, ``tags`` and ``lemmas`` are missing where the corpus was
    made of articles alone.
    """

    articles: pd.DataFrame
    article: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    form: Layer
    tags: Layer | None = None
    lemmas: Layer | None = None

    def __len__(self) -> int:
        return int(self.is_word.sum())

    def __repr__(self) -> str:
        return f"Corpus({len(self):,} words in {len(self.articles):,} articles)"

    def layer(self, kind: str) -> Layer:
        """Every token's form (as written), word (capitals apart), stem, lemma or pos.

        Raises ValueError for another kind, and for tags and lemmas of articles that were not tagged.
        """
        held = {"form": self.form, "pos": self.tags, "lemma": self.lemmas}
        if kind in ("word", "stem"):
            return self.word if kind == "word" else self.stem
        if kind not in held:
            raise ValueError(f"kind {kind!r} is none of word, form, stem, lemma, pos")
        layer = held[kind]
        if layer is None:
            raise ValueError(f"this corpus has no {kind}: make it of tables (index_words(tables)), not of articles")
        return layer

    @cached_property
    def word(self) -> Layer:
        return _mapped(self.form, str.casefold)

    @cached_property
    def alphabetical(self) -> np.ndarray:
        """The rank of every word of the vocabulary in the order of the alphabet."""
        rank = np.empty(len(self.word.names), dtype=np.int64)
        rank[np.argsort(self.word.names.astype(str), kind="stable")] = np.arange(len(rank))
        return rank

    @cached_property
    def stem(self) -> Layer:
        return _mapped(self.word, stem)

    @cached_property
    def is_word(self) -> np.ndarray:
        """Which tokens are words: those with a letter or a digit."""
        return np.array([any(map(str.isalnum, name)) for name in self.form.names], dtype=bool)[self.form.codes]

    @cached_property
    def stretch(self) -> np.ndarray:
        """The number of the paragraph that each token stands in, counted through the whole collection."""
        opens = np.ones(len(self.article), dtype=bool)
        opens[1:] = self.article[1:] != self.article[:-1]
        texts = self.articles["text"].tolist()
        apart = np.flatnonzero(~opens[1:] & (self.starts[1:] > self.ends[:-1] + 1)) + 1
        for i in apart:
            opens[i] = texts[self.article[i]].count("\n", self.ends[i - 1], self.starts[i]) > 1
        return np.cumsum(opens)

    def words_of(self, groups: np.ndarray, many: int) -> np.ndarray:
        """How many words there are in each of ``many`` groups of articles, given the group of every article (or -1)."""
        of = groups[self.article[self.is_word]]
        return np.bincount(of[of >= 0], minlength=many)

    def groups(self, by: str) -> tuple[np.ndarray, pd.Index]:
        """The group of every article by a column of ``articles`` (-1 where it is missing), and the groups' names.

        Raises ValueError where the articles have no such column.
        """
        if by not in self.articles:
            raise ValueError(f"the articles have no column {by!r}; they have {', '.join(self.articles.columns)}")
        codes, names = pd.factorize(self.articles[by], sort=True)
        return np.asarray(codes), pd.Index(names)


def _mapped(layer: Layer, change) -> Layer:
    codes, names = pd.factorize(np.array([change(str(name)) for name in layer.names], dtype=object))
    return Layer(codes[layer.codes].astype(np.int32), names)


def index_words(source: Tables | pd.DataFrame) -> Corpus:
    """A corpus of tables, or of articles that have not been read yet.

    Parameters
    ----------
    source : tables, whose boilerplate and datelines are left out; or a DataFrame with article_id and text (and whatever
        else is known of the articles), whose texts are only cut into tokens: nothing is tagged, nothing left out

    >>> index_words(pd.DataFrame({"article_id": ["a"], "text": ["Two boats sank. No one drowned."]}))
    Corpus(6 words in 1 articles)
    """
    return _of_tables(source) if isinstance(source, Tables) else _of_texts(source)


def _of_tables(tables: Tables) -> Corpus:
    articles, tokens = tables.articles.reset_index(drop=True), tables.tokens
    article = _rows(articles, tokens["article_id"])
    silent = tables.sentences[tables.sentences["part"].isin(("boilerplate", "dateline"))]
    left_out = np.isin(
        _sentence_key(article, tokens["sentence"]),
        _sentence_key(_rows(articles, silent["article_id"]), silent["sentence"]),
    )
    kept = np.flatnonzero(~left_out)
    kept = kept[np.argsort(article[kept], kind="stable")]
    layers = [
        Layer(np.asarray(column.cat.codes, dtype=np.int32)[kept], column.cat.categories.to_numpy(dtype=object))
        for column in (tokens[name].astype("category") for name in ("word", "pos", "lemma"))
    ]
    starts, ends = (tokens[name].to_numpy(np.int64)[kept] for name in ("start", "end"))
    return Corpus(articles, article[kept], starts, ends, *layers)


def _rows(articles: pd.DataFrame, ids: pd.Series) -> np.ndarray:
    return pd.Index(articles["article_id"].astype(str)).get_indexer(pd.Index(ids.astype(str)))


def _sentence_key(article: np.ndarray, sentence: pd.Series) -> np.ndarray:
    return article.astype(np.int64) << 32 | sentence.to_numpy(np.int64)


def _of_texts(articles: pd.DataFrame) -> Corpus:
    pattern = tokenizer().pattern
    forms: list[str] = []
    places: list[np.ndarray] = []
    for text in articles["text"]:
        found = list(pattern.finditer(text))
        forms.extend(match.group() for match in found)
        places.append(np.array([match.span() for match in found], dtype=np.int64).reshape(-1, 2))
    codes, names = pd.factorize(np.array(forms, dtype=object))
    spans = np.concatenate(places) if places else np.empty((0, 2), dtype=np.int64)
    article = np.repeat(np.arange(len(places)), [len(place) for place in places])
    form = Layer(codes.astype(np.int32), names)
    return Corpus(articles.reset_index(drop=True), article, spans[:, 0], spans[:, 1], form)
