"""Noun phrases around a noun, at the end of some words, and of the document that these words are about."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.documents import Token
from analysis.sources.extents import NOMINAL
from analysis.sources.vocabulary import terms

AUTHORSHIP = frozenset({"by", "from", "of", "for", "at", "within"})


def phrase_around(tokens: Sequence[Token], noun: int) -> Sequence[Token]:
    """The noun phrase whose head stands at ``noun``, with up to two of "by the ministry", "from Vellin" behind it."""
    end = noun + 1
    for _ in range(2):
        if end >= len(tokens) or tokens[end].word not in AUTHORSHIP:
            break
        last = end + 1
        while last < len(tokens) and last - end < 8 and tokens[last].pos in NOMINAL:
            last += 1
        if last == end + 1:
            break
        end = last
    return [*phrase_ending(tokens[: noun + 1]), *tokens[noun + 1 : end]]


def phrase_ending(tokens: Sequence[Token]) -> Sequence[Token]:
    """The noun phrase at the end of these tokens."""
    first = len(tokens)
    while first > 0 and len(tokens) - first < 8 and tokens[first - 1].pos in NOMINAL:
        first -= 1
    return tokens[first:]


def document_before(tokens: Sequence[Token]) -> Sequence[Token]:
    """The document at the end of these tokens, over "from the ministry" and "to Diaz"; nothing where there is none."""
    for _ in range(2):
        if not tokens or tokens[-1].pos not in ("IN", "TO"):
            break
        phrase = phrase_ending(tokens[:-1])
        if phrase and (term := terms().get(phrase[-1].word.lower())) and term.kind == "document":
            return phrase
        tokens = tokens[: len(tokens) - 1 - len(phrase)]
    return ()
