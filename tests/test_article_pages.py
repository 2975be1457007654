import re

import notes
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from notes import page

from analysis import Tables, render
from analysis.reports.ledger import Unusable, digest_collection

STAMP = re.compile(r'<span class="stamp">.*?</span>')


@pytest.fixture
def small(tmp_path):
    """A collection, a folder for reports, and a notebook that looks for a table."""
    return notes.small(tmp_path)


# ---- what a page says of itself


def test_the_foot_tells_how_the_page_was_made_and_how_to_make_it_again(small):
    articles, reports, counting = small
    report = render(articles, reports, notebooks=[counting], parameters={"top": 7})
    told = {name.get_text(): name.find_next("dd").get_text() for name in page(report, "counting").select("footer dt")}
    assert told["Parameters"] == "top = 7, since = None"
    assert digest_collection(articles) in told["Inputs"]
    assert f"pandas {pd.__version__}" in told["Made with"]
    assert told["Make again"] == f"python -m analysis report {articles} -p top 7 --notebook {counting}"
    assert page(report, "counting").footer.a["href"] == "model-card.html"
    assert "How right it is" in page(report, "model-card").get_text()


def test_what_a_collection_says_of_itself(small):
    articles, reports, counting = small
    (articles / "collection.yml").write_text("title: A flood <b>\nabout: Made up.\nfiction: true\nlicence: CC BY 4.0\n")
    report = render(articles, reports, notebooks=[counting])
    assert page(report, "index").h1.get_text() == "A flood <b>"
    assert "Made up." in page(report, "index").get_text()
    for name in ("index", "counting", "article-flood"):
        assert "Fiction" in page(report, name).select_one(".banner").get_text()
        assert "CC BY 4.0" in page(report, name).footer.get_text()
    assert "Fiction" in BeautifulSoup((reports / "index.html").read_text(), "html.parser").get_text()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("colour: red", "'colour' is none of title, about, fiction, licence"),
        ("fiction: perhaps", "fiction must be true or false"),
        ("title: [1]", "title must be text"),
        ("- title", "write it as lines of name: value"),
        ("a: b: c", "not YAML that can be read"),
    ],
)
def test_a_description_that_is_none_is_refused(small, text, message):
    articles, reports, _ = small
    (articles / "collection.yml").write_text(text)
    with pytest.raises(Unusable, match=message):
        render(articles, reports, notebooks=[])


# ---- pages of articles


def test_articles_are_linked_with_their_neighbours_and_their_rows_with_marks(small):
    articles, reports, _ = small
    (articles / "second.txt").write_text(notes.FLOOD.replace("Avel", "Orm"))
    report = render(articles, reports, notebooks=[])
    html = page(report, "article-flood")
    assert html.find("a", rel="next")["href"] == "article-second.html"
    assert html.find("a", rel="prev") is None
    rows = [row for row in html.select("tr[id]") if row["id"].startswith("row-")]
    assert len(rows) == sum(
        (frame["article_id"] == "flood").sum()
        for name, frame in Tables.load(report.folder / "tables")
        if name in ("casualties", "claims", "sources")
    )
    for row in rows:
        assert html.select_one(row.a["href"])["data-record"] == row["id"].removeprefix("row-")
    assert [a["href"] for a in html.select_one("#toll-killed").find_all("a")] == ["#f1", "#f2"]


def test_an_address_that_is_not_of_the_web_is_no_link(tmp_path):
    articles = notes.collection(tmp_path / "two", one=notes.FLOOD, two=notes.FLOOD)
    (articles / "metadata.csv").write_text("file,url\none.txt,javascript:alert(1)\ntwo.txt,https://news.example/2\n")
    report = render(articles, tmp_path / "reports", notebooks=[])
    assert page(report, "article-one").select("a[rel~=external]") == []
    assert page(report, "article-two").select_one("a[rel~=external]")["href"] == "https://news.example/2"
