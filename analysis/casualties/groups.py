"""Phrases that stand together for the victims of one outcome: joined by "and", parts of a whole, appositions."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from analysis.casualties.clauses import CONJUNCTIVE, RAISING, Clause
from analysis.casualties.informants import GIVING, says
from analysis.casualties.phrases import Phrase
from analysis.casualties.word_lists import word_list

KIN = ("family", "families")
SUMMING_UP = ("all", "mostly", "mainly", "largely", "chiefly", "predominantly")
FINDING = word_list("finding")
LEAVING = ("left", "leaving", "leaves")


class Victim(NamedTuple):
    """A phrase that an outcome befell. ``part``: it lies inside one named beside it; ``total``: it stands by "toll"."""

    phrase: Phrase
    part: bool = False
    total: bool = False


class Groups(Clause):
    """A clause, asked for the phrases that belong to one of its phrases."""

    def _group(self, j: int, *, alone: bool, clausal: bool = False) -> list[Victim]:
        """The phrase at unit ``j`` and those joined to it on the left, parts told from their whole.

        ``clausal``: the phrases are a subject, which a verb before them does not govern ("said A and B were killed").
        """
        j = self._described(j)
        found: list[Victim] = [Victim(self.units[j].phrase)]  # type: ignore[arg-type]
        if self.code(j - 1) == "i":
            return self._whole(j - 2, [Victim(v.phrase, True) for v in found])
        if alone:
            return found
        conjoined = False
        k = j
        while True:
            seps = k - 1
            if (described := self._tells_of(k)) is not None:
                return described
            if self.code(seps) not in (",", "c", "a"):
                if self.code(seps) == "i" or self._are_named(seps, k):
                    return self._whole(seps - (self.code(seps) == "i"), [Victim(v.phrase, True) for v in found])
                if self.code(seps - 1) == "i" and self.people(seps):  # "including clerks | Bo and Tom"
                    return self._whole(seps - 2, [Victim(v.phrase, True) for v in found])
                break
            listed = conjoined
            while self.code(seps) in (",", "c", "a"):
                conjoined = conjoined or self.code(seps) != ","
                seps -= 1
            if listed and {",", "c"} <= {*self.codes[seps + 1 : k]}:  # "found four victims, and Ray and Ana died"
                break
            while self.code(seps) == "N" and self._governed(seps):
                seps -= 2
            if self.code(seps) != "N" or not self.people(seps) or self._in_name_list(seps):
                break
            apart = {",", "c"} <= {*self.codes[seps + 1 : k]}  # "found four victims, and Ray died"
            governed = self.code(seps - 1) in ("v", "T") and not self._leads_to_state(seps - 1)
            verb = self.units[seps - 1]
            told = says(self.tokens[verb.first]) and verb.word not in FINDING
            other = self.code(seps - 1) == "v" and verb.word not in LEAVING and not told
            if (governed and not clausal) or (apart and (other or self._of_told_parts(seps))):
                break
            k = seps
            found.append(Victim(self.units[k].phrase))  # type: ignore[arg-type]
            if self.code(k - 1) == "i":
                return self._whole(k - 2, [Victim(v.phrase, True) for v in found])
        if len(found) > 1 and not conjoined:  # only commas between: what follows describes the first
            first, rest = found[-1], found[:-1]
            if len(rest) == 1 and self._apposes(first.phrase, rest[0].phrase, comma=True):
                return [with_name(first, rest[0].phrase)]  # "their driver, Lene Holm,"
            names = [Victim(v.phrase, True) for v in rest if v.phrase.named or self._of_them(v.phrase)]
            return [first, *names]
        if found[0].phrase.named and all(_is_bare(victim.phrase) for victim in found[1:]):
            return [found[0]]  # "singer, actor and activist Ana Petrel"
        kept: list[Victim] = []
        counted = False  # names after "their five children" or "seven civilians" tell who they were
        for victim in reversed(found):
            phrase = victim.phrase
            if (
                counted
                and (
                    self._is_summed_up(phrase)
                    or (phrase.number is None and phrase.named)
                    or phrase.determiner in ("his", "her", "their")
                )
                and kept[-1].phrase is not phrase
            ):
                kept.append(Victim(phrase, True))
                continue
            counted = phrase.number is not None and (phrase.low or 0) > 1 and self._before_comma(phrase)
            if kept and self._apposes(kept[-1].phrase, victim.phrase, comma=self._after_comma(victim.phrase)):
                kept[-1] = with_name(kept[-1], victim.phrase)
                continue
            kept.append(Victim(victim.phrase, victim.part or self._of_them(victim.phrase)))
        return kept

    def _governed(self, j: int) -> bool:
        """Whether a preposition stands before the phrase at unit ``j`` that no clause follows: not "after two men were hit"."""
        return self.code(j - 1) in ("p", "g") and self.units[j - 1].word not in CONJUNCTIVE

    def _of_told_parts(self, j: int) -> bool:
        """Whether the phrase at unit ``j`` is a part of people told of already: "five were killed, including a boy, | and"."""
        while self.code(j) in ("N", ",", "c", "p", "g"):
            j -= 1
        if self.code(j) != "i":
            return False
        j -= 1
        while self.code(j) in ("N", ",", "p"):
            j -= 1
        return self.code(j) == "T"

    def _described(self, j: int) -> int:
        """The unit of the name that a bare noun at unit ``j`` describes: "Ana Petrel, a poet and editor, died"."""
        phrase, k = self.units[j].phrase, j - 2
        if (
            phrase is None
            or phrase.determiner
            or phrase.number
            or phrase.named
            or phrase.plural
            or self.code(j - 1) != "c"
        ):
            return j
        while self.code(k) == "N" and self.code(k - 1) in ("p", "g"):
            k -= 2
        first, name = (self.units[i].phrase if self.code(i) == "N" else None for i in (k, k - 2))
        singled = first is not None and first.determiner in ("a", "an", "the") and self.code(k - 1) == ","
        return k - 2 if singled and name is not None and name.named else j

    def _meant_within(self, k: int) -> Phrase | None:
        """Whom "who" means behind "the families of 12 sailors" or "one of the 12 sailors" at unit ``k``: the 12."""
        phrase = self.units[k].phrase
        inner = phrase.inner if phrase is not None else None
        if phrase is None or inner is None or inner.number is None or inner.head is None:
            return None
        kin = phrase.head is not None and phrase.number is None and self.words[phrase.head] in KIN
        return inner if kin or (phrase.number is not None and inner.determiner == "the") else None

    def _is_summed_up(self, phrase: Phrase) -> bool:
        """Whether a phrase says what people counted before are: "20 passengers, mostly students"."""
        return phrase.number is None and self.words[phrase.first] in SUMMING_UP

    def _tells_of(self, k: int) -> list[Victim] | None:
        """The people whom the phrase at unit ``k`` only describes: "12 guards, most of them women, were"."""
        behind = k - 1 - (self.code(k - 1) == "b")
        some = self.units[behind].phrase if self.code(behind) == "N" else None
        if some is not None and some.inner is not None and some.inner.pronoun and self.code(behind - 1) == ",":
            parts = [Victim(some, True)] if some.number is not None and not some.vague else []
            return self._whole(behind - 1, parts) or None
        most = self.units[behind].word in ("whom", "which") or (some is not None and some.pronoun)
        if most and self.units[behind - 1].word == "of" and self.code(behind - 2) == ",":  # "most of them women"
            return self._whole(behind - 2, []) or None
        thought = self.codes[max(0, k - 4) : k] in ([",", "g", "t", "b"], [",", "v", "t", "b"])
        called = self.units[k - 1].word == "as" and self.code(k - 3) == "," and self.code(k - 2) in "gvb"
        if called:  # "two men, identified as brothers, were"
            return self._whole(k - 3, []) or None
        if thought and self.units[k - 3].word in RAISING:  # "two people, believed to be guards, were"
            return self._whole(k - 4, []) or None
        return None

    def _are_named(self, j: int, k: int) -> bool:
        """Whether the phrase at unit ``k`` names some of those that unit ``j`` counts: "their two sons Bo and Tom"."""
        counted, name = self.units[j].phrase, self.units[k].phrase
        several = counted is not None and counted.number is not None and counted.plural and self.people(j)
        return several and name is not None and name.named and name.number is None

    def _before_comma(self, phrase: Phrase) -> bool:
        return self.words[phrase.last : phrase.last + 1] in ([","], [":"], ["("])

    def _of_them(self, phrase: Phrase) -> bool:
        """ "three of them", "two of whom": part of people named before."""
        return phrase.partitive and phrase.inner is not None and phrase.inner.pronoun

    def _after_comma(self, phrase: Phrase) -> bool:
        return phrase.first > 0 and self.words[phrase.first - 1] == ","

    def _whole(self, j: int, parts: list[Victim]) -> list[Victim]:
        """The whole before "including", with its parts."""
        last = None
        while j != last:  # "26 guards – serving three towns and including"
            last = j
            while j >= 0 and self.codes[j] in (",", "c"):
                j -= 1
            while self.code(j) == "N" and self._governed(j):
                j -= 2
        if self.code(j) == "N" and self.people(j):
            all_of = self.units[j].phrase.determiner == "all" and self.code(j - 1) == ","  # type: ignore[union-attr]
            if all_of and self.code(j - 2) == "N" and self.people(j - 2):
                j -= 2  # "18 farmers, all members of one family, including"
            return [*self._group(j, alone=self.code(j - 1) not in ("c", "a")), *parts]
        return parts

    def _apposes(self, before: Phrase, phrase: Phrase, *, comma: bool) -> bool:
        """Whether a phrase after a comma describes the one before it: "John Smith, a farmer"; "his wife, Mary"."""
        if not comma or (phrase.number is not None and phrase.low != before.low):
            return False
        one = not before.plural and not phrase.plural
        return (one and before.named and not phrase.named and phrase.determiner in ("a", "an", "the", None)) or (
            one and phrase.named and not before.named and (before.determiner is not None or before.low == 1)
        )

    def _list_goes_on(self, k: int) -> bool:
        """Whether a comma list that unit ``k`` stands in ends in "and"."""
        j = k + 1
        while self.code(j) in ("N", ",", "p") and j - k < 12:
            j += 1
        while self.code(j + 1) == "c":  # "and then himself"
            j += 1
        return self.code(j) == "c" and self.code(j + 1) == "N"

    def _counted_before(self, k: int) -> bool:
        """Whether a phrase with a number stands before the "and" at unit ``k``: "30 guards, and nine drivers killed"."""
        k -= 1 + (self.code(k - 1) == ",")
        before = self.units[k].phrase if self.code(k) == "N" else None
        return before is not None and before.number is not None and self.people(k)

    def _leads_to_state(self, k: int) -> bool:
        """Whether the verb at unit ``k`` says what state its object is in: "left A and B dead", "reported A and B killed"."""
        unit = self.units[k]
        token = self.tokens[unit.first]
        return unit.word in LEAVING or (unit.code == "v" and (says(token) or token.lemma in GIVING))

    def _in_name_list(self, j: int) -> bool:
        """Whether unit ``j`` is a bare name joined to one behind a preposition: "in Panuco, Veracruz"."""
        phrase = self.units[j].phrase
        if phrase is None or not phrase.named or phrase.number is not None or self.code(j - 1) not in ("c", ","):
            return False
        k = j - 1
        while self.code(k) in ("c", ",") and self.code(k - 1) == "N":
            k -= 2
        return self.code(k) == "p" and self.code(k + 1) == "N"


def with_name(victim: Victim, phrase: Phrase) -> Victim:
    """Somebody with the name that stands behind where the words before say too little: "Avelian general, Tomas Brandt"."""
    bare = phrase.named and victim.phrase.determiner is None and victim.phrase.number is None
    return victim._replace(phrase=replace(victim.phrase, last=phrase.last)) if bare else victim


def _is_bare(phrase: Phrase) -> bool:
    """Whether a phrase only says what somebody is: "singer"."""
    return not (phrase.named or phrase.determiner or phrase.number or phrase.plural or phrase.pronoun)
