"""Statements within statements: "the Echo reported that police said ..." tells what the paper says, and what the police do."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from analysis.contents import FINITE, NOMINAL
from analysis.documents import Token
from analysis.features import MARKS
from analysis.hearsay import SAYING

BETWEEN = frozenset({"that", ",", ":"})
PRONOUNS = frozenset({"PRP", "EX"})  # "he said he told ...": a story of one's own
JOINTS = frozenset({"of", "for", "in", "at", "from", "within"})
LONGEST_SUBJECT = 10  # tokens
LONGEST_APPOSITION = 14  # with its commas
Range = tuple[int, int]


def chained(tokens: Sequence[Token], contents: Iterable[Range], quoted: Sequence[Range]) -> Iterator[tuple[Range, ...]]:
    """Source, cue and content, as ranges of tokens, of every statement that a content begins with.

    Parameters
    ----------
    tokens : of the article
    contents : parts of contents that follow their cue
    quoted : quotations; what is quoted is left whole

    >>> from analysis.documents import read_text
    >>> document = read_text("The Echo reported that police had denied they knew.")
    >>> list(chained(document.tokens, [(3, 9)], []))
    [((4, 5), (5, 7), (7, 9))]
    >>> document = read_text("The Echo quoted a witness as saying they knew.")
    >>> list(chained(document.tokens, [(3, 9)], []))
    [((3, 5), (5, 7), (7, 9))]
    """
    for first, last in contents:
        at = bisect_right(quoted, first, key=itemgetter(1))
        free = min(last, quoted[at][0]) if at < len(quoted) else last
        begin = first + (tokens[first].word in BETWEEN)
        noun = begin
        while noun < min(free, begin + LONGEST_SUBJECT) and _within(tokens, noun, begin):
            noun += 1
        if (quoting := _as_saying(tokens, begin, noun, free)) is not None:
            yield (begin, quoting - (tokens[quoting - 1].word == ",")), (quoting, quoting + 2), (quoting + 2, last)
            continue
        verb = noun
        while verb < free and (tokens[verb].lemma in ("have", "be") or tokens[verb].pos == "RB"):
            verb += 1
        stated = any(token.pos in FINITE or token.word in MARKS for token in tokens[verb + 1 : last])
        if begin < noun and verb < free and stated and _says(tokens[noun : verb + 1]):
            yield (begin, noun), (noun, verb + 1), (verb + 1, last)


def _as_saying(tokens: Sequence[Token], begin: int, noun: int, free: int) -> int | None:
    """Where "as saying" stands behind a phrase, or behind what an apposition says of it: "quoted Ann, a nurse, as saying"."""
    end = noun + (noun == begin and tokens[begin].pos == "PRP")  # "quoted him as saying"
    if end == begin or end >= free or tokens[end].word not in ("as", ","):
        return None
    behind = range(end, min(free - 1, end + LONGEST_APPOSITION))
    return next((i for i in behind if [token.word for token in tokens[i : i + 2]] == ["as", "saying"]), None)


def _within(tokens: Sequence[Token], i: int, begin: int) -> bool:
    """Can a token stand within a subject: "police | in | Avel"?"""
    joins = tokens[i].word in JOINTS and i > begin and tokens[i - 1].pos.startswith("NN")
    return joins or tokens[i].pos in NOMINAL - PRONOUNS


def _says(verb: Sequence[Token]) -> bool:
    """Is it a finite verb of saying, not a passive?"""
    active = verb[-1].pos != "VBN" or any(token.lemma == "have" for token in verb[:-1])
    passive = any(token.lemma == "be" for token in verb[:-1])
    return verb[0].pos in FINITE and active and not passive and verb[-1].lemma in SAYING
