"""The explorer and the annotation form without a browser: what each widget does when its value changes."""

import shutil
from pathlib import Path

import annotations
import fiction
import notes
import pandas as pd
import pytest

from analysis import render
from analysis.correction_cells import NotApplied
from analysis.evaluation import read_gold
from analysis.exploring import Annotator, Explorer
from analysis.exploring.marking import Marking
from analysis.exploring.opening import Opened, collections
from analysis.exploring.records import card, choices, correctable, line
from analysis.exploring.summary import bars
from analysis.records import Annotated

ARTICLES = ("2031-03-10-npa-drenna", "2031-03-11-npa-market", "2031-03-12-isb-mortars")


@pytest.fixture
def seeds(tmp_path):
    """A folder with one collection of three articles, and their tables."""
    week = tmp_path / "seeds" / "week"
    week.mkdir(parents=True)
    for name in (*(f"{article}.txt" for article in ARTICLES), "metadata.csv"):
        shutil.copy(fiction.FOLDER / name, week)
    fiction.read().of(ARTICLES).save(tmp_path / "tables")
    return tmp_path / "seeds"


@pytest.fixture
def explorer(seeds):
    return Explorer(seeds / "week", seeds.parent / "tables")


# ---- exploring


def test_folders_with_articles_beside_a_collection_are_offered(seeds):
    for name in ("empty", "another"):
        (seeds / name).mkdir()
    (seeds / "README.md").write_text("no article")
    (seeds / "another" / "a.txt").write_text("Two died.")
    assert list(collections(seeds / "week")) == ["week", "another"]
    with pytest.raises(FileNotFoundError):
        Explorer(seeds / "month")


def test_another_collection_takes_the_place_of_the_first(explorer, seeds):
    (seeds / "another").mkdir()
    (seeds / "another" / "a.txt").write_text("Flood in Avel\n\nThe flood killed 12 people, mayor Ada Quill said.\n")
    explorer = Explorer(seeds / "week", seeds.parent / "tables")
    explorer.filters.sector.value = "military"
    explorer.collection.value = "another"
    assert explorer.status.value.endswith("1 articles of 1 articles")
    assert "mayor" in explorer.reader.html
    assert explorer.filters.sector.value == ""


def test_it_opens_on_the_first_article(explorer):
    assert explorer.article.value == ARTICLES[0]
    assert 'data-record="f1"' in explorer.reader.html
    assert explorer.status.value.endswith("3 articles of 3 articles")


@pytest.mark.parametrize(
    ("name", "value", "table", "column"),
    [("outcome", "captured", "casualties", "outcome"), ("sector", "military", "sources", "sector")],
)
def test_a_filter_leaves_what_it_names(explorer, name, value, table, column):
    getattr(explorer.filters, name).value = value
    assert set(getattr(explorer.selected, table)[column]) == {value}
    ids = set(explorer.selected.articles["article_id"])
    assert {chosen for _, chosen in explorer.article.options} == ids
    assert ids == {*explorer.selected.claims["article_id"], *explorer.selected.casualties["article_id"]}


def test_filters_act_together_and_are_taken_away(explorer):
    before = len(explorer.selected.claims)
    explorer.filters.source.value, explorer.filters.words.value = "reske", "recording"
    assert explorer.status.value.endswith("0 articles of 3 articles")
    assert explorer.reader.html == "<p>No article in this selection.</p>"
    explorer.filters.clear()
    assert len(explorer.selected.claims) == before
    assert explorer.filters.words.value == explorer.filters.source.value == ""


def test_days_and_publisher_choose_articles(explorer):
    explorer.filters.since.value = pd.Timestamp("2031-03-11").date()
    explorer.filters.publisher.value = "Northern Press Agency"
    assert explorer.selected.articles["article_id"].tolist() == [ARTICLES[1]]
    assert explorer.article.value == ARTICLES[1]


def test_words_are_found_in_articles_claims_and_sentences_of_figures(explorer):
    explorer.filters.words.value = "RADAR"
    selected = explorer.selected
    assert len(selected.articles) == 1
    texts = selected.articles.set_index("article_id")["text"]
    assert all("radar" in texts[c.article_id][c.start : c.end].casefold() for c in selected.claims.itertuples())


def test_the_table_that_is_seen_follows_at_once_and_others_when_opened(explorer):
    explorer.tabs.selected_index = 1
    everything = len(explorer.rows["claims"])
    explorer.filters.outcome.value = "wounded"
    assert explorer.rows["claims"] == explorer.selected.claims["claim_id"].tolist()
    assert len(explorer.rows["claims"]) < everything
    explorer.tabs.selected_index = 4
    assert "wounded" in explorer.summary.value
    assert "killed" not in explorer.summary.value


def test_a_row_leads_to_its_article_and_mark(explorer):
    last = len(explorer.rows["casualties"]) - 1
    explorer.tables_shown["casualties"].selected_rows = [last]
    asked = explorer.rows["casualties"][last]
    assert explorer.article.value == ARTICLES[2]
    assert explorer.reader.target[0] == asked.rpartition(":")[2]
    assert asked.rpartition(":")[2] in explorer.record.value


def test_a_mark_leads_to_its_record(explorer):
    explorer.reader.picked = ["c1", 1]
    assert "Defence Ministry" in explorer.record.value
    assert explorer.form.record_id == f"{ARTICLES[0]}:c1"


def test_a_correction_is_appended_and_applied(explorer, seeds):
    explorer.reader.picked = ["f1", 1]
    form = explorer.form
    form.field.value, form.new.value, form.who.value = "place", "=Drenna", "Ada"
    form._save(None)
    assert form.told.value == "<strong>Added</strong> to corrections.csv."
    assert explorer.opened.tables.casualties["place"].iloc[0] == "=Drenna"
    form.field.value, form.new.value = "low", "many"
    form._save(None)
    assert "low is a whole number, not 'many'" in form.told.value.replace("&#x27;", "'")
    (seen,) = pd.read_csv(seeds / "week" / "corrections.csv").to_dict("records")
    assert (seen["new"], seen["who"], seen["action"]) == ("'=Drenna", "Ada", "change")
    again = Explorer(seeds / "week", seeds.parent / "tables")
    assert again.opened.tables.casualties["place"].iloc[0] == "=Drenna"


def test_a_dropped_record_is_gone(explorer):
    explorer.reader.picked = ["f1", 1]
    explorer.form.action.value = "drop"
    explorer.form._save(None)
    assert f"{ARTICLES[0]}:f1" not in explorer.rows["casualties"]
    assert explorer.record.value == ""


def test_without_widgets_it_reads_well(explorer):
    page = explorer._repr_mimebundle_()["text/html"]
    assert 'class="figure"' in page
    assert "<caption>Claims</caption>" in page
    assert "application/vnd.jupyter.widget-view+json" in explorer._repr_mimebundle_()


def test_the_notebook_reads_well_as_a_report(seeds, tmp_path):
    report = render(seeds / "week", tmp_path / "reports", notebooks=["explore"])
    assert (report.made, report.failed) == (["explore"], {})
    page = notes.page(report, "explore")
    assert [caption.get_text() for caption in page.find_all("caption")][:2] == ["Figures", "Claims"]
    assert page.select_one(".marked .figure[data-record]")
    ids = [one["id"] for one in page.select("[id]")]
    assert len(ids) == len(set(ids))
    assert not (seeds / "week" / "gold").exists()


def test_a_card_escapes_what_it_shows():
    tables = annotations.one()
    tables.claims["content"] = "<img src=x onerror=hit()>"
    assert "<img" not in card(tables, "a:c1")
    tables.sources["name"] = "<b>Ada</b>"
    assert "<b>" not in bars(tables)


def test_a_line_points_at_the_words_of_a_record():
    tables = annotations.one()
    assert line(tables, "a:c1", field="source_id", new="Bo Lund", action="change") == {
        "table": "claims", "article_id": "a", "start": "22", "end": "52", "quote": "Three men died, Ada Quill said",
        "old": "Ada Quill", "field": "source_id", "new": "Bo Lund", "action": "change",
    }  # fmt: skip
    assert "low" in correctable("casualties")
    assert "casualty_id" not in correctable("casualties")
    assert choices("casualties", "background") == ["true", "false"]


# ---- annotating


def opened(tables):
    return Opened(Path("nowhere"), tables, tables)


@pytest.fixture
def marking():
    return Marking(Annotated({"article_id": "a"}, annotations.TEXT))


def place(words: str, nth: int = 1) -> tuple[int, int]:
    at = annotations.place(words, nth)
    return at["start"], at["end"]


def test_marks_make_a_claim_and_a_figure_of_it(marking):
    claim = marking.mark("cue", *place("said"))
    marking.mark("content", *place("Three men died"), claim)
    marking.mark("source", *place("Ada Quill"), claim)
    marking.say(claim, "speaker", "Ada Quill")
    figure = marking.mark("figure", *place("Three"), claim)
    marking.mark("victims", *place("men"), figure)
    (row,), (count,), (source,) = marking.held.claims, marking.held.casualties, marking.held.sources
    assert (row["start"], row["end"], row["content"]) == (22, 52, "Three men died")
    assert (count["claim_id"], count["source_id"], count["victims"]) == (claim, source["source_id"], "men")
    assert (source["claims"], source["figures"]) == (1, 1)


def test_a_second_cue_takes_the_place_of_the_first_and_contents_are_added(marking):
    claim = marking.mark("cue", *place("said"))
    marking.mark("cue", *place("said", 2), claim)
    marking.mark("content", *place("Two were hurt"), claim)
    marking.mark("content", *place("Three men died"), claim)
    assert marking.held.claims[0]["content"] == "Three men died … Two were hurt"
    assert [span["start"] for span in marking.held.spans if span["role"] == "cue"] == [place("said", 2)[0]]


def test_blanks_around_a_selection_are_left_out(marking):
    start, end = place("Three men")
    figure = marking.mark("figure", start - 2, end + 1)
    assert marking.row(figure)[1]["text"] == "Three men"
    with pytest.raises(NotApplied, match="select some words first"):
        marking.mark("figure", 20, 22)


@pytest.mark.parametrize(
    ("field", "said", "message"),
    [("low", "many", "a whole number"), ("outcome", "dead", "one of killed"), ("kind", "document", "name the speaker")],
)
def test_a_value_that_does_not_fit_is_told(marking, field, said, message):
    figure = marking.mark("cue" if field == "kind" else "figure", *place("Three"))
    with pytest.raises(NotApplied, match=message):
        marking.say(figure, field, said)


def test_low_is_never_above_high(marking):
    figure = marking.mark("figure", *place("Three"))
    marking.say(figure, "low", "3")
    with pytest.raises(NotApplied, match="low would be above high"):
        marking.say(figure, "high", "2")
    assert marking.said(figure, "high") == ""


def test_a_claim_that_is_dropped_leaves_its_figure(marking):
    claim = marking.mark("cue", *place("said"))
    marking.say(claim, "speaker", "Ada Quill")
    figure = marking.mark("figure", *place("Three"), claim)
    marking.drop(claim)
    assert list(marking.records()) == [figure]
    assert marking.row(figure)[1]["claim_id"] is None


def test_what_is_saved_is_read_again_and_validates(tmp_path):
    annotator = Annotator(opened(annotations.tables([], [])), tmp_path / "gold")
    for selection, pressed in ((place("said"), "c"), (place("Three men died"), "t"), (place("Three"), "f")):
        annotator.reader.selection = list(selection)
        annotator.reader.command = [pressed, annotator.reader.command[1] + 1]
    annotator._say(annotator.record, "low", "3")
    annotator._save()
    assert annotator.told.value == "Saved: 1 claims and 1 figures in gold/."
    gold = read_gold(tmp_path / "gold", annotations.one()).validate()
    assert gold.casualties[["text", "low", "claim_id"]].values.tolist() == [["Three", 3, "a:c1"]]
    again = Annotator(opened(annotations.tables([], [])), tmp_path / "gold")
    assert [record for _, record in again.records.options] == [None, "a:c1", "a:f1"]
    pd.testing.assert_frame_equal(again.gold_tables().spans, gold.spans)


def test_the_gold_of_the_fiction_survives_the_form(tmp_path):
    annotator = Annotator(opened(fiction.read()), fiction.FOLDER / "gold")
    annotator.folder = tmp_path / "gold"
    annotator._save()
    again = read_gold(tmp_path / "gold", fiction.read())
    for name, key in (("claims", "claim_id"), ("casualties", "casualty_id"), ("sources", "source_id")):
        frames = [getattr(of, name).sort_values(key, ignore_index=True) for of in (again, fiction.annotated())]
        pd.testing.assert_frame_equal(frames[0][frames[1].columns], frames[1])


def test_a_selection_without_words_is_told(tmp_path):
    annotator = Annotator(opened(annotations.one()), tmp_path / "gold")
    annotator._press("f")
    assert "select some words first" in annotator.told.value
