"""What a notebook works on."""

import pytest
import samples

from analysis.selection import in_context, select
from analysis.tables import SCHEMAS, Tables, table


@pytest.fixture
def tables() -> Tables:
    """Two articles of two publishers and days, with a statement each and a belief in the first."""
    rows = {
        "articles": [
            {"article_id": "a", "publisher": "Echo", "published": "2024-03-01", "text": "x"},
            {"article_id": "b", "publisher": "Post", "published": "2024-03-05", "text": "x"},
            {"article_id": "c", "publisher": "Post", "text": "x"},
        ],
        "claims": [
            {"claim_id": "a:c1", "article_id": "a", "act": "speech", "source_id": "a:s1"},
            {"claim_id": "a:c2", "article_id": "a", "act": "belief", "source_id": "a:s2"},
            {"claim_id": "b:c1", "article_id": "b", "act": "speech", "source_id": "b:s1"},
        ],
        "sources": [
            {"source_id": "a:s1", "article_id": "a", "claims": 1},
            {"source_id": "a:s2", "article_id": "a", "claims": 1},
            {"source_id": "b:s1", "article_id": "b", "claims": 1},
        ],
    }
    return Tables(**{name: table(name, rows.get(name, ())) for name in SCHEMAS})


@pytest.mark.parametrize(
    ("options", "articles"),
    [
        ({}, "abc"),
        ({"since": "2024-03-02"}, "b"),
        ({"until": "2024-03-01"}, "a"),
        ({"since": "2024-03-01", "until": "2024-03-05"}, "ab"),
        ({"publisher": "post"}, "bc"),
        ({"publisher": "nobody"}, ""),
    ],
)
def test_articles_are_selected_by_day_and_publisher(tables, options, articles):
    selected = select(tables, **options)
    assert "".join(selected.articles.article_id) == articles
    assert set(selected.claims.article_id) <= set(articles)


def test_claims_are_selected_by_act_and_sources_with_them(tables):
    selected = select(tables, act="speech")
    assert list(selected.claims.claim_id) == ["a:c1", "b:c1"]
    assert list(selected.sources.source_id) == ["a:s1", "b:s1"]


def test_a_day_or_an_act_that_is_none_is_an_error(tables):
    with pytest.raises(ValueError, match="2024-13-01"):
        select(tables, since="2024-13-01")
    with pytest.raises(ValueError, match="shout"):
        select(tables, act="shout")


def test_rows_are_told_with_their_article_their_source_and_what_is_special_of_them():
    tables = samples.made(
        articles=[{"article_id": "a", "title": "Ferries collide", "publisher": "Courier", "published": "2021-03-05"}],
        sources=[{"source_id": "a:s1", "article_id": "a", "name": "Ada Quill"}],
        casualties=[
            {"casualty_id": "a:f1", "article_id": "a", "source_id": "a:s1", "reported_by": "she", "approximate": True,
             "background": True},
            {"casualty_id": "a:f2", "article_id": "a", "reported_by": "they"},
        ],
    )  # fmt: skip
    told = in_context(tables.casualties, tables)
    assert told[["publisher", "article", "who"]].to_numpy().tolist() == [
        ["Courier", "Ferries collide", "Ada Quill"], ["Courier", "Ferries collide", "they"],
    ]  # fmt: skip
    assert told["note"].fillna("").tolist() == ["approximate, background", ""]
    assert "who" not in in_context(tables.sources, tables)


@pytest.mark.parametrize("name", ["casualties", "tolls", "claims", "sources"])
def test_a_selection_without_articles_is_told_without_rows(tables, name):
    none = select(tables, publisher="Nobody")
    assert none.articles.empty
    told = in_context(getattr(none, name), none)
    assert told.empty
    assert told["published"].dtype == tables.articles["published"].dtype
