"""What a text tells again, of people it told of before: "he", "she", "they", "the inmate"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.casualties.crowds import REFLEXIVE, sex_of
from analysis.casualties.word_lists import word_list

if TYPE_CHECKING:
    from analysis.casualties.figures import Figure

PRONOUNS = word_list("pronouns")
SUICIDE = re.compile(
    r"""\b(?:murder-suicide | (?:apparent|committed|died\ (?:by|of|from)|ruled\ an?|was\ an?)\ suicide\b(?!\ attempt)
    | (?:took|taken|taking)\ (?:his|her|their)\ own\ li(?:fe|ves) | kill(?:ed|ing)\ (?:himself|herself|themselves))\b""",
    re.IGNORECASE | re.VERBOSE,
)
STRUCK = re.compile(r"\b(?:shot|shoot|gunshot|gunfire|gunm[ae]n|stabb)", re.IGNORECASE)
OBJECTS = ("him", "her")
GOES_ON = 2  # sentences in which "he" is still who was told of before


def mourn(figures: Sequence[Figure], text: str) -> None:
    """Carry on that a death is another event's: to "he" and "the inmate" after "protesting the death of an inmate"."""
    mourned, last = set[str](), 0
    for figure in figures:
        words = _words(figure, text)
        again = words[0] == "the" or _is_pronoun(words)
        if figure.elsewhere:
            mourned, last = mourned | {words[-1], *PRONOUNS}, figure.sentence
        elif again and words[-1] in mourned and figure.outcome == "killed" and figure.sentence <= last + GOES_ON:
            last = figure.sentence
            figure.background = figure.elsewhere = True
        elif figure.outcome == "killed":
            mourned.clear()


def tell_deaths(figures: Sequence[Figure], text: str) -> None:
    """Mark those wounded as ``fatal`` of whom a pronoun tells the death: "was taken to hospital, where she died", and who
    "shot himself" where the text speaks of a suicide."""
    suicide = SUICIDE.search(text) is not None
    for n, death in enumerate(figures):
        if suicide and death.including_killed and _words(death, text)[0] in REFLEXIVE:
            death.fatal = True
        words = _words(death, text)
        if death.outcome != "killed" or not _is_pronoun(words) or words[0] == "them":
            continue
        for wounded in _meant(figures[:n], death, words[0], text):
            wounded.fatal = True


def tell_living(figures: Sequence[Figure], text: str) -> None:
    """Take numbers of people in hospital for the living where nobody was shot or stabbed: a crash has its dead counted
    apart, and most news of a shooting does not."""
    counts = [figure for figure in figures if figure.including_killed and not figure.vague and figure.low != 1]
    if counts and not STRUCK.search(text):
        for figure in counts:
            figure.including_killed = False


def _meant(before: Sequence[Figure], death: Figure, pronoun: str, text: str) -> list[Figure]:
    """The figures of wounded people that a pronoun stands for: the nearest, and those that one stands for in turn."""
    for n in range(len(before) - 1, -1, -1):
        figure = before[n]
        same = figure.sentence == death.sentence
        if figure.sentence < death.sentence - (1 if pronoun == "they" else GOES_ON):
            break
        if same and figure.cue[0] < figure.start and pronoun not in OBJECTS:
            break  # "he shot an officer before he died": who did it
        if not _may_be(figure, death, pronoun, text):
            continue
        words = _words(figure, text)
        if _is_pronoun(words):
            return [figure, *_meant(before[:n], figure, words[0], text)]
        if pronoun == "they":
            return [f for f in before if f.joined == figure.joined and f.including_killed]
        return [figure]
    return []


def _may_be(figure: Figure, death: Figure, pronoun: str, text: str) -> bool:
    if not figure.including_killed or figure.background != death.background:
        return False
    if pronoun == "they":
        return True
    sexes = {sex_of(frozenset(_words(figure, text))), sex_of(frozenset([pronoun]))} - {None}
    return (figure.low, figure.high) == (1, 1) and len(sexes) < 2


def _words(figure: Figure, text: str) -> list[str]:
    return text[figure.start : figure.end].lower().split()


def _is_pronoun(words: list[str]) -> bool:
    return len(words) == 1 and words[0] in PRONOUNS
