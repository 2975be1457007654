"""What a single line of an article is by its own look: a headline, a byline, a caption, a line of page furniture."""

from __future__ import annotations

import re
from functools import cache

from analysis.language import lexicon
from analysis.layout.datelines import is_date_line

LONGEST_TITLE, LONGEST_STANDFIRST, LONGEST_CAPTION, LONGEST_BOILERPLATE = 200, 300, 600, 300  # characters

LIST_ITEM = re.compile(r"[-*•·–]\s|\d{1,2}[.)]\s")
RULE = re.compile(r"[-=_*~–—]{2,}")
_SENTENCE_END = re.compile(r"[.!?…:;,][\"'’”)\]]*$")
_BYLINE = re.compile(r"(?:by|By|BY|Posted by|Written by):?[ \xa0]+[^\W\d_a-z].{2,100}")
_CONTACT = re.compile(
    r"[|\s]*(?:(?:[\w.+-]+@[\w.-]+|@\w+|\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}|https?://\S+)(?:[|,;\s]+|$))+"
)

_PICTURE = r"(?:photo|image|picture|video|photograph|illustration|graphic|map|media|representati(?:ve|onal) image)s?"
_CAPTION_START = re.compile(
    rf"(?:file[ ])?{_PICTURE}(?:$|[ ]?:|[ ]?/|[ ](?:courtesy|credit|caption|copyright|via)\b|[ ]by[ ][^.]{{2,60}}\.?$)"
    rf"|file[ ]{_PICTURE}|getty images|(?:ap|afp|reuters) photo|\((?:file|photo|image)\b|caption:|file[ ]?[-–—][ ]"
    r"|(?:in )?this (?:\S+ ){0,6}(?:photo|image|picture|frame grab|screen ?grab|video grab|handout|photograph)\b",
    re.IGNORECASE,
)
_AGENCIES = r"(?:AP|AFP|Reuters|REUTERS|EPA|Getty(?: Images)?|PA|Xinhua|Anadolu|TASS|ANSA|dpa|EFE|Bloomberg)"
_CREDIT = r"(?:[Pp]hoto|[Ii]mage|[Ff]ile|[Cc]ourtesy|[Cc]redit|[Ss]ource)"
_CAPTION_END = re.compile(
    rf"\((?:[^()]{{0,80}}[\s/])?{_AGENCIES}[ ]?(?:/[^()]{{1,60}}|[ ][Pp]hotos?\b[^()]{{0,60}})?\)\.?$"
    rf"|\((?:[^()]{{0,60}}\s)?{_CREDIT}(?:[ :/][^()]{{0,60}})?\)\.?$"
    r"|\([A-Z][\w.'’-]+ [^()/]{1,40}/ ?[A-Z][^()/]{1,40}\)\.?$"
    r"|(?:[Pp]hoto(?:graph)?|[Ii]mage|[Pp]icture)(?: [Cc]redit| [Cc]ourtesy| [Ss]ource)?: ?[^.:]{2,60}\.?$"
    r"|[. ](?:Source|Credit|Courtesy): [^.:]{2,60}$"
    r"|/ ?[A-Z][\w.'’-]+(?: (?:[A-Z][\w'’-]+|for|of|the|via)){1,6}$"
    r"|\| ?(?:Photo|Picture|Image|Credit)[^|]{0,80}$|View Full Caption\b.{0,80}$"
)


def is_caption(line: str) -> bool:
    """Whether a line is the words under a picture, told by its credit.

    >>> [is_caption(x) for x in ("Smoke at the port. (AP Photo/Jo Doe)", "Photo: Jo Doe", "Photos showed the port.")]
    [True, True, False]
    """
    return len(line) <= LONGEST_CAPTION and bool(_CAPTION_START.match(line) or _CAPTION_END.search(line))


def is_furniture(line: str) -> bool:
    """Whether a line is page furniture wherever it stands: "Advertisement", "Related: ..."."""
    return bool(RULE.fullmatch(line)) or _matches("furniture", line)


def is_closing(line: str) -> bool:
    """Whether a line is boilerplate at the very end of an article: an invitation, a credit, a right, a note.

    >>> [is_closing(x) for x in ("Sign up for our newsletter", "© 2019 The Gazette", "The company signed up for it.")]
    [True, True, False]
    """
    return len(line) <= LONGEST_BOILERPLATE and (
        bool(_CONTACT.fullmatch(line)) or is_furniture(line) or _matches("boilerplate", line)
    )


def is_byline(line: str) -> bool:
    """Whether a line is "By" and words most of which are capitalised: "By Jane Doe and John Roe, Staff Writers"."""
    names = line.split()[1:]
    capitals = sum(not name[0].islower() for name in names)
    return len(line) <= 120 and bool(_BYLINE.fullmatch(line)) and capitals >= 0.6 * len(names)


def is_headline(line: str, following: str, above_dateline: bool) -> bool:
    """Whether the first line is the headline: short, no sentence or in title case, and a longer one follows."""
    words = line.split()
    if not 3 <= len(words) <= 30 or len(line) > LONGEST_TITLE or not following or LIST_ITEM.match(line):
        return False
    if line[-1] in ":," or (len(words) < 5 and not any(word[0].islower() for word in words)):
        return False  # a letterhead or the name of a section
    if line.endswith(".") and not line.endswith("...") and not _in_title_case(words):
        return False
    return above_dateline or len(following) > 1.2 * len(line) or is_date_line(following) or is_byline(following)


def _in_title_case(words: list[str]) -> bool:
    long_words = [word for word in words[1:] if len(word) > 4]
    return bool(long_words) and sum(not word[0].islower() for word in long_words) >= 0.8 * len(long_words)


def is_standfirst(line: str, following: str, above_dateline: bool) -> bool:
    """Whether the line below the headline sums the article up: above a dateline any, else one that is no sentence."""
    if len(line) > LONGEST_STANDFIRST or len(line.split()) < 6 or line[0] in "\"“‘'" or LIST_ITEM.match(line):
        return False
    no_sentence = not _SENTENCE_END.search(line) and len(following) > len(line)
    return above_dateline or is_date_line(following) or no_sentence


def _matches(lexicon: str, line: str) -> bool:
    return len(line) <= LONGEST_BOILERPLATE and bool(_phrases(lexicon).fullmatch(line))


@cache
def _phrases(name: str) -> re.Pattern[str]:
    """One pattern for a list of lines; ``*`` is anything, ``<name>`` capitalised words, ``<number>`` digits."""
    words = r"[A-ZÀ-Þ][\w.'’-]*(?:[ ][A-ZÀ-Þ][\w.'’-]*){0,3}"
    signs = {r"\*": ".*", "<name>": rf"(?-i:{words}(?:,? and {words})?)", "<number>": r"\d+", r"\ ": r"\s"}
    entries = []
    for entry in lexicon(name):
        pattern = re.escape(entry)
        for sign, meaning in signs.items():
            pattern = pattern.replace(sign, meaning)
        entries.append(pattern)
    return re.compile(rf"\W*?(?:{'|'.join(entries)})[.!:…\s]*", re.IGNORECASE | re.DOTALL)
