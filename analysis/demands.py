"""Demands told by a noun alone: "the strikers' demands include higher pay"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from analysis.contents import NOMINAL
from analysis.documents import Document, Token

DEMANDS = frozenset({"demand", "request", "recommendation", "complaint", "accusation", "grievance"})
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
LONGEST_OWNER, LONGEST_CONTENT = 10, 80  # tokens
STOPS = frozenset({".", ";"})
Range = tuple[int, int]


def demanded(document: Document) -> Iterator[tuple[Range, Range, Range]]:
    """Source, cue and content, as ranges of tokens, where somebody's demands "include" or "have included" something.

    >>> from analysis.documents import read_text
    >>> document = read_text("The strikers' demands include higher pay.")
    >>> list(demanded(document))
    [((0, 2), (3, 4), (5, 7))]
    """
    for sentence in document.claimable():
        if document.text.find("includ", sentence.start, sentence.end) < 0:
            continue
        tokens, first = sentence.tokens, document.token_range((sentence.start, sentence.end))[0]
        stops = [i for i, token in enumerate(tokens) if token.word in STOPS] + [len(tokens)]
        for i in range(1, len(tokens) - 2):
            if tokens[i].lemma not in DEMANDS:
                continue
            owner, verb = _owner(tokens, i), i + 1 + (tokens[i + 1].lemma == "have")
            end = min(stops[bisect_left(stops, i)], verb + LONGEST_CONTENT)
            if owner and tokens[verb].lemma == "include" and end > verb + 1:
                yield _moved(first, owner), _moved(first, (i, i + 1)), _moved(first, (verb + 1, end))


def _owner(tokens: Sequence[Token], noun: int) -> Range | None:
    """Whose demand it is: "their", "the strikers"."""
    if tokens[noun - 1].pos == "PRP$":
        return noun - 1, noun
    if tokens[noun - 1].word not in POSSESSIVE:
        return None
    first = noun - 1
    while first > max(0, noun - LONGEST_OWNER) and tokens[first - 1].pos in NOMINAL:
        first -= 1
    return (first, noun - 1) if first < noun - 1 else None


def _moved(by: int, part: Range) -> Range:
    return part[0] + by, part[1] + by
