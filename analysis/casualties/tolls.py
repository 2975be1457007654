"""Casualty figures of an article into its toll for each outcome: lowest, best and highest.

Figures of one article are of the same people until something says otherwise. Two figures are **apart** (and added)
where they are joined in a sentence, name groups that exclude each other ("soldiers", "militants"), or one says
"another"; a smaller figure of the same people is a **part**, a larger one the **whole** that takes the place of its
parts.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.casualties.counts import vague_words
from analysis.casualties.crowds import People, people_of
from analysis.casualties.openings import held_to_opening
from analysis.tables import OUTCOMES, POLICIES, table

CONVENTIONS = ("acled", "airwars", "isaf")
ORDINALS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6}


def tolls(casualties: pd.DataFrame, policy: str = "best", vague: str = "none") -> pd.DataFrame:
    """The toll of each article and outcome.

    Parameters
    ----------
    casualties : the casualties table; its further columns ``part``, ``total``, ``including_killed``, ``fatal``,
        ``added`` and ``joined`` are used where they are there
    policy : how ``best`` is chosen between ``low`` and ``high``: best (the figure most mentioned, then the highest),
        conservative (the lowest), latest (the last in the text)
    vague : what "dozens" and "several" count for: none, acled, airwars, isaf, or the path of a CSV file with the
        columns word, low, high (the word ``*`` is a plural without any word for its number)

    Returns
    -------
    The tolls table: low, best, high in people, and ``figures``, how many mentions support it. An outcome of which the
    article gives no countable figure has no row. Background and what is superseded are left out; attackers
    count.

    Raises
    ------
    ValueError for an unknown policy or convention.
    """
    if policy not in POLICIES:
        raise ValueError(f"policy {policy!r} is none of {', '.join(POLICIES)}")
    worth = vague_table(vague)
    by_article: dict[str, list[Any]] = {}  # rows, not frames: a frame an article would take most of the time
    for figure in (
        casualties[~(casualties.background | casualties.superseded).astype(bool)].sort_values("start").itertuples()
    ):
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
    told: dict[str, list[People]] = {outcome: [] for outcome in OUTCOMES}
    whole = {row.outcome for row in figures if not getattr(row, "part", False)}
    for row in figures:
        people = people_of(row, worth)
        if people is None:
            continue
        outcome = "killed" if getattr(row, "fatal", False) else str(row.outcome)
        mentions[outcome] += 1
        if getattr(row, "part", False) and outcome in whole:
            continue
        told[outcome].append(people)
        _add(shot if outcome == "wounded" and getattr(row, "including_killed", False) else by_outcome[outcome], people)
    if shot:
        _without_killed(by_outcome, shot)
    result = []
    for outcome, groups in by_outcome.items():
        if mentions[outcome] and groups:
            low, best, high = held_to_opening(_total(groups, policy), told[outcome], groups)
            best = low if policy == "conservative" else best
            result.append({"outcome": outcome, "low": low, "best": best, "high": high, "figures": mentions[outcome]})
    return result


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
    same = next((g for g in alike if _agree(g.counts[-1], new.counts[-1])), None)
    if same is not None:
        if same.vague or not new.vague:
            same.counts.append(new.counts[0])
        same.mentions += 1
        same.told |= new.told
        same.name, same.age, same.sex = same.name or new.name, same.age or new.age, same.sex or new.sex
        return
    sum_alike = sum(g.best for g in alike)
    if new.best < max(g.best for g in alike):
        whole = max(alike, key=lambda g: g.best)
        rival = whole.at_most or (new.source and whole.source and new.source != whole.source)
        told = new.total or (rival and not new.one and not new.described)
        if told and not new.definite and not new.vague:
            whole.rivals.append(new.counts[0])
        return
    if new.best >= sum_alike or new.total or not any(g.one for g in alike):
        for g in alike:
            groups.remove(g)
            if (
                not g.one
                and not g.vague
                and g.side == new.side
                and g.source != new.source
                and not (new.total and not g.total)
            ):
                new.rivals.extend([g.counts[-1], *g.rivals])
        groups.append(new)


def _agree(old: tuple[int, int], new: tuple[int, int]) -> bool:
    """Whether two counts are of as many people: the same, or one a range that holds the other."""
    return (old[0] <= new[0] and new[1] <= old[1]) or (new[0] <= old[0] and old[1] <= new[1])


def _apart(old: People, new: People) -> bool:
    """Whether two figures are of different people."""
    if new.total or old.total:
        return False
    if new.pronoun and not new.reflexive:
        return False
    rivals = old.source and new.source and old.source != new.source  # "some say three, others two"
    if not rivals:
        if not old.told.isdisjoint(new.told):  # "a teacher and her son"
            return True
        several = old.best != new.best or (old.indefinite and new.indefinite and old.words != new.words)
        if old.sentence == new.sentence and not new.definite and several:
            return True
    if old.side and new.side and old.side != new.side:
        return True
    if old.proper and new.proper and not old.proper & new.proper:
        return True
    if new.one and new.sex and old.sex and new.sex != old.sex and not new.definite and not new.name:
        return True  # "two men were killed; a woman"
    if old.one and new.one:
        return bool(
            (old.sex and new.sex and old.sex != new.sex)
            or (old.age and new.age and old.age != new.age)
            or (old.name and new.name and old.name != new.name)
            or (new.adding and not (old.adding or (old.name and old.name == new.name)))
            or (new.another and not old.another)
        )
    if {"additional", "further"} & new.words and not new.vague and not old.another:
        return True
    return (
        new.adding
        and not old.adding
        and (old.one or new.best > old.best)
        and "others" in new.words | {"others"}
        and old.one
    )


def _without_killed(by_outcome: dict[str, list[People]], shot: list[People]) -> None:
    """People who were shot are wounded unless they are the killed: "four were shot, one fatally"."""
    dead = [g for g in by_outcome["killed"] if not g.reflexive]
    killed = sum(g.best for g in dead)
    living = []
    for group in shot:
        if group.one:
            fellow = next((g for g in dead if g.one and _may_be(g, group)), None)
            if fellow is not None:
                dead.remove(fellow)
            elif not any(_holds(g, group) for g in dead):
                living.append(group)
        elif group.adding and not group.definite:
            living.append(group)
        elif group.best > killed:
            left = group.best - killed
            living.append(replace(group, counts=[(left, left)], rivals=[]))
    if sum(g.best for g in living) > sum(g.best for g in by_outcome["wounded"]):
        by_outcome["wounded"][:] = living


def _may_be(dead: People, shot: People) -> bool:
    """Whether somebody shot may be somebody dead: not where "he" of the same sentence is known to be another."""
    return not (dead.pronoun and dead.sentence == shot.sentence) and not _apart(replace(dead, sentence=-1), shot)


def _holds(many: People, one: People) -> bool:
    """Whether somebody may be one of several: "a second deputy" of "two deputies", no woman of "three men"."""
    ordinal = next((n for word, n in ORDINALS.items() if word in one.words), 1)
    if one.reflexive and one.sentence == many.sentence:  # "killed two men and shot himself"
        return False
    told_apart = (many.side and one.side and many.side != one.side) or (many.sex and one.sex and many.sex != one.sex)
    return many.best >= max(2, ordinal) and not told_apart


def _total(groups: list[People], policy: str) -> tuple[int, int, int]:
    low = sum(min(c[0] for c in g.counts + g.rivals) for g in groups)
    high = sum(max(c[1] for c in g.counts + g.rivals) for g in groups)
    best = sum(
        g.counts[-1][1] if policy == "latest" else max(g.counts, key=lambda c: (g.counts.count(c), c))[1]
        for g in groups
    )
    return low, best, high
