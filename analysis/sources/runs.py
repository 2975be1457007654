"""Runs of name words: where one ends, over "of", "for", "al-" and nicknames, and where another name begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from analysis.documents import Token
from analysis.language import lexicon
from analysis.sources.kinds import ARABIC_ARTICLE
from analysis.sources.titles import POSSESSIVE
from analysis.sources.vocabulary import find_terms, given_names, is_role, longest_from, places, term_at, terms

# fmt: off
PARTICLES = frozenset({
    "al", "el", "bin", "ibn", "bint", "abu", "ben", "de", "da", "do", "dos", "del", "della", "di", "du", "la", "le", "van",
    "von", "der", "den", "ter", "ul", "y", "dela", "delos", "las", "los",
})
SUFFIXED = re.compile(  # "Harbour-based" is no name
    r".+-(?:affiliated|aligned|allied|appointed|area|backed|based|born|bound|brokered|built|controlled|dominated|educated|era"
    r"|flagged|friendly|funded|held|language|leaning|led|like|linked|made|majority|occupied|old|only|owned|produced|ready"
    r"|registered|related|run|sized|speaking|sponsored|style|supported|trained|type|ward|wide)"
)
FUNCTION_TAGS = frozenset({
    "IN", "DT", "PRP", "PRP$", "CC", "WRB", "WDT", "WP", "TO", "EX", "MD", "RB", "UH", "VB", "VBD", "VBZ", "VBP", "VBG",
})
QUOTES = frozenset("“\"'‘—–:•")
QUOTATION = frozenset("“”\"'‘’")
WITH_ON = frozenset({"Commission", "Committee", "Council", "Panel", "Conference", "Center", "Centre", "Office", "Institute"})
# fmt: on


def run_end(tokens: Sequence[Token], i: int) -> int:
    """Where the run of name words that begins at ``i`` ends."""
    j, joined = i + _term_size(tokens, i), False
    while j < len(tokens) and tokens[j].start - tokens[j - 1].end <= 1:
        word = tokens[j].word
        if is_capital(tokens[j]):
            if word in given_names() and _complete(tokens, i, j):
                break  # "told NPR Ann Diaz had left", "envoy to the United Nations Ann Diaz"
            j += 1
            continue
        if word in POSSESSIVE and _of_people(tokens, j):
            j += 2
            continue
        if word in QUOTES and _nicknamed(tokens, j):
            j += 3
            continue
        ahead = j + 1 + (j + 1 < len(tokens) and tokens[j + 1].word == "the")
        if ahead >= len(tokens) or not is_capital(tokens[ahead]):
            break
        joins = (word in ("of", "for") and _joins(tokens, i, j)) or (word == "on" and tokens[j - 1].word in WITH_ON)
        if joins or (word == "to" and is_role(tokens[j - 1].word, tokens[j - 1].pos)):  # "Ambassador to Iran"
            j, joined = ahead + 1, True
        elif ahead == j + 1 and (word in PARTICLES or (word in ("and", "&") and _goes_on(tokens, i, j, joined))):
            j += 2
        else:
            break
    return j


def _term_size(tokens: Sequence[Token], i: int) -> int:
    """How many words the term has that begins at ``i`` and ends with a capital: "Committee to Protect Journalists"."""
    if longest_from(tokens[i].word) < 2:
        return 1
    _, size = term_at([t.word for t in tokens[i : i + 6]], 0)
    return size if tokens[i + size - 1].word[0].isupper() else 1


def _nicknamed(tokens: Sequence[Token], j: int) -> bool:
    """ "Ann “Captain” Diaz": a word in quotation marks, and a name behind it."""
    closed = j + 3 < len(tokens) and tokens[j + 2].word in ("”", '"', "'", "’")
    return closed and is_capital(tokens[j + 1]) and is_capital(tokens[j + 3])


def _of_people(tokens: Sequence[Token], j: int) -> bool:
    """ "Sheriff's Office", "Children's Hospital": whose it is, is a part of the name of the body behind it."""
    if j + 1 >= len(tokens) or not is_capital(tokens[j + 1]):
        return False
    owner, body = tokens[j - 1], [t.word for t in tokens[j + 1 : j + 3]]
    people = owner.word in ("Children", "Girls", "Boys") or any(
        term.kind == "person" for _, _, term in find_terms([owner.word])
    )
    return people and any(term.kind == "organization" and b == 1 for _, b, term in find_terms(body))


def without_nickname(words: list[str]) -> list[str]:
    marks = [i for i, word in enumerate(words) if word in QUOTATION]
    return words[: marks[0]] + words[marks[-1] + 1 :] if marks else words


def _complete(tokens: Sequence[Token], i: int, j: int) -> bool:
    """Is the run of tokens ``[i, j)`` the name of a body already, so that a given name at ``j`` begins another?"""
    last = tokens[j - 1].word
    if last.isupper() and len(last) > 2:
        return True
    found = find_terms([t.word for t in tokens[i:j]])
    whole = (
        bool(found) and found[-1][1] == j - i and found[-1][2].kind == "organization" and found[-1][2].word[0].isupper()
    )
    return whole and j + 1 < len(tokens) and is_capital(tokens[j + 1])


def _joins(tokens: Sequence[Token], i: int, j: int) -> bool:
    """Does "of" or "for" at ``j`` belong to the name: "Ministry of ...", "Secretary of ...", not "Ann Diaz of ..."."""
    words = [t.word for t in tokens[i:j]]
    found = find_terms(words)
    if found and found[-1][1] == len(words):
        return True
    told = any(term.kind == "person" for _, _, term in found)
    return not told and words[0] not in given_names() and i > 0 and tokens[i - 1].word in ("the", "The")


def _goes_on(tokens: Sequence[Token], i: int, j: int, joined: bool) -> bool:
    """Does "and" at ``j`` belong to the name: "Ministry of Ports and Fishing", "the Food and Drug Administration"?"""
    if joined:
        word = tokens[j + 1].word
        begins_another = any(t.kind in ("organization", "person") and not t.weak for _, _, t in find_terms([word]))
        return word not in given_names() and not begins_another
    word = tokens[i].word
    if (
        j > i + 1
        or i == 0
        or tokens[i - 1].word not in ("the", "The")
        or word in places()
        or word in terms()
        or word.isupper()
    ):
        return False
    end = j + 1
    while end < len(tokens) and is_capital(tokens[end]):
        end += 1
    found = find_terms([t.word for t in tokens[j + 1 : end]])
    return bool(found) and found[-1][2].kind == "organization" and found[-1][1] == end - j - 1 > 1


def is_capital(token: Token) -> bool:
    return may_name(token.word, token.pos)


@lru_cache(65536)
def may_name(word: str, pos: str) -> bool:
    """May a name have this word, tagged like this?"""
    if not word[0].isupper():
        return "-" in word and ARABIC_ARTICLE.match(word) is not None
    if word in _not_names() or ("-" in word and SUFFIXED.fullmatch(word)):
        return False
    return pos not in FUNCTION_TAGS or word.isupper() or word in given_names() or word in places()


@cache
def _not_names() -> frozenset[str]:
    return frozenset(lexicon("not-names"))
