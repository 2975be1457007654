"""Where a noun phrase begins and ends: what may stand before its noun, and which nouns it goes on with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.casualties.numbers import Number
from analysis.casualties.word_lists import word_list
from analysis.casualties.words import TEMPORAL, is_noun, persons, singular, victim_groups
from analysis.documents import Token
from analysis.sources.vocabulary import places

HELPING = ("was", "were", "had")
MODIFYING = word_list("modifying")
RAISING = word_list("raising")
PASSIVE = word_list("passive")


class Edges:
    """The tokens of one sentence, asked what a noun phrase may hold. ``taken``: those of verbs and adjectives that tell
    an outcome, with the end of each."""

    def __init__(self, tokens: Sequence[Token], numbers: Sequence[Number], taken: dict[int, int]):
        self.tokens, self.taken = tokens, taken
        self.words = [t.word.lower() for t in tokens]
        self.numbers = {n.first: n for n in numbers}

    def _age(self, j: int) -> int | None:
        """The end of "year old" or "years-old" after a number, if it stands there."""
        if self.words[j : j + 1] in (["y/o"], ["yo"], ["yoa"]):
            return j + 1
        if self.words[j : j + 1] in (["to"], ["or"]) and self._is_age(j + 1):  # "an 18 to 20-year-old man"
            return j + 1
        if self._is_age(j) and self.words[j + 1 : j + 2] == ["old"]:  # "a 20-year old man"
            return j + 2
        following = "-".join(self.words[j : j + 2])
        if re.fullmatch(r"(?:year|month|day|week)s?-olds?", self.words[j]) if j < len(self.words) else False:
            return j + 1
        return j + 2 if re.fullmatch(r"(?:year|month|day|week)s?-olds?", following) else None

    def _is_age(self, j: int) -> bool:
        return j < len(self.words) and re.match(r"\d+-years?\b", self.words[j]) is not None

    def _noun_follows(self, j: int) -> bool:
        while j < len(self.tokens) and self.tokens[j].pos in ("JJ", "CD", "VBN", "JJS", "NNP"):
            j += 1
        return j < len(self.tokens) and is_noun(self.tokens[j])

    def _compound(self, j: int) -> bool:
        """Whether modifiers between a name and the person it goes with begin here: "a Taliban improvised mine maker"."""
        k = j
        while k < len(self.tokens) and self.tokens[k].pos in ("JJ", "VBN", "NN") and k not in self.taken:
            k += 1
        last = k - (k == len(self.tokens) or not is_noun(self.tokens[k]))
        return (
            self.tokens[j - 1].pos.startswith("NNP")
            and last > j
            and is_noun(self.tokens[last])
            and singular(self.tokens[last].word) in persons()
        )

    def _modifies(self, j: int) -> bool:
        """Whether a participle or adjective of outcome stands before its noun: "12 wounded soldiers"."""
        last = self.taken[j]
        return (
            last == j + 1
            and last < len(self.tokens)
            and self._noun_follows(last)
            and self.words[last] not in TEMPORAL
            and last not in self.taken
        )

    def _new_phrase(self, j: int, head: int) -> bool:
        """Whether the noun at ``j`` opens another phrase than the noun before it closes: "militants Wednesday"."""
        word, before = self.tokens[j], self.tokens[head]
        if self.words[j] in TEMPORAL:
            return True
        return before.pos == "NNS" and before.word.islower() and word.pos.startswith("NNP")

    def _leads_to_noun(self, j: int) -> bool:
        k = j
        while k < len(self.tokens) and k - j < 6:
            pos = self.tokens[k].pos
            if k in self.taken and not self._modifies(k):
                return False
            if is_noun(self.tokens[k]) or self.words[k] in ("others", "more"):
                return True
            if k > j and self.words[k] == "and" and self.tokens[k - 1].pos in ("JJ", "NNP"):
                k += 1
                continue
            if (
                pos not in MODIFYING
                and (pos not in ("POS", "VB", "VBD") or self.words[k] in HELPING)
                and self.words[k] not in ("-", "“", '"', "'", "‘", ",", "”", "’")
            ):
                return False
            if self.words[k] == "," and not (
                self.tokens[k - 1].pos == "JJ" and k + 1 < len(self.tokens) and self.tokens[k + 1].pos == "JJ"
            ):
                return False
            k += 1
        return False

    def _quoted(self, start: int, j: int) -> bool:
        """Whether a name in quotation marks ends here and its noun follows: "the ‘Rault’ family"."""
        quotes = self.words[start : start + 1] in (["‘"], ["“"]) and self.words[j] in ("’", "”")
        return quotes and self._noun_follows(j + 1)

    def _reports(self, j: int) -> bool:
        """Whether a participle is the verb of "it was reported Ana had died", and opens no phrase."""
        return self.words[j] in RAISING and j > 0 and self.words[j - 1] in PASSIVE

    def _joins(self, j: int) -> bool:
        """Whether "and" joins two modifiers of one noun: "American and Iraqi personnel"."""
        tokens = self.tokens
        return (
            j + 2 < len(tokens)
            and tokens[j - 1].pos in ("JJ", "NNP")
            and tokens[j + 1].pos in ("JJ", "NNP")
            and tokens[j + 2].pos in ("NNS", "NN")
            and singular(tokens[j + 2].word) in persons()
            and singular(tokens[j - 1].word)
            not in persons()
            - {"afghan", "iraqi", "american", "palestinian", "syrian", "israeli", "russian", "ukrainian"}
        )

    def _joins_peoples(self, j: int) -> bool:
        """Whether "and" joins adjectives of places, or two bodies, before a noun: "four Chinese and Indonesian vessels",
        "army and police personnel"."""
        sides = [token.word for token in self.tokens[j - 1 : j + 2 : 2]] if j else []
        peoples = all(places().get(word, word) != word for word in sides)
        bodies = all(f"{word}-" in victim_groups() or word == "police" for word in sides)
        return len(sides) == 2 and (peoples or bodies) and self._leads_to_noun(j + 2)

    def _shares_number(self, j: int) -> bool:
        """Whether a bare plural after "and" shares the number before: "five men and women"."""
        tokens, words = self.tokens, self.words
        if words[j : j + 1] not in (["and"], ["or"]) or j + 1 >= len(tokens) or j + 1 in self.taken:
            return False
        noun = tokens[j + 1]
        plain = noun.pos == "NNS" and singular(noun.word) in persons()
        after = tokens[j + 2].pos if j + 2 < len(tokens) else "."
        alone = words[j] == "or" or (not after.startswith(("VB", "MD", "NN")) and j + 2 not in self.taken)
        return plain and alone

    def _name_of(self, last: int, head: int | None) -> int | None:
        """The end of a noun that a name with "of" stands before, if one follows."""
        tokens, k = self.tokens, last + 1
        if head is None or self.words[last : last + 1] != ["of"] or not tokens[head].word[:1].isupper():
            return None
        while k < len(tokens) and (
            tokens[k].pos.startswith("NNP")
            or (k > last + 1 and tokens[k].pos in ("IN", "DT") and self.words[k] in ("and", "the"))
        ):
            k += 1
        end = k
        while end < len(tokens) and tokens[end].pos in ("NN", "NNS") and self.words[end] not in TEMPORAL:
            end += 1
        return end if end > k > last + 1 and singular(tokens[end - 1].word) in persons() else None
