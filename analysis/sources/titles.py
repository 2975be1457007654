"""What an article calls somebody where it names them: the title before a name, the apposition on either side."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.documents import Token
from analysis.sources.vocabulary import PREPOSITIONS, Term, find_terms, given_names, is_role, places, terms

POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
BELONGING = frozenset({"of", "from", "at", "with"})
LINKS = frozenset({"and", "of", "for", "to", "the"})  # between a role and its body
DASHES = frozenset({"—", "–"})
END_OF_APPOSITION = frozenset({*',.;:()—–“”"', "who", "which", "that", "whose"})
VERBS = frozenset({"VBD", "VBZ", "VBP", "MD"})
NO_TITLE = frozenset({"DT", "IN", "CC", "PRP", "PRP$", "RB", "WRB", *VERBS})
FORM_OF_ADDRESS = re.compile(r"(?:mr|mrs|ms|miss|mx|messrs|sir|dame|lady|lord)\.?", re.I)
# bodies that belong to whom the name before them names: "the Diaz campaign" is not Diaz
OWNED = frozenset({
    "campaign", "team", "mission", "leadership", "office", "section", "house", "division", "caucus", "delegation",
    "center", "centre", "unit",
})  # fmt: skip


def text_of(tokens: Sequence[Token]) -> str:
    """Tokens as text with the white space they stand with, every stretch of it as one blank."""
    parts = [
        token.word if i == 0 or token.start == tokens[i - 1].end else " " + token.word for i, token in enumerate(tokens)
    ]
    return "".join(parts)


def _role(token: Token) -> bool:
    return is_role(token.word, token.pos)


def names_a_body(term: Term) -> bool:
    """Does the noun only say what the name before it is ("the Echo newspaper", not "the Diaz campaign")?"""
    general = term.sector in (None, "media", "armed group", "ngo", "political party", "business")
    return term.kind == "organization" and general and not term.weak and term.word not in OWNED


def title_start(tokens: Sequence[Token], i: int) -> int:
    """Where the title before the name at token ``i`` begins ("retired pilot Ann Diaz"); ``i`` where there is none."""
    if i and FORM_OF_ADDRESS.fullmatch(tokens[i - 1].word):
        return i - 1
    begin, j = i, i - 1
    while j >= 0 and i - j <= 10 and _in_title(tokens, j, i):
        if begin == i and not (_role(tokens[j]) or tokens[j].word in places() or tokens[j].word[0].isupper()):
            break
        if tokens[j].word[0].isalpha() and tokens[j].word not in LINKS:
            begin = j
        j -= 1
    if begin == i and i > 1 and tokens[i - 1].word in POSSESSIVE:
        return _employer_start(tokens, i)
    words = [t.word for t in tokens[begin:i]]
    told = any(_role(t) for t in tokens[begin:i]) or any(term.kind == "person" for _, _, term in find_terms(words))
    return begin if told else i


def _in_title(tokens: Sequence[Token], j: int, i: int) -> bool:
    token = tokens[j]
    if token.word in ("of", "for") and tokens[j + 1].word.islower() and _role(tokens[j + 1]):
        return False  # "mother of | suspect Ann Diaz"
    if token.word in LINKS:
        last = j - (token.word == "the" and j > 0 and tokens[j - 1].word in LINKS)  # "envoy to the | United Nations"
        return last > 0 and tokens[last].word != "the" and (_role(tokens[last - 1]) or _named_body(tokens[last - 1]))
    if token.word[0].isupper():
        return token.pos not in NO_TITLE and token.word not in ("The", "A", "An")
    if token.pos.startswith("NN") and j + 1 < i and tokens[j + 1].word[0].isupper():
        return _role(token)  # "at the convention Senator Diaz spoke": no part of the title
    return token.pos.startswith(("NN", "JJ")) or token.word in POSSESSIVE


def _named_body(token: Token) -> bool:
    """ "Department of Ports official": does a body's name go on behind this word?"""
    return token.word[0].isupper() and any(t.kind == "organization" for _, _, t in find_terms([token.word]))


def _employer_start(tokens: Sequence[Token], i: int) -> int:
    """ "the Echo's Ann Diaz": where the organization's name begins, ``i`` where it is none."""
    begin = i - 1
    while begin > 0 and tokens[begin - 1].word[0].isupper() and tokens[begin - 1].pos != "DT":
        begin -= 1
    words = [t.word for t in tokens[begin : i - 1]]
    if not words:
        return i
    body = any(term.kind == "organization" for _, _, term in find_terms(words))
    return begin if body or (words[-1].isupper() and words[-1] not in places()) else i


def noun_behind(tokens: Sequence[Token], end: int) -> str | None:
    """ "newspaper" in "the Harbour Echo newspaper": the noun behind a name that tells what it is."""
    if end >= len(tokens) or not tokens[end].word.islower():
        return None
    words = [t.word for t in tokens[end : end + 3]]
    for a, b, term in find_terms(words):
        if a == 0 and names_a_body(term) and not term.plural and words[0].islower():
            compound = end + b < len(tokens) and tokens[end + b].pos.startswith("NN")
            return None if compound else " ".join(words[:b])
    return None


def noun_before(tokens: Sequence[Token], begin: int) -> str | None:
    """ "newspaper" in "the newspaper Harbour Echo": the noun in front of a name that tells what it is."""
    word = tokens[begin - 1].word if begin else ""
    term = terms().get(word)
    return word if term and word.islower() and names_a_body(term) and not term.plural else None


def apposition_before(tokens: Sequence[Token], begin: int, end: int, kind: str) -> str | None:
    """ "the ministry's spokesman" in "the ministry's spokesman, Ann Diaz, said"; ``kind`` as of the terms."""
    closed = end >= len(tokens) or tokens[end].word in (",", ".", "(", "”", '"') or tokens[end].pos.startswith("VB")
    if begin < 2 or tokens[begin - 1].word != "," or not closed:
        return None
    first = last = begin - 1
    while first > 0 and last - first < 14 and _in_apposition(tokens[first - 1]):
        first -= 1
    while first < last and not tokens[first].pos.startswith(("NN", "JJ", "PRP$")):
        first += 1
    words = [t.word for t in tokens[first:last]]
    split = next((k for k, word in enumerate(words) if word in PREPOSITIONS), len(words))
    determined = first > 0 and tokens[first - 1].word.lower() in ("a", "an", "the")
    if not split or not (determined or words[split - 1].islower() or words[-1].islower()):
        return None
    heads = [term for _, b, term in find_terms(words) if b in (split, len(words))]  # the "of" may be in a name
    told = any(term.kind == kind and not term.plural for term in heads)
    return text_of(tokens[first:last]) if told else None


def _in_apposition(token: Token) -> bool:
    return (
        token.pos.startswith(("NN", "JJ", "DT", "PRP$", "POS", "CD"))
        or token.word in ("of", "for")
        or token.word in POSSESSIVE
    )


def told_behind(tokens: Sequence[Token], end: int) -> str | None:
    """The apposition, the "of the ..." or the "who is ..." behind a name, up to the next comma or verb; None where it
    tells no role and no body."""
    if end + 1 >= len(tokens):
        return None
    opener = tokens[end].word
    apart = opener in (",", "(") or opener in DASHES
    if apart and tokens[end + 1].word in BELONGING:
        end, opener, apart = end + 1, tokens[end + 1].word, False
    if (not apart and opener not in BELONGING) or end + 1 >= len(tokens):
        return None
    first = end + 1 if apart else end
    if apart and tokens[first].word == "who" and first + 1 < len(tokens) and tokens[first + 1].word in ("is", "was"):
        first += 2
    while first < len(tokens) and (tokens[first].pos == "DT" or tokens[first].word in ("a", "an", "the")):
        first += 1
    last = _apposition_end(tokens, first)
    words = [t.word for t in tokens[first:last]]
    if not words:
        return None
    if apart:
        nominal = tokens[first].pos.startswith(("NN", "JJ", "PRP$", "CD", "VBN")) or tokens[first].word == "acting"
        told = nominal and _tells(tokens[first:last], words)
    else:
        named = tokens[end + 1].pos == "DT" or tokens[end + 1].word[0].isupper()
        told = named and any(term.kind == "organization" for _, _, term in find_terms(words))
    while last > first and tokens[last - 1].pos in ("IN", "RB"):
        last -= 1  # "author of" what stands in quotation marks; "also" belongs to the verb
    return text_of(tokens[first:last]) if told and last > first else None


def _apposition_end(tokens: Sequence[Token], first: int) -> int:
    last = first
    while last < len(tokens) and last - first < 25 and tokens[last].word not in END_OF_APPOSITION:
        token = tokens[last]
        if last > first and (token.pos in VERBS or token.pos in ("WP", "WDT", "WRB")):
            break
        if last > first and token.pos == "DT" and tokens[last - 1].pos.startswith("NN"):
            break  # "in Porto, Portugal the minister": no apposition
        last += 1
    return last


def _tells(tokens: Sequence[Token], words: Sequence[str]) -> bool:
    """Is the head of an apposition somebody's role or a body, and not another person's name?"""
    split = next((k for k, word in enumerate(words) if k and word in PREPOSITIONS), len(words))
    found = any(b <= split and not t.plural and t.kind in ("person", "organization") for _, b, t in find_terms(words))
    return (found or _role(tokens[split - 1])) and words[0] not in given_names()
