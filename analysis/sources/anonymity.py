"""Why a source is not named, in the article's own words: "on condition of anonymity", "not authorised to speak"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable

from analysis.quotations import Span

REASONS = re.compile(
    r"(?:"
    r"(?:on|under)\s+(?:the\s+)?conditions?\s+(?:of\s+(?:strict\s+)?anonymity"
    r"|that\s+(?:he|she|they|(?:his|her|their)\s+names?|it)\s+(?:would\s+|will\s+)?not\s+be\s+\w+)"
    r"|(?:asked|requested|declined|refused|asking|requesting|declining|refusing|insisted|insisting|wished|wishing|wanted"
    r"|wanting|wish|want|preferred|preferring|spoke|speaking|granted|given|demanded|sought)\s+"
    r"(?:not\s+to\s+be\s+(?:named|identified|quoted)|not\s+to\s+(?:give|disclose|reveal)\s+(?:his|her|their)\s+\w+"
    r"|(?:to\s+)?(?:remain\s+|stay\s+)?anonym(?:ous|ously|ity)|to\s+(?:be\s+(?:named|identified|quoted)|give\s+(?:his|her"
    r"|their)\s+(?:full\s+)?names?)|that\s+(?:his|her|their)\s+(?:full\s+|last\s+)?names?\s+(?:not\s+)?be\s+\w+)"
    r"|whose\s+(?:full\s+)?(?:name|identity)\s+(?:was|is|has\s+been|were)\s+(?:not\s+\w+|withheld|kept\s+\w+)"
    r"|(?:who\s+)?(?:(?:was|were|is|are)(?:\s+not|n[’']t)|not)\s+(?:authori[sz]ed|allowed|permitted|cleared)\s+to\s+"
    r"(?:speak|talk|comment|discuss|brief|be\s+quoted|give)\w*"
    r")"
    r"(?:\s+(?:because|as|since|so|due\s+to|for\s+(?:fear|security|safety)|citing|in\s+order|publicly|to\s+discuss|to\s+speak"
    r"|to\s+talk|to\s+the\s+(?:media|press)|out\s+of)\b[^.,;“”\"]{0,200})?",
    re.I,
)
HINT = re.compile(  # the pattern above is slow, and is read only around these
    r"anonym|(?:authori[sz]ed|allowed|permitted|cleared) to|be (?:named|identified|quoted)|names? (?:not|was|were|be|has|is)\b"
    r"|(?:give|disclose|reveal) (?:his|her|their)|identity"
)
AROUND = 80, 300  # characters before and behind a hint
REACH = 2  # sentences between a source and its reason


def reasons(text: str, spoken: Iterable[Span], sentence_at: Callable[[int], int]) -> list[tuple[list[Span], str]]:
    """Each reason an article gives, with the source phrases it may be of, the likeliest first.

    Parameters
    ----------
    text : the article
    spoken : the source phrases of the article as spans
    sentence_at : the number of the sentence at a position

    >>> said = "An aide said so on condition of anonymity."
    >>> reasons(said, [(0, 7)], lambda position: 0)
    [([(0, 7)], 'on condition of anonymity')]
    """
    hints = list(HINT.finditer(text))
    if not hints:
        return []
    spans = sorted(spoken)
    starts = [start for start, _ in spans]
    found, end = [], 0
    for hint in hints:
        match = REASONS.search(text, max(end, hint.start() - AROUND[0]), hint.end() + AROUND[1])
        if not match or match.start() > hint.end():
            continue
        end = match.end()
        here, at = sentence_at(match.start()), bisect_left(starts, match.start())
        before = [s for s in reversed(spans[max(0, at - 6) : at]) if sentence_at(s[0]) >= here - REACH]
        behind = [s for s in spans[at : at + 1] if sentence_at(s[0]) == here]
        found.append((before + behind, " ".join(match.group().split())))
    return found
