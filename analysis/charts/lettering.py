"""Words on charts: how wide they are drawn, where they are cut, and how numbers are told."""

from __future__ import annotations

import functools
import textwrap

from matplotlib.font_manager import FontProperties, findfont
from matplotlib.ft2font import FT2Font


def wrapped(text: str, inches: float, size: float, weight: str) -> list[str]:
    """Lines that fit a width in whatever script; about equally long in a bold title or where the last has few words."""
    words = " ".join(text.split()).replace("n = ", "n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}").split(" ")
    lines = _filled(words, inches, size, weight)
    uneven = len(lines) > 1 and (weight == "bold" or inches_of(lines[-1], size, weight) < 0.3 * inches)
    narrower = (_filled(words, inches * share, size, weight) for share in (0.55, 0.65, 0.75, 0.85))
    return next((held for held in narrower if len(held) == len(lines)), lines) if uneven else lines


def _filled(words: list[str], inches: float, size: float, weight: str) -> list[str]:
    lines = [""]
    for word in words:
        while (wide := inches_of(word, size, weight)) > inches:
            cut = max(1, int(len(word) * inches / wide) - 1)
            lines.append(word[:cut])
            word = word[cut:]
        longer = f"{lines[-1]} {word}".strip()
        if inches_of(longer, size, weight) <= inches:
            lines[-1] = longer
        else:
            lines.append(word)
    return [line for line in lines if line]


def within(text: str, inches: float, size: float = 10.5) -> str:
    """A text in one line that is cut to ``inches``."""
    line = " ".join(str(text).split())
    wide = inches_of(line, size)
    return line if wide <= inches else short(line, max(2, int(len(line) * inches / wide)))


def inches_of(text: str, size: float = 10.5, weight: str = "normal") -> float:
    """About how wide a text is when it is drawn: the sum of its letters, which takes no drawing."""
    return sum(_width(letter, weight) for letter in text) * size / 72


@functools.cache
def _width(letter: str, weight: str) -> float:
    """How wide a letter is, in multiples of its size."""
    font = _font(weight)
    return font.load_glyph(font.get_char_index(ord(letter))).linearHoriAdvance / 65536 / 100


@functools.cache
def _font(weight: str) -> FT2Font:
    font = FT2Font(findfont(FontProperties(family="DejaVu Sans", weight=weight)))  # our own: its size stays
    font.set_size(100, 72)
    return font


def thousands(value: float, _position: int = 0) -> str:
    """A number on an axis: ``thousands(12000)`` is "12,000", millions are "12m", billions "12bn"."""
    if value < 1e6:
        return f"{value:,.0f}"
    return f"{value / 1e6:,g}m" if value < 1e9 else f"{value / 1e9:,g}bn"


def count(n: int, one: str) -> str:
    """A number with its noun: ``count(1, "figure")`` is "1 figure", ``count(2, "figure")`` is "2 figures"."""
    return f"{n:,} {one}" if n == 1 else f"{n:,} {one}s"


def not_drawn(left: int, one: str) -> str:
    """What a subtitle adds where rows are left out: ``not_drawn(2, "cue")`` is ", 2 cues not drawn"."""
    return f", {count(left, one)} not drawn" if left else ""


def short(text: str, width: int = 46) -> str:
    """A text in one line of at most ``width`` characters, cut between words where it has any.

    >>> short("the coast guard of Avel", 17), short("x" * 20, 8)
    ('the coast guard …', 'xxxxxxx…')
    """
    line = " ".join(str(text).split())
    if len(line) <= width:
        return line
    cut = textwrap.shorten(line, width, placeholder=" …")
    return cut if len(cut) > width / 2 else f"{line[: width - 1]}…"
