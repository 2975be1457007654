"""What a sentence says around a figure: where, when, and whether it counts this event, another, or many."""

from __future__ import annotations

import re
from typing import NamedTuple

from analysis.casualties.places import find_place
from analysis.dates import MONTH

EVENT = "attack|blast|explosion|shooting|bombing|quake|earthquake|storm|crash|fire|flood"
Span = tuple[int, int]
TOTAL = re.compile(r"\b(?:total of|in (?:all|total)|altogether|overall)\b", re.IGNORECASE)
# "since the war began", "so far this year"; not "the worst since 2014", not "since the blast"
MANY_EVENTS = re.compile(
    rf"""(?<!worst\ )(?<!deadliest\ )(?<!bloodiest\ )(?<!first\ )(?<!one\ )\b(?:
      since\ (?:the|its|his)\ (?!{EVENT})\w+
    | since\ (?:last\ |early\ |late\ |mid-)?(?:{MONTH}|\d{{4}})
    | (?:so\ far\ )?this\ (?:year|month)
    | so\ far\ in\ \d{{4}}
    | in\ recent\ (?:weeks|months|years)
    | (?:over|in|during)\ the\ (?:past|last)\ (?:\w+\ )?(?:years?|months?|decades?))\b""",
    re.IGNORECASE | re.VERBOSE,
)
# "the heaviest exchange of fire since the truce", "its worst day in the past year": of one event all the same
RECORD = re.compile(
    r"""\b(?:the|its|his|her|their|country's)\ (?:[\w-]+\ )?
    (?:worst|first|most|greatest|(?!\w*(?:w|r|t|qu|gu|n|v)est\b)\w+est)\ [^,;.]{0,60}\Z""",
    re.IGNORECASE | re.VERBOSE,
)
BRINGING = re.compile(
    r"\b(?:bring|rais|tak|push)(?:ing|s)\ (?:the|its|their)\ (?:\w+\ ){0,3}?(?:total|toll|count|number|tally)\b",
    re.IGNORECASE,
)
EARLIER = re.compile(r"\b(?:when|which|that|where)\b")  # "since the flood of 1982, when 299 died": these are that one's
# "deaths a year": a rate, not the toll of an event
RATE = re.compile(
    r"[^,.;]{0,25}\b(?:annually|yearly|daily|monthly|weekly|per|(?:a|each|every) (?:year|month|week|day))\b",
    re.IGNORECASE,
)
# "killed in the civil war", "in the first days of the conflict": not the toll of one of its events
IN_A_WAR = re.compile(
    r"""[^,.;]{0,25}\b(?:in|during)\ (?:the\ (?:[\w-]+\ )?(?:days|weeks|months|years|beginning|start|course)\ of\ )?
    (?:the|its)\ (?:[\w-]+\ ){0,2}(?:conflict|war|genocide|insurgency|rebellion)\b(?![ -](?:on|zone|area|torn|ravaged)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
# "there have been 96 homicides", "31 homicides in 2016": a count of crimes, not of one's victims
CRIMES = re.compile(
    r"""(?:\b(?:ha(?:s|ve|d)\ (?:\w+\ )?(?:seen|had|been|recorded|reported|witnessed|investigated|logged|counted)\ (?:\w+\ )?
    | \bof\ the\ )\d[\d,]*\ (?:\w+\ )?(?:homicides|murders|killings|fatal\ shootings)\b
    | \b\d[\d,]*\ (?:\w+\ )?(?:homicides|murders)\b[^.;]*\ in\ \d{4}\b)""",
    re.IGNORECASE | re.VERBOSE,
)
UNTRUE = re.compile(
    r"\b(?:misstatement|hoax|myth|falsely|false (?:claims?|reports?|rumou?rs?))\b[^,.;]*\Z", re.IGNORECASE
)
ALSO = re.compile(r"\balso\b", re.IGNORECASE)
ADDED = re.compile(
    r"""\b(?:additionally | in\ addition | elsewhere | separate(?:ly)? | meanwhile
    | another\ (?:attack|incident|clash|strike|operation) | (?:in\ )?(?:a|the)\ second)\b""",
    re.IGNORECASE | re.VERBOSE,
)
MOURNED = re.compile(
    r"""\b(?:protest(?:ed|ing)? | demonstrat(?:ed|ions?) | rall(?:y|ied) | vigil | (?-i:march(?:ed)?) | gathered
    | memorial(?!\ (?:hospital|medical|day)) | commemorat\w* | took\ to\ the\ streets)\b
    .* \b(?:against|over|following|after|for|justice|anniversary|tribute|of|condemn\w*|denounc\w*)\b
    | \bgathered\b .* \bwhere\b""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
# "relatives of a man who was killed held a protest": what stands before the outcome, and what behind it
THEIRS = re.compile(
    r"\b(?:relatives|famil(?:y|ies)|friends|colleagues|supporters|classmates|parents|mothers?|residents) .*\bof\b",
    re.IGNORECASE | re.DOTALL,
)
GATHERING = re.compile(
    r"""\b(?:(?:held|staged|organi[sz]ed|attended)\ (?:an?|the)\ (?:\w+\ )?(?:protest|rally|vigil|march|demonstration
      | memorial|service)
    | protested | demonstrated | rallied | marched | gathered | demand(?:ed|ing)\ justice)\b""",
    re.IGNORECASE | re.VERBOSE,
)
# "in retaliation for the killing of": told as the reason of what is reported
REASON = re.compile(
    r"""\b(?:retaliation\ for | revenge\ for | reprisal\ for | (?:response|related|linked)\ to | connection\ (?:with|to)
    | anniversary\ of | justice\ for
    | (?:protest|commemorat|aveng)(?:e|ed|ing|s)?
    | demand\w*\ [^,.;]{0,40}(?:investigations?|inquiry|probe|answers)\ (?:of|into|over|about)
    )\ (?:the\ |an?\ )?(?:\w+\ ){0,2}\Z""",
    re.IGNORECASE | re.VERBOSE,
)
VIOLENCE = (
    "attacks?|violence|shootings?|clash(?:es)?|fighting|raids?|protests?|demonstrations?|unrest|riots?|operations?"
    "|strikes?|bombings?|explosions?|blasts?|incidents?|deployment|march(?:es)?"
)
# "the attack came in the wake of the murder of": what it followed was before it
FOLLOWED = re.compile(
    rf"""\b(?:{VIOLENCE})\ (?:\w+\ ){{0,4}}(?:came|comes|took\ place|occurred|followed)\ (?:[\w-]+\ ){{0,6}}?
    (?:after|following|in\ the\ wake\ of|from\ another|the)\ [^;]*\Z""",
    re.IGNORECASE | re.VERBOSE,
)
# "involved in a bombing that killed 12": something new beside what is reported, as "the bombing that killed" is not
ANOTHER = re.compile(
    rf"""\b(?:involved\ (?:in|with)|participated\ in|took\ part\ in|responsible\ for|linked\ to|carried\ out)\ 
    (?:an?|another|several|multiple|numerous|other|previous|recent|earlier)\ (?:[\w-]+\ ){{0,5}}(?:{VIOLENCE})\ 
    [^,.;]{{0,50}}(?:that|which)\ [^.;]*\Z""",
    re.IGNORECASE | re.VERBOSE,
)
# what somebody caught has done before: "responsible for the kidnapping of two engineers"
BLAMED = re.compile(r"\b(?:responsible for|involved (?:in|with)|specializes in)\b[^.;]*\Z", re.IGNORECASE)
ABDUCTION = re.compile(r"kidnap|abduct", re.IGNORECASE)
# "after recent attacks in two cities, where five officers died"
RECENT = re.compile(
    r"""\b(?:recent|previous|earlier|past|similar)\ (?:[\w-]+\ ){0,2}
    (?:attacks|shootings|bombings|ambushes|incidents|killings|massacres|raids|clashes)\b
    [^;]*\b(?:where|that|which|killing|leaving)\b[^;]*\Z""",
    re.IGNORECASE | re.VERBOSE,
)
BEFORE = (MOURNED, REASON, FOLLOWED, ANOTHER, RECENT)
SEPARATELY = re.compile(r"[^.;]{0,60}\(?\bcoded separately\b", re.IGNORECASE)  # in notes to events that were coded


class Circumstances(NamedTuple):
    """What a sentence says of all its figures: ``total`` ("in all"), ``cumulative``: they count more than one event
    ("since the war began"), ``added``: to figures before ("also")."""

    place: str | None
    total: bool
    cumulative: bool
    added: bool


def circumstances(sentence: str) -> Circumstances:
    """The place and the kind of count that a sentence speaks of.

    >>> circumstances("A bomb killed two people on Sunday in the city of Kirkuk.").place
    'Kirkuk'
    >>> circumstances("More than 400 have died since the war began.").cumulative
    True
    >>> circumstances("It was the worst since 2014.").cumulative
    False
    """
    return Circumstances(
        place=find_place(sentence),
        total=TOTAL.search(sentence) is not None,
        cumulative=_counts_many(sentence) or CRIMES.search(sentence) is not None,
        added=ADDED.search(sentence) is not None,
    )


def _counts_many(sentence: str) -> bool:
    """Whether a sentence counts since some time ago, and does not only call its event the worst since then."""
    return any(
        RECORD.search(sentence, 0, match.start()) is None or EARLIER.search(sentence, match.end())
        for match in MANY_EVENTS.finditer(sentence)
    )


def is_also(text: str, start: int, end: int) -> bool:
    """Whether "also" stands before the end of a figure and its outcome, in a sentence that begins at ``start``."""
    return ALSO.search(text, start, end) is not None


def is_apart(text: str, start: int, end: int) -> bool:
    """Whether the words behind a figure go on to a total since some time ago, which it is not.

    >>> is_apart("Two died, bringing the total to 12 since March.", 8, 46)
    True
    """
    total = BRINGING.search(text, start, end)
    return total is not None and MANY_EVENTS.search(text, total.end(), end) is not None


def is_of_many(text: str, start: int, end: int) -> bool:
    """Whether the words behind a figure make it a rate, or the toll of a whole war.

    >>> is_of_many("Smoke causes 300 deaths a year.", 24, 31), is_of_many("About 300 died in the civil war.", 14, 32)
    (True, True)
    """
    return any(pattern.match(text, start, end) for pattern in (RATE, IN_A_WAR))


def is_untrue(text: str, start: int, end: int) -> bool:
    """Whether the words before an outcome call it a mistake or a lie."""
    return UNTRUE.search(text, start, end) is not None


def is_elsewhere(text: str, sentence: Span, cue: Span) -> bool:
    """Whether an outcome is told as the reason of a protest, memorial or act of revenge: it is another event's."""
    (start, end), (first, last) = sentence, cue
    if ABDUCTION.match(text, first) and BLAMED.search(text, start, first):
        return True
    if any(p.search(text, start, first) for p in BEFORE) or SEPARATELY.match(text, last, end):
        return True
    return THEIRS.search(text, start, first) is not None and GATHERING.search(text, last, end) is not None
