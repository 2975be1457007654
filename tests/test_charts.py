import base64
import io

import pandas as pd
import pytest
import samples
from bs4 import BeautifulSoup
from matplotlib.figure import Figure
from PIL import Image

from analysis import charts
from analysis.charts import summaries

CHARTS = {
    "articles-by-day": lambda t: charts.articles_by_day(t.articles),
    "words-per-article": lambda t: charts.words_per_article(t.articles),
    "read-and-skipped": lambda t: charts.read_and_skipped(t.articles, t.skipped),
    "figures": lambda t: charts.figures(t.casualties, t.sources),
    "tolls": lambda t: charts.tolls(t.tolls, t.articles),
    "figures-by-source": lambda t: charts.figures_by_standing(t.casualties, t.sources),
    "statements-by-source": lambda t: charts.statements_by_source(t.claims, t.sources),
    "forms": lambda t: charts.forms(t.claims, t.sources),
    "cues": lambda t: charts.cue_verbs(t.claims),
    "share-of-statements": lambda t: charts.share_of_statements(t.claims, t.sources),
    "sectors": lambda t: charts.sectors(t.sources),
    "names-by-publisher": lambda t: charts.names_by_publisher(t.sources, t.articles),
}
every_chart = pytest.mark.parametrize("name", CHARTS)


@pytest.fixture(scope="module")
def one():
    return samples.one()


@pytest.fixture(scope="module")
def many():
    return samples.many()


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("articles-by-day", "1 article, dated 5 March 2021"),
        ("words-per-article", "“Ferries collide off Port Avel” has 13 words"),
        ("read-and-skipped", "1 of 2 was read; the most frequent reason to skip: empty"),
        ("figures", "14 killed is the largest of 3 figures, reported by the coast guard"),
        ("tolls", "14 killed in “Ferries collide off Port Avel” is the highest toll"),
        ("figures-by-source", "2 of 3 figures come without a source"),
        ("statements-by-source", "The coast guard is behind 2 of 4 statements"),
        ("forms", "2 of 4 statements hold words in quotation marks"),
        ("cues", "“said” introduces 4 of 4 statements"),
        ("share-of-statements", "3 sources, as concentrated as 2.7 equally heard ones"),
        ("sectors", "1 of 3 sources is anonymous"),
        ("names-by-publisher", "2 of 3 sources are named"),
    ],
)
def test_title_tells_what_is_to_be_seen_in_one_article(name, title, one):
    assert CHARTS[name](one).told.alt.startswith(f"{title}. ")


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("articles-by-day", "272 articles from 2 January 2020 to 26 October 2020, most in January 2020"),
        ("words-per-article", "Half of the articles have fewer than 376 words"),
        ("read-and-skipped", "All 300 were read"),
        ("figures-by-source", "360 of 600 figures come without a source"),
        ("cues", "“said” introduces 900 of 1,200 statements"),
        ("names-by-publisher", "400 of 600 sources are named"),
    ],
)
def test_title_tells_what_is_to_be_seen_in_three_hundred(name, title, many):
    assert CHARTS[name](many).told.alt.startswith(f"{title}. ")


@every_chart
def test_a_selection_without_rows_says_so(name):
    told = CHARTS[name](samples.none()).told
    assert told.alt.startswith("No ")
    assert told.alt.endswith("in this selection. n = 0")


@every_chart
def test_a_picture_has_alternative_text_rows_and_a_bounded_size(name, many):
    picture = charts.show(CHARTS[name](many))
    data, metadata = picture._repr_mimebundle_()
    image = BeautifulSoup(data["text/html"], "html.parser").img
    assert image["alt"] == picture.told.alt == data["text/plain"]
    assert base64.b64decode(image["src"].removeprefix("data:image/png;base64,")) == picture.png
    assert Image.open(io.BytesIO(picture.png)).width == 2 * int(image["width"]) == 1800
    assert len(picture.png) < 130_000
    assert metadata["text/csv"]["name"] == name
    assert len(pd.read_csv(io.StringIO(data["text/csv"])))


def test_the_same_rows_give_the_same_bytes(one):
    assert charts.show(CHARTS["figures"](one)).png == charts.show(CHARTS["figures"](one)).png


def test_a_chart_can_be_drawn_beside_another(one):
    left, right = Figure(layout="constrained").subplots(1, 2)
    assert charts.cue_verbs(one.claims, ax=left) is left
    assert charts.sectors(one.sources, ax=right) is right


def test_show_takes_charts_only():
    with pytest.raises(TypeError, match=r"analysis\.charts"):
        charts.show(Figure().add_subplot())


def test_dollar_signs_are_money_and_not_mathematics():
    tables = samples.made(articles=[{"article_id": "a", "title": "From $5m to $6m_{x", "words": 3}])
    assert "From $5m to $6m_{x" in charts.show(charts.words_per_article(tables.articles)).told.alt


def test_vague_figures_are_counted_and_not_drawn(one):
    assert "1 vague figure (“dozens”) not drawn" in CHARTS["figures"](one).told.alt
    only_vague = one.casualties[one.casualties["vague"]]
    assert charts.figures(only_vague, one.sources).told.alt.startswith("1 figure, none with a number")


@pytest.mark.parametrize(
    ("low", "high", "approximate", "told"),
    [
        (12, 12, False, "One figure: 12 killed"),
        (12, 12, True, "One figure: about 12 killed"),
        (12, None, False, "One figure: at least 12 killed"),
        (None, 12, False, "One figure: up to 12 killed"),
        (1200, 1500, False, "One figure: 1,200 to 1,500 killed"),
        (0, 0, False, "One figure: 0 killed"),
    ],
)
def test_bounds_of_a_figure_in_words(low, high, approximate, told):
    row = {
        "casualty_id": "a:f1",
        "low": low,
        "high": high,
        "approximate": approximate,
        "outcome": "killed",
        "text": "x",
    }
    tables = samples.made(casualties=[row])
    assert charts.figures(tables.casualties, tables.sources).told.alt.startswith(told)


def test_rows_beyond_the_longest_are_counted(many):
    assert "186 not drawn" in charts.statements_by_source(many.claims, many.sources, top=15).told.alt


def test_standing_tells_how_far_a_source_can_be_identified():
    tables = samples.made(
        sources=[
            {"source_id": "1", "kind": "named person"},
            {"source_id": "2", "kind": "document"},
            {"source_id": "3", "kind": "unnamed group"},
            {"source_id": "4", "kind": "unnamed person", "anonymous": True},
        ]
    )
    assert summaries.standing(tables.sources).tolist() == ["named", "named", "unnamed", "anonymous"]


def test_named_sources_are_one_voice_across_articles_and_unnamed_ones_are_not():
    rows = [
        {"source_id": f"{article}:{name}", "article_id": article, "name": name, "kind": kind}
        for article in ("a", "b")
        for name, kind in (("Ada Quill", "named person"), ("officials", "unnamed group"))
    ]
    claims = [{"claim_id": f"c{i}", "stance": "asserts", "source_id": row["source_id"]} for i, row in enumerate(rows)]
    tables = samples.made(sources=rows, claims=claims)
    heard = summaries.statements_by_voice(tables.claims, tables.sources)
    assert dict(zip(heard["name"], heard["statements"], strict=True)) == {
        "Ada Quill": 2,
        "officials (a)": 1,
        "officials (b)": 1,
    }


@pytest.mark.parametrize(
    ("days", "unit", "periods"),
    [
        (["2020-01-01", "2020-01-03"], "day", ["2020-01-01", "2020-01-02", "2020-01-03"]),
        (["2020-01-01", "2020-04-01", None], "week", ["2019-12-30", "2020-03-30", "no date"]),
        (["2019-01-01", "2020-12-31"], "month", ["2019-01", "2020-12"]),
        (["1990-01-01", "2020-12-31"], "year", ["1990", "2020"]),
        ([None], "day", ["no date"]),
    ],
)
def test_periods_are_as_fine_as_a_chart_can_show(days, unit, periods):
    tables = samples.made(articles=[{"article_id": str(i), "published": day} for i, day in enumerate(days)])
    counts, found = summaries.articles_by_period(tables.articles)
    assert found == unit
    assert set(periods) <= set(counts.index)
    assert counts.to_numpy().sum() == len(days)
