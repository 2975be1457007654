"""A program's errors in their sentences, the worst first: what a reader should see before trusting a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from analysis.evaluation.matching import figure_values, match_records, same_name, with_source
from analysis.evaluation.scoring import of_articles
from analysis.tables import Tables, how_many

Row = dict[Any, Any]


def errors(tables: Tables, gold: Tables) -> pd.DataFrame:
    """The program's errors in their sentences, the worst first.

    Returns
    -------
    DataFrame, a row an error: ``article_id``, ``start``, ``end``; ``what``: figure or claim missed, made up, or the value that
    is wrong; ``read`` and ``gold``, what program and people have; ``weight``; ``sentence``, the text around. Figures
    come first, by how many people too many or too few are counted; then claims, those of which the program is surest
    first. Those that it missed have no confidence and weigh a half; a wrong value weighs half of the claim's confidence.
    """
    tables = of_articles(tables, gold)
    rows = [*_figure_errors(tables, gold), *_claim_errors(tables, gold)]
    columns = ["article_id", "start", "end", "what", "read", "gold", "weight", "sentence"]
    found = pd.DataFrame(rows, columns=columns)
    if found.empty:
        return found
    texts = dict(zip(gold.articles["article_id"], gold.articles["text"], strict=True))
    around: Row = dict(list(gold.sentences.groupby(gold.sentences["article_id"].astype(str))))
    found["sentence"] = [
        _sentence(texts[row["article_id"]], around.get(row["article_id"]), row["start"], row["end"]) for row in rows
    ]
    order = found.assign(claims=~found["what"].str.startswith("figure"))
    return found.loc[order.sort_values(["claims", "weight"], ascending=[True, False], kind="stable").index].reset_index(
        drop=True
    )


def _figure_errors(tables: Tables, gold: Tables) -> Iterator[Row]:
    matched = match_records(gold, tables, "casualties")
    mine, theirs = (frame.to_dict("records") for frame in (matched.one, matched.other))
    values = [figure_values(frame) for frame in (matched.one, matched.other)]
    for i, j in matched.pairs:
        if values[0][i] != values[1][j]:
            weight = abs(_people(mine[i]) - _people(theirs[j])) or _people(mine[i])
            yield _error(theirs[j], "figure with another value", _told(theirs[j]), _told(mine[i]), weight)
    missed, made_up = (frame.to_dict("records") for frame in matched.alone())
    yield from (_error(row, "figure missed", None, _told(row), _people(row)) for row in missed)
    yield from (_error(row, "figure made up", _told(row), None, _people(row)) for row in made_up)


def _people(figure: Row) -> int:
    """What a figure weighs: its high or low; a vague one as one person."""
    return next((int(figure[bound]) for bound in ("high", "low") if not pd.isna(figure[bound])), 1)


def _told(figure: Row) -> str:
    return f"{figure['outcome']}: {how_many(figure)}"


def _claim_errors(tables: Tables, gold: Tables) -> Iterator[Row]:
    matched = match_records(gold, tables, "claims")
    paired = [
        with_source(of, frame).to_dict("records") for of, frame in zip((gold, tables), matched.paired(), strict=True)
    ]
    for mine, theirs in zip(*paired, strict=True):
        sure = theirs["confidence"] / 2
        if not pd.isna(mine["speaker"]) and not same_name(mine["speaker"], theirs["speaker"]):
            yield _error(theirs, "claim of another speaker", theirs["speaker"], mine["speaker"], sure)
        if not pd.isna(mine["stance"]) and mine["stance"] != theirs["stance"]:
            yield _error(theirs, "claim with another stance", theirs["stance"], mine["stance"], sure)
    missed, made_up = (frame.to_dict("records") for frame in matched.alone())
    yield from (_error(row, "claim missed", None, row["content"], 0.5) for row in missed)
    yield from (_error(row, "claim made up", row["content"], None, row["confidence"]) for row in made_up)


def _error(row: Row, what: str, read: object, gold: object, weight: float) -> Row:
    place = {column: row[column] for column in ("article_id", "start", "end")}
    return {**place, "what": what, "read": read, "gold": gold, "weight": float(weight)}


def _sentence(text: str, sentences: pd.DataFrame | None, start: int, end: int) -> str:
    """The sentences that a stretch touches, in one line."""
    if sentences is not None:
        within = sentences[(sentences["start"] < end) & (sentences["end"] > start)]
        start, end = min([start, *within["start"]]), max([end, *within["end"]])
    return " ".join(text[start:end].split())
