"""Documents into claims: who says what, with source, cue and content as spans of the text.

Rules over tagged tokens. A cue is a verb of ``lexicons/cues.txt`` or "according to"; its source is the noun phrase that
is its subject; its content what the cue introduces, follows or interrupts, with the quotations that it touches kept
whole. The three parts follow PolNeAR (Newell, Margolin and Ruths 2018).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from analysis.language import Document, Sentence, Token, lexicon
from analysis.quotations import Span, inside, quotations

AUXILIARIES = {"be", "have", "do", "'s", "’s", "'ve", "’ve", "'d", "’d"}
DAYS = {
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "yesterday",
    "today",
    "earlier",
    "late",
}
NOMINAL = {"NN", "NNS", "NNP", "NNPS", "PRP", "CD", "FW", "WP", "EX"}
IN_PHRASE = NOMINAL | {"DT", "PRP$", "JJ", "JJS", "JJR", "POS", "VBG", "VBN", "HYPH", "PDT", "#", "$"}
PREPOSITIONS = {"of", "for", "from", "at", "in", "with", "on"}
END_MARKS = {".", "!", "?", "”", '"', "''", ")", "…"}


@dataclass(slots=True)
class Claim:
    """An attribution. Spans are ``[start, end)`` in the article's text; the values are those of the claims table."""

    sentence: int
    source: Span | None
    cue: Span | None
    content: list[Span]
    form: str
    act: str
    stance: str
    hedged: bool
    negated: bool
    channel: str | None
    confidence: float | None


@dataclass(slots=True)
class Cue:
    """A cue: tokens ``[first, last]`` of a sentence, lemma, act, stance; ``clause``: needs a clause or a quotation."""

    first: int
    last: int
    lemma: str
    act: str
    stance: str
    clause: bool


def find_claims(document: Document) -> list[Claim]:
    """The claims of an article, in the order of their cues.

    >>> from analysis.language import read_document
    >>> import pandas as pd
    >>> text = "The bridge is closed, the mayor said on Monday."
    >>> claim, = find_claims(read_document(pd.Series({"article_id": "a", "text": text, "title": None, "place": None,
    ...     "publisher": None, "published": None})))
    >>> [text[a:b] for a, b in (claim.source, claim.cue, *claim.content)]
    ['the mayor', 'said', 'The bridge is closed']
    """
    claims = []
    for _, group in itertools.groupby(document.claimable(), key=lambda s: s.paragraph):
        sentences = list(group)
        quoted = quotations(document.text, sentences[0].start, sentences[-1].end)
        for sentence in sentences:
            claims += sentence_claims(document.text, sentence, quoted)
    return claims


def sentence_claims(text: str, sentence: Sentence, quoted: list[Span]) -> list[Claim]:
    """The claims whose cue stands in a sentence, given the quotations of its paragraph."""
    claims: list[Claim] = []
    tokens = sentence.tokens
    cues = [cue for cue in find_cues(tokens) if not inside(tokens[cue.first].start, quoted)]
    for cue in cues:
        before = claims[-1].source if claims else None
        source, content = (accorded if cue.lemma == "according to" else spoken)(tokens, cue, quoted, before)
        content = [span for part in content if (span := whole(text, part, quoted, tokens[cue.first].start))]
        if content and not any(reported_in(claim, tokens[cue.first].start) for claim in claims):
            claims.append(describe(text, sentence, cue, source, content, quoted))
    return claims


def reported_in(claim: Claim, position: int) -> bool:
    """Whether a position lies in the later content of a claim: what is reported within it stays part of it."""
    return claim.act == "speech" and any(start <= position < end for start, end in claim.content[1:])


@cache
def cue_lexicon() -> dict[str, tuple[str, str, bool]]:
    """Cue lemma -> act, stance, whether it needs a clause or a quotation."""
    rows = [line.split("\t") for line in lexicon("cues")]
    return {row[0]: (row[1], row[2], row[3:] == ["clause"]) for row in rows}


def find_cues(tokens: tuple[Token, ...]) -> Iterator[Cue]:
    """The cues of a sentence, left to right; of two lemmas at one place the longer."""
    known = cue_lexicon()
    for i, token in enumerate(tokens):
        following = tokens[i + 1].lemma if i + 1 < len(tokens) else ""
        if token.word.lower() == "according" and following == "to":
            yield Cue(i, i + 1, "according to", "speech", "asserts", False)
        elif token.pos.startswith("VB") and not (i and tokens[i - 1].pos == "TO"):
            pair = f"{token.lemma} {following}"
            lemma = pair if pair in known else token.lemma
            if lemma in known:
                yield Cue(i, i + (lemma == pair), lemma, *known[lemma])


def accorded(
    tokens: tuple[Token, ...], cue: Cue, quoted: list[Span], before: Span | None
) -> tuple[Span | None, list[Span]]:
    """Source and content of "according to": the phrase behind it, and the rest of the sentence."""
    first, last = phrase_after(tokens, cue.last + 1)
    if last < first:
        return None, []
    content = [(tokens[0].start, tokens[cue.first - 1].end)] if cue.first else []
    rest = last + 1
    if rest < len(tokens) and tokens[rest].word == "," and not relative(tokens, rest + 1):
        content.append((tokens[min(rest + 1, len(tokens) - 1)].start, tokens[-1].end))
    return (tokens[first].start, tokens[last].end), content


def spoken(
    tokens: tuple[Token, ...], cue: Cue, quoted: list[Span], before: Span | None
) -> tuple[Span | None, list[Span]]:
    """Source and content of a cue verb, by where the content stands."""
    subject = phrase_before(tokens, skip_back(tokens, cue.first - 1))
    left = (subject[0] if subject else cue.first) - 1
    behind = tokens[cue.first - 1].word if cue.first else ""
    after = phrase_after(tokens, cue.last + 1)
    follows_content = behind == "," or behind in END_MARKS
    if follows_content and after[1] >= after[0] and ends(tokens, after[1] + 1) and tokens[cue.first].pos != "VBG":
        # inverted: "...," said the mayor
        content = interrupted(tokens, cue.first - 1, after[1] + 1, quoted, inverted=True)
        return (tokens[after[0]].start, tokens[after[1]].end), content
    source = (tokens[subject[0]].start, tokens[subject[1]].end) if subject else before
    if passive(tokens, cue):
        source = None
    elif source is None and tokens[cue.first].pos not in ("VBD", "VBZ", "VBP", "VBG"):
        return None, []
    if (
        subject
        and left > 0
        and (tokens[left].word == "," or tokens[left].word in END_MARKS)
        and ends(tokens, cue.last + 1)
    ):
        return source, interrupted(tokens, left, cue.last + 1, quoted)
    reported = introduced(tokens, cue, quoted)
    return source, [reported] if reported and source != reported else []


def interrupted(
    tokens: tuple[Token, ...], left: int, right: int, quoted: list[Span], inverted: bool = False
) -> list[Span]:
    """Content that stands before the attribution (up to token ``left``) and, where the sentence goes on, behind it.

    Behind an inverted attribution ("said the mayor, a former judge") only a quotation goes on: the rest is apposition.
    """
    first = next((i for i in range(left) if tokens[i].pos not in ("CC", ",")), left)
    parts = [(tokens[first].start, tokens[left].end)] if left > first or tokens[left].word != "," else []
    comma = next(
        (i for i in range(right, len(tokens)) if tokens[i].word in (",", ":", ";") or tokens[i].word in END_MARKS), None
    )
    if comma is not None and comma + 2 < len(tokens):
        goes_on = inside(tokens[comma + 1].start, quoted) or (
            tokens[comma].word == ","
            and not inverted
            and not relative(tokens, comma + 1)
            and tokens[comma + 1].pos not in ("VBG", "CC", "IN")
        )
        if goes_on:
            parts.append((tokens[comma + 1].start, tokens[-1].end))
    return parts


def introduced(tokens: tuple[Token, ...], cue: Cue, quoted: list[Span]) -> Span | None:
    """Content that a cue introduces: what follows, behind the person told, the day and the place."""
    i = first = cue.last + 1
    if cue.lemma in ("tell", "inform", "notify", "brief", "ask", "assure", "warn", "urge"):
        i = phrase_after(tokens, i)[1] + 1 if i < len(tokens) and tokens[i].pos in (*NOMINAL, "DT", "PRP$") else i
    while i < len(tokens) and (circumstance := circumstance_end(tokens, i)) > i:
        i = circumstance
    while i < len(tokens) and (tokens[i].word in (",", ":") or (tokens[i].lemma == "that" and tokens[i].pos == "IN")):
        i += 1
    if i >= len(tokens) or (i == len(tokens) - 1 and not tokens[i].word.isalnum()):
        return None
    marked = i > first and tokens[i - 1].word.lower() in ("that", ":", ",")
    if cue.clause and not marked and not inside(tokens[i].start, quoted) and tokens[i].word.lower() != "that":
        return None
    end = next((j for j in range(i + 2, len(tokens) - 1) if closes(tokens, j, quoted)), len(tokens))
    return tokens[i].start, tokens[end - 1].end


def closes(tokens: tuple[Token, ...], j: int, quoted: list[Span]) -> bool:
    """Whether a comma at ``j`` ends a content: "..., adding ..." or "..., according to ..." outside quotations."""
    if tokens[j].word != "," or inside(tokens[j].start, quoted):
        return False
    following = tokens[j + 1]
    return (following.pos == "VBG" and following.lemma in cue_lexicon()) or following.word.lower() == "according"


def circumstance_end(tokens: tuple[Token, ...], i: int) -> int:
    """The token behind a day or a channel that opens at ``i`` ("on Wednesday", "in a statement"), or ``i``."""
    if tokens[i].word in DAYS:
        return i + 1
    if tokens[i].lemma.lower() in ("on", "in", "at", "during", "via", "to", "by") and i + 1 < len(tokens):
        ahead = [t.word for t in tokens[i + 1 : i + 4]]
        day = next((j for j, word in enumerate(ahead[:2]) if word in DAYS), None)
        if day is not None:
            return i + 2 + day
        if ahead == ["condition", "of", "anonymity"]:
            return i + 4
        first, last = phrase_after(tokens, i + 1)
        if {tokens[j].lemma.lower() for j in range(first, last + 1)} & channel_heads():
            return last + 1
        if tokens[i].lemma == "to" and tokens[first].pos.startswith("NN"):
            return last + 1
    return i


@cache
def channel_heads() -> set[str]:
    """The last words of the channels, in lower case."""
    return {entry.split()[-1].lower() for entry in lexicon("channels")}


def ends(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether an attribution ends at ``i``: the sentence does, or a mark, a day, a place or a person told follows."""
    while i < len(tokens) and (past := circumstance_end(tokens, i)) > i:
        i = past
    if i < len(tokens) and tokens[i].pos == "RB":
        i += 1
    elif i < len(tokens):
        i = max(i, phrase_after(tokens, i)[1] + 1)
    while i < len(tokens) and (past := circumstance_end(tokens, i)) > i:
        i = past
    return i >= len(tokens) or tokens[i].word in (",", ":", ";") or tokens[i].word in END_MARKS


def relative(tokens: tuple[Token, ...], i: int) -> bool:
    return i < len(tokens) and (
        tokens[i].pos in ("WDT", "WP", "WP$", "WRB") or tokens[i].word.lower() in ("which", "who")
    )


def passive(tokens: tuple[Token, ...], cue: Cue) -> bool:
    """Whether a cue is a passive participle: "was reported to", "is said"."""
    if tokens[cue.first].pos not in ("VBN", "VBD"):
        return False
    i = cue.first - 1
    while i >= 0 and tokens[i].pos == "RB":
        i -= 1
    return i >= 0 and tokens[i].lemma == "be"


def skip_back(tokens: tuple[Token, ...], i: int) -> int:
    """The last token of the subject before a verb: auxiliaries, adverbs, days and an apposition are passed over."""
    while i >= 0 and (tokens[i].pos in ("RB", "MD", "RBR") or tokens[i].lemma in AUXILIARIES or tokens[i].word in DAYS):
        i -= 1
        if i >= 0 and tokens[i + 1].word in DAYS and tokens[i].lemma.lower() == "on":
            i -= 1
    if i > 0 and tokens[i].word == ",":
        opened = next((j for j in range(i - 1, max(0, i - 30), -1) if tokens[j].word == ","), None)
        if (
            opened
            and tokens[opened - 1].pos in NOMINAL
            and tokens[opened + 1].pos in (*IN_PHRASE, "WP", "WDT", "IN", "CC")
        ):
            return opened - 1
    return i


def phrase_before(tokens: tuple[Token, ...], end: int) -> tuple[int, int] | None:
    """The noun phrase that ends at token ``end``: its first and last token, or None."""
    if end < 0 or tokens[end].pos not in NOMINAL:
        return None
    first = end
    while first > 0:
        before = tokens[first - 1]
        if before.pos in IN_PHRASE and tokens[first].pos not in ("DT", "PRP", "PRP$", "WP", "EX"):
            first -= 1
        elif (
            before.pos == "IN" and before.lemma in PREPOSITIONS and first > 1 and tokens[first - 2].pos in NOMINAL
        ) or (
            before.word == "and"
            and first > 1
            and tokens[first - 2].pos in ("NNP", "NNS")
            and tokens[first].pos == tokens[first - 2].pos
        ):
            first -= 2
        else:
            break
    return first, end


def phrase_after(tokens: tuple[Token, ...], start: int) -> tuple[int, int]:
    """The noun phrase that starts at a token: its first and last token, the last before the first if none starts."""
    i = start
    while i < len(tokens):
        fits = tokens[i].pos in IN_PHRASE and not (
            i > start
            and tokens[i].pos in ("DT", "PRP", "PRP$", "WP")
            and tokens[i - 1].pos != "PDT"
            and tokens[i - 1].pos in NOMINAL
        )
        joins = (
            i > start
            and tokens[i].pos == "IN"
            and tokens[i].lemma in ("of", "for", "from", "at")
            and i + 1 < len(tokens)
        )
        if not (fits or joins):
            break
        i += 2 if joins else 1
    last = min(i, len(tokens)) - 1
    while last > start and tokens[last].pos not in NOMINAL:
        last -= 1
    if last >= start and (tokens[last].pos not in NOMINAL or tokens[last].word in DAYS):
        last = start - 1
    return start, last


def whole(text: str, span: Span, quoted: list[Span], cue: int) -> Span | None:
    """A content with the quotations that it touches kept whole, without the commas and full stops at its ends."""
    start, end = span
    for opened, closed in quoted:
        if opened < end and start < closed and not opened <= cue < closed:
            start, end = min(start, opened), max(end, closed)
    while start < end and text[start] in " ,:;\n":
        start += 1
    while start < end and text[end - 1] in " ,;.\n" and not inside(end - 1, quoted):
        end -= 1
    return (start, end) if any(c.isalnum() for c in text[start:end]) else None


def describe(
    text: str, sentence: Sentence, cue: Cue, source: Span | None, content: list[Span], quoted: list[Span]
) -> Claim:
    """A claim with its form, act, stance, hedges, negation and channel."""
    tokens = sentence.tokens
    near = [t.word.lower() for t in tokens[max(0, cue.first - 3) : cue.first]]
    opening = [w.lower() for w in text[content[0][0] : content[0][1]].split()[:6]]
    return Claim(
        sentence.number, source, (tokens[cue.first].start, tokens[cue.last].end), content, form_of(text, content, quoted),
        cue.act, cue.stance, any(w in lexicon("hedges") for w in near + opening),
        any(w in ("not", "n't", "n’t", "never") for w in near), channel_of(tokens, cue, content), None,
    )  # fmt: skip


def form_of(text: str, content: list[Span], quoted: list[Span]) -> str:
    """direct where all words of the content stand in quotation marks, mixed where some do, else indirect."""
    marks = [bool(inside(i, quoted)) for start, end in content for i in range(start, end) if text[i].isalnum()]
    return "direct" if all(marks) else "mixed" if any(marks) else "indirect"


def channel_of(tokens: tuple[Token, ...], cue: Cue, content: list[Span]) -> str | None:
    """Where it was said: the phrase of "in a statement", "on Twitter" beside the cue, or None."""
    for i in range(cue.last + 1, min(len(tokens), cue.last + 12)):
        if any(start <= tokens[i].start < end for start, end in content):
            continue
        if tokens[i].lemma in ("in", "on", "at", "during", "via", "to") and i + 1 < len(tokens):
            first, last = phrase_after(tokens, i + 1)
            if last >= first and tokens[last].lemma.lower() in channel_heads():
                first += tokens[first].pos == "DT"
                return " ".join(t.word for t in tokens[first : last + 1])
    return None
