"""How right claims are against hand-annotated attributions laid out as PolNeAR has them, by what these are like."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from analysis.claims import form_of
from analysis.evaluation.matching import covered, matches, meets
from analysis.language import sentence_spans
from analysis.quotations import quotations
from analysis.tables import Tables

PRONOUNS = frozenset(
    ["he", "she", "it", "they", "we", "i", "you", "who", "that", "him", "her", "them", "this", "these", "those"]
)
ROLES = ("source", "cue", "content")


def claims_by_class(gold: Iterable[Mapping[str, Any]], tables: Tables) -> pd.DataFrame:
    """Which attributions are found, by what they are like.

    Parameters
    ----------
    gold : articles as mappings with "id", "text" and "attributions", each of these with "source", "cue" and "content" (lists
        of ``[start, end)`` in code points) and "speech" (a flag), as PolNeAR is laid out
    tables : the tables of the same articles

    Returns
    -------
    DataFrame, a row a class: ``class``; ``gold``, how many attributions are in it (one can be in several); ``found``, the
    share whose content shares half of its characters with that of a claim (Jaccard, Pareti 2016; matched one to one);
    ``source`` and ``cue``, the share of the found whose source and cue overlap the annotated ones.
    """
    spans = tables.spans.groupby("record_id")
    claims = tables.claims.groupby("article_id").claim_id
    rows = []
    for article in gold:
        text = article["text"]
        ids = list(claims.get_group(article["id"])) if article["id"] in claims.groups else []
        mine = [by_role(text, spans.get_group(record)) for record in ids]
        theirs = [{role: covered(text, a[role]) for role in ROLES} for a in article["attributions"]]
        matched = {j: i for i, j in matches([m["content"] for m in mine], [t["content"] for t in theirs])}
        for j, (annotated, right) in enumerate(zip(article["attributions"], theirs, strict=True)):
            found = mine[matched[j]] if j in matched else None
            same = {role: bool(found and meets(found[role], right[role])) for role in ("source", "cue")}
            for name in ("all", *classes(text, annotated, right, theirs)):
                rows.append({"class": name, "found": found is not None, **same})
    frame = pd.DataFrame(rows, columns=["class", "found", "source", "cue"])
    groups = frame.groupby("class", sort=False)
    linked = frame[frame.found].groupby("class")[["source", "cue"]].mean()
    return pd.DataFrame({"gold": groups.size(), "found": groups.found.mean()}).join(linked).reset_index()


def classes(text: str, annotated: Mapping[str, Any], right: dict[str, set[int]], others: list[dict]) -> list[str]:
    """What an annotated attribution is like."""
    source = " ".join(text[a:b] for a, b in annotated["source"]).lower()
    content = [(a, b) for a, b in annotated["content"]]
    start, end = content[0][0], content[-1][1]
    line = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    named = {
        "speech": annotated["speech"],
        "not speech": not annotated["speech"],
        form_of(text, content, quotations(text, line, len(text) if stop < 0 else stop)): True,
        "source is a pronoun": source in PRONOUNS,
        "no source": not source,
        "content of several parts": len(content) > 1,
        "content of several sentences": sum(len(sentence_spans(text, a, b)) for a, b in content) > len(content),
        "two sources of one content": any(
            other is not right
            and 2 * len(other["content"] & right["content"]) > len(other["content"] | right["content"])
            for other in others
        ),
        "within another content": any(other is not right and right["cue"] <= other["content"] for other in others),
    }
    return [name for name, holds in named.items() if holds]


def by_role(text: str, spans: pd.DataFrame) -> dict[str, set[int]]:
    return {
        role: covered(text, zip(rows.start, rows.end, strict=True))
        for role in ROLES
        for rows in [spans[spans.role == role]]
    }
