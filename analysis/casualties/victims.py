"""Who an outcome befell: from the words that tell it to the noun phrases of its victims, by the order of the clause."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.casualties.groups import Victim, with_name
from analysis.casualties.outcomes import upgraded
from analysis.casualties.people import is_counted_thing, is_people
from analysis.casualties.phrases import Phrase
from analysis.casualties.subjects import Subjects
from analysis.casualties.word_lists import word_list
from analysis.casualties.words import persons, singular

REFLEXIVE = word_list("reflexive")
REACH = 11  # units behind "toll"
SHARED = frozenset({"his", "her", "their", "my", "our", "a", "an"})  # determiners that hold for a second noun too
PLACED = frozenset({"in", "at", "near", "outside"})


class Victims(Subjects):
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
            found = self._subject(k) or (self._aboard(k) if trigger.outcome == "missing" else [])
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

    def _aboard(self, k: int) -> list[Victim]:
        """Who is lost with what is: "a boat carrying 12 people went missing", "a plane vanished with 12 aboard"."""
        end = next((j for j in range(k + 1, len(self.units)) if self.codes[j] in ";.vTs"), len(self.units))
        for j in range(max(0, k - 6), end - 1):
            phrase = self.units[j + 1].phrase
            if phrase is None or phrase.number is None or not self.people(j + 1):
                continue
            aboard = self.words[phrase.last : phrase.last + 2]
            if self.units[j].word == "carrying" or aboard[:1] == ["aboard"] or aboard == ["on", "board"]:
                return [Victim(phrase)]
        return []

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
        executed = k > 0 and self.units[k - 1].word.startswith("execut")  # a plan or a turn, too
        if self.code(k) != "N" or not self.people(k, lenient=not executed):
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
            part = part or (self._is_summed_up(phrase) and self.code(k - 1) == ",")
            named = start == behind and self.codes[start:k] == [","] and phrase.named and not part
            if named and self._apposes(found[-1].phrase, phrase, comma=True):  # "the harbour master, Ana Petrel"
                found[-1] = with_name(found[-1], phrase)
                continue
            conjoined = "c" in self.codes[start:k] or "a" in self.codes[start:k] or self._list_goes_on(k) or part
            counted = phrase.number is not None or phrase.determiner is not None or phrase.named or phrase.plural
            counted = counted or self.words[phrase.first] in REFLEXIVE  # "killed two colleagues and then himself"
            shared = found[-1].phrase.determiner in SHARED and self.codes[start:k] == ["c"]  # "his wife and daughter"
            counted = counted or (shared and not phrase.inner and singular(self.words[phrase.last - 1]) in persons())
            placed = start > behind and phrase.named and phrase.number is None  # "shot her at Oak and Main"
            if not conjoined or not counted or placed:
                return found
            if self._apposes(found[-1].phrase, phrase, comma=self.codes[k - 1] == "," and not part):
                found[-1] = with_name(found[-1], phrase)
                continue
            found.append(Victim(phrase, part or self._of_them(phrase)))

    def _state_after(self, k: int) -> bool:
        return self.code(k + 1) == "T" and self.units[k + 1].word in ("dead",)

    def elsewhere(self, k: int) -> Iterator[Phrase]:
        """The bare numbers of further places behind unit ``k``: "two died in Avel | and three in Orm"."""
        j = self._behind_places(k + 1)
        while j > k + 1:
            k = j
            while self.code(k) in (",", "c"):
                k += 1
            phrase = self.units[k].phrase if k > j and self.code(k) == "N" else None
            j = self._behind_places(k + 1)
            if phrase is None or phrase.number is None or phrase.head is not None or j == k + 1:
                return
            yield phrase

    def _behind_places(self, k: int) -> int:
        """The unit behind "in Avel", "near a town in Orm" that begins at a unit; that unit where none does."""
        while self.code(k) == "p" and self.units[k].word in PLACED and self.code(k + 1) == "N":
            phrase = self.units[k + 1].phrase
            if phrase is None or phrase.number is not None:
                break
            k += 2
        return k

    def toll(self, k: int) -> list[Victim]:
        """The numbers that stand beside "toll" or "the number of dead"."""
        found: list[Victim] = []
        near, told = REACH, False  # places and days before the verb do not count: "in Avel, Teyn, Orm, on 19 February,"
        for j in range(k + 1, len(self.units)):
            unit = self.units[j]
            told = told or unit.code in "vb"
            near -= told or not (unit.code in "pg," or self.code(j - 1) in "pg,")
            if near < 0 or (told and unit.code == "s"):
                break
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
