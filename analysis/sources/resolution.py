"""Claims into sources: whom "he", "the ministry" and "Diaz" stand for, and what the text tells about them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from analysis.claims import Claim
from analysis.documents import Document, Token
from analysis.quotations import inside, quotations
from analysis.sources.descriptions import (
    ANONYMITY,
    OFFICIAL_SECTORS,
    SPOKEN_FOR,
    WITHHELD,
    Phrase,
    Source,
    describe_name,
    describe_phrase,
    read_phrase,
)  # fmt: skip
from analysis.sources.names import Name
from analysis.sources.referents import HE_SHE, IT, REACH, THEY, Referent, Referents, phrase_ending
from analysis.sources.titles import DASHES, POSSESSIVE, text_of
from analysis.sources.vocabulary import ROLE_LIKE, gender_of, terms

__all__ = ["Source", "resolve_sources"]

AUTHOR = frozenset({"i", "me", "my", "we", "us", "our"})
RELATIVE = frozenset({"who", "which", "that", "whose", "whom"})
PRONOUNS = THEY | IT | AUTHOR | RELATIVE | HE_SHE.keys()
LEADING = frozenset(
    {"while", "but", "and", "as", "though", "although", "because", "if", "so", "when", "where", "even", "only", "just"}
)
TOPIC = re.compile(r"\b(?:on|about|to|in) (?:the )?$")  # "a post on Twitter" is not of Twitter
PERSONS = ("named person", "unnamed person")
UNNAMED = ("unnamed person", "unnamed group")


def resolve_sources(document: Document, claims: list[Claim]) -> tuple[list[Source], list[int | None]]:
    """The sources of an article in order of first appearance, and for each claim the index of its source.

    Within the article, pronouns, surnames, acronyms and short descriptions are resolved to one source; what is said of
    it (title, apposition, "on condition of anonymity") is gathered from wherever it stands. A claim whose ``source`` is
    None has no source (None). Conventions: named people and organizations go by their fullest name, others by their
    description without article; ``sector`` is None where no word tells it.

    >>> from analysis.claims import find_claims
    >>> from analysis.documents import read_text
    >>> document = read_text("The dam is safe, said Ann Diaz, director of the Harbour Board. She said the lake was low.")
    >>> sources, of_claim = resolve_sources(document, find_claims(document))
    >>> sources[0].name, sources[0].title, of_claim
    ('Ann Diaz', 'director of the Harbour Board', [0, 0])
    """
    resolver = _Resolver(document, claims)
    spans = sorted((claim.source, i) for i, claim in enumerate(claims) if claim.source)
    found = {i: referent for _, i in spans if (referent := resolver.referent(i))}
    resolver.give_reasons()
    numbers = {referent: number for number, referent in enumerate(dict.fromkeys(found.values()))}
    return [referent.source for referent in numbers], [
        numbers[found[i]] if i in found else None for i in range(len(claims))
    ]


class _Resolver:
    """Reads the source phrases of an article from the first to the last."""

    def __init__(self, document: Document, claims: Sequence[Claim]):
        self.document, self.claims = document, claims
        self.referents = Referents(document, claims)
        self.by_span: dict[int, Referent] = {}
        self.asked: set[int] = set()  # claims whose "I" is being resolved: two claims may quote each other
        self._first_words: dict[str, int] | None = None

    def referent(self, number: int) -> Referent | None:
        """The referent of a claim's source; two claims with one source phrase have one referent."""
        span = self.claims[number].source
        if span is None:
            return None
        found = self.by_span.get(span[0]) or self.resolve(*span)
        if found:
            self.by_span[span[0]] = found
            self.referents.use(found, span[0])
        return found

    def resolve(self, start: int, end: int) -> Referent | None:
        tokens = self.tokens_in(start, end)
        while tokens and (tokens[0].word.lower() in LEADING or not tokens[0].word[0].isalnum()):
            tokens = tokens[1:]
        if not tokens:
            return None
        first = tokens[0].word.lower() if tokens[0].word != "US" else ""  # the country is no pronoun
        if first in PRONOUNS and (len(tokens) == 1 or tokens[0].pos in ("PRP", "WP")):
            return self.pronoun(first, tokens[0])
        return self.coordinated(tokens) or self.noun_phrase(tokens)

    def tokens_in(self, start: int, end: int) -> list[Token]:
        first, last = (self.referents.sentence_at(at).number for at in (start, max(start, end - 1)))
        sentences = self.document.sentences[first : last + 1]
        return [t for s in sentences for t in s.tokens if t.start < end and t.end > start]

    def read(self, tokens: Sequence[Token]) -> Phrase:
        return read_phrase(tokens, self.referents.names.within)

    def noun_phrase(self, tokens: Sequence[Token]) -> Referent:
        phrase = self.read(tokens)
        if phrase.mention:
            return self.referents.named(phrase.mention.name)
        person = phrase.term is not None and phrase.term.kind == "person" and not phrase.plural
        behind = self.name_behind(phrase.tokens[-1].end) if person else None
        return self.referents.named(behind) if behind else self.described(phrase)

    def coordinated(self, tokens: Sequence[Token]) -> Referent | None:
        """ "X and Y", both named: one source, with both names."""
        mentions = self.referents.names.within(tokens[0].start, tokens[-1].end)
        apart = (
            i for i, t in enumerate(tokens) if t.word == "and" and not any(m.start < t.start < m.end for m in mentions)
        )
        split = next(apart, 0)
        if not 0 < split < len(tokens) - 1:
            return None
        left, right = self.read(tokens[:split]).mention, self.read(tokens[split + 1 :]).mention
        if not left or not right or left.name is right.name:
            return None
        one = describe_name(left.name)
        name = f"{one.name} and {right.name.text}"
        return self.once(name, Source(name, None, one.kind, one.sector, False, None), plural=True)

    def name_behind(self, end: int) -> Name | None:
        """The person named in apposition behind a phrase: "the ministry's spokesman, Ann Diaz, said"."""
        names = self.referents.names
        at = bisect_left(names.starts, end)
        if at == len(names.starts) or names.mentions[at].name.kind != "person":
            return None
        return names.mentions[at].name if self.document.text[end : names.starts[at]].strip() == "," else None

    def once(self, key: str, source: Source, plural: bool = False) -> Referent:
        """The one referent of a phrase that means the same wherever it stands."""
        return self.referents.described(key) or self.referents.keep(key, Referent(source, plural=plural))

    # -- pronouns

    def pronoun(self, word: str, token: Token) -> Referent:
        if word in AUTHOR:
            return self.speaker(token)
        if word in RELATIVE:
            return self.antecedent(word, token)
        found = self.before(word, token) or self.referents.next_named(word, token)
        if found is None:
            kind = "unnamed group" if word in THEY else "unnamed person" if word in HE_SHE else None
            return self.once(word, Source(word, None, kind, None, word in HE_SHE, None), plural=word in THEY)
        if word in HE_SHE:
            found.gender = HE_SHE[word]
            if found.named:
                found.named.gender = found.gender
        return found

    def before(self, word: str, token: Token, any_gender: bool = False) -> Referent | None:
        found = self.referents.likeliest(word, token, any_gender)
        return found if found is None or isinstance(found, Referent) else self.noun_phrase(found)

    def speaker(self, token: Token) -> Referent:
        """ "I" and "we": inside a quotation who said it (where no claim tells, the last to speak), else the author."""
        quoting = self.referents.quoted_by(token.start)
        if quoting is not None and quoting not in self.asked:
            self.asked.add(quoting)
            found = self.referent(quoting)
            if found:
                return found
        text = self.document.text
        begin, end = text.rfind("\n", 0, token.start) + 1, text.find("\n", token.start)
        if inside(token.start, quotations(text, begin, end if end >= 0 else len(text))):
            person = next((r for r in reversed(self.referents.used) if r.source.kind in PERSONS), None)
            if person:
                return person
        publisher = self.document.publisher
        name, kind = (publisher, "named organization") if publisher else ("author", "unnamed person")
        return self.once(name, Source(name, None, kind, "media", False, None))

    def antecedent(self, word: str, token: Token) -> Referent:
        """ "who" and "which": the phrase they follow."""
        before = [t for t in self.referents.sentence_at(token.start).tokens if t.end <= token.start]
        while before and (before[-1].word in (",", "whose", "of", "and", "-") or before[-1].word in DASHES):
            before.pop()
        phrase = phrase_ending(before)
        found = self.noun_phrase(phrase) if phrase else self.before("they", token)
        return found or self.once(word, Source(word, None, None, None, False, None), plural=True)

    # -- descriptions

    def described(self, phrase: Phrase) -> Referent:
        """The referent of a phrase that is no name: one met before that it takes up, else a new one."""
        owner, rest = self.owner(phrase)
        name = self.description(phrase, owner, rest)
        if phrase.plural or not phrase.indefinite:
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

    def owner(self, phrase: Phrase) -> tuple[Source | None, Sequence[Token]]:
        """Whose: "its source", "the city's mayor"; and the tokens behind."""
        tokens = phrase.tokens
        word = tokens[0].word.lower()
        if len(tokens) > 1 and word in ("his", "her", "its", "their"):
            return self.pronoun(word, tokens[0]).source, tokens[1:]
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
        first = rest[0]
        proper = first.word.isupper() or any(m.start == first.start for m in phrase.inner)
        proper = proper or (first.pos.startswith("NNP") and first.word.lower() not in terms())
        return text if proper else text[0].lower() + text[1:]  # the capital of a sentence's first word

    def epithet(self, phrase: Phrase, owner: Source | None) -> Referent | None:
        """ "the billionaire", where nobody was called that before, is a person named before; an official is not."""
        if owner or phrase.plural or not phrase.bare or phrase.determiner not in ("the", "this"):
            return None
        term, last = phrase.term, phrase.head.split()[-1]
        public = term and (term.kind != "person" or term.sector in (*OFFICIAL_SECTORS, "witness or resident"))
        person = term or ROLE_LIKE.fullmatch(phrase.head)
        if public or not person or last in WITHHELD or self.first_stands(phrase.words[-1]) < phrase.tokens[0].start:
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
        span = self.claims[outer].source if outer is not None else None
        return self.by_span[span[0]].source if span and span[0] in self.by_span else None

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
            told = told or [r.named for r in self.referents.used if r.named and sentence.start <= r.last < limit]
            told = [name for name in told if name.kind == "organization" or (name.kind != "document" and not person)]
            if told:
                return describe_name(told[-1])
        return None

    # -- anonymity

    def give_reasons(self) -> None:
        """Give each "on condition of anonymity" to the unnamed source nearest before it, or else just behind it."""
        if not re.search(r"anonym|authori[sz]ed|named|identified|quoted", self.document.text):
            return  # the pattern below is slow
        spoken = sorted(self.by_span)
        for match in ANONYMITY.finditer(self.document.text):
            sentence = self.referents.sentence_at(match.start())
            at = bisect_left(spoken, match.start())
            near = [
                s
                for s in reversed(spoken[max(0, at - 6) : at])
                if self.referents.sentence_at(s).number >= sentence.number - 2
            ]
            near += [s for s in spoken[at : at + 1] if s < sentence.end]
            source = next((self.by_span[s].source for s in near if self.by_span[s].source.kind in UNNAMED), None)
            if source and source.anonymity_reason is None:
                source.anonymous, source.anonymity_reason = True, " ".join(match.group().split())
