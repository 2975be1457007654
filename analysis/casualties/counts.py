"""The bare number at a token: digits, number words, scales, ranges, vague words and "no one", without their bounds.

Number words are read by text2num; this is the thin layer for what it lacks.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from text_to_num import text2num

from analysis.language import lexicon

SCALES = {
    "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12, "lakh": 100_000,
    "crore": 10_000_000, "k": 1_000, "m": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000,
}  # fmt: skip
DIGITS = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(k|m|mn|bn)?", re.IGNORECASE)
RANGE = re.compile(r"(\d[\d,]*)[-‐‑–](\d[\d,]*)")
PLUS = re.compile(r"(\d[\d,]*)-plus", re.IGNORECASE)
UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
WORDS = frozenset(f"{UNITS} {TENS}".split()) | frozenset(f"{t}-{u}" for t in TENS.split() for u in UNITS.split()[1:10])
NOTHING = {
    ("no", "one"),
    ("no-one",),
    ("nobody",),
    ("none",),
    ("no",),
    ("neither",),
    ("zero",),
    ("nil",),
    ("not", "a", "single"),
    ("not", "one"),
}
LONGEST = 10**10  # beyond the number of people there are, digits are an identifier


class Count(NamedTuple):
    """The bare number at a token: where it ends (token), its lowest and highest value (None, None: vague)."""

    last: int
    low: int | None
    high: int | None


@cache
def vague_words() -> dict[tuple[str, ...], tuple[str, ...]]:
    """The vague words of ``lexicons/vague.txt`` -> what they count for under acled, airwars, isaf."""
    rows = (line.split("\t") for line in lexicon("vague"))
    return {tuple(words.split()): tuple(values) for words, *values in rows}


@cache
def spoken(words: tuple[str, ...]) -> int | None:
    """The value of number words, by text2num: ("two", "hundred", "and", "six") is 206. None if they have none."""
    try:
        return int(text2num(" ".join(words), "en"))
    except ValueError:
        return None


def count_at(words: list[str], i: int) -> Count | None:
    return _nothing(words, i) or _all_but(words, i) or _vague(words, i) or _range(words, i)


def _nothing(words: list[str], i: int) -> Count | None:
    some = (
        words[i : i + 2] == ["not", "one"]
        and (
            {"is", "was", "am"}.intersection(words[max(0, i - 1) : i])  # "is not one of them"
            or {"but", *SCALES}.intersection(words[i + 2 : i + 3])
        )
    )
    for n in (3, 2, 1):
        if i + n <= len(words) and tuple(words[i : i + n]) in NOTHING and not some:
            return Count(i + n, 0, 0)
    return Count(i + 1, 2, 2) if words[i] == "both" else None


def _all_but(words: list[str], i: int) -> Count | None:
    """ "all but one of the sixteen" are fifteen; of how many is not said in "all but one"."""
    less = _exact(words, i + 2) if words[i : i + 2] == ["all", "but"] else None
    if less is None or less.low is None:
        return None
    of = less.last + 1 + (words[less.last + 1 : less.last + 2] in (["the"], ["its"], ["his"], ["her"], ["their"]))
    whole = _exact(words, of) if words[less.last : less.last + 1] == ["of"] else None
    if whole is None or whole.low is None or whole.low <= less.low:
        return Count(less.last, None, None)
    return Count(whole.last, whole.low - less.low, whole.low - less.low)


def _vague(words: list[str], i: int) -> Count | None:
    for n in (4, 3, 2, 1):
        phrase = tuple(words[i : i + n])
        if len(phrase) == n and phrase in vague_words():
            if phrase == ("some",) and i + 1 < len(words) and _exact(words, i + 1):
                return None  # "some 30" is rough, not vague
            if phrase[-1] == "of" and _exact(words, i + n):
                return None  # "a group of 12"
            if phrase == ("a", "couple"):
                return Count(i + 2 + (words[i + 2 : i + 3] == ["of"]), 2, 2)
            return Count(i + n, None, None)
    return None


def _range(words: list[str], i: int) -> Count | None:
    """ "36-40", "36 to 40", "two or three", "between 36 and 40"; or else what stands there alone."""
    if match := RANGE.fullmatch(words[i]):
        low, high = (int(g.replace(",", "")) for g in match.groups())
        return Count(i + 1, low, high) if low < high < LONGEST else _exact(words, i)
    first: Count | None
    second: Count | None
    if words[i] == "between":
        first = _exact(words, i + 1)
        second = (
            _exact(words, first.last + 1) if first and words[first.last : first.last + 1] in (["and"], ["to"]) else None
        )
    else:
        first = _exact(words, i)
        joint = words[first.last : first.last + 1] if first else []
        # "rose from 14 to 31" gives two figures, not a range
        apart = joint not in (["to"], ["or"], ["-"], ["–"]) or (joint == ["to"] and i > 0 and words[i - 1] == "from")
        second = None if first is None or apart else _exact(words, first.last + 1)
    if first and second and first.high is not None and second.high is not None and first.high < second.high:
        scale = SCALES.get(words[second.last - 1], 1) if words[first.last - 1] not in SCALES else 1
        scaled = first.high * scale  # "two or three dozen" is 24 to 36
        return Count(second.last, scaled if scaled < second.high else first.low, second.high)
    return None if words[i] == "between" else first


def _exact(words: list[str], i: int) -> Count | None:
    """Digits, number words, and scales: "1,200", "1.2m", "two hundred and six", "half a million", "two dozen"."""
    if i >= len(words):
        return None
    if match := PLUS.fullmatch(words[i]):
        return Count(i + 1, int(match[1].replace(",", "")), None)
    if (
        words[i] in ("half", "quarter")
        and words[i + 1 : i + 2] == ["a"]
        and words[i + 2 : i + 3]
        and words[i + 2] in SCALES
    ):
        share = SCALES[words[i + 2]] // (2 if words[i] == "half" else 4)
        return Count(i + 3, share, share)
    if (
        words[i] in ("a", "an")
        and words[i + 1 : i + 2]
        and words[i + 1] in ("hundred", "thousand", "million", "billion", "dozen")
    ):
        counted = None if words[i + 1] == "dozen" else _words(["one", *words[i + 1 : i + 9]], 0)  # "a hundred and six"
        return counted._replace(last=i + counted.last) if counted else _scaled(1, words, i + 1)
    if match := DIGITS.fullmatch(words[i]):
        last = i + 1
        digits = match[1].replace(",", "")
        while last < len(words) and len(words[i]) <= 3 and re.fullmatch(r"\d{3}", words[last]):
            digits, last = digits + words[last], last + 1  # "12 000"
        value = float(digits) * SCALES.get((match[2] or "").lower(), 1)
        return _scaled(value, words, last) if value < LONGEST else None
    if words[i] in WORDS:
        return _words(words, i)
    return None


def _words(words: list[str], i: int) -> Count | None:
    last = i + 1
    while last < len(words) and (
        words[last] in WORDS
        or words[last] in ("hundred", "thousand", "million", "billion")
        or (
            words[last] == "and"
            and words[last - 1] in SCALES
            and words[last + 1 : last + 2]
            and words[last + 1] in WORDS
        )
    ):
        last += 1
    for end in range(last, i, -1):
        value = spoken(tuple(words[i:end]))
        if value is not None:
            return _scaled(value, words, end)
    return None


def _scaled(value: float, words: list[str], last: int) -> Count | None:
    while last < len(words) and words[last] in SCALES and len(words[last]) > 2:
        value, last = value * SCALES[words[last]], last + 1
    return Count(last, int(value), int(value)) if value == int(value) else None
