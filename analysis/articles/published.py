"""When an article was published: dates as files give them, never guessed."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from analysis.layout.datelines import EARLIEST, LATEST, calendar_day, read_full_date

DAY_FIRST, MONTH_FIRST = "day first", "month first"
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ ,T]+\d{1,2}:\d{2}.*)?")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?:[ ,T]+\d{1,2}:\d{2}.*)?")
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?"
_ISO = re.compile(
    rf"(\d{{4}})-?(\d{{2}})-?(\d{{2}})(?:[T ]+({_CLOCK})[ ]?(Z|UTC|GMT|[+-]\d{{2}}:?\d{{2}})?)?", re.IGNORECASE
)
_IN_FILE_NAME = re.compile(r"(?<!\d)(\d{4})([-_.]?)(\d{2})\2(\d{2})(?!\d)")


def settle_order(values: Iterable[Any]) -> str | None:
    """Whether the numeric dates of a column put the day or the month first; None where they do not settle it.

    >>> settle_order(["03/04/2015", "25/04/2015"]), settle_order(["03/04/2015"])
    ('day first', None)
    """
    firsts, seconds = 0, 0
    for value in values:
        if isinstance(value, str) and (found := _SLASHED.fullmatch(value.strip())):
            firsts, seconds = max(firsts, int(found[1])), max(seconds, int(found[2]))
    if firsts > 12 >= seconds:
        return DAY_FIRST
    return MONTH_FIRST if seconds > 12 >= firsts else None


def read_date(value: Any, order: str | None = None) -> datetime | None:
    """A date as it stands in a file, in UTC and without a zone; None where there is none or it would be a guess.

    Parameters
    ----------
    value : a date, a time, or text: ISO 8601, RFC 2822, or with the month in words; numbers such as 20150604
    order : what ``settle_order`` says of the column; without it 03/04/2015 is missing, 25/04/2015 is not

    >>> read_date("2015-06-04T23:30:00-02:00"), read_date("03/04/2015"), read_date("03/04/2015", "day first")
    (datetime.datetime(2015, 6, 5, 1, 30), None, datetime.datetime(2015, 4, 3, 0, 0))
    """
    if isinstance(value, datetime):
        return _in_utc(value)
    if isinstance(value, date):
        return calendar_day(value.year, value.month, value.day)
    if isinstance(value, float):
        value = int(value) if math.isfinite(value) and value.is_integer() else None
    text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    return _read_text(text[:100], order) if text else None


def _read_text(text: str, order: str | None) -> datetime | None:
    if found := _ISO.fullmatch(text):
        return _read_iso(found[1], found[2], found[3], found[4], found[5])
    if found := _YEAR_FIRST.fullmatch(text):
        return calendar_day(int(found[1]), int(found[2]), int(found[3]))
    if found := _SLASHED.fullmatch(text):
        return _read_slashed(int(found[1]), int(found[2]), int(found[3]), order)
    try:
        return _in_utc(parsedate_to_datetime(text)) if ":" in text and "," in text[:5] else read_full_date(text)
    except (ValueError, OverflowError):
        return read_full_date(text)


def _read_iso(year: str, month: str, day: str, clock: str | None, zone: str | None) -> datetime | None:
    hour, _, rest = (clock or "0:00").replace(",", ".").partition(":")
    zone = "+00:00" if (zone or "").upper() in ("Z", "UTC", "GMT") else zone or ""
    try:
        return _in_utc(datetime.fromisoformat(f"{year}-{month}-{day}T{hour:0>2}:{rest}{zone}"))
    except ValueError:
        return None


def _read_slashed(first: int, second: int, year: int, order: str | None) -> datetime | None:
    if first > 12 or order == DAY_FIRST:
        return calendar_day(year, second, first)
    if second > 12 or order == MONTH_FIRST or first == second:
        return calendar_day(year, first, second)
    return None


def _in_utc(moment: datetime) -> datetime | None:
    if not EARLIEST <= moment.year <= LATEST:
        return None
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment.replace(tzinfo=None)


def date_in_file_name(name: str) -> datetime | None:
    """The day a file name holds in the order year, month, day; None where it holds none, or two that differ.

    >>> date_in_file_name("2015-06-04-hasakeh.txt"), date_in_file_name("report_12345678.txt")
    (datetime.datetime(2015, 6, 4, 0, 0), None)
    """
    dates = {calendar_day(int(found[1]), int(found[3]), int(found[4])) for found in _IN_FILE_NAME.finditer(name)}
    days = [day for day in dates if day]
    return days[0] if len(days) == 1 else None
