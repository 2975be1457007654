"""What the reader knows of a token before it reads: its word, its form, whether it is a cue of the lexicon, where it stands."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from functools import cache

import numpy as np

from analysis.language import lemma, lexicon

# what a token is known by -> (entries of its table, width of its embedding)
FEATURES = {
    "word": (40_000, 64), "ending": (8192, 16), "suffix": (4096, 24), "prefix": (4096, 16), "shape": (512, 12),
    "cue": (8, 8), "place": (16, 8),
}  # fmt: skip
SHAPE = [
    (re.compile(r"\d"), "0"), (re.compile(r"[^\W\d_a-z]"), "X"), (re.compile(r"[^\W\dX_]"), "x"),
    (re.compile(r"(.)\1+"), r"\1"),
]  # fmt: skip
OPENING, MARKS = frozenset("“«„") | {"``"}, frozenset('“«„”»"') | {"``", "''"}
Array = np.ndarray


def identity(text: str) -> int:
    """A number for a text, the same on every machine."""
    return zlib.crc32(text.encode("utf8", "surrogatepass"))


def hashed(text: str, size: int) -> int:
    """A place in a table of ``size`` entries for a text; 0 is kept for "hidden"."""
    return identity(text) % (size - 1) + 1


@cache
def cue_classes() -> dict[str, int]:
    """Verbs of the cue lexicon -> a number for their act."""
    acts = {"speech": 2, "belief": 3, "other": 4}
    rows = [line.split("\t") for line in lexicon("cues")]
    return {verb: acts[act] for verb, act, *_ in rows if " " not in verb}


def word_features(word: str, rows: dict[int, int]) -> tuple[int, ...]:
    """What a token is known by wherever it stands: word, ending, suffix, prefix, shape, cue lexicon.

    ``rows`` gives the row of a word's identity; a word without one is known by its form alone.
    """
    low, shape = word.lower(), word[:40]
    for pattern, sign in SHAPE:
        shape = pattern.sub(sign, shape)
    classes = cue_classes()
    cue = max(classes.get(form, 0) for form in (low, *(lemma(low, tag) for tag in ("VBD", "VBZ", "VBG"))))
    return (
        rows.get(identity(low), 0), hashed(low[-4:], FEATURES["ending"][0]), hashed(low[-3:], FEATURES["suffix"][0]),
        hashed(low[:3], FEATURES["prefix"][0]), hashed(shape[:8], FEATURES["shape"][0]), 1 + cue,
    )  # fmt: skip


def places(words: Sequence[str], sentences: Array, paragraphs: Array) -> Array:
    """Where tokens stand: the quotation state (outside, inside, a mark) joined with whether a sentence or paragraph starts."""
    starts, opens = np.ones((2, len(words)), dtype=bool)
    starts[1:], opens[1:] = np.diff(sentences) != 0, np.diff(paragraphs) != 0
    state = np.zeros(len(words), dtype=np.int64)
    marks = [i for i, word in enumerate(words) if word in MARKS]
    quoted, since = False, 0
    for i in sorted({*marks, *np.flatnonzero(opens).tolist(), len(words)}):
        if quoted:
            state[since:i] = 1
        if i == len(words):
            break
        quoted = quoted and not opens[i]
        since = i
        if words[i] in MARKS:
            quoted = words[i] in OPENING or (words[i] == '"' and not quoted)
            state[i], since = 2, i + 1
    return 1 + state + 3 * starts + 6 * opens


def features(words: Sequence[str], sentences: Array, paragraphs: Array, rows: dict[int, int]) -> Array:
    """What tokens are known by: an integer matrix, a row a token, the columns of FEATURES."""
    known = {word: word_features(word, rows) for word in set(words)}
    own = np.array([known[word] for word in words]).reshape(len(words), len(FEATURES) - 1)
    return np.column_stack([own, places(words, sentences, paragraphs)])
