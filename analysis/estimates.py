"""Estimates: who "put the toll at 23", which a reader of verbs of saying takes for a deed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analysis.contents import FINITE, NOMINAL
from analysis.documents import Document, Token
from analysis.features import MARKS
from analysis.subjects import subject

PUTTING = frozenset({"put", "place"})
ANY_PUTTING = re.compile(r"\b(?:put|place)[sd]?\b[^.;\n]+?\bat\b")
LONGEST_OBJECT = 12  # tokens: "the number of people who are missing"
BOUNDS = frozenset({"IN", "RB", "RBR", "JJR", "JJS", "DT"})  # "more than", "at least", "about"
LONGEST_BOUND = 3
NUMERALS = frozenset({"dozens", "scores", "hundreds", "thousands", "none", "zero"})
WITHIN = NOMINAL | {"VBN", "VBG", "IN", "``"}
ENDS = frozenset({",", ";", ".", ":", "–", "—", "-", "--", "(", "but", "while"})
Range = tuple[int, int]


def estimated(document: Document) -> Iterator[tuple[Range, Range, Range]]:
    """Source, cue and content, as ranges of tokens, where somebody "put" or "placed" something "at" a number.

    >>> from analysis.documents import read_text
    >>> list(estimated(read_text("The Echo put the toll of the raid at more than ten.")))
    [((0, 2), (2, 3), (3, 12))]
    """
    for sentence in document.claimable():
        if not ANY_PUTTING.search(document.text, sentence.start, sentence.end):
            continue
        tokens, first = sentence.tokens, document.token_range((sentence.start, sentence.end))[0]
        for verb, token in enumerate(tokens):
            if token.lemma in PUTTING and token.pos.startswith("VB") and (at := _at(tokens, verb)):
                source = subject(tokens, verb)
                if source:
                    end = _end(tokens, at)
                    yield (
                        (first + source[0], first + source[1]),
                        (first + verb, first + verb + 1),
                        (first + verb + 1, first + end),
                    )


def _at(tokens: Sequence[Token], verb: int) -> int | None:
    """Where the "at" stands that a number follows."""
    for i in range(verb + 1, min(len(tokens) - 1, verb + LONGEST_OBJECT)):
        if tokens[i].word == "at" and i > verb + 1:
            number = i + 1
            while number < min(len(tokens), i + 1 + LONGEST_BOUND) and (
                tokens[number].pos in BOUNDS or tokens[number].word in MARKS
            ):
                number += 1
            if number < len(tokens) and (tokens[number].pos == "CD" or tokens[number].word.lower() in NUMERALS):
                return i
        if tokens[i].pos not in WITHIN:
            return None
    return None


def _end(tokens: Sequence[Token], at: int) -> int:
    """Where the content ends: before a mark, and before another clause."""
    for i in range(at + 1, len(tokens)):
        another = tokens[i].word == "and" and any(t.pos in FINITE for t in tokens[i + 1 : i + 8])
        if tokens[i].word in ENDS or another:
            return i
    return len(tokens)
