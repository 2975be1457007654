"""Of whom an article spoke before (or speaks next) that a pronoun may stand for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import takewhile

from analysis.documents import Token
from analysis.features import MARKS
from analysis.sources.names import Name
from analysis.sources.phrases import phrase_ending
from analysis.sources.pronouns import HE_SHE, fits, may_stand_for
from analysis.sources.referents import REACH, RECENT, Referent, Referents
from analysis.sources.titles import VERBS
from analysis.sources.vocabulary import GENDERS

NEAR = 4  # tokens behind a pronoun: its verb, "that", and what the clause begins with


def likeliest(
    spoken: Referents, pronoun: str, token: Token, any_gender: bool = False
) -> Referent | Sequence[Token] | None:
    """Of whom was spoken before that a pronoun may stand for: sources and subjects close by come first.

    What it gives may be the tokens of a noun phrase ("a woman") that no referent has been made for yet.
    """
    best: Referent | Name | Sequence[Token] | None = None
    most = float("-inf")
    apart, told_of = _fronted(spoken, token), _told_of(spoken, token)
    for score, candidate in (
        *_sources_before(spoken, pronoun, token, any_gender, apart),
        *_names_before(spoken, pronoun, token, any_gender, apart),
        *(() if any_gender else _nouns_before(spoken, pronoun, token)),
    ):
        name = candidate.named if isinstance(candidate, Referent) else candidate
        if score > most and name not in told_of:
            best, most = candidate, score
    return spoken.named(best) if isinstance(best, Name) else best


def _fronted(spoken: Referents, token: Token) -> range:
    """Where the phrase stands that the sentence opens with before a pronoun: "Speaking to Diaz of the Echo, | he said".
    It tells of others than the pronoun does; a clause ("When Diaz came, he said") or what is Diaz's need not."""
    before = [t for t in spoken.sentence_at(token.start).tokens if t.end <= token.start]
    fronted = len(before) > 2 and before[-1].word == "," and before[0].pos in ("VBG", "VBN", "IN")
    if not fronted or any(t.pos in VERBS or t.pos in ("POS", "WP", "CC") or t.word in MARKS for t in before):
        return range(0)
    return range(before[0].start, token.start)


def _told_of(spoken: Referents, token: Token) -> list[Name]:
    """The names just behind a pronoun that opens its sentence: "He said | Diaz would go" is said by another (Principle C of
    binding, Chomsky 1981; further behind, writers break it)."""
    first, *behind = spoken.sentence_at(token.start).tokens
    near = [*takewhile(lambda t: t.word not in MARKS, behind[:NEAR])]
    if not near or token.start != first.start or token.pos != "PRP":
        return []
    return [mention.name for mention in spoken.names.within(token.end, near[-1].end)]


def _sources_before(
    spoken: Referents, pronoun: str, token: Token, any_gender: bool, apart: range
) -> Iterator[tuple[float, Referent]]:
    here = spoken.sentence_at(token.start).number
    for referent in spoken.latest():
        gender = None if any_gender else referent.gender
        kind = referent.source.kind or ("named person" if referent.named else None)
        if referent.last < token.start and referent.last not in apart and fits(pronoun, kind, referent.plural, gender):
            yield 5.0 - 2.0 * (here - referent.sentence) + (referent.gender is not None), referent


def _names_before(
    spoken: Referents, pronoun: str, token: Token, any_gender: bool, apart: range
) -> Iterator[tuple[float, Name]]:
    here = spoken.sentence_at(token.start).number
    at = bisect_left(spoken.names.starts, token.start)
    for mention in reversed(spoken.names.mentions[max(0, at - RECENT) : at]):
        name, away = mention.name, here - mention.sentence
        if away > REACH:
            break
        if may_stand_for(pronoun, mention, any_gender) and mention.start not in apart:
            known = (name.gender is not None) - 1.5 * (not name.sure)
            spoken_of = 2.0 * mention.subject - 3.0 * (spoken.quoted_by(mention.start) is not None)
            yield known + spoken_of + 0.25 * min(8, len(name.starts)) - 2.0 * away, name


def _nouns_before(spoken: Referents, pronoun: str, token: Token) -> Iterator[tuple[float, Sequence[Token]]]:
    """ "a woman", "the father": nouns that say which pronoun they take, in this sentence and the one before."""
    here = spoken.sentence_at(token.start).number
    nouns = GENDERS.get(HE_SHE.get(pronoun, ""), frozenset())
    for away in range(min(2, here + 1) if nouns else 0):
        tokens = spoken.document.sentences[here - away].tokens
        for i, noun in enumerate(tokens):
            if noun.word in nouns and noun.end <= token.start and spoken.quoted_by(noun.start) is None:
                yield 3.0 - 2.0 * away, phrase_ending(tokens[: i + 1])


def next_named(spoken: Referents, pronoun: str, token: Token) -> Referent | None:
    """The first name behind a pronoun that it may stand for: "When he arrived, Diaz said"."""
    told_of = _told_of(spoken, token)
    here = spoken.sentence_at(token.start).number
    at = bisect_left(spoken.names.starts, token.start)
    close = (m for m in spoken.names.mentions[at : at + RECENT] if m.sentence <= here + 1)
    return next((spoken.named(m.name) for m in close if may_stand_for(pronoun, m) and m.name not in told_of), None)
