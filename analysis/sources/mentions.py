"""Where an article names somebody or something: runs of name words, and what tells their kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from analysis.documents import Sentence, Token
from analysis.language import lexicon
from analysis.sources.titles import VERBS, apposition_before, noun_behind, text_of, title_start, told_behind
from analysis.sources.vocabulary import Term, find_terms, given_names, places, terms

# fmt: off
PARTICLES = frozenset({
    "al", "el", "bin", "ibn", "bint", "abu", "ben", "de", "da", "do", "dos", "del", "della", "di", "du", "la", "le", "van",
    "von", "der", "den", "ter", "ul", "y",
})
ARABIC_ARTICLE = re.compile(r"(?:al|el|ad|as|ash|at|an|ar|az)-[^\W\d_a-z]")  # "al-Masri" begins a name
FUNCTION_TAGS = frozenset({
    "IN", "DT", "PRP", "PRP$", "CC", "WRB", "WDT", "WP", "TO", "EX", "MD", "RB", "UH", "VB", "VBD", "VBZ", "VBP", "VBG",
})
QUOTES = frozenset("“\"'‘—–:•")
WITH_ON = frozenset({"Commission", "Committee", "Council", "Panel", "Conference", "Center", "Centre", "Office", "Institute"})
DOCUMENTS = frozenset({
    "report", "act", "law", "bill", "constitution", "study", "survey", "poll", "treaty", "agreement", "memo", "declaration",
    "resolution",
})
PLACE_TAILS = frozenset({
    "Street", "Avenue", "Road", "Square", "Bridge", "River", "Lake", "Valley", "Mountain", "Mountains", "Hills", "Island",
    "Islands", "Province", "District", "Region", "County", "Parish", "City", "Sea", "Bay", "Gulf", "Peninsula", "Airport",
    "Base", "Camp", "Park",
})
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
    Runs that nothing tells apart are persons when they have two or more words and no article, organizations otherwise.
    """
    tokens = sentence.tokens
    capitals = [i for i, token in enumerate(tokens) if _capital(token)]
    if len(capitals) > 6 and len(capitals) > 0.7 * sum(t.word[0].isalpha() for t in tokens):
        return  # a headline in capitals: every word would be a name
    end = 0
    for i in capitals:
        if i >= end:
            end = _run_end(tokens, i)
            found = _read_run(sentence, i, end)
            if found:
                found.doubtful = end == i + 1 and _no_name(tokens, i)
                yield found


@cache
def _not_names() -> frozenset[str]:
    return frozenset(lexicon("not-names"))


def _capital(token: Token) -> bool:
    word = token.word
    if not word[0].isupper():
        return "-" in word and ARABIC_ARTICLE.match(word) is not None
    if word in _not_names() or word.endswith("-old"):
        return False
    return token.pos not in FUNCTION_TAGS or word.isupper() or word in given_names() or word in places()


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
    j, joined = i + 1, False
    while j < len(tokens) and tokens[j].start - tokens[j - 1].end <= 1:
        word = tokens[j].word
        if _capital(tokens[j]):
            if word in given_names() and tokens[j - 1].word.isupper() and len(tokens[j - 1].word) > 2:
                break  # "told NPR Ann Diaz had left"
            j += 1
            continue
        ahead = j + 1 + (j + 1 < len(tokens) and tokens[j + 1].word == "the")
        if ahead >= len(tokens) or not _capital(tokens[ahead]):
            break
        if (word in ("of", "for") and _joins(tokens, i, j)) or (word == "on" and tokens[j - 1].word in WITH_ON):
            j, joined = ahead + 1, True
        elif ahead == j + 1 and (word in PARTICLES or (word in ("and", "&") and _goes_on(tokens, i, j, joined))):
            j += 2
        else:
            break
    return j


def _joins(tokens: Sequence[Token], i: int, j: int) -> bool:
    """Does "of" or "for" at ``j`` belong to the name: "Ministry of ...", "Secretary of ...", not "Ann Diaz of ..."."""
    words = [t.word for t in tokens[i:j]]
    found = find_terms(words)
    if found and found[-1][1] == len(words):
        return True
    return not found and words[0] not in given_names() and i > 0 and tokens[i - 1].word in ("the", "The")


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
    words = [t.word for t in tokens[i:end]]
    found = find_terms(words)
    skip = _title_words(words, found)
    if skip == len(words):
        return None
    first, name = i + skip, tuple(words[skip:])
    article = not skip and i > 0 and tokens[i - 1].word in ("the", "The")
    beside = noun_behind(tokens, end)
    kind, sure = _kind_of(name, found, skip, article, beside)
    begin = first
    if kind == "person" or (kind == "organization" and not sure and not article):
        begin = title_start(tokens, first)
        if skip and begin >= i:  # "Vice President of the Senate Ann Diaz": what stands before the article belongs to it
            begin = title_start(tokens, i)
    titles = []
    if begin < first:
        kind, sure, titles = "person", True, [text_of(tokens[begin:first])]
    if kind == "person" and (sure or len(name) > 1):
        told_all = (apposition_before(tokens, begin, end, "person"), told_behind(tokens, end))
        titles += [told for told in told_all if told]
        kinds = {term.kind for title in titles for _, _, term in find_terms(title.split())}
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


def _title_words(words: Sequence[str], found: Sequence[tuple[int, int, Term]]) -> int:
    """How many of the run's words are a title ("Defence Minister" of "Defence Minister Ann Diaz"): the name begins there."""
    if found and found[-1][2].kind == "organization" and found[-1][1] == len(words):
        return 0  # "King Faisal University", "Major Crimes Unit"
    for a, b, term in reversed(found):
        if term.kind != "person" or (b == len(words) and a > 0 and words[0] in given_names()):
            continue
        if b == len(words):
            return b
        if words[b] not in ("of", "for"):
            return b
        rest = b + 1 + (words[b + 1] == "the")
        for size in (3, 2, 1):
            if " ".join(words[rest : rest + size]) in places():
                return min(rest + size, len(words))
        return next((i for i in range(rest + 1, len(words)) if words[i] in given_names()), len(words))
    return 0


def _kind_of(
    name: tuple[str, ...], found: Sequence[tuple[int, int, Term]], skip: int, article: bool, beside: str | None
) -> tuple[str, bool]:
    """Person, organization, place or document, and whether anything but the form of the words tells."""
    first, several = name[0], len(name) > 1
    last = next((term for _, b, term in found if b == len(name) + skip), None)
    if several and last and last.word in DOCUMENTS:
        return "document", True
    if " ".join(name) in places() or (several and name[-1] in PLACE_TAILS):
        return "place", True
    bodies = any(a >= skip and term.kind in ("organization", "adjective") for a, _, term in found)
    if bodies and not (first in given_names() and len(name) < 4 and not (last and last.kind == "organization")):
        return "organization", True
    if skip or first in given_names():
        return "person", several or skip > 0
    if beside or "." in first[1:-1] or any(c.isdigit() for c in first):
        return "organization", True
    if not several:
        return "organization", first.isupper() and len(first) > 1
    if article or first in places() or len(name) > 4 or "of" in name or "for" in name:
        return "organization", article
    return "person", False
