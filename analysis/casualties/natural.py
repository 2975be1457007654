"""Deaths that nobody and no event brought about: "died of cancer", "died aged 91". They stay in the table, and in no toll.

Somebody told dead is a figure whatever the cause, by the guidelines of annotation; but a toll is of an event. Where the
first death of an article is of this kind it is an obituary, and so are the deaths of single people that it goes on to tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from analysis.casualties.crowds import PRONOUNS
from analysis.casualties.word_lists import word_list
from analysis.documents import Document

if TYPE_CHECKING:
    from analysis.casualties.figures import Figure

DYING = re.compile(
    r"die[sd]?|dying|deaths?|dead|passed away|passes away|succumb(?:s|ed)|los[et] \w+ life", re.IGNORECASE
)
ILLNESS = r"""(?:natural\ causes | old\ age | (?:\w+\ )?cancer | leuk\w*mia | lymphoma | tumou?r
    | heart\ (?:attack|failure|disease) | cardiac\ arrest | stroke | aneurysm | pneumonia | sepsis | dementia | diabetes
    | (?:Parkinson|Alzheimer)[’']?s? | (?:kidney|liver|renal|organ)\ failure | (?:\w+\ )?(?:illness|disease|disorder))\b"""
OF_ILLNESS = re.compile(
    rf"""\b(?:of|from|to|with|after|following)\b [^.;]{{0,50}}? \b{ILLNESS}
    | \bpeacefully\b | \bin\ (?:his|her)\ sleep\b | \bhospice\b""",
    re.IGNORECASE | re.VERBOSE,
)
AGED = re.compile(
    r"\b(?:aged|at\ (?:the\ )?age(?:\ of)?|at)\ (?:about\ |around\ )?\d{2,3}\b(?!:)|\bbedside\b|,\ (?:[7-9]\d|1[01]\d),",
    re.IGNORECASE | re.VERBOSE,
)
HAPPENING = word_list("happening")
ILL_AND = re.compile(
    rf"\b(?:suffer\w*|had|battl\w+|fought|after|following)\b [^.;]{{0,50}}? \b{ILLNESS} [^.;]{{0,40}}\Z",
    re.IGNORECASE | re.VERBOSE,
)
NEAR = 60  # characters between the death and what it was of
OPENING = 3  # sentences behind the first death in which an obituary tells of no event


def lay_natural_apart(figures: Sequence[Figure], document: Document) -> bool:
    """Mark as another event's the natural deaths of single people, and those that an obituary tells; says whether it is one."""
    lone = [figure for figure in figures if _is_lone_death(figure, document.text)]
    natural = [figure for figure in lone if _of_illness(figure, document)]
    first = next((figure for figure in figures if figure.outcome == "killed" and not figure.background), None)
    told = [first, *_told_again(first, lone, document.text)] if first in lone else []
    obituary = bool(told) and _is_obituary(told, natural, figures, document)
    if obituary:
        natural = [*lone, *(figure for figure in figures if figure.fatal and _is_one(figure))]
    for figure in natural:
        figure.background = figure.elsewhere = True
    return obituary


def _is_obituary(
    tellings: Sequence[Figure], natural: Sequence[Figure], figures: Sequence[Figure], document: Document
) -> bool:
    """Whether somebody's death, as told once or more, is what the article is about, and natural."""
    if any(figure in natural for figure in tellings):
        return True
    opening = range(tellings[0].sentence, min(tellings[0].sentence + OPENING, len(document.sentences)))
    calm = not any(_happens(document, number) for number in opening)
    titled = AGED.search(document.title or "") and HAPPENING.isdisjoint((document.title or "").lower().split())
    name = document.text[tellings[0].start : tellings[0].end].split()[-1]
    for figure in figures:
        if figure.outcome in ("killed", "wounded", "casualties") and not figure.background:
            patient = _is_one(figure) and (titled or document.text[figure.start : figure.end].endswith(name))
            if not _is_lone_death(figure, document.text) and not (patient and figure.outcome == "wounded"):
                return False
    return bool(titled) or (calm and any(AGED.search(_sentence(figure, document)) for figure in tellings))


def _is_one(figure: Figure) -> bool:
    """Whether a figure is somebody single, by name or description and not by number."""
    return (figure.low, figure.high, figure.number) == (1, 1, None)


def _is_lone_death(figure: Figure, text: str) -> bool:
    """Whether a figure is somebody single who is told dead and not killed."""
    return figure.outcome == "killed" and _is_one(figure) and DYING.fullmatch(text, *figure.cue) is not None


def _of_illness(figure: Figure, document: Document) -> bool:
    """Whether the words around a death say that it was of an illness or of age, and of no event besides."""
    sentence = document.sentences[figure.sentence]
    ahead = ILL_AND.search(document.text, max(sentence.start, figure.cue[0] - 2 * NEAR), figure.cue[0])
    behind = OF_ILLNESS.search(document.text, figure.cue[1], sentence.end)
    cause = behind if behind and behind.start() <= figure.cue[1] + NEAR else ahead
    return cause is not None and not _happens(document, figure.sentence, besides=cause.span())


def _happens(document: Document, number: int, besides: tuple[int, int] = (0, 0)) -> bool:
    """Whether a sentence tells of an event that harms people, by other words than those ``besides``."""
    tokens = document.sentences[number].tokens
    return any(t.lemma.lower() in HAPPENING and not besides[0] <= t.start < besides[1] for t in tokens)


def _told_again(first: Figure, lone: Sequence[Figure], text: str) -> Iterator[Figure]:
    """The further figures of the one who died first: by a pronoun, or by the last name."""
    name = text[first.start : first.end].split()[-1]
    for figure in lone:
        words = text[figure.start : figure.end].split()
        again = len(words) == 1 and words[0].lower() in PRONOUNS
        if figure is not first and (again or words[-1] == name):
            yield figure


def _sentence(figure: Figure, document: Document) -> str:
    sentence = document.sentences[figure.sentence]
    return document.text[sentence.start : sentence.end]
