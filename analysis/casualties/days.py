"""On which day the event of a figure was: by the words of its sentence, else by a day of an event that was told before.

A day holds on behind its sentence for what that sentence tells: "killed four on Monday" for the dead, "a bomb went off
on Monday" for whatever befell people, "he came to the hospital on Monday" for nothing. A file may hold several reports:
one ends where the next gives its own date in brackets, "(May 4, 2015)".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from analysis.casualties.circumstances import EVENT
from analysis.casualties.outcomes import find_triggers
from analysis.casualties.word_lists import word_list
from analysis.claims import Claim
from analysis.dates import Day, anchor, find_days, may_name_day
from analysis.documents import Document, Sentence
from analysis.schemas import OUTCOMES

LONG_AGO = timedelta(days=45)  # a day further back than that is another event's
HEADS = ("title", "standfirst")
# "the May 9 attack", "an attack on May 9": the day of an event that another one is told beside
EVENT_BEFORE = re.compile(rf"\b(?:an?|the|his|her|another)\ (?:[\w-]+\ )?(?:{EVENT})\ (?:on\ )?\Z", re.IGNORECASE)
EVENT_BEHIND = re.compile(rf"\ (?:[\w-]+\ )?(?:{EVENT})s?\b", re.IGNORECASE)
# "Posted: May 4, 2015", "police said late Monday": when the report was made, not when it happened
PUBLISHED = re.compile(r"\b(?:posted|updated|published|filed|modified)\b[^.;]{0,30}\Z", re.IGNORECASE)
CONNECTS = re.compile(
    r",?\ (?:(?:on|late|early|in|a|statement|reporters|that|news|conference|earlier)\ )*", re.IGNORECASE
)
NEAR = 40  # characters between who said it, or the verb, and the day
HAPPENING = word_list("happening")
NIGHTS = ("overnight", "tonight")  # a night has two days: any other word says better which


class Told(NamedTuple):
    """What a sentence tells of days."""

    days: list[Day]
    counted_from: datetime | None  # what "yesterday" counts from
    before: Mapping[str, Day]  # outcome -> the last day of its report before it that it may have come about on
    goes_on: bool  # the sentence before, of the same paragraph, told another event, and that one names no other day


class EventDays:
    """The days that an article names for its events. ``claims`` tell the days on which something was only said."""

    def __init__(self, document: Document, claims: list[Claim]):
        self.document = document
        self.said: dict[int, list[Claim]] = {}
        for claim in claims:
            self.said.setdefault(claim.sentence, []).append(claim)
        self.told: list[Told] = []  # of the sentences read so far
        self.reading = self._read()

    def of(self, sentence: Sentence, place: int, outcome: str) -> tuple[Day | None, bool]:
        """The day of an outcome told at a place of the text, and whether it is another event than the one reported.

        A sentence without a day takes the last that its report named for such an event, a headline the first of the
        report; None where there is none.
        """
        while len(self.told) <= sentence.number:
            self.told.append(next(self.reading))
        told = self.told[sentence.number]
        day = min(told.days, key=lambda day: self._fit(day, place), default=None)
        if day is not None:
            return day, self._is_other(day, told.counted_from)
        if told.goes_on:
            return None, True
        return told.before.get(outcome) or (self._lead.get(outcome) if sentence.part in HEADS else None), False

    def _read(self) -> Iterator[Told]:
        counted_from = anchor(self.document.text, self.document.published)
        before: dict[str, Day] = {}
        other, paragraph = False, -1
        last: Day | None = None  # of the sentence before, which told no event
        for sentence in self.document.sentences:
            days: list[Day] = []
            if may_name_day(token.word.lower() for token in sentence.tokens):
                days = find_days(self.document.text, sentence.start, sentence.end, counted_from)
                if own := next((day for day in days if self._in_brackets(day)), None):
                    counted_from = own.date
                    before = dict.fromkeys(OUTCOMES, own)
                    days = find_days(self.document.text, own.end, sentence.end, counted_from)
            days = [day for day in days if not self._of_saying(day, sentence.number)]
            other = other and sentence.paragraph == paragraph and not days
            if last and sentence.paragraph == paragraph and _refers_back(sentence):
                before = dict.fromkeys(OUTCOMES, last)
            yield Told(days, counted_from, before, other)
            other, paragraph = bool(days) and all(self._is_other(d, counted_from) for d in days), sentence.paragraph
            held = next((d for d in reversed(days) if self._holds_on(d, counted_from)), None)
            outcomes = _befalling(sentence) if held and sentence.part not in HEADS else ()
            if held and outcomes:
                before = before | dict.fromkeys(outcomes, held)
            last = None if outcomes else held
        yield Told([], counted_from, before, False)

    @cached_property
    def _lead(self) -> dict[str, Day]:
        """Outcome -> the first day of the body: of its own events, else the report's date."""
        self.told.extend(self.reading)
        held = [(outcome, day) for told in reversed(self.told) for outcome, day in told.before.items()]
        held.sort(key=lambda pair: not self._in_brackets(pair[1]))
        return dict(held)

    def _in_brackets(self, day: Day) -> bool:
        text = self.document.text
        return (
            day.dated
            and day.date is not None
            and text[day.start - 1 : day.start] == "("
            and text[day.end : day.end + 1] == ")"
        )

    def _of_saying(self, day: Day, number: int) -> bool:
        """Whether it was on that day that somebody said or published it: "police said Monday", "Posted: May 3"."""
        text = self.document.text
        if PUBLISHED.search(text, max(0, day.start - 45), day.start):
            return True
        return any(self._beside(day, claim) for claim in self.said.get(number, ()))

    def _beside(self, day: Day, claim: Claim) -> bool:
        if any(start <= day.start < end for start, end in claim.content):
            return False
        parts = [part for part in (claim.cue, claim.source) if part]
        return any(
            (0 <= day.start - end <= NEAR and CONNECTS.fullmatch(self.document.text, end, day.start))
            or (start <= day.start < end)
            for start, end in parts
        )

    def _holds_on(self, day: Day, counted_from: datetime | None) -> bool:
        return day.date is not None and not self._is_other(day, counted_from) and not self._of_event(day)

    def _fit(self, day: Day, place: int) -> tuple[bool, bool, bool, int]:
        """The less the better."""
        night = self.document.text[day.start : day.end].lower() in NIGHTS
        elsewhen = day.date is None and not day.old and day.year is None
        return elsewhen, self._of_event(day), night, abs(day.start - place)

    def _of_event(self, day: Day) -> bool:
        text = self.document.text
        before, behind = EVENT_BEFORE.search(text, max(0, day.start - 40), day.start), EVENT_BEHIND.match(text, day.end)
        return day.dated and (before is not None or behind is not None)

    def _is_other(self, day: Day, counted_from: datetime | None) -> bool:
        """Whether a day is in another time: a year gone by, six weeks or more before publication."""
        if day.old:
            return True
        if counted_from is None or self.document.text[max(0, day.start - 6) : day.start].lower() == "since ":
            return False
        if day.date is not None:
            return day.date < counted_from - LONG_AGO
        return day.year is not None and day.year < counted_from.year


def _befalling(sentence: Sentence) -> Iterable[str]:
    """The outcomes that a sentence tells, be it only by the event that may have any of them."""
    if not HAPPENING.isdisjoint([token.lemma.lower() for token in sentence.tokens]):
        return OUTCOMES
    return {trigger.outcome for trigger in find_triggers(sentence.tokens)}


def _refers_back(sentence: Sentence) -> bool:
    """Whether a sentence speaks of an event as known: "during the search"."""
    return any(
        first.lemma in ("the", "this", "that") and second.lemma.lower() in HAPPENING
        for first, second in pairwise(sentence.tokens)
    )
