"""Claims into sources: whom "he", "the ministry" and "Diaz" stand for, and what the text tells about them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.claims import Claim
from analysis.documents import Document, Token
from analysis.quotations import Span, inside
from analysis.sources.anonymity import reasons
from analysis.sources.antecedents import likeliest, next_named
from analysis.sources.appositions import apposed, both_named, comma_behind, family, name_before, name_behind, pair
from analysis.sources.describing import Describer
from analysis.sources.descriptions import Source, describe_name
from analysis.sources.extents import source_tokens
from analysis.sources.names import Name
from analysis.sources.phrases import document_before, phrase_ending
from analysis.sources.pronouns import HE_SHE, IT, THEY
from analysis.sources.referents import Referent
from analysis.sources.titles import DASHES
from analysis.sources.transcripts import Transcript
from analysis.sources.vocabulary import terms

__all__ = ["Source", "resolve_sources"]

FORMS_OF_ADDRESS = frozenset({"mr", "mrs", "ms", "miss", "dr", "sen", "rep", "gov", "gen", "sir", "the", "president"})
AUTHOR = frozenset({"i", "me", "my", "we", "us", "our"})
RELATIVE = frozenset({"who", "which", "that", "whose", "whom"})
PRONOUNS = THEY | IT | AUTHOR | RELATIVE | HE_SHE.keys()
NOBODY = frozenset({  # they stand for no source: whom the text speaks to, what is asked for, a state of affairs, no noun
    "you", "your", "yours", "what", "this", "these", "those", "there", "here", "nothing", "everything", "something",
    "the", "a", "an", "any",
})  # fmt: skip
PERSONS = ("named person", "unnamed person")
UNNAMED = ("unnamed person", "unnamed group")


def resolve_sources(
    document: Document, claims: Sequence[Claim], speakers: Sequence[Span | None] = ()
) -> tuple[list[Source], list[int | None]]:
    """The sources of an article in order of first appearance, and the index of its source for each claim, then speaker.

    ``speakers`` are the words for a source that stand without a claim, as those for who gives a figure.
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
    named = [*(claim.source for claim in claims), *speakers]
    spans = sorted((span[0], i >= len(claims), span, i) for i, span in enumerate(named) if span)
    met: dict[int, Referent | None] = {}  # by where their words begin: a speaker may be a claim's source, told shorter
    found = {}
    for begin, _, span, i in spans:
        if i < len(claims):
            met[begin] = resolver.referent(i)
        elif begin not in met:
            met[begin] = resolver.named_at(span, [])
        if referent := met[begin]:
            found[i] = referent
    resolver.give_reasons()
    numbers = {referent: number for number, referent in enumerate(dict.fromkeys(found.values()))}
    return [referent.source for referent in numbers], [
        numbers[found[i]] if i in found else None for i in range(len(named))
    ]


class _Resolver(Describer):
    """Reads the source phrases of an article from the first to the last."""

    def __init__(self, document: Document, claims: Sequence[Claim]):
        super().__init__(document, claims)
        self.claims = claims
        self.transcript = Transcript(document.text)
        self.by_span: dict[Span, Referent] = {}
        self.asked: set[int] = set()  # claims whose "I" is being resolved: two claims may quote each other

    def referent(self, number: int) -> Referent | None:
        """The referent of a claim's source."""
        claim = self.claims[number]
        taken = [*([claim.cue] if claim.cue else []), *claim.content]
        found = self.named_at(claim.source, taken) if claim.source else None
        if found:
            self.by_claim[number] = found
        return found

    def named_at(self, span: Span, taken: list[Span]) -> Referent | None:
        """The referent of the words for a source, the same each time; ``taken``: spans beside them of something else."""
        tokens = source_tokens(self.document, self.referents.names, span, taken)
        if not tokens:
            return None
        whole = tokens[0].start, tokens[-1].end
        found = self.by_span.get(whole) or self.resolve(tokens)
        if found:
            self.by_span[whole] = found
            self.referents.use(found, whole[0])
        return found

    def resolve(self, tokens: Sequence[Token]) -> Referent | None:
        """Whom the tokens of a source stand for; None where they name nobody ("you", "what")."""
        first = tokens[0].word.lower() if tokens[0].word != "US" else ""  # the country is no pronoun
        alone = len(tokens) == 1 or tokens[0].pos in ("PRP", "WP", "WDT")
        if not any(token.word[0].isalpha() or token.word == "%" for token in tokens):
            return None  # the number of a list
        if alone and (first in NOBODY or (first == "that" and tokens[0].pos == "DT")):
            return None
        if alone and first in PRONOUNS:
            return self.pronoun(first, tokens[0])
        if len(tokens) > 2 and tokens[-2].word == "of" and tokens[-1].word.lower() in THEY:
            return self.some_of(tokens)
        return self.coordinated(tokens) or self.noun_phrase(tokens)

    def some_of(self, tokens: Sequence[Token]) -> Referent:
        """ "several of them": the people spoken of, a group without a name where none are."""
        found = self.pronoun("them", tokens[-1])
        if found and found.plural:
            return found
        return self.once("them", Source("them", None, "unnamed group", None, False, None), plural=True)

    def noun_phrase(self, tokens: Sequence[Token]) -> Referent:
        phrase = self.read(tokens)
        names, text = self.referents.names, self.document.text
        couple = family(names, tokens) or both_named(names, text, phrase)
        if couple:
            return self.together(couple)
        named = apposed(names, tokens, phrase)
        named = named or (phrase.mention.name if phrase.mention else name_before(names, text, phrase))
        if named:
            return self.referents.named(named)
        comma = comma_behind(tokens, phrase)
        several = self.coordinated(tokens[comma + 1 :]) if phrase.plural and comma + 1 < len(tokens) else None
        if several:
            return several
        behind = name_behind(names, text, phrase) if phrase.term is not None and not phrase.plural else None
        return self.referents.named(behind) if behind else self.described(phrase)

    def coordinated(self, tokens: Sequence[Token]) -> Referent | None:
        """ "X and Y", both named: one source, with both names."""
        both = pair(self.referents.names, tokens)
        return self.together(both) if both else None

    def together(self, both: tuple[Name, Name]) -> Referent:
        one = describe_name(both[0])
        name = f"{one.name} and {both[1].text}"
        return self.once(name, Source(name, None, one.kind, one.sector, False, None), plural=True)

    # -- pronouns

    def pronoun(self, word: str, token: Token) -> Referent | None:
        if word in AUTHOR:
            return self.speaker(token)
        if word in RELATIVE:
            return self.antecedent(word, token)
        found = self.before(word, token) or next_named(self.referents, word, token)
        if found is None:
            kind = "unnamed group" if word in THEY else "unnamed person" if word in HE_SHE else None
            return self.once(word, Source(word, None, kind, None, False, None), plural=word in THEY)
        if word in HE_SHE:
            found.gender = HE_SHE[word]
            if found.named:
                found.named.gender = found.gender
                self.as_person(found)
        return found

    def as_person(self, named: Referent) -> Referent:
        """A name of unknown kind that is "he", or has the floor, is a person's."""
        named.source.kind = named.source.kind or "named person"
        return named

    def before(self, word: str, token: Token, any_gender: bool = False) -> Referent | None:
        found = likeliest(self.referents, word, token, any_gender)
        return found if found is None or isinstance(found, Referent) else self.noun_phrase(found)

    def speaker(self, token: Token) -> Referent | None:
        """ "I" and "we": inside a quotation who said it (where no claim tells, the last to speak), in a transcript who has
        the floor; None elsewhere, for a text does not say who its author is."""
        quoting = self.referents.quoted_by(token.start)
        if quoting is not None and quoting not in self.asked:
            self.asked.add(quoting)
            found = self.referent(quoting)
            if found:
                return found
        if inside(token.start, self.document.quotations):
            person = next((r for r in reversed(self.referents.latest()) if r.source.kind in PERSONS), None)
            if person:
                return person
        label = self.transcript.speaker(token.start)
        return self.labelled(label) if label else None

    def labelled(self, label: str) -> Referent | None:
        """The speaker of a label: the person the text names so, else whom the label itself names."""
        words = [word for word in re.findall(r"[\w’'-]+", label) if word.lower() not in FORMS_OF_ADDRESS]
        if not words or len(words[-1]) < 3:
            return None  # "Q:", "A:"
        person = next(
            (n for n in self.referents.names.by_form(words[-1].lower()) if n.kind in ("person", "unknown")), None
        )
        if person:
            return self.as_person(self.referents.named(person))
        term = terms().get(words[-1].lower())
        if term:
            return self.once(term.word, Source(term.word, None, "unnamed person", term.sector, False, None))
        name = " ".join(words).title() if label.isupper() else " ".join(words)
        return self.once(name, Source(name, None, "named person", None, False, None))

    def antecedent(self, word: str, token: Token) -> Referent | None:
        """ "who" and "which": the phrase they follow, or the document in front of it ("a letter to Diaz that says")."""
        before = [t for t in self.referents.sentence_at(token.start).tokens if t.end <= token.start]
        while before and (before[-1].word in (",", "whose", "of", "and", "-") or before[-1].word in DASHES):
            before.pop()
        if len(before) > 2 and before[-1].word.isdigit() and before[-2].word == ",":
            del before[-2:]  # "Ann Diaz, 24, who"
        if not before:
            return None  # a question
        phrase = phrase_ending(before)
        if word in ("that", "which"):
            phrase = document_before(before[: len(before) - len(phrase)]) or phrase
        return self.noun_phrase(phrase) if phrase else self.before("they", token)

    # -- anonymity

    def give_reasons(self) -> None:
        """Give each "on condition of anonymity" to the unnamed source nearest before it, or else just behind it."""
        sentence_at = lambda position: self.referents.sentence_at(position).number  # noqa: E731
        for near, reason in reasons(self.document.text, self.by_span, sentence_at):
            source = next(
                (self.by_span[span].source for span in near if self.by_span[span].source.kind in UNNAMED), None
            )
            if source and source.anonymity_reason is None:
                source.anonymous, source.anonymity_reason = True, reason
