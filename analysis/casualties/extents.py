"""Where in a sentence stand the people of a figure, and who did it."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.casualties.outcomes import Trigger
from analysis.casualties.people import is_counted_thing, is_people
from analysis.casualties.phrases import Phrase
from analysis.casualties.told import Found
from analysis.casualties.word_lists import word_list
from analysis.casualties.words import event_words
from analysis.documents import Token

ACTING = word_list("acting")


def victims_span(tokens: Sequence[Token], phrase: Phrase, trigger: Trigger) -> tuple[int, int] | None:
    """The noun phrase without its count: "regime fighters" of "27 regime fighters"; a name whole; None for a number."""
    if phrase.head is None or tokens[phrase.head].word.lower() in ("others", "more"):
        inner = phrase.inner
        return (
            (tokens[inner.first].start, tokens[inner.last - 1].end)
            if inner is not None and inner.head is not None
            else None
        )
    if (
        phrase.inner is not None
        and phrase.number is not None
        and phrase.number.last < phrase.inner.first
        and tokens[phrase.number.last].word == "of"
    ):
        first = phrase.inner.first
    else:
        first = phrase.number.last if phrase.number else phrase.first + (phrase.determiner is not None)
    last = phrase.last
    if trigger.kind == "count" and trigger.first >= first:
        last = trigger.first
    return (tokens[first].start, tokens[last - 1].end) if first < last else None


def actor_span(tokens: Sequence[Token], found: Found) -> tuple[int, int] | None:
    """The agent, where it is somebody: not "the blast"."""
    agent = found.agent
    if agent is None or agent.head is None or agent.pronoun:
        return None
    head = tokens[agent.head].word.lower()
    if (
        head in event_words()
        or head.rstrip("s") in event_words()
        or is_counted_thing(tokens, agent)
        or head.endswith("ing")
    ):
        return None
    if not (agent.named or head in ACTING or is_people(tokens, agent)):
        return None
    return tokens[agent.first].start, tokens[agent.last - 1].end
