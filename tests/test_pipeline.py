"""Articles into tables."""

import pandas as pd
import pytest

from analysis import pipeline, rows
from analysis.articles import Reading, read_articles
from analysis.pipeline import tabulate
from analysis.tables import SCHEMAS, table

TEXT = (
    "OSLO: At least four miners died when a shaft fell in on Monday, the mayor, Kari Lund, said.\n\n"
    "Rescuers brought up nine others, she added. The ministry said no one was missing.\n"
)


@pytest.fixture
def folder(tmp_path):
    """Three articles, one of them empty."""
    for name, text in {"one": TEXT, "two": TEXT.replace("four", "five"), "none": " "}.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf8")
    return tmp_path


def test_an_article_becomes_rows_of_every_table(folder):
    tables = tabulate(read_articles(folder)).validate()
    assert list(tables.articles.article_id) == ["one", "two"]
    assert list(tables.skipped.path) == ["none.txt"]
    figures = tables.casualties.query("outcome == 'killed'")
    assert figures[["article_id", "text", "low"]].values.tolist() == [
        ["one", "At least four miners", 4],
        ["two", "At least five miners", 5],
    ]
    assert set(tables.sources.query("article_id == 'one'").name) >= {"Kari Lund", "ministry"}


def test_words_and_sentences_are_counted_in_the_tokens(folder):
    tables = tabulate(read_articles(folder))
    article = tables.articles.iloc[0]
    tokens = tables.tokens.query("article_id == 'one'")
    assert article.words == sum(any(c.isalnum() for c in word) for word in tokens.word)
    assert article.sentences == (tables.sentences.article_id == "one").sum()


def test_an_article_that_fails_is_told_and_the_others_go_on(folder, monkeypatch):
    read = pipeline.read_document

    def failing(article):
        if article.article_id == "one":
            raise RuntimeError("cannot")
        return read(article)

    monkeypatch.setattr(pipeline, "read_document", failing)
    tables = tabulate(read_articles(folder)).validate()
    assert list(tables.articles.article_id) == ["two"]
    told = tables.skipped.set_index("path").loc["one.txt"]
    assert (told.reason, told.detail) == ("analysis failed", "RuntimeError: cannot")


def test_no_articles_give_empty_tables():
    tables = tabulate(Reading(table("articles"), table("skipped"))).validate()
    assert all(len(frame) == 0 for _, frame in tables)


def test_the_tables_are_the_same_in_one_process_and_in_two(folder, monkeypatch):
    monkeypatch.setattr(pipeline, "BATCH", 1)
    read = read_articles(folder)
    alone, together = tabulate(read), tabulate(read, jobs=2)
    for name in SCHEMAS:
        pd.testing.assert_frame_equal(getattr(alone, name), getattr(together, name), check_categorical=False)


@pytest.mark.shared
@pytest.mark.parametrize(("name", "most"), [("wikinews_2019_2020_all", None), ("wikipedia_current_events_items", 2000)])
def test_the_contract_holds_on_real_articles(shared, tmp_path, name, most):
    read = read_articles(shared / "data" / "articles" / f"{name}.jsonl.gz")
    found = len(read.articles) + len(read.skipped)
    part = Reading(read.articles.head(most or found), read.skipped)
    tables = tabulate(part, jobs=2).validate()
    assert len(tables.articles) + len(tables.skipped) == len(part.articles) + len(part.skipped)
    assert not (tables.skipped.reason == "analysis failed").any()


@pytest.mark.shared
def test_the_article_that_the_project_began_with(shared):
    """Its figures, statements and sources, as a person reads them."""
    tables = tabulate(read_articles(shared / "seeds")).validate()
    article = tables.articles.iloc[0]
    assert (article.place, article.weekday, article.published_from) == ("Beirut", "Thursday", "none")
    assert article.title.startswith("If Hasakeh falls")
    parts = tables.sentences.merge(tables.articles[["article_id", "text"]].astype({"article_id": "str"}))
    marked = {text[a:b] for text, a, b, part in parts[["text", "start", "end", "part"]].values if part == "boilerplate"}
    assert any(text.startswith("Sign up") for text in marked)

    figures = tables.casualties[["text", "outcome", "low", "high", "place", "date_text", "reported_by"]]
    assert figures.values.tolist() == [
        ["27 regime fighters", "killed", 27, 27, "Hasakeh", "Wednesday", "the Observatory"],
        ["26 militants", "killed", 26, 26, "Hasakeh", "Wednesday", "the Observatory"],
    ]
    assert len(tables.claims[tables.claims.act == "speech"]) >= 10

    sources = tables.sources.set_index("name")
    assert {
        "Syrian Observatory for Human Rights", "Rami Abdul Rahman", "Mohammad Zaal Al Ali", "Al Watan",
        "security source", "officials", "Iraqi officials",
    } <= set(sources.index)  # fmt: skip
    assert sources.anonymous["security source"]
    assert not sources.anonymous["Rami Abdul Rahman"]


def test_tables_of_articles_may_be_joined_without_a_new_index():
    one = table("articles", [{"article_id": "a", "text": "Two people were killed.", "language": "en"}])
    tables = tabulate(pd.concat([one, one.assign(article_id="b")]))
    assert tables.tolls[["article_id", "best"]].to_numpy().tolist() == [["a", 2], ["b", 2]]


def test_a_figure_that_no_claim_holds_has_its_source(folder, monkeypatch):
    (folder / "one.txt").write_text("Twelve miners died, according to the Ministry of Mines.", encoding="utf8")
    monkeypatch.setattr(rows, "find_claims", lambda document: [])
    tables = tabulate(read_articles(folder)).validate()
    (figure,) = tables.casualties.query("article_id == 'one'").itertuples()
    (source,) = tables.sources.query("article_id == 'one'").itertuples()
    assert (figure.reported_by, figure.source_id) == ("the Ministry of Mines", source.source_id)
    assert (source.name, source.claims, source.figures) == ("Ministry of Mines", 0, 1)
