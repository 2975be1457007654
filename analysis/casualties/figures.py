"""Documents into casualty figures: how many of whom were killed, wounded, missing, captured or displaced."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from analysis.casualties.circumstances import (
    Circumstances,
    circumstances,
    is_also,
    is_apart,
    is_elsewhere,
    is_of_many,
    is_untrue,
)
from analysis.casualties.continued import continued, may_continue
from analysis.casualties.days import EventDays
from analysis.casualties.extents import actor_span, victims_span
from analysis.casualties.informants import claim_of, is_spoken, reach_of, speaker_of
from analysis.casualties.natural import lay_natural_apart
from analysis.casualties.outcomes import Trigger, may_tell
from analysis.casualties.parts import mark_parts
from analysis.casualties.people import group_of
from analysis.casualties.places import is_place
from analysis.casualties.reported import bring_forward
from analysis.casualties.retelling import GOES_ON, mourn, tell_deaths, tell_living
from analysis.casualties.superseding import supersede
from analysis.casualties.told import Found, find_mentions
from analysis.claims import Claim
from analysis.documents import Document, Sentence, Token

Span = tuple[int, int]
OUTCOME_NOUNS = {"the", "dead", "wounded", "injured", "missing", "killed"}
RELATIVE = re.compile(r",? (?:(?:some|many|most|both|all|none) of )?(?:who|whom|which|that)\b")
# told of somebody who is alive
LIVING = re.compile(
    r"""\b(?:non[-\ ]?life[-\ ]threatening | not\ (?:\w+\ ){0,3}life[-\ ]threatening | in\ (?:stable|good|fair)\ condition
    | (?:expected|going)\ to\ (?:survive|recover|live|be\ (?:ok(?:ay)?|fine|all\ right)) | treated\ and\ released
    | surviv(?:ed|ing) | recovering)\b""",
    re.IGNORECASE | re.VERBOSE,
)
MORTAL = {"gunshot", "wounds", "hospitalized", "hospitalised"}


@dataclass(slots=True)
class Figure:
    """A mention of a casualty figure. Spans are ``[start, end)`` in the article's text; values are those of the table.

    ``speaker`` is who says so, where the text tells it. The fields behind it explain the figure and are what tolls are
    made by: ``cue`` is the span of the words that gave the outcome, ``number`` that of the words that gave count and
    bound (None: the grammar gave it). ``part``: it lies inside another figure. ``total``: the text calls it a toll or
    total. ``cumulative``: it counts more than one event ("since the war began"). ``including_killed``: "shot", which
    holds the dead too. ``added``: the text adds it to others ("also", "elsewhere"). ``joined``: the same number for
    figures joined in one clause. ``elsewhere``: what a protest or memorial is about, or a natural death. ``fatal``: wounded
    people of whom the text goes on to tell that they died. ``superseded``: the text gives another number in its place.
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
    speaker: Span | None
    cue: Span
    number: Span | None = None
    part: bool = False
    total: bool = False
    cumulative: bool = False
    including_killed: bool = False
    added: bool = False
    joined: int = 0
    elsewhere: bool = False
    fatal: bool = False
    superseded: bool = False


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
    days = EventDays(document, claims)
    figures: list[Figure] = []
    for sentence in document.claimable():
        if may_tell(sentence.tokens):
            figures.extend(_in_sentence(document, sentence, days))
        if figures and figures[-1].sentence >= sentence.number - GOES_ON and may_continue(sentence.tokens):
            figures.extend(_taken_up(document, sentence, days, figures))
    figures.sort(key=lambda figure: figure.start)
    mourn(figures, document.text)
    tell_deaths(figures, document.text)
    tell_living(figures, document.text)
    supersede(figures, document)
    if not lay_natural_apart(figures, document):  # an obituary is of no event, also of none long ago
        bring_forward(figures, document)
    _attribute(figures, document, claims)
    return figures


def _in_sentence(document: Document, sentence: Sentence, days: EventDays) -> list[Figure]:
    tokens, text = sentence.tokens, document.text
    mentions = [
        found
        for found in find_mentions(tokens)
        if not _uncounted(tokens, found)
        and not _of_place(text, tokens, found)
        and not is_untrue(text, sentence.start, tokens[found.trigger.first].start)
    ]
    if not mentions:
        return []
    around = circumstances(text[sentence.start : sentence.end])
    figures = [_figure(document, sentence, found, around, days) for found in mentions]
    mark_parts(figures, text)
    return figures


def _taken_up(document: Document, sentence: Sentence, days: EventDays, figures: list[Figure]) -> Iterator[Figure]:
    """The figures that share the outcome of one before them: "killed 14 people, nine of them guards"."""
    near = sorted((f for f in figures if f.sentence >= sentence.number - GOES_ON), key=lambda f: f.start)
    taken = [(f.start, f.end) for f in near]
    for victim, trigger, whole in continued(sentence.tokens, near):
        around = circumstances(document.text[sentence.start : sentence.end])
        figure = _figure(document, sentence, Found(victim, whole.outcome, trigger), around, days)
        if all(figure.end <= start or end <= figure.start for start, end in taken):
            taken.append((figure.start, figure.end))
            figure.cue, figure.background = whole.cue, whole.background
            if figure.victim_group == "unknown":
                figure.victim_group = whole.victim_group
            yield figure


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
    return is_place(name, text) or (found.outcome == "captured" and " " not in name and not _has_first_name(name, text))


def _has_first_name(name: str, text: str) -> bool:
    """Whether an article puts a capitalised word before a name somewhere: "Tomas Brandt"."""
    before = (part.rpartition(" ")[2] for part in text.split(f" {name}")[:-1])
    return any(word[:1].isupper() and len(word) > 1 for word in before)


def _figure(document: Document, sentence: Sentence, found: Found, around: Circumstances, days: EventDays) -> Figure:
    tokens, phrase, trigger = sentence.tokens, found.victim.phrase, found.trigger
    number, cue = phrase.number, (tokens[trigger.first].start, tokens[trigger.last - 1].end)
    day, other = days.of(sentence, cue[0], found.outcome)
    actor = actor_span(tokens, found)
    behind = max(cue[1], tokens[phrase.last - 1].end)
    many = around.cumulative and not is_apart(document.text, behind, sentence.end)
    cumulative = many or is_of_many(document.text, behind, sentence.end)
    elsewhere = is_elsewhere(document.text, (sentence.start, sentence.end), cue)
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
        place=around.place,
        date_text=document.text[day.start : day.end] if day else None,
        date=day.date if day else None,
        background=cumulative or elsewhere or other,
        claim=None,
        speaker=None,
        cue=cue,
        number=(number.start, number.end) if number else None,
        part=found.victim.part,
        total=found.victim.total or trigger.kind == "toll" or around.total,
        cumulative=cumulative,
        including_killed=found.outcome == "wounded"
        and _may_die(trigger, tokens)
        and not LIVING.search(document.text, sentence.start, sentence.end),
        added=around.added or is_also(document.text, sentence.start, behind),
        joined=cue[0],
        elsewhere=elsewhere,
    )


def _may_die(trigger: Trigger, tokens: tuple[Token, ...]) -> bool:
    """Whether the words hold those too who died of it: "shot", "with gunshot wounds", "in critical condition"."""
    words = {t.word.lower() for t in tokens[trigger.first : trigger.last]}
    return trigger.kind in ("strike", "impact", "care", "state") or not words.isdisjoint(MORTAL)


def _attribute(figures: list[Figure], document: Document, claims: list[Claim]) -> None:
    """Say of each figure whose it is."""
    if not figures:
        return
    spoken = np.array([number for number, claim in enumerate(claims) if is_spoken(document, claim)], dtype=int)
    reaches = np.array([reach_of(claims[number]) for number in spoken]).reshape(-1, 2)
    cued: dict[int, list[Claim]] = {}
    for claim in claims:
        if claim.cue is not None:
            cued.setdefault(int(document.sentence_of[document.token_range(claim.cue)[0]]), []).append(claim)
    first: dict[tuple[int, int], int] = {}  # sentence and number of a group of joined figures -> where it begins
    for figure in figures:
        group = figure.sentence, figure.joined
        first[group] = min(figure.start, first.get(group, figure.start))
    for figure in figures:
        around = spoken[(reaches[:, 0] <= figure.start) & (figure.end <= reaches[:, 1])].tolist()
        own = (figure.start, figure.end)
        cue = figure.cue if figure.cue[0] >= document.sentences[figure.sentence].start else own
        figure.claim = claim_of(claims, around, own, cue)
        own_claim = claims[figure.claim] if figure.claim is not None else None
        place = first[figure.sentence, figure.joined]
        speaker = speaker_of(document, figure.sentence, cued.get(figure.sentence, ()), own_claim, place)
        # as it stands there, but for what is said about it: "the Observatory, which relies on a network of sources"
        said_about = RELATIVE.search(document.text, *speaker) if speaker else None
        if speaker and not any(map(str.isalpha, document.text[slice(*speaker)])):
            speaker = None  # "with 51,000 reported missing"
        figure.speaker = (speaker[0], said_about.start()) if speaker and said_about else speaker
