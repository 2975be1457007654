"""An article as the later rooms read it: sentences of tagged tokens, and what the reader saw in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from types import SimpleNamespace
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis.language import lemma, sentence_spans, tokenizer
from analysis.layout import lay_out
from analysis.quotations import Span, quotations, single_marks
from analysis.reader import Reading, reader

SILENT = ("boilerplate", "dateline")  # parts that nothing is read from


class Token(NamedTuple):
    """A token: ``[start, end)`` in the article's text, the word as written, its Penn Treebank tag, its lemma."""

    start: int
    end: int
    word: str
    pos: str
    lemma: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: ``number`` and ``paragraph`` count from 0 in the article, ``part`` is one of tables.PARTS."""

    number: int
    paragraph: int
    part: str
    start: int
    end: int
    tokens: tuple[Token, ...]


@dataclass(frozen=True)
class Document:
    """An article; ``published`` is None where nobody said when."""

    article_id: str
    text: str
    title: str | None
    place: str | None
    publisher: str | None
    published: datetime | None
    sentences: tuple[Sentence, ...]
    reading: Reading

    def claimable(self) -> Iterator[Sentence]:
        """The sentences that something may be read from: all but boilerplate and the dateline."""
        return (s for s in self.sentences if s.part not in SILENT)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of all sentences."""
        return tuple(token for sentence in self.sentences for token in sentence.tokens)

    @cached_property
    def sentence_of(self) -> np.ndarray:
        """The sentence number of every token."""
        return per_token(self.sentences, "number")

    @cached_property
    def paragraph_of(self) -> np.ndarray:
        """The paragraph number of every token."""
        return per_token(self.sentences, "paragraph")

    @cached_property
    def starts(self) -> np.ndarray:
        """Where every token starts in the text."""
        return np.array([token.start for token in self.tokens])

    @cached_property
    def quotations(self) -> list[Span]:
        """The quotations of all paragraphs, in order."""
        bounds: dict[int, Span] = {}
        for s in self.sentences:
            bounds[s.paragraph] = (bounds.get(s.paragraph, (s.start, s.end))[0], s.end)
        return [quotation for start, end in bounds.values() for quotation in quotations(self.text, start, end)]

    def part_of(self, token: int) -> str:
        """The part of the article that a token stands in."""
        return self.sentences[self.sentence_of[token]].part

    def span(self, tokens: tuple[int, int]) -> Span:
        """The stretch of text of a range of tokens ``[first, last)``."""
        first, last = tokens
        return self.tokens[first].start, self.tokens[last - 1].end

    def token_range(self, span: Span) -> tuple[int, int]:
        """The tokens ``[first, last)`` that start within a span of the text."""
        first, last = np.searchsorted(self.starts, span)
        return int(first), int(last)


def per_token(sentences: tuple[Sentence, ...], field: str) -> np.ndarray:
    return np.repeat([getattr(s, field) for s in sentences], [len(s.tokens) for s in sentences]).astype(np.int64)


def read_document(article: Any) -> Document:
    """One row of the articles table, as ``itertuples`` gives it, into sentences and tagged tokens."""
    text, title = article.text, known(article.title)
    marks: dict[int, str] = {}  # the reader learned from articles with double marks
    drafts: list[tuple[int, str, int, int]] = []  # paragraph, part, start and end of every sentence
    sizes, starts, ends = [0], [], []
    for part in lay_out(text, title).parts:
        if "‘" in text:
            marks |= single_marks(text, part.start, part.end)
        for start, end in sentence_spans(text, part.start, part.end):
            drafts.append((part.paragraph, part.kind, start, end))
            for a, b in tokenizer().span_tokenize(text[start:end]):
                starts.append(start + a)
                ends.append(start + b)
            sizes.append(len(starts))
    words = [text[a:b] for a, b in zip(starts, ends, strict=True)]
    of = np.repeat(np.arange(len(drafts)), np.diff(sizes))
    paragraphs = np.array([paragraph for paragraph, *_ in drafts], dtype=np.int64)[of]
    reading = reader().read(
        [marks.get(a) or word for a, word in zip(starts, words, strict=True)] if marks else words, of, paragraphs
    )
    lemmas = map(lemma, words, reading.tags)
    tokens = tuple(map(Token, starts, ends, words, reading.tags, lemmas))
    sentences = tuple(
        Sentence(i, *draft, tokens[first:last])
        for i, (draft, first, last) in enumerate(zip(drafts, sizes, sizes[1:], strict=False))
    )
    return Document(
        article.article_id, text, title, known(article.place), known(article.publisher), known(article.published),
        sentences, reading,
    )  # fmt: skip


def read_text(text: str, **known_of_it: Any) -> Document:
    """A text alone as a document, for trying things out: ``read_text("Two died.", title="...", published=...)``."""
    fields = dict.fromkeys(("title", "place", "publisher", "published")) | {"article_id": "text"} | known_of_it
    return read_document(SimpleNamespace(text=text, **fields))


def known(value: Any) -> Any:
    return None if pd.isna(value) else value
