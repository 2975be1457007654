"""Who an outcome befell: from the words that tell it to the noun phrases of its victims, by the order of the clause."""

from __future__ import annotations

from analysis.casualties.clauses import CONJUNCTIVE
from analysis.casualties.groups import Groups, Victim, with_name
from analysis.casualties.outcomes import upgraded
from analysis.casualties.people import is_counted_thing, is_people
from analysis.casualties.phrases import Phrase
from analysis.casualties.word_lists import word_list
from analysis.sources.vocabulary import places

REFLEXIVE = word_list("reflexive")


class Victims(Groups):
    """A clause, asked for the victims of each of its triggers."""

    def victims(self, k: int) -> list[Victim]:
        """The victims of the trigger at unit ``k``; none where it is denied, only possible, or nobody is beside it."""
        trigger = self.units[k].trigger
        assert trigger is not None
        if trigger.kind == "toll":
            return self.toll(k)
        if not self._real(k):
            return []
        if trigger.kind in ("befall", "state") or self.units[k].word == "in":
            found = self._subject(k)
            return [*found, *(v for v in self._accompanied(k) if v.part)] if found else []
        if (theirs := self._relative_object(k)) is not None:
            if inner := self._meant_within(theirs):
                return [Victim(inner)]
            return self._group(theirs, alone=self.code(theirs - 1) in ("p", "c")) if self.people(theirs) else []
        if not self._is_active(k):
            if trigger.kind == "impact" and "b" not in self._chain(k)[1]:
                return []  # "bombers struck on Sunday"
            return [*self._subject(k), *self._accompanied(k)]
        shared = self.code(k + 1) == "c" and self.code(k + 2) == "T"  # "killed and wounded 12"
        found = self.objects(k + 3 if shared else k + 1, governed=self.code(k - 1) == "w")
        if trigger.kind == "impact":  # "the storm struck Cuba"
            return [v for v in found if not v.phrase.named and is_people(self.tokens, v.phrase)]
        return found

    def agent(self, k: int) -> Phrase | None:
        """Who did it: the subject of an act, or what "by" names after the passive; None where that is not said."""
        trigger = self.units[k].trigger
        if trigger is None or trigger.kind not in ("act", "strike", "blow", "seizure"):
            return None
        if self._is_active(k):
            before = k - 1
            while before >= 0 and self.codes[before] in "bmn":
                before -= 1
            while self.code(before) == "N" and self.code(before - 1) == "p":
                before -= 2  # "fighting near Oslo killed"
            if self.code(before) == "N":
                return self.units[before].phrase
            subjects = self._leftward(before, bare=False)
            return subjects[0].phrase if subjects else None
        for j in range(k + 1, min(len(self.units) - 1, k + 8)):
            if self.codes[j] in ";vTs":
                return None
            if self.units[j].word == "by" and self.code(j + 1) == "N":
                return self.units[j + 1].phrase
        return None

    def _accompanied(self, k: int) -> list[Victim]:
        """ "was detained in Khost along with several others", "were hurt in the crash, including a child": the others."""
        k += 1
        while self.code(k) == "p" and self.code(k + 1) == "N":
            k += 2
        if self.code(k) == "a":
            return self.objects(k + 1)
        k += self.code(k) == ","
        return [v._replace(part=True) for v in self.objects(k + 1)] if self.code(k) == "i" else []

    def outcome(self, k: int) -> str | None:
        trigger = self.units[k].trigger
        assert trigger is not None
        end = next(
            (
                self.units[j].first
                for j in range(k + 1, len(self.units))
                if self.codes[j] in "T;." and self.units[j].word != "dead"
            ),
            len(self.words),
        )
        return upgraded(trigger, self.words, end)

    def objects(self, k: int, *, governed: bool = False) -> list[Victim]:
        """The phrases from unit ``k`` on that are objects: one, those joined to it, and parts after "including".

        ``governed``: they stand behind "of", and a verb after them has another subject ("the killing of two shocked").
        """
        if self.code(k) != "N" or not self.people(k, lenient=True):
            return []
        if not governed and self._predicated(k) and not self._state_after(k):
            return []
        found = [Victim(self.units[k].phrase)]  # type: ignore[arg-type]
        part = False
        while True:
            k += 1
            behind = k
            while self.code(k) in "pg" and self.code(k + 1) == "N":
                k += 2
            start = k
            while self.code(k) in (",", "c", "i", "a"):
                if self.code(k) == "i":
                    part = True
                k += 1
            joined = start < k and self.code(k) == "N" and self.people(k) and not self._predicated(k)
            if not joined:
                return found
            phrase = self.units[k].phrase
            assert phrase is not None
            named = start == behind and self.codes[start:k] == [","] and phrase.named and not part
            if named and self._apposes(found[-1].phrase, phrase, comma=True):  # "the harbour master, Ana Petrel"
                found[-1] = with_name(found[-1], phrase)
                continue
            conjoined = "c" in self.codes[start:k] or "a" in self.codes[start:k] or self._list_goes_on(k) or part
            counted = phrase.number is not None or phrase.determiner is not None or phrase.named or phrase.plural
            counted = counted or self.words[phrase.first] in REFLEXIVE  # "killed two colleagues and then himself"
            placed = start > behind and phrase.named and phrase.number is None  # "shot her at Oak and Main"
            if not conjoined or not counted or placed:
                return found
            if self._apposes(found[-1].phrase, phrase, comma=self.codes[k - 1] == "," and not part):
                found[-1] = with_name(found[-1], phrase)
                continue
            found.append(Victim(phrase, part or self._of_them(phrase)))

    def _state_after(self, k: int) -> bool:
        return self.code(k + 1) == "T" and self.units[k + 1].word in ("dead",)

    def _subject(self, k: int) -> list[Victim]:
        j, chain = self._chain(k)
        trigger = self.units[k].trigger
        assert trigger is not None
        bare = "b" not in chain and trigger.kind != "befall"
        if bare and self.code(j) == "N" and self.people(j):  # "12 people killed", "with five missing"
            phrase = self.units[j].phrase
            assert phrase is not None
            if phrase.named and phrase.number is None and self.code(j - 1) == "p" and not self._headline(k):
                return []
            verbs_before = any(c in "vbTp" for c in self.codes[:j])
            bare_second = self.code(j - 1) == "c" and phrase.determiner is None and phrase.number is None
            listed = self.code(j - 1) == "c" and self._counted_before(j - 1)
            return self._group(j, alone=verbs_before and not (self._left_verb(j) or bare_second or listed))
        if bare and self.code(j) == "c" and self.code(j - 1) in ("T",):  # "12 dead and wounded": the same people
            return self._subject(j - 1)
        existential = self.code(j) == "e"
        if existential or (bare and self.code(k + 1) == "N" and trigger.kind == "state"):
            return []
        return self._leftward(j, bare=bare)

    def _left_verb(self, j: int) -> bool:
        k = j
        while k >= 0 and self.codes[k] in ("N", "c", ",", "p", "i"):
            k -= 1
        return k >= 0 and self.units[k].word in ("left", "leaves", "leaving", "leave", "with")

    def _leftward(self, j: int, *, bare: bool) -> list[Victim]:
        """The subject at or left of unit ``j``, past prepositional phrases, relative clauses and shared verbs."""
        if self.code(j) == "w" or (self.code(j) == "s" and self.units[j].word == "that" and self.code(j - 1) == "N"):
            antecedent = j - 1 - (self.code(j - 1) == ",")
            if self.code(antecedent) == "N" and self.people(antecedent):
                inner = self._meant_within(antecedent)
                if inner is not None:
                    return [Victim(inner)]
                before = self.code(antecedent - 1)
                return self._group(
                    antecedent, alone=before == "p" or (before == "c" and not self._counted_before(antecedent - 1))
                )
            j = antecedent
        shared = (self.code(j) in ("c", ",") and self.code(j - 1) != "N") or self.code(j) == "c"
        crossed, first = False, j
        while j >= 0:
            code = self.codes[j]
            if code in (";", ".", "s"):
                if code == "s" and self.units[j].word == "that" and self.code(j - 1) == "N" and self.people(j - 1):
                    j -= 1  # "the bomb that": a relative clause
                    continue
                return []
            if code == "N":
                governor = self.code(j - 1)
                clausal = self.units[j - 1].word in CONJUNCTIVE and first == j  # "before two friends were killed"
                if (governor in ("p", "g", "t") and not clausal) or governor == "i":
                    if governor == "i":
                        return self._group(j, alone=False)
                    j -= 2
                    continue
                if shared and not crossed and governor in ("v", "T"):
                    j -= 1
                    continue
                if governor in ("v",) and not crossed and not bare:
                    relative = self._relative(j)
                    if relative is None:
                        return self._group(j, alone=True, clausal=True) if self.people(j) else []
                    j = relative
                    continue
                opens = first == j and self.code(j - 1) == ","  # "taken to a clinic in Avel, Rault died"
                if self._in_name_list(j) and not (
                    opens and not self._is_place(j)
                ):  # "for Environment and Ecology": governed as a whole
                    j -= 1
                    continue
                if self.people(j):
                    return self._group(j, alone=bare and not self._headline(j), clausal=not bare)
                if [self.code(j - n) for n in (1, 2, 3)] == [
                    ",",
                    "N",
                    "p",
                ]:  # "a guard in Avel, Marn province, was killed"
                    j -= 1
                    continue
                relative = self._relative(j)  # "Brandt, who had no ties to the rebels, was killed"
                if relative is None:
                    return []
                j = relative
                continue
            if code == "T" and self.code(j - 1) == "N" and not self._is_active(j) and not shared:
                j -= 1  # "the suspect wounded in the chase died"
                continue
            if code in ("v", "T", "b"):
                if shared:
                    crossed = True
                    while j >= 0 and self.codes[j] in ("v", "T", "b", "m", "n"):
                        j -= 1
                    continue
                relative = self._relative(j)
                if relative is None:
                    return []
                j = relative
                continue
            j -= 1
        return []

    def _is_place(self, j: int) -> bool:
        unit = self.units[j]
        return " ".join(token.word for token in self.tokens[unit.first : unit.last]) in places()

    def _relative(self, j: int) -> int | None:
        """The unit before the relative pronoun whose clause unit ``j`` stands in."""
        for k in range(j - 1, max(-1, j - 12), -1):
            if self.codes[k] == "w":
                return k - 1
            if self.codes[k] in (";", "."):
                return None
        return None

    def toll(self, k: int) -> list[Victim]:
        """The numbers that stand beside "toll" or "the number of dead"."""
        found: list[Victim] = []
        for j in range(k + 1, min(len(self.units), k + 12)):
            unit = self.units[j]
            if unit.code == ";" and self.tokens[unit.first].word != ":":
                break
            if unit.code == "T" and found:
                break
            phrase = unit.phrase
            if phrase is not None and phrase.number is not None and not is_counted_thing(self.tokens, phrase):
                found.append(Victim(phrase, total=True))
                joint = self.words[phrase.last : phrase.last + 1]
                if joint not in (["to"],):
                    break
        if found:
            return found
        for j in range(k - 1, max(-1, k - 5), -1):
            phrase = self.units[j].phrase
            if (
                phrase is not None
                and phrase.number is not None
                and self.code(j - 1) == "p"
                and self.units[j - 1].word in ("to", "at")
            ):
                return [Victim(phrase, total=True)]
        return []
