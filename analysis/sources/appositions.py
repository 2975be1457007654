"""Phrases and names that stand beside each other, with a comma between: "the mayor of Vellin, Ann Diaz", either way round."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from analysis.documents import Token
from analysis.sources.descriptions import Phrase, read_phrase
from analysis.sources.names import NAMESAKES, Name, Names
from analysis.sources.titles import text_of
from analysis.sources.vocabulary import gender_of

RECENT = 12  # how many names before "both women" are looked at
NEAR = 500  # and how many characters away the two may be


def apposed(names: Names, tokens: Sequence[Token], phrase: Phrase) -> Name | None:
    """The name behind the first comma: "the mayor of Vellin, Ann Diaz", "one of the groups, the Harbour Front"."""
    if phrase.mention and phrase.mention.name.kind == "person":
        return None
    rest = tokens[comma_behind(tokens, phrase) + 1 :]
    if not rest or (phrase.plural and any(t.word == "and" for t in rest)):
        return None
    piece = read_phrase(rest, names.within)
    if piece.mention is None or piece.plural:
        return None
    person = piece.mention.name.kind == "person" and piece.mention.name.sure
    titled = piece.mention.start > rest[0].start
    if phrase.head == "one":
        return piece.mention.name
    return piece.mention.name if person and (titled or not phrase.plural) else None


def pair(names: Names, tokens: Sequence[Token]) -> tuple[Name, Name] | None:
    """The two names of "Ann Diaz and Eva Holm"; None where there are not two, or more words than these."""
    within = names.within(tokens[0].start, tokens[-1].end)
    apart = (i for i, t in enumerate(tokens) if t.word == "and" and not any(m.start < t.start < m.end for m in within))
    split = next(apart, 0)
    if not 0 < split < len(tokens) - 1:
        return None
    left, right = (read_phrase(side, names.within).mention for side in (tokens[:split], tokens[split + 1 :]))
    if not left or not right or left.name is right.name or left.end != tokens[split - 1].end:
        return None
    return left.name, right.name


def family(names: Names, tokens: Sequence[Token]) -> tuple[Name, Name] | None:
    """The two people whose surname stands in the plural: "the Holms", where the article names two of them."""
    word = tokens[-1].word
    if len(tokens) != 2 or tokens[0].word.lower() != "the" or not word[0].isupper() or not word.endswith("s"):
        return None
    stems = (word[:-1].lower(), word[:-2].lower())
    known = [(name, stem) for stem in stems for name in names.by_form(stem)[-NAMESAKES:] if name.kind == "person"]
    bear = [name for name, stem in known if len(name.words) > 1 and name.words[-1].lower() == stem]
    return (bear[0], bear[1]) if len(bear) == 2 else None


def both_named(names: Names, text: str, phrase: Phrase) -> tuple[Name, Name] | None:
    """The two people that "both women" and "the two" take up: the last that "and" joins, of the gender the noun tells."""
    couple = phrase.determiner == "the" and phrase.words in (["two"], ["two", "men"], ["two", "women"])
    person = phrase.term is not None and phrase.term.kind == "person"
    if not (couple or (phrase.determiner == "both" and person and phrase.bare)):
        return None
    start, gender = phrase.tokens[0].start, gender_of([phrase.head])
    at = bisect_left(names.starts, start)
    for left, right in reversed(list(pairwise(names.mentions[max(0, at - RECENT) : at]))):
        both = left.name, right.name
        fit = all(name.kind == "person" and gender in (None, name.gender or gender) for name in both)
        if fit and text[left.end : right.start] == " and " and both[0] is not both[1]:
            return both if start - right.end < NEAR else None
    return None


def comma_behind(tokens: Sequence[Token], phrase: Phrase) -> int:
    """The first comma behind a phrase; the number of tokens where there is none."""
    end = phrase.tokens[-1].end
    return next((i for i, t in enumerate(tokens) if t.word == "," and t.start >= end), len(tokens))


def name_before(names: Names, text: str, phrase: Phrase) -> Name | None:
    """The person whose apposition a phrase begins: "Ann Diaz, | director general | of the Harbour Board, said"."""
    start = phrase.tokens[0].start
    if phrase.term is None or phrase.term.kind != "person" or phrase.plural:
        return None
    at = bisect_left(names.starts, start) - 1
    if at < 0 or text[names.mentions[at].end : start].strip() not in (",", ", the", ", a", ", an"):
        return None
    name, told = names.mentions[at].name, text_of(phrase.tokens)
    return name if name.kind == "person" and any(title.startswith(told) for title in name.titles) else None


def name_behind(names: Names, text: str, phrase: Phrase) -> Name | None:
    """The name in apposition behind a phrase: "the ministry's spokesman, Ann Diaz, said"."""
    assert phrase.term is not None
    end = phrase.tokens[-1].end
    at = bisect_left(names.starts, end)
    if at == len(names.starts) or text[end : names.starts[at]].strip() != ",":
        return None
    mention = names.mentions[at]
    closed = phrase.term.kind == "person" or text[mention.end : mention.end + 1] == ","
    return mention.name if mention.name.kind == phrase.term.kind and closed else None
