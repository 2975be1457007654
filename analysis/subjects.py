"""The noun phrase that is the subject of a verb, by the tags in front of it."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.contents import DAYS
from analysis.documents import Token

NOUN_PHRASE = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "JJS", "DT", "PRP$", "PRP", "POS", "CD", "HYPH"})
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ"})
OPENING_ASIDE = frozenset({"WP", "WDT", "DT"})
MISSING = "missing"  # a participle by its tag: "the missing"
Range = tuple[int, int]


def subject(tokens: Sequence[Token], verb: int) -> Range | None:
    """The subject of the verb at a place, as a range of tokens; None for a passive and where no noun phrase stands.

    >>> from analysis.documents import read_text
    >>> subject(read_text("Holm, the mayor of Avel, has put the toll at ten.").tokens, 8)
    (0, 1)
    """
    last = verb
    while last and (tokens[last - 1].pos in ("RB", "RBR", "MD") or tokens[last - 1].lemma in ("have", "be")):
        if tokens[last - 1].lemma == "be":
            return None  # "was reported": nobody says who by
        last -= 1
    if last > 1 and tokens[last - 1].word in DAYS and tokens[last - 2].word == "on":
        last -= 2  # "the clinic on Friday lowered"
    if last and tokens[last - 1].word == ",":  # "the clerk, who asked not to be named, put"; "Brandt, the mayor, put"
        aside = (i for i in range(last - 2, 0, -1) if tokens[i - 1].word == "," and tokens[i].pos in OPENING_ASIDE)
        last = next(aside, last + 1) - 1
    return phrase_before(tokens, last, joints=("of", "for", "in", "at", "on", "from"))


def phrase_before(tokens: Sequence[Token], last: int, joints: Sequence[str] = ("of", "for")) -> Range | None:
    """The noun phrase that ends in front of token ``last``; ``joints`` are the prepositions within it."""
    if last and tokens[last - 1].pos == "PRP":  # "on Sunday it had"
        return last - 1, last
    first = last
    while first and not _begins(tokens, first, last) and _within(tokens, first - 1, joints):
        first -= 1
    if first == last or not (tokens[last - 1].pos.startswith(("NN", "PRP")) or tokens[last - 1].word == MISSING):
        return None
    return first, last


def _within(tokens: Sequence[Token], i: int, joints: Sequence[str]) -> bool:
    """Can a token stand within a noun phrase?"""
    token = tokens[i]
    joins = token.word in joints and i > 0 and tokens[i - 1].pos in NOUNS
    return token.pos in NOUN_PHRASE or token.word == MISSING or joins


def _begins(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a phrase begins at a token whatever noun stands before it: "on Monday | the board"."""
    return first < last and tokens[first].pos in ("DT", "PRP$") and tokens[first - 1].pos.startswith("NN")
