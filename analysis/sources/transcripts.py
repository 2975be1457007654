"""Who has the floor in a transcript: the labels ("SMITH:", "((Ann Diaz))") at the beginning of its lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter

from analysis.language import lexicon

NAME = r"[^\W\d_a-z][\w.’'-]{0,30}(?:,? [^\W\d_a-z][\w.’'-]{0,30}){0,6}"
LABEL = re.compile(rf"^[ \t>*•–-]{{0,6}}(?:\(\(({NAME})\)\)|({NAME}):(?=[ \t]+\S|[ \t]*$))", re.MULTILINE)
LEAST = 3  # labels that make a transcript: an article has a "NOTE:" or "UPDATE:" of its own


class Transcript:
    """The labels of a text in order; no labels where it is no transcript."""

    def __init__(self, text: str):
        found = [(match.start(), match[1] or match[2]) for match in LABEL.finditer(text)]
        known = frozenset(lexicon("labels"))
        told = [(start, name) for start, name in found if name.lower() not in known or len(name) == 1]
        times = Counter(name for _, name in told)
        turns = [(start, name) for start, name in told if name.isupper() or times[name] > 1]
        self._starts = [start for start, _ in turns] if len(turns) >= LEAST else []
        self._names = [name for _, name in turns]

    def speaker(self, position: int) -> str | None:
        """The label that a position stands under; None in front of the first and in a text that is no transcript.

        >>> text = "HOLM: We asked twice.\\nDIAZ: I know.\\nHOLM: So?"
        >>> Transcript(text).speaker(text.index("I know"))
        'DIAZ'
        """
        turn = bisect_right(self._starts, position)
        return self._names[turn - 1] if turn else None
