"""Outcomes told by a noun: "12 deaths", "no casualties", "the bodies of two men", "Ana's death", "fatalities are put at 10"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from analysis.casualties.groups import Victim
from analysis.casualties.outcomes import Trigger
from analysis.casualties.people import is_counted_thing, is_people
from analysis.casualties.phrases import Phrase
from analysis.casualties.victims import Victims
from analysis.casualties.word_lists import word_list
from analysis.documents import Token

DEFINITE = word_list("definite")
PUT = word_list("put")
MOVED = word_list("moved")
INSTITUTIONS = word_list("institutions")  # what sort of body is no corpse
AVOIDING = word_list("avoiding") | word_list("planning")
ORDERING = word_list("ordering")
FREEING = word_list("freeing")
SINGLE_CASUALTY = word_list("single-casualty")
NOUNS_OF_STATE = word_list("nouns-of-state")
OWN = word_list("own")  # what its owner has, or does to others: "his injuries", "police's arrest"
BODY = ("body", "remains")
BODIES = ("body", "bodies")
FINDING = word_list("finding")
ORDINALS = word_list("ordinals")
LIFE_VERBS = re.compile(r"claim|cost|los[et]|took|tak|laid")


def is_numbered(clause: Victims, k: int) -> bool:
    """Whether "the number of" stands just before: "the number of people killed"."""
    chain = clause.helpers(k)  # "reported by a monitor to be killed"
    verb = clause.units[k - len(chain) - 1 if "N" in chain else k].first
    before = clause.words[max(0, verb - 6) : clause.units[k].first]
    pairs = [*itertools.pairwise(before)]
    beside = clause.units[k - 1].phrase if clause.code(k - 1) == "N" else clause.units[k].phrase
    counted = beside is not None and beside.number is not None  # "the figure of 12 guards killed"
    its = any(owner in DEFINITE and noun in ("count", "tally", "figure") for owner, noun in pairs)  # not "one count of"
    return (("number", "of") in pairs and "a" not in before[: before.index("number")][-2:]) or (its and not counted)


def by_noun(clause: Victims, k: int, phrase: Phrase, trigger: Trigger) -> Iterator[Victim]:
    """The victims that a noun counts or names: "12 deaths", "no casualties", "the bodies of two men", "Ana's death"."""
    word = clause.words[trigger.first]
    before = clause.words[max(0, phrase.first - 4) : phrase.first]
    if (k and clause.units[k - 1].word in AVOIDING) or not AVOIDING.isdisjoint(
        clause.words[phrase.first : trigger.first]
    ):
        return
    if trigger.outcome == "captured" and not (FREEING | ORDERING).isdisjoint(
        before[-2:] + clause.words[phrase.last : phrase.last + 3]
    ):
        return
    if clause.code(k - 1) == "v" and "m" in clause.helpers(k - 1):  # "may cause 30 deaths"
        return
    leading = [
        w for w, after in itertools.pairwise(clause.words[max(0, phrase.first - 7) : phrase.first]) if after == "to"
    ]
    if not AVOIDING.isdisjoint(leading):  # "plans to assist in the assassination of two judges"
        return
    if word in BODIES and not INSTITUTIONS.isdisjoint(clause.words[phrase.first : trigger.first]):
        return
    if word == "lives" and not any(LIFE_VERBS.match(w) for w in before):
        return
    beside = clause.units[k - 1].phrase if k else None
    if word == "lives" and phrase.determiner == "their" and beside is not None and clause.people(k - 1):
        yield Victim(beside)  # "cost 64 people their lives"
        return
    bare = (phrase.number is None or phrase.vague) and phrase.plural and trigger.kind == "count"
    if is_numbered(clause, k):
        yield from clause.toll(k)
    elif bare and (put := _put_at(clause, k)):
        yield Victim(put, total=True)
    elif bare and clause.code(k + 1) == "b" and _is_counted(clause, k + 2):  # "the deaths are ten guards and a clerk"
        yield from clause.objects(k + 2, governed=True)
    else:
        yield from _counted_or_named(clause, k, phrase, trigger)


def _is_counted(clause: Victims, k: int) -> bool:
    phrase = clause.units[k].phrase if clause.code(k) == "N" else None
    return phrase is not None and phrase.number is not None


def _counted_or_named(clause: Victims, k: int, phrase: Phrase, trigger: Trigger) -> Iterator[Victim]:
    word, counts = clause.words[trigger.first], trigger.kind == "count"
    deeds = clause.code(k + 1) == "c" and _is_deed(clause, k + 2)  # "the death and wounding of"
    of = k + 2 if deeds else k
    governs = governs_phrase(clause, of)
    inner = clause.units[of + 2].phrase if governs else phrase.inner
    if phrase.number is not None and counts:
        if not is_counted_thing(clause.tokens, phrase, by_head=False):
            yield Victim(phrase, phrase.partitive)
    elif word == "remains" and inner is not None and inner.named and inner.number is None:
        return  # "the remains of Typhoon Sela"
    elif inner is not None and is_people(clause.tokens, inner) and not inner.pronoun:
        yield from clause.objects(of + 2, governed=True) if governs else [Victim(inner)]
    elif phrase.owner is not None:
        counting = any(
            w in ORDINALS for w in clause.words[phrase.owner[1] : trigger.first]
        )  # "the city's third homicide"
        found = word in BODY and not FINDING.isdisjoint(
            clause.words[max(0, phrase.first - 3) : phrase.first] + clause.words[phrase.last : phrase.last + 4]
        )  # "discovered her neighbour's body"
        if (word not in OWN or found) and not counting:
            yield from _owner(clause.tokens, *phrase.owner)
    elif counts and (
        (phrase.determiner in ("a", "an", "one", "another") and word in SINGLE_CASUALTY)
        or (phrase.determiner == "the" and word in NOUNS_OF_STATE)
    ):
        yield Victim(phrase)


def _is_deed(clause: Victims, k: int) -> bool:
    """Whether unit ``k`` is a gerund, or one that was taken for a noun."""
    phrase = clause.units[k].phrase if clause.code(k) == "N" else None
    gerund = phrase is not None and phrase.last - phrase.first == 1 and clause.words[phrase.first].endswith("ing")
    return gerund or clause.code(k) == "g"


def governs_phrase(clause: Victims, k: int) -> bool:
    """Whether "of" and a phrase follow unit ``k``."""
    return clause.code(k + 1) == "p" and clause.units[k + 1].word == "of" and clause.code(k + 2) == "N"


def _owner(tokens: Sequence[Token], first: int, last: int) -> Iterator[Victim]:
    """Whose death it is: "Ana" of "Ana's death"."""
    pos = tokens[last - 1].pos
    owner = Phrase(first, last, last - 1, None, None, 1, 1, False, pos.startswith("NNP"), False)
    if pos in ("NNP", "NN") and is_people(tokens, owner):
        yield Victim(owner)


def _put_at(clause: Victims, k: int) -> Phrase | None:
    """The number that a bare noun is put at, or moved to: "fatalities are estimated at 10", "deaths rose to 10"."""
    for j in range(k + 1, min(len(clause.units), k + 6)):
        behind = clause.units[j + 1].word if clause.code(j + 1) == "p" and clause.code(j + 2) == "N" else None
        word = clause.units[j].word
        if (word in PUT and behind in ("at", "as")) or (word in MOVED and behind == "to"):
            phrase = clause.units[j + 2].phrase
            return phrase if phrase is not None and phrase.number is not None else None
    return None
