"""Words for a day ("on Wednesday", "yesterday", "May 30") and the day they mean, counted from that of the article."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
)
DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
YEAR = r"(?:1[6-9]|20)\d\d"
PATTERN = re.compile(  # looks first at the letter that each of the alternatives may begin with: half the time
    rf"""\b(?=[\dadefhijlmnopstwy])(?:
      (?P<month>{MONTH})[ \n]+(?P<day>{DAY})\b(?![\d:,]*\d\s*(?:people|homes))(?:,?[ \n]+(?P<year>{YEAR})\b)?
    | (?P<day2>{DAY})[ \n]+(?:of[ \n]+)?(?P<month2>{MONTH})(?:,?[ \n]+(?P<year2>{YEAR})\b)?
    | (?P<iso>\d{{4}}-\d\d-\d\d)\b
    | (?P<relative>today|yesterday|tonight|this[ ](?:morning|afternoon|evening)|last[ ]night|overnight)\b
    | (?P<ago>(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|several|\d+)
        [ ](?P<unit>day|week|month|year|decade)s?[ ](?:ago|earlier|before))\b
    | (?P<last>(?:last|past|previous)[ ](?P<span>week|month|year|{'|'.join(WEEKDAYS)}))\b
    | (?P<weekday>{'|'.join(WEEKDAYS)})\b
    | (?P<month3>{MONTH})[ \n]+(?:of[ ])?(?P<year3>{YEAR})\b
    | (?:in|last|since|during|early|late|mid)[ -](?P<alone>{MONTH})\b(?![ ](?:of[ ])?\d)
    | (?P<year5>{YEAR})(?=[ ](?:saw|brought)\b)
    | (?:in|since|of|during|from|the|a|an|its|his|their)[ ](?P<year4>{YEAR})\b(?![ ](?:block|N|S|E|W)\b)
    )""",
    re.IGNORECASE | re.VERBOSE | re.ASCII,
)  # fmt: skip
OPENING = 600  # characters in which a release or dateline gives its date
COUNTS = {
    w: n for n, w in enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"])
} | {
    "a": 1,
    "an": 1,
    "several": 3,
}


DAY_WORDS = frozenset(
    f"{' '.join(WEEKDAYS)} today yesterday tonight this last past previous overnight ago earlier before".split()
) | frozenset(
    form
    for month in (
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ]
    )
    for form in (month, month[:3], f"{month[:3]}.", "sept", "sept.")
)


def may_name_day(words: Iterable[str]) -> bool:
    """The cheap test: whether words (in lower case) may name a day, so that they deserve a closer look."""
    return any(
        word in DAY_WORDS
        or (word[0] in "12" and len(word) >= 4)
        or ("-" in word and word.rpartition("-")[2] in DAY_WORDS)
        for word in words
    )


class Day(NamedTuple):
    """Words ``[start, end)`` for a day; ``date`` is the day they mean, None where that is no single day or not known.

    ``year`` and ``old`` are for telling other events: the year named, and whether the words reach back a month or more.
    """

    start: int
    end: int
    date: datetime | None
    year: int | None
    old: bool
    dated: bool  # names a day of the month


def find_days(text: str, start: int, end: int, published: datetime | None) -> list[Day]:
    """The words for days in a stretch of text, each with the day it means.

    Parameters
    ----------
    text : the article's text; ``start`` and ``end`` bound the stretch, in code points
    published : the day the words are counted from; without it only full dates are resolved

    A weekday is the last one before or on the day of publication; a day and month without a year lie within the year
    before (or a week after) publication.

    >>> sent = datetime(2015, 6, 4)
    >>> [(d.date.day, d.date.month) for d in find_days("on Wednesday, after May 30", 0, 26, sent)]
    [(3, 6), (30, 5)]
    """
    return [_day(m, published) for m in PATTERN.finditer(text, start, end)]


def _day(match: re.Match[str], published: datetime | None) -> Day:
    groups = {k.rstrip("2345"): v for k, v in match.groupdict().items() if v}
    year = int(groups["year"]) if "year" in groups else None
    day, old = None, False
    if "iso" in groups:
        day = _date(*map(int, groups["iso"].split("-")))
    elif "day" in groups:
        month = MONTHS.index(groups["month"][:3].lower()) + 1
        day = _nearest(month, int(re.sub(r"\D", "", groups["day"])), year, published)
    elif published is not None:
        day, old = _relative(groups, published)
    elif "ago" in groups or "last" in groups:
        old = groups.get("unit", groups.get("span", "")) in ("year", "decade", "month")
    start = match.start("year4") if match["year4"] else match.start()
    return Day(start, match.end(), day, day.year if day and "day" in groups else year, old, "day" in groups)


def _relative(groups: dict[str, str], published: datetime) -> tuple[datetime | None, bool]:
    today = published.replace(hour=0, minute=0, second=0, microsecond=0)
    if "relative" in groups:
        back = 1 if groups["relative"].lower() in ("yesterday", "last night", "overnight") else 0
        return today - timedelta(days=back), False
    if "weekday" in groups or groups.get("span", "").lower() in WEEKDAYS:
        wanted = WEEKDAYS.index((groups.get("weekday") or groups["span"]).lower())
        back = (today.weekday() - wanted) % 7
        return today - timedelta(days=back + 7 if "last" in groups and back < 2 else back), False
    if "alone" in groups:  # "in June": the month just begun or ended is the article's own
        month = MONTHS.index(groups["alone"][:3].lower()) + 1
        months = (published.month - month) % 12
        return None, months > 1 or (months == 1 and published.day > 14)
    if "ago" in groups:
        word, unit = groups["ago"].split()[0].lower(), groups["unit"].lower()
        count = COUNTS.get(word, int(word) if word.isdigit() else 1)
        if unit == "day":
            return today - timedelta(days=count), False
        return None, unit in ("year", "decade") or (unit == "month" and count > 1)
    return None, groups.get("span", "").lower() == "year"


def _nearest(month: int, day: int, year: int | None, published: datetime | None) -> datetime | None:
    if year is not None:
        return _date(year, month, day)
    if published is None:
        return None
    found = _date(published.year, month, day)
    if found and found > published + timedelta(days=7):
        return _date(published.year - 1, month, day)
    return found


def _date(year: int, month: int, day: int) -> datetime | None:
    try:
        return datetime(year, month, day)
    except ValueError:
        return None


def anchor(text: str, published: datetime | None) -> datetime | None:
    """The day that "yesterday" is counted from: that of publication, else the first date in the article's opening.

    A day and month there take the first year that is written in the opening ("Release 2012-05-040 ... (May 24)").
    """
    if published is not None:
        return published
    opening = text[:OPENING]
    full = next((d.date for d in find_days(opening, 0, len(opening), None) if d.date is not None), None)
    year = re.search(rf"\b{YEAR}\b", opening)
    if full is not None or year is None:
        return full
    assumed = datetime(int(year[0]), 12, 31)
    return next((d.date for d in find_days(opening, 0, len(opening), assumed) if d.date is not None and d.dated), None)
