"""Counts whose outcome stands before them: "nine of them", "there were nine", "among them were two cooks", "the victims"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from analysis.casualties.collectives import BEING, each_joined, is_collective, told_of
from analysis.casualties.groups import Victim
from analysis.casualties.informants import says
from analysis.casualties.numbers import Number, find_numbers
from analysis.casualties.outcomes import Trigger
from analysis.casualties.people import is_counted_thing, is_people
from analysis.casualties.phrases import Chunker, Phrase
from analysis.casualties.victims import Victims
from analysis.casualties.word_lists import word_list
from analysis.documents import Token

if TYPE_CHECKING:
    from analysis.casualties.figures import Figure

HOLDING = word_list("holding")
POINTING = (
    frozenset({"them", "whom", "victims", "there", "of", "number", "figure", "toll", "said", "reported"}) | HOLDING
)
SPARED = word_list("freeing") | {
    "alive",
    "survived",
    "survive",
    "escaped",
    "unhurt",
    "unharmed",
    "unscathed",
    "safe",
    "safely",
}
# what stands before a number that replaces another, or that another replaced
REVISED = re.compile(
    r"""\b(?:
      (?:correct|real|actual|official|final|true|right|revised|new|latest|earlier|previous|initial|original|first)\ 
        (?:number|figure|toll|count|estimate|total)\b (?:\ ,\ [^,.;]{0,40},)? [^,.;]{0,20}? \ (?:is|was|of|to|at)
    | (?:earlier|first|initially|previously|had)\ (?:said|reported|given|counted|spoken\ of|put\ it\ at)
    | (?:spoke|spoken|speaks)\ of
    | (?:number|figure|count|toll|total)\ (?:(?:that|which|has|had|was|were|since|later|then|subsequently)\ ){1,4}
      (?:risen|rose|climbed|increased|jumped|raised|lowered|reduced|cut|revised|corrected|updated|fallen|fell)\ to
    )(?:\ it\ was)? \Z""",
    re.IGNORECASE | re.VERBOSE,
)
LEADING_UP = frozenset({"is", "was", "of", "to", "at", "said", "reported", "given", "counted"})  # how REVISED ends
FAR = 20  # times: numbers further apart are not of one thing
SHORT = 8  # tokens of "Nine, the mayor said."


def may_continue(tokens: Sequence[Token]) -> bool:
    """The cheap test: whether a sentence may take up people told of before, or is as short as a count."""
    return len(tokens) <= SHORT or not POINTING.isdisjoint([t.word.lower() for t in tokens])


def continued(tokens: Sequence[Token], before: Sequence[Figure]) -> Iterator[tuple[Victim, Trigger, Figure]]:
    """The people that a sentence counts or names out of those, or as those, that a figure before it is of.

    ``before`` are the figures of this sentence and the two before it, in order. Each victim comes with the words that
    stand for its trigger and with the figure whose outcome it shares.
    """
    words = [t.word.lower() for t in tokens]
    if not SPARED.isdisjoint(words):
        return
    numbers = find_numbers(tokens)
    named = "victims" in words or words[:2] == ["among", "them"]
    if not named and not any(_may_count(number, words) for number in numbers):
        return
    here = tokens[0].start
    earlier = [figure for figure in before if figure.start < here]
    phrases = Chunker(tokens, numbers, {}).all()
    for phrase in phrases:
        whole = (
            _whole(phrase, phrases, tokens, before)
            or _revised(phrase, tokens, before)
            or _all(phrase, tokens, words, earlier)
            or _held(phrase, words, earlier)
        )
        if whole is not None:
            some = phrase.partitive and not (words[0] == "there" and whole.vague)
            yield Victim(phrase, part=some), _stand_in(phrase, whole), whole
    if earlier and earlier[-1].low != 1 and words[:2] == ["among", "them"]:
        clause = Victims(tokens, phrases, [])
        if clause.units[1].word in BEING:
            for victim in each_joined(clause, 2):
                yield victim, _stand_in(victim.phrase, earlier[-1]), earlier[-1]
    if earlier and earlier[-1].outcome == "killed" and earlier[-1].high != 0 and "victims" in words:
        yield from _of_victims(tokens, words.index("victims"), earlier[-1])


def _may_count(number: Number, words: Sequence[str]) -> bool:
    """The second cheap test: whether a number stands where one counts people told of before."""
    first, last = number.first, number.last
    if words[last : last + 1] == ["of"] or (first == 0 and len(words) <= SHORT) or words[0] == "there":
        return True
    if first and words[first - 1] in HOLDING:
        return True
    return first > 0 and words[first - 1] in LEADING_UP and REVISED.search(" ".join(words[:first])) is not None


def _whole(
    phrase: Phrase, phrases: Sequence[Phrase], tokens: Sequence[Token], before: Sequence[Figure]
) -> Figure | None:
    """The figure that "nine of them" or "six of the 24" are some of: the last one, or the one with that number."""
    inner, few = phrase.inner, phrase.low
    if not phrase.partitive or inner is None or few is None or phrase.high == 0:
        return None
    told = [f for f in before if f.end <= tokens[phrase.first].start]
    if inner.number is not None:
        return next((f for f in reversed(told) if f.low == inner.low and few < f.low), None) if inner.low else None
    last = told[-1] if inner.pronoun and told else None
    if last is None or (last.low is not None and few >= last.low) or phrase.determiner in ("every", "each"):
        return None
    between = (p for p in phrases if last.end <= tokens[p.first].start and p.last <= phrase.first)
    return None if any(p.plural and is_people(tokens, p) for p in between) else last


def _revised(phrase: Phrase, tokens: Sequence[Token], before: Sequence[Figure]) -> Figure | None:
    """The figure that a bare number is another for: "the correct number is 61", "it had earlier said 26"."""
    if phrase.head is not None or phrase.number is None or phrase.low is None or is_counted_thing(tokens, phrase):
        return None
    ahead = " ".join(t.word for t in tokens[: phrase.first])
    told = (f for f in reversed(before) if f.end <= tokens[phrase.first].start and not f.part and f.low != 1)
    last = next(told, None)
    if last is None or not last.low or not REVISED.search(ahead):
        return None
    return last if last.low <= FAR * phrase.low and phrase.low <= FAR * last.low else None


def _all(phrase: Phrase, tokens: Sequence[Token], words: Sequence[str], earlier: Sequence[Figure]) -> Figure | None:
    """The figure without a number of which "there were nine" and "nine, he said" give it."""
    vague = earlier[-1] if earlier and earlier[-1].vague else None
    if vague is None or phrase.head is not None or phrase.number is None or phrase.low is None:
        return None
    there = words[0] == "there" and words[1] in BEING and phrase.first == 2
    behind = tokens[phrase.last : phrase.last + 1]
    quoted = phrase.first == 0 and len(tokens) <= SHORT and behind and behind[0].word == "," and any(map(says, tokens))
    return vague if there or quoted else None


def _held(phrase: Phrase, words: Sequence[str], earlier: Sequence[Figure]) -> Figure | None:
    """The captives of whom "claimed to hold 17" gives another number."""
    bare = phrase.head is None and phrase.number is not None and phrase.low is not None
    if not bare or phrase.first == 0 or words[phrase.first - 1] not in HOLDING:
        return None
    return earlier[-1] if earlier and earlier[-1].outcome == "captured" else None


def _of_victims(tokens: Sequence[Token], i: int, whole: Figure) -> Iterator[tuple[Victim, Trigger, Figure]]:
    """Who "the victims" of people told dead were."""
    trigger = Trigger(i, i + 1, whole.outcome, "state")
    clause = Victims(tokens, Chunker(tokens, find_numbers(tokens), {i: i + 1}).all(), [trigger])
    k = next((k for k, unit in enumerate(clause.units) if unit.trigger is not None), None)
    if k is not None and is_collective(clause, k):
        yield from ((victim._replace(part=True), trigger, whole) for victim in told_of(clause, k))


def _stand_in(phrase: Phrase, whole: Figure) -> Trigger:
    return Trigger(phrase.first, phrase.last, whole.outcome, "deed")
