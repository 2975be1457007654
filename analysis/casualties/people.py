"""Whether a noun phrase is of people, which group they are of, and whether its number counts them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.casualties.counts import UNITS
from analysis.casualties.phrases import Phrase
from analysis.casualties.word_lists import word_list
from analysis.casualties.words import TEMPORAL, YEAR_OLD, event_words, not_people, persons, singular, victim_groups
from analysis.documents import Token
from analysis.sources.vocabulary import find_terms

NOT_COUNTING = word_list("not-counting") | word_list("labelling")
NOT_COUNTED = word_list("not-counted")
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
SITE = re.compile(r"\w\.(?:com|org|net|gov|co|tv|info)\b", re.IGNORECASE)
TITLES = word_list("titles-too")  # of soldiers, or of anybody's deputy
MEMBERS = frozenset({"leader", "member", "chief", "figure"})
FORCES = {"armed group": "combatant", "military": "security forces", "police": "security forces"}
OF_AGE = re.compile(r"\d+-years?")
MINOR = re.compile(  # "17-year-old", "six-month-old"
    rf"(?:(?:1[0-7]|\d|{'|'.join(UNITS.split()[:18])})[-‐‑–]years?|\w+[-‐‑–](?:month|week|day)s?)[-‐‑–]olds?",
    re.IGNORECASE,
)
AGE = re.compile(r"[1-9]\d?")


def group_of(tokens: Sequence[Token], phrase: Phrase) -> str:
    """The victim group of a phrase: that of the first word, from its head backwards, that names one."""
    for part in (phrase, phrase.inner):
        if part is None or part.head is None:
            continue
        for k in range(part.head, part.first - 1, -1):
            group = _named_at(tokens, part, k)
            if group != "unknown" and (tokens[k].word.islower() or not part.named):
                return group
    if force := _of_force(tokens, phrase):
        return force
    if any(MINOR.fullmatch(token.word) for token in tokens[phrase.first : phrase.last]):
        return "child"
    if phrase.head is None and phrase.owner is not None:  # "the army's dead at 48"
        word = tokens[phrase.owner[0]].word.lower()
        return victim_groups().get(word) or victim_groups().get(word + "-", "unknown")
    return "unknown"


def _named_at(tokens: Sequence[Token], phrase: Phrase, k: int) -> str:
    """The group that the word at ``k`` of a phrase names, with the word before it or by itself."""
    groups, word = victim_groups(), singular(tokens[k].word)
    pair = f"{tokens[k - 1].word.lower()}_{word}" if k > phrase.first else ""
    if pair in groups:
        return groups[pair]
    title = word in TITLES and k != phrase.head and not tokens[k + 1].pos.startswith("NNP")
    return "unknown" if title else groups.get(word) or groups.get(word + "-", "unknown")


def _of_force(tokens: Sequence[Token], phrase: Phrase) -> str | None:
    """The group of those in a force, by its name: "a Hamas leader", "two members of the Revolutionary Guard Corps"."""
    words = [token.word for token in tokens[phrase.first : phrase.last]]
    if phrase.head is None or not any(singular(word) in MEMBERS for word in words):
        return None
    return next((FORCES[term.sector] for _, _, term in find_terms(words) if term.sector in FORCES), None)


def is_counted_thing(tokens: Sequence[Token], phrase: Phrase, *, by_head: bool = True) -> bool:
    """Whether the number of a phrase counts no people: money, ages, times, or (``by_head``) units of the lexicon."""
    if phrase.number is None:
        return False
    number = phrase.number
    before = tokens[number.first - 1].word.lower() if number.first else ""
    after = tokens[number.last].word.lower() if number.last < len(tokens) else ""
    in_month = _names_month(tokens[number.first - 1]) if number.first else False
    if (
        before.rstrip(".") in NOT_COUNTING
        or after in NOT_COUNTED
        or (in_month and (phrase.head is None or not phrase.plural))  # "the Aug. 29 arrest"
        or (in_month and _since(tokens, number.first - 1) and not _is_person(tokens, phrase.head))
        or (after.rstrip(".") in TEMPORAL and after[-3:] != "day")
    ):
        return True
    if (
        by_head
        and phrase.head is not None
        and singular(tokens[phrase.head].word) in not_people()
        and not YEAR_OLD.fullmatch(tokens[phrase.head].word)
    ):
        return True
    year = number.last - number.first == 1 and YEAR.fullmatch(tokens[number.first].word) is not None
    return year and (phrase.head is None or not phrase.plural or in_month)


def _is_person(tokens: Sequence[Token], head: int | None) -> bool:
    return head is not None and singular(tokens[head].word) in persons()


def _since(tokens: Sequence[Token], month: int) -> bool:
    """Whether "since" stands before a month: "the toll since Aug. 29 increases"."""
    return month > 0 and tokens[month - 1].word.lower() == "since"


def _with_age(tokens: Sequence[Token], last: int) -> bool:
    """Whether an age stands behind a name: "Rosa Hill, 28," is no hill."""
    behind = [token.word for token in tokens[last : last + 3]]
    return (
        len(behind) == 3
        and behind[0] in (",", "(")
        and AGE.fullmatch(behind[1]) is not None
        and behind[2] in (",", ")")
    )


def _names_month(token: Token) -> bool:
    word = token.word.lower().rstrip(".")
    return token.word == "May" or (word in TEMPORAL and word[-3:] != "day" and word not in ("tonight", "overnight"))


def is_people(tokens: Sequence[Token], phrase: Phrase, *, lenient: bool = False) -> bool:
    """Whether a phrase can be somebody that something was done to.

    ``lenient``: a single noun that no lexicon knows counts as somebody, as beside "killed" ("a dancehall act").
    """
    if phrase.pronoun:
        return True
    if phrase.inner is not None and phrase.number is not None and phrase.number is phrase.inner.number:
        return is_people(tokens, phrase.inner)  # "a group of 12 farmers"
    if is_counted_thing(tokens, phrase):
        return False
    if phrase.head is None:
        return phrase.number is not None and (
            phrase.inner is None or phrase.inner.head is None or is_people(tokens, phrase.inner)
        )
    word = tokens[phrase.head].word
    if YEAR_OLD.fullmatch(word) or word.lower() in ("others", "more", "another", "rest", "remainder"):
        return True
    if word == "old" and OF_AGE.fullmatch(tokens[phrase.head - 1].word):  # "a 20-year old"
        return True
    base = singular(word)
    if base in persons():
        return True
    if phrase.named and _with_age(tokens, phrase.last):
        return True
    called = phrase.named and any(t.word in persons() for t in tokens[phrase.first : phrase.head])  # "singer Ana Tree"
    if (base in not_people() and not called) or word.lower() in TEMPORAL:
        return False
    if phrase.named:
        return not (word.isupper() and len(word) < 6) and not SITE.search(word)
    if phrase.inner is not None and is_people(tokens, phrase.inner):
        return True
    if phrase.number is not None and phrase.plural and phrase.high != 0:  # "no ties"
        return True
    if lenient and phrase.determiner in ("a", "an") and base not in event_words():
        return True
    return (
        bool(re.search(r"(?:ers|ors|ists|ians|men|women|ees|ants|eers|er|or|ist|ian|man|woman|ee|ant)$", word))
        and phrase.determiner != "its"
    )
