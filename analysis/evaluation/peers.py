"""What people and other systems reach on public sets, beside what was measured here."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

FILE = Path(__file__).with_name("peers.csv")
HERE = {  # a measure of the file: the row and column of ``scores`` that is of its kind
    "letters or words of a source, F1": ("letters of a role", "source", "f1"),
    "letters or words of a cue, F1": ("letters of a role", "cue", "f1"),
    "letters or words of a content, F1": ("letters of a role", "content", "f1"),
    "claims of speech, F1": ("claims", "all", "f1"),
    "tolls of killed, both bounds right": ("tolls", "outcome: killed", "recall"),
}


def beside_peers(scores: pd.DataFrame) -> pd.DataFrame:
    """Scores of these articles among those of people and other systems on public sets, for each measure from the least.

    Parameters
    ----------
    scores : as ``analysis.evaluation.scores`` gives them

    Returns
    -------
    DataFrame: ``measure``, ``who``, ``data``, ``value`` (a share of 1) and ``source``. Data differ, so a row above another
    is no better system: political news has long quotations, an ISAF release one toll.
    """
    held = pd.read_csv(FILE)
    found = scores.set_index(["table", "class"])
    ours = [
        {"measure": measure, "who": "this program", "data": "these articles", "value": found.loc[(table, one), column],
         "source": "measured above"}
        for measure, (table, one, column) in HERE.items() if (table, one) in found.index
    ]  # fmt: skip
    rows = pd.concat([held, pd.DataFrame(ours, columns=held.columns)], ignore_index=True)
    order = {measure: i for i, measure in enumerate(HERE)}
    return rows.sort_values(
        ["measure", "value"], key=lambda column: column.map(order) if column.name == "measure" else column,
        kind="stable", ignore_index=True,
    )  # fmt: skip
