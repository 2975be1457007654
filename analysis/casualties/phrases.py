"""Noun phrases as casualty figures need them: how many, of whom, a name or not."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.casualties.edges import HELPING, MODIFYING, Edges
from analysis.casualties.numbers import Number
from analysis.casualties.word_lists import word_list
from analysis.casualties.words import TEMPORAL, YEAR_OLD, is_noun, persons, singular

DETERMINERS = word_list("determiners")
SINGULAR = word_list("singular")
BETWEEN = word_list("behind-determiners")
DEFINITE = word_list("definite")
PRONOUNS = {
    "he": 1,
    "she": 1,
    "him": 1,
    "her": 1,
    "himself": 1,
    "herself": 1,
    "they": None,
    "them": None,
    "i": 1,
    "me": 1,
}
COLLECTIVE = word_list("collective")
IRREGULAR_PLURALS = word_list("irregular-plurals")
UNCOUNTED = word_list("uncounted")  # nobody knows how many, unless "a family of six" tells
COMPANIES = {"couple": 2, "pair": 2, "duo": 2, "trio": 3, "twins": 2}
NAME_WITH_ARTICLE = re.compile(r"(?:al|el|an|as|ad|ar|at|ash|ul|ud)-[A-Z]")  # "al-Rashid"


@dataclass(slots=True)
class Phrase:
    """A noun phrase over tokens ``[first, last)``. ``head`` is its last noun (None where only a number stands)."""

    first: int
    last: int
    head: int | None
    number: Number | None
    determiner: str | None
    low: int | None
    high: int | None
    vague: bool
    named: bool
    plural: bool
    owner: tuple[int, int] | None = None  # tokens of a possessor: "Baloch" of "Baloch's death"
    inner: Phrase | None = None  # what follows "of"
    pronoun: bool = False
    partitive: bool = False  # "three of the five"


class Chunker(Edges):
    """Reads the noun phrases of one sentence. ``taken`` are the tokens of verbs and adjectives that tell an outcome."""

    def all(self) -> list[Phrase]:
        """The noun phrases from left to right, not overlapping."""
        phrases, i = [], 0
        while i < len(self.tokens):
            phrase = self.at(i)
            if phrase:
                exact = phrase.number is not None and phrase.low == phrase.high
                if exact and self.words[phrase.last : phrase.last + 2] == ["or", "more"]:
                    phrase.last, phrase.high = phrase.last + 2, None  # "66 people or more"
                phrases.append(phrase)
            i = phrase.last if phrase else i + 1
        return phrases

    def at(self, i: int) -> Phrase | None:
        """The noun phrase that begins at a token, if one does."""
        words, tokens = self.words, self.tokens
        if i >= len(words):
            return None
        if (
            words[i] in PRONOUNS
            and (tokens[i].pos in ("PRP", "NNP", "NN") or words[i] == "her")
            and not (words[i] == "her" and self._noun_follows(i + 1))
        ):
            count = PRONOUNS[words[i]]
            return Phrase(i, i + 1, i, None, None, count, count, count is None, False, count is None, pronoun=True)
        j, determiner, number = i, None, self.numbers.get(i)
        if number is None and (
            words[i] in DETERMINERS and (tokens[i].pos != "IN" or words[i] == "that") and tokens[i].pos not in ("WDT",)
        ):
            if words[i] == "that" and tokens[i].pos == "IN":
                return None
            determiner, j = words[i], i + 1
            while j < len(words) and words[j] in BETWEEN:
                j += 1
            if j >= len(words):
                return None
            number = self.numbers.get(j)
            if (
                number is None
                and not self._leads_to_noun(j)
                and (words[i] == "another" or words[j] in ("accused", "deceased"))
            ):
                last = i + 1 if words[i] == "another" else j + 1
                return Phrase(i, last, last - 1, None, determiner, 1, 1, False, False, False)
        if number and (pair := self._two_ages(i, number.last)):
            return pair
        if (number or determiner) and (age := self._age(number.last if number else j)):  # "a nine year old girl"
            j, number = age, None
            if determiner is None:
                determiner = "a"
            if not self._noun_follows(j):
                return Phrase(i, j, j - 1, None, determiner, 1, 1, False, False, False)
        elif number:
            j = number.last
            if j in self.numbers:  # "in 2024 two people"
                return Phrase(i, j, None, number, determiner, number.low, number.high, number.vague, False, True)
            if words[j : j + 1] == ["of"] and (phrase := self._partitive(i, j, number, determiner)):
                return phrase
        return self._nouns(i, j, number, determiner)

    def _two_ages(self, i: int, j: int) -> Phrase | None:
        """The phrase from ``i`` if it is of two people, by their ages: "a 25- and a 35-year-old man"."""
        second = j + 2 + (self.words[j + 2 : j + 3] == ["a"])
        made = (
            self._nouns(i, second, None, "a")
            if self.words[j : j + 2] == ["-", "and"] and self._is_age(second)
            else None
        )
        if made is not None:
            made.low = made.high = 2
            made.plural = True
        return made

    def _partitive(self, i: int, j: int, number: Number, determiner: str | None) -> Phrase | None:
        inner = self.at(j + 1)
        if (
            inner is None
            and self.words[j + 1 : j + 2]
            and self.words[j + 1] in ("whom", "which", "them", "those", "these")
        ):
            inner = Phrase(j + 1, j + 2, None, None, None, None, None, True, False, True, pronoun=True)
        if inner is None:
            return None
        partitive = inner.pronoun or inner.determiner in DEFINITE or inner.number is not None
        made = Phrase(i, inner.last, inner.head, number, determiner, number.low, number.high, number.vague, False, True)
        made.inner, made.partitive, made.pronoun = inner, partitive, False
        return made

    def _nouns(self, i: int, j: int, number: Number | None, determiner: str | None) -> Phrase | None:
        tokens, words = self.tokens, self.words
        head = owner = None
        start = j
        while j < len(tokens):
            token, pos = tokens[j], tokens[j].pos
            if j in self.taken and not (self._modifies(j) and (number or determiner) and head is None):
                break
            if j > start and j in self.numbers and not (token.pos in ("NNP",) and head is not None):
                break
            if is_noun(token) and words[j] not in ("both",):
                if head is not None and self._new_phrase(j, head):
                    break
                if (
                    words[j] in TEMPORAL
                    and (number or determiner)
                    and head is None
                    and token.word[:1].isupper()
                    and not self._noun_follows(j + 1)
                ):
                    break
                head = j
            elif pos == "POS" and head is not None:
                owner, head = (start if determiner is None else i, j), None
            elif (
                pos in MODIFYING
                or (pos in ("VB", "VBD") and (number or determiner) and words[j] not in HELPING)
                or words[j] in ("-", "“", '"', "'", "‘", "”", "’")
            ):
                if head is not None and not (
                    (
                        pos == "JJ" and YEAR_OLD.fullmatch(words[head]) and self._leads_to_noun(j)
                    )  # "an 8-year-old local boy"
                    or (pos in ("CD", "FW") and tokens[j - 1].pos == "NNP")
                    or ((number or determiner) and self._compound(j))
                    or self._quoted(start, j)
                ):
                    break
                if words[j] in ("more", "others", "other") and not self._noun_follows(j + 1):
                    head = j if words[j] != "other" else head
                    j += 1
                    break
                bare = j == start and determiner is None and number is None
                if not self._leads_to_noun(j) or (bare and (pos == "VBG" or self._reports(j))):
                    break
            elif (
                pos == "CC"
                and words[j] in ("and", "or")
                and ((head is not None and self._joins(j)) or self._joins_peoples(j))
            ):
                head = None
            else:
                break
            j += 1
        if head is None and owner is not None:
            return None
        if head is None and number is None:
            return None
        last = (head + 1) if head is not None else (number.last if number else j)
        if head is not None and number and self._shares_number(last):
            last += 2
            head = last - 1
        return self._made(i, last, head, number, determiner, owner)

    def _made(
        self, i: int, last: int, head: int | None, number: Number | None, determiner: str | None, owner
    ) -> Phrase:
        tokens = self.tokens
        word = tokens[head].word if head is not None else ""
        plural = (
            head is None
            or word.lower() in IRREGULAR_PLURALS
            or (tokens[head].pos in ("NNS", "NNPS") or (word.lower() != singular(word) and word.lower().endswith("s")))
            or word.lower() in ("others", "more")
        )
        named = (
            head is not None
            and tokens[head].pos in ("NNP", "NNPS")
            and (word[:1].isupper() or NAME_WITH_ARTICLE.match(word) is not None)
            and singular(word) not in persons()
        )
        if named and head and tokens[head - 1].pos == "NNP" and head - 1 >= i and not number:
            plural = False  # "Dwayne Bates"
        made = Phrase(i, last, head, number, determiner, None, None, True, named, plural, owner)
        if number:
            made.low, made.high, made.vague = number.low, number.high, number.vague
        elif (determiner in SINGULAR or not plural) and word.lower() not in UNCOUNTED:
            made.low = made.high = COMPANIES.get(word.lower(), 1)
            made.vague = False
        if (extended := self._name_of(last, head)) is not None:  # "an Islamic Movement of Uzbekistan facilitator"
            return self._made(i, extended, extended - 1, number, determiner, owner)
        if (
            self.words[last : last + 1] == ["of"]
            and head is not None
            and (singular(word) in COLLECTIVE or word.lower() in COLLECTIVE)
        ):
            made.inner = self.at(last + 1)
            if made.inner is not None:
                made.last = made.inner.last
                _take_count(made, made.inner, word.lower())
        return made


def _take_count(whole: Phrase, inner: Phrase, head: str) -> None:
    """ "a family of six", "a group of 12 farmers": as many as the words behind "of" count."""
    number = inner.number
    if head in UNCOUNTED and number is not None and (whole.number is None or whole.number.vague):
        whole.number, whole.low, whole.high, whole.vague = number, number.low, number.high, number.vague
