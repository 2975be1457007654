"""A program's tables against annotations by people: what it finds, what it makes up, and which errors are the worst."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pandas as pd
from scipy.stats import binomtest

from analysis.evaluation.matching import FIELDS, Matched, covered, figure_values, match_records, same_name, with_source
from analysis.tables import ACTS, ROLES, Tables

BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)  # of confidence
Scored = tuple[str, pd.DataFrame, pd.DataFrame, np.ndarray, np.ndarray]  # table, gold, read, which of each are right


def scores(tables: Tables, gold: Tables) -> pd.DataFrame:
    """Precision, recall and F1, a table and a class.

    Parameters
    ----------
    tables : of the program
    gold : annotations of some of its articles; others are left out

    Returns
    -------
    DataFrame, a row a class: ``table``; ``class`` ("all", "outcome: killed", "stance: denies" ...); ``gold`` and ``read``,
    how many people and program have of it; ``right``, how many of the annotated were read; ``precision``, the share of
    what was read that is right; ``recall``, the share of the annotated that was read; ``f1``.

    Right is a figure that overlaps the annotated one and has its outcome and number; a claim that shares half of its
    content; a source of that name in the article (half of the words of the annotated name); a toll whose low and high are
    the same; a letter or sign that both have in the role.
    Where people annotated speech alone, beliefs and other acts that the program reads are not counted.
    """
    tables = of_articles(tables, gold)
    frames = [_by_class(*one) for one in (*_records(tables, gold), _sources(tables, gold), _tolls(tables, gold))]
    held = pd.concat([*frames, _roles(tables, gold)], ignore_index=True)
    held["precision"], held["recall"] = held["right_read"] / held["read"], held["right"] / held["gold"]
    held["f1"] = (2 * held["precision"] * held["recall"] / (held["precision"] + held["recall"])).fillna(0.0)
    columns = ["table", "class", "gold", "read", "right", "precision", "recall", "f1"]
    return held[held["gold"] + held["read"] > 0][columns].reset_index(drop=True)


def of_articles(tables: Tables, gold: Tables) -> Tables:
    """The rows of the program's tables that annotations can be held against: of their articles, of their acts."""
    tables = tables.of(gold.articles["article_id"])
    acts = set(gold.claims["act"].dropna()) or set(ACTS)
    return replace(tables, claims=tables.claims[tables.claims["act"].isin(acts)].reset_index(drop=True))


def _records(tables: Tables, gold: Tables) -> Iterator[Scored]:
    for name in ("casualties", "claims"):
        matched = match_records(gold, tables, name)
        rows = [i for i, _ in right_pairs(matched, name)], [j for _, j in right_pairs(matched, name)]
        right = [np.isin(np.arange(len(f)), r) for f, r in zip((matched.one, matched.other), rows, strict=True)]
        yield name, with_source(gold, matched.one), with_source(tables, matched.other), right[0], right[1]


def right_pairs(matched: Matched, name: str) -> list[tuple[int, int]]:
    """Of matched records those that are right: figures also need outcome and number."""
    if name == "claims":
        return matched.pairs
    mine, theirs = figure_values(matched.one), figure_values(matched.other)
    return [(i, j) for i, j in matched.pairs if mine[i] == theirs[j]]


def _sources(tables: Tables, gold: Tables) -> Scored:
    right: list[list[bool]] = []
    for one, other, turned in ((gold.sources, tables.sources, False), (tables.sources, gold.sources, True)):
        names = other.groupby("article_id")["name"].agg(list).to_dict()
        right.append([
            any(same_name(*((found, row.name_) if turned else (row.name_, found))) for found in names.get(row.article_id, ()))
            for row in one.rename(columns={"name": "name_"}).itertuples()
        ])  # fmt: skip
    return "sources", gold.sources, tables.sources, np.array(right[0], bool), np.array(right[1], bool)


def _tolls(tables: Tables, gold: Tables) -> Scored:
    key = ["article_id", "outcome", "low", "high"]
    held = [
        pd.MultiIndex.from_frame(of.tolls[key].astype(object).where(of.tolls[key].notna(), "none"))
        for of in (gold, tables)
    ]
    if not len(gold.tolls):  # nobody annotated them
        return "tolls", gold.tolls, tables.tolls.head(0), np.zeros(0, bool), np.zeros(0, bool)
    return "tolls", gold.tolls, tables.tolls, held[0].isin(held[1]), held[1].isin(held[0])


def _by_class(name: str, gold: pd.DataFrame, read: pd.DataFrame, right: np.ndarray, right_read: np.ndarray):
    """Counts for all rows of a table and for each value of the columns that make classes."""
    classes: dict[str, list[np.ndarray]] = {"all": [np.ones(len(gold), bool), np.ones(len(read), bool)]}
    for column in {
        "casualties": ("outcome", "figure", "source"), "claims": ("form", "stance", "source"),
        "sources": ("kind", "anonymous"), "tolls": ("outcome",),
    }[name]:  # fmt: skip
        kinds = [_kinds(frame, column) for frame in (gold, read)]
        values = list(kinds[0].cat.categories) if kinds[0].dtype == "category" else sorted({*kinds[0], *kinds[1]})
        classes |= {f"{column}: {value}": [(kind == value).to_numpy(bool) for kind in kinds] for value in values}
    return pd.DataFrame(
        {
            "table": name, "class": one, "gold": int(mine.sum()), "read": int(theirs.sum()),
            "right": int(right[mine].sum()), "right_read": int(right_read[theirs].sum()),
        }
        for one, (mine, theirs) in classes.items()
    )  # fmt: skip


def _kinds(frame: pd.DataFrame, column: str) -> pd.Series:
    if column == "figure":
        exact = (frame["low"] == frame["high"]).fillna(value=False).astype(bool)
        kinds = pd.Series("at least, at most or a range", index=frame.index).mask(exact, "one number")
        return kinds.mask(frame["low"].isna() & frame["high"].isna(), "vague")
    if column == "source":
        return frame["kind"].astype(object).fillna("none")
    if column == "anonymous":
        return frame["anonymous"].map({True: "yes", False: "no"})
    return frame[column]


def _roles(tables: Tables, gold: Tables) -> pd.DataFrame:
    """Letters and signs of each role, as those who label words count, whatever record they belong to."""
    texts = dict(zip(gold.articles["article_id"], gold.articles["text"], strict=True))
    acts = [{*of.claims["claim_id"], *of.casualties["casualty_id"]} for of in (gold, tables)]
    rows = []
    for role in ROLES:
        held = []
        for of, records in zip((gold, tables), acts, strict=True):
            spans = of.spans[(of.spans["role"] == role) & of.spans["record_id"].isin(records)]
            held.append({
                (one, place)
                for one, own in spans.groupby("article_id")
                for place in covered(texts[one], zip(own["start"], own["end"], strict=True))
            })  # fmt: skip
        right = len(held[0] & held[1])
        rows.append({"class": role, "gold": len(held[0]), "read": len(held[1]), "right": right, "right_read": right})
    return pd.DataFrame(rows).assign(table="letters of a role")


def values(tables: Tables, gold: Tables) -> pd.DataFrame:
    """Of the figures and claims that were found, how often each value is right.

    Returns
    -------
    DataFrame, a row a field: ``table``, ``field``; ``n``, matched records for which people gave a value; ``right``, the
    share that is so; ``low`` and ``high``, its interval at 95 % (Wilson 1927). A speaker is right as a source in ``scores``
    is, any other value where it is the same.
    """
    tables, rows = of_articles(tables, gold), []
    for name, fields in FIELDS.items():
        matched = match_records(gold, tables, name).paired()
        mine, theirs = (with_source(of, frame) for of, frame in zip((gold, tables), matched, strict=True))
        for field in fields:
            known = mine[field].notna()
            pairs = list(zip(mine.loc[known, field], theirs.loc[known, field], strict=True))
            right = sum(same_name(a, b) if field == "speaker" else not pd.isna(b) and a == b for a, b in pairs)
            if pairs:
                rows.append({"table": name, "field": field, "n": len(pairs), **_share(right, len(pairs))})
    return pd.DataFrame(rows, columns=["table", "field", "n", "right", "low", "high"])


def _share(right: int, n: int) -> dict[str, float]:
    interval = binomtest(right, n).proportion_ci(method="wilson")
    return {"right": right / n, "low": interval.low, "high": interval.high}


def calibration(tables: Tables, gold: Tables, bands: tuple[float, ...] = BANDS) -> pd.DataFrame:
    """Whether claims are right as often as their confidence says.

    Parameters
    ----------
    bands : bounds of confidence, rising; the last band includes its upper bound

    Returns
    -------
    DataFrame, a row a band that holds claims: ``from``, ``to``; ``claims``; ``confidence``, their mean; ``right``, the share
    that people have as well (half of the content); ``low`` and ``high``, its interval at 95 %.
    """
    tables = of_articles(tables, gold)
    matched = match_records(gold, tables, "claims")
    claims = matched.other.assign(right=matched.other.index.isin([j for _, j in matched.pairs]))
    claims = claims[claims["confidence"].notna()]
    rows = []
    for low, high in pairwise(bands):
        below = claims["confidence"] <= high if high == bands[-1] else claims["confidence"] < high
        held = claims[(claims["confidence"] >= low) & below]
        if len(held):
            share = _share(int(held["right"].sum()), len(held))
            rows.append(
                {"from": low, "to": high, "claims": len(held), "confidence": held["confidence"].mean(), **share}
            )
    return pd.DataFrame(rows, columns=["from", "to", "claims", "confidence", "right", "low", "high"])
