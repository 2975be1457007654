"""A sentence as a row of units: its phrases, its triggers, and the other words by their work in the sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.casualties.outcomes import Trigger
from analysis.casualties.people import is_counted_thing
from analysis.casualties.phrases import Phrase
from analysis.casualties.word_lists import word_list
from analysis.documents import Token

AUXILIARY = word_list("auxiliary")
RAISING = word_list("raising")
SUBORDINATE = word_list("subordinate")
INCLUDING = word_list("including")
MODAL = word_list("modal")
NOT = word_list("not")
MARKS = word_list("marks")
ADVERBS = ("yesterday", "today", "tonight", "overnight")
OLDEST = 120  # years
AGES = re.compile(r"\d\d?(?: , \d\d?)*(?: ,)? and \d\d?(?: years? old)?(?= [,)])")


@dataclass(slots=True)
class Unit:
    """A piece of the clause: a phrase (N), a trigger (T), or a word by its work in the sentence."""

    code: str
    first: int
    last: int
    phrase: Phrase | None = None
    trigger: Trigger | None = None
    word: str = ""


def clause_units(tokens: Sequence[Token], phrases: Sequence[Phrase], triggers: Sequence[Trigger]) -> list[Unit]:
    """The sentence as units: N phrase, T outcome, b auxiliary, m modal, n negation, v finite verb, g participle,
    p preposition, c conjunction, a "along with", w relative pronoun, s subordinator, i "including", t "to"; punctuation
    as it is."""
    by_token = {p.first: p for p in phrases}
    told = {t.first: t for t in triggers}
    words = [t.word.lower() for t in tokens]
    units: list[Unit] = []
    i, aged = 0, -9
    while i < len(tokens):
        if tokens[i].word == "(" and (end := _aside(tokens, i, by_token, told)):
            i = end
            continue
        if (width := _joint(words, i)) and i not in told:
            unit = Unit("c" if width == 3 else "a", i, i + width, word="as well as")
        elif words[i] in ("among", "amongst") and words[i + 1 : i + 2] in (["them"], ["whom"], ["those"]):
            unit = Unit("i", i, i + 2, word="among")
        elif i in told and i not in by_token:
            unit = Unit("T", i, told[i].last, trigger=told[i], word=tokens[i].word.lower())
        elif i in by_token and words[i] in ADVERBS and units and units[-1].code in "bm":
            i += 1  # "was yesterday reported to"
            continue
        elif i in by_token:
            phrase = by_token[i]
            if end := _their_ages(words, i, units):
                units.pop()
                i = aged = end
                continue
            if _is_age(tokens, phrase, units):
                units.pop()
                i = aged = phrase.last
                continue
            if phrase.head is None and _age_goes_on(tokens, i, aged, phrase):  # "ages 54, 33 and 26"
                if units and units[-1].phrase is not None and words[units[-1].first] in ("ages", "age", "aged"):
                    units.pop()
                i = aged = phrase.last
                continue
            unit = Unit("N", i, phrase.last, phrase=phrase)
        else:
            code = _code(tokens, i, units)
            unit = Unit(code, i, i + 1, word=tokens[i].word.lower())
        if unit.code:
            units.append(unit)
        i = unit.last
    return units


def _their_ages(words: list[str], i: int, units: list[Unit]) -> int | None:
    """The end of the ages of several: "Two pupils, 17 and 19 years old," """
    before = units[-2].phrase if len(units) > 1 and units[-1].word in (",", "(") else None
    ages = AGES.match(" ".join(words[i : i + 12])) if before is not None and before.plural else None
    return i + len(ages[0].split()) if ages else None


def _age_goes_on(tokens: Sequence[Token], i: int, aged: int, phrase: Phrase) -> bool:
    """Whether a bare number is an age: after "aged", "ages", "to be", or joined to another age."""
    before = tokens[i - 1].word.lower() if i else ""
    if before == "then" and tokens[i - 2].word == ",":  # "Carlos, then 18, was"
        return True
    exact = phrase.number is not None and phrase.number.core == phrase.first
    if (
        before in ("age", "aged", "ages", "turned")
        or (before == "of" and i > 1 and tokens[i - 2].word.lower() in ("age", "ages"))
        or (before == "be" and exact)
        or (before == "," and i > 1 and tokens[i - 2].word.lower() in ("ages", "aged"))
    ):
        return True
    if before in ("was", "is") and exact and i > 1 and tokens[i - 2].pos in ("PRP", "NNP"):
        return phrase.high is not None and phrase.high < OLDEST  # "She was 80 and died at home"
    return before in (",", "and", "or") and i - 2 <= aged <= i - 1


def _aside(tokens: Sequence[Token], i: int, phrases: dict[int, Phrase], told: dict[int, Trigger]) -> int | None:
    """The end of a parenthesis that holds no figure and no outcome: places, names, notes."""
    end = next((k for k in range(i + 1, min(len(tokens), i + 40)) if tokens[k].word == ")"), None)
    if end is None or any(k in told for k in range(i, end)):
        return None
    inside = [phrases[k] for k in range(i, end) if k in phrases and phrases[k].head is not None]
    counted = any(phrase.number is not None and not is_counted_thing(tokens, phrase) for phrase in inside)
    return None if counted else end + 1


def _joint(words: list[str], i: int) -> int:
    """How many tokens join like "and": 3 for "as well as", 2 for "along with"."""
    if words[i] == "as":
        return 3 if words[i + 1 : i + 3] == ["well", "as"] else 0
    if words[i] == "alongside":
        return 1
    return 2 if words[i] in ("along", "together") and words[i + 1 : i + 2] == ["with"] else 0


def _is_age(tokens: Sequence[Token], phrase: Phrase, units: list[Unit]) -> bool:
    """ "John Smith, 34," or "(34)": the number beside a name."""
    if phrase.head is not None or phrase.number is None or not units or units[-1].word not in (",", "("):
        return False
    if phrase.first > 1 and tokens[phrase.first - 2].word.lower() in ("other", "another", "second", "third"):
        return True  # "The other, 20, is"
    if len(units) < 2:
        return False
    before = units[-2].phrase
    exact = phrase.number.last - phrase.number.first == 1 and phrase.low is not None and phrase.low < OLDEST
    closed = phrase.last >= len(tokens) or tokens[phrase.last].word in (",", ")", ".", ";")
    return bool(exact and closed and before and not before.plural and before.low == 1)


def _code(tokens: Sequence[Token], i: int, units: list[Unit]) -> str:
    word, pos = tokens[i].word.lower(), tokens[i].pos
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if word in (",", ";", ":", "(", ")", "."):
        return {"(": ",", ")": ",", ":": ";"}.get(word, word)
    if word in ("—", "–", "--", "|", "?", "!", "..."):
        return ";" if word not in ("—", "–", "--") else ","
    if word in MARKS:
        return ""
    if word in INCLUDING and not (word == "among" and units and units[-1].code in "bvT"):
        return "i"
    if word in NOT or word == "nor":
        return "n"
    if pos == "MD" or (word in MODAL and pos != "NN"):
        return "m"
    if word in AUXILIARY and pos != "POS" and not (word == "left" and not (units and units[-1].code == "b")):
        return "b"
    if word in RAISING and units and units[-1].code == "b":
        return "b"
    if word in ("who", "which", "whom") or (word == "that" and pos == "WDT"):
        return "w"
    if word in ("and", "or", "but", "&", "plus", "then"):
        return "c"
    if word in SUBORDINATE:
        return "s"
    if word == "to":
        return "t" if after is not None and after.pos == "VB" else "p"
    if word in ("as", "after", "before", "since", "until", "during"):
        return "p"
    if pos == "IN" or pos == "TO":
        return "p"
    noun_next = after is not None and after.pos in ("CD", "DT", "NNP", "PRP$") and not word.endswith("ing")
    if pos == "VBN" and noun_next and not (units and units[-1].code == "b"):
        return "v"  # a participle takes no object: a past tense
    if pos in ("VBG", "VBN") or (pos == "VBD" and units and units[-1].code == "b"):
        return "v" if units and units[-1].code == "b" else "g"
    if pos.startswith("VB"):
        return "v"
    if pos == "EX":
        return "e"
    return ""
