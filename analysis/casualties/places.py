"""Where it happened: the first name in a sentence that stands where a place does."""

from __future__ import annotations

import re

import regex

from analysis.casualties.word_lists import word_list
from analysis.dates import MONTH, WEEKDAYS
from analysis.sources.vocabulary import places, terms

PLACE = regex.compile(
    r"""\b(?P<by>(?i:in|at|near|around|outside|across|off|from)
        |(?<=\b(?<!\d\ )(?:attacks?|(?:air)?strikes?|raids?|assault|offensive|shelling)\ )on)\s+(?:the\s+)?
    (?:(?:[a-z]\w*\s+){0,2}(?P<kind>(?:cit(?:y|ies)|towns?|villages?|provinces?|districts?|regions?|states?|count(?:y|ies)|outskirts
        |suburbs?|coasts?|islands?|port|areas?|parts?|neighbou?rhoods?|centre|center|hills|mountains)\s+of\s+(?:the\s+)?)
    |[a-z]\w*\s+)?
    (?:\p{Lu}\w+-(?:backed|led|controlled|occupied|held|run|owned|administered)\s+)?
    (?P<name>(?:(?:(?:Democratic\ )?Republic|Region|Port|Gulf|Bay|Straits?|Isle|Sea|Cape)\ of\ (?:the\ )?)?
    \p{Lu}[\w’'-]+
    (?:[ ](?:\p{Lu}[\w’'-]+|(?:a[dlrstz]|ash|e[dlsz])-\w+|(?:d[aeiou]s?|del|de[ ]la|el|bin|upon)\b(?=[ ]\p{Lu})))*)""",
    regex.VERBOSE,
)
BESIDE = regex.compile(
    r""",\ (?:\p{Lu}[^,.;]{1,40},\ )?(?P<country>\p{Lu}[\w’'-]+(?:\ \p{Lu}[\w’'-]+)*)
    (?:[,.;]|\Z|\ (?:and|in|on|by|kill|injur|leav))""",
    regex.VERBOSE,
)
INTO = ("in", "near", "around", "outside", "into", "toward", "towards")
# "evacuated 40 people from Avel": there it happened; "nine from South Africa", "a bus from Avel": that is whence they came
LEFT = re.compile(
    r"""\b(?:abduct|captur|disappear|displac|escap|evacuat|expel|fled|flee(?:ing|s)?|forced|free[ds]|kidnap|missing|pulled|recover|remov
    |rescu|retriev|seiz|snatch|taken|took|vanish)\w*\ (?:[^,;]|,(?=\d))*\Z""",
    re.IGNORECASE | re.VERBOSE,
)
# "in a Hamas raid", "in an Mw 6.1 quake": whose or what it was; "in the Avel bombing" tells where
WHOSE = re.compile(
    r" (?:air|artillery|drone|missile|rocket|mortar|military|raids?|(?:air)?strikes?|shelling|offensive|journal|magazine|\d)\b"
)
OF_A_REGION = re.compile(r" (?:region|province|district|state|basin|valley|area)\b")  # "the Amazon region"
DAY_OR_MONTH = re.compile(  # "Mar" alone, not "Mar del Plata" or "Monrovia"
    rf"(?:{MONTH}|(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)\b\.?)\Z|(?:{'|'.join(WEEKDAYS)}|{MONTH}(?<=\w{{5}}))\b",
    re.IGNORECASE,
)
# behind "Saint Brigid's" where it is a place, and no house of his
NOT_OWNED = re.compile(
    r"(?! [a-z])| (?:in|on|at|by|near|after|before|and|or|where|when|while|who|said|says|was|were|has|had|is)\b"
)
GOVERNED = ("city", "county", "governorate", "municipality", "district")  # the lexicon holds the government of these
NOT_PLACES = word_list("not-places")  # of what faith, feast or party something is: "a Catholic school"


def find_place(sentence: str) -> str | None:
    """The first name behind a preposition of place that may be a place's; behind "attack on", where it is a known one's.

    >>> find_place("Nine drowned in Tamil Nadu, an official at the Water Authority said.")
    'Tamil Nadu'
    >>> find_place("A bus from Teyn crashed near Avel."), find_place("A raid on Baghdad killed two.")
    ('Avel', 'Baghdad')
    """
    for match in PLACE.finditer(sentence):
        name = _unowned(match)
        if name and _may_be_place(name) and _is_told_where(match, name):
            return name
    return None


def is_place(name: str, text: str) -> bool:
    """Whether a name is one of a place: a known one, or one that the article puts behind a preposition of place.

    >>> is_place("Zareh", "Rebels captured Zareh on Monday. Fighting in Zareh went on.")
    True
    """
    return name in places() or any(f" {word} {name}" in text for word in INTO)


def _is_told_where(match: regex.Match[str], name: str) -> bool:
    """Whether the preposition tells where it happened, and not on whom, from where or by whom."""
    known = name in places()
    if match["by"].lower() == "from":
        return LEFT.search(match.string, 0, match.start()) is not None
    if match["by"] == "on":
        beside = BESIDE.match(match.string, match.end())  # "on Temnine, Baalbek Governorate, Lebanon"
        in_country = beside is not None and beside["country"] in places() and name not in terms()
        return known or match["kind"] is not None or in_country
    if name in terms() and OF_A_REGION.match(match.string, match.end()) is None:
        return known  # "in a Hamas attack"
    return known or WHOSE.match(match.string, match.end()) is None


def _may_be_place(name: str) -> bool:
    """Whether nothing in a name says that it is none."""
    adjective = name in NOT_PLACES or _is_adjective(name) or _is_adjective(name.rstrip("s"))
    letters = name.isupper() and (len(name) < 5 or "-" in name) and name not in places()  # "at an IDP camp"
    return not (adjective or letters or DAY_OR_MONTH.match(name) or _is_body(name))


def _unowned(match: regex.Match[str]) -> str:
    """A name without an ending that says what is its own; empty where it may be somebody's: "at Holm's house"."""
    owner, apostrophe, _ = match["name"].replace("’", "'").partition("'s")
    owns = apostrophe and NOT_OWNED.match(match.string, match.end()) is None
    if not owns or owner.startswith(("Saint ", "St ")):  # "Saint Brigid's church"
        return match["name"]
    return owner if owner in places() else ""


def _is_adjective(name: str) -> bool:
    """Whether a name only says of what country: "from the Mexican government"."""
    return places().get(name, name) != name and name.endswith(("an", "ese", "ish", "i", "ic", "ch"))


def _is_body(name: str) -> bool:
    last = name.rpartition(" ")[2].lower()
    term = None if last in GOVERNED else terms().get(last)
    return term is not None and term.kind == "organization"
