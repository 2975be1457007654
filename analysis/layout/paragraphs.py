"""Lines into paragraphs: each line is one, unless the text was broken at a width, as in e-mail, PDF and archives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from analysis.layout.datelines import is_date_line
from analysis.layout.lines import LIST_ITEM

WIDEST = 120  # characters: what is longer than that was not broken at a width

Span = tuple[int, int]
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_LINE_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


def line_spans(text: str) -> list[Span]:
    """``[start, end)`` of the lines that hold something, without the blanks around it."""
    return [line for found in _LINE.finditer(text) if (line := bare(text, *found.span()))]


def bare(text: str, start: int, end: int) -> Span | None:
    """The span without the blanks around it, or None where nothing is left."""
    held = text[start:end]
    start += len(held) - len(held.lstrip())
    held = held.strip()
    return (start, start + len(held)) if held else None


def paragraphs(text: str, lines: list[Span]) -> Iterator[Span]:
    """The lines themselves, or, where the text was broken at a width, the lines that belong together as one.

    >>> text = "The river rose at night and took\\nthe bridge with it, and a mill\\nthat stood there.\\n\\nIt rained."
    >>> [text[start:end].count("\\n") for start, end in paragraphs(text, line_spans(text))]
    [2, 0]
    """
    if not lines:
        return
    width = _wrap_width(text, lines)
    start, end = lines[0]
    for here, after in pairwise(lines):
        if width and _is_broken(text, here, after, width):
            end = after[1]
        else:
            yield start, end
            start, end = after
    yield start, end


def _wrap_width(text: str, lines: list[Span]) -> int:
    """The width the lines were broken at, 0 if they were not: then hardly a line goes on in lower case on the next."""
    neighbours = [(here, after) for here, after in pairwise(lines) if _adjoin(text, here, after)]
    lengths = sorted(end - start for (start, end), _ in neighbours)
    going_on = sum(text[after[0]].islower() for _, after in neighbours)
    if going_on < 2 or going_on < 0.3 * len(neighbours) or lengths[len(lengths) * 3 // 4] > WIDEST:
        return 0
    return lengths[len(lengths) * 9 // 10]


def _adjoin(text: str, here: Span, after: Span) -> bool:
    """Whether there is no blank line between two lines."""
    return after[0] - here[1] < 200 and len(_LINE_BREAK.findall(text, here[1], after[0])) == 1


def _is_broken(text: str, here: Span, after: Span, width: int) -> bool:
    """Whether the line would have gone on had there been room: the next word does not fit into the width."""
    if not _adjoin(text, here, after) or LIST_ITEM.match(text, *after) or is_date_line(text[slice(*here)]):
        return False
    word = text[after[0] : min(after[1], after[0] + width + 1)].split(maxsplit=1)[0]
    return text[after[0]].islower() or here[1] - here[0] + 1 + len(word) > 0.85 * width
