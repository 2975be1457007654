import base64
import io
import re

import pandas as pd
import pytest
import samples
from bs4 import BeautifulSoup
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from PIL import Image

from analysis import charts
from analysis.charts import lettering, summaries, timelines, wording
from analysis.charts.palette import SECTOR_COLOURS

CHARTS = {
    "read-and-skipped": lambda t: charts.read_and_skipped(t.articles, t.skipped),
    "articles-by-day": lambda t: charts.articles_by_day(t.articles),
    "words-per-article": lambda t: charts.words_per_article(t.articles),
    "distinctive-words": lambda t: charts.distinctive_words(t.tokens, t.sentences, t.articles),
    "figures": lambda t: charts.figures(t.casualties, t.sources, t.articles),
    "tolls": lambda t: charts.tolls(t.tolls, t.articles),
    "tolls-by-day": lambda t: charts.tolls_by_day(t.tolls, t.articles),
    "victims": lambda t: charts.victims(t.casualties),
    "reporters": lambda t: charts.reporters(t.casualties, t.sources, t.articles),
    "figures-by-source": lambda t: charts.figures_by_standing(t.casualties, t.sources, t.articles),
    "statements-by-source": lambda t: charts.statements_by_source(t.claims, t.sources),
    "forms": lambda t: charts.forms(t.claims, t.sources),
    "hedged-and-denied": lambda t: charts.hedged_and_denied(t.claims, t.sources),
    "statements-by-day": lambda t: charts.statements_by_day(t.claims, t.sources, t.articles),
    "cues": lambda t: charts.cue_verbs(t.claims),
    "cues-by-source": lambda t: charts.cues_by_source(t.claims, t.sources),
    "share-of-statements": lambda t: charts.share_of_statements(t.claims, t.sources),
    "sectors": lambda t: charts.sectors(t.sources),
    "names-by-publisher": lambda t: charts.names_by_publisher(t.sources, t.articles),
    "voices-in-articles": lambda t: charts.voices_in_articles(t.claims, t.sources, t.articles),
    "positions": lambda t: charts.positions(t.claims, t.sources, t.articles),
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
        ("read-and-skipped", "1 of 2 was read; the most frequent reason to skip: empty"),
        ("articles-by-day", "1 article, dated 5 March 2021"),
        ("words-per-article", "“Ferries collide off Port Avel” has 13 words"),
        ("distinctive-words", "No word stands more than once"),
        ("figures", "14 killed is the largest of 3 figures, reported by the coast guard"),
        ("tolls", "14 killed in “Ferries collide off Port Avel” is the highest toll"),
        ("tolls-by-day", "Both tolls are from articles of 5 March 2021"),
        ("victims", "3 of 3 figures are of civilians"),
        ("reporters", "Rescuers and medics stand behind 1 of 3 figures"),
        ("figures-by-source", "2 of 3 figures come without a source"),
        ("statements-by-source", "The coast guard is behind 2 of 4 statements"),
        ("forms", "2 of 4 statements hold words in quotation marks"),
        ("hedged-and-denied", "None of 4 statements is hedged, 1 denied"),
        ("statements-by-day", "4 statements, published on 5 March 2021"),
        ("cues", "“say” introduces 4 of 4 statements"),
        ("cues-by-source", "“say” introduces 3 of 3 sources"),
        ("share-of-statements", "3 sources, as concentrated as 2.7 equally heard ones"),
        ("sectors", "1 of 3 sources is anonymous"),
        ("names-by-publisher", "2 of 3 sources are named"),
        ("voices-in-articles", "3 sources speak in the one article"),
        ("positions", "Half of 4 statements come in the first 38 % of an article"),
    ],
)
def test_title_tells_what_is_to_be_seen_in_one_article(name, title, one):
    assert CHARTS[name](one).told.alt.split(". ")[0] == title


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("read-and-skipped", "All 300 were read"),
        ("articles-by-day", "272 articles from 2 January 2020 to 26 October 2020, most in January 2020"),
        ("words-per-article", "Half of the articles have fewer than 376 words"),
        ("distinctive-words", "“flood” sets Courier apart, “storm” Daily Avel, “landslide” News Avel"),
        ("figures", "18,212 to 54,636 captured is the largest of 600 figures, with no source given"),
        ("tolls-by-day", "301 killed, told on 26 October 2020, is the most of 182 days"),
        ("victims", "None of 600 figures tells who the people are"),
        ("reporters", "State sources stand behind 57 of 600 figures"),
        ("figures-by-source", "360 of 600 figures come without a source"),
        ("statements-by-source", "Speaker 0 is behind 356 of 1,200 statements"),
        ("hedged-and-denied", "None of 1,200 statements is hedged, 109 denied"),
        ("statements-by-day", "Most statements, 114 of 1,200, come in July 2020"),
        ("cues", "“say” introduces 900 of 1,200 statements"),
        ("cues-by-source", "“say” introduces 201 of 201 sources, “warn” Speaker 16 most often"),
        ("names-by-publisher", "400 of 600 sources are named"),
        ("voices-in-articles", "Speaker 0 speaks in 177 of 300 articles, 171 of 201 sources in one only"),
    ],
)
def test_title_tells_what_is_to_be_seen_in_three_hundred(name, title, many):
    assert CHARTS[name](many).told.alt.split(". ")[0] == title


@pytest.mark.parametrize(
    ("name", "subtitle"),
    [
        ("figures", "people; ▸ at least, ◂ at most; n = 3 mentions, of which 1 vague one (“dozens”) not drawn"),
        ("tolls", "people; policy best; n = 2 tolls (article and outcome)"),
        ("reporters", "mentions of figures by the sector that reports them and outcome; n = 3"),
        ("cues-by-source", "statements by source and verb, in any of its forms; n = 4 statements"),
        ("voices-in-articles", "statements of a source in an article; n = 1 article, 3 sources"),
        ("share-of-statements", "% of statements with a source; concentration: 1 / Σ share²; n = 4 statements"),
    ],
)
def test_subtitle_tells_units_and_number(name, subtitle, one):
    assert CHARTS[name](one).told.alt.split(". ", 1)[1] == subtitle


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("victims", [{"victims": "civilian", "killed": 1, "wounded": 1, "missing": 1}]),
        (
            "reporters",
            [
                {"sector": "no source", "killed": 0, "wounded": 1, "missing": 1},
                {"sector": "rescue or medical", "killed": 1, "wounded": 0, "missing": 0},
            ],
        ),
        (
            "hedged-and-denied",
            [
                {"sector": "rescue or medical", "statements": 2, "hedged": 0, "denied": 0},
                {"sector": "other", "statements": 1, "hedged": 0, "denied": 1},
                {"sector": "witness or resident", "statements": 1, "hedged": 0, "denied": 0},
            ],
        ),
        (
            "tolls",
            [
                {"title": "Ferries collide off Port Avel", "outcome": "killed", "low": 14, "best": 14, "high": 14},
                {"title": "Ferries collide off Port Avel", "outcome": "missing", "low": 3, "best": 3, "high": None},
            ],
        ),
        (
            "figures",
            [
                {"text": "14", "outcome": "killed", "source": "the coast guard", "sector": "rescue or medical"},
                {"text": "at least three", "outcome": "missing", "source": None, "sector": "no source"},
                {"text": "dozens", "outcome": "wounded", "source": None, "sector": "no source"},
            ],
        ),
        (
            "positions",
            [
                {"sector": "rescue or medical", "position": 0.0},
                {"sector": "rescue or medical", "position": 25.0},
                {"sector": "other", "position": 50.0},
                {"sector": "witness or resident", "position": 75.0},
            ],
        ),
        (
            "voices-in-articles",
            [
                {"name": "the coast guard", "articles": 1, "statements": 2},
                {"name": "Ada Quill", "articles": 1, "statements": 1},
                {"name": "a sailor", "articles": 1, "statements": 1},
            ],
        ),
        ("cues", [{"cue": "say", "statements": 4}]),
        (
            "cues-by-source",
            [
                {"source": "the coast guard", "say": 2},
                {"source": "Ada Quill", "say": 1},
                {"source": "a sailor", "say": 1},
            ],
        ),
        (
            "statements-by-day",
            [{"day": "2021-03-05", "rescue or medical": 2, "witness or resident": 1, "other": 1}],
        ),
    ],
)
def test_the_rows_behind_a_chart(name, rows, one):
    behind = CHARTS[name](one).told.data[list(rows[0])]
    assert behind.astype(object).where(behind.notna(), None).to_dict("records") == rows


@every_chart
def test_a_selection_without_rows_says_so(name):
    told = CHARTS[name](samples.none()).told
    assert told.alt.startswith("No ")
    assert told.alt.endswith("in this selection. n = 0")


@every_chart
def test_a_picture_has_alternative_text_rows_and_a_bounded_size(name, many):
    picture = charts.show(CHARTS[name](many), "Source: a test")
    data, metadata = picture._repr_mimebundle_()
    image = BeautifulSoup(data["text/html"], "html.parser").img
    assert image["alt"] == picture.told.alt == data["text/plain"]
    assert base64.b64decode(image["src"].removeprefix("data:image/png;base64,")) == picture.png
    assert Image.open(io.BytesIO(picture.png)).width == 2 * int(image["width"]) == 1800
    assert len(picture.png) < 180_000
    assert metadata["text/csv"]["name"] == name
    assert len(pd.read_csv(io.StringIO(data["text/csv"])))


def test_the_rows_behind_a_chart_are_shown_and_can_be_saved(one):
    html = BeautifulSoup(charts.show(CHARTS["reporters"](one)).html(), "html.parser")
    assert html.select_one("figure > figcaption > details > summary").get_text() == "Show the data"
    assert [cell.get_text() for cell in html.select("thead th")] == ["sector", "killed", "wounded", "missing"]
    assert html.select_one("tbody tr").get_text(" ", strip=True) == "no source 0 1 1"
    link = html.select_one("a[download]")
    assert link["download"] == "reporters.csv"
    assert saved(link) == "sector,killed,wounded,missing\r\nno source,0,1,1\r\nrescue or medical,1,0,0\r\n"


def saved(link):
    return base64.b64decode(link["href"].removeprefix("data:text/csv;charset=utf-8;base64,")).decode("utf-8-sig")


def test_long_tables_are_cut_on_the_page_and_whole_in_the_file(many):
    html = BeautifulSoup(charts.show(CHARTS["figures"](many)).html(), "html.parser")
    assert len(html.select("tbody tr")) == 200
    assert "The first 200 of 600 rows." in html.get_text()
    assert len(pd.read_csv(io.StringIO(saved(html.select_one("a[download]"))))) == 600


def test_finding_units_and_source_are_words_around_the_picture(one):
    ax = CHARTS["cues"](one)
    whole = ax.figure.get_figheight()
    picture = charts.show(ax, charts.source_line(one.articles))
    html = BeautifulSoup(picture.html(), "html.parser")
    assert html.select_one(".finding strong").get_text() == "“say” introduces 4 of 4 statements"
    assert html.select_one(".finding br").next_sibling.endswith("n = 1 cue")
    assert (
        html.select_one(".source").get_text()
        == "Source: 1 article of The Avel Courier, 5 March 2021; read by a program"
    )
    assert picture.height < 100 * whole - 40
    assert charts.show(ax).png == picture.png


def test_a_chart_keeps_its_heading_where_it_shares_a_figure(one):
    left, _ = Figure(layout="constrained").subplots(1, 2)
    charts.show(charts.cue_verbs(one.claims, ax=left))
    assert any(text.get_text().startswith("“say” introduces") and text.get_visible() for text in left.texts)


def test_a_finding_without_marks_has_no_empty_picture(one):
    html = BeautifulSoup(charts.show(CHARTS["tolls-by-day"](one)).html(), "html.parser")
    assert html.img is None
    assert html.strong.get_text() == "Both tolls are from articles of 5 March 2021"
    assert len(html.select("tbody tr")) == 2


def test_a_source_of_no_known_sector_is_not_a_missing_source():
    tables = samples.made(
        sources=[{"source_id": "s0", "sector": "police"}, {"source_id": "s1"}],
        claims=[{"claim_id": f"c{i}", "source": source, "source_id": source_id, "form": "direct"}
                for i, (source, source_id) in enumerate([("police", "s0"), ("Quill", "s1"), ("it", None), (None, None)])],
    )  # fmt: skip
    behind = summaries.sectors_of(tables.claims, tables.sources)
    assert behind.tolist() == ["state", "sector not known", "sector not known", "no source"]
    assert CHARTS["sectors"](tables).told.data["sector"].tolist() == ["police", "sector not known"]


def test_a_strip_begins_at_the_power_of_ten_below_its_numbers():
    rows = [{"casualty_id": f"f{i}", "article_id": f"a{i}", "outcome": outcome, "low": low, "high": low, "text": str(low)}
            for i, (outcome, low) in enumerate([*[("killed", n) for n in range(1, 40)], ("displaced", 14_500)])]  # fmt: skip
    articles = [{"article_id": f"a{i}", "published": f"2020-01-{i % 28 + 1:02}"} for i in range(40)]
    ax = CHARTS["figures"](samples.made(articles=articles, casualties=rows))
    assert [label.get_text() for label in ax.get_yticklabels()] == ["10,000", "1", "10"]


@pytest.mark.parametrize(
    ("articles", "line"),
    [
        ([], "Source: 0 articles; read by a program"),
        ([{"article_id": "a"}], "Source: 1 article; read by a program"),
        (
            [{"article_id": p, "publisher": p, "published": f"2020-01-0{i}"} for i, p in enumerate("AB", start=1)],
            "Source: 2 articles of A and B, 1 January 2020 to 2 January 2020; read by a program",
        ),
        ([{"article_id": p, "publisher": p} for p in "ABC"], "Source: 3 articles of 3 publishers; read by a program"),
    ],
)
def test_the_source_line_names_what_is_known(articles, line):
    assert charts.source_line(samples.made(articles=articles).articles) == line


@every_chart
def test_names_that_attack_stay_text(name):
    picture = charts.show(CHARTS[name](samples.hostile()))
    html = BeautifulSoup(picture.html(), "html.parser")
    assert not html.select("script, b")
    assert [tag.name for tag in html.find_all(True, recursive=False)] == ["figure"]
    assert not re.search(r"(^|,)=", picture._repr_mimebundle_()[0]["text/csv"], re.MULTILINE)
    assert picture.height < 800
    assert len(picture.told.alt) < 500


def test_rare_colours_survive_that_pictures_are_made_small():
    figures = [
        {"casualty_id": f"f{i}", "article_id": f"a{i % 40}", "outcome": "killed", "low": i, "high": i, "text": str(i),
         "source_id": "s1" if i == 5 else "s0"} for i in range(200)
    ]  # fmt: skip
    tables = samples.made(
        casualties=figures,
        sources=[{"source_id": "s0", "sector": "media"}, {"source_id": "s1", "sector": "armed group"}],
        articles=[{"article_id": f"a{i}", "published": f"2020-01-{i % 28 + 1:02}"} for i in range(40)],
    )
    picture = Image.open(io.BytesIO(charts.show(CHARTS["figures"](tables)).png)).convert("RGB")
    red = to_rgb(SECTOR_COLOURS["armed group"])
    near = [colour for _, colour in picture.getcolors()
            if max(abs(c / 255 - r) for c, r in zip(colour, red, strict=True)) < 0.05]  # fmt: skip
    assert near


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
    only_vague = one.casualties[one.casualties["vague"]]
    assert charts.figures(only_vague, one.sources, one.articles).told.alt == "1 figure, none with a number. n = 1"


def test_figures_stand_in_order_of_time():
    articles = [{"article_id": a, "published": day} for a, day in (("late", "2021-05-02"), ("early", "2021-05-01"))]
    rows = [{"casualty_id": a, "article_id": a, "outcome": "killed", "low": 3, "high": 3, "text": a}
            for a in ("late", "none", "early")]  # fmt: skip
    tables = samples.made(articles=articles, casualties=rows)
    ax = CHARTS["figures"](tables)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["early killed", "late killed", "none killed"]
    assert [note.get_text() for note in ax.texts][:3] == [
        "1 May 2021, no source given", "2 May 2021, no source given", "no source given",
    ]  # fmt: skip


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
    assert charts.figures(tables.casualties, tables.sources, tables.articles).told.alt.startswith(told)


def test_rows_beyond_the_longest_are_counted(many):
    assert "186 sources not drawn" in charts.statements_by_source(many.claims, many.sources, top=15).told.alt


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


def test_labels_of_tolls_are_never_cut():
    rows = [
        {"article_id": "a", "outcome": "killed", "low": 1, "best": 1_000_000_000, "policy": "best"},
        {"article_id": "a", "outcome": "wounded", "low": 3, "best": 39, "high": 39, "policy": "best"},
        {"article_id": "a", "outcome": "missing", "low": 5, "best": 5, "high": 5, "policy": "best"},
    ]
    tables = samples.made(articles=[{"article_id": "a", "title": "x" * 400}], tolls=rows)
    notes = [note.get_text() for note in CHARTS["tolls"](tables).texts]
    assert notes[:3] == ["1,000,000,000 (at least 1)", "39 (3 to 39)", "5"]


def test_the_label_of_a_long_bar_keeps_off_the_names_of_rows():
    rows = [
        {"article_id": "a", "outcome": "killed", "low": low, "best": 140_000, "high": 140_000, "policy": "best"}
        for low in (25, 35, 45, 55)
    ]
    rows += [rows[0] | dict.fromkeys(("low", "best", "high"), number) for number in (300_000, 2)]
    title = "Ferry sinks off the coast of Avel as the storm turns, the harbour master says"
    ax = CHARTS["tolls"](samples.made(articles=[{"article_id": "a", "title": title}], tolls=rows))
    ax.figure.canvas.draw()
    names = max(tick.get_window_extent().x1 for tick in ax.get_yticklabels())
    notes = [note for note in ax.texts if "to 140,000" in note.get_text()]
    assert len(notes) == len(rows) - 2
    assert [note.get_text() for note in notes if note.get_window_extent().x0 < names] == []


def test_long_titles_of_tolls_take_two_lines():
    long = "Ferry sinks off the coast of Avel as the storm turns, the harbour master says in a second statement"
    tables = samples.made(
        articles=[{"article_id": "a", "title": long}],
        tolls=[{"article_id": "a", "outcome": "killed", "low": 2, "best": 2, "high": 2, "policy": "best"}],
    )
    ax = CHARTS["tolls"](tables)
    (label,) = (tick.get_text() for tick in ax.get_yticklabels())
    first, second = label.split("\n")
    assert f"killed: {long}".startswith(f"{first} {second.removesuffix(' …')}")
    assert label_width(ax) <= 3.1


def label_width(ax):
    ax.figure.canvas.draw()
    return max(tick.get_window_extent().width for tick in ax.get_yticklabels()) / ax.figure.dpi


def test_the_title_tells_where_named_sectors_have_said_half():
    sources = [{"source_id": s, "sector": sector} for s, sector in (("s0", "police"), ("s1", "ngo"))]
    claims = [{"claim_id": f"c{i}", "article_id": "a", "start": 10 * (i % 5) + 50 * (i // 5), "source_id": f"s{i // 5}"}
              for i in range(10)]  # fmt: skip
    tables = samples.made(articles=[{"article_id": "a", "text": "x" * 100}], sources=sources, claims=claims)
    assert CHARTS["positions"](tables).told.alt.startswith(
        "State sources make half of their statements in the first 20 % of an article, "
        "NGOs and international bodies in the first 70 %. "
    )


# ---- words


def test_the_words_of_one_article_are_its_most_frequent(one):
    words, unit = wording.distinctive_words(one.tokens, one.sentences, one.articles)
    assert unit == "article"
    assert words["word"].tolist() == ["coast", "ferry", "guard", "passenger"]
    assert words["elsewhere"].isna().all()


def test_words_are_compared_between_publishers(many):
    words, unit = wording.distinctive_words(many.tokens, many.sentences, many.articles)
    assert unit == "publisher"
    assert words[["group", "word", "here", "elsewhere"]].to_dict("records") == [
        {"group": group, "word": word, "here": 5000.0, "elsewhere": 0.0}
        for group, word in (("Courier", "flood"), ("Daily Avel", "storm"), ("News Avel", "landslide"))
    ]


@pytest.mark.parametrize(
    ("articles", "groups"),
    [
        ([("A", "2020-01-01"), ("B", "2020-01-01")], (["A", "B"], "publisher")),
        ([("A", "2020-01-01"), ("A", "2020-01-02")], (["1 January 2020", "2 January 2020"], "day")),
        ([("A", f"2020-01-{d:02}") for d in range(1, 8)] + [("A", "2020-02-01")],
         (["January 2020"] * 7 + ["February 2020"], "month")),
        ([("A", None), ("A", None)], (["a0", "a1"], "article")),
    ],
)  # fmt: skip
def test_articles_are_grouped_by_what_sets_them_apart(articles, groups):
    rows = [{"article_id": f"a{i}", "publisher": p, "published": d} for i, (p, d) in enumerate(articles)]
    found, unit = wording.groups_of_articles(samples.made(articles=rows).articles)
    assert (found.tolist(), unit) == groups


@pytest.mark.parametrize(
    ("cue", "verb"),
    [
        ("said", "say"),
        ("also says", "say"),
        ("according to", "according to"),
        ("has denied", "deny"),
        ("pointed out", "point out"),
        (":", ":"),
        ("Xyzzy Plugh", "xyzzy plugh"),
    ],
)
def test_the_forms_of_a_verb_are_one(cue, verb):
    assert wording.verbs(pd.Series([cue])).tolist() == [verb]


# ---- lettering and time


@pytest.mark.parametrize(
    ("text", "width", "told"),
    [
        ("the coast guard", 20, "the coast guard"),
        ("the coast guard of Avel", 17, "the coast guard …"),
        ("x" * 400, 8, "xxxxxxx…"),
        ("two\nlines", 20, "two lines"),
    ],
)
def test_long_names_are_cut_between_words(text, width, told):
    assert lettering.short(text, width) == told


def test_wide_letters_are_cut_earlier_than_narrow_ones():
    assert lettering.inches_of(lettering.within("名" * 400, 2.0)) < 2.2
    assert len(lettering.within("名" * 400, 2.0)) < len(lettering.within("i" * 400, 2.0))


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        ("2020-01-01", "2020-01-03", ["1 Jan 2020", "2 Jan 2020", "3 Jan 2020"]),
        ("2020-01-15", "2020-04-20", ["15 Jan 2020", "29 Jan 2020", "12 Feb 2020", "26 Feb 2020", "11 Mar 2020",
                                      "25 Mar 2020", "8 Apr 2020"]),
        ("2019-01-04", "2021-03-15", ["Jul 2019", "Jan 2020", "Jul 2020", "Jan 2021"]),
        ("1990-01-01", "2020-12-31", ["1990", "1995", "2000", "2005", "2010", "2015", "2020"]),
    ],
)  # fmt: skip
def test_ticks_are_round_days(first, last, written):
    assert list(timelines.ticks(pd.Timestamp(first), pd.Timestamp(last)).values()) == written
