"""Whose figure it is: the claim that holds it, and the words for who says so, nearest to the figure.

The reader's claims come first. Where none holds the figure, or a second speaker stands inside one ("The Courier reported
that its reporters said"), plain constructions are read here: "officials put the toll at 12", "12 dead, according to the mayor",
"a toll provided by officials", and the rest of a clause or quotation that the reader broke off.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from analysis.casualties.word_lists import word_list
from analysis.claims import Claim, cue_lexicon
from analysis.documents import Document, Token
from analysis.quotations import inside
from analysis.subjects import NOUN_PHRASE, phrase_before, subject

Span = tuple[int, int]
GIVING = word_list("giving")  # what those do who give a toll: "have put the toll at 12", "provided by"
REVISING = frozenset({"lower", "raise", "cut", "revise", "reduce", "correct", "withdraw"})  # a toll, by whose it is
TOLLS = frozenset({"toll", "count", "figure", "number", "estimate", "tally", "reckoning"})
ASIDE = ("as", "amid")
ADMITTING = word_list("admitting")  # nobody but who did it knows better: "confessed to killing two"
UNDERGONE = word_list("undergone")
DONE = frozenset({"order", "release", "charge"})  # by saying so, and telling nothing
GOES_ON = re.compile(
    r",?\s*(?:(?:and|while|but|whereas|with)\s+)?", re.IGNORECASE
)  # from a content to its second clause
FINITE = ("VBD", "VBZ", "VBP")
BETWEEN = 14  # tokens between a verb of saying and the figure it gives
CLOSING = (";", ":", ".", "”")


def claim_of(claims: Sequence[Claim], some: Sequence[int], figure: Span, cue: Span) -> int | None:
    """The number of the smallest of some claims that holds the figure, or else the words of its outcome."""
    for start, end in (figure, cue):
        holding = [
            (sum(b - a for a, b in claims[n].content), n)
            for n in some
            if any(a <= start and end <= b for a, b in claims[n].content)
        ]
        if holding:
            return min(holding)[1]
    return None


def is_spoken(document: Document, claim: Claim) -> bool:
    """Whether a claim is speech, by the reader or by a verb of its cue ("indicated", "put"): not "were sentenced over", and
    not "a man charged with", whose source is who was spoken of."""
    if claim.cue is None:
        return claim.act == "speech"
    cue = document.tokens[slice(*document.token_range(claim.cue))]
    if claim.source is not None and claim.source[1] <= claim.cue[0] and _is_undergone(cue):
        return False
    if claim.act == "speech":
        return not any(token.lemma == "sentence" for token in cue)
    return any(
        (says(token) or token.lemma in ADMITTING | GIVING | REVISING) and token.lemma not in DONE for token in cue
    )


def _is_undergone(cue: Sequence[Token]) -> bool:
    """Whether a cue tells what a court or the police did to its subject: "charged with", "was found guilty of"."""
    passive = any(token.lemma == "be" for token in cue) or cue[0].pos == "VBN"
    return passive and any(token.lemma in UNDERGONE for token in cue)


def reach_of(claim: Claim) -> Span:
    """A claim as a whole, from its first word to its last."""
    spans = [*claim.content, *(span for span in (claim.source, claim.cue) if span)]
    return min(a for a, _ in spans), max(b for _, b in spans)


def speaker_of(
    document: Document, sentence: int, beside: Sequence[Claim], claim: Claim | None, place: int
) -> Span | None:
    """The words for who gives the figure at a place of the text; None where it is in the article's own voice.

    Parameters
    ----------
    sentence : the number of the figure's sentence; ``beside``: the claims that have their cue in it
    claim : the figure's claim
    place : where the figure begins, or the first of those joined to it
    """
    tokens = document.sentences[sentence].tokens
    at = next((i for i, token in enumerate(tokens) if token.start >= place), len(tokens))
    source = claim.source if claim is not None else None
    elsewhere = {c.cue[0] for c in beside if c.cue and not GOES_ON.fullmatch(document.text, c.content[-1][1], place)}
    cue = claim.cue if claim is not None else None
    after = cue[1] if cue is not None and cue[1] <= place else 0
    follows = source is not None and cue is not None and 0 < source[0] - cue[1] < 3  # "according to police"
    told = _before(tokens, at, elsewhere, after) or (None if follows else _named_beside(tokens, cue)) or source
    return (_giver(tokens, told) or told) if told else _opens_quotation(document, place)


def _giver(tokens: Sequence[Token], told: Span) -> Span | None:
    """Who gives the toll that is said to speak: "officials" of "a toll provided by officials"."""
    counts = any(token.lemma in TOLLS for token in tokens if told[0] <= token.start < told[1])
    return _named_beside(tokens, told) if counts else None


def _before(tokens: Sequence[Token], at: int, elsewhere: set[int], after: int) -> Span | None:
    """The subject of the verb of saying that leads to token ``at``: not one whose content, as the reader has it, is
    ``elsewhere``."""
    for i in range(at - 1, max(-1, at - BETWEEN), -1):
        token = tokens[i]
        if token.word == "citing":  # "a report citing the mayor's office"
            source = _subject(tokens, i)
            return (source[0], tokens[_phrase_end(tokens, i + 1) - 1].end) if source else None
        if token.word in CLOSING or token.start < after:
            return None
        if token.word in ASIDE:  # "rebels agree to a truce as the toll reaches 34"
            return None
        if token.word in TOLLS and i + 2 == at and tokens[i - 1].pos == "POS":  # "the ministry's figure of 12"
            return _phrase_before(tokens, i - 1)
        if token.lemma == "claim" and any(t.word in ("life", "lives") for t in tokens[i + 1 : at + 3]):
            return None  # "the virus claimed 40 lives"
        if token.pos == "VBN" and "have" not in [t.lemma for t in tokens[max(0, i - 4) : i]]:
            continue  # "the deaths recorded in Avel"
        if token.lemma == "continue":
            continue  # "the search continues for 12"
        if token.pos.startswith("VB") and (says(token) or token.lemma in GIVING or _counts(tokens, i, at)):
            source = _subject(tokens, i)
            return None if token.start in elsewhere and token.start != after else source
    return None


def _counts(tokens: Sequence[Token], verb: int, at: int) -> bool:
    """Whether a verb gives a count with other words: "lowered its toll to 12", "spoke of 12", "has 12 names"."""
    lemma, between = tokens[verb].lemma, {t.lemma for t in tokens[verb + 1 : at + 2]}
    if lemma in ("have", "hold"):
        return bool(between & {"name", "names"})
    return (lemma in REVISING and not TOLLS.isdisjoint(between)) or (lemma == "speak" and tokens[verb + 1].word == "of")


def _opens_quotation(document: Document, place: int) -> Span | None:
    """Who is quoted by 'The ministry defended the strike: "..."' where the figure stands in the quotation."""
    before = bisect_right(document.quotations, place, key=lambda span: span[0])
    quotation = inside(place, document.quotations[max(0, before - 1) : before])
    if quotation is None or not document.text[: quotation[0]].rstrip().endswith(":"):
        return None
    tokens = document.sentences[document.sentence_of[document.token_range(quotation)[0]]].tokens
    verbs = (i for i, token in enumerate(tokens) if token.start < quotation[0] and is_finite(tokens, i))
    return next((source for i in verbs if (source := _subject(tokens, i))), None)


def is_finite(tokens: Sequence[Token], i: int) -> bool:
    """Whether a token is a finite verb, one that was taken for an adjective too: "the board justified | the delay"."""
    mistaken = tokens[i].pos == "JJ" and tokens[i].word.endswith("ed") and tokens[i + 1 : i + 2]
    return tokens[i].pos in FINITE or bool(mistaken and tokens[i + 1].pos in ("DT", "PRP$"))


def says(token: Token) -> bool:
    """Whether a verb is one of speech: "a woman named Ann" tells nothing."""
    return token.word != "named" and cue_lexicon().get(token.lemma, ("other",))[0] == "speech"


def _subject(tokens: Sequence[Token], verb: int) -> Span | None:
    return _span(tokens, subject(tokens, verb))


def _phrase_before(tokens: Sequence[Token], last: int) -> Span | None:
    return _span(tokens, phrase_before(tokens, last))


def _span(tokens: Sequence[Token], found: tuple[int, int] | None) -> Span | None:
    return (tokens[found[0]].start, tokens[found[1] - 1].end) if found else None


def _named_beside(tokens: Sequence[Token], cue: Span | None) -> Span | None:
    """Who "according to", "based on" or "provided by" names; of a claim, where these are its cue."""
    words = [token.word.lower() for token in tokens]
    for i in range(len(words) - 1):
        if words[i] == "by" and (owner := _counting(tokens, i + 1)):  # "by the clinic's count"
            return owner
        if cue is not None and not cue[0] <= tokens[i].start < cue[1]:
            continue
        verb = i - 1 - (tokens[i - 1].pos == "RB")
        given = (
            words[i] == "by"
            and tokens[verb].pos in ("VBN", "VBD")
            and (tokens[verb].lemma in GIVING or says(tokens[verb]))
        )
        if given or (words[i - 1], words[i]) in (("according", "to"), ("based", "on")):
            return _phrase_before(tokens, _phrase_end(tokens, i + 1))
    return None


def _counting(tokens: Sequence[Token], first: int) -> Span | None:
    """Whose count, where the phrase that begins at a token is one: "the clinic's latest count"."""
    last = _phrase_end(tokens, first)
    owned = next((i for i in range(first, last) if tokens[i].pos == "POS"), None)
    counts = owned is not None and not TOLLS.isdisjoint(t.lemma for t in tokens[owned:last])
    return _phrase_before(tokens, owned) if counts and owned is not None else None


def _phrase_end(tokens: Sequence[Token], last: int) -> int:
    """The end of the noun phrase that begins at a token: "the Ministry of Health"."""
    while last < len(tokens) and (
        tokens[last].pos in NOUN_PHRASE
        or (tokens[last].word in ("of", "for") and tokens[last + 1 : last + 2] and tokens[last + 1].pos in NOUN_PHRASE)
    ):
        last += 1
    return last
