"""The small word lists of ``lexicons/grammar.txt``, by name."""

from __future__ import annotations

from functools import cache

from analysis.language import lexicon


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of one list. KeyError if there is none of that name.

    >>> "never" in word_list("not")
    True
    """
    return _lists()[name]


@cache
def _lists() -> dict[str, frozenset[str]]:
    pairs = (line.split(": ", 1) for line in lexicon("grammar"))
    return {name: frozenset(words.split()) for name, words in pairs}
