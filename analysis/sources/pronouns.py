"""Pronouns of the third person, and which sources and names they may stand for."""

from __future__ import annotations

from analysis.sources.descriptions import kind_of_name
from analysis.sources.names import Mention

HE_SHE = {"he": "he", "him": "he", "his": "he", "she": "she", "her": "she", "hers": "she"}
THEY = frozenset({"they", "them", "their", "theirs"})
IT = frozenset({"it", "its"})


def fits(pronoun: str, kind: str | None, plural: bool, gender: str | None) -> bool:
    """May a pronoun stand for a source of this kind, number and gender?

    >>> fits("she", "named person", False, None), fits("she", "named person", False, "he")
    (True, False)
    """
    if pronoun in HE_SHE:
        return kind in ("named person", "unnamed person") and gender in (None, HE_SHE[pronoun])
    if pronoun in THEY:
        return plural or kind in ("unnamed group", "named organization")
    return kind in ("named organization", "document")


def may_stand_for(pronoun: str, mention: Mention, any_gender: bool = False) -> bool:
    name = mention.name
    gender = None if any_gender else name.gender
    if name.kind == "place" and pronoun in THEY:
        return False
    kind = kind_of_name(name) or ("named person" if pronoun in HE_SHE else None)  # unknown: perhaps a person
    return fits(pronoun, kind, False, gender)
