"""Where an article names somebody or something: runs of name words, and what tells their kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from string import ascii_lowercase

from analysis.documents import Sentence, Token
from analysis.language import lexicon
from analysis.sources.kinds import ARABIC_ARTICLE, SURNAMES, aged, is_label, kind_of, modifies, owns, title_words
from analysis.sources.titles import (
    BELONGING,
    POSSESSIVE,
    VERBS,
    apposition_before,
    noun_before,
    noun_behind,
    text_of,
    title_start,
    told_behind,
)
from analysis.sources.vocabulary import find_terms, given_names, is_role, longest_from, places, term_at, terms

# fmt: off
PARTICLES = frozenset({
    "al", "el", "bin", "ibn", "bint", "abu", "ben", "de", "da", "do", "dos", "del", "della", "di", "du", "la", "le", "van",
    "von", "der", "den", "ter", "ul", "y",
})
SUFFIXED = re.compile(  # "Harbour-based" is no name
    r".+-(?:affiliated|aligned|allied|appointed|area|backed|based|born|bound|brokered|built|controlled|dominated|educated|era"
    r"|flagged|friendly|funded|held|language|leaning|led|like|linked|made|majority|occupied|old|only|owned|produced|ready"
    r"|registered|related|run|sized|speaking|sponsored|style|supported|trained|type|ward|wide)"
)
FUNCTION_TAGS = frozenset({
    "IN", "DT", "PRP", "PRP$", "CC", "WRB", "WDT", "WP", "TO", "EX", "MD", "RB", "UH", "VB", "VBD", "VBZ", "VBP", "VBG",
})
OF = tuple(f"{word} " for word in BELONGING)
SMALL = frozenset(ascii_lowercase)
QUOTATION = frozenset("“”\"'‘’")
QUOTES = frozenset("“\"'‘—–:•")
WITH_ON = frozenset({"Commission", "Committee", "Council", "Panel", "Conference", "Center", "Centre", "Office", "Institute"})
# fmt: on


@dataclass(slots=True)
class Found:
    """A name where it stands, ``[start, end)`` without title, before it is known whose it is.

    ``kind`` and ``sure`` as of Name; a ``doubtful`` one counts only where it is a form of a person's name.
    """

    sentence: int
    start: int
    end: int
    words: tuple[str, ...]
    kind: str
    sure: bool
    subject: bool
    titles: list[str]
    acronym: str | None
    doubtful: bool = False


def named_in(sentence: Sentence) -> Iterator[Found]:
    """The proper names of a sentence with their kinds and titles.

    A name is a run of capitalised words (joined by "of", "for", "al-", "van" where names are) and is told apart by the
    lexicons: a title before or behind it or a given name makes a person, a noun like "ministry" an organization.
    Runs that nothing tells apart are persons when they have two or more words and no article; a single word that
    nothing tells apart stays "unknown".
    """
    tokens = sentence.tokens
    capitals = [
        i for i, t in enumerate(tokens) if (t.word[0] not in SMALL or "-" in t.word) and _may_name(t.word, t.pos)
    ]
    if len(capitals) > 6 and len(capitals) > 0.7 * sum(t.word[0].isalpha() for t in tokens):
        return  # a headline in capitals: every word would be a name
    end = 0
    for i in capitals:
        if i >= end:
            end = _run_end(tokens, i)
            if end > i + 1 and _only_opens(tokens, i):
                i += 1
            found = _read_run(sentence, i, end)
            if found:
                found.doubtful |= end == i + 1 and _no_name(tokens, i)
                yield found


@cache
def _not_names() -> frozenset[str]:
    return frozenset(lexicon("not-names"))


def _capital(token: Token) -> bool:
    return _may_name(token.word, token.pos)


@lru_cache(65536)
def _may_name(word: str, pos: str) -> bool:
    """May a name have this word, tagged like this?"""
    if not word[0].isupper():
        return "-" in word and ARABIC_ARTICLE.match(word) is not None
    if word in _not_names() or ("-" in word and SUFFIXED.fullmatch(word)):
        return False
    return pos not in FUNCTION_TAGS or word.isupper() or word in given_names() or word in places()


def _only_opens(tokens: Sequence[Token], i: int) -> bool:
    """Has the first word of a run its capital only because a sentence begins ("Late Monday", "Angry Harbour fans")?"""
    word, pos = tokens[i].word, tokens[i].pos
    first = i == 0 or tokens[i - 1].word in QUOTES
    known = word in places() or word in terms() or word in given_names() or word.lower() in terms()
    return first and not known and not word.isupper() and not pos.startswith("NNP") and tokens[i + 1].word[0].isupper()


def _no_name(tokens: Sequence[Token], i: int) -> bool:
    """Is a single capitalised word an adjective ("Democratic") or only the first of its sentence?"""
    word, pos = tokens[i].word, tokens[i].pos
    if word in places() or word in terms() or word.isupper():
        return False
    if pos == "JJ" and word.endswith(("ic", "an", "ish", "ese")):
        return True
    first = i == 0 or tokens[i - 1].word in QUOTES
    return first and (not pos.startswith("NNP") or word.lower() in terms())


def _run_end(tokens: Sequence[Token], i: int) -> int:
    """Where the run of name words that begins at ``i`` ends."""
    j, joined = i + _term_size(tokens, i), False
    while j < len(tokens) and tokens[j].start - tokens[j - 1].end <= 1:
        word = tokens[j].word
        if _capital(tokens[j]):
            if word in given_names() and _complete(tokens, i, j):
                break  # "told NPR Ann Diaz had left", "envoy to the United Nations Ann Diaz"
            j += 1
            continue
        if word in QUOTES and _nicknamed(tokens, j):
            j += 3
            continue
        ahead = j + 1 + (j + 1 < len(tokens) and tokens[j + 1].word == "the")
        if ahead >= len(tokens) or not _capital(tokens[ahead]):
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
    return closed and _capital(tokens[j + 1]) and _capital(tokens[j + 3])


def _without_nickname(words: list[str]) -> list[str]:
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
    return whole and j + 1 < len(tokens) and _capital(tokens[j + 1])


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
    while end < len(tokens) and _capital(tokens[end]):
        end += 1
    found = find_terms([t.word for t in tokens[j + 1 : end]])
    return bool(found) and found[-1][2].kind == "organization" and found[-1][1] == end - j - 1 > 1


def _read_run(sentence: Sentence, i: int, end: int) -> Found | None:
    """The name in the run of tokens ``[i, end)``, its kind and titles; None where there is only a title."""
    tokens = sentence.tokens
    words = _without_nickname([t.word for t in tokens[i:end]])
    found = find_terms(words)
    skip = title_words(words, found)
    if skip == len(words):
        return _title_or_surname(sentence, i, end)
    first, name = i + skip, tuple(words[skip:])
    article = not skip and i > 0 and tokens[i - 1].word in ("the", "The")
    if not skip and len(name) == 1 and modifies(tokens, i):
        return None
    beside = noun_behind(tokens, end) or noun_before(tokens, i)
    kind, sure = kind_of(name, found, skip, article, beside)
    if i == 0 and kind == "organization" and is_label(tokens, end) and not found:
        kind, sure, name = "unknown", False, tuple(word.title() for word in name)
    if not sure and aged(tokens, end):
        kind, sure = "person", True
    elif kind == "unknown" and owns(tokens, end):
        kind = "organization"
    begin = first
    if kind in ("person", "unknown") or (kind == "organization" and not sure and not article):
        begin = title_start(tokens, first)
        if skip and begin >= i:  # "Vice President of the Senate Ann Diaz": what stands before the article belongs to it
            begin = title_start(tokens, i)
    titles = []
    if begin < first:
        kind, sure, titles = "person", True, [text_of(tokens[begin:first])]
    if kind == "person" and (sure or len(name) > 1):
        told_all = (apposition_before(tokens, begin, end, "person"), told_behind(tokens, end))
        titles += [told for told in told_all if told]
        kinds = {term.kind for title in titles if not title.startswith(OF) for _, _, term in find_terms(title.split())}
        if not sure and "organization" in kinds and "person" not in kinds:
            kind = "organization"  # "Al Rai, a newspaper close to the government"
        sure = sure or bool(titles)
    elif kind == "organization":
        bodies = (beside, apposition_before(tokens, i, end, "organization"), told_behind(tokens, end))
        titles += [
            told for told in bodies if told and not any(t.kind == "person" for _, _, t in find_terms(told.split()))
        ]
    subject = end < len(tokens) and (tokens[end].pos in VERBS or i <= 1)
    acronym = _acronym(tokens, end)
    return Found(sentence.number, tokens[first].start, tokens[end - 1].end, name, kind, sure, subject, titles, acronym)


def _title_or_surname(sentence: Sentence, i: int, end: int) -> Found | None:
    """ "King said": a surname where the article has named a person so; None where it can only be a title."""
    tokens = sentence.tokens
    name, before = tokens[end - 1], tokens[i - 1] if i else None
    if name.word.lower() not in SURNAMES or (before and (before.pos in ("DT", "PRP$") or before.word in POSSESSIVE)):
        return None
    subject = end < len(tokens) and tokens[end].pos in VERBS
    return Found(
        sentence.number, name.start, name.end, (name.word,), "unknown", False, subject, [], None, doubtful=True
    )


def _acronym(tokens: Sequence[Token], end: int) -> str | None:
    """ "HPA" in "Harbour Port Authority (HPA)"."""
    if (
        end + 2 < len(tokens)
        and tokens[end].word == "("
        and tokens[end + 2].word == ")"
        and tokens[end + 1].word.isupper()
    ):
        return tokens[end + 1].word
    return None
