"""Where an article names somebody or something: runs of name words, and what tells their kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import ascii_lowercase

from analysis.documents import Sentence, Token
from analysis.sources.kinds import SURNAMES, aged, is_label, kind_of, modifies, owns, title_words
from analysis.sources.runs import QUOTES, may_name, run_end, without_nickname
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
from analysis.sources.vocabulary import find_terms, given_names, places, terms

OF = tuple(f"{word} " for word in BELONGING)
SMALL = frozenset(ascii_lowercase)


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
        i for i, t in enumerate(tokens) if (t.word[0] not in SMALL or "-" in t.word) and may_name(t.word, t.pos)
    ]
    if len(capitals) > 6 and len(capitals) > 0.7 * sum(t.word[0].isalpha() for t in tokens):
        return  # a headline in capitals: every word would be a name
    end = 0
    for i in capitals:
        if i >= end:
            end = run_end(tokens, i)
            if end > i + 1 and _only_opens(tokens, i):
                i += 1
            found = _read_run(sentence, i, end)
            if found:
                found.doubtful |= end == i + 1 and _no_name(tokens, i)
                yield found


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


def _read_run(sentence: Sentence, i: int, end: int) -> Found | None:
    """The name in the run of tokens ``[i, end)``, its kind and titles; None where there is only a title."""
    tokens = sentence.tokens
    words = without_nickname([t.word for t in tokens[i:end]])
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
    """ "HPA" in "Harbour Port Authority (HPA)", "HarPort" in "Harbour Port Authority (HarPort)"."""
    between = end + 2 < len(tokens) and tokens[end].word == "(" and tokens[end + 2].word == ")"
    return tokens[end + 1].word if between and capital_letters(tokens[end + 1].word) > 1 else None


def capital_letters(word: str) -> int:
    """How many capital letters a word has: more than one in acronyms, of syllables ("MoH") as of letters."""
    return sum(map(str.isupper, word))
