"""Annotated and plain articles as examples to learn from: features, tags, roles and attributions of their tokens."""

from __future__ import annotations

import bisect
import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import numpy as np

from analysis.features import FEATURES, features, identity
from analysis.language import sentence_spans, tokenizer
from analysis.layout import lay_out
from analysis.reader import ROLE_LABELS

HELD_OUT = ("GUM_news_homeopathic", "GUM_news_iodine", "GUM_interview_cyclone", "GUM_interview_gaming")
PLAIN = (
    "articles/wikinews_2019_2020_all", "articles/wikipedia_current_events_items", "casualties/gva_longtail-dev",
    "casualties/airwars-dev", "casualties/wiki_disasters-dev",
)  # fmt: skip
RARE = 3  # a word seen less often is read by its form alone
Range = tuple[int, int]


class Gold(NamedTuple):
    """An annotated attribution as token ranges."""

    cue: Range
    source: list[Range]
    content: list[Range]
    speech: bool


class Taught(NamedTuple):
    """An attribution as the teachers see it: its anchor, the first token they labelled, the probabilities of LABELS of it
    and the tokens behind it, and the probability of speech."""

    anchor: int
    start: int
    labels: np.ndarray
    speech: float


class Lowered(NamedTuple):
    """What the frozen layers of a teacher's language model says of some tokens: their range, states of their word pieces
    (float16), and of each token the place of its first piece."""

    tokens: Range
    states: np.ndarray
    firsts: np.ndarray


@dataclass
class Example:
    """An article to learn from. Tags are -1 and roles (n x 7, probabilities) all 0 where they are not known."""

    id: str
    text: str
    tokens: list[Range]
    words: list[str]
    sentences: np.ndarray
    paragraphs: np.ndarray
    tags: np.ndarray
    roles: np.ndarray
    attributions: list[Gold] = field(default_factory=list)
    taught: list[Taught] = field(default_factory=list)
    known: np.ndarray = field(default_factory=lambda: np.zeros((0, len(FEATURES)), dtype=np.int64))
    lowered: list[Lowered] = field(default_factory=list)


def read_lines(path: Path) -> Iterator[dict]:
    with gzip.open(path, "rt", encoding="utf8") as lines:
        yield from (json.loads(line) for line in lines)


def polnear_example(article: dict, tagset: dict[str, int]) -> Example:
    """An article of PolNeAR; a token that its parser cut otherwise has no tag."""
    example = plain_example(article["id"], article["text"])
    gold = {(a, b): tag for sentence in article.get("tokens", []) for a, b, tag in sentence}
    example.tags = np.array(
        [tagset.setdefault(gold[span], len(tagset)) if span in gold else -1 for span in example.tokens]
    )
    example.attributions = [
        Gold((cue[0][0], cue[-1][1]), token_ranges(example.tokens, a["source"]), content, a["speech"])
        for a in article["attributions"]
        if (cue := token_ranges(example.tokens, a["cue"])) and (content := token_ranges(example.tokens, a["content"]))
    ]
    example.roles = role_labels(len(example.tokens), example.attributions)
    return example


def plain_example(name: str, text: str) -> Example:
    """An article of which nothing is known, tokenized as at run time."""
    tokens: list[Range] = []
    sentences: list[int] = []
    paragraphs: list[int] = []
    for part in lay_out(text).parts:
        for start, end in sentence_spans(text, part.start, part.end):
            spans = [(start + a, start + b) for a, b in tokenizer().span_tokenize(text[start:end])]
            number = sentences[-1] + 1 if sentences else 0
            tokens += spans
            sentences += [number] * len(spans)
            paragraphs += [part.paragraph] * len(spans)
    size, words = len(tokens), [text[a:b] for a, b in tokens]
    places = np.array(sentences, dtype=np.int64), np.array(paragraphs, dtype=np.int64)
    return Example(name, text, tokens, words, *places, np.full(size, -1), np.zeros((size, len(ROLE_LABELS))))


def gum_example(document: dict, tagset: dict[str, int]) -> Example:
    """A document of GUM, in paragraphs of four sentences, for its tags alone."""
    words = [word for sentence in document["sentences"] for word, _, _ in sentence]
    tags = [tagset.setdefault(tag, len(tagset)) for sentence in document["sentences"] for _, tag, _ in sentence]
    sentences = np.repeat(np.arange(len(document["sentences"])), [len(s) for s in document["sentences"]])
    roles = np.zeros((len(words), len(ROLE_LABELS)))
    return Example(document["id"], "", [], words, sentences, sentences // 4, np.array(tags), roles)


def gum_documents(data: Path, *, held_out: bool) -> Iterator[dict]:
    """The documents of GUM: the four held out, or all others."""
    return (d for d in read_lines(data / "tagging" / "gum.jsonl.gz") if (d["id"] in HELD_OUT) == held_out)


def plain_examples(data: Path) -> list[Example]:
    """The articles without annotations; those that the claims are measured on are left out."""
    measured = {article["text"] for article in read_lines(data / "conflict-gold-dev.jsonl.gz")}
    return [
        plain_example(article["id"], article["text"])
        for name in PLAIN
        for article in read_lines(data / f"{name}.jsonl.gz")
        if article["text"] not in measured
    ]


def token_ranges(tokens: list[Range], spans: list[list[int]]) -> list[Range]:
    """Spans of the text as ranges of the tokens that they touch."""
    starts = [start for start, _ in tokens]
    ranges = []
    for start, end in spans:
        first, last = bisect.bisect_left(starts, start), bisect.bisect_left(starts, end)
        first -= first > 0 and tokens[first - 1][1] > start
        if last > first:
            ranges.append((first, last))
    return ranges


def role_labels(size: int, attributions: list[Gold]) -> np.ndarray:
    """ROLE_LABELS of tokens as probabilities of 0 and 1; where attributions overlap, a cue goes before a source and a source
    before a content."""
    labels = np.zeros(size, dtype=np.int64)
    for role, ranges in (
        ("content", [r for a in attributions for r in a.content]),
        ("source", [r for a in attributions for r in a.source]),
        ("cue", [a.cue for a in attributions]),
    ):
        for first, last in ranges:
            labels[first:last] = ROLE_LABELS.index(f"I-{role}")
            labels[first] = ROLE_LABELS.index(f"B-{role}")
    return np.eye(len(ROLE_LABELS))[labels]


def vocabulary(examples: Iterable[Example], more: Iterable[str]) -> list[str]:
    """The words that the network has rows for, in the order of their identities: those of the examples that are not rare,
    and more."""
    counts = Counter(word.lower() for example in examples for word in example.words)
    frequent = [word for word, count in counts.most_common() if count >= RARE]
    chosen = {identity(word): word for word in [*more, *frequent]}
    if len(chosen) >= FEATURES["word"][0]:
        raise ValueError(f"{len(chosen)} words are more than the table of words holds; raise RARE or FEATURES")
    return [chosen[number] for number in sorted(chosen)]


def identities(words: list[str]) -> np.ndarray:
    """What the run time knows the rows of the word table by, from the second row on: the first is for the hidden."""
    return np.array([identity(word) for word in words], dtype=np.uint32)


def word_counts(examples: Iterable[Example], size: int) -> np.ndarray:
    """How often each row of the word table is used."""
    return np.bincount(np.concatenate([example.known[:, 0] for example in examples]), minlength=size)


def know(examples: Iterable[Example], words: list[str]) -> None:
    """Give examples their features, once the vocabulary is known."""
    rows = {identity(word): row for row, word in enumerate(words, 1)}
    for example in examples:
        example.known = features(example.words, example.sentences, example.paragraphs, rows).astype(np.int64)
