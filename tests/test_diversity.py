"""The diversity of sources: how many, how even, how anonymous, how official, and how sure that is."""

import numpy as np
import pandas as pd
import pytest
from samples import made

from analysis.events import diversity

MEASURES = ("sources", "largest", "effective", "anonymous", "official")


def claims(*articles, publisher="Courier"):
    """Tables of articles, each the names of the sources of its claims: lower case is anonymous, "Army" is military."""
    rows = {"articles": [], "claims": [], "sources": []}
    for a, names in enumerate(articles):
        of = {"article_id": f"a{a}"}
        rows["articles"].append({**of, "text": "x" * 99, "publisher": publisher, "collection": "c"})
        for name in dict.fromkeys(names):
            kind = {"kind": "unnamed person", "anonymous": True} if name.islower() else {"kind": "named organization"}
            sector = "military" if name == "Army" else "ngo"
            rows["sources"].append({**of, "source_id": f"a{a}:{name}", "name": name, "sector": sector, **kind})
        rows["claims"] += [
            {**of, "claim_id": f"a{a}:c{n}", "source_id": f"a{a}:{name}", "act": "speech"}
            for n, name in enumerate(names)
        ]
    return made(**rows)


@pytest.mark.parametrize(
    ("names", "sources", "largest", "effective", "anonymous", "official"),
    [
        (["Army"] * 4, 1, 1, 1, 0, 1),
        (["Army", "Relief", "Union", "Board"], 4, 0.25, 4, 0, 0.25),  # all alike: as many as there are
        (["Army", "Army", "Army", "Relief"], 2, 0.75, 1.6, 0, 0.75),
        (["Army", "officer", "officer", "nurse"], 3, 0.5, 16 / 6, 0.75, 0.25),
    ],
)
def test_measures(names, sources, largest, effective, anonymous, official):
    row = diversity(claims(names)).iloc[0]
    assert [row[name] for name in MEASURES] == pytest.approx([sources, largest, effective, anonymous, official])
    assert (row["claims"], row["articles"]) == (4, 1)


def test_one_source_in_two_articles_is_one_but_an_unnamed_one_is_two():
    tables = claims(["Relief", "nurse"], ["Relief", "nurse"])
    assert diversity(tables, "collection")["sources"].tolist() == [3]
    assert diversity(tables, "article")["sources"].tolist() == [2, 2]


def test_intervals_hold_the_observed_value_and_narrow_with_more_claims():
    few, many = (diversity(claims(["Army", "Relief", "Union"] * n)).iloc[0] for n in (3, 40))
    for row in (few, many):
        assert all(row[f"{name}_low"] <= row[name] <= row[f"{name}_high"] for name in MEASURES)
    assert many["official_high"] - many["official_low"] < few["official_high"] - few["official_low"]


def test_an_interval_covers_the_truth_about_as_often_as_it_says():
    """The share of official claims, where it is .5, in 100 samples of 40 claims."""
    rng = np.random.default_rng(1)
    samples = [claims(list(rng.choice(["Army", "Relief"], 40))) for _ in range(100)]
    rows = pd.concat([diversity(sample, resamples=300) for sample in samples])
    assert 0.9 <= ((rows["official_low"] <= 0.5) & (rows["official_high"] >= 0.5)).mean() <= 0.99


def test_the_same_seed_gives_the_same_intervals():
    tables = claims(["Army", "Relief", "Union", "Army"], ["Army", "Board"])
    pd.testing.assert_frame_equal(diversity(tables, "publisher"), diversity(tables, "publisher"))


def test_one_article_of_a_publisher_has_no_interval():
    row = diversity(claims(["Army", "Relief"]), "publisher").iloc[0]
    assert row["publisher"] == "Courier"
    assert np.isnan(row["sources_low"])


def test_claims_without_a_source_and_empty_tables():
    assert diversity(made()).empty
    tables = claims(["Army", "Relief"])
    tables.claims.loc[0, "source_id"] = None
    assert diversity(tables)["claims"].tolist() == [1]


def test_an_unknown_unit_is_told():
    with pytest.raises(ValueError, match="'outlet' is none of article, publisher, collection"):
        diversity(made(), "outlet")
