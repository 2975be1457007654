"""What a sentence says around a figure: where, when, and whether it counts this event, another, or many."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from analysis.dates import MONTH, Day
from analysis.sources.vocabulary import places

LONG_AGO = timedelta(days=45)  # a day further back than that is another event's
EVENT = "attack|blast|explosion|shooting|bombing|quake|earthquake|storm|crash|fire|flood"
TOTAL = re.compile(r"\b(?:total of|in (?:all|total)|altogether|overall)\b", re.IGNORECASE)
# "since the war began", "so far this year"; not "the worst since 2014", not "since the blast"
MANY_EVENTS = re.compile(
    rf"""(?<!worst\ )(?<!deadliest\ )(?<!bloodiest\ )(?<!first\ )(?<!one\ )\b(?:
      since\ (?:the|its|his)\ (?!{EVENT})\w+
    | since\ (?:last\ |early\ |late\ |mid-)?(?:{MONTH}|\d{{4}})
    | (?:so\ far\ )?this\ (?:year|month)
    | (?:over|in)\ the\ (?:past|last)\ \w+\ ?(?:years?|months?|decades?))\b""",
    re.IGNORECASE | re.VERBOSE,
)
ADDED = re.compile(
    r"""\b(?:also | additionally | in\ addition | elsewhere | separate(?:ly)? | meanwhile
    | another\ (?:attack|incident|clash|strike|operation) | (?:in\ )?(?:a|the)\ second)\b""",
    re.IGNORECASE | re.VERBOSE,
)
MOURNED = re.compile(
    r"""\b(?:protest(?:ed|ing)? | demonstrat(?:ed|ions?) | rall(?:y|ied) | vigil | march(?:ed)? | gathered | memorial
    | commemorat\w*)\b .* \b(?:against|over|following|after|for|justice|anniversary|tribute|of)\b""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
PLACE = re.compile(
    r"""\b(?i:in|at|near|around|outside|across|off|from)\s+(?:the\s+)?
    (?:\w+\s+)?(?:(?:city|town|village|province|district|region|state|county|outskirts|suburb)\s+of\s+)?
    (?P<name>[A-Z][\w’'-]+(?:[ ](?:[A-Z][\w’'-]+|al-\w+|de|el|bin))*)""",
    re.VERBOSE,
)
DAY_OR_MONTH = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)", re.IGNORECASE
)


def is_total(sentence: str) -> bool:
    """Whether a sentence calls its figure a total: "a total of", "in all"."""
    return TOTAL.search(sentence) is not None


def is_cumulative(sentence: str) -> bool:
    """Whether a sentence counts more than one event.

    >>> is_cumulative("More than 400 have died since the war began."), is_cumulative("It was the worst since 2014.")
    (True, False)
    """
    return MANY_EVENTS.search(sentence) is not None


def is_added(sentence: str) -> bool:
    """Whether a sentence adds its figures to those before: "also", "elsewhere"."""
    return ADDED.search(sentence) is not None


def is_mourned(text: str, start: int, end: int) -> bool:
    """Whether the words before an outcome tell of a protest or memorial about it: the death is another event."""
    return MOURNED.search(text, start, end) is not None


def place_in(sentence: str) -> str | None:
    """The first name after a preposition of place.

    >>> place_in("A bomb killed two people on Sunday in the city of Kirkuk.")
    'Kirkuk'
    """
    names = (match["name"] for match in PLACE.finditer(sentence))
    return next((name for name in names if not DAY_OR_MONTH.match(name)), None)


def is_place(name: str, text: str) -> bool:
    """Whether a name is one of a place: a known one, or one that the article puts behind a preposition of place.

    >>> is_place("Zareh", "Rebels captured Zareh on Monday. Fighting in Zareh went on.")
    True
    """
    return (
        name in places()
        or re.search(rf"\b(?:in|near|around|outside|into|towards?) {re.escape(name)}\b", text) is not None
    )


def is_other_event(text: str, day: Day, counted_from: datetime | None) -> bool:
    """Whether the day beside a figure is in another time: a year gone by, six weeks or more before publication."""
    if day.old:
        return True
    if counted_from is None or text[max(0, day.start - 6) : day.start].lower() == "since ":
        return False
    if day.date is not None:
        return day.date < counted_from - LONG_AGO
    return day.year is not None and day.year < counted_from.year
