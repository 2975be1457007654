"""Captives told of by plain words: "seized 12 men", "hold 17 soldiers", "in the hands of pirates"."""

from __future__ import annotations

from analysis.casualties.groups import Victim
from analysis.casualties.people import group_of
from analysis.casualties.phrases import Phrase
from analysis.casualties.victims import Victims
from analysis.casualties.word_lists import word_list
from analysis.casualties.words import persons, singular

HOLDING = word_list("holding")
CAPTORS = word_list("acting") | word_list("captors")
FORCES = ("combatant", "security forces")


def captives(clause: Victims, k: int) -> list[Victim]:
    """Those whom the words of a seizure at unit ``k`` tell captive: people in so many words, held by who fights or guards.

    Seats are held too, and what becomes of somebody may be in the hands of a court.
    """
    word = clause.units[k].word
    victims = [v for v in clause.victims(k) if _in_words(clause, v.phrase)]
    if word == "in":
        held = (
            clause.code(k + 2) == "N"
            and clause.units[k + 1].word == "of"
            and _takes(clause, clause.units[k + 2].phrase)
        )
        return victims if held else []
    if clause.words[clause.units[k].last : clause.units[k].last + 1] == ["back"]:
        return []
    if word in HOLDING:
        counted = [v for v in victims if v.phrase.number is not None]
        return counted if _takes(clause, clause.agent(k)) else []
    return victims


def _in_words(clause: Victims, phrase: Phrase) -> bool:
    """Whether a phrase is people by its noun, with a number or an article."""
    head = phrase.head if phrase.head is not None or phrase.inner is None else phrase.inner.head
    noun = head is not None and singular(clause.words[head]) in persons()
    return noun and not phrase.named and (phrase.number is not None or phrase.determiner is not None)


def _takes(clause: Victims, phrase: Phrase | None) -> bool:
    """Whether a phrase is of those who take captives."""
    if phrase is None or phrase.head is None:
        return False
    head = clause.words[phrase.head]
    return group_of(clause.tokens, phrase) in FORCES or head in CAPTORS
