import pandas as pd
import pytest
from bs4 import BeautifulSoup

from analysis.listing import listing
from analysis.reports.frame import linked
from analysis.tables import how_many


def rows(html):
    """The texts of the cells, row by row, the head first."""
    found = BeautifulSoup(html, "html.parser").find_all("tr")
    return [[cell.get_text().strip() for cell in row.find_all(["th", "td"])] for row in found]


FIGURES = pd.DataFrame(
    {
        "casualty_id": ["a:f1", "b <i>:f2"],
        "article_id": ["a", "b <i>"],
        "victims": ["<script>alert(1)</script>", "y" * 300],
        "low": pd.array([1200, None], dtype="Int64"),
        "date": pd.to_datetime(["2031-03-10", None]),
        "vague": [False, True],
    }
)


def test_every_row_begins_with_the_name_of_its_record():
    shown = rows(listing(FIGURES, "Figures", ["low", "date", "vague"]).html)
    assert shown == [
        ["mark", "low", "date", "vague"],
        ["f1", "1,200", "2031-03-10", ""],
        ["f2", "–", "–", "yes"],
    ]


def test_a_row_of_no_known_article_leads_nowhere():
    frame = pd.DataFrame({"claim_id": ["a:c1", "b:c1"], "article_id": ["a", None], "cue": ["said", "said"]})
    shown = linked(listing(frame, "Claims", ["cue"]).html, {"a": "article-a.html"})
    assert [link["href"] for link in BeautifulSoup(shown, "html.parser").find_all("a")] == ["article-a.html#c1"]
    assert rows(shown)[2] == ["c1", "said"]


def test_texts_are_cut_and_escaped():
    html = listing(FIGURES, "Figures <b>", ["victims"]).html
    assert "&lt;script&gt;alert(1)" in html
    assert "<b>" not in html
    assert "<script" not in html
    assert rows(html)[2][1] == "y" * 280 + " …"


def test_columns_are_given_room_by_their_longest_text():
    frame = pd.DataFrame({"short": ["a"], "some": ["a" * 29], "much": ["a" * 61]})
    heads = BeautifulSoup(listing(frame, "Rows").html, "html.parser").find_all("th")
    assert [head.get("class") for head in heads] == [None, ["mid"], ["long"]]


@pytest.mark.parametrize(
    ("top", "file", "note"),
    [
        (500, None, "2 rows."),
        (1, None, "The first 1 of 2 rows."),
        (1, "casualties", "The first 1 of 2 rows. The saved table: tables/casualties.csv"),
    ],
)
def test_what_is_left_out_is_told(top, file, note):
    html = listing(FIGURES, "Figures", file=file, top=top).html
    assert BeautifulSoup(html, "html.parser").select_one(".more").get_text() == note


def test_no_rows_is_told():
    assert "No rows in this selection." in listing(FIGURES.head(0), "Figures").html


def test_in_a_report_a_row_leads_to_its_mark_and_the_note_to_the_file():
    html = linked(listing(FIGURES, "Figures", file="casualties").html, {"a": "article-a.html"})
    links = [link["href"] for link in BeautifulSoup(html, "html.parser").find_all("a")]
    assert links == ["article-a.html#f1", "tables/casualties.csv"]  # of the second article there is no page


@pytest.mark.parametrize(
    ("columns", "head", "anchor"),
    [
        ({"claim_id": ["a:c2"], "source_id": ["a:s1"]}, "c2", "#c2"),
        ({"source_id": ["a:s1"]}, "s1", "#s1"),
        ({"outcome": ["killed"]}, "toll", "#toll-killed"),
        ({}, "read", ""),
    ],
)
def test_what_a_row_is_tells_where_it_leads(columns, head, anchor):
    frame = pd.DataFrame({"article_id": ["a"], "n": [1], **columns})
    html = linked(listing(frame, "Rows", ["n"]).html, {"a": "article-a.html"})
    link = BeautifulSoup(html, "html.parser").a
    assert (link.get_text(), link["href"]) == (head, f"article-a.html{anchor}")


def test_a_table_without_articles_leads_nowhere():
    assert rows(listing(pd.DataFrame({"step": ["read"], "n": [3]}), "Steps").html) == [["step", "n"], ["read", "3"]]


@pytest.mark.parametrize(
    ("low", "high", "approximate", "said"),
    [
        (12, 12, False, "12"),
        (1200, 1200, True, "about 1,200"),
        (10, 12, False, "10 to 12"),
        (10, None, False, "10 or more"),
        (None, 40, False, "40 or fewer"),
        (None, None, False, "not in numbers"),
    ],
)
def test_a_number_in_words(low, high, approximate, said):
    assert how_many({"low": low, "high": high, "approximate": approximate}) == said
