"""The reader: a small convolutional network that tags every token, finds cues, and reads for each cue its source and content.

Two stages, after semantic role labelling: a stack of gated convolutions (Dauphin et al. 2017) reads the whole article and
labels tags and roles; for each cue, a second and narrower stack reads the tokens around it and labels which are its source
and which its content, so that spans and links are decided together. ``training.py`` makes the weights; here it is numpy.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from nltk.tag.api import TaggerI

from analysis.convolutions import centre, convolve, fused, log_softmax
from analysis.features import FEATURES, places, word_features
from analysis.language import MODELS

DILATIONS, NARROW_DILATIONS = (1, 2, 4, 8, 16, 2), (1, 4, 16, 8)
ROLE_LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
LABELS = NONE, SOURCE, CONTENT, CUE = range(4)  # what a token is to the cue that the second stage asks about
WINDOW = 80  # tokens on each side of a cue that the second stage reads
REACH = sum(DILATIONS)  # tokens on each side of a token that the first stage sees
GAP = max(NARROW_DILATIONS)  # rows between two windows, so that neither sees the other
EVEN = 2 * max(*DILATIONS, *NARROW_DILATIONS)  # ``convolve`` takes multiples of so many rows
ROWS, WINDOWS = 1024, 12  # what is read at a time: few enough rows that they stay in the processor's cache
DISTANCES = 48  # buckets of signed distance from the cue
CROSSINGS = 7 * 5  # sentences (-3 to 3) times paragraphs (-2 to 2) between a token and the cue
REMEMBERED = 100_000  # words whose entrance into the network is kept
Array = np.ndarray


class Reading(NamedTuple):
    """What the first stage says of an article's tokens: tags, log-probabilities of ROLE_LABELS (n x 7), states (n x width)."""

    tags: list[str]
    roles: Array
    states: Array

    @property
    def cues(self) -> Array:
        """The probability of every token that it belongs to a cue."""
        return np.exp(self.roles[:, [ROLE_LABELS.index("B-cue"), ROLE_LABELS.index("I-cue")]]).sum(axis=1)


class Labelled(NamedTuple):
    """What the second stage says of a cue: the first token it read, log-probabilities of LABELS of it and the tokens behind
    it (m x 4), and the probability that the attribution is speech."""

    start: int
    labels: Array
    speech: float


def distances(offsets: Array) -> Array:
    """Signed distances in tokens as buckets 0 to DISTANCES - 1: one each up to 12, then logarithmic."""
    size = np.abs(offsets)
    far = 12 + np.floor(np.log2(np.maximum(size, 13) / 13) * 3.5).astype(np.int64)
    bucket = np.minimum(np.where(size <= 12, size, far), DISTANCES // 2 - 1)
    return np.where(offsets < 0, DISTANCES // 2 + bucket, bucket)


def crossings(sentences: Array, paragraphs: Array) -> Array:
    """Sentences and paragraphs between tokens and the cue, joined into one number, 0 to CROSSINGS - 1."""
    return (np.clip(sentences, -3, 3) + 3) * 5 + np.clip(paragraphs, -2, 2) + 2


BUCKETS = distances(np.arange(-WINDOW, WINDOW + 1))


class Reader:
    """The network with the weights of ``models/reader.npz``, or with others of the same names and shapes."""

    def __init__(self, weights: dict[str, Array]):
        self.tagset = [str(tag) for tag in weights["tagset"]]
        self.weights = {name: value for name, value in weights.items() if name not in ("tagset", "vocabulary")}
        self.stacks = {
            name: [(fused(self.weights, f"{name}.{i}"), dilation) for i, dilation in enumerate(dilations)]
            for name, dilations in (("stack", DILATIONS), ("stack2", NARROW_DILATIONS))
        }
        self.rows = {int(word): row for row, word in enumerate(weights["vocabulary"], 1)}
        widths = np.cumsum([0, *(width for _, width in FEATURES.values())])
        # what each entry of each table brings into the network: embedding and first layer in one
        self.brings = [
            self.weights[f"embed.{i}.weight"] @ self.weights["enter.weight"][widths[i] : widths[i + 1]]
            for i in range(len(FEATURES))
        ]
        self.brings[-1] = self.brings[-1] + self.weights["enter.bias"]
        self.confidence: list[float] = self.weights["confidence"].tolist() if "confidence" in weights else []
        self.far = self.weights["distance.weight"][BUCKETS]
        self.forget()

    def forget(self) -> None:
        """Drop what is remembered of words."""
        self.remembered: dict[str, int] = {}
        self.entrances = np.zeros((0, self.weights["enter.bias"].size), dtype=np.float32)

    def read(self, words: Sequence[str], sentences: Array, paragraphs: Array) -> Reading:
        """Read the tokens of one article, given each token's sentence and paragraph number."""
        if not len(words):
            return Reading([], np.zeros((0, len(ROLE_LABELS))), np.zeros((0, self.weights["last.weight"].size)))
        entrance = self._entrance(words)
        entrance += self.brings[-1][places(words, sentences, paragraphs)]
        np.maximum(entrance, 0, out=entrance)
        states = self._norm(self._first_stage(entrance), "last")
        tags = self._linear(states, "tags").argmax(axis=1)
        return Reading([self.tagset[i] for i in tags], log_softmax(self._linear(states, "roles")), states)

    def _first_stage(self, entrance: Array) -> Array:
        """The convolutions over the article, stretch by stretch, each with what it sees of its neighbours."""
        read = []
        for start in range(0, len(entrance), ROWS):
            first = max(start - REACH, 0)
            values = entrance[first : start + ROWS + REACH]
            seen = self._convolved(values, np.ones(len(values), dtype=bool), "stack")
            read.append(seen[start - first : start - first + ROWS])
        return np.concatenate(read)[: len(entrance)]

    def _entrance(self, words: Sequence[str]) -> Array:
        """What the words themselves bring into the network (n x width): worked out once a word, since words come again."""
        new = list(dict.fromkeys(word for word in words if word not in self.remembered))
        if len(self.remembered) + len(new) > REMEMBERED:
            self.forget()
            new = list(dict.fromkeys(words))
        if new:
            known = np.array([word_features(word, self.rows) for word in new])
            brought = sum(self.brings[i][known[:, i]] for i in range(known.shape[1]))
            self.remembered.update(zip(new, range(len(self.remembered), len(self.remembered) + len(new)), strict=True))
            self.entrances = np.concatenate([self.entrances, brought])
        return self.entrances[[self.remembered[word] for word in words]]

    def attribute(
        self, reading: Reading, anchors: Sequence[int], sentences: Array, paragraphs: Array
    ) -> list[Labelled]:
        """For each anchor, a token of a cue: what the tokens around it are to that cue."""
        if not len(anchors):
            return []
        tokens, cues = self._linear(reading.states, "token"), self._linear(reading.states[anchors], "cue")
        hidden = np.maximum(self._linear(reading.states[anchors], "judge.0"), 0)
        speech = 1 / (1 + np.exp(-self._linear(hidden, "judge.2")[:, 0]))
        windows = [window(anchor, paragraphs) for anchor in anchors]
        labels: list[Array] = []
        for i in range(0, len(anchors), WINDOWS):
            some = slice(i, i + WINDOWS)
            labels += self._second_stage(
                windows[some], np.array(anchors[some]), tokens, cues[some], sentences, paragraphs
            )
        starts = [start for start, _ in windows]
        return [Labelled(*found) for found in zip(starts, labels, speech.tolist(), strict=True)]

    def _second_stage(
        self,
        windows: list[tuple[int, int]],
        anchors: Array,
        tokens: Array,
        cues: Array,
        sentences: Array,
        paragraphs: Array,
    ) -> list[Array]:
        """Log-probabilities of LABELS in some windows, which are read in one array with gaps between them."""
        starts, lengths = np.array([start for start, _ in windows]), np.array([end - start for start, end in windows])
        rows = np.cumsum(lengths + GAP) - lengths - GAP  # where each window starts
        of = np.repeat(np.arange(len(windows)), lengths + GAP)
        offsets = np.arange(len(of)) - rows[of]
        inside = offsets < lengths[of]
        anchor = anchors[of]
        token = np.where(inside, starts[of] + offsets, anchor)
        values = tokens[token]
        values += self.far[token - anchor + WINDOW]
        values += self.weights["crossing.weight"][
            crossings(sentences[token] - sentences[anchor], paragraphs[token] - paragraphs[anchor])
        ]
        values += cues[of]
        np.maximum(values, 0, out=values)
        values = self._norm(self._convolved(values, inside, "stack2"), "last2")
        scores = log_softmax(self._linear(values, "label"))
        return [scores[row : row + length] for row, length in zip(rows.tolist(), lengths.tolist(), strict=True)]

    def _convolved(self, values: Array, inside: Array, stack: str) -> Array:
        """Rows as a stack of gated convolutions reads them, and some more behind them; ``inside`` is false in gaps."""
        rows = len(values) + -len(values) % EVEN
        read, there = np.zeros((rows, values.shape[1]), dtype=np.float32), np.zeros(rows, dtype=np.float32)
        read[: len(values)], there[: len(values)] = values, inside
        for matrices, dilation in self.stacks[stack]:
            convolve(read, there, matrices, dilation)
        return read

    def _linear(self, values: Array, name: str) -> Array:
        return values @ self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]

    def _norm(self, values: Array, name: str) -> Array:
        centred, deviation = centre(values)
        centred *= (1 / deviation)[:, None]
        centred *= self.weights[f"{name}.weight"]
        centred += self.weights[f"{name}.bias"]
        return centred


def window(anchor: int, paragraphs: Array) -> tuple[int, int]:
    """The tokens that the second stage reads: the anchor's paragraph and the ones beside it, within WINDOW."""
    low = int(np.searchsorted(paragraphs, paragraphs[anchor] - 1, "left"))
    high = int(np.searchsorted(paragraphs, paragraphs[anchor] + 1, "right"))
    return max(low, anchor - WINDOW), min(high, anchor + WINDOW + 1)


@cache
def reader() -> Reader:
    """The reader with the weights that the package holds."""
    return Reader(load_weights(MODELS / "reader.npz"))


def load_weights(path) -> dict[str, Array]:
    """Weights from an .npz file: float16, and int8 with a scale a row under the name ``<name>:scale``, as float32."""
    with path.open("rb") as file, np.load(file) as held:
        scales = {
            name.removesuffix(":scale"): held[name].astype(np.float32) for name in held if name.endswith(":scale")
        }
        return {
            name: held[name]
            if held[name].dtype.kind in "Uu"
            else held[name].astype(np.float32) * scales.get(name, np.float32(1))
            for name in held
            if not name.endswith(":scale")
        }


class ReaderTagger(TaggerI):
    """The reader as a tagger of nltk: ``ReaderTagger().tag(["Ten", "died"])``."""

    def tag(self, tokens: list[str]) -> list[tuple[str, str]]:
        nowhere = np.zeros(len(tokens), dtype=np.int64)
        return list(zip(tokens, reader().read(tokens, nowhere, nowhere).tags, strict=True))
