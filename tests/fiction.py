"""The collection of our own, read by the program, and with the annotations by hand in place of what the program finds."""

from functools import cache
from pathlib import Path

import pandas as pd

from analysis import read_articles, tabulate
from analysis.tables import SCHEMAS, Tables, table

FOLDER = Path(__file__).parents[1] / "seeds" / "ilmora"


@cache
def read() -> Tables:
    """The tables of the collection as the program makes them."""
    return tabulate(read_articles(FOLDER))


@cache
def gold(name: str) -> pd.DataFrame:
    """An annotation table as it is in the file."""
    return pd.read_csv(FOLDER / "gold" / f"{name}.csv", keep_default_na=True)


@cache
def annotated() -> Tables:
    """The tables with figures, claims, sources and spans by hand."""
    made = read()
    frames = {name: _typed(name, gold(name)) for name in ("casualties", "claims", "sources", "spans")}
    for name in ("casualties", "claims"):
        frames[name]["sentence"] = _sentences(made, frames[name])
    return Tables(**{**dict(iter(made)), **{name: table(name, frame) for name, frame in frames.items()}})


def _typed(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    schema = SCHEMAS[name]
    kept = frame[[column for column in frame if column in schema]]
    return kept.astype({column: "Int64" for column in kept if schema[column] == "Int64"})


def _sentences(made: Tables, records: pd.DataFrame) -> list[int]:
    held = dict(iter(made.sentences.groupby(made.sentences["article_id"].astype(str))))
    return [
        int(rows.loc[(rows["start"] <= record.start) & (rows["end"] > record.start), "sentence"].iloc[0])
        for record in records.itertuples() for rows in [held[record.article_id]]
    ]  # fmt: skip
