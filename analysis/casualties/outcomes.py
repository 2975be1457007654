"""The words of a sentence that tell an outcome: killed, wounded, missing, captured, displaced."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from analysis.casualties.word_lists import word_list
from analysis.documents import Token
from analysis.language import lexicon


class Trigger(NamedTuple):
    """Words that tell an outcome: tokens ``[first, last)``, outcome, and kind as in ``lexicons/outcomes.txt``."""

    first: int
    last: int
    outcome: str
    kind: str


class Entry(NamedTuple):
    words: tuple[str, ...]
    outcome: str
    kind: str


@cache
def _entries() -> dict[str, list[Entry]]:
    """First word -> the entries that begin with it, longest first."""
    held: dict[str, list[Entry]] = defaultdict(list)
    for line in lexicon("outcomes"):
        outcome, kind, forms = line.split("\t")
        for form in forms.split():
            words = tuple(form.split("_"))
            held[words[0]].append(Entry(words, outcome, kind))
    for entries in held.values():
        entries.sort(key=lambda e: -len(e.words))
    return dict(held)


ABOUT_DEEDS = word_list("about-deeds")
CARE = word_list("care")
FLIGHT = word_list("flight")
HOMES = {"homes", "houses", "villages"}
MISSED = word_list("impact-particles")
IRREGULAR_PLURALS = word_list("irregular-plurals")
PASSIVE = word_list("passive")
COUNTING = frozenset(["none", "not", "one", "two", "three", "four", "five", "them"])
TOLL_ROADS = word_list("behind-a-toll")
SHOT_NOUN = word_list("before-a-shot")


@cache
def _telling() -> frozenset[str]:
    """One word of every entry, the rarest by rule of thumb: a single word itself, the last word of a phrase."""
    kept = {e.words[-1] for entries in _entries().values() for e in entries if e.kind not in ("care", "flight")}
    return CARE | HOMES | kept


def may_tell(tokens: Sequence[Token]) -> bool:
    """The cheap test: whether a sentence has a word that may tell an outcome, so that it deserves a closer look."""
    return not _telling().isdisjoint([t.word.lower() for t in tokens])


def find_triggers(tokens: Sequence[Token]) -> list[Trigger]:
    """The words that tell an outcome in a sentence, in order, the longest entry at each place.

    >>> from analysis.language import tokenizer
    >>> text = "Two men were shot dead and others went missing."
    >>> tokens = [Token(a, b, text[a:b], "VBD", "") for a, b in tokenizer().span_tokenize(text)]
    >>> [(text[tokens[t.first].start:tokens[t.last - 1].end], t.outcome) for t in find_triggers(tokens)]
    [('shot dead', 'killed'), ('went missing', 'missing')]
    """
    words = [t.word.lower() for t in tokens]
    entries, found, i = _entries(), [], 0
    while i < len(words):
        trigger = _at(tokens, words, i) if words[i] in entries and not _in_name(tokens, i) else None
        if trigger:
            found.append(trigger)
        i = trigger.last if trigger else i + 1
    return found


def _in_name(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word stands in a name, as in "the Grateful Dead": its capital is no headline's."""
    if not i or not (tokens[i].word[0].isupper() and tokens[i - 1].word[0].isupper()):
        return False
    plain = sum(token.word.islower() and len(token.word) > 3 for token in tokens)
    return tokens[i].pos.startswith("NNP") and plain > sum(token.word[0].isupper() for token in tokens) / 2


def _at(tokens: Sequence[Token], words: list[str], i: int) -> Trigger | None:
    fitting = [e for e in _entries()[words[i]] if _fits(e.words, words, i)]
    if not fitting:
        return None
    longest = len(fitting[0].words)
    chosen = [e for e in fitting if len(e.words) == longest]
    entry = chosen[0] if len(chosen) == 1 else _as_used(chosen, tokens, i)
    if entry is None or (longest == 1 and not _outcome_sense(entry, tokens, words, i)):
        return None
    return Trigger(i, i + longest, entry.outcome, entry.kind)


def _fits(pattern: tuple[str, ...], words: list[str], i: int) -> bool:
    """Whether an entry stands at the word that it was looked up by."""
    end = i + len(pattern)
    if end > i + 1 and (end > len(words) or pattern[1] not in ("*", words[i + 1])):
        return False  # as most do
    return all(p in ("*", w) for p, w in zip(pattern[2:], words[i + 2 : end], strict=True))


def _as_used(entries: list[Entry], tokens: Sequence[Token], i: int) -> Entry | None:
    """Of entries with the same words the one that the grammar asks for: "killing three", "the killing of three"."""
    by_kind = {e.kind: e for e in entries}
    noun = _stands_as_noun(tokens, i)
    for kind in ("toll", "count", "deed") if noun else ("act", "strike", "blow", "impact", "care", "befall", "state"):
        if kind in by_kind:
            return by_kind[kind]
    return entries[0] if not noun else entries[-1]


def _stands_as_noun(tokens: Sequence[Token], i: int) -> bool:
    word = tokens[i].word.lower()
    after = tokens[i + 1].word.lower() if i + 1 < len(tokens) else ""
    before = tokens[i - 1] if i else None
    if word in ("wounded", "injured", "dead"):
        definite = before is not None and before.word.lower() in ("the", "of", "those", "many")
        return definite and (i + 1 == len(tokens) or not tokens[i + 1].pos.startswith(("NN", "JJ")))
    if word.endswith("s") and tokens[i].pos == "NNS":
        return True
    if after == "of":
        return True
    if before is None or _is_plural_verb(tokens, i):
        return False
    if before.pos in ("POS", "PRP$", "DT", "JJ", "CD") and not (word.endswith("ing") and before.pos == "CD"):
        return tokens[i].pos.startswith("NN") or word.endswith("ing") or before.pos in ("POS", "PRP$")
    return tokens[i].pos.startswith("NN") and not word.endswith("ing")


def _is_plural_verb(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word that may be a noun has many or "and" before it and an object behind: "police arrest six suspects"."""
    behind = tokens[i + 1].pos if i + 1 < len(tokens) else ""
    # "police in Orm arrest 12"
    near = tokens[max(0, i - 3) : i] if behind == "CD" and tokens[i - 1].pos == "NNP" else tokens[i - 1 : i]
    many = any(t.pos in ("NNS", "NNPS", "CC") or t.word.lower() in IRREGULAR_PLURALS for t in near)
    return many and (behind in ("CD", "DT", "PRP$", "JJR") or (behind == "NNP" and tokens[i].word.islower()))


def _outcome_sense(entry: Entry, tokens: Sequence[Token], words: list[str], i: int) -> bool:
    """Whether a single word is used in the sense that tells an outcome: not "a shot", "shot at", "the shooting"."""
    word, pos = words[i], tokens[i].pos
    if entry.kind in ("act", "deed") and pos.startswith("NN") and not ABOUT_DEEDS.isdisjoint(words[i + 1 : i + 2]):
        return False  # "the murder suspect"
    match entry.kind:
        case "strike":
            return _is_strike(tokens, words, i)
        case "care":
            return not CARE.isdisjoint(words[i + 1 : i + 14]) and words[max(0, i - 1)] != "be"
        case "flight":
            behind = words[i + 1 : i + 10]
            return any(
                (a in ("from", "of", "leave", "flee") and not HOMES.isdisjoint(behind[n : n + 4]))
                or (a == "evacuate" and behind[n - 1] == "to" and _ends_or_leads_home(behind[n + 1 :]))
                for n, a in enumerate(behind)
            )
        case "impact" | "blow":
            return pos.startswith("VB") and not _stands_as_noun(tokens, i)
    if word == "toll":
        return TOLL_ROADS.isdisjoint(words[i + 1 : i + 2])
    if word == "remains":
        return pos == "NNS" and words[i + 1 : i + 2] == ["of"]
    if word == "fled":
        return not FLIGHT.isdisjoint(words[i + 1 : i + 6])
    if word == "hurt":
        named = i == 0 or tokens[i - 1].pos != "DT"  # not "the hurt", but "a hurt man"
        return named or pos.startswith(("VB", "JJ")) or any(t.pos.startswith("NN") for t in tokens[i + 1 : i + 2])
    return True


def _ends_or_leads_home(words: list[str]) -> bool:
    """Whether "to evacuate" stands alone or with homes behind it, and not with a plane."""
    return (
        not words
        or not words[0].isalpha()
        or words[0] in ("and", "as", "from", "to", "in")
        or not HOMES.isdisjoint(words)
    )


def _is_strike(tokens: Sequence[Token], words: list[str], i: int) -> bool:
    """Whether "shot" or "stabbed" says that it hit: "shot at police" does not, "was shot at a club" does."""
    word, after = words[i], words[i + 1] if i + 1 < len(words) else ""
    if word == "shot" and after == "fired":  # "shot fired in Avel"
        return False
    if after in MISSED and (PASSIVE.isdisjoint(words[max(0, i - 3) : i]) or _was_missed(tokens, i)):
        return False
    if word in ("shooting", "stabbing"):
        return (
            tokens[i].word.islower()
            and not _stands_as_noun(tokens, i)
            and not (after and tokens[i + 1].pos in ("NN", "NNS", "IN", ".", ","))
        )
    return word != "shot" or tokens[i].pos == "VBD" or i == 0 or words[i - 1] not in SHOT_NOUN


def _was_missed(tokens: Sequence[Token], i: int) -> bool:
    """Whether "shot at" has no place behind it: "was shot at, and fled", "was shot at 10 times"."""
    behind = tokens[i + 2 : i + 4]
    return not behind or behind[0].pos in (",", ".", "IN", "CC", "WRB") or behind[-1].word in ("times", "while")


def upgraded(trigger: Trigger, words: list[str], end: int) -> str | None:
    """The outcome of a strike or blow: killed where the clause goes on "dead" or "to death" or has "fatally" beside it.

    A strike wounds otherwise; a blow that does not kill tells nothing (None).
    """
    if trigger.kind not in ("strike", "blow", "impact"):
        return trigger.outcome
    clause = words[trigger.last : end]
    for k, word in enumerate(clause):
        counted = k > 0 and clause[k - 1] in COUNTING  # "shot four, one fatally"
        if (
            word == "dead"
            or (word == "death" and clause[max(0, k - 1) : k] == ["to"])
            or (word == "fatally" and not counted)
        ):
            return "killed"
        if word in (";", "who", "which", "while", "when", "after", "and", ","):
            break
    if "fatally" in words[max(0, trigger.first - 2) : trigger.first]:
        return "killed"
    return None if trigger.kind == "blow" else trigger.outcome
