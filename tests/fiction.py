"""The collection of our own, read by the program, and with the annotations by hand in place of what the program finds."""

from functools import cache
from pathlib import Path

import pandas as pd

from analysis import read_articles, tabulate
from analysis.evaluation import read_gold
from analysis.tables import Tables

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
    return read_gold(FOLDER, read())
