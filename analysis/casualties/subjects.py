"""Of whom a verb is said: the subject left of a trigger, past prepositional phrases, relative clauses and shared verbs."""

from __future__ import annotations

from analysis.casualties.clauses import CONJUNCTIVE
from analysis.casualties.groups import FINDING, Groups, Victim
from analysis.sources.vocabulary import places

LEFT = frozenset({"left", "leaves", "leaving", "leave", "with"})  # two dead


class Subjects(Groups):
    """A clause, asked for the subject of each of its triggers."""

    def _subject(self, k: int) -> list[Victim]:
        j, chain = self._chain(k)
        trigger = self.units[k].trigger
        assert trigger is not None
        doing = self.units[j + 1].word.endswith("ing")
        if doing and j > 0 and self.units[j].word in ("before", "after", "until"):  # "wounded two | before dying"
            return self._subject_before(j)
        bare = "b" not in chain and trigger.kind != "befall"
        if chain == "b" and self.units[k - 1].word == "being" and self.code(j) == "N" and self.people(j):
            return self._group(j, alone=True)  # "led to ten people being killed"
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
        found = self._leftward(j, bare=bare)
        whole = [] if bare else self._listed_whole(j)
        if not whole or any(victim.phrase.first <= whole[0].phrase.first for victim in found):
            return found
        return [*whole, *(victim._replace(part=True) for victim in found if victim.phrase.named)]

    def _listed_whole(self, j: int) -> list[Victim]:
        """Whose parts are described at length up to unit ``j``: "Five people, including Ana Holm, the head of a party and
        aunt of Bo Grau, | were"."""
        if self.code(j) != ",":
            return []
        begin = next((i for i in range(j, -1, -1) if self.codes[i] not in "N,cpg"), -1)
        counted = self.units[begin - 2].phrase if self.code(begin) == "i" and self.code(begin - 1) == "," else None
        if counted is None or counted.number is None or not self.people(begin - 2):
            return []
        return self._whole(begin - 1, [])

    def _subject_before(self, j: int) -> list[Victim]:
        """The subject of the nearest verb before unit ``j``."""
        verb = next((k for k in range(j - 1, -1, -1) if self.codes[k] in "Tv"), None)
        return self._leftward(self._chain(verb)[0], bare=False) if verb is not None else []

    def _left_verb(self, j: int) -> bool:
        k = j
        while k >= 0 and self.codes[k] in ("N", "c", ",", "p", "i"):
            k -= 1
        return k >= 0 and self.units[k].word in FINDING | LEFT

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
                if self.code(j - 1) == "c" and self.people(j - 2) and self._counts(j - 2) and self._counts(j):
                    j -= 2  # "nine people and 300 cattle died"
                    continue
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

    def _counts(self, j: int) -> bool:
        phrase = self.units[j].phrase
        return phrase is not None and phrase.number is not None

    def _is_place(self, j: int) -> bool:
        unit = self.units[j]
        return " ".join(token.word for token in self.tokens[unit.first : unit.last]) in places()

    def _relative(self, j: int) -> int | None:
        """The unit before the relative pronoun whose clause unit ``j`` stands in."""
        for k in range(j - 1, max(-1, j - 12), -1):
            if self.codes[k] == "w":
                return k - 1
            if self.codes[k] in (";", ".") or (self.codes[k] == "s" and self.units[k].word != "that"):
                return None  # "Five, who were crew, were rescued while the bridge was destroyed"
        return None
