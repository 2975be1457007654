"""The figures that one sentence mentions: victims of its verbs and adjectives, and those that its nouns count or name."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from analysis.language import Token
from analysis.numbers import find_numbers
from analysis.outcomes import Trigger, find_triggers
from analysis.phrases import Chunker, Phrase, event_words, is_counted_thing, is_people
from analysis.victims import Victim, Victims
from analysis.word_lists import word_list

STRONGEST = {"killed": 0, "casualties": 1, "wounded": 2, "captured": 3, "missing": 4, "displaced": 5}
STATES = word_list("states")
PUT = word_list("put")
AVOIDING = word_list("avoiding")
LIFE_VERBS = re.compile(r"claim|cost|los[et]|took|tak|laid")


@dataclass(slots=True)
class Found:
    """A victim with the outcome that befell it and the trigger that says so."""

    victim: Victim
    outcome: str
    trigger: Trigger
    agent: Phrase | None = None


def find_mentions(tokens: Sequence[Token]) -> list[Found]:
    """The victims that a sentence names with what befell them, in order; one for a noun phrase and outcome."""
    triggers = find_triggers(tokens)
    if not triggers:
        return []
    taken = {k: t.last for t in triggers if t.kind not in ("count", "deed") for k in range(t.first, t.last)}
    phrases = Chunker(tokens, find_numbers(tokens), taken).all()
    return _strongest([*_told(tokens, phrases, triggers)])


def _told(sentence: Sentence, phrases: list[Phrase], triggers: list[Trigger]) -> Iterable[Found]:
    """Every victim that the sentence's triggers and outcome nouns name."""
    tokens = sentence.tokens
    heads = {k for p in phrases for q in (p, p.inner) if q is not None for k in range(q.first, q.last)}
    verbs = [
        t if t.kind not in ("count", "deed") else t._replace(kind="state")
        for t in triggers
        if t.kind not in ("count", "deed") or (t.first not in heads and tokens[t.first].word.lower() in STATES)
    ]
    nouns = {t.first: t for t in triggers if t.kind in ("count", "deed")}
    clause = Victims(tokens, phrases, verbs)
    for k, unit in enumerate(clause.units):
        if unit.trigger is not None:
            if _counted_by_number(clause, k):
                yield from (Found(v, unit.trigger.outcome, unit.trigger) for v in clause.toll(k))
                continue
            outcome = clause.outcome(k)
            victims = clause.victims(k) if outcome is not None else []
            agent = clause.agent(k) if victims else None
            yield from (Found(v, str(outcome), unit.trigger, agent) for v in victims)
        elif unit.phrase is not None:
            phrase = unit.phrase
            inside = next(
                (
                    t
                    for t in triggers
                    if t.kind not in ("deed", "toll", "befall")
                    and phrase.first <= t.first < t.last <= (phrase.head or 0)
                ),
                None,
            )
            if inside is not None and inside.first in taken_modifier(triggers) and is_people(tokens, phrase):
                yield Found(Victim(phrase), inside.outcome, inside)
            elif phrase.head is not None and phrase.head in nouns:
                yield from _by_noun(clause, k, phrase, nouns[phrase.head])
            elif phrase.head is not None and phrase.number is not None and _shot_victims(clause.words, phrase):
                yield Found(Victim(phrase), "wounded", Trigger(phrase.head - 1, phrase.head, "wounded", "strike"))
            elif phrase.head is None and phrase.inner is not None and phrase.inner.head in nouns:
                yield from _by_noun(clause, k, phrase, nouns[phrase.inner.head])


def _shot_victims(words: list[str], phrase: Phrase) -> bool:
    return words[phrase.head] in ("victim", "victims") and words[phrase.head - 1] in ("gunshot", "shooting", "stabbing")  # type: ignore[index, operator]


STATES = word_list("states")


def taken_modifier(triggers: list[Trigger]) -> set[int]:
    return {t.first for t in triggers if t.kind in ("act", "state", "strike")}


def _counted_by_number(clause: Victims, k: int) -> bool:
    """Whether "the number of" stands just before: "the number of people killed"."""
    before = clause.words[max(0, clause.units[k].first - 5) : clause.units[k].first]
    return any(a == "number" and b == "of" for a, b in zip(before, before[1:], strict=False)) and "a" not in before


LIFE_VERBS = re.compile(r"claim|cost|los[et]|took|take|tak|laid")


def _by_noun(clause: Victims, k: int, phrase: Phrase, trigger: Trigger) -> Iterable[Found]:
    """The victims that a noun counts or names: "12 deaths", "no casualties", "the bodies of two men", "Baloch's death"."""
    tokens, words = clause.tokens, clause.words
    word = words[trigger.first]
    if not clause._real(k) if clause.units[k].trigger else _avoided(clause, k):
        return
    if word == "lives" and not any(LIFE_VERBS.match(w) for w in words[max(0, phrase.first - 4) : phrase.first]):
        return
    if _counted_by_number(clause, k):
        yield from (Found(v, trigger.outcome, trigger) for v in clause.toll(k))
        return
    if phrase.number is None and phrase.plural and trigger.kind == "count" and (put := _put_at(clause, k)):
        yield Found(Victim(put, total=True), trigger.outcome, trigger)
        return
    of = (
        clause.units[k + 2].phrase
        if clause.code(k + 1) == "p" and clause.units[k + 1].word == "of" and clause.code(k + 2) == "N"
        else None
    )
    inner = of or phrase.inner
    if phrase.number is not None and (trigger.kind == "count"):
        if not is_counted_thing(tokens, phrase):
            yield Found(Victim(phrase, phrase.partitive), trigger.outcome, trigger)
    elif inner is not None and is_people(tokens, inner) and not inner.pronoun:
        if of is not None:
            yield from (Found(v, trigger.outcome, trigger) for v in clause._objects(k + 2))
        else:
            yield Found(Victim(inner), trigger.outcome, trigger)
    elif phrase.owner is not None and word not in ("injuries", "arrest", "capture", "body", "casualties"):
        a, b = phrase.owner
        owner = Phrase(a, b, b - 1, None, None, 1, 1, False, tokens[b - 1].pos.startswith("NNP"), False)
        if tokens[b - 1].pos in ("NNP", "NN") and is_people(tokens, owner):
            yield Found(Victim(owner), trigger.outcome, trigger)
    elif (
        trigger.kind == "count"
        and phrase.determiner in ("a", "an", "one", "another")
        and word in ("death", "fatality", "body", "casualty", "corpse", "injury")
    ) or (
        trigger.kind == "count"
        and word in ("dead", "wounded", "injured", "captives", "hostages")
        and phrase.determiner == "the"
    ):
        yield Found(Victim(phrase), trigger.outcome, trigger)


PUT = word_list("put")


def _put_at(clause: Victims, k: int) -> Phrase | None:
    """The number that a bare noun is put at: "fatalities are estimated at 10"."""
    for j in range(k + 1, min(len(clause.units), k + 6)):
        if (
            clause.units[j].word in PUT
            and clause.code(j + 1) == "p"
            and clause.units[j + 1].word in ("at", "as")
            and clause.code(j + 2) == "N"
        ):
            phrase = clause.units[j + 2].phrase
            return phrase if phrase is not None and phrase.number is not None else None
    return None


def _avoided(clause: Victims, k: int) -> bool:
    return k > 0 and clause.units[k - 1].word in (
        "avoid",
        "prevent",
        "avoiding",
        "preventing",
        "prevented",
        "avoided",
        "without",
        "if",
    )


def _strongest(found: list[Found]) -> list[Found]:
    """One figure for a phrase: killed before wounded ("shot and killed"), both told apart from "killed and wounded"."""
    order = {"killed": 0, "casualties": 1, "wounded": 2, "captured": 3, "missing": 4, "displaced": 5}
    by_phrase: dict[tuple[int, int], list[Found]] = {}
    for f in found:
        by_phrase.setdefault((f.victim.phrase.first, f.victim.phrase.last), []).append(f)
    kept = []
    for group in by_phrase.values():
        group.sort(key=lambda f: order[f.outcome])
        kept.append(group[0])
        kept.extend(
            f
            for f in group[1:]
            if f.outcome != group[0].outcome
            and f.outcome in ("captured", "displaced", "missing")
            and group[0].outcome != "killed"
        )
    return sorted(kept, key=lambda f: f.victim.phrase.first)


def victim_tokens(sentence: Sentence, phrase: Phrase, trigger: Trigger) -> Span | None:
    """The noun phrase without its count: "regime fighters" of "27 regime fighters"; a name whole; None for a bare number."""
    tokens = sentence.tokens
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


def actor_tokens(document: Document, sentence: Sentence, found: Found) -> str | None:
    """The agent's words, where it is somebody: not "the blast"."""
    agent, tokens = found.agent, sentence.tokens
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
    if not (agent.named or is_people(tokens, agent)):
        return None
    return document.text[tokens[agent.first].start : tokens[agent.last - 1].end]


