"""Quotations that are signed: “…” and behind a dash who said it, on the same line or the next."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.contents import FINITE
from analysis.documents import SILENT, Document

SIGNATURE = re.compile(
    r"\s{0,3}(?P<dash>—|–|―|--?)[ \t\xa0]?"
    r"(?P<name>[^\W\d_a-z][^\n,;:!?“”\"]{1,50})(?:,[^\n“”\"]{1,80})?[ \t\xa0]*(?=\n|$)"
)
Range = tuple[int, int]


def signed(document: Document) -> Iterator[tuple[Range, Range, Range]]:
    """Source, cue (the dash) and content, as ranges of tokens, of every quotation with a name behind it and no more.

    >>> from analysis.documents import read_text
    >>> list(signed(read_text("“The sea was calm. We slept.”\\n— Ann Diaz, a diver")))
    [((11, 13), (10, 11), (0, 10))]
    """
    for start, end in document.quotations:
        found = SIGNATURE.match(document.text, end)
        if found is None:
            continue
        name, dash = document.token_range(found.span("name")), document.token_range(found.span("dash"))
        content = document.token_range((start, end))
        line = document.tokens[dash[0] : document.token_range((end, found.end()))[1]]
        whole = all(first < last for first, last in (name, dash, content))
        if whole and document.part_of(content[0]) not in SILENT and not any(t.pos in FINITE for t in line):
            yield _without_stop(document, name), dash, content


def _without_stop(document: Document, name: Range) -> Range:
    return name[0], name[1] - (document.tokens[name[1] - 1].word == "." and name[1] - name[0] > 1)
