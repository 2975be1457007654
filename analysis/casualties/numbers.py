"""Number expressions: how many, with bounds ("at least 27"), ranges ("36 to 40"), rough and vague ones ("dozens")."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from analysis.casualties.counts import NOTHING, WORDS, Count, count_at, vague_words
from analysis.casualties.word_lists import word_list
from analysis.documents import Token
from analysis.language import lexicon

LABELLING = word_list("labelling")


class Number(NamedTuple):
    """A number expression: tokens ``[first, last)`` with its bound, ``[start, end)`` in the text, and what it says.

    ``low`` and ``high`` are counts, None where that side is open; ``vague`` has neither. ``core`` is the first token
    after the words of the bound.
    """

    first: int
    last: int
    core: int
    start: int
    end: int
    low: int | None
    high: int | None
    approximate: bool
    vague: bool


@cache
def _bounds() -> tuple[dict[tuple[str, ...], str], dict[tuple[str, ...], str]]:
    """Words before a number, words after it -> kind of bound."""
    before: dict[tuple[str, ...], str] = {}
    after: dict[tuple[str, ...], str] = {}
    for line in lexicon("bounds"):
        kind, words = line.split("\t")
        target, words = (after, words[4:]) if words.startswith("... ") else (before, words)
        target[tuple(words.split())] = kind
    return before, after


def find_numbers(tokens: Sequence[Token]) -> list[Number]:
    """The number expressions of a sentence, in order, not overlapping.

    Parameters
    ----------
    tokens : the sentence's tokens (their words and offsets are used, not their tags)

    Returns
    -------
    Numbers with exact n as low = high = n, "at least n" low n, "more than n" low n + 1, "up to n" high n, "fewer
    than n" high n - 1, "n to m" both, "around n" approximate, "dozens" vague, "no one" 0. Articles ("a man") are left
    to the noun phrase, ordinals and parts of hyphenated words are no numbers.

    >>> from analysis.language import tokenizer
    >>> def tokens(text): return [Token(a, b, text[a:b], "", "") for a, b in tokenizer().span_tokenize(text)]
    >>> [(n.low, n.high) for n in find_numbers(tokens("More than two dozen people and up to 1,200 head of cattle"))]
    [(25, None), (None, 1200)]
    """
    words = [t.word.lower() for t in tokens]
    found: list[Number] = []
    openings, i, floor = _openings(), 0, 0
    while i < len(words):
        if not (words[i] in openings or words[i][0].isdigit()):
            i += 1
            continue
        core = None if (bound := _bound_at(words, i)) or _is_label(tokens, words, i) else count_at(words, i)
        if core is None:
            i += bound or 1
            continue
        number = _bounded(tokens, words, i, core, floor)
        if found and (whole := _from_to(words, found[-1], number)):
            found[-1] = number = whole
        else:
            found.append(number)
        i = floor = number.last
    return found


def _is_label(tokens: Sequence[Token], words: list[str], i: int) -> bool:
    """Whether digits only name one of a row, or a make: "ranking number 27", "Flight 610", "a Lunak 21"."""
    if not i or not words[i][0].isdigit():
        return False
    before, behind = tokens[i - 1].word, tokens[i + 1].word if i + 1 < len(tokens) else ""
    make = i > 1 and words[i - 2] in ("a", "an") and before[0].isupper()
    make = make or (before.isupper() and 1 < len(before) < 4 and behind[:1].isupper())  # "an EMB 110 Lunak"
    return make or words[i - 1].rstrip(".") in LABELLING


@cache
def _openings() -> frozenset[str]:
    """The words that a number expression or a bound may begin with, digits apart."""
    before, _ = _bounds()
    phrases = [*before, *NOTHING, *(words for words in vague_words() if words != ("*",))]
    return WORDS | {words[0] for words in phrases} | {"all", "both", "between", "half", "quarter", "a", "an"}


def _bound_at(words: list[str], i: int) -> int:
    """How many words of a bound begin here: the "many" of "as many as" counts nobody."""
    before, _ = _bounds()
    return next((n for n in (4, 3, 2) if i + n <= len(words) and tuple(words[i : i + n]) in before), 0)


def _bounded(tokens: Sequence[Token], words: list[str], i: int, core: Count, floor: int) -> Number:
    """The number with the words before and after it that bound it."""
    before, after = _bounds()
    first, last, kinds = i, core.last, set()
    extended = True
    while extended:  # "at least some 30", "perhaps as many as 40"
        extended = False
        for n in (4, 3, 2, 1):
            if first - n >= floor and (kind := before.get(tuple(words[first - n : first]))):
                first, extended = first - n, True
                kinds.add(kind)
                break
    for n in (2, 1):
        if last + n <= len(words) and (kind := after.get(tuple(words[last : last + n]))):
            last += n
            kinds.add(kind)
            break
    low, high = core.low, core.high
    vague = low is None and high is None
    if not vague and low is not None and low == high:
        low, high = _apply(kinds, low)
    rough = "about" in kinds and not vague
    return Number(first, last, i, tokens[first].start, tokens[last - 1].end, low, high, rough, vague)


def _from_to(words: list[str], low: Number, high: Number) -> Number | None:
    """ "at least 27 and up to 30", "a minimum of 12, at most 15": one figure with both its bounds."""
    joint = words[low.last : high.first]
    bounds = low.high is None and low.low is not None and high.low is None and high.high is not None
    if not bounds or joint not in (["and"], ["or"], [","], ["to"], [",", "and"]) or low.low >= high.high:  # type: ignore[operator]
        return None
    return low._replace(last=high.last, end=high.end, high=high.high, approximate=low.approximate or high.approximate)


def _apply(kinds: set[str], value: int) -> tuple[int | None, int | None]:
    if "least" in kinds:
        return value, None
    if "over" in kinds:
        return value + 1, None
    if "most" in kinds:
        return None, value
    if "under" in kinds:
        return None, max(0, value - 1)
    return value, value
