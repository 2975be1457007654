"""What a statement does: accuse, deny, warn, call for something. Its cue tells first, then the words of its content."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache

from analysis.language import lexicon

OPENING = 300  # characters of the content that are looked at: what a statement is about stands at its beginning
DOUBTFUL = frozenset({"claim", "argue", "contend", "insist", "complain", "maintain"})
ASKING = frozenset({"if", "whether", "who", "what", "when", "where", "why", "how", "which", "about"})
LONGEST_ADDRESS = 8  # words: "asked the mayor of Avel to resign"
QUESTION = re.compile(r"\?[\"”’']*\s*$")
WORD = re.compile(r"'?\w+(?:-\w+)*\*?")


@cache
def _lines() -> tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]:
    """The stances of the lexicon in its order, each with its phrases as words."""
    lines = (line.partition(": ") for line in lexicon("stances"))
    return tuple((stance, tuple(_words(phrase) for phrase in phrases.split(", "))) for stance, _, phrases in lines)


def _words(text: str) -> tuple[str, ...]:
    return tuple(WORD.findall(text.lower().replace("’", "'")))


@cache
def _phrases() -> dict[str, list[tuple[int, tuple[str, ...]]]]:
    """First words of the phrases -> the number of the lexicon's line and the words that must follow."""
    found: dict[str, list[tuple[int, tuple[str, ...]]]] = defaultdict(list)
    for line, (_, phrases) in enumerate(_lines()):
        for first, *rest in phrases:
            found[first].append((line, tuple(rest)))
    return dict(found)


@lru_cache(65536)
def _begun_by(word: str) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """The phrases that a word begins, as ``_phrases`` gives them."""
    patterns = (word, *(f"{word[:end]}*" for end in range(len(word) + 1)))
    return tuple(phrase for pattern in patterns for phrase in _phrases().get(pattern, ()))


def _fits(pattern: str, word: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern


def _told_by(words: Sequence[str], doubtful: bool) -> str | None:
    """The stance of the first line of the lexicon that has a phrase among the words."""
    last = len(_lines()) - (not doubtful)  # the line for doubtful cues is the last
    best = last
    for i, word in enumerate(words):
        for line, rest in _begun_by(word):
            if line < best:
                following = words[i + 1 : i + 1 + len(rest)]
                if len(following) == len(rest) and all(map(_fits, rest, following)):
                    best = line
    return _lines()[best][0].removesuffix(", after a claim") if best < last else None


def stance_of(told_by_cue: str, cue: str, content: str) -> str:
    """The stance of a statement.

    Parameters
    ----------
    told_by_cue : the stance of its cue in the lexicon; a value other than "asserts" stands, but for a request behind "ask"
    cue : the lemma of the cue
    content : what is stated, as text

    Returns
    -------
    one of tables.STANCES

    >>> stance_of("asserts", "say", "the town was to blame for the flood")
    'accuses'
    >>> stance_of("asserts", "say", "the bridge is open")
    'asserts'
    """
    words = _words(content[:OPENING])
    if cue == "ask":
        asked_to = "to" in words[:LONGEST_ADDRESS] and words[0] not in ASKING
        return "calls for" if asked_to or words[:1] in (("that",), ("for",)) else told_by_cue
    if cue in ("allegedly", "alleged"):
        return "accuses"
    if told_by_cue != "asserts":
        return told_by_cue
    if QUESTION.search(content[-10:]):
        return "questions"
    return _told_by(words, cue in DOUBTFUL) or "asserts"
