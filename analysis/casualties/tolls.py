"""Casualty figures of an article into its toll for each outcome: lowest, best and highest.

Figures of one article are of the same people until something says otherwise. Two figures are **apart** (and added)
where they are joined in a sentence, name groups that exclude each other ("soldiers", "militants"), or one says
"another"; a smaller figure of the same people is a **part**, a larger one the **whole** that takes the place of its
parts.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.casualties.numbers import vague_words
from analysis.casualties.word_lists import word_list
from analysis.tables import OUTCOMES, POLICIES, table

CONVENTIONS = ("acled", "airwars", "isaf")
PRONOUNS = word_list("pronouns")
ADDING = re.compile(
    r"\b(?:another|others?|more|additional|additionally|further|second|third|of (?:his|her|their))\b", re.IGNORECASE
)
MALE = word_list("male")
FEMALE = word_list("female")
DEFINITE = re.compile(r"(?:the|his|her|their|all|both)\b", re.IGNORECASE)
AGE = re.compile(r"\b(\d{1,3}|\w+(?:-\w+)?)[- ](?:year|month|day|week)s?[- ]old", re.IGNORECASE)
GENERIC = word_list("generic")
ORDINALS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6}
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
    pronoun: bool
    total: bool
    definite: bool
    source: str | None
    joined: int
    mentions: int = 1
    rivals: list[tuple[int, int]] = field(default_factory=list)

    @property
    def best(self) -> int:
        return self.counts[-1][1]

    @property
    def one(self) -> bool:
        return self.best == 1


def tolls(casualties: pd.DataFrame, policy: str = "best", vague: str = "none") -> pd.DataFrame:
    """The toll of each article and outcome.

    Parameters
    ----------
    casualties : the casualties table; its further columns ``part``, ``total``, ``including_killed``, ``added`` and
        ``joined`` are used where they are there
    policy : how ``best`` is chosen between ``low`` and ``high``: best (the figure most mentioned, then the highest),
        conservative (the lowest), latest (the last in the text)
    vague : what "dozens" and "several" count for: none, acled, airwars, isaf, or the path of a CSV file with the
        columns word, low, high (the word ``*`` is a plural without any word for its number)

    Returns
    -------
    The tolls table: low, best, high in people, and ``figures``, how many mentions support it. An outcome of which the
    article gives no countable figure has no row. Background is left out; attackers count.

    Raises
    ------
    ValueError for an unknown policy or convention.
    """
    if policy not in POLICIES:
        raise ValueError(f"policy {policy!r} is none of {', '.join(POLICIES)}")
    worth = vague_table(vague)
    by_article: dict[str, list[Any]] = {}  # rows, not frames: a frame an article would take most of the time
    for figure in casualties[~casualties.background.astype(bool)].sort_values("start").itertuples():
        by_article.setdefault(str(figure.article_id), []).append(figure)
    rows: list[dict[str, Any]] = []
    for article in casualties.article_id.unique():
        found = _article(by_article.get(article, []), policy, worth)
        rows.extend({"article_id": article, "policy": policy, **row} for row in found)
    return table("tolls", rows)


def vague_table(name: str) -> dict[str, tuple[int, int]]:
    """What each vague word counts for under a convention: word -> (low, high).

    >>> vague_table("airwars")["dozens"]
    (12, 24)
    """
    if name == "none":
        return {}
    if name in CONVENTIONS:
        column = CONVENTIONS.index(name)
        given = {" ".join(words): values[column] for words, values in vague_words().items() if values[column] != "-"}
        return {word: tuple(map(int, (value.split("-") * 2)[:2])) for word, value in given.items()}  # type: ignore[misc]
    if not Path(name).is_file():
        raise ValueError(
            f"vague {name!r} is neither none, {', '.join(CONVENTIONS)} nor a CSV file with the columns word, low, high"
        )
    frame = pd.read_csv(name)
    return {str(word): (int(low), int(high)) for word, low, high in zip(frame.word, frame.low, frame.high, strict=True)}


def _article(figures: list[Any], policy: str, worth: dict[str, tuple[int, int]]) -> list[dict]:
    by_outcome: dict[str, list[People]] = {outcome: [] for outcome in OUTCOMES}
    mentions: Counter[str] = Counter()
    shot: list[People] = []
    whole = {row.outcome for row in figures if not getattr(row, "part", False)}
    for row in figures:
        people = _people(row, worth)
        if people is None:
            continue
        outcome = str(row.outcome)
        mentions[outcome] += 1
        if getattr(row, "part", False) and outcome in whole:
            continue
        _add(shot if getattr(row, "including_killed", False) else by_outcome[outcome], people)
    if shot:
        _without_killed(by_outcome, shot)
    result = []
    for outcome, groups in by_outcome.items():
        if mentions[outcome] and groups:
            low, best, high = _total(groups, policy)
            result.append({"outcome": outcome, "low": low, "best": best, "high": high, "figures": mentions[outcome]})
    return result


def _people(row: Any, worth: dict[str, tuple[int, int]]) -> People | None:
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
        sex=_sex(words),
        age=age[1].lower() if age else None,
        name=_name(text, tokens) if single else None,
        words=words,
        proper=frozenset() if single else _proper(row.victims),
        adding=added or ADDING.search(text) is not None,
        pronoun=len(words) == 1 and not words.isdisjoint(PRONOUNS),
        total=bool(getattr(row, "total", False)),
        definite=definite,
        source=row.reported_by if isinstance(row.reported_by, str) and row.reported_by else None,
        joined=getattr(row, "joined", row.sentence),
    )


def _sex(words: frozenset[str]) -> str | None:
    male, female = not words.isdisjoint(MALE), not words.isdisjoint(FEMALE)
    return None if male == female else "male" if male else "female"


def _name(text: str, tokens: list[str]) -> str | None:
    """The family name of somebody named, as far as the words show it."""
    last = tokens[-1] if tokens else ""
    named = last[:1].isupper() and len(last) > 1 and last.lower() not in GENERIC
    return last if named and not re.match(r"(?i)a |an |one |the ", text) else None


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


def _add(groups: list[People], new: People) -> None:
    """Put people among those known: the same, a part of some, the whole of some, or apart."""
    if new.best == 0:
        if not groups:
            groups.append(new)
        return
    groups[:] = [g for g in groups if g.best > 0]
    ordinal = next((n for word, n in ORDINALS.items() if word in new.words), None)
    if ordinal and new.one and all(g.one for g in groups):
        if len(groups) < ordinal:
            groups.append(new)
        return
    alike = [g for g in groups if not _apart(g, new)]
    if not alike and new.one and new.adding and len(groups) > 1:
        alike = [
            g for g in groups[1:] if g.one and g.sentence != new.sentence
        ]  # "an associate": the second of two named before
    if not alike:
        groups.append(new)
        return
    same = next((g for g in alike if g.counts[-1] == new.counts[-1]), None)
    if same is not None:
        same.counts.append(new.counts[0])
        same.mentions += 1
        same.name, same.age, same.sex = same.name or new.name, same.age or new.age, same.sex or new.sex
        return
    sum_alike = sum(g.best for g in alike)
    if new.best < max(g.best for g in alike):
        whole = max(alike, key=lambda g: g.best)
        if new.total or (new.source and whole.source and new.source != whole.source and not new.one):
            whole.rivals.append(new.counts[0])
        return
    if new.best >= sum_alike or new.total or not any(g.one for g in alike):
        for g in alike:
            groups.remove(g)
            if not g.one and g.side == new.side and g.source != new.source and not (new.total and not g.total):
                new.rivals.extend([g.counts[-1], *g.rivals])
        groups.append(new)


def _apart(old: People, new: People) -> bool:
    """Whether two figures are of different people."""
    if new.total or old.total:
        return False
    if new.pronoun:
        return False
    if old.sentence == new.sentence and not new.definite and (old.joined == new.joined or old.best != new.best):
        return True
    if old.side and new.side and old.side != new.side:
        return True
    if old.proper and new.proper and not old.proper & new.proper:
        return True
    if old.one and new.one:
        return bool(
            (old.sex and new.sex and old.sex != new.sex)
            or (old.age and new.age and old.age != new.age)
            or (old.name and new.name and old.name != new.name)
            or (new.adding and not old.adding)
        )
    return (
        new.adding
        and not old.adding
        and (old.one or new.best > old.best)
        and "others" in new.words | {"others"}
        and old.one
    )


def _without_killed(by_outcome: dict[str, list[People]], shot: list[People]) -> None:
    """People who were shot are wounded unless they are the killed: "four were shot, one fatally"."""
    dead = [g for g in by_outcome["killed"] if not g.words & {"himself", "herself"}]
    killed = sum(g.best for g in dead)
    living = []
    for group in shot:
        if group.one:
            fellow = next((g for g in dead if g.one and not _apart(replace(g, sentence=-1), group)), None)
            if fellow is not None:
                dead.remove(fellow)
            elif not (killed > 1 and len(dead) == 1 and not dead[0].one):
                living.append(group)
        elif group.adding or killed > group.best:
            living.append(group)
        elif group.best > killed:
            left = group.best - killed
            living.append(replace(group, counts=[(left, left)], rivals=[]))
    if sum(g.best for g in living) > sum(g.best for g in by_outcome["wounded"]):
        by_outcome["wounded"][:] = living


def _total(groups: list[People], policy: str) -> tuple[int, int, int]:
    low = sum(min(c[0] for c in g.counts + g.rivals) for g in groups)
    high = sum(max(c[1] for c in g.counts + g.rivals) for g in groups)
    if policy == "conservative":
        return low, low, high
    best = sum(
        g.counts[-1][1] if policy == "latest" else max(g.counts, key=lambda c: (g.counts.count(c), c))[1]
        for g in groups
    )
    return low, best, high
