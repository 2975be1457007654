"""What single nouns and names tell of a source: person or body, sector, place, pronoun. Read from the lexicons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from analysis.language import lexicon

PREPOSITIONS = frozenset(
    {"of", "for", "at", "from", "in", "with", "within", "to", "on", "by", "inside", "near", "under", "against", "among"}
)
# an unknown noun of this form is a person, but for some that are common in the news and are none
ROLE_LIKE = re.compile(
    r"(?!(?:answer|banner|barrier|behaviou?r|border|bumper|cancer|career|cent(?:er|re)|chamber|chapter|character|charter|clatter"
    r"|colou?r|committee|computer|container|corner|corridor|cover|counter|danger|degree|dinner|disaster|disorder|door|encounter"
    r"|error|factor|favou?r|fee|fever|filter|floor|folder|further|grant|guarantee|gutter|harbou?r|helicopter|honou?r|horror"
    r"|humou?r|hunger|labou?r|laser|latter|layer|letter|list|majority|manner|matter|mirror|mist|monitor|motor|murder|newsletter"
    r"|number|offer|order|other|paper|parameter|plant|poster|power|printer|quarter|rather|reactor|refer|register|remainder"
    r"|restaurant|river|rumou?r|sector|semester|server|shelter|shoulder|shower|slaughter|soccer|spider|summer|super|surrender"
    r"|temper|terror|theater|timber|tower|tractor|trailer|transfer|trigger|tweeter|vapou?r|variant|vector|voucher|waiver|water"
    r"|weather|whether|winter|wonder)s?$)"
    r"\w+(?:er|or|ist|ian|man|woman|ant|ee|eer)\b"
)
SCIENTIST_OR_JOURNALIST = re.compile(r"(?!apolog|ideolog)[\w-]*(?:([a-zæ]olog|physic)|journal)ists?")
ADDRESS = {"she": {"mrs", "ms", "miss", "dame", "lady"}, "he": {"mr", "sir", "lord"}}
# fmt: off
GENDERS = {
    "she": frozenset({
        "spokeswoman", "chairwoman", "congresswoman", "policewoman", "woman", "girl", "mother", "wife", "widow",
        "queen", "princess", "sister", "daughter", "lady", "actress", "businesswoman", "councilwoman", "aunt",
        "duchess", "grandmother", "niece", "fiancée", "fiancee", "girlfriend", "schoolgirl", "servicewoman", "nun",
    }),
    "he": frozenset({
        "spokesman", "chairman", "congressman", "policeman", "man", "boy", "father", "husband", "king", "prince",
        "brother", "son", "businessman", "councilman", "uncle", "pope", "imam", "archbishop", "cardinal", "duke",
        "grandfather", "nephew", "fiancé", "boyfriend", "schoolboy", "serviceman", "monk",
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
            plural = told.startswith("plural ")
            sector = told.removeprefix("adjective ").removeprefix("plural ").removesuffix(", unless told")
            weak = told.endswith(", unless told") or kind == "document"  # of a document, its author tells first
            for word in words.split(", "):
                term = Term(word, here, None if sector == "-" else sector, weak, plural)
                found.setdefault(word, term)
                if here != "adjective" and not plural:
                    found.setdefault(_plural(word), term._replace(plural=True))
    return found


@cache
def documents() -> frozenset[str]:
    """The nouns for documents, those too that tell more of a body they stand in ("research", the Research Council)."""
    words = [word for line in lexicon("documents") for word in line.partition(": ")[2].split(", ")]
    return frozenset(words) | frozenset(map(_plural, words))


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
    return list(_terms_of(tuple(words)))


@lru_cache(65536)  # an article names the same people and bodies again and again
def _terms_of(words: tuple[str, ...]) -> tuple[tuple[int, int, Term], ...]:
    found, i = [], 0
    while i < len(words):
        term, size = term_at(words, i)
        if term:
            found.append((i, i + size, term))
        i += size
    return tuple(found)


def term_at(words: Sequence[str], i: int) -> tuple[Term | None, int]:
    """The longest term that begins at a word, and how many words it has; without one, None and 1."""
    word = words[i]
    known, longest = terms(), longest_from(word)
    for size in range(min(longest, len(words) - i), 0, -1):
        exact = " ".join(words[i : i + size])
        term = known.get(exact) or known.get(exact.lower())
        if term:
            return term, size
    if "-" in word:  # "ex-minister", "co-author": the person behind the hyphen
        term = known.get(word.lower().rpartition("-")[2])
        if term and term.kind == "person":
            return term, 1
    return _by_form(word), 1


def _by_form(word: str) -> Term | None:
    """What the form of a word tells that the lexicons do not hold: "herpetologists" study, a "videojournalist" reports."""
    found = SCIENTIST_OR_JOURNALIST.fullmatch(word)
    if not found:
        return None
    return Term(word, "person", "expert" if found[1] else "media", False, word.endswith("s"))


@lru_cache(65536)
def longest_from(word: str) -> int:
    """How many words the longest term has that begins with this one, in its case or in lower case."""
    return max(_longest().get(word, 0), _longest().get(word.lower(), 0))


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


def sector_and_weight(words: Sequence[str], head_end: int | None = None) -> tuple[str | None, bool]:
    """``sector_of`` words, and whether it is weak: told only by a word that another name beside it overrules.

    ``head_end``: how many words stand up to the head (default: those before the first preposition).
    """
    found = find_terms(words)
    covered = {i for a, b, _ in found for i in range(a, b)}
    breaks = (i for i, word in enumerate(words) if word in PREPOSITIONS and i not in covered)
    split = next(breaks, len(words)) if head_end is None else head_end
    left = [term for a, b, term in reversed(found) if a < split and (b == split or not _apart(term))]
    right = [term for a, _, term in found if a >= split and words[split] != "on"]
    told = [term for term in left + right if term.sector]
    firm = next((term.sector for term in told if not term.weak), None)
    if firm == "military" and any(term.sector == "armed group" for term in left):
        return "armed group", False  # "Hamas military spokesman"
    if firm:
        return firm, False
    return next(
        (term.sector for term in sorted(told, key=lambda t: t.kind == "person")), None
    ), True  # "federation president"


def _apart(term: Term) -> bool:
    """Does the noun tell its sector only as the head: not in "citizens' league", "student union"?"""
    return term.kind == "person" and term.sector in ("witness or resident", "other", "business")


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
    cities = (city for city in lexicon("dateline-places") if not (city.isupper() and len(city) < 4))  # "OR" is Oregon
    return {city: city for city in cities} | found


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
