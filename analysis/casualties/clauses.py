"""What the grammar of a sentence says of its triggers: which are active, which tell what really happened."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.casualties.outcomes import Trigger
from analysis.casualties.people import is_people
from analysis.casualties.phrases import Phrase
from analysis.casualties.units import clause_units
from analysis.casualties.word_lists import word_list
from analysis.casualties.words import TEMPORAL, singular
from analysis.documents import Token

RAISING = word_list("raising")
CONJUNCTIVE = word_list("conjunctive")  # with a clause behind them as often as a phrase
TIME_UNITS = word_list("time-units")
PASSIVE = word_list("passive")
PARTICIPLES = word_list("participles")
PURPOSES = word_list("purposes")
AVOIDING = word_list("avoiding")
PREVENTING = word_list("preventing")
NAMING = frozenset({"named", "called", "nicknamed"})  # participles behind somebody: "a woman named Ann Diaz"


class Clause:
    """One sentence as units, asked about its triggers by the number of their unit."""

    def __init__(self, tokens: Sequence[Token], phrases: Sequence[Phrase], triggers: Sequence[Trigger]):
        self.tokens = tokens
        self.words = [t.word.lower() for t in tokens]
        self.units = clause_units(tokens, phrases, triggers)
        self.codes = [u.code for u in self.units]

    def code(self, k: int) -> str:
        return self.codes[k] if 0 <= k < len(self.codes) else "."

    def people(self, k: int, *, lenient: bool = False) -> bool:
        unit = self.units[k] if 0 <= k < len(self.units) else None
        return unit is not None and unit.phrase is not None and is_people(self.tokens, unit.phrase, lenient=lenient)

    def _chain(self, k: int) -> tuple[int, str]:
        """The auxiliaries before a trigger: the unit before them, and their codes."""
        j = k - 1
        while j >= 0:
            if self.codes[j] in "bmn" or (self.codes[j] == "t" and self.code(j - 1) in "bv"):
                j -= 1
            elif self.codes[j] == "t" and self._by_whom(j):
                j -= 3
            else:
                break
        return j, "".join(self.codes[j + 1 : k])

    def _by_whom(self, j: int) -> bool:
        """Whether "by ..." stands between a verb and the "to" at unit ``j``: "confirmed by the mayor to have died"."""
        return self.code(j - 3) in "bvg" and self.units[j - 2].word == "by" and self.code(j - 1) == "N"

    def helpers(self, k: int) -> str:
        """The codes of the auxiliaries and modals before the verb at unit ``k``."""
        return self._chain(k)[1]

    def _is_active(self, k: int) -> bool:
        word = self.units[k].word
        chain = self._chain(k)[1].rpartition("t")[2]  # "was reported to have killed"
        helpers = {u.word for u in self.units[k - len(chain) : k]}
        if word.endswith("ing"):
            return True
        participle = word.endswith("ed") or word in PARTICIPLES
        if not participle:
            return True
        if not helpers.isdisjoint(PASSIVE):
            return False
        if helpers & {"has", "have", "had"}:
            return True
        if self.code(k + 1) == "c" and self.code(k + 2) == "T":  # "killed and wounded 12", "was shot and killed"
            return self._is_active(k + 2)
        if self.code(k - 1) == "N" and [self.code(k + n) for n in (1, 2, 3)] == ["c", "v", "N"]:
            return True  # "stabbed and robbed his neighbour"
        if self.code(k + 1) != "N":
            after = self.units[k].last
            return after < len(self.tokens) and self.tokens[after].pos in ("DT", "PRP$")  # "killed the second"
        phrase = self.units[k + 1].phrase
        assert phrase is not None
        if phrase.head is not None and self.words[phrase.head] in TEMPORAL:
            return False
        if self.people(k + 1, lenient=True):
            dead = self.code(k + 2) == "T" and self.units[k + 2].word == "dead"  # "shot him dead"
            return self.code(k - 1) == "w" or dead or not self._predicated(k + 1)  # "the men who shot her were"
        # an object that is nobody ("executed attacks"), against "killed three days ago"
        return phrase.head is not None and singular(self.words[phrase.head]) not in TIME_UNITS

    def _relative_object(self, k: int) -> int | None:
        """The unit that the trigger at unit ``k`` has for its object: "the men" of "the men whom a bomb had killed"."""
        subject = self._chain(k)[0]
        helpers = {u.word for u in self.units[subject + 1 : k]}
        joint = subject - 1
        relative = self.code(joint) == "w" or (self.code(joint) == "s" and self.units[joint].word == "that")
        if not relative or self.code(subject) != "N" or self.code(joint - 1) != "N" or self.code(k + 1) in ("N", "c"):
            return None
        return joint - 1 if helpers.isdisjoint(PASSIVE) else None

    def _headline(self, k: int) -> bool:
        return not any(c in "vb" for c in self.codes)

    def _real(self, k: int) -> bool:
        """Whether what the trigger tells is said to have happened: no modal, no plan, no condition, no denial."""
        j, chain = self._chain(k)
        if self.units[k].trigger.kind in ("count", "deed"):  # type: ignore[union-attr]
            before = self.units[k - 1].word if k else ""
            return before not in AVOIDING
        if self.code(j) == "p" and self.units[j].word == "of" and self.words[self.units[j].first - 1] in PURPOSES:
            return False  # "for the purpose of killing"
        if "m" in chain or self.words[max(0, self.units[k].first - 1) : self.units[k].first] in (
            ["almost"],
            ["nearly"],
        ):
            return False
        if "n" in chain or (not chain and self.code(j) == "c" and self.code(j - 1) == "T" and not self._real(j - 1)):
            return False  # "will capture or kill"
        word = self.units[k].word
        infinitive = "t" in chain
        if infinitive:
            position = j + 1 + chain.index("t")
            raising = self.units[position - (3 if self._by_whom(position) else 1)].word in RAISING
            perfect = "have" in {u.word for u in self.units[position:k]}
            if not (perfect or raising):
                return False
        elif j >= 0 and self.codes[j] == "t":
            before_word = self.units[j - 1].word if j else ""
            perfect = "have" in {u.word for u in self.units[j + 1 : k]}
            believed = (
                j > 1 and self.code(j - 1) == "N" and self.units[j - 2].word in RAISING
            )  # "reported Ana to be dead"
            if not (perfect or believed) and before_word not in ("went", "going", "managed", "continued"):
                return False
        if word.endswith("ing") and j >= 0 and self.units[j].word in PREVENTING:
            return False
        return not self._conditional(k)

    def _conditional(self, k: int) -> bool:
        for j in range(k - 1, -1, -1):
            if self.codes[j] in ";.":
                return False
            if self.units[j].word in ("if", "unless", "whether"):
                return True
            if self.codes[j] == ",":
                return False
        return False

    def _predicated(self, k: int) -> bool:
        """Whether the phrase at unit ``k`` is the subject of what follows: "and three civilians were wounded"."""
        j = k + 1
        while self.code(j) == "p" and self.code(j + 1) == "N" and self.units[j].word not in CONJUNCTIVE:
            if self.words[self.units[j].last] == "what":
                return False  # "killed two members of what he described as a gang"
            j += 2
        if self.code(j) in "bmv":
            return self.units[j].word not in NAMING
        if self.code(j) == "T" and self.units[j].trigger.kind not in ("count", "deed", "toll"):  # type: ignore[union-attr]
            return j == k + 1
        return False
