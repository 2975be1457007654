"""The nouns that matter here: words for people and the groups they belong to, and for what is counted beside people."""

from __future__ import annotations

import re
from functools import cache

from analysis.casualties.word_lists import word_list
from analysis.documents import Token
from analysis.language import lexicon
from analysis.sources.vocabulary import terms

TEMPORAL = word_list("temporal")
STANDING_ALONE = ("combatant", "security forces", "child")  # "suspect dead": adjectives that may stand for people
# endings of words that are no adjectives, whatever a tagger says
DOER = re.compile(
    r"\w+(?:er|or|ar|ist|ee|man|men|woman|women|ant|ent)|suspect|individual|civilian|militant|insurgent|teen"
)
THINGS_TOO = word_list("things-too")  # may be people and more often are none
NO_DOERS = ("other", "elder", "senior")
YEAR_OLD = re.compile(r"(?:\w+[-‐‑–])?(?:year|month|day|week)s?[-‐‑–]olds?|\d+-?y/?o|[\w-]+-year-olds?", re.IGNORECASE)


@cache
def victim_groups() -> dict[str, str]:
    """Words for people -> the victim group they name."""
    pairs = (line.split(": ") for line in lexicon("victim-groups"))
    return {word: group for group, words in reversed([*pairs]) for word in words.split()}


@cache
def persons() -> frozenset[str]:
    """Words for people by themselves, not only beside another noun: of ``victim_groups``, and those that speak in the news."""
    singular_nouns = (
        (word, term) for word, term in terms().items() if word.isalpha() and word.islower() and not term.plural
    )
    speakers = frozenset(word for word, term in singular_nouns if term.kind == "person")
    alone = frozenset(word for word in victim_groups() if not word.endswith("-"))
    return alone | (speakers - not_people() - THINGS_TOO)


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
