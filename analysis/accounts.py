"""Statements that hang on a preposition: "per the ministry", "by early reports", "with officials reporting"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analysis.contents import FINITE, NOMINAL
from analysis.documents import Document, Token
from analysis.hearsay import SAYING

ANY_ACCOUNT = re.compile(
    r"\bper\s(?!cent)|\bby\b[^.,;\n]{0,60}\b(?:reports?|accounts?|estimates?)\b|\bwith\b[^.;\n]+?ing\b", re.IGNORECASE
)
ACCOUNTS = frozenset({"report", "account", "estimate"})
OF_A_RATE = frozenset(
    {"capita", "day", "hour", "week", "month", "year", "minute", "second", "night", "person", "head", "se"}
)
LONGEST_SOURCE = 12  # tokens
Range = tuple[int, int]


def accounts(document: Document) -> Iterator[tuple[Range, Range, Range]]:
    """Source, cue and content, as ranges of tokens, of what is so "per" somebody, or told "with" somebody saying it.

    >>> from analysis.documents import read_text
    >>> list(accounts(read_text("Per the port, two boats sank, with divers reporting three.")))
    [((1, 3), (0, 1), (4, 12)), ((9, 10), (10, 11), (11, 12))]
    """
    for sentence in document.claimable():
        if not ANY_ACCOUNT.search(document.text, sentence.start, sentence.end):
            continue
        tokens, first = sentence.tokens, document.token_range((sentence.start, sentence.end))[0]
        for i, token in enumerate(tokens):
            found = _TOLD.get(token.word.lower(), _nothing)(tokens, i)
            if found:
                source, cue, content = ((first + a, first + b) for a, b in found)
                yield source, cue, content


def _nothing(tokens: Sequence[Token], i: int) -> None:
    return None


def _by(tokens: Sequence[Token], i: int) -> tuple[Range, Range, Range] | None:
    """ "Per the port, two boats sank", "two boats sank, by early reports": what frames a whole sentence."""
    last = _phrase_end(tokens, i + 1)
    account = any(t.lemma in ACCOUNTS for t in tokens[i + 1 : last])
    if last == i + 1 or (tokens[i].word.lower() == "by" and not account) or tokens[i + 1].word.lower() in OF_A_RATE:
        return None
    end = len(tokens) - (tokens[-1].pos == ".")
    if i == 0 and tokens[last : last + 1] and tokens[last].word == "," and _clause(tokens[last + 1 : end]):
        return (i + 1, last), (i, i + 1), (last + 1, end)
    if last == end and tokens[i - 1].word == "," and _clause(tokens[: i - 1]):
        return (i + 1, last), (i, i + 1), (0, i - 1)
    return None


def _with(tokens: Sequence[Token], i: int) -> tuple[Range, Range, Range] | None:
    """ "with divers reporting three dead"."""
    verb = _phrase_end(tokens, i + 1, NOMINAL)
    if (
        verb == i + 1
        or verb + 1 >= len(tokens)
        or tokens[verb].pos != "VBG"
        or tokens[verb].lemma not in SAYING
        or tokens[verb + 1].word == ","
    ):
        return None
    end = next((j for j in range(verb + 1, len(tokens)) if tokens[j].word in (";", ".")), len(tokens))
    return ((i + 1, verb), (verb, verb + 1), (verb + 1, end)) if end > verb + 1 else None


_TOLD = {"per": _by, "by": _by, "with": _with}


def _clause(tokens: Sequence[Token]) -> bool:
    return any(token.pos in FINITE for token in tokens)


def _phrase_end(tokens: Sequence[Token], first: int, within: frozenset[str] = NOMINAL | {"IN"}) -> int:
    last = first
    while last < min(len(tokens), first + LONGEST_SOURCE) and tokens[last].pos in within:
        last += 1
    return last
