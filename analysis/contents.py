"""What the reader took into a content that tells whom and when it was told, or goes on in the writer's own voice."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.documents import Document, Token

# fmt: off
TELLING = frozenset({"tell", "inform", "assure", "remind", "notify", "warn", "brief", "advise"})
CITING = frozenset({"citing", "quoting"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
CLAUSE_BEGINS = frozenset({"TO", "IN", "VB", "WRB", "WP"})  # what opens a clause: "to leave", "that", "why"
NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "JJS", "DT", "POS", "CD", "PRP$", "PRP"})
DAYS = frozenset({
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "yesterday", "today", "tonight",
    "morning", "afternoon", "evening", "night",
})
BEFORE_DAYS = frozenset({"on", "late", "early", "earlier", "last", "this"})
# fmt: on
LONGEST_ADDRESS = 8  # tokens
Range = tuple[int, int]


def own_words(document: Document, cue: Range, part: Range, quoted: list[Range]) -> Range:
    """A part of a content that follows its cue, without the writer's words at its edges.

    Parameters
    ----------
    document : the article
    cue, part : ranges of its tokens
    quoted : its quotations; what stands in them is never cut

    Returns
    -------
    A range of tokens, not empty; ``part`` itself where something stands between it and the cue.

    >>> from analysis.documents import read_text
    >>> document = read_text("She denied the theft, which shook the town.")
    >>> own_words(document, (1, 2), (2, 9), [])
    (2, 4)
    """
    first, last = part
    if first != cue[1]:
        return part
    tokens = document.tokens
    free = next((a for a, b in quoted if b > first and a < last), last)
    first += told_when(tokens[first:free])
    if any(token.lemma.lower() in TELLING for token in tokens[slice(*cue)]):
        first += told_whom(tokens[first:free])
    return first, first + ending(tokens[first:last], free - first)


def told_when(tokens: Sequence[Token]) -> int:
    """How many tokens at the beginning say when: "on Monday | the bridge was open"."""
    i = next((i for i, t in enumerate(tokens[:4]) if t.word not in DAYS and t.word not in BEFORE_DAYS), 0)
    told = i > 0 and tokens[i - 1].word in DAYS and len(tokens) > i + 1
    return i if told and (tokens[i].pos in ("EX", "IN") or tokens[i].pos in NOMINAL - {"POS"}) else 0


def undated(tokens: Sequence[Token]) -> int:
    """How many tokens of a source are left without the day at its end: "the mayor | on Monday". A verb may need the day: "a
    poll released Friday"."""
    last = len(tokens)
    while last > 1 and tokens[last - 1].word in DAYS:
        last -= 1
    dated = last < len(tokens) and not any(token.pos.startswith("VB") for token in tokens)
    while dated and last > 1 and tokens[last - 1].word.lower() in BEFORE_DAYS:
        last -= 1
    named = tokens[last - 1].pos.startswith(("NN", "PRP")) or tokens[last - 1].word == ")"
    return last if dated and named else len(tokens)


def told_whom(tokens: Sequence[Token]) -> int:
    """How many tokens at the beginning say to whom: "voters | that", "the Echo | the bridge was open"."""
    for i, token in enumerate(tokens[:LONGEST_ADDRESS]):
        if i and (token.word == "that" or (token.pos in ("DT", "PRP") and tokens[i - 1].pos.startswith("NN"))):
            return i
        if token.pos not in NOMINAL:
            break
    return 0


def ending(tokens: Sequence[Token], free: int) -> int:
    """Where the content ends that begins with these tokens, of which the first ``free`` stand before any quotation.

    A semicolon and "citing" end it; a noun phrase ends where a clause goes on about it.
    """
    clause, relative = tokens[0].pos in CLAUSE_BEGINS, False
    for i in range(1, min(free, len(tokens) - 1)):
        token, following = tokens[i], tokens[i + 1]
        if token.word == ";" or (token.word == "," and following.word in CITING):
            return i
        relative = relative or token.pos in ("WP", "WDT", "WRB") or token.word == "that"
        clause = clause or (token.pos in FINITE and not relative)
        if not clause and (
            (token.word == "," and (following.pos in ("WDT", "WRB") or _participle(following)))
            or (token.word == "and" and following.pos in FINITE and not relative)
        ):
            return i
    return len(tokens)


def _participle(token: Token) -> bool:
    return token.pos == "VBG" and token.word != "including"
