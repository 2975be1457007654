"""What tells a name of a person from that of a body, a place or a document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.documents import Token
from analysis.sources.titles import FORM_OF_ADDRESS, POSSESSIVE
from analysis.sources.vocabulary import Term, given_names, places, terms

# fmt: off
DOCUMENTS = frozenset({
    "report", "act", "law", "bill", "constitution", "study", "survey", "poll", "treaty", "agreement", "memo", "declaration",
    "resolution",
})
ABBREVIATED = frozenset({"dr.", "prof.", "sen.", "rep.", "gov.", "gen.", "col.", "capt.", "lt.", "sgt.", "maj."})
PLACE_TAILS = frozenset({
    "Street", "Avenue", "Road", "Square", "Bridge", "River", "Lake", "Valley", "Mountain", "Mountains", "Hills", "Island",
    "Islands", "Province", "District", "Region", "County", "Parish", "City", "Sea", "Bay", "Gulf", "Peninsula", "Airport",
    "Base", "Camp", "Park", "Oblast", "Governorate", "Prefecture", "Canton", "Krai", "Highway", "Boulevard", "Lane",
    "Plaza", "Creek", "Ocean", "Strait", "Straits", "Canal", "Coast", "Desert", "Forest", "Beach", "Harbour", "Harbor",
    "Heights", "Falls", "Springs", "Village", "Township", "Borough", "Mount", "Stadium", "Arena",
})
OWNS = frozenset({  # what a company, a service or an armed group has, and a person has not
    "ceo", "chief", "shares", "stock", "headquarters", "website", "offices", "customers", "employees", "executives", "board",
    "fighters", "newsroom", "subsidiary", "parent", "engineers", "profits", "sales", "users", "app", "platform", "servers",
})
SPEAKS_FOR = frozenset({  # and who stands behind the name of one: "Meridian officials"
    "spokesman", "spokeswoman", "spokesperson", "spokespeople", "official", "officials", "executive", "executives",
    "employee", "employees", "fighters", "management", "headquarters", "shares", "ceo", "chief", "president",
})
# fmt: on
SURNAMES = frozenset(
    {  # nouns for people that are surnames behind a given name
        "baker",
        "barber",
        "bishop",
        "boxer",
        "butcher",
        "butler",
        "carpenter",
        "chancellor",
        "child",
        "constable",
        "cook",
        "cooper",
        "dean",
        "driver",
        "farmer",
        "fisher",
        "friend",
        "gardener",
        "guest",
        "hunter",
        "judge",
        "king",
        "knight",
        "major",
        "marshal",
        "mason",
        "miner",
        "monk",
        "painter",
        "pope",
        "porter",
        "priest",
        "prince",
        "rider",
        "shepherd",
        "singer",
        "skipper",
        "voter",
        "warden",
        "weaver",
    }
)
# "NewsHarbour", "harbour.com", "Channel4", but not "McDiaz"
TRADE_MARK = re.compile(r"(?!(?:Ma?c|La|Le|De|Di|Du|Da|Fitz|Van|Von)[A-Z])\w*(?:[a-z][A-Z]|.\..|\d)")
ARABIC_ARTICLE = re.compile(r"(?:al|el|ad|as|ash|at|an|ar|az)-[^\W\d_a-z]")  # "al-Masri" begins a name
GENERATIONS = frozenset({"II", "III", "IV", "VI", "VII", "VIII", "JR", "SR"})


def title_words(words: Sequence[str], found: Sequence[tuple[int, int, Term]]) -> int:
    """How many of the run's words are a title ("Defence Minister" of "Defence Minister Ann Diaz"): the name begins there."""
    if found and found[-1][2].kind == "organization" and found[-1][1] == len(words) and not _surname(words, found[-1]):
        return 0  # "King Faisal University", "Major Crimes Unit"
    for a, b, term in reversed(found):
        if term.kind != "person" or (b == len(words) and a > 0 and words[0] in given_names()):
            continue
        if b == len(words):
            if a != 1 or term.word not in SURNAMES or words[0] in places() or words[0] in terms():
                return b
            return int(FORM_OF_ADDRESS.fullmatch(words[0]) is not None or words[0].lower() in ABBREVIATED)
        if words[b] not in ("of", "for", "to"):
            return b
        rest = b + 1 + (words[b + 1] == "the")
        body = next((end for begin, end, t in found if begin == rest and t.kind == "organization"), len(words))
        if body < len(words) and words[body] not in ("of", "for", "and", "on"):
            return body
        for size in (3, 2, 1):
            if " ".join(words[rest : rest + size]) in places():
                return min(rest + size, len(words))
        given = (i for i in range(rest + 1, len(words)) if words[i] in given_names() or _articled(words[i + 1 : i + 2]))
        return next(given, len(words))
    return 0


def _articled(following: Sequence[str]) -> bool:
    """Does an Arabic family name follow: "Minister of Ports Tarkan | al-Vellini"?"""
    return any(ARABIC_ARTICLE.match(word) for word in following)


def _surname(words: Sequence[str], last: tuple[int, int, Term]) -> bool:
    """Is a firm's or paper's name at the end a surname: "Mayor Ann Bloomberg"?"""
    return last[1] - last[0] == 1 and last[0] > 0 and words[last[0] - 1] in given_names() and words[-1][0].isupper()


def kind_of(
    name: tuple[str, ...], found: Sequence[tuple[int, int, Term]], skip: int, article: bool, beside: str | None
) -> tuple[str, bool]:
    """Person, organization, place or document, and whether anything but the form of the words tells."""
    first, several = name[0], len(name) > 1
    last = next((term for _, b, term in found if b == len(name) + skip), None)
    if several and last and last.word in DOCUMENTS:
        return "document", True
    if last and several and last.kind == "organization" and len(last.word.split()) == len(name):
        return "organization", True  # "United Nations", which datelines name
    if " ".join(name) in places() or (several and name[-1] in PLACE_TAILS):
        return "place", True
    bodies = any(a >= skip and term.kind in ("organization", "adjective") for a, _, term in found)
    closing = (
        last is not None and last.kind == "organization" and not (skip and first in given_names() and len(name) == 2)
    )
    if bodies and (closing or not (skip or (first in given_names() and len(name) < 4))):
        return "organization", True
    if skip or first in given_names():
        return "person", several or skip > 0
    if beside or TRADE_MARK.match(first) or any(w.isupper() and len(w) > 2 and w not in GENERATIONS for w in name):
        return "organization", True
    if article:
        return "organization", several
    if not several:
        return "unknown", False
    if places().get(first, first) != first and len(name) > 2:
        return "unknown", False  # "Iranian Grand Master ..."
    if first in places() or len(name[-1]) == 1 or len(name) > 4 or "of" in name or "for" in name:
        return "organization", False
    return "person", False


def aged(tokens: Sequence[Token], end: int) -> bool:
    """ "Ann Diaz, 34, said": only people are given an age."""
    return (
        end + 2 < len(tokens)
        and tokens[end].word == ","
        and tokens[end + 1].word.isdigit()
        and tokens[end + 2].word in ",."
    )


def owns(tokens: Sequence[Token], end: int) -> bool:
    """ "Meridian's shares", "Meridian officials": is it a body by what it has, or who speaks for it?"""
    if end + 1 < len(tokens) and tokens[end].word in POSSESSIVE:
        return any(t.word.lower() in OWNS for t in tokens[end + 1 : end + 3])
    return end < len(tokens) and tokens[end].word.lower() in SPEAKS_FOR


def is_label(tokens: Sequence[Token], end: int) -> bool:
    """ "HOLM: We left": who speaks in a transcript, not an acronym."""
    return end < len(tokens) and tokens[end].word == ":"


def modifies(tokens: Sequence[Token], i: int) -> bool:
    """ "the British | government", "an ethnic | Briton": the adjective of a place, or one of its people, is no name."""
    word = tokens[i].word
    adjective = places().get(word, word) != word and not word.endswith("s")
    one_of_them = any(t.word.lower() in ("a", "an", "one", "another") for t in tokens[max(0, i - 2) : i])
    return adjective and (one_of_them or (i + 1 < len(tokens) and tokens[i + 1].pos in ("NN", "NNS", "JJ")))
