"""A sentence as a row of units, and what its grammar says: what acts, what is passive, what is only possible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.casualties.outcomes import Trigger
from analysis.casualties.phrases import TEMPORAL, Phrase, is_people, singular
from analysis.casualties.word_lists import word_list
from analysis.documents import Token

AUXILIARY = word_list("auxiliary")
RAISING = word_list("raising")
SUBORDINATE = word_list("subordinate")
INCLUDING = word_list("including")
MODAL = word_list("modal")
NOT = word_list("not")
CONJUNCTIVE = word_list("conjunctive")  # with a clause behind them as often as a phrase
MARKS = word_list("marks")
TIME_UNITS = word_list("time-units")
PASSIVE = word_list("passive")


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
        if (width := _joint(tokens, i)) and i not in told:
            unit = Unit("c" if width == 3 else "a", i, i + width, word="as well as")
        elif words[i] in ("among", "amongst") and words[i + 1 : i + 2] in (["them"], ["whom"], ["those"]):
            unit = Unit("i", i, i + 2, word="among")
        elif i in told and i not in by_token:
            unit = Unit("T", i, told[i].last, trigger=told[i], word=tokens[i].word.lower())
        elif i in by_token:
            phrase = by_token[i]
            if _is_age(tokens, phrase, units):
                units.pop()
                i = aged = phrase.last
                continue
            if phrase.head is None and _age_goes_on(tokens, i, aged):  # "ages 54, 33 and 26"
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


def _age_goes_on(tokens: Sequence[Token], i: int, aged: int) -> bool:
    """Whether a bare number is an age: after "aged", "ages", "to be", or joined to another age."""
    before = tokens[i - 1].word.lower() if i else ""
    if before in ("age", "aged", "ages", "be", "turned") or (
        before == "," and i > 1 and tokens[i - 2].word.lower() in ("ages", "aged")
    ):
        return True
    return before in (",", "and", "or") and i - 2 <= aged <= i - 1


def _aside(tokens: Sequence[Token], i: int, phrases: dict[int, Phrase], told: dict[int, Trigger]) -> int | None:
    """The end of a parenthesis that holds no figure and no outcome: places, names, notes."""
    end = next((k for k in range(i + 1, min(len(tokens), i + 40)) if tokens[k].word == ")"), None)
    if end is None or any(k in told for k in range(i, end)):
        return None
    counted = any(k in phrases and phrases[k].number is not None and phrases[k].head is not None for k in range(i, end))
    return None if counted else end + 1


def _joint(tokens: Sequence[Token], i: int) -> int:
    """How many tokens join like "and": 3 for "as well as", 2 for "along with"."""
    words = [t.word.lower() for t in tokens[i : i + 3]]
    if words == ["as", "well", "as"]:
        return 3
    return 2 if words[:2] in (["along", "with"], ["together", "with"]) else 0


def _is_age(tokens: Sequence[Token], phrase: Phrase, units: list[Unit]) -> bool:
    """ "John Smith, 34," or "(34)": the number beside a name."""
    if phrase.head is not None or phrase.number is None or len(units) < 2 or units[-1].word not in (",", "("):
        return False
    before = units[-2].phrase
    exact = phrase.number.last - phrase.number.first == 1 and phrase.low is not None and phrase.low < 120
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
        while j >= 0 and (self.codes[j] in "bmn" or (self.codes[j] == "t" and j > 0 and self.codes[j - 1] in "bv")):
            j -= 1
        return j, "".join(self.codes[j + 1 : k])

    def _is_active(self, k: int) -> bool:
        word = self.units[k].word
        _, chain = self._chain(k)
        helpers = {u.word for u in self.units[k - len(chain) : k]}
        be = bool(
            helpers
            & {
                "is",
                "are",
                "was",
                "were",
                "be",
                "been",
                "being",
                "get",
                "got",
                "gets",
                "'s",
                "'re",
                "getting",
                "gotten",
                "s",
            }
        )
        if word.endswith("ing"):
            return True
        participle = word.endswith("ed") or word in (
            "slain",
            "shot",
            "hurt",
            "taken",
            "held",
            "mown",
            "fatally",
            "mortally",
            "critically",
            "seriously",
            "beaten",
            "struck",
            "hit",
            "hanged",
            "made",
            "left",
        )
        if not participle:
            return True
        if be:
            return False
        if helpers & {"has", "have", "had"}:
            return True
        if self.code(k + 1) == "c" and self.code(k + 2) == "T":  # "killed and wounded 12", "was shot and killed"
            return self._is_active(k + 2)
        if self.code(k + 1) != "N":
            return False
        phrase = self.units[k + 1].phrase
        assert phrase is not None
        if phrase.head is not None and self.words[phrase.head] in TEMPORAL:
            return False
        if self.people(k + 1, lenient=True):
            return self.code(k - 1) == "w" or not self._predicated(k + 1)  # "the men who shot her were"
        # an object that is nobody ("executed attacks"), against "killed three days ago"
        return phrase.head is not None and singular(self.words[phrase.head]) not in TIME_UNITS

    def _headline(self, k: int) -> bool:
        return not any(c in "vb" for c in self.codes)

    def _real(self, k: int) -> bool:
        """Whether what the trigger tells is said to have happened: no modal, no plan, no condition, no denial."""
        j, chain = self._chain(k)
        if self.units[k].trigger.kind in ("count", "deed"):  # type: ignore[union-attr]
            before = self.units[k - 1].word if k else ""
            return before not in (
                "avoid",
                "prevent",
                "avoiding",
                "preventing",
                "prevented",
                "avoided",
                "attempted",
                "without",
            )
        if "m" in chain or self.words[max(0, self.units[k].first - 1) : self.units[k].first] in (
            ["almost"],
            ["nearly"],
        ):
            return False
        if "n" in chain:
            return False
        word = self.units[k].word
        infinitive = "t" in chain
        if infinitive:
            position = j + 1 + chain.index("t")
            raising = self.units[position - 1].word in RAISING
            perfect = "have" in {u.word for u in self.units[position:k]}
            if not (perfect or raising):
                return False
        elif j >= 0 and self.codes[j] == "t":
            before_word = self.units[j - 1].word if j else ""
            perfect = "have" in {u.word for u in self.units[j + 1 : k]}
            if not perfect and before_word not in ("went", "going", "managed", "continued"):
                return False
        if (
            word.endswith("ing")
            and j >= 0
            and self.units[j].word
            in (
                "avoid",
                "prevent",
                "without",
                "avoiding",
                "preventing",
                "avoided",
                "prevented",
                "from",
                "threatening",
                "considered",
                "planned",
                "against",
            )
        ):
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
            j += 2
        if self.code(j) in "bmv":
            return True
        if self.code(j) == "T" and self.units[j].trigger.kind not in ("count", "deed", "toll"):  # type: ignore[union-attr]
            return j == k + 1
        return False
