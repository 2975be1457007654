"""When a source spoke, told beside it: "the ministry | on 3 March", "| last week | the party"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.documents import Token

_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = rf"(?:\d{{1,2}} )?(?:{_MONTH})(?: \d{{1,2}})?(?:,? \d{{4}})?"
_SPAN = "week|weekend|month|year|night|morning|afternoon|evening|spring|summer|autumn|winter"
_NOW = "yesterday|today|tonight|tomorrow"
_LED = rf"(?:(?:on|in|since|late|early|earlier|last|this|next) )+(?:{_DAY}|{_DATE}|{_SPAN})(?: (?:{_SPAN}))?"
_DATED = rf"(?:\d{{1,2}} (?:{_MONTH})|(?:{_MONTH}) \d{{1,2}})(?:,? \d{{4}})?"
BEFORE = re.compile(rf"(?:{_NOW}|{_LED}),? (?=\S)(?!['’])", re.I)
BEHIND = re.compile(rf" (?:{_NOW}|{_LED})$")
ALONE = re.compile(rf"(?:{_NOW}|{_LED}|{_DATED}|{_DAY})", re.I)


def without_times(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """The part of ``tokens[first:last]`` that is no time: nothing of "this week", "the party" of "the party last week".

    A time that owns something ("last week's poll") stays, and one in the middle of a phrase does.
    """
    words = [token.word for token in tokens[first:last]]
    text = " ".join(words).replace(" ,", ",")
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
