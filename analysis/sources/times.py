"""When a source spoke, told beside it: "the ministry | on 3 March", "| last week | the party"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.dates import DAY, MONTH, WEEKDAYS, YEAR
from analysis.documents import Token

_DATED = rf"(?:{MONTH} {DAY}|{DAY} {MONTH})(?:,? {YEAR})?"
_SPAN = "week|weekend|month|year|night|morning|afternoon|evening|spring|summer|autumn|winter"
_NOW = "yesterday|today|tonight|tomorrow"
_WHEN = rf"(?:{'|'.join(WEEKDAYS)}|{_DATED}|{MONTH}(?:,? {YEAR})?|{_SPAN})(?: (?:{_SPAN}))?"
_LED = rf"(?:(?:on|in|since|late|early|earlier|last|this|next) ){{1,3}}{_WHEN}"
BEFORE = re.compile(rf"(?:{_NOW}|{_LED}),? (?!['’])", re.I)
BEHIND = re.compile(rf" (?:{_NOW}|(?i:{_LED}))$")  # not of USA Today
ALONE = re.compile(rf"{_NOW}|{_LED}|{_DATED}|{'|'.join(WEEKDAYS)}", re.I)


def without_times(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """The part of ``tokens[first:last]`` that is no time: nothing of "this week", "the party" of "the party last week".

    A time that owns something ("last week's poll") stays, and one in the middle of a phrase does.
    """
    text = " ".join(token.word for token in tokens[first:last]).replace(" ,", ",")
    if ALONE.fullmatch(text):
        return first, first
    before = BEFORE.match(text)
    if before:
        first += _count(before[0])
    behind = BEHIND.search(text, before.end() if before else 0)
    if behind:
        last -= _count(behind[0])
    return first, last


def _count(text: str) -> int:
    return len(text.replace(",", " ,").split())
