"""Documents into casualty figures: how many of whom were killed, wounded, missing, captured or displaced.

What it cannot do: it reads a sentence at a time, so a count whose outcome stands in another sentence is lost; it does
not know who "he" or "the second victim" is; another event is told by dates and by words such as "in 2014" or
"protested", not by knowledge of events; irony, hypotheses without a modal verb and figures in tables are read as
statements.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from analysis.casualties.circumstances import (
    is_added,
    is_cumulative,
    is_mourned,
    is_other_event,
    is_place,
    is_total,
    place_in,
)
from analysis.casualties.outcomes import Trigger, may_tell
from analysis.casualties.phrases import group_of
from analysis.casualties.told import Found, actor_span, find_mentions, victims_span
from analysis.claims import Claim
from analysis.dates import Day, anchor, find_days
from analysis.documents import Document, Sentence, Token

Span = tuple[int, int]
REACH = 600  # characters back in the paragraph that a named day holds for
OUTCOME_NOUNS = {"the", "dead", "wounded", "injured", "missing", "killed"}
MORTAL = {"gunshot", "wounds", "hospitalized", "hospitalised"}


@dataclass(slots=True)
class Figure:
    """A mention of a casualty figure. Spans are ``[start, end)`` in the article's text; values are those of the table.

    The fields behind ``reported_by`` explain the figure and are what tolls are made by: ``cue`` is the span of the
    words that gave the outcome, ``number`` that of the words that gave count and bound (None: the grammar gave it).
    ``part``: it lies inside a figure of the same sentence. ``total``: the text calls it a toll or total.
    ``cumulative``: it counts more than one event ("since the war began"). ``including_killed``: "shot", which holds the
    dead too. ``added``: the text adds it to others ("also", "elsewhere"). ``joined``: the same number for figures
    joined in one clause. ``elsewhere``: what a protest or memorial is about.
    """

    sentence: int
    start: int
    end: int
    outcome: str
    low: int | None
    high: int | None
    approximate: bool
    vague: bool
    victims: Span | None
    victim_group: str
    actor: str | None
    place: str | None
    date_text: str | None
    date: datetime | None
    background: bool
    claim: int | None
    reported_by: str | None
    cue: Span | None = None
    number: Span | None = None
    part: bool = False
    total: bool = False
    cumulative: bool = False
    including_killed: bool = False
    added: bool = False
    joined: int = 0
    elsewhere: bool = False


def find_figures(document: Document, claims: list[Claim]) -> list[Figure]:
    """The casualty figures of a document, in the order of the text.

    Parameters
    ----------
    document : as ``documents.read_document`` makes it; boilerplate is not read
    claims : the document's claims; a figure inside a claim's content is that source's

    Returns
    -------
    One Figure for each count x victims x outcome mentioned, by the conventions of conflict-event coding (codebooks of
    ACLED and UCDP GED): "more than n" is n + 1 or more, "no one" is 0, somebody single is 1, dead attackers count.
    """
    counted_from = anchor(document.text, document.published)
    figures: list[Figure] = []
    paragraph, opened = -1, 0
    for sentence in document.claimable():
        if sentence.paragraph != paragraph:
            paragraph, opened = sentence.paragraph, sentence.start
        if may_tell(sentence.tokens):
            figures.extend(_in_sentence(document, sentence, opened, counted_from))
    if all(figure.background for figure in figures):  # wholly of an earlier event: that one is then the event reported
        for figure in figures:
            figure.background = figure.cumulative or figure.elsewhere
    for figure in figures:
        _attribute(figure, document, claims)
    return figures


def _in_sentence(document: Document, sentence: Sentence, opened: int, counted_from: datetime | None) -> list[Figure]:
    """The figures of one sentence of the paragraph that opened at a place in the text."""
    found = find_mentions(sentence.tokens)
    if not found:
        return []
    days = find_days(document.text, sentence.start, sentence.end, counted_from)
    if not days:  # the last day that the paragraph has named holds on
        named = find_days(document.text, max(opened, sentence.start - REACH), sentence.start, counted_from)
        days = [day for day in named if day.date is not None][-1:]
    return [
        _figure(document, sentence, f, days, counted_from)
        for f in found
        if not _uncounted(sentence.tokens, f) and not _of_place(document.text, sentence.tokens, f)
    ]


def _uncounted(tokens: tuple[Token, ...], found: Found) -> bool:
    """Whether only the outcome stands there, as in "the dead": nobody is counted, named or described."""
    phrase = found.victim.phrase
    return phrase.number is None and all(t.word.lower() in OUTCOME_NOUNS for t in tokens[phrase.first : phrase.last])


def _of_place(text: str, tokens: tuple[Token, ...], found: Found) -> bool:
    """Whether what was "captured" or "lost" is a place: a name without a number that stands for one."""
    phrase = found.victim.phrase
    if not phrase.named or phrase.number is not None:
        return False
    name = text[tokens[phrase.first].start : tokens[phrase.last - 1].end]
    bare = phrase.last - phrase.first == 1 and not re.search(rf"\b[A-Z][\w.’'-]+ {re.escape(name)}\b", text)
    return is_place(name, text) or (found.outcome == "captured" and bare)


def _figure(
    document: Document, sentence: Sentence, found: Found, days: list[Day], counted_from: datetime | None
) -> Figure:
    tokens, phrase, trigger = sentence.tokens, found.victim.phrase, found.trigger
    number, cue = phrase.number, (tokens[trigger.first].start, tokens[trigger.last - 1].end)
    said = document.text[sentence.start : sentence.end]
    day = min(days, key=lambda d: (d.date is None, abs(d.start - cue[0])), default=None)
    actor = actor_span(tokens, found)
    elsewhere = is_mourned(document.text, sentence.start, cue[0])
    other = day is not None and is_other_event(document.text, day, counted_from)
    return Figure(
        sentence=sentence.number,
        start=tokens[phrase.first].start,
        end=tokens[phrase.last - 1].end,
        outcome=found.outcome,
        low=phrase.low,
        high=phrase.high,
        approximate=number is not None and number.approximate,
        vague=phrase.vague,
        victims=victims_span(tokens, phrase, trigger),
        victim_group=group_of(tokens, phrase),
        actor=document.text[slice(*actor)] if actor else None,
        place=place_in(said),
        date_text=document.text[day.start : day.end] if day else None,
        date=day.date if day else None,
        background=is_cumulative(said) or elsewhere or other,
        claim=None,
        reported_by=None,
        cue=cue,
        number=(number.start, number.end) if number else None,
        part=found.victim.part,
        total=found.victim.total or trigger.kind == "toll" or is_total(said),
        cumulative=is_cumulative(said),
        including_killed=found.outcome == "wounded" and _may_die(trigger, tokens),
        added=is_added(said),
        joined=cue[0],
        elsewhere=elsewhere,
    )


def _may_die(trigger: Trigger, tokens: tuple[Token, ...]) -> bool:
    """Whether the words hold those too who died of it: "shot", "with gunshot wounds", "in critical condition"."""
    words = {t.word.lower() for t in tokens[trigger.first : trigger.last]}
    return trigger.kind in ("strike", "impact", "care", "state") or not words.isdisjoint(MORTAL)


def _attribute(figure: Figure, document: Document, claims: list[Claim]) -> None:
    """Give the figure to the smallest claim whose content holds it."""
    holding = [
        (sum(b - a for a, b in claim.content), number)
        for number, claim in enumerate(claims)
        if any(a <= figure.start and figure.end <= b for a, b in claim.content)
    ]
    if holding:
        figure.claim = min(holding)[1]
        source = claims[figure.claim].source
        # as it stands there, but for what is said about it: "the Observatory, which relies on a network of sources"
        figure.reported_by = document.text[slice(*source)].partition(",")[0] if source else None
