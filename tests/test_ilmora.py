"""The fiction in seeds/ilmora: every offset of its gold exact, every id resolved, everything it promises there."""

import re
from itertools import combinations
from pathlib import Path

import pandas as pd
import pytest

from analysis.articles import read_articles
from analysis.sources.vocabulary import places
from analysis.tables import SCHEMAS, Tables, table

FOLDER = Path(__file__).resolve().parents[1] / "seeds" / "ilmora"
ANNOTATED = ("casualties", "tolls", "claims", "sources", "spans")
FURTHER = ("events", "disputes", "revisions", "dependence")
RECORD_LISTS = [("disputes", "records_a"), ("disputes", "records_b"), ("revisions", "records_old"),
                ("revisions", "records_new")]  # fmt: skip


@pytest.fixture(scope="module")
def gold() -> dict[str, pd.DataFrame]:
    return {name: pd.read_csv(FOLDER / "gold" / f"{name}.csv") for name in (*ANNOTATED, *FURTHER)}


@pytest.fixture(scope="module")
def articles() -> pd.DataFrame:
    return read_articles(FOLDER).articles.set_index("article_id", drop=False)


@pytest.fixture(scope="module")
def texts(articles) -> dict[str, str]:
    return dict(articles.text)


def ids(values: pd.Series) -> list[str]:
    """The ids in cells such as "a:c1; b:c2"."""
    return [one for cell in values for one in cell.split("; ")]


def test_eighteen_articles_of_six_publishers_in_one_week(articles):
    assert len(articles) == 18
    assert articles.publisher.nunique() == 6
    assert (articles.published.min().date().isoformat(), articles.published.max().date().isoformat()) == (
        "2031-03-10",
        "2031-03-16",
    )


def test_metadata_and_files_name_each_other(articles):
    metadata = pd.read_csv(FOLDER / "metadata.csv")
    assert sorted(metadata.file) == sorted(path.name for path in FOLDER.glob("*.txt"))
    assert sorted(metadata.article_id) == sorted(articles.article_id)
    assert read_articles(FOLDER).skipped.empty
    assert metadata.url.str.match(r"https://\w+\.example/").all()


def test_every_article_is_marked_as_fiction(articles):
    assert set(articles.fiction) == {"yes"}
    assert "**This collection is fiction.**" in (FOLDER / "README.md").read_text(encoding="utf8")


def test_articles_have_250_to_900_words(texts):
    assert {name: n for name, text in texts.items() if not 250 <= (n := len(text.split())) <= 900} == {}


def test_the_gold_keeps_the_contract(articles, gold):
    """Types, values, ids that join, and text[start:end] == text in every row that has them."""
    empty = {name: table(name) for name in SCHEMAS}
    annotated = {name: table(name, gold[name]) for name in ANNOTATED}
    Tables(**empty | annotated | {"articles": table("articles", articles)}).validate()


def test_the_claims_and_figures_are_what_their_spans_hold(gold):
    spans = gold["spans"].groupby(["record_id", "role"]).text.agg(" … ".join).to_dict()
    for claim in gold["claims"].itertuples():
        assert spans[claim.claim_id, "content"] == claim.content
        assert spans[claim.claim_id, "cue"] == claim.cue
        assert spans.get((claim.claim_id, "source")) == (None if pd.isna(claim.source) else claim.source)
    for figure in gold["casualties"].itertuples():
        assert spans[figure.casualty_id, "figure"] == figure.text
        assert spans.get((figure.casualty_id, "victims")) == (None if pd.isna(figure.victims) else figure.victims)
    assert set(gold["spans"].record_id) == {*gold["claims"].claim_id, *gold["casualties"].casualty_id}


def test_every_id_resolves(articles, gold):
    records = {*gold["claims"].claim_id, *gold["casualties"].casualty_id}
    for name, column in RECORD_LISTS:
        assert set(ids(gold[name][column])) <= records
    assert set(gold["dependence"].record_id.dropna()) <= records
    assert set(gold["dependence"].article_id) | set(ids(gold["events"].articles)) <= set(articles.article_id)
    events = set(gold["events"].event_id)
    assert set(gold["casualties"].event_id) | set(gold["disputes"].event_id) | set(gold["revisions"].event_id) == events
    assert set(articles.article_id) == set(gold["claims"].article_id) == set(gold["casualties"].article_id)


def test_a_claim_and_its_source_are_of_one_article(gold):
    for name in ("claims", "casualties"):
        held = gold[name].dropna(subset="source_id")
        assert (held.source_id.str.partition(":")[0] == held.article_id).all()


def test_sources_count_their_claims_and_figures(gold):
    for table_name in ("claims", "casualties"):
        column = "claims" if table_name == "claims" else "figures"
        counted = gold[table_name].source_id.value_counts()
        assert (gold["sources"].source_id.map(counted).fillna(0) == gold["sources"][column]).all()


@pytest.mark.parametrize("name", ["casualties", "tolls", "events"])
def test_low_is_not_above_high(gold, name):
    both = gold[name].dropna(subset=["low", "high"])
    assert len(both)
    assert (both.low <= both.high).all()


def test_vague_figures_have_no_number_and_others_have_one(gold):
    figures = gold["casualties"]
    assert (figures[["low", "high"]].isna().all(axis=1) == figures.vague).all()


def test_best_lies_between_low_and_high(gold):
    tolls = gold["tolls"].dropna(subset="best")
    assert tolls.best.between(tolls.low, tolls.high).all()


def test_events_are_told_by_the_articles_of_their_figures(gold):
    told = gold["casualties"].groupby(["event_id", "outcome"]).article_id.agg(set)
    listed = gold["events"].groupby(["event_id", "outcome"]).articles.agg(ids).map(set)
    assert told.to_dict() == listed.to_dict()


def test_the_sides_of_a_dispute_over_figures_do_not_meet(gold):
    """At least in one pair of their records; a side may have come nearer in the course of the week."""
    figures = gold["casualties"].set_index("casualty_id")
    for dispute in gold["disputes"].query("kind == 'figures'").itertuples():
        a, b = (figures.loc[side.split("; ")] for side in (dispute.records_a, dispute.records_b))
        assert (a.high < b.low.max()).any() or (b.high < a.low.max()).any()


def test_readme_points_at_articles_and_events_that_are_there(articles, gold):
    named = re.findall(r"`([^`]+)`", (FOLDER / "README.md").read_text(encoding="utf8"))
    pointed = {name for name in named if re.match(r"\d{4}-", name)}
    assert pointed == set(articles.article_id)
    week = re.findall(r"^\| \w+day .*\| `(\w+)` \|$", (FOLDER / "README.md").read_text(encoding="utf8"), re.MULTILINE)
    assert set(week) <= set(gold["events"].event_id)
    assert len(week) == 6


def runs(text: str) -> set[tuple[str, ...]]:
    """The runs of ten words of a text, quotation marks aside."""
    words = re.findall(r"\w+", text)
    return {tuple(words[i : i + 10]) for i in range(len(words) - 9)}


def test_the_reprints_share_most_of_their_text_and_no_others_do(texts, gold):
    reprints = set(gold["dependence"].query("kind == 'reprint'").article_id)
    assert len(reprints) == 3
    held = {name: runs(text) for name, text in texts.items()}
    for a, b in combinations(sorted(texts), 2):
        shared = len(held[a] & held[b]) / min(len(held[a]), len(held[b]))
        assert (shared > 0.6) if {a, b} <= reprints else (shared < 0.05), (a, b)


def test_the_number_of_one_official_stands_with_every_publisher(articles, gold):
    rows = gold["dependence"].query("kind == 'one source'")
    assert set(articles.loc[rows.article_id].publisher) == set(articles.publisher)
    figures = gold["casualties"].set_index("casualty_id").loc[rows.record_id]
    assert set(figures.low) == {300}


def test_anonymous_sources_give_their_reason_in_the_words_of_the_text(texts, gold):
    reasons = gold["sources"].dropna(subset="anonymity_reason")
    assert len(reasons) >= 10
    assert reasons.anonymous.all()
    assert all(row.anonymity_reason in texts[row.article_id] for row in reasons.itertuples())


def test_the_kinds_of_speech_and_stances_are_all_there(gold):
    claims = gold["claims"]
    assert set(claims.form) == {"direct", "mixed", "indirect"}
    assert len(set(claims.stance)) == 11
    assert claims.negated.sum() >= 5
    assert claims.hedged.sum() >= 5


def test_the_places_are_invented(gold):
    """None is a place that the library knows; "Norway" is one."""
    assert "Norway" in places()
    assert not {"Ilmora", "Sarvenne", "Brissa", *gold["casualties"].place.dropna()} & set(places())
