"""What one sentence tells: victims of its verbs and adjectives, and those that its nouns count or name."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from analysis.casualties.captives import captives
from analysis.casualties.collectives import is_collective, told_of
from analysis.casualties.groups import Victim
from analysis.casualties.numbers import find_numbers
from analysis.casualties.outcomes import Trigger, find_triggers
from analysis.casualties.people import is_counted_thing, is_people
from analysis.casualties.phrases import Chunker, Phrase
from analysis.casualties.victims import REFLEXIVE, Victims
from analysis.casualties.word_lists import word_list
from analysis.documents import Token

STRONGEST = {"killed": 0, "casualties": 1, "wounded": 2, "captured": 3, "missing": 4, "displaced": 5}
STATES = word_list("states")
DEFINITE = word_list("definite")
PUT = word_list("put")
AVOIDING = word_list("avoiding") | word_list("planning")
FREEING = word_list("freeing")
SINGLE_CASUALTY = word_list("single-casualty")
NOUNS_OF_STATE = word_list("nouns-of-state")
OWN = word_list("own")  # what its owner has, or does to others: "his injuries", "police's arrest"
BODY = ("body", "remains")
FINDING = word_list("finding")
MODIFIERS = ("act", "state", "strike")
ORDINALS = word_list("ordinals")
RECORDING = frozenset({"video", "videos", "film", "footage", "camera", "cameras", "photo", "photos", "image", "images"})
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


def _told(tokens: Sequence[Token], phrases: list[Phrase], triggers: list[Trigger]) -> Iterator[Found]:
    """Every victim that the sentence's triggers and outcome nouns name."""
    heads = {k for p in phrases for q in (p, p.inner) if q is not None for k in range(q.first, q.last)}
    nouns = {t.first: t for t in triggers if t.kind in ("count", "deed")}
    stray = [t for t in nouns.values() if t.first not in heads and tokens[t.first].word.lower() in STATES]
    verbs = [t for t in triggers if t.first not in nouns] + [t._replace(kind="state") for t in stray]
    clause = Victims(tokens, phrases, verbs)
    for k, unit in enumerate(clause.units):
        if unit.trigger is not None:
            yield from _by_verb(clause, k, unit.trigger)
        elif unit.phrase is not None:
            yield from _by_phrase(clause, k, unit.phrase, triggers, nouns)
        elif unit.first in nouns and _governs(clause, k):  # "wounding of three clerks"
            trigger = nouns[unit.first]
            yield from (Found(v, trigger.outcome, trigger) for v in clause.objects(k + 2, governed=True))


def _by_verb(clause: Victims, k: int, trigger: Trigger) -> Iterator[Found]:
    if _numbered(clause, k):
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
        yield from _by_noun(clause, k, phrase, nouns[inner_head])
    elif phrase.inner is not None and phrase.inner.head in nouns and _is_toll(clause.words, phrase):
        yield from (Found(v, nouns[phrase.inner.head].outcome, nouns[phrase.inner.head]) for v in clause.toll(k))
    elif phrase.number is not None and _fatally(clause.tokens, phrase.last) and _hit_before(triggers, phrase.first):
        yield Found(Victim(phrase), "killed", Trigger(phrase.last, phrase.last + 1, "killed", "state"))
    elif phrase.head is not None and phrase.number is not None and _shot_victims(clause.words, phrase.head):
        yield Found(Victim(phrase), "wounded", Trigger(phrase.head - 1, phrase.head, "wounded", "strike"))


def _is_toll(words: list[str], phrase: Phrase) -> bool:
    return phrase.determiner == "the" and phrase.head is not None and words[phrase.head] == "number"


def _fatally(tokens: Sequence[Token], i: int) -> bool:
    """Whether "fatally" stands at a token by itself: "two of them fatally", not "two fatally shot men"."""
    alone = i + 1 >= len(tokens) or not tokens[i + 1].pos.startswith(("VB", "JJ", "NN"))
    return i < len(tokens) and tokens[i].word.lower() == "fatally" and alone


def _hit_before(triggers: list[Trigger], first: int) -> bool:
    return any(t.last <= first and t.outcome == "wounded" for t in triggers)


def _shot_victims(words: list[str], head: int) -> bool:
    return words[head] in ("victim", "victims") and words[head - 1] in ("gunshot", "shooting", "stabbing")


def _numbered(clause: Victims, k: int) -> bool:
    """Whether "the number of" stands just before: "the number of people killed"."""
    before = clause.words[max(0, clause.units[k].first - 6) : clause.units[k].first]
    pairs = [*itertools.pairwise(before)]
    beside = clause.units[k - 1].phrase if clause.code(k - 1) == "N" else clause.units[k].phrase
    counted = beside is not None and beside.number is not None  # "the figure of 12 guards killed"
    its = any(owner in DEFINITE and noun in ("count", "tally", "figure") for owner, noun in pairs)  # not "one count of"
    return (("number", "of") in pairs and "a" not in before) or (its and not counted)


def _by_noun(clause: Victims, k: int, phrase: Phrase, trigger: Trigger) -> Iterator[Found]:
    """The victims that a noun counts or names: "12 deaths", "no casualties", "the bodies of two men", "Ana's death"."""
    word = clause.words[trigger.first]
    before = clause.words[max(0, phrase.first - 4) : phrase.first]
    if (k and clause.units[k - 1].word in AVOIDING) or not AVOIDING.isdisjoint(
        clause.words[phrase.first : trigger.first]
    ):
        return
    if trigger.outcome == "captured" and not FREEING.isdisjoint(
        before[-2:] + clause.words[phrase.last : phrase.last + 3]
    ):
        return
    if clause.code(k - 1) == "v" and "m" in clause.helpers(k - 1):  # "may cause 30 deaths"
        return
    leading = [
        w for w, after in itertools.pairwise(clause.words[max(0, phrase.first - 7) : phrase.first]) if after == "to"
    ]
    if not AVOIDING.isdisjoint(leading):  # "plans to assist in the assassination of two judges"
        return
    if word == "lives" and not any(LIFE_VERBS.match(w) for w in before):
        return
    if _numbered(clause, k):
        victims = clause.toll(k)
    elif (
        (phrase.number is None or phrase.vague)
        and phrase.plural
        and trigger.kind == "count"
        and (put := _put_at(clause, k))
    ):
        victims = [Victim(put, total=True)]
    else:
        victims = [*_counted_or_named(clause, k, phrase, trigger)]
    yield from (Found(v, trigger.outcome, trigger) for v in victims)


def _counted_or_named(clause: Victims, k: int, phrase: Phrase, trigger: Trigger) -> Iterator[Victim]:
    word, counts = clause.words[trigger.first], trigger.kind == "count"
    deeds = clause.code(k + 1) == "c" and clause.code(k + 2) == "g"  # "the death and wounding of"
    of = k + 2 if deeds else k
    governs = _governs(clause, of)
    inner = clause.units[of + 2].phrase if governs else phrase.inner
    if phrase.number is not None and counts:
        if not is_counted_thing(clause.tokens, phrase, by_head=False):
            yield Victim(phrase, phrase.partitive)
    elif word == "remains" and inner is not None and inner.named and inner.number is None:
        return  # "the remains of Typhoon Sela"
    elif inner is not None and is_people(clause.tokens, inner) and not inner.pronoun:
        yield from clause.objects(of + 2, governed=True) if governs else [Victim(inner)]
    elif phrase.owner is not None:
        counting = any(
            w in ORDINALS for w in clause.words[phrase.owner[1] : trigger.first]
        )  # "the city's third homicide"
        found = word in BODY and not FINDING.isdisjoint(
            clause.words[max(0, phrase.first - 3) : phrase.first] + clause.words[phrase.last : phrase.last + 4]
        )  # "discovered her neighbour's body"
        if (word not in OWN or found) and not counting:
            yield from _owner(clause.tokens, *phrase.owner)
    elif counts and (
        (phrase.determiner in ("a", "an", "one", "another") and word in SINGLE_CASUALTY)
        or (phrase.determiner == "the" and word in NOUNS_OF_STATE)
    ):
        yield Victim(phrase)


def _governs(clause: Victims, k: int) -> bool:
    """Whether "of" and a phrase follow unit ``k``."""
    return clause.code(k + 1) == "p" and clause.units[k + 1].word == "of" and clause.code(k + 2) == "N"


def _owner(tokens: Sequence[Token], first: int, last: int) -> Iterator[Victim]:
    """Whose death it is: "Ana" of "Ana's death"."""
    pos = tokens[last - 1].pos
    owner = Phrase(first, last, last - 1, None, None, 1, 1, False, pos.startswith("NNP"), False)
    if pos in ("NNP", "NN") and is_people(tokens, owner):
        yield Victim(owner)


def _put_at(clause: Victims, k: int) -> Phrase | None:
    """The number that a bare noun is put at: "fatalities are estimated at 10"."""
    for j in range(k + 1, min(len(clause.units), k + 6)):
        at = clause.code(j + 1) == "p" and clause.units[j + 1].word in ("at", "as") and clause.code(j + 2) == "N"
        if clause.units[j].word in PUT and at:
            phrase = clause.units[j + 2].phrase
            return phrase if phrase is not None and phrase.number is not None else None
    return None


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
