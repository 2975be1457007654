"""Where an article quotes: the quotations of each paragraph as spans, quotation marks included."""

from __future__ import annotations

import re

Span = tuple[int, int]
# ‘ opens before a word alone, and ’ closes behind one alone: elsewhere they are apostrophes
MARK = re.compile(r"[“”„«»\"]|``|''|(?<!\w)‘(?=\S)|(?<!\s)’(?!\w)")
APOSTROPHES = re.compile(r"(?<!\w)''(?=\S)")  # they open a quotation, but not behind a word or a number
OPENING, CLOSING = frozenset('“„«"‘') | {"``"}, frozenset('”»"') | {"''"}


def quotations(text: str, start: int, end: int) -> list[Span]:
    """The quotations of a paragraph ``[start, end)`` in order, disjoint, with their marks.

    Straight marks, and pairs of apostrophes, open and close by turns; a quotation that is never closed ends with the
    paragraph (in print, one that runs on over paragraphs is opened anew in each and closed in the last alone). A closing
    mark that was never opened, as an OCR or a template leaves it, is passed over. Single marks (‘ ’) quote where no
    others stand around them.

    >>> text = 'He said "yes" and “no.” She said ‘the judges’ own court’.'
    >>> [text[a:b] for a, b in quotations(text, 0, len(text))]
    ['"yes"', '“no.”', '‘the judges’ own court’']
    """
    found: list[Span] = []
    opened: re.Match | None = None
    for mark in MARK.finditer(text, start, end):
        sign = mark.group()
        if opened is None:
            opened = mark if sign in OPENING or APOSTROPHES.match(text, mark.start()) else None
        elif sign == "’" and not possessive(text, mark.start(), end) if opened.group() == "‘" else sign in CLOSING:
            found.append((opened.start(), mark.end()))
            opened = None
    return [*found, (opened.start(), end)] if opened else found


def possessive(text: str, place: int, end: int) -> bool:
    """Whether a mark is the apostrophe of "the judges’ court": behind an s, before a word, with another mark to close."""
    if not re.match(r"[sS]’ \w", text[place - 1 : place + 3]):
        return False
    another = re.compile(r"’(?!\w)|‘").search(text, place + 1, end)
    return another is not None and another.group() == "’"


def runs_on(text: str, quotation: Span) -> bool:
    """Whether a quotation is not closed, so that the next paragraph may go on with it."""
    return not text.endswith(("”", "»", '"', "''", "’"), quotation[0] + 1, quotation[1])


def inside(position: int, spans: list[Span]) -> Span | None:
    """The span that holds a position, or None."""
    return next(((a, b) for a, b in spans if a <= position < b), None)


def single_marks(text: str, start: int, end: int) -> dict[int, str]:
    """Where a paragraph quotes in single marks: their places, and the double marks that mean the same.

    >>> single_marks("‘It’s over,’ he said.", 0, 21)
    {0: '“', 11: '”'}
    """
    single = [(a, b) for a, b in quotations(text, start, end) if text[a] == "‘"]
    return {a: "“" for a, _ in single} | {b - 1: "”" for a, b in single if not runs_on(text, (a, b))}
