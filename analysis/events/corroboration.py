"""How many independent sources stand behind a figure or a claim of weight, and of which sectors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pandas as pd

from analysis.events.accounts import Row, event_figures, grouped
from analysis.events.agreement import independent, written
from analysis.events.contradictions import content_words
from analysis.events.grouping import average_linkage, stories
from analysis.events.voices import publishers, voices
from analysis.events.wording import weighing
from analysis.tables import Tables

WEIGHTY = ("accuses", "denies", "claims responsibility", "confirms", "warns")
SAME = 0.5  # least mean cosine of the contents of claims that say the same
COLUMNS = [
    "kind", "event_id", "outcome", "victims", "statement", "sources", "sectors", "publishers", "articles", "anonymous",
    "first", "records",
]  # fmt: skip


def corroboration(tables: Tables, figures: pd.DataFrame | None = None) -> pd.DataFrame:
    """Figures and claims of weight, and who stands behind each.

    Parameters
    ----------
    tables : of one collection
    figures : what ``event_figures`` makes of them, where it is at hand

    Returns
    -------
    A row for each number given for an event (kind "figure") and each accusation, denial, claim of responsibility,
    confirmation or warning (kind "claim"; claims of one story and stance in like words are one). ``sources`` counts
    independent sources, ``publishers`` independent texts: reprints are one, and so are the anonymous sources of one
    statement, who may be one person. ``sectors`` says of what kind the sources are ("military 1, ngo 1"); ``anonymous``:
    no source is named. ``records`` are the casualty_ids or claim_ids.

    What fewest sources stand behind comes first, and of these what most articles carry; ``sources`` is 0 where the
    articles name none.
    """
    figures = event_figures(tables) if figures is None else figures
    rows = pd.DataFrame([*_figures(figures), *_claims(tables)], columns=COLUMNS)
    order = ["sources", "articles", "first"]
    return rows.sort_values(order, ascending=[True, False, True], kind="stable", ignore_index=True)


def _figures(figures: pd.DataFrame) -> Iterator[Row]:
    rows = figures[figures["whole"] & ~figures["earlier"]].to_dict("records")
    for (event, outcome, victims, _, _), told in grouped(
        [{**row, "from": str(row["low"]), "to": str(row["high"])} for row in rows],
        "event_id",
        "outcome",
        "victims",
        "from",
        "to",
    ).items():
        yield {
            "kind": "figure", "event_id": event, "outcome": outcome, "victims": victims,
            "statement": f"{outcome}: {written(told[0])}", **_behind(told, "casualty_id"),
        }  # fmt: skip


def _claims(tables: Tables) -> Iterator[Row]:
    claims, sources = tables.claims, tables.sources.set_index("source_id")
    published = tables.articles.set_index("article_id")["published"]
    weighty = claims[claims["stance"].isin(WEIGHTY) & (claims["act"] == "speech") & claims["source_id"].notna()]
    if weighty.empty:
        return
    rows = pd.DataFrame({
        "claim_id": weighty["claim_id"], "article_id": weighty["article_id"], "content": weighty["content"],
        "stance": weighty["stance"].astype(str), "low": None, "high": None, "sourced": True,
        "story": weighty["article_id"].map(stories(tables)),
        "voice": weighty["source_id"].map(voices(tables)),
        "sector": weighty["source_id"].map(sources["sector"].astype("object")),
        "anonymous": weighty["source_id"].map(sources["anonymous"].astype(bool)),
        "publisher": weighty["article_id"].map(publishers(tables.articles)),
        "published": weighty["article_id"].map(published),
    }).to_dict("records")  # fmt: skip
    words = content_words(tables)
    held = {row["claim_id"]: [word for word, _ in words.get(row["claim_id"], [])] for row in rows}
    weigh = weighing(list(held.values()))
    for (_, stance), told in grouped(rows, "story", "stance").items():
        vectors = weigh([held[row["claim_id"]] for row in told])
        group = average_linkage((vectors @ vectors.T).toarray(), SAME) if len(told) > 1 else [0]
        for same in grouped([{**row, "group": n} for row, n in zip(told, group, strict=True)], "group").values():
            yield {"kind": "claim", "statement": f"{stance}: {same[0]['content']}", **_behind(same, "claim_id")}


def _behind(told: list[Row], identity: str) -> Row:
    """Who stands behind one statement."""
    sourced = [row for row in told if row["sourced"]]
    sector = {source: row["sector"] for row in sourced for source in independent([row])}
    counts = Counter("unknown" if pd.isna(held) else held for held in sector.values())
    return {
        "sources": len(sector),
        "sectors": ", ".join(f"{name} {number}" for name, number in sorted(counts.items())) or None,
        "publishers": len({row["publisher"] for row in told}),
        "articles": len({row["article_id"] for row in told}),
        "anonymous": bool(sourced) and all(row["anonymous"] for row in sourced),
        "first": min(row["published"] for row in told),
        "records": "; ".join(row[identity] for row in told),
    }
