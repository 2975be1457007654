"""Attributions into claims: who says what, as spans of the text, with form, act, stance, hedges, negation and channel."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from analysis.attribution import Attribution, Range, find_attributions
from analysis.contents import channel_heads, undated
from analysis.documents import Document, Token
from analysis.language import lexicon
from analysis.quotations import Span
from analysis.stances import stance_of

HEDGES = frozenset(lexicon("hedges"))
NEGATIONS = {"not", "n't", "n’t", "never", "no", "neither", "nor"}
SEPARATORS = {",", ";", "–", "—", "-", "--"}
LEADING_ON = frozenset({"CC", "IN", "TO"})  # tags of words that cannot end a noun phrase
WORD = re.compile(r"\w")
LEAST_SPEECH = 0.4  # of statements below it most are wrong
SURE_CUES = frozenset({"say", "tell", "according"})  # right more often than the reader believes
SHORT = frozenset(
    {"accuses", "denies"}
)  # "denied the report": right more often than so few words let the reader believe
NOBODY = frozenset({"no", "nobody", "none"})  # "neither side would say" tells of two
MODALS = {"may", "might", "could", "would"}
DEEDS = frozenset({  # verbs of the cue lexicon that need no voice ("footage showed") or only colour what another verb says
    "address", "blast", "brag", "characterize", "commit", "continue", "doubt", "emphasize", "find", "go on", "order",
    "portray", "propose", "publish", "rail", "recognise", "recognize", "refer", "refuse", "reveal", "show", "signal", "wonder",
})  # fmt: skip


@dataclass(slots=True)
class Claim:
    """An attribution. Spans are ``[start, end)`` in the article's text; the values are those of the claims table.

    ``confidence`` is the share of claims of its kind that were right on articles the reader was not trained on.
    """

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
    confidence: float


def find_claims(document: Document) -> list[Claim]:
    """The claims of an article, in the order of their cues.

    >>> from analysis.documents import read_text
    >>> text = "The bridge is closed, the mayor said on Monday."
    >>> claim, = find_claims(read_text(text))
    >>> [text[a:b] for a, b in (claim.source, claim.cue, *claim.content)]
    ['the mayor', 'said', 'The bridge is closed']
    """
    found = find_attributions(document)
    described = ((one, describe(document, one)) for one in found)
    return [claim for one, claim in described if claim.act != "speech" or _stated(document, one, claim)]


def _stated(document: Document, found: Attribution, claim: Claim) -> bool:
    """Did somebody ("no group", "nobody" did not) make this statement, as likely as not?"""
    tokens = document.tokens
    if found.source and tokens[found.source[0]].word.lower() in NOBODY:
        return False
    sure = claim.stance in SHORT or any(t.lemma.lower() in SURE_CUES for t in tokens[slice(*found.cue)])
    return sure or claim.confidence >= LEAST_SPEECH


def describe(document: Document, found: Attribution) -> Claim:
    """An attribution as a claim: spans of text, form, act, stance, hedges, negation and channel."""
    tokens = document.tokens
    source = found.source and (found.source[0], found.source[0] + undated(tokens[slice(*found.source)]))
    content = [trimmed(document, run, frozenset()) for run in found.content]
    cue = head(tokens, found.cue)
    act, stance = cue_lexicon().get(cue, ("other", "asserts"))
    near = {t.word.lower() for t in tokens[max(0, found.cue[0] - 3) : found.cue[1]]}
    opening = {t.word.lower() for t in tokens[found.content[0][0] : found.content[0][0] + 6]}
    return Claim(
        sentence=int(document.sentence_of[found.cue[0]]),
        source=trimmed(document, source, LEADING_ON) if source else None,
        cue=document.span(found.cue),
        content=content,
        form=form_of(document.text, content, document.quotations),
        act=act_of(found.speech, act, cue),
        stance=stance_of(stance, cue, " ".join(document.text[start:end] for start, end in content)),
        hedged=bool((near | opening) & HEDGES or near & MODALS),
        negated=bool(near & NEGATIONS),
        channel=channel_of(document, found),
        confidence=found.confidence,
    )


def act_of(speech: float, listed: str, cue: str) -> str:
    """speech, belief or other: the reader learned verbs of talking, the lexicons add that who condemns or praises speaks."""
    if speech >= 0.5 or (listed == "speech" and cue not in DEEDS):
        return "speech"
    return "belief" if listed == "belief" else "other"


def trimmed(document: Document, tokens: Range, ends: frozenset[str]) -> Span:
    """The span of a range of tokens without the commas and dashes around it, and without tags that cannot end it."""
    first, last = tokens
    words = document.tokens
    while last - first > 1 and (words[last - 1].word in SEPARATORS or words[last - 1].pos in ends):
        last -= 1
    while last - first > 1 and words[first].word in SEPARATORS:
        first += 1
    return document.span((first, last))


@cache
def cue_lexicon() -> dict[str, tuple[str, str]]:
    """Cue lemma -> act and stance."""
    acts = (line.partition(": ") for line in lexicon("speech-acts"))
    further = {lemma: ("speech", stance) for stance, _, lemmas in acts for lemma in lemmas.split(", ")}
    return further | {lemma: (act, stance) for lemma, act, stance in (line.split("\t") for line in lexicon("cues"))}


def head(tokens: tuple[Token, ...], cue: Range) -> str:
    """The lemma of a cue as the lexicon lists it: a verb with its particle, a verb, or what the cue begins with."""
    lemmas = [token.lemma.lower() for token in tokens[cue[0] : cue[1] + 1]]
    inner = lemmas[: cue[1] - cue[0]]
    pairs = [f"{a} {b}" for a, b in zip(inner, lemmas[1:], strict=False)]
    return next((lemma for lemma in (*pairs, *inner) if lemma in cue_lexicon()), inner[0])


def form_of(text: str, content: list[Span], quoted: list[Span]) -> str:
    """direct where all words of the content stand in quotation marks, mixed where some do, else indirect."""
    within = without = False
    for start, end in content:
        at = start
        for opened, closed in quoted[max(0, bisect_left(quoted, (start,)) - 1) : bisect_left(quoted, (end,))]:
            opened, closed = max(opened, at), min(closed, end)
            if opened < closed:
                without |= WORD.search(text, at, opened) is not None
                within |= WORD.search(text, opened, closed) is not None
                at = closed
        without |= WORD.search(text, at, end) is not None
    return "indirect" if not within else "mixed" if without else "direct"


def channel_of(document: Document, found: Attribution) -> str | None:
    """Where it was said: the phrase of "in a statement" or "on Twitter" beside cue and source, or None."""
    tokens = document.tokens
    taken: set[int] = set()
    for first, last in found.content:
        taken.update(range(first, last))
    for i in range(found.cue[0], min(len(tokens), found.cue[1] + 12)):
        if i in taken or tokens[i].lemma not in ("in", "on", "at", "during", "via", "to", "through"):
            continue
        for last in range(i + 1, min(len(tokens), i + 6)):
            if last in taken or tokens[last].pos in ("IN", "TO", ",", "."):
                break
            if tokens[last].lemma.lower() in channel_heads():
                first = i + 1 + (tokens[i + 1].pos in ("DT", "PRP$"))
                return " ".join(token.word for token in tokens[first : last + 1]) or None
    return None
