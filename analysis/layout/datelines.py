"""Where and when a news text says it was written: datelines ("BEIRUT (AFP) -", "Beirut:") and full dates."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from typing import NamedTuple

from analysis.dates import DAY, MONTH, MONTHS, WEEKDAYS
from analysis.language import lexicon

FARTHEST = 160  # characters: a dateline ends within these, whatever the length of the line
EARLIEST, LATEST = 1600, 2100  # years; what lies outside is no date of a news article

_MONTH = rf"(?i:{MONTH})"
_WEEKDAY = r"(?i:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?i:day)?\b\.?"
_DAY_MONTH = rf"(?:{_MONTH}[ ]{DAY}|{DAY}[ ]{_MONTH})"
_FULL_DATE = rf"(?:(?:{_WEEKDAY},?[ ])?{_DAY_MONTH},?[ ]\d{{4}}|\d{{4}}[-/]\d{{2}}[-/]\d{{2}})"
FULL_DATE = re.compile(rf"(?<!\w){_FULL_DATE}(?!\w)", re.IGNORECASE)
_STAMP = r"(?:first |last )?(?:published|updated|posted|created|modified|date)(?: on| at)?:?[ ]*"
_ZONE = r"(?:\(?[A-Z]{1,5}\)?|[+-]\d{2}:?\d{2})"
_CLOCK = rf"(?:[ ,@|–—-]|at|T)*\d{{1,2}}(?::\d{{2}}){{1,2}}[.\d]*[ ]?(?:[ap]\.?m\.?)?[ ]?{_ZONE}?"
_DATE_LINE = re.compile(
    rf"(?:{_STAMP})?(?:{_FULL_DATE}|(?<=[ :])\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}})"
    rf"(?:{_CLOCK})?(?:[ ]\S{{1,20}}|[ ]by[ ].{{2,50}})?[ .|]*",
    re.IGNORECASE,
)

_UPPER = "A-ZÀ-ÖØ-ÞĀČĎĞİŁŃŌŘŚŞŠŪŹŻŽ"
_CAPITALS = rf"[{_UPPER}][{_UPPER}.'’-]+(?:[ ][{_UPPER}][{_UPPER}.'’-]*){{0,3}}"
_MIXED = rf"[{_UPPER}][\w.'’-]+(?:[ ](?:[{_UPPER}][\w.'’-]*|al|de|del|el|of|the|la|es|and)){{0,3}}"
_WORD = rf"[{_UPPER}][\w.'’]*(?:-\w+)*"
_REGION = rf",[ ](?!{_MONTH}){_WORD}(?:[ ]{_WORD}){{0,2}}"
_AGENCY = r"\((?P<agency>[^()]{2,40})\)"
_PAREN_DATE = rf"\(?(?:{_WEEKDAY},?[ ])?{_DAY_MONTH}(?:,?[ ]\d{{4}})?\)?"
_DASH = r"(?:[ ]*(?:--|[—–―])[ ]*|[ ]+(?:-|>>|_|\|)[ ]+|[ ]?-[ ]+)"
_END = rf"(?:{_DASH}|[ ]*:[ ]+|[ ]*$)"
_DETAILS = rf"(?P<region>{_REGION})?(?P<when>,?[ ]*{_PAREN_DATE})?[ ]*(?:{_AGENCY})?(?P<when2>,?[ ]*{_PAREN_DATE})?"
# Lines are matched with every kind of blank in them made a plain one.
_IN_CAPITALS = re.compile(rf"(?P<place>{_CAPITALS}){_DETAILS}(?P<end>{_END}|[ ]+(?=\S))")
_IN_LOWER_CASE = re.compile(rf"(?P<place>{_MIXED}){_DETAILS}(?P<end>{_DASH}|:[ ]+)")
_AGENCY_ONLY = re.compile(rf"{_AGENCY}[ ]*(?:{_DASH}|:[ ]+|(?=\S))")
_WEEKDAY_NAME = re.compile(rf"\b(?:{'|'.join(WEEKDAYS).title()})\b")
_BLANKS = re.compile(r"[\s\ufeff]")


class Dateline(NamedTuple):
    """``end``: its length in characters with the blanks behind it. ``sure``: the form alone says that it is one."""

    end: int
    place: str | None
    agency: str | None
    date_text: str | None
    sure: bool


@cache
def _known(name: str) -> frozenset[str]:
    return frozenset(entry.casefold() for entry in lexicon(name))


def read_dateline(line: str, text: str = "") -> Dateline | None:
    """The dateline a paragraph begins with, or None.

    Parameters
    ----------
    line : the paragraph
    text : the article: a place not in capitals must be a known one, or stand in the article behind "in", "near", ...

    >>> read_dateline("BEIRUT, Lebanon (AFP) - Shells fell on two districts.")
    Dateline(end=24, place='Beirut, Lebanon', agency='AFP', date_text=None, sure=True)
    >>> read_dateline("Officials: no one was hurt in the fire.") is None
    True
    """
    head = _BLANKS.sub(" ", line[:FARTHEST])
    found = _IN_CAPITALS.match(head) or _IN_LOWER_CASE.match(head)
    if not found:
        return _agency_alone(head)
    place, region, agency = found["place"], found["region"] or "", found["agency"]
    when = (found["when"] or "") + (found["when2"] or "")
    if place.rstrip(".").casefold() in _known("labels"):
        return None
    agency = agency if agency and (_is_agency(agency) or place.isupper()) else None
    ended = found["end"].strip()
    in_capitals = place.isupper() and len(place) > 2
    if in_capitals and (agency or (when and found["end"] != " ") or (ended and ended != ":")):
        sure = True
    elif ended and (not when or agency) and _is_place(place, region, text):
        sure = bool(agency)
    else:
        return None
    full = FULL_DATE.search(when)
    return Dateline(found.end(), _as_name(place) + _as_name(region), agency, full.group() if full else None, sure)


def _agency_alone(head: str) -> Dateline | None:
    found = _AGENCY_ONLY.match(head)
    if found and _is_agency(found["agency"]):
        return Dateline(found.end(), None, found["agency"], None, True)
    return None


def _is_agency(name: str) -> bool:
    return any(part.strip().casefold() in _known("agencies") for part in re.split(r"[/,&]| and ", name))


def _is_place(place: str, region: str, text: str) -> bool:
    names = {place.casefold(), region.strip(" ,").casefold()}
    if names & _known("dateline-places"):
        return True
    if place.startswith("The "):
        return False
    return bool(re.search(rf"\b(?:in|near|outside|around)[ ]{re.escape(_as_name(place))}\b", text[:100_000]))


def _as_name(place: str) -> str:
    """A place in capitals as it is written elsewhere: "NEW DELHI" is "New Delhi"; "U.S." and a state's "KY" stay."""
    if not place.isupper():
        return place
    return re.sub(r"(?<!, )[^\W\d_]{2,}|[^\W\d_]{3,}", lambda word: word.group().capitalize(), place)


def is_date_line(line: str) -> bool:
    """Whether a line holds nothing but the date of the article, with "Updated:" or an hour perhaps.

    >>> [is_date_line(x) for x in ("Friday, January 4, 2019", "Updated: Oct. 31, 2016 - 2:21 PM", "On May 3, 2019, it")]
    [True, True, False]
    """
    return len(line) <= 90 and bool(_DATE_LINE.fullmatch(_BLANKS.sub(" ", line)))


def first_weekday(text: str) -> str | None:
    """The first name of a weekday in a text, such as "Monday"."""
    found = _WEEKDAY_NAME.search(text)
    return found.group() if found else None


def read_full_date(text: str) -> datetime | None:
    """A date with its month in words or in ISO order, as a day; None where there is none, or no such day.

    >>> read_full_date("Friday, January 4, 2019"), read_full_date("03/04/2015")
    (datetime.datetime(2019, 1, 4, 0, 0), None)
    """
    found = FULL_DATE.search(text)
    if not found:
        return None
    numbers = [int(number) for number in re.findall(r"\d+", found.group())]
    name = re.search(_MONTH, found.group(), re.IGNORECASE)
    day, year = numbers[0], numbers[-1]
    month = MONTHS.index(name.group()[:3].lower()) + 1 if name else numbers[1]
    return calendar_day(year, month, day) if name else calendar_day(numbers[0], month, numbers[2])


def calendar_day(year: int, month: int, day: int) -> datetime | None:
    """The day, or None where the calendar has no such day or the year is not between ``EARLIEST`` and ``LATEST``."""
    try:
        return datetime(year, month, day) if EARLIEST <= year <= LATEST else None
    except ValueError:
        return None
