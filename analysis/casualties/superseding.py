"""Figures that the text itself calls out of date: an early count, a toll that has risen since, a number taken back."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from analysis.casualties.crowds import INDEFINITE, SIDES
from analysis.documents import Document

if TYPE_CHECKING:
    from analysis.casualties.figures import Figure

REACH = 160  # characters of the sentence on either side that are looked at
NEAR = 1  # sentences between a number and the one that replaces it, where that is no larger
# the cheap test: every pattern below has one of these words
HINT = re.compile(
    r"\b(?:initial|origin|previous|earl|first|prelim|later|since|from|instead|rather|retract|withdr|correct|recant|twice"
    r"|rose|risen|climb|increas|jump|raised|went|gone|spoken|actual|revis|updat)",
    re.IGNORECASE,
)
COUNTS = r"reports?|reporting|reportage|counts?|estimates?|figures?|(?:death\ )?tolls?|tally|tallies|accounts?|numbers?"
SAYING = (
    "said|says?|reported|put|placed|stated|announced|claimed|counted|estimated|given|gave|believed|thought|feared|spoken"
    "|spoke|mentioned|listed|identified|indicated|suggested|recorded|confirmed|told|set"
)
# what was said of people before: "initially reported that", "initial counts of", "it had earlier said"
EARLY = re.compile(
    rf"""\b(?:(?:initially|originally|at\ first)\b[^.;]{{0,60}}?\b(?:{SAYING}|there\ were)
    | (?:it|he|she|they)\ had\ spoken\ of
    | (?<!as\ )(?:previously|earlier|first)\ (?:{SAYING})
    | (?:{SAYING})\ (?:it\ )?(?:initially|originally|previously|earlier|at\ first)
    | (?:initial|original|previous|earlier|preliminary)\ (?:[\w-]+\ ){{0,2}}(?:{COUNTS}))\b""",
    re.IGNORECASE | re.VERBOSE,
)
AS_SAID = re.compile(
    rf"""[^.;,]{{0,25}},?\ (?:(?:as|than)\ )?(?:(?:had|been|was|were|it)\ )*(?:previously|earlier|initially|originally|first)
    \ (?:{SAYING})\b""",
    re.IGNORECASE | re.VERBOSE,
)
# what replaces it in the same sentence: "initially said two, but now says four"
TURN = re.compile(
    r"\b(?:but|while|whilst|although|though|however|later|subsequently|now|since|then|eventually|instead)\b",
    re.IGNORECASE,
)
ROSE = r"rose|risen|climbed|increased|jumped|raised|(?:went|gone)\ up"
MOVED = rf"{ROSE}|lowered|reduced|revised|corrected|cut|dropped|fell|fallen|updated"
SINCE_THEN = re.compile(
    rf"""[^.;]{{0,60}}\b(?:but|though|although|before|a\ (?:number|figure|toll)\ (?:that|which)|which)\b [^.;]{{0,40}}?
    \b(?:later|since|subsequently|eventually|then|had|has|was|were)\ (?:\w+\ ){{0,2}}(?:{MOVED})\b""",
    re.IGNORECASE | re.VERBOSE,
)
# "increased the previous toll to six": the new one, though "previous" stands before it
MOVED_TO = re.compile(
    rf"\b(?:{MOVED}|increas(?:es|ing)|rais(?:es|ing)|bring(?:s|ing)|brought|tak(?:es|ing)|took)\b[^.;]{{0,40}}?"
    r"\bto (?:\w+ ){0,3}\Z",
    re.IGNORECASE,
)
RISEN_TO = re.compile(rf"\b(?:{ROSE})\b[^.;]{{0,25}}?\bto\ (?:\w+\ ){{0,3}}\Z", re.IGNORECASE | re.VERBOSE)
# a number that nobody stands by any more, whatever else is told: "withdrew its count of", "up from", "from 94 to 61"
TAKEN_BACK = re.compile(
    rf"""\b(?:(?:withdr[ae]w|withdrawn|withdrawing|retract(?:ed|s|ing)?|correct(?:ed|s|ing)|recanted)\ 
      (?:its|his|her|their|the|an?|this|that)\ (?:[\w-]+\ ){{0,3}}(?:{COUNTS}|claims?|statements?)\b[^.;:]{{0,40}}
    | (?:{MOVED})\ (?:(?:up|down)(?:wards?)?\ )?(?:an?|the|its|his|her|their)\ 
      (?:earlier|previous|initial|original|first|preliminary)\ (?:[\w-]+\ ){{0,2}}(?:{COUNTS})\ of\ (?:\w+\ ){{0,2}}
    | (?:(?:up|down)\ from | (?:{MOVED})\ (?:\w+\ ){{0,2}}to\ (?:\w+\ ){{0,2}}[\w,]+(?:\ \w+)?,?\ from
      | instead\ of | rather\ than)\ (?:\w+\ ){{0,3}})\Z""",
    re.IGNORECASE | re.VERBOSE,
)
# a number that takes the place of another just before it, be it larger or not
RIGHT = re.compile(
    rf"\b(?:correct|actual|revised|updated)\ (?:{COUNTS})\b[^.;:]{{0,50}}\b(?:is|was|of|to|at)\ (?:\w+\ ){{0,3}}\Z",
    re.IGNORECASE | re.VERBOSE,
)
FROM = re.compile(r"\bfrom\ (?:(?!to\b)\w+\ ){0,3}\Z", re.IGNORECASE)
TO = re.compile(r"[^.;,]{0,30}?\bto\ (?:\w+\ ){0,3}\w", re.IGNORECASE)
TWICE = re.compile(r"[^.;,]{0,40}\bcounted\ twice\b", re.IGNORECASE)


def supersede(figures: Sequence[Figure], document: Document) -> None:
    """Mark the figures that the text replaces: they stay in the table and are no part of a toll.

    A number that is taken back ("withdrew its count of 94", "from 94 to 61") is marked in any case; one that was only
    told first ("initial reports of four dead") where a larger number is given for the same outcome, or another just
    before or behind; and one that stands just before a toll that is said to have risen.
    """
    told = [*_around(figures, document)]
    early: list[Figure] = []
    for figure, before, behind in told:
        if _is_count(figure, document.text):
            figure.superseded = _taken_back(before, behind)
            if not figure.superseded and _told_first(_own_part(figure, before, early), behind):
                early.append(figure)
    if told:
        _replace(told, early, figures)


def _replace(told: Sequence[tuple[Figure, str, str]], early: Sequence[Figure], figures: Sequence[Figure]) -> None:
    """Mark the early figures that others replace, and those that a toll just behind them has overtaken."""
    marked = {id(figure) for figure in early}
    late = [f for f in figures if f.number is not None and not f.superseded and id(f) not in marked]
    beside: dict[int, list[Figure]] = defaultdict(list)  # sentence -> figures of it and of those around
    for figure in late:
        for sentence in range(figure.sentence - NEAR, figure.sentence + NEAR + 1):
            beside[sentence].append(figure)
    largest = _largest(late)
    for figure in early:
        figure.superseded = any(_replaces(new, figure) for new in (*largest, *beside[figure.sentence]))
    for figure, before, _ in told:
        right, risen = RIGHT.search(before) is not None, figure.total and RISEN_TO.search(before) is not None
        if (right or risen) and not figure.superseded and id(figure) not in marked:
            for old in beside[figure.sentence]:
                old.superseded |= _is_overtaken(old, figure, right=right)


def _largest(figures: Sequence[Figure]) -> list[Figure]:
    """The figure with the highest low for each outcome and side."""
    found: dict[tuple[str, str | None], tuple[int, Figure]] = {}
    for figure in figures:
        key = figure.outcome, SIDES.get(figure.victim_group)
        if not (figure.part or figure.background or figure.low is None) and figure.low > found.get(key, (-1, None))[0]:
            found[key] = figure.low, figure
    return [figure for _, figure in found.values()]


def _is_overtaken(old: Figure, toll: Figure, *, right: bool) -> bool:
    """Whether a toll takes the place of a number told before it; ``right``: it is called the right one, larger or not."""
    counted = old.start < toll.start and not (old.part or old.vague)
    return counted and (right or (not old.total and _is_larger(toll, old))) and _replaces(toll, old)


def _around(figures: Sequence[Figure], document: Document) -> Iterator[tuple[Figure, str, str]]:
    """The figures whose sentences may tell it, with the words before and behind each."""
    text = document.text
    hints: dict[int, bool] = {}
    for figure in figures:
        sentence = document.sentences[figure.sentence]
        if figure.sentence not in hints:
            hints[figure.sentence] = HINT.search(text, sentence.start, sentence.end) is not None
        if hints[figure.sentence]:
            before = text[max(sentence.start, figure.start - REACH) : figure.start]
            behind = text[figure.end : min(sentence.end, figure.end + REACH)]
            yield figure, before.replace("\n", " "), behind.replace("\n", " ")


def _is_count(figure: Figure, text: str) -> bool:
    """Whether a figure counts people, be it "a girl"; names are not replaced by numbers."""
    counted = figure.number is not None or INDEFINITE.match(text, figure.start) is not None
    return counted and not figure.vague and not figure.part


def _taken_back(before: str, behind: str) -> bool:
    moved = FROM.search(before) is not None and TO.match(behind) is not None
    return moved or TAKEN_BACK.search(before) is not None or TWICE.match(behind) is not None


def _told_first(before: str, behind: str) -> bool:
    marks = [match.end() for match in EARLY.finditer(before)]
    first = bool(marks) and not TURN.search(before, marks[-1]) and not MOVED_TO.search(before)
    return first or AS_SAID.match(behind) is not None or SINCE_THEN.match(behind) is not None


def _own_part(figure: Figure, before: str, early: Sequence[Figure]) -> str:
    """The words before a second number of a sentence: "initial reports spoke of two dead, | the mayor of four"."""
    last = early[-1] if early else figure
    second = (last.sentence, last.outcome) == (figure.sentence, figure.outcome) and last.joined != figure.joined
    return before[-max(1, figure.start - last.end) :] if second else before


def _replaces(new: Figure, old: Figure) -> bool:
    """Whether a figure is another number for the people of one told first."""
    sides = {SIDES.get(new.victim_group), SIDES.get(old.victim_group)} - {None}
    return (
        new.number is not None
        and new.low is not None
        and new.outcome == old.outcome
        and not (new.part or new.background)
        and (new.low, new.high) != (old.low, old.high)
        and len(sides) < 2
        and (_is_larger(new, old) or abs(new.sentence - old.sentence) <= NEAR)
    )


def _is_larger(new: Figure, old: Figure) -> bool:
    return (new.low or 0) > max(old.low or 0, old.high or 0)
