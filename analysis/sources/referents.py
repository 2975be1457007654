"""Whom an article has spoken of so far, and whom of them a pronoun or a definite phrase takes up again."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from analysis.claims import Claim
from analysis.documents import Document, Sentence, Token
from analysis.sources.descriptions import Phrase, Source, describe_name
from analysis.sources.names import Name, find_names, nearest
from analysis.sources.phrases import phrase_around, phrase_ending
from analysis.sources.pronouns import HE_SHE, IT, THEY, fits, may_stand_for
from analysis.sources.vocabulary import GENDERS, PREPOSITIONS, find_terms, places

GENERAL = frozenset({"organization", "organisation", "agency", "group"})  # "the group" may be any body
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
                for _, b, term in find_terms(words):
                    if b <= split and term.kind == name.kind and not term.word.startswith(("deputy ", "vice ")):
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
        if phrase.head in ("media", "press"):
            return None  # all of them
        if phrase.plural or phrase.term is None or not phrase.bare or not (phrase.definite or owner):
            return None
        bearer = self._bearer(phrase, phrase.term.kind, owner)
        if bearer:
            return self.named(bearer)
        last_such = phrase.term.kind == "organization" and phrase.definite and not phrase.modifiers
        return self._body(phrase.head, phrase.term.sector) if last_such else None

    def _bearer(self, phrase: Phrase, kind: str, owner: Source | None) -> Name | None:
        """Who bears the noun of a phrase in title or name, with the phrase's other words too; else the only person who
        bears it in a title that names no place or owner to speak against it."""
        noun = phrase.head.split()
        asked = [*phrase.words[: -len(noun)], *(re.findall(r"\w+", owner.name) if owner else ())]
        wanted = {_place(word) for word in asked if word.isalpha() and word.lower() not in HE_SHE.keys() | THEY | IT}
        held = [(name, words) for name, words in self.offices.get(noun[-1], ()) if name.kind == kind]
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

    # -- pronouns

    def likeliest(self, pronoun: str, token: Token, any_gender: bool = False) -> Referent | Sequence[Token] | None:
        """Of whom was spoken before that a pronoun may stand for: sources and subjects close by come first.

        What it gives may be the tokens of a noun phrase ("a woman") that no referent has been made for yet.
        """
        best: Referent | Name | Sequence[Token] | None = None
        most = float("-inf")
        for score, candidate in (
            *self._sources_before(pronoun, token, any_gender),
            *self._names_before(pronoun, token, any_gender),
            *(() if any_gender else self._nouns_before(pronoun, token)),
        ):
            if score > most:
                best, most = candidate, score
        return self.named(best) if isinstance(best, Name) else best

    def _sources_before(self, pronoun: str, token: Token, any_gender: bool) -> Iterator[tuple[float, Referent]]:
        here = self.sentence_at(token.start).number
        for referent in self.latest():
            gender = None if any_gender else referent.gender
            kind = referent.source.kind or ("named person" if referent.named else None)
            if referent.last < token.start and fits(pronoun, kind, referent.plural, gender):
                yield 5.0 - 2.0 * (here - referent.sentence) + (referent.gender is not None), referent

    def _names_before(self, pronoun: str, token: Token, any_gender: bool) -> Iterator[tuple[float, Name]]:
        here = self.sentence_at(token.start).number
        at = bisect_left(self.names.starts, token.start)
        for mention in reversed(self.names.mentions[max(0, at - RECENT) : at]):
            name, away = mention.name, here - mention.sentence
            if away > REACH:
                break
            if may_stand_for(pronoun, mention, any_gender):
                known = (name.gender is not None) - 1.5 * (not name.sure)
                spoken_of = 2.0 * mention.subject - 3.0 * (self.quoted_by(mention.start) is not None)
                yield known + spoken_of + 0.25 * min(8, len(name.starts)) - 2.0 * away, name

    def _nouns_before(self, pronoun: str, token: Token) -> Iterator[tuple[float, Sequence[Token]]]:
        """ "a woman", "the father": nouns that say which pronoun they take, in this sentence and the one before."""
        here = self.sentence_at(token.start).number
        nouns = GENDERS.get(HE_SHE.get(pronoun, ""), frozenset())
        for away in range(min(2, here + 1) if nouns else 0):
            tokens = self.document.sentences[here - away].tokens
            for i, noun in enumerate(tokens):
                if noun.word in nouns and noun.end <= token.start and self.quoted_by(noun.start) is None:
                    yield 3.0 - 2.0 * away, phrase_ending(tokens[: i + 1])

    def next_named(self, pronoun: str, token: Token) -> Referent | None:
        """The first name behind a pronoun that it may stand for: "When he arrived, Diaz said"."""
        here = self.sentence_at(token.start).number
        at = bisect_left(self.names.starts, token.start)
        close = (m for m in self.names.mentions[at : at + RECENT] if m.sentence <= here + 1)
        return next((self.named(m.name) for m in close if may_stand_for(pronoun, m)), None)


def _place(word: str) -> str:
    """The word in lower case, "Iranian" as "iran"."""
    return places().get(word, word).lower()


def _takes_up(asked: str, held: str) -> bool:
    """Does "minister" take up "prime minister"? It does; "governor" does not take up "deputy governor"."""
    return held == asked or (held.endswith(" " + asked) and not held.startswith(("deputy ", "vice ")))
