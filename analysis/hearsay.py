"""Statements of nobody named: the clause that "reportedly" or "allegedly" stands in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter

from analysis.documents import Document, Token

HEARSAY = frozenset({"reportedly", "allegedly", "purportedly"})
ANY_HEARSAY = re.compile("|".join(sorted(HEARSAY)), re.IGNORECASE)
SAYING = frozenset({  # beside hearsay they have a source
    "add", "admit", "announce", "argue", "ask", "claim", "confirm", "declare", "deny", "report", "say", "shout", "state",
    "tell", "warn", "write", "yell",
})  # fmt: skip
SUBORDINATING = frozenset(
    {"as", "with", "while", "after", "before", "when", "if", "although", "though", "because", "whether", "that"}
)
ENDS = frozenset({";", ":", "(", ")", "[", "]", "–", "—", "-", "--", "“", "”", '"', "``", "''", "."})
Range = tuple[int, int]


def heard(document: Document) -> Iterator[tuple[int, list[Range]]]:
    """The tokens that mark hearsay, each with the parts of the clause around it, as ranges of tokens.

    What somebody quoted calls hearsay is left out, and what somebody "reportedly said", which has a source.

    >>> from analysis.documents import read_text
    >>> list(heard(read_text("Two bridges reportedly fell in the storm.")))
    [(2, [(0, 2), (3, 7)])]
    """
    quoted = document.quotations
    for sentence in document.claimable():
        if not ANY_HEARSAY.search(document.text, sentence.start, sentence.end):
            continue
        tokens, first = sentence.tokens, document.token_range((sentence.start, sentence.end))[0]
        for i, token in enumerate(tokens):
            if token.word.lower() not in HEARSAY or _said(tokens, i):
                continue
            opened = bisect_right(quoted, token.start, key=itemgetter(0))
            if opened and token.start < quoted[opened - 1][1]:
                continue
            parts = [(first + a, first + b) for a, b in clause(tokens, i) if a < b]
            if parts:
                yield first + i, parts


def _said(tokens: Sequence[Token], i: int) -> bool:
    beside = (*tokens[max(0, i - 1) : i], *tokens[i + 1 : i + 3])
    return any(t.pos.startswith("VB") and t.lemma.lower() in SAYING for t in beside)


def clause(tokens: Sequence[Token], i: int) -> tuple[Range, Range]:
    """What stands in one clause with the token ``i``: before it, and behind it."""
    begin, end = i, i + 1
    if i and tokens[i - 1].pos != "IN":  # "for allegedly robbing a shop"
        while begin > 0 and not _opens(tokens[begin - 1]) and not _contact(tokens[begin - 1 : begin + 1]):
            begin -= 1
    dependent = begin > 0 and (begin == i or tokens[begin - 1].word.lower() in SUBORDINATING)
    while end < len(tokens) and tokens[end].word not in ENDS:
        if tokens[end].word == "," and (dependent or _another(tokens[end + 1 : end + 2])):
            break
        end += 1
    return (begin, i), (i + 1, end)


def _opens(token: Token) -> bool:
    """Whether a clause begins behind a token."""
    return token.word in ENDS or token.word == "," or token.pos == "CC" or token.word.lower() in SUBORDINATING


def _contact(tokens: Sequence[Token]) -> bool:
    """Whether a relative clause without a relative begins between two tokens: "the guns | he allegedly used"."""
    return tokens[0].pos in ("NN", "NNS") and tokens[1].pos == "PRP"


def _another(following: Sequence[Token]) -> bool:
    """Whether another clause begins behind a comma: ", but the army", ", which"."""
    return any(
        t.pos in ("CC", "WDT", "WP") or t.word.lower() in SUBORDINATING or t.word.lower() == "according"
        for t in following
    )
