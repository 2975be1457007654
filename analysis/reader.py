"""The reader: a small convolutional network that tags every token, finds cues, and reads for each cue its source and content.

Two stages, after semantic role labelling: a stack of gated convolutions (Dauphin et al. 2017) reads the whole article and
labels tags and roles; for each cue, a second and narrower stack reads the tokens around it and labels which are its source
and which its content, so that spans and links are decided together. ``training.py`` makes the weights; here it is numpy.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
from nltk.tag.api import TaggerI

from analysis.language import MODELS, lemma, lexicon

# what a token is known by -> (entries of its table, width of its embedding)
FEATURES = {
    "word": (24576, 64), "ending": (8192, 16), "suffix": (4096, 24), "prefix": (4096, 16), "shape": (512, 12),
    "place": (16, 8), "cue": (8, 8),
}  # fmt: skip
DILATIONS, NARROW_DILATIONS = (1, 2, 4, 8, 16, 2), (1, 3, 9)
ROLE_LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
WINDOW = 80  # tokens on each side of a cue that the second stage reads
DISTANCES = 48  # buckets of signed distance from the cue
CROSSINGS = 7 * 5  # sentences (-3 to 3) times paragraphs (-2 to 2) between a token and the cue
SHAPE = [
    (re.compile(r"\d"), "0"), (re.compile(r"[^\W\d_a-z]"), "X"), (re.compile(r"[^\W\dX_]"), "x"),
    (re.compile(r"(.)\1+"), r"\1"),
]  # fmt: skip
OPENING, CLOSING = ("“", "``", "«", "„"), ("”", "''", "»")
Array = np.ndarray


class Reading(NamedTuple):
    """What the first stage says of an article's tokens: tags, log-probabilities of ROLE_LABELS (n x 7), states (n x width)."""

    tags: list[str]
    roles: Array
    states: Array


def hashed(text: str, size: int) -> int:
    """A place in a table of ``size`` entries for a text; 0 is kept for "hidden"."""
    return zlib.crc32(text.encode("utf8", "surrogatepass")) % (size - 1) + 1


@cache
def cue_classes() -> dict[str, int]:
    """Verbs of the cue lexicon -> a number for their act."""
    acts = {"speech": 2, "belief": 3, "other": 4}
    rows = [line.split("\t") for line in lexicon("cues")]
    return {verb: acts[act] for verb, act, *_ in rows if " " not in verb}


@lru_cache(maxsize=200_000)
def word_features(word: str) -> tuple[int, int, int, int, int, int]:
    """What a token is known by wherever it stands: word, ending, suffix, prefix, shape, cue lexicon."""
    low, shape = word.lower(), word
    for pattern, sign in SHAPE:
        shape = pattern.sub(sign, shape)
    classes = cue_classes()
    cue = max(classes.get(form, 0) for form in (low, *(lemma(low, tag) for tag in ("VBD", "VBZ", "VBG"))))
    return (
        hashed(low, FEATURES["word"][0]), hashed(low[-4:], FEATURES["ending"][0]), hashed(low[-3:], FEATURES["suffix"][0]),
        hashed(low[:3], FEATURES["prefix"][0]), hashed(shape[:8], FEATURES["shape"][0]), 1 + cue,
    )  # fmt: skip


def features(words: Sequence[str], sentences: Array, paragraphs: Array) -> Array:
    """What tokens are known by: an integer matrix, a row a token, the columns of FEATURES.

    ``place`` joins the quotation state (outside, inside, a mark) with whether a sentence or a paragraph starts.
    """
    rows = np.empty((len(words), len(FEATURES)), dtype=np.int32)
    starts = np.ones(len(words), dtype=bool), np.ones(len(words), dtype=bool)
    starts[0][1:], starts[1][1:] = np.diff(sentences) != 0, np.diff(paragraphs) != 0
    quoted = False
    for i, (word, first, opens) in enumerate(zip(words, *starts, strict=True)):
        quoted = quoted and not opens
        mark = word in OPENING or word in CLOSING or word == '"'
        state = 2 if mark else int(quoted)
        if mark:
            quoted = word in OPENING or (word == '"' and not quoted)
        own = word_features(word)
        rows[i] = (*own[:5], 1 + state + 3 * first + 6 * opens, own[5])
    return rows


def distances(offsets: Array) -> Array:
    """Signed distances in tokens as buckets 0 to DISTANCES - 1: one each up to 12, then logarithmic."""
    size = np.abs(offsets)
    far = 12 + np.floor(np.log2(np.maximum(size, 13) / 13) * 3.5).astype(np.int64)
    bucket = np.minimum(np.where(size <= 12, size, far), DISTANCES // 2 - 1)
    return np.where(offsets < 0, DISTANCES // 2 + bucket, bucket)


def crossings(sentences: Array, paragraphs: Array) -> Array:
    """Sentences and paragraphs between tokens and the cue, joined into one number, 0 to CROSSINGS - 1."""
    return (np.clip(sentences, -3, 3) + 3) * 5 + np.clip(paragraphs, -2, 2) + 2


class Reader:
    """The network with the weights of ``models/reader.npz``, or with others of the same names and shapes."""

    def __init__(self, weights: dict[str, Array]):
        self.tagset = [str(tag) for tag in weights["tagset"]]
        self.weights = {name: value for name, value in weights.items() if name != "tagset"}

    def read(self, words: Sequence[str], sentences: Array, paragraphs: Array) -> Reading:
        """Read the tokens of one article, given each token's sentence and paragraph number."""
        if not len(words):
            return Reading([], np.zeros((0, len(ROLE_LABELS))), np.zeros((0, self.weights["last.weight"].size)))
        known = features(words, sentences, paragraphs)
        states = np.concatenate([self.weights[f"embed.{i}.weight"][known[:, i]] for i in range(len(FEATURES))], axis=1)
        states = np.maximum(self._linear(states, "enter"), 0)
        for i, dilation in enumerate(DILATIONS):
            states = self._gated(states, f"stack.{i}", dilation)
        states = self._norm(states, "last")
        tags = self._linear(states, "tags").argmax(axis=1)
        return Reading([self.tagset[i] for i in tags], log_softmax(self._linear(states, "roles")), states)

    def attribute(
        self, reading: Reading, cues: Sequence[tuple[int, int]], sentences: Array, paragraphs: Array
    ) -> list[tuple[int, Array, float]]:
        """For each cue (tokens ``[first, last)``): the first token read, log-probabilities of none, source and content
        of it and the tokens behind it (m x 3), and the probability that the attribution is speech.
        """
        if not cues:
            return []
        blocks, starts = [], []
        token, cue = self._linear(reading.states, "token"), self.weights["distance.weight"]
        for first, last in cues:
            span = self._window(first, paragraphs)
            offsets = np.arange(span.start, span.stop) - first
            block = token[span] + cue[distances(offsets)]
            block += self.weights["crossing.weight"][
                crossings(sentences[span] - sentences[first], paragraphs[span] - paragraphs[first])
            ]
            block += self._linear(reading.states[first:last].mean(axis=0), "cue")
            block[first - span.start : last - span.start] += self.weights["within"]
            blocks.append(np.maximum(block, 0))
            starts.append(span.start)
        labels = self._narrow(blocks)
        speech = [self._speech(reading.states[first:last].mean(axis=0)) for first, last in cues]
        return list(zip(starts, labels, speech, strict=True))

    def _window(self, first: int, paragraphs: Array) -> slice:
        """The tokens that the second stage reads for a cue: its paragraph and the ones beside it, within WINDOW."""
        low = int(np.searchsorted(paragraphs, paragraphs[first] - 1, "left"))
        high = int(np.searchsorted(paragraphs, paragraphs[first] + 1, "right"))
        return slice(max(low, first - WINDOW), min(high, first + WINDOW + 1))

    def _narrow(self, blocks: list[Array]) -> list[Array]:
        """The second stage over all windows in one array, with gaps between them as wide as its widest reach."""
        gap = max(NARROW_DILATIONS)
        width = blocks[0].shape[1]
        lengths = [len(block) for block in blocks]
        joined = np.zeros((sum(lengths) + gap * len(blocks), width), dtype=np.float32)
        inside = np.zeros((len(joined), 1), dtype=np.float32)
        at, places = 0, []
        for block in blocks:
            joined[at : at + len(block)], inside[at : at + len(block)] = block, 1
            places.append(at)
            at += len(block) + gap
        for i, dilation in enumerate(NARROW_DILATIONS):
            joined = self._gated(joined, f"stack2.{i}", dilation, inside)
        scores = log_softmax(self._linear(self._norm(joined, "last2"), "label"))
        return [scores[place : place + length] for place, length in zip(places, lengths, strict=True)]

    def _speech(self, state: Array) -> float:
        hidden = np.maximum(self._linear(state, "judge.0"), 0)
        return float(1 / (1 + np.exp(-self._linear(hidden, "judge.2")[0])))

    def _linear(self, values: Array, name: str) -> Array:
        return values @ self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]

    def _norm(self, values: Array, name: str) -> Array:
        centred = values - values.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", centred, centred)[:, None] / values.shape[1]
        return centred / np.sqrt(variance + 1e-5) * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]

    def _gated(self, values: Array, name: str, dilation: int, inside: Array | None = None) -> Array:
        """A gated convolution of width 3 with its residual; ``inside`` is 0 where a gap is, which reads as nothing."""
        known = self._norm(values, f"{name}.norm")
        if inside is not None:
            known *= inside
        before, here, after = self.weights[f"{name}.conv.weight"]
        mixed = known @ here + self.weights[f"{name}.conv.bias"]
        mixed[dilation:] += known[:-dilation] @ before
        mixed[:-dilation] += known[dilation:] @ after
        width = values.shape[1]
        return values + mixed[:, :width] / (1 + np.exp(-np.clip(mixed[:, width:], -60, 60)))


def log_softmax(scores: Array) -> Array:
    shifted = scores - scores.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


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
            if held[name].dtype.kind == "U"
            else held[name].astype(np.float32) * scales.get(name, np.float32(1))
            for name in held
            if not name.endswith(":scale")
        }


class ReaderTagger(TaggerI):
    """The reader as a tagger of nltk: ``ReaderTagger().tag(["Ten", "died"])``."""

    def tag(self, tokens: list[str]) -> list[tuple[str, str]]:
        nowhere = np.zeros(len(tokens), dtype=np.int64)
        return list(zip(tokens, reader().read(tokens, nowhere, nowhere).tags, strict=True))
