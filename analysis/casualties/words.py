"""The nouns that matter here: words for people and the groups they belong to, and for what is counted beside people."""

from __future__ import annotations

import re
from functools import cache

from analysis.casualties.word_lists import word_list
from analysis.documents import Token
from analysis.language import lexicon

TEMPORAL = word_list("temporal")
STANDING_ALONE = ("combatant", "security forces", "child")  # "suspect dead": adjectives that may stand for people
# endings of words that are no adjectives, whatever a tagger says
DOER = re.compile(
    r"\w+(?:er|or|ar|ist|ee|man|men|woman|women|ant|ent)|suspect|individual|civilian|militant|insurgent|teen"
)
NO_DOERS = ("other", "elder", "senior")
YEAR_OLD = re.compile(r"(?:\w+[-‐‑–])?(?:year|month|day|week)s?[-‐‑–]olds?|\d+-?y/?o|[\w-]+-year-olds?", re.IGNORECASE)


@cache
def victim_groups() -> dict[str, str]:
    """Words for people -> the victim group they name."""
    pairs = (line.split(": ") for line in lexicon("victim-groups"))
    return {word: group for group, words in reversed([*pairs]) for word in words.split()}


@cache
def persons() -> frozenset[str]:
    """The words of ``victim_groups`` that are people by themselves, not only beside another noun."""
    return frozenset(word for word in victim_groups() if not word.endswith("-"))


@cache
def not_people() -> frozenset[str]:
    return frozenset(word for line in lexicon("not-people") for word in line.split())


@cache
def event_words() -> frozenset[str]:
    return frozenset(word for line in lexicon("actor-words") for word in line.split())


@cache
def _known_nouns() -> frozenset[str]:
    return persons() | not_people()


@cache
def singular(word: str) -> str:
    """The singular of a noun as the lexicons write it: ``singular("Deputies")`` is ``"deputy"``."""
    word = word.lower()
    known = _known_nouns()
    for plural in (word, word.rpartition("-")[2]):
        for ending, alone in (("", ""), ("s", ""), ("es", ""), ("ies", "y")):
            candidate = plural.removesuffix(ending) + alone
            if plural.endswith(ending) and candidate in known:
                return candidate
    return word


def is_noun(token: Token) -> bool:
    word = token.word
    if token.pos.startswith("NN"):
        return word[0].isalnum() and word not in ("on-board", "onboard")  # "the sixteen on-board"
    low = word.lower()
    if token.pos == "UH" and low in persons():  # how taggers read "Boy" at the head of a headline
        return True
    if token.pos == "JJ" and low in persons() and DOER.fullmatch(low) and low not in NO_DOERS:  # and "Burglar shot"
        return True
    if token.pos == "JJ" and victim_groups().get(low) in STANDING_ALONE:
        return True
    return ("-" in word or "/" in word) and YEAR_OLD.fullmatch(word) is not None
