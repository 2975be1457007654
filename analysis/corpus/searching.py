"""Where a word, a phrase or a pattern stands in a corpus."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np

from analysis.corpus.indexing import Corpus, Layer
from analysis.language import stem, tokenizer

KINDS = ("word", "form", "stem", "lemma", "regex", "pos")


class Hits(NamedTuple):
    """The tokens ``[first, last)`` of every place where a pattern stands."""

    first: np.ndarray
    last: np.ndarray


def find(corpus: Corpus, pattern: str, kind: str = "word") -> Hits:
    """Every place of a pattern, which is one or more words with spaces between.

    Parameters
    ----------
    pattern, kind : "word": as in the text, capitals apart ("air strike"); "form": capitals too ("US"); "stem": any word of
        the same Snowball stem ("attacking" finds "attacks"); "lemma": any form of a word ("say" finds "said"); "regex":
        a regular expression for each word, capitals apart (``"at least \\d+"``); "pos": a Penn Treebank tag for each word,
        which may be a regular expression in capitals, or a word in small letters (``"at least CD NNS?"``)

    A hit stands in one paragraph. Raises ValueError for another kind, an empty pattern, a regular expression that is none.

    >>> import pandas as pd
    >>> from analysis.corpus import index_words
    >>> corpus = index_words(pd.DataFrame({"article_id": ["a"], "text": ["At least 12 died. At least 3 fled."]}))
    >>> find(corpus, r"at least \\d+", "regex").first.tolist()
    [0, 5]
    """
    if kind not in KINDS:
        raise ValueError(f"kind {kind!r} is none of {', '.join(KINDS)}")
    parts = _words(corpus, pattern) if kind in ("word", "form") else pattern.split()
    if not parts:
        raise ValueError("the pattern is empty; write at least one word")
    held = [_holds(corpus, part, kind) for part in parts]
    hit, last = held[0].copy(), len(parts) - 1
    for i, holds in enumerate(held[1:], 1):
        hit[:-i] &= holds[i:]
        hit[-i:] = False
    first = np.flatnonzero(hit)
    first = first[corpus.stretch[first] == corpus.stretch[first + last]] if last and len(first) else first
    return Hits(first, first + len(parts))


def _words(corpus: Corpus, pattern: str) -> list[str]:
    """A pattern cut into tokens as the texts were: "didn't" is two; "Gen." is one where the texts have it."""
    known = set(corpus.word.names)
    return [
        word
        for chunk in pattern.split()
        for word in ([chunk] if chunk.casefold() in known else tokenizer().tokenize(chunk))
    ]


def _holds(corpus: Corpus, part: str, kind: str) -> np.ndarray:
    """For every token whether it is what one part of a pattern asks for."""
    if kind == "regex" or (kind == "pos" and part == part.upper()):
        layer = corpus.layer("pos" if kind == "pos" else "form")
        return _matching(layer, part, re.NOFLAG if kind == "pos" else re.IGNORECASE)
    layer = corpus.layer("word" if kind == "pos" else kind)
    wanted = stem(part.casefold()) if kind == "stem" else part if kind in ("form", "lemma") else part.casefold()
    return np.asarray(layer.names == wanted, dtype=bool)[layer.codes]


def _matching(layer: Layer, expression: str, flags: re.RegexFlag) -> np.ndarray:
    try:
        pattern = re.compile(expression, flags)
    except re.error as error:
        raise ValueError(f"{expression!r} is not a regular expression: {error}") from None
    return np.array([pattern.fullmatch(str(name)) is not None for name in layer.names], dtype=bool)[layer.codes]
