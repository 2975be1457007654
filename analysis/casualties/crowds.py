"""A figure as some people of an article: how many, and what tells them from others."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from analysis.casualties.word_lists import word_list
from analysis.casualties.words import persons, singular
from analysis.sources.vocabulary import given_names

PRONOUNS = word_list("pronouns")
ADDING = re.compile(
    r"\b(?:another|others?|(?<!or )more(?! than)|additional|additionally|further|second|third|of (?:his|her|their))\b",
    re.IGNORECASE,
)
MALE = word_list("male")
FEMALE = word_list("female")
REFLEXIVE = word_list("reflexive")
SEXES = {"he": "male", "she": "female"}
ANOTHER = re.compile(r"\b(?:another|others?|(?<!or )more(?! than)|additional|further)\b", re.IGNORECASE)
DEFINITE = re.compile(r"(?:the|his|her|their|all|both)\b", re.IGNORECASE)
SOME = word_list("some-of-others")
INDEFINITE = re.compile(r"(?:an?|one|another)\b", re.IGNORECASE)
AGE = re.compile(r"\b(\d{1,3}|\w+(?:-\w+)?)[- ]years?[- ]old", re.IGNORECASE)
GENERIC = word_list("generic")
SIDES = {"combatant": "combatant", "security forces": "security forces", "civilian": "civilian", "child": "civilian",
         "journalist": "civilian", "aid or medical": "civilian"}  # fmt: skip


@dataclass(slots=True)
class People:
    """Some people of an article that an outcome befell: how many by each mention, and what tells them from others."""

    counts: list[tuple[int, int]]
    sentence: int
    side: str | None
    sex: str | None
    age: str | None
    name: str | None
    words: frozenset[str]
    proper: frozenset[str]
    adding: bool
    another: bool  # its own words say so: "one additional suspect"
    pronoun: bool
    reflexive: bool
    total: bool
    definite: bool
    source: str | None
    joined: int
    vague: bool  # counted by the convention for a vague word
    at_most: bool  # "up to 30": somebody else may say how many at least
    at_least: bool  # "30 or more"
    indefinite: bool  # "a man", "another"
    told: set[tuple[int, int]]  # sentence and group of joined figures of each mention
    mentions: int = 1
    rivals: list[tuple[int, int]] = field(default_factory=list)

    @property
    def best(self) -> int:
        return self.counts[-1][1]

    @property
    def one(self) -> bool:
        return self.best == 1

    @property
    def described(self) -> bool:
        """Whether words single them out, so that they are some of others: "two girls", "six of his sons", "12 relatives"."""
        return self.sex is not None or not self.words.isdisjoint(SOME)


def people_of(row: Any, worth: dict[str, tuple[int, int]]) -> People | None:
    """A figure as people to be counted; None where its words give no count."""
    count = _count(row, worth)
    if count is None:
        return None
    text, single = str(row.text), count == (1, 1)
    tokens = re.findall(r"[\w’'-]+", text)
    words = frozenset(t.lower() for t in tokens)
    age = AGE.search(text)
    definite = DEFINITE.match(text) is not None
    added = bool(getattr(row, "added", False)) and not definite
    return People(
        counts=[count],
        sentence=row.sentence,
        side=SIDES.get(str(row.victim_group)),
        sex=sex_of(words) or (SEXES.get(given_names().get(tokens[0]) or "") if single and tokens else None),
        age=age[1].lower() if age else None,
        name=_name(text, tokens) if single else None,
        words=words,
        proper=frozenset() if single else _proper(row.victims),
        adding=added or ADDING.search(text) is not None,
        another=ANOTHER.search(text) is not None,
        pronoun=len(words) == 1 and not words.isdisjoint(PRONOUNS),
        reflexive=not words.isdisjoint(REFLEXIVE),
        total=bool(getattr(row, "total", False)),
        definite=definite,
        source=row.reported_by if isinstance(row.reported_by, str) and row.reported_by else None,
        joined=getattr(row, "joined", row.sentence),
        vague=bool(row.vague),
        at_most=bool(pd.isna(row.low) and not pd.isna(row.high)),
        at_least=bool(pd.isna(row.high) and not pd.isna(row.low)),
        indefinite=INDEFINITE.match(text) is not None,
        told={(row.sentence, getattr(row, "joined", row.sentence))},
    )


def sex_of(words: frozenset[str]) -> str | None:
    """male or female, where the words of a phrase tell one of them."""
    male, female = not words.isdisjoint(MALE), not words.isdisjoint(FEMALE)
    return None if male == female else "male" if male else "female"


def _name(text: str, tokens: list[str]) -> str | None:
    """The family name of somebody named, as far as the words show it."""
    last = tokens[-1] if tokens else ""
    named = (
        last[:1].isupper()
        and len(last) > 1
        and last.lower() not in GENERIC | PRONOUNS
        and singular(last) not in persons()
    )
    return last if named and not re.match(r"(?i)(?:a|an|one|the)\b", text) else None


def _proper(victims: Any) -> frozenset[str]:
    """Names that tell one group from another: "Afghan" of "Afghan soldiers"."""
    found = re.findall(r"\b[A-Z][\w-]+", victims) if isinstance(victims, str) else []
    return frozenset(word for word in found if word.lower() not in GENERIC)


def _count(row: Any, worth: dict[str, tuple[int, int]]) -> tuple[int, int] | None:
    low, high = (None if pd.isna(v) else int(v) for v in (row.low, row.high))
    if low is not None or high is not None:
        return (low if low is not None else high, high if high is not None else low)  # type: ignore[return-value]
    text = str(row.text).lower()
    for words in sorted(worth, key=len, reverse=True):
        if words != "*" and re.search(rf"\b{re.escape(words)}\b", text):
            return worth[words]
    return worth.get("*")
