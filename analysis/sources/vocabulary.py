"""What single nouns and names tell of a source: person or body, sector, place, pronoun. Read from the lexicons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from analysis.language import lexicon

PREPOSITIONS = frozenset(
    {"of", "for", "at", "from", "in", "with", "within", "to", "on", "by", "inside", "near", "under", "against", "among"}
)
COLLECTIVES = frozenset(
    {"people", "staff", "crew", "troops", "townspeople", "faithful", "personnel", "family", "audience", "crowd"}
)
ROLE_LIKE = re.compile(r"\w+(?:er|or|ist|ian|man|woman|ant|ee|eer)\b")  # an unknown noun of this form is a person
ADDRESS = {"she": {"mrs", "ms", "miss", "dame", "lady"}, "he": {"mr", "sir", "lord"}}
# fmt: off
GENDERS = {
    "she": frozenset({
        "spokeswoman", "chairwoman", "congresswoman", "policewoman", "woman", "girl", "mother", "wife", "widow",
        "queen", "princess", "sister", "daughter", "lady", "actress", "businesswoman", "councilwoman", "aunt",
        "duchess", "grandmother", "niece",
    }),
    "he": frozenset({
        "spokesman", "chairman", "congressman", "policeman", "man", "boy", "father", "husband", "king", "prince",
        "brother", "son", "businessman", "councilman", "uncle", "pope", "imam", "archbishop", "cardinal", "duke",
        "grandfather", "nephew",
    }),
}
# fmt: on


class Term(NamedTuple):
    """A noun of the lexicons: ``kind`` (person, organization, document, adjective), its sector, whether another word of
    the phrase decides the sector first (``weak``), and its number."""

    word: str
    kind: str
    sector: str | None
    weak: bool
    plural: bool


@cache
def terms() -> dict[str, Term]:
    """The nouns of the lexicons people, organizations and documents, singular and plural, with what they tell."""
    found: dict[str, Term] = {}
    for name, kind in (("people", "person"), ("organizations", "organization"), ("documents", "document")):
        for line in lexicon(name):
            told, _, words = line.partition(": ")
            here = "adjective" if told.startswith("adjective ") else kind
            sector = told.removeprefix("adjective ").removesuffix(", unless told")
            weak = told.endswith(", unless told") or kind == "document"  # of a document, its author tells first
            for word in words.split(", "):
                term = Term(word, here, None if sector == "-" else sector, weak, word in COLLECTIVES)
                found.setdefault(word, term)
                if here != "adjective":
                    found.setdefault(_plural(word), term._replace(plural=True))
    return found


def _plural(word: str) -> str:
    if word.endswith("man"):
        return word[:-2] + "en"
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


@cache
def _longest() -> dict[str, int]:
    """First words of the terms -> how many words the longest of them has."""
    longest: dict[str, int] = {}
    for phrase in terms():
        words = phrase.split()
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest


def find_terms(words: Sequence[str]) -> list[tuple[int, int, Term]]:
    """The terms of a phrase as ``(first word, end, term)``, the longest at every place, left to right.

    Lexicon entries with capitals ask for them; the others stand in any case.

    >>> [(a, b, t.word, t.sector) for a, b, t in find_terms("a retired Defence Minister".split())]
    [(2, 4, 'defence minister', 'government')]
    """
    found, i = [], 0
    while i < len(words):
        term, size = _term_at(words, i)
        if term:
            found.append((i, i + size, term))
        i += size
    return found


def _term_at(words: Sequence[str], i: int) -> tuple[Term | None, int]:
    known, longest, word = terms(), _longest(), words[i]
    lower = word.lower()
    for size in range(min(max(longest.get(word, 0), longest.get(lower, 0)), len(words) - i), 0, -1):
        exact = " ".join(words[i : i + size])
        term = known.get(exact) or known.get(exact.lower())
        if term:
            return term, size
    if "-" in word:  # "ex-minister", "co-author": the person behind the hyphen
        term = known.get(lower.rpartition("-")[2])
        return (term if term and term.kind == "person" else None), 1
    return None, 1


def sector_of(phrase: str) -> str | None:
    """The sector a description tells: its head first, then what stands behind "of" or "for"; None where no word does.

    >>> sector_of("director of the Harbour Hospital"), sector_of("club president")
    ('rescue or medical', 'other')
    >>> sector_of("beekeeper") is None
    True
    """
    return sector_and_weight(_words(phrase))[0]


def _words(phrase: str) -> list[str]:
    return re.findall(r"[\w'’.-]*\w\.?", re.sub(r"['’]s\b", "", phrase))


def sector_and_weight(words: Sequence[str]) -> tuple[str | None, bool]:
    """``sector_of`` words, and whether it is weak: told only by a word that another name beside it overrules."""
    found = find_terms(words)
    covered = {i for a, b, _ in found for i in range(a, b)}
    split = next((i for i, word in enumerate(words) if word in PREPOSITIONS and i not in covered), len(words))
    left = [term for a, _, term in reversed(found) if a < split]
    right = [term for a, _, term in found if a > split and words[split] != "on"]
    told = [term for term in left + right if term.sector]
    firm = next((term.sector for term in told if not term.weak), None)
    if firm == "military" and any(term.sector == "armed group" for term in left):
        return "armed group", False  # "Hamas military spokesman"
    if firm:
        return firm, False
    return next(
        (term.sector for term in sorted(told, key=lambda t: t.kind == "person")), None
    ), True  # "federation president"


def sector_of_all(phrases: Iterable[str]) -> str | None:
    """The sector that several descriptions of one source tell: the first firm one, else the first.

    >>> sector_of_all(["Dr.", "historian at the university"])
    'expert'
    """
    told = [sector_and_weight(_words(phrase)) for phrase in phrases]
    return next((s for s, weak in told if s and not weak), next((s for s, _ in told if s), None))


@cache
def places() -> dict[str, str]:
    """Names of places, their adjectives and peoples -> the name of the place."""
    found: dict[str, str] = {}
    for line in lexicon("places"):
        place, _, others = line.partition(":")
        for word in (place, *(other.strip() for other in others.split(",") if other.strip())):
            found[word] = found[word + "s"] = place
    return found


@cache
def given_names() -> dict[str, str | None]:
    """Given names -> "she", "he", or None where both bear them."""
    found: dict[str, str | None] = {}
    for line in lexicon("given-names"):
        pronoun, _, names = line.partition(": ")
        for name in names.split(", "):
            found[name] = None if pronoun == "either" or found.get(name, pronoun) != pronoun else pronoun
    return found


def gender_of(titles: Iterable[str], name: Sequence[str] = ()) -> str | None:
    """ "she" or "he" by a form of address, the given name or a noun of the title, in this order; None where none tells.

    >>> gender_of(["spokesman"], ["Anna", "Diaz"]), gender_of(["Mr."], ["Robin", "Diaz"])
    ('she', 'he')
    """
    held = {word for title in titles for word in re.findall(r"\w+", re.split(r" of | for ", title.lower())[0])}
    address = next((pronoun for pronoun, forms in ADDRESS.items() if held & forms), None)
    given = given_names().get(name[0]) if len(name) > 1 else None
    return address or given or next((pronoun for pronoun, nouns in GENDERS.items() if held & nouns), None)


def is_role(word: str, pos: str) -> bool:
    """Is the word a singular noun for a person by what they do: "minister", "beekeeper"?"""
    term = terms().get(word) or terms().get(word.lower())
    if term:
        return term.kind == "person" and not term.plural
    return pos == "NN" and ROLE_LIKE.fullmatch(word) is not None
