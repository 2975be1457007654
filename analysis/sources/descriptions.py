"""What a source phrase says of itself: its head, the name in it, kind, sector, and whether the identity is withheld."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from analysis.dates import YEAR
from analysis.documents import Token
from analysis.sources.extents import WHEN
from analysis.sources.names import Mention, Name
from analysis.sources.titles import POSSESSIVE, names_a_body, text_of
from analysis.sources.vocabulary import (
    PREPOSITIONS,
    ROLE_LIKE,
    Term,
    documents,
    find_terms,
    places,
    sector_and_weight,
    sector_of_all,
)

# fmt: off
ARTICLES = frozenset({
    "the", "a", "an", "this", "that", "these", "those", "some", "any", "several", "many", "most", "multiple",
    "various", "certain", "numerous",
})
INDEFINITE = frozenset({
    "a", "an", "some", "any", "several", "many", "multiple", "one", "two", "three", "another", "other", "various",
    "certain",
})
QUANTITIES = frozenset({
    "all", "both", "some", "many", "few", "most", "none", "several", "%", "percent", "half", "majority", "minority", "third",
    "quarter", "two-thirds", "three-quarters", "those", "everyone", "everybody", "ones", "couple", "duo", "trio",
})
PARTS = QUANTITIES | {  # "a number of", "one of": what comes behind "of" speaks
    "number", "part", "handful", "dozen", "dozens", "hundreds", "thousands", "scores", "couple", "majority",
    "series", "two", "three", "four", "five", "group", "lot", "lots", "pair", "range", "variety", "slew", "array",
}
BREAKS = frozenset({
    "who", "which", "that", "whose", "whom", ",", ";", "(", "[", "—", "–", "-", "speaking", "citing", "quoting",
})
WITHHELD = frozenset({  # people who speak for an institution and are not named
    "source", "official", "officer", "spokesman", "spokeswoman", "spokesperson", "representative", "aide",
    "adviser", "advisor", "diplomat", "insider", "staffer", "associate", "commander", "investigator", "agent",
    "authority", "soldier", "policeman", "policewoman", "detective", "trooper", "lawmaker", "inspector", "captain",
    "lieutenant", "sergeant", "deputy", "constable", "guard",
})
# fmt: on
SPOKEN_FOR = frozenset({"spokesman", "spokeswoman", "spokesperson", "statement", "press release", "release"})
KINDS_OF_NAMES = {
    "person": "named person", "organization": "named organization", "place": "named organization",
    "document": "document", "unknown": None,
}  # fmt: skip
OFFICIAL_SECTORS = ("government", "military", "police")
# plural nouns of this form are no people: "observations", "solutions"
ABSTRACT = re.compile(r"(?:tion|sion|ment|ness|ity|ance|ence|ism|ship|hood|sis|ings?|age|ure|dom|cy)s?$")
WEBSITE = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}")
WHERE = frozenset({"there", "here", "nearby", "inside", "outside", "elsewhere", "alike"})  # "residents there"
LEADERS = frozenset({"leader", "leaders"})
CLAUSE_TAGS = frozenset({"IN", "TO", "VBN", "VBG", "VBD", "VBZ", "VBP", "MD", "WDT", "WP"})


@dataclass(slots=True)
class Source:
    """A source of an article; the values of ``kind`` and ``sector`` are those of the sources table."""

    name: str
    title: str | None
    kind: str | None
    sector: str | None
    anonymous: bool
    anonymity_reason: str | None


@dataclass(slots=True)
class Phrase:
    """A source phrase without article, relative clause and apposition.

    ``words`` go up to the first preposition outside a name, and the last of them is the head; ``mention`` is the name
    that is the head, ``inner`` the names anywhere in the phrase.
    """

    tokens: Sequence[Token]
    determiner: str
    words: list[str]
    head: str
    term: Term | None
    plural: bool
    mention: Mention | None
    inner: list[Mention]

    @property
    def bare(self) -> bool:
        """Without anything behind the head: "the ministry", not "the ministry in Lisbon"."""
        return len(self.words) == len(self.tokens)

    @property
    def definite(self) -> bool:
        return self.determiner in ("the", "this", "that", "these", "those")

    @property
    def indefinite(self) -> bool:
        return self.determiner in INDEFINITE or self.words[0].lower() in INDEFINITE

    @property
    def modifiers(self) -> frozenset[str]:
        return frozenset(word.lower() for word in self.words[: -len(self.head.split())])


def read_phrase(tokens: Sequence[Token], mentions_of: Callable[[int, int], list[Mention]]) -> Phrase:
    """Read a noun phrase; ``mentions_of`` gives the names between two positions of the text."""
    mentions = mentions_of(tokens[0].start, tokens[-1].end)
    covered = {t.start for t in tokens for m in mentions if m.start <= t.start < m.end}
    determiner, tokens = _strip(tokens, covered)
    inner = [m for m in mentions if m.end <= tokens[-1].end]
    titles = [m.end for m in inner if text_of([t for t in tokens if t.start < m.start]) in m.name.titles]
    titled = max(titles, default=0)  # in "President of the Senate Ann Diaz" the preposition is in the title
    ends = (i for i, t in enumerate(tokens) if i and t.start >= titled and t.start not in covered and _ends_head(t))
    core = next(ends, len(tokens))
    words = [t.word for t in tokens[:core]]
    if words[-1].lower() in PARTS and core + 1 < len(tokens) and tokens[core].word == "of":
        return read_phrase([tokens[0]._replace(word="some", pos="DT"), *tokens[core + 1 :]], mentions_of)
    found = find_terms(words)
    term = found[-1][2] if found and found[-1][1] == len(words) else None
    head = term.word if term else tokens[core - 1].lemma.lower()
    plural = term.plural if term else tokens[core - 1].pos in ("NNS", "NNPS")
    mention = next((m for m in inner if m.end == tokens[core - 1].end), None)
    if mention is None and term and not term.plural and determiner not in INDEFINITE and names_a_body(term):
        before = tokens[found[-1][0] - 1].end if found[-1][0] else -1  # "the Harbour Echo newspaper"
        mention = next((m for m in inner if m.end == before and m.name.kind == "organization"), None)
    if mention and _is_people(mention.name):
        head, plural, mention = mention.name.text.lower(), True, None
    if mention and term and term.kind == "document" and mention.name.kind != "document" and len(words) > 1:
        mention = None  # "the Senate Report" of a body that is named
    return Phrase(tokens, determiner, words, head, term, plural, mention, inner)


def _strip(tokens: Sequence[Token], covered: set[int]) -> tuple[str, Sequence[Token]]:
    """The determiner, and the tokens behind it up to a comma, a relative clause, a closing possessive."""
    determiner = ""
    while (
        len(tokens) > 1
        and tokens[0].start not in covered
        and (tokens[0].word.lower() in ARTICLES or tokens[0].pos == "DT")
    ):
        determiner, tokens = tokens[0].word.lower(), tokens[1:]
    breaks = (
        i
        for i, t in enumerate(tokens)
        if i and t.start not in covered and t.word.lower() in BREAKS and not _in_date(tokens, i)
    )
    tokens = tokens[: next(breaks, len(tokens))]
    while len(tokens) > 1 and tokens[-1].word in POSSESSIVE:
        tokens = tokens[:-1]
    return determiner, tokens


def _in_date(tokens: Sequence[Token], comma: int) -> bool:
    """ "a March 14, 2019 report": a comma inside a date ends no phrase."""
    around = [token.word for token in tokens[comma - 1 : comma + 2]]
    return len(around) == 3 and around[0].isdigit() and around[1] == "," and re.fullmatch(YEAR, around[2]) is not None


def _ends_head(token: Token) -> bool:
    word = token.word.lower()
    return token.pos in CLAUSE_TAGS or word in PREPOSITIONS or word in WHERE or token.word in WHEN


def _is_people(name: Name) -> bool:
    """ "Germans": the plural of an adjective, not the name of a country that ends in s."""
    word = name.words[-1]
    return name.kind == "place" and word.endswith("s") and word[:-1] in places() and places().get(word) != word


def kind_of_name(name: Name) -> str | None:
    """The kind of a named source; None where nothing tells whether a lone name is a person's or a body's."""
    return KINDS_OF_NAMES[name.kind]


def describe_name(name: Name) -> Source:
    """What the article tells of a named source; a place that speaks is its government."""
    told = name.titles if name.kind == "person" else [name.text, *name.titles]
    speaks = name.kind == "place" or _is_chamber(name)
    sector = "government" if speaks else sector_of_all(told)
    return Source(name.text, name.title, kind_of_name(name), sector, False, None)


def _is_chamber(name: Name) -> bool:
    """ "the House", "the Ohio House", not "the Ohio Opera House"."""
    *of, last = name.words
    return last == "House" and (not of or " ".join(of) in places())


def describe_phrase(name: str, phrase: Phrase, affiliation: Source | None) -> Source:
    """What a phrase that is no name tells of its source. ``affiliation``: whose, or of what body, the source is."""
    kind = _kind_of_phrase(phrase)
    sector, weak = sector_and_weight([t.word for t in phrase.tokens], len(phrase.words))
    if affiliation and weak:
        # neither the mother of a minister nor the source of a newspaper is of their sector
        apart = sector == "witness or resident" or (phrase.head == "source" and affiliation.sector == "media")
        if kind == "document" or (affiliation.sector and not apart):
            sector = affiliation.sector
    asked = [t.word for t in phrase.tokens] if phrase.head in SPOKEN_FOR else phrase.words
    if sector is None and phrase.head in SPOKEN_FOR | LEADERS and any(word in places() for word in asked):
        sector = "government"  # "a Turkish spokesman", "European leaders", not "the leader of a Danish club"
    return Source(name, None, kind, sector, _withheld(kind, phrase), None)


def _kind_of_phrase(phrase: Phrase) -> str | None:
    kind, head = phrase.term.kind if phrase.term else None, phrase.head
    if WEBSITE.fullmatch(head):
        return "named organization"
    if kind == "document" or (kind == "adjective" and head in documents()):
        return "document"
    collective = head.split()[-1] in ("press", "media") and not head.startswith("state")
    if kind == "organization" and not phrase.plural and not phrase.indefinite and not collective:
        return "named organization"
    if kind in ("person", "organization") and phrase.plural:
        return "unnamed group"
    if kind == "organization" or head in QUANTITIES or (phrase.plural and not ABSTRACT.search(head)):
        return "unnamed group"
    if kind == "person" or head in ("one", "another", "other", "anyone", "nobody") or ROLE_LIKE.fullmatch(head):
        return "unnamed person"
    return None


def _withheld(kind: str | None, phrase: Phrase) -> bool:
    """Does the text keep back who spoke? Of an officeholder ("the governor") it does not, of "an official" it does."""
    if kind == "unnamed group":
        return phrase.head.split()[-1] in WITHHELD
    term = phrase.term
    office = term and term.sector in OFFICIAL_SECTORS and phrase.head.split()[-1] not in WITHHELD
    return kind == "unnamed person" and (not office or phrase.indefinite)
