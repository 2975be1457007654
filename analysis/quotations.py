"""Where an article quotes: the quotations of each paragraph as spans, quotation marks included."""

from __future__ import annotations

import re

Span = tuple[int, int]
OPENING, CLOSING = "“„«", "”»"
MARK = re.compile(r"[“”„«»\"]|``|''")


def quotations(text: str, start: int, end: int) -> list[Span]:
    """The quotations of a paragraph ``[start, end)`` in order, disjoint, with their marks.

    Straight marks open and close by turns; a quotation that is never closed ends with the paragraph (in print, one that
    runs on over paragraphs is opened anew in each and closed in the last alone). A closing mark that was never opened,
    as an OCR or a template leaves it, is passed over.

    >>> text = 'He said "yes" and “no.”'
    >>> [text[a:b] for a, b in quotations(text, 0, len(text))]
    ['"yes"', '“no.”']
    """
    found, opened = [], None
    for mark in MARK.finditer(text, start, end):
        sign = mark.group()
        opens = sign[0] in OPENING or sign == "``" or (sign == '"' and opened is None)
        if opens and opened is None:
            opened = mark.start()
        elif not opens and opened is not None:
            found.append((opened, mark.end()))
            opened = None
    return [*found, (opened, end)] if opened is not None else found


def inside(position: int, spans: list[Span]) -> Span | None:
    """The span that holds a position, or None."""
    return next(((a, b) for a, b in spans if a <= position < b), None)
