"""Tables across articles as rows to read: each with the record that it leads to."""

from __future__ import annotations

import pandas as pd

BOTH = ["source", "published", "sentence", "record"]  # what a dispute says of either side
COUNTED = ["event_id", "outcome", "victims"]  # what a row of events counts


def sides(disputes: pd.DataFrame) -> pd.DataFrame:
    """Disputes with a row for each side: dispute_id, kind, outcome, why, weight, and of the side source, published,
    sentence and record.

    >>> rows = {"dispute_id": ["d1"], "kind": "figures", "outcome": "killed", "why": "4 against 9", "weight": 0.95}
    >>> rows |= {f"{name}_{side}": f"{name} {side}" for name in BOTH for side in "ab"}
    >>> sides(pd.DataFrame(rows))[["dispute_id", "source", "record"]].to_numpy().tolist()
    [['d1', 'source a', 'record a'], ['d1', 'source b', 'record b']]
    """
    shared = ["dispute_id", "kind", "outcome", "why", "weight"]
    told = [
        disputes[[*shared, *(f"{name}_{side}" for name in BOTH)]].set_axis([*shared, *BOTH], axis=1) for side in "ab"
    ]
    return pd.concat(told).sort_index(kind="stable").reset_index(drop=True)


def with_records(rows: pd.DataFrame, figures: pd.DataFrame | None = None) -> pd.DataFrame:
    """Rows of ``find_events`` or ``corroboration`` with ``record``, the first figure or claim that they are made of.

    Parameters
    ----------
    rows : events, or what ``corroboration`` gives
    figures : event_figures of the same tables; events need them
    """
    if figures is None:
        return rows.assign(record=rows["records"].str.split("; ").str[0])
    whole = figures[figures["whole"].astype(bool)].sort_values("published", kind="stable")
    first = whole.astype({"outcome": "str"}).groupby(COUNTED, as_index=False).agg(record=("casualty_id", "first"))
    return rows.astype({"outcome": "str"}).merge(first, on=COUNTED, how="left")
