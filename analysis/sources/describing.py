"""Source phrases that are no names: "the ministry", "its spokesman", "a source in the port", and what they take up again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.claims import Claim
from analysis.documents import Document, Token
from analysis.sources.descriptions import (
    OFFICIAL_SECTORS,
    SPOKEN_FOR,
    WITHHELD,
    Phrase,
    Source,
    describe_name,
    describe_phrase,
    read_phrase,
)
from analysis.sources.referents import REACH, Referent, Referents
from analysis.sources.titles import POSSESSIVE, text_of
from analysis.sources.vocabulary import ROLE_LIKE, gender_of, places, terms

CULPRITS = frozenset({  # whom the police look for: seldom somebody named before
    "attacker", "assailant", "gunman", "shooter", "killer", "murderer", "bomber", "robber", "thief", "burglar", "kidnapper",
    "hijacker", "arsonist", "suspect", "intruder", "perpetrator", "stabber", "driver", "militant", "terrorist",
})  # fmt: skip
NO_NEWS = frozenset(
    {"new", "latest", "recent", "same", "latter", "former", "first", "second", "two", "three", "other", "'s"}
)
PROPER_ADJECTIVES = frozenset({
    "Jewish", "Muslim", "Christian", "Catholic", "Protestant", "Orthodox", "Buddhist", "Sikh", "Sunni", "Shiite", "Shia",
    "Islamic", "Islamist", "Arab", "Arabic", "Kurdish", "Western", "Democratic", "Republican", "Conservative", "Liberal",
    "Labour", "Latino", "Hispanic", "Black", "White", "Soviet", "Nazi", "Mormon", "Evangelical", "Zionist", "Maoist",
})  # fmt: skip
TOPIC = re.compile(r"\b(?:on|about|to|in) (?:the )?$")  # "a post on Twitter" is not of Twitter


class Describer:
    """Finds the referents of phrases that are no names; whom a pronoun stands for, a ``Resolver`` knows."""

    def __init__(self, document: Document, claims: Sequence[Claim]):
        self.document = document
        self.referents = Referents(document, claims)
        self.by_claim: dict[int, Referent] = {}
        self._first_words: dict[str, int] | None = None

    def pronoun(self, word: str, token: Token) -> Referent | None:
        """Whom a pronoun stands for."""
        raise NotImplementedError

    def before(self, word: str, token: Token, any_gender: bool = False) -> Referent | None:
        """Of whom was spoken before that a pronoun may stand for."""
        raise NotImplementedError

    def read(self, tokens: Sequence[Token]) -> Phrase:
        return read_phrase(tokens, self.referents.names.within)

    def once(self, key: str, source: Source, plural: bool = False) -> Referent:
        """The one referent of a phrase that means the same wherever it stands."""
        return self.referents.described(key) or self.referents.keep(key, Referent(source, plural=plural))

    def described(self, phrase: Phrase) -> Referent:
        """The referent of a phrase that is no name: one met before that it takes up, else a new one."""
        owner, rest = self.owner(phrase)
        name = self.description(phrase, owner, rest)
        if phrase.plural or not phrase.indefinite:
            fuller = self.fuller(phrase)
            if fuller:
                return self.referents.described(self.description(fuller, *self.owner(fuller))) or self.described(fuller)
            found = self.referents.described(name) if phrase.determiner != "another" else None
            found = found or self.referents.taken_up(phrase, owner) or self.epithet(phrase, owner)
            if found:
                return found
        told = [
            m.name
            for m in phrase.inner
            if m.name.kind in ("organization", "person") and not TOPIC.search(self.document.text[: m.start][-12:])
        ]
        affiliation = owner or (describe_name(told[-1]) if told else None)
        if affiliation is None and phrase.head in SPOKEN_FOR and len(phrase.tokens) == len(phrase.head.split()):
            affiliation = self.spoken_for(phrase)
            name = f"{affiliation.name} {name}" if affiliation else name
        holder = owner or self.teller(phrase)
        made = Referent(
            describe_phrase(name, phrase, affiliation),
            phrase.head,
            phrase.plural,
            modifiers=phrase.modifiers,
            gender=gender_of([phrase.head]),
            owner=holder.name if holder else None,
        )
        return self.referents.keep(name, made)

    def fuller(self, phrase: Phrase) -> Phrase | None:
        """The phrase that said more of what "the report", "the new poll" and "the officials" take up again."""
        plain = phrase.definite and phrase.bare and phrase.modifiers <= NO_NEWS
        document = phrase.term is not None and phrase.term.kind == "document"
        if not plain or not (document or phrase.plural or phrase.head in WITHHELD):
            return None
        told = self.referents.told_before(phrase)
        if not told:
            return None
        before = self.read(told)
        same = before.mention is None and before.head.split()[-1] == phrase.head.split()[-1]
        return before if same and not (before.definite and before.bare and before.modifiers <= NO_NEWS) else None

    def owner(self, phrase: Phrase) -> tuple[Source | None, Sequence[Token]]:
        """Whose: "its source", "the city's mayor"; and the tokens behind."""
        tokens = phrase.tokens
        word = tokens[0].word.lower()
        if len(tokens) > 1 and word in ("his", "her", "its", "their"):
            found = self.pronoun(word, tokens[0])
            return (found.source if found else None), tokens[1:]
        split = next((i for i, t in enumerate(tokens[: len(phrase.words)]) if i and t.word in POSSESSIVE), len(tokens))
        if split + 1 >= len(tokens):
            return None, tokens
        inner = self.read(tokens[:split])
        if inner.mention:
            return describe_name(inner.mention.name), tokens[split + 1 :]
        found = self.referents.taken_up(inner, None)
        return (found.source if found else describe_phrase(text_of(inner.tokens), inner, None)), tokens[split + 1 :]

    def description(self, phrase: Phrase, owner: Source | None, rest: Sequence[Token]) -> str:
        text = " ".join(self.document.text[rest[0].start : rest[-1].end].split())
        if owner:
            return f"{owner.name}'s {text}"
        return text[0].lower() + text[1:] if self.only_opens(rest[0], phrase) else text

    def only_opens(self, token: Token, phrase: Phrase) -> bool:
        """Has a word its capital only because a sentence begins?"""
        word = token.word
        begins = any(t.start >= token.start for t in self.referents.sentence_at(token.start).tokens[:3])
        proper = word.isupper() or word in places() or word in terms() or word in PROPER_ADJECTIVES
        named = any(m.start == token.start for m in phrase.inner)
        named = named or (len(phrase.tokens) == 1 and word.lower() not in terms())
        return begins and not (proper or named or (token.pos.startswith("NNP") and word.lower() not in terms()))

    def epithet(self, phrase: Phrase, owner: Source | None) -> Referent | None:
        """ "the billionaire", where nobody was called that before, is a person named before; an official is not."""
        if owner or phrase.plural or not phrase.bare or phrase.determiner not in ("the", "this"):
            return None
        term, last = phrase.term, phrase.head.split()[-1]
        public = term and (term.kind != "person" or term.sector in (*OFFICIAL_SECTORS, "witness or resident"))
        person = term or ROLE_LIKE.fullmatch(phrase.head)
        if (
            public
            or not person
            or last in WITHHELD | CULPRITS
            or self.first_stands(phrase.words[-1]) < phrase.tokens[0].start
        ):
            return None
        gender = gender_of([phrase.head])
        return self.before(gender or "he", phrase.tokens[0], any_gender=gender is None)

    def first_stands(self, word: str) -> int:
        """Where a word stands first in the article."""
        if self._first_words is None:
            self._first_words = {t.word: t.start for s in reversed(self.document.sentences) for t in reversed(s.tokens)}
        return self._first_words[word]

    def teller(self, phrase: Phrase) -> Source | None:
        """Who tells of this source, where one claim stands inside another: "the Echo said a source had told it"."""
        outer = self.referents.quoted_by(phrase.tokens[0].start)
        found = self.by_claim.get(outer) if outer is not None else None
        return found.source if found else None

    def spoken_for(self, phrase: Phrase) -> Source | None:
        """Whose is "the statement" or "a spokesman": the subject's where the noun stood before, else in front of it."""
        start, person = phrase.tokens[0].start, phrase.term is not None and phrase.term.kind == "person"
        here = self.referents.sentence_at(start).number
        for sentence in reversed(self.document.sentences[max(0, here - REACH + 1) : here + 1]):
            nouns = [t.start for t in sentence.tokens if t.lemma.lower() == phrase.head and t.start < start]
            if not nouns and not person:
                continue
            limit = nouns[-1] if nouns else start
            told = [m.name for m in self.referents.names.within(sentence.start, limit) if m.subject]
            told = told or [r.named for r in self.referents.latest() if r.named and sentence.start <= r.last < limit]
            kinds = ("organization",) if person else ("organization", "person", "place")
            told = [name for name in told if name.kind in kinds]
            if told:
                return describe_name(told[-1])
        return None
