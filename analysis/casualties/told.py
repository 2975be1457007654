"""What one sentence tells: victims of its verbs and adjectives, and those that its nouns count or name."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from analysis.casualties.captives import captives
from analysis.casualties.collectives import is_collective, told_of
from analysis.casualties.groups import Victim
from analysis.casualties.nouns import by_noun, governs_phrase, is_numbered
from analysis.casualties.numbers import find_numbers
from analysis.casualties.outcomes import Trigger, find_triggers
from analysis.casualties.people import is_people
from analysis.casualties.phrases import Chunker, Phrase
from analysis.casualties.units import Unit
from analysis.casualties.victims import REFLEXIVE, Victims
from analysis.casualties.word_lists import word_list
from analysis.documents import Token

STRONGEST = {"killed": 0, "casualties": 1, "wounded": 2, "captured": 3, "missing": 4, "displaced": 5}
STATES = word_list("states")
FREEING = word_list("freeing")
NOUNS = ("count", "deed", "victims")
MODIFIERS = ("act", "state", "strike")
RECORDING = frozenset({"video", "videos", "film", "footage", "camera", "cameras", "photo", "photos", "image", "images"})


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
    taken = {k: t.last for t in triggers if t.kind not in NOUNS for k in range(t.first, t.last)}
    phrases = Chunker(tokens, find_numbers(tokens), taken).all()
    return _strongest([*_told(tokens, phrases, triggers)])


def _told(tokens: Sequence[Token], phrases: list[Phrase], triggers: list[Trigger]) -> Iterator[Found]:
    """Every victim that the sentence's triggers and outcome nouns name."""
    heads = {k for p in phrases for q in (p, p.inner) if q is not None for k in range(q.first, q.last)}
    nouns = {t.first: t for t in triggers if t.kind in ("count", "deed")}
    stray = [t for t in nouns.values() if t.first not in heads and tokens[t.first].word.lower() in STATES]
    verbs = [t for t in triggers if t.kind not in NOUNS] + [t._replace(kind="state") for t in stray]
    clause = Victims(tokens, phrases, verbs)
    found: set[int] = set()  # where the phrases begin that were found to be victims
    for k, unit in enumerate(clause.units):
        told = [*_by_unit(clause, k, unit, triggers, nouns)]
        found.update(one.victim.phrase.first for one in told)
        yield from told
        if told and told[-1].victim.phrase.number is not None:  # "two died in Avel and three in Orm"
            more = [phrase for phrase in clause.elsewhere(k) if phrase.first not in found]
            found.update(phrase.first for phrase in more)
            yield from (replace(told[-1], victim=told[-1].victim._replace(phrase=phrase)) for phrase in more)


def _by_unit(
    clause: Victims, k: int, unit: Unit, triggers: list[Trigger], nouns: dict[int, Trigger]
) -> Iterator[Found]:
    if unit.trigger is not None:
        yield from _by_verb(clause, k, unit.trigger)
    elif unit.phrase is not None:
        yield from _by_phrase(clause, k, unit.phrase, triggers, nouns)
    elif unit.first in nouns and governs_phrase(clause, k):  # "wounding of three clerks"
        trigger = nouns[unit.first]
        yield from (Found(v, trigger.outcome, trigger) for v in clause.objects(k + 2, governed=True))


def _by_verb(clause: Victims, k: int, trigger: Trigger) -> Iterator[Found]:
    if is_numbered(clause, k):
        yield from (Found(v, trigger.outcome, trigger) for v in clause.toll(k))
        return
    if is_collective(clause, k):
        told = told_of(clause, k)
        yield from (Found(v, trigger.outcome, trigger._replace(kind="deed")) for v in told)
        if told or clause.code(k - 1) == "p":
            return
    outcome = clause.outcome(k)
    seized = trigger.kind == "seizure"
    victims = [] if outcome is None else captives(clause, k) if seized else clause.victims(k)
    if outcome == "captured":  # "freed a family that was taken hostage"
        victims = [v for v in victims if clause.words[v.phrase.first - 1] not in FREEING]
    victims = [v for v in victims if not _open(clause, v.phrase, k)]
    if clause.words[trigger.last - 1] == "on":  # "turned the gun on": only who did it is known to be hit
        victims = [v for v in victims if clause.words[v.phrase.first] in REFLEXIVE]
    agent = clause.agent(k) if victims else None
    if outcome == "captured" and agent is not None and agent.head is not None and clause.words[agent.head] in RECORDING:
        return  # "the film captured two men"
    if any(v.phrase.high == 0 for v in victims):  # "no soldiers or police": nobody of either
        victims = [v for v in victims if v.phrase.number is not None]
    yield from (Found(v, str(outcome), trigger, agent) for v in victims)


def _open(clause: Victims, phrase: Phrase, k: int) -> bool:
    """Whether nobody says that it was so: "how many are missing", "denied that guards were captured"."""
    if phrase.vague and clause.words[max(0, phrase.first - 1)] == "how":
        return True
    return (
        phrase.vague and phrase.number is None and any(clause.tokens[u.first].lemma == "deny" for u in clause.units[:k])
    )


def _by_phrase(
    clause: Victims, k: int, phrase: Phrase, triggers: list[Trigger], nouns: dict[int, Trigger]
) -> Iterator[Found]:
    """What a noun phrase tells by itself: "12 wounded soldiers", "12 deaths", "four gunshot victims"."""
    inner_head = phrase.inner.head if phrase.head is None and phrase.inner is not None else phrase.head
    modifier = next((t for t in triggers if t.kind in MODIFIERS and phrase.first <= t.first < (phrase.head or 0)), None)
    if modifier is not None and is_people(clause.tokens, phrase):
        yield Found(Victim(phrase), modifier.outcome, modifier)
    elif inner_head in nouns:
        trigger = nouns[inner_head]
        yield from (Found(v, trigger.outcome, trigger) for v in by_noun(clause, k, phrase, trigger))
    elif phrase.inner is not None and phrase.inner.head in nouns and _is_toll(clause.words, phrase):
        yield from (Found(v, nouns[phrase.inner.head].outcome, nouns[phrase.inner.head]) for v in clause.toll(k))
    elif phrase.number is not None and _fatally(clause.tokens, phrase.last) and _hit_before(triggers, phrase.first):
        yield Found(Victim(phrase), "killed", Trigger(phrase.last, phrase.last + 1, "killed", "state"))
    elif phrase.head is not None and phrase.number is not None:
        by_name = next((t for t in triggers if t.kind == "victims" and t.last == phrase.head + 1), None)
        if by_name is not None:
            yield Found(Victim(phrase), by_name.outcome, by_name._replace(kind="strike"))


def _is_toll(words: list[str], phrase: Phrase) -> bool:
    return phrase.determiner == "the" and phrase.head is not None and words[phrase.head] == "number"


def _fatally(tokens: Sequence[Token], i: int) -> bool:
    """Whether "fatally" stands at a token by itself: "two of them fatally", not "two fatally shot men"."""
    alone = i + 1 >= len(tokens) or not tokens[i + 1].pos.startswith(("VB", "JJ", "NN"))
    return i < len(tokens) and tokens[i].word.lower() == "fatally" and alone


def _hit_before(triggers: list[Trigger], first: int) -> bool:
    return any(t.last <= first and t.outcome == "wounded" for t in triggers)


def _strongest(found: list[Found]) -> list[Found]:
    """One figure for a phrase: killed before wounded ("shot and killed"), both told apart from "killed and wounded"."""
    by_phrase: dict[int, list[Found]] = {}
    for f in found:
        by_phrase.setdefault(f.victim.phrase.first, []).append(f)
    kept = []
    for group in by_phrase.values():
        if _told_together(group):
            group = [replace(group[0], outcome="casualties")]
        group.sort(key=lambda f: STRONGEST[f.outcome])
        kept.append(group[0])
        kept.extend(
            f
            for f in group[1:]
            if f.outcome != group[0].outcome
            and f.outcome in ("captured", "displaced", "missing")
            and group[0].outcome != "killed"
        )
    return sorted(kept, key=lambda f: f.victim.phrase.first)


def _told_together(group: list[Found]) -> bool:
    """Whether "killed and wounded" stand side by side, so that nobody can tell how many of each."""
    acts = sorted((f.trigger for f in group if f.trigger.kind in ("act", "count", "deed")), key=lambda t: t.first)
    return (
        len(group) > 1
        and {t.outcome for t in acts} == {"killed", "wounded"}
        and all(b.first - a.last == 1 for a, b in itertools.pairwise(acts))
    )
