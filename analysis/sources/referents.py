"""Whom an article has spoken of so far, and whom of them a pronoun or a definite phrase takes up again."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from analysis.claims import Claim
from analysis.documents import Document, Sentence, Token
from analysis.sources.descriptions import Phrase, Source, describe_name
from analysis.sources.names import Name, find_names, nearest
from analysis.sources.phrases import phrase_around
from analysis.sources.pronouns import HE_SHE, IT, THEY
from analysis.sources.titles import POSSESSIVE
from analysis.sources.vocabulary import PREPOSITIONS, find_terms, places

GENERAL = frozenset({"organization", "organisation", "agency", "group"})  # "the group" may be any body
PLAIN = frozenset({"main", "local", "same", "nearby", "central", "only"})  # tells nothing that sets a body apart
TOWNS = frozenset({"town", "city", "village", "capital", "island", "region", "province", "district", "county", "area"})
POSSESSED = TOWNS | {f"{town}'s" for town in TOWNS} | {f"{town}’s" for town in TOWNS}
RECENT = 30  # how many sources and names before a pronoun are looked at
FAR = 20  # and between "the report" and the phrase that said whose
REACH = 4  # sentences between a pronoun and a name that it may stand for


@dataclass(slots=True, eq=False)
class Referent:
    """Whom a source phrase stands for, and what later phrases need to find it again."""

    source: Source
    head: str = ""
    plural: bool = False
    named: Name | None = None
    modifiers: frozenset[str] = frozenset()
    gender: str | None = None
    owner: str | None = None
    last: int = -1
    sentence: int = -1


class Referents:
    """The referents of an article in the order they are met, beside its names."""

    def __init__(self, document: Document, claims: Sequence[Claim]):
        self.document = document
        self.names = find_names(document)
        self.used: list[Referent] = []  # in the order of use, as often as used
        self._sentence_starts = [s.start for s in document.sentences]
        self._contents = sorted((a, b, i) for i, claim in enumerate(claims) for a, b in claim.content)
        self._by_name: dict[Name, Referent] = {}
        self._by_description: dict[str, Referent] = {}
        self._by_noun: dict[str, list[Referent]] = defaultdict(list)

    def sentence_at(self, position: int) -> Sentence:
        return self.document.sentences[max(0, bisect_right(self._sentence_starts, position) - 1)]

    def quoted_by(self, position: int) -> int | None:
        """The number of the claim in whose content a position lies."""
        at = bisect_right(self._contents, (position, len(self.document.text), 0))
        return next((i for _, b, i in reversed(self._contents[max(0, at - 4) : at]) if b > position), None)

    @cached_property
    def offices(self) -> dict[str, list[tuple[Name, list[str]]]]:
        """Nouns for people and bodies -> the names that bear them, with the words of that title or name."""
        found = defaultdict(list)
        for name in self.names.all:
            for text in [name.text, *name.titles] if name.kind == "organization" else name.titles:
                words = re.findall(r"[\w.-]*\w\.?", text)
                split = next((i for i, word in enumerate(words) if word in PREPOSITIONS), len(words))
                for a, b, term in find_terms(words):
                    before = words[a - 1].lower() if a else ""
                    second = before in ("deputy", "vice") or term.word.startswith(("deputy ", "vice "))
                    if b <= split and term.kind == name.kind and not second:
                        found[term.word.split()[-1]].append((name, words))
        return found

    # -- keeping

    def named(self, name: Name) -> Referent:
        if name not in self._by_name:
            self._by_name[name] = Referent(describe_name(name), named=name, gender=name.gender)
        return self._by_name[name]

    def described(self, description: str) -> Referent | None:
        return self._by_description.get(description.lower())

    def keep(self, description: str, referent: Referent) -> Referent:
        """Keep a referent under a description and its noun; a later one of the same description takes its place."""
        self._by_description[description.lower()] = referent
        if referent.head:
            self._by_noun[referent.head.split()[-1]].append(referent)
        return referent

    def use(self, referent: Referent, position: int) -> None:
        self.used.append(referent)
        referent.last = max(referent.last, position)
        referent.sentence = max(referent.sentence, self.sentence_at(position).number)

    def latest(self) -> list[Referent]:
        """The last referents used: how far back is looked is bounded, so that time grows with the length only."""
        return self.used[-RECENT:]

    # -- definite phrases

    def taken_up(self, phrase: Phrase, owner: Source | None) -> Referent | None:
        """The source a definite phrase takes up: one with the same noun, a bearer of it, the last body of its kind."""
        same = [
            r
            for r in self._by_noun.get(phrase.head.split()[-1], [])[-RECENT:]
            if r.plural == phrase.plural and _takes_up(phrase.head, r.head)
        ]
        if owner:
            same = [r for r in same if r.owner == owner.name]
        else:
            same = [r for r in same if phrase.definite and phrase.bare and phrase.modifiers <= r.modifiers]
        if same:
            return max(same, key=lambda r: r.last)
        if (body := self._only_such(phrase, owner)) is not None:
            return body
        if phrase.head in ("media", "press"):
            return None  # all of them
        if phrase.plural or phrase.term is None or not phrase.bare:
            return None
        headline = phrase.determiner == "" and phrase.term.kind == "person"  # "judge: vote is void"
        if not (phrase.definite or owner or headline):
            return None
        bearer = self._bearer(phrase, phrase.term.kind, owner)
        if bearer:
            return self.named(bearer)
        last_such = phrase.term.kind == "organization" and phrase.definite and not phrase.modifiers
        return self._body(phrase.head, phrase.term.sector) if last_such else None

    def _only_such(self, phrase: Phrase, owner: Source | None) -> Referent | None:
        """ "the main hospital", "the town's hospital": the one body of that noun the article tells of, if it is but one."""
        body = phrase.term is not None and phrase.term.kind == "organization" and not phrase.plural and phrase.bare
        if not body or not (phrase.definite or owner) or not phrase.modifiers <= PLAIN | _possessed(owner):
            return None
        if owner and owner.name.split()[-1].lower() not in TOWNS:
            return None
        noun = phrase.head.split()[-1]
        named = {name for name, _ in self.offices.get(noun, ()) if name.kind == "organization"}
        told = {
            r for r in self._by_noun.get(noun, [])[-RECENT:] if r.head == phrase.head and not r.plural and not r.named
        }
        plain = all({word.lower() for word in r.source.name.split()} - {noun} <= PLAIN | POSSESSED for r in told)
        if len(named) == 1 and plain:
            return self.named(next(iter(named)))
        return next(iter(told)) if len(told) == 1 and plain and not named else None

    def _bearer(self, phrase: Phrase, kind: str, owner: Source | None) -> Name | None:
        """Who bears the noun of a phrase in title or name, with the phrase's other words too; else the only person who
        bears it in a title that names no place or owner to speak against it."""
        noun = phrase.head.split()
        asked = [*phrase.words[: -len(noun)], *(re.findall(r"\w+", owner.name) if owner else ())]
        wanted = {_place(word) for word in asked if word.isalpha() and word.lower() not in HE_SHE.keys() | THEY | IT}
        of_kind = [(name, words) for name, words in self.offices.get(noun[-1], ()) if name.kind == kind]
        # a minister of economy is no "prime minister"
        held = [(name, words) for name, words in of_kind if {*noun} <= {word.lower() for word in words}]
        fit = [name for name, words in held if wanted <= {_place(word) for word in words}]
        if not fit and kind == "person":
            plain = {
                name for name, words in held if words[0] not in places() and not any(w[0].isupper() for w in words[1:])
            }
            fit = list(plain) if len(plain) == 1 else []
        return nearest(fit, phrase.tokens[0].start)

    def _body(self, noun: str, sector: str | None) -> Referent | None:
        """ "the website", "the group": the last source that is such a body."""
        if sector is None and noun not in GENERAL:
            return None
        bodies = (r for r in reversed(self.latest()) if r.named and r.named.kind == "organization")
        return next((r for r in bodies if sector in (None, r.source.sector)), None)

    def told_before(self, phrase: Phrase) -> Sequence[Token]:
        """The last phrase of the same noun that tells more: "a Port Board report" for "the report"; nothing without one."""
        noun, start = phrase.words[-1].lower(), phrase.tokens[0].start
        here = self.sentence_at(start).number
        places = self._nouns.get(noun, [])
        for sentence, i in reversed(places[: bisect_left(places, (here + 1, 0))]):
            if here - sentence > FAR:
                break
            tokens = self.document.sentences[sentence].tokens
            if tokens[i].start < start:
                told = phrase_around(tokens, i)
                if sum(t.pos != "DT" for t in told) > len(phrase.words):
                    return told
        return ()

    @cached_property
    def _nouns(self) -> dict[str, list[tuple[int, int]]]:
        """Nouns in lower case -> sentence and token where they stand."""
        found = defaultdict(list)
        for sentence in self.document.sentences:
            for i, token in enumerate(sentence.tokens):
                if token.pos in ("NN", "NNS"):
                    found[token.word.lower()].append((sentence.number, i))
        return found


def _possessed(owner: Source | None) -> set[str]:
    """The words that say whose, in lower case."""
    return {word.lower() for word in owner.name.split()} | POSSESSIVE if owner else set()


def _place(word: str) -> str:
    """The word in lower case, "Iranian" as "iran"."""
    return places().get(word, word).lower()


def _takes_up(asked: str, held: str) -> bool:
    """Does "minister" take up "prime minister"? It does; "governor" does not take up "deputy governor"."""
    return held == asked or (held.endswith(" " + asked) and not held.startswith(("deputy ", "vice ")))
