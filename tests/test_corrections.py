"""corrections.csv: every kind of line takes effect where it fits the text and the table, and is told where it does not."""

from pathlib import Path

import pandas as pd
import pytest
import samples
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import Tables, tabulate
from analysis.__main__ import main
from analysis.articles import read_articles
from analysis.casualties.tolls import tolls
from analysis.corrections import (
    COLUMNS,
    apply_corrections,
    corrections_as_gold,
    corrections_template,
    read_corrections,
    told,
    write_corrections,
)  # fmt: skip
from analysis.partitions import load_tables
from analysis.tables import SCHEMAS, table

ILMORA = Path(__file__).resolve().parents[1] / "seeds" / "ilmora"
TEXT = "Twelve miners died at Orlo, the manager said. Two rescuers were hurt, he said. Nobody saw the blast."


def span(words: str, **row) -> dict:
    start = TEXT.index(words)
    return {"article_id": "orlo", "start": start, "end": start + len(words), **row}


def orlo() -> Tables:
    """An article with two figures, two claims by one source, and another article without anything."""
    made = samples.made(
        articles=[{"article_id": "orlo", "text": TEXT}, {"article_id": "calm", "text": "Nothing happened."}],
        sentences=[
            span("Twelve miners died at Orlo, the manager said.", part="body"),
            span("Two rescuers were hurt, he said.", part="body", sentence=1),
            span("Nobody saw the blast.", part="body", sentence=2),
        ],
        sources=[{"source_id": "orlo:s1", "article_id": "orlo", "name": "manager", "claims": 2, "figures": 2}],
        claims=[
            span("Twelve miners died at Orlo, the manager said", claim_id="orlo:c1", source="the manager", cue="said",
                 content="Twelve miners died at Orlo", stance="asserts", act="speech", source_id="orlo:s1"),
            span("Two rescuers were hurt, he said", claim_id="orlo:c2", source="he", cue="said", sentence=1,
                 content="Two rescuers were hurt", stance="asserts", act="speech", source_id="orlo:s1"),
        ],
        casualties=[
            span("Twelve miners", casualty_id="orlo:f1", text="Twelve miners", outcome="killed", low=12, high=12,
                 victims="miners", claim_id="orlo:c1", source_id="orlo:s1", reported_by="the manager"),
            span("Two rescuers", casualty_id="orlo:f2", text="Two rescuers", outcome="wounded", low=2, high=2,
                 sentence=1, victims="rescuers", claim_id="orlo:c2", source_id="orlo:s1", reported_by="he"),
        ],
        spans=[
            *(span(words, record_id="orlo:c1", role=role, text=words)
              for role, words in [("source", "the manager"), ("cue", "said"), ("content", "Twelve miners died at Orlo")]),
            *(span(words, record_id="orlo:c2", role=role, text=words)
              for role, words in [("source", "he"), ("content", "Two rescuers were hurt")]),
            span("Twelve miners", record_id="orlo:f1", role="figure", text="Twelve miners"),
            span("miners", record_id="orlo:f1", role="victims", text="miners"),
            span("Two rescuers", record_id="orlo:f2", role="figure", text="Two rescuers"),
            span("rescuers", record_id="orlo:f2", role="victims", text="rescuers"),
        ],
    )  # fmt: skip
    return Tables(**{**dict(made), "tolls": tolls(made.casualties)}).validate()


def line(quote: str, field=None, old=None, new=None, action=None, table="casualties", **place) -> dict:
    where = span(quote) if table != "sources" else {"article_id": "orlo"}
    given = {"table": table, "quote": quote, "field": field, "old": old, "new": new, "action": action}
    return {**where, **given, **place}


def corrected(*lines: dict) -> tuple[Tables, list[str | None]]:
    """The tables after some lines, which keep the contract, and why each was not applied."""
    tables, report = apply_corrections(orlo(), pd.DataFrame(lines, columns=COLUMNS))
    assert report["applied"].tolist() == report["reason"].isna().tolist()
    return tables.validate(), [None if pd.isna(reason) else reason for reason in report["reason"]]


FIGURE, CLAIM = "Twelve miners", "Twelve miners died at Orlo, the manager said"


@pytest.mark.parametrize(("change", "where", "column", "value"), [
    (line(FIGURE, "low", "12", "11"), "casualties", "low", 11),
    (line(FIGURE, "low", "12", None, "change"), "casualties", "low", None),
    (line(FIGURE, "outcome", "killed", "missing"), "casualties", "outcome", "missing"),
    (line(FIGURE, "background", "FALSE", "yes"), "casualties", "background", True),
    (line(FIGURE, "date", "", "2031-05-02"), "casualties", "date", pd.Timestamp("2031-05-02")),
    (line(FIGURE, "text", FIGURE, "Twelve"), "casualties", "text", "Twelve"),
    (line(FIGURE, "text", FIGURE, "Twelve"), "casualties", "end", 6),
    (line(FIGURE, "victims", "miners", "rescuers"), "casualties", "victims", "rescuers"),
    (line(CLAIM, "stance", "asserts", "denies", table="claims"), "claims", "stance", "denies"),
    (line(CLAIM, "content", "Twelve miners died at Orlo", "Twelve miners died", table="claims"), "claims", "content",
     "Twelve miners died"),
    (line(CLAIM, "content", "Twelve miners died at Orlo", "Twelve miners died … at Orlo", table="claims"), "claims",
     "content", "Twelve miners died … at Orlo"),
    (line(CLAIM, "source_id", "manager", "owner", table="claims"), "claims", "source_id", "orlo:s2"),
    (line("manager", "sector", None, "business", table="sources"), "sources", "sector", "business"),
    (line("the manager", "sector", None, "business", table="sources", **span("the manager")), "sources", "sector", "business"),
])  # fmt: skip
def test_a_line_changes_one_value(change, where, column, value):
    tables, reasons = corrected(change)
    assert reasons == [None]
    found = getattr(tables, where)[column].iloc[0]
    assert pd.isna(found) if value is None else found == value


@pytest.mark.parametrize(("wrong", "reason"), [
    (line(FIGURE, "low", "12", "11", start=1, end=14), "the text holds 'welve miners ' at 1 to 14, not 'Twelve miners'; "
                                                       "the quote now begins at 0"),
    (line(FIGURE, "low", "12", "11", start="x"), "start and end must be whole numbers"),
    (line("Twelve", "low", "12", "11"), "casualties has no row for 'Twelve' here"),
    (line(FIGURE, "low", "13", "11"), "low is '12' and not '13'"),
    (line(FIGURE, "low", "13", "12"), "low is '12' already"),
    (line(FIGURE, "low", "12", "many"), "low is a whole number, not 'many'"),
    (line(FIGURE, "low", "12", "30"), "low would be 30 and high 12"),
    (line(FIGURE, "outcome", "killed", "dead"), "outcome is one of killed, wounded, missing, captured, displaced, "
                                                "casualties, not 'dead'"),
    (line(FIGURE, "background", "false", "perhaps"), "background is true or false, not 'perhaps'"),
    (line(FIGURE, "date", "", "soon"), "date is a day such as 2015-06-04, not 'soon'"),
    (line(FIGURE, "victims", "miners", "sailors"), "the text does not hold 'sailors'"),
    (line(FIGURE, "casualty_id", "orlo:f1", "x"), "'casualty_id' is no field of casualties that can be corrected"),
    (line(FIGURE, "low", "12", "11", "erase"), "the action 'erase' is none of change, drop, add, confirm"),
    (line(FIGURE, "low", "12", "11", table="tolls"), "rows of 'tolls' are not corrected here, but those of claims, "
                                                     "casualties, sources"),
    (line(FIGURE, "low", "12", "11", article_id="other"), "there is no article 'other'"),
    (line("Nobody", action="add"), "nothing gives the outcome of the row to be added"),
    (line(FIGURE, "outcome", None, "killed", "add"), "casualties holds this row already"),
    (line("owner", action="add", table="sources"), "a source is added by naming it in the field source_id of a claim or "
                                                   "figure"),
])  # fmt: skip
def test_a_line_that_does_not_fit_is_told_and_not_applied(wrong, reason):
    tables, reasons = corrected(wrong)
    assert reasons == [reason]
    for name, frame in orlo():
        pd.testing.assert_frame_equal(getattr(tables, name), frame)


def test_a_figure_that_is_dropped_leaves_its_toll_and_spans():
    tables, reasons = corrected(line(FIGURE, action="drop"))
    assert reasons == [None]
    assert tables.casualties.casualty_id.tolist() == ["orlo:f2"]
    assert tables.tolls[["outcome", "best"]].values.tolist() == [["wounded", 2]]
    assert "orlo:f1" not in set(tables.spans.record_id)
    assert tables.sources.figures.tolist() == [1]


def test_a_claim_that_is_dropped_takes_the_speaker_of_its_figures_with_it():
    tables, _ = corrected(line(CLAIM, action="drop", table="claims"))
    figure = tables.casualties.iloc[0]
    assert figure[["claim_id", "source_id", "reported_by"]].isna().all()
    assert tables.sources[["claims", "figures"]].values.tolist() == [[1, 1]]


def test_a_source_that_says_nothing_any_more_is_no_source():
    tables, _ = corrected(*(line(quote, action="drop", table="claims")
                            for quote in (CLAIM, "Two rescuers were hurt, he said")))  # fmt: skip
    assert tables.sources.empty


def test_a_figure_is_added_by_a_line_for_each_value():
    tables, reasons = corrected(
        line("Nobody", "outcome", None, "wounded", "add"), line("Nobody", "high", None, "0", "add"),
        line("Nobody", "low", None, "0", "add"),
    )  # fmt: skip
    assert reasons == [None] * 3
    added = tables.casualties.iloc[-1]
    assert added[["casualty_id", "text", "sentence", "outcome", "low", "high", "vague"]].tolist() == [
        "orlo:f3", "Nobody", 2, "wounded", 0, 0, False,
    ]  # fmt: skip
    assert tables.spans.iloc[-1][["record_id", "role", "text"]].tolist() == ["orlo:f3", "figure", "Nobody"]


def test_tolls_are_made_again():
    tables, _ = corrected(line(FIGURE, "low", "12", "14"), line(FIGURE, "high", "12", "14"))
    assert tables.tolls[["outcome", "low", "best", "high"]].values.tolist() == [
        ["killed", 14, 14, 14], ["wounded", 2, 2, 2],
    ]  # fmt: skip


def test_a_figure_without_a_number_is_vague():
    tables, _ = corrected(line("Nobody", "outcome", None, "missing", "add"))
    assert tables.casualties.vague.tolist() == [False, False, True]


def test_two_outcomes_at_one_place_are_two_rows():
    outcomes = [line("Nobody", "outcome", None, outcome, "add") for outcome in ("killed", "wounded")]
    tables, reasons = corrected(*outcomes, line("Two rescuers", "low", "2", "1"))
    assert reasons == [None] * 3
    assert tables.casualties[["casualty_id", "outcome"]].values.tolist()[2:] == [
        ["orlo:f3", "killed"], ["orlo:f4", "wounded"],
    ]  # fmt: skip


def test_a_claim_is_added_with_its_source():
    add = {"table": "claims", "action": "add"}
    tables, reasons = corrected(
        line("Nobody saw the blast", "content", None, "Nobody saw the blast", **add),
        line("Nobody saw the blast", "source_id", None, "reporter", **add),
        line("Nobody saw the blast", "act", None, "speech", **add),
    )
    assert reasons == [None] * 3
    assert tables.claims.iloc[-1][["claim_id", "content", "source_id", "sentence"]].tolist() == [
        "orlo:c3", "Nobody saw the blast", "orlo:s2", 2,
    ]  # fmt: skip
    assert tables.sources[["name", "claims"]].values.tolist() == [["manager", 2], ["reporter", 1]]


def test_the_figures_of_a_claim_follow_its_source():
    tables, _ = corrected(line(CLAIM, "source_id", "manager", "owner", table="claims"))
    assert tables.casualties.source_id.tolist() == ["orlo:s2", "orlo:s1"]


def test_a_confirmed_value_changes_nothing_and_counts_as_applied():
    tables, reasons = corrected(
        line(FIGURE, "low", "12", action="confirm"), line(FIGURE, "low", "11", action="confirm")
    )
    assert reasons == [None, "low is '12' and not '11'"]
    pd.testing.assert_frame_equal(tables.casualties, orlo().casualties)


def test_a_template_that_is_not_filled_in_corrects_nothing(tmp_path):
    template = corrections_template(orlo())
    path = write_corrections(template, tmp_path / "corrections.csv")
    assert len(template) == 2 * 4 + 2 * 2 + 1 * 2
    assert read_corrections(path).empty


def test_a_template_filled_in_is_applied(tmp_path):
    template = corrections_template(orlo(), {"casualties": ["low"], "claims": ["source_id"], "sources": ["sector"]})
    filled = template.assign(new=["11", None, "owner", None, "business"], who="Ada")
    path = write_corrections(filled, tmp_path / "corrections.csv")
    tables, report = apply_corrections(orlo(), read_corrections(tmp_path))
    assert told(report) == "3 corrections: 3 applied, 0 not applied"
    assert report[["line", "who"]].values.tolist() == [[2, "Ada"], [4, "Ada"], [6, "Ada"]]
    assert tables.validate().casualties.low.tolist() == [11, 2]
    assert path.name == "corrections.csv"
    assert [file.name for file in tmp_path.iterdir()] == ["corrections.csv"]


def test_a_quote_that_looks_like_a_formula_survives_the_file(tmp_path):
    text = "-20 degrees, 3 dead"
    tables = samples.made(
        articles=[{"article_id": "=x", "text": text}],
        casualties=[{"casualty_id": "f", "article_id": "=x", "start": 0, "end": 3, "text": "-20", "outcome": "killed"}],
    ).validate()
    template = corrections_template(tables, {"casualties": ["outcome"]}).assign(action="drop")
    path = write_corrections(template, tmp_path / "corrections.csv")
    assert "'-20" in path.read_text("utf-8-sig")
    assert apply_corrections(tables, read_corrections(path))[0].casualties.empty


def test_a_folder_without_corrections_has_none(tmp_path):
    tables, report = apply_corrections(orlo(), read_corrections(tmp_path))
    assert report.empty
    assert told(report) == "0 corrections: 0 applied, 0 not applied"
    pd.testing.assert_frame_equal(tables.casualties, orlo().casualties)


def test_a_file_without_a_column_is_told(tmp_path):
    (tmp_path / "corrections.csv").write_text(
        "table,article_id,start,end,quote,field,old\nclaims,a,0,1,x,stance,asserts\n"
    )
    with pytest.raises(ValueError, match=r"corrections\.csv has no column new: it needs table, article_id"):
        read_corrections(tmp_path)


def test_corrections_beside_the_articles_are_no_article(tmp_path):
    (tmp_path / "corrections.csv").write_text(",".join(COLUMNS))
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "claims.csv").write_text("claim_id")
    (tmp_path / "a.txt").write_text(TEXT)
    read = read_articles(tmp_path)
    assert (len(read.articles), len(read.skipped)) == (1, 0)


@pytest.mark.parametrize("parts", [(), ("--parts",)])
def test_tabulate_applies_what_lies_beside_the_articles_and_tells_what_it_could_not(parts, tmp_path):
    (tmp_path / "a.txt").write_text("Police said 12 soldiers were killed near Orlo on Monday.")
    folder = str(tmp_path / "tables")
    assert CliRunner().invoke(main, ["tabulate", str(tmp_path), "-o", folder, *parts]).exit_code == 0
    template = corrections_template(load_tables(folder), {"casualties": ["low", "high", "outcome"]})
    filled = template.assign(new=["14", "14", "dead"])
    write_corrections(filled, tmp_path / "corrections.csv")
    done = CliRunner().invoke(main, ["tabulate", str(tmp_path / "a.txt"), "-o", folder, *parts])
    assert "3 corrections: 2 applied, 1 not applied" in done.output
    assert "corrections.csv, line 4: outcome is one of killed" in done.output
    assert load_tables(folder).validate().tolls.best.tolist() == [14]
    (tmp_path / "corrections.csv").unlink()
    CliRunner().invoke(main, ["tabulate", str(tmp_path / "a.txt"), "-o", folder, *parts])
    assert load_tables(folder).tolls.best.tolist() == [12]


def test_tabulate_refuses_corrections_that_cannot_be_read(tmp_path):
    (tmp_path / "a.txt").write_text("Police said 12 soldiers were killed near Orlo on Monday.")
    (tmp_path / "corrections.csv").write_text("table,article_id\nclaims,a\n")
    done = CliRunner().invoke(main, ["tabulate", str(tmp_path), "-o", str(tmp_path / "tables")])
    assert (done.exit_code, "corrections.csv has no column start" in done.output) == (2, True)


def test_corrected_articles_are_gold():
    lines = pd.DataFrame([line(FIGURE, "low", "12", "11")], columns=COLUMNS)
    gold = corrections_as_gold(orlo(), lines).validate()
    assert gold.articles.article_id.tolist() == ["orlo"]
    assert gold.casualties.low.tolist() == [11, 2]
    assert corrections_as_gold(orlo(), lines, ["calm"]).articles.article_id.tolist() == ["calm"]


def test_corrections_can_turn_what_was_read_into_the_gold_of_the_fiction():
    """Every figure that the program reads is dropped, every one of the gold added: the figures are those of the gold."""
    read = tabulate(read_articles(ILMORA))
    gold = table("casualties", pd.read_csv(ILMORA / "gold" / "casualties.csv"))
    fields = ["outcome", "low", "high", "victim_group", "background"]
    place = ["article_id", "start", "end", "text", "outcome"]
    drops = [
        {"table": "casualties", "article_id": row.article_id, "start": row.start, "end": row.end, "quote": row.text,
         "field": "outcome", "old": row.outcome, "action": "drop"}
        for row in read.casualties.itertuples()
    ]  # fmt: skip
    adds = [
        {"table": "casualties", "article_id": row.article_id, "start": row.start, "end": row.end, "quote": row.text,
         "field": field, "new": str(getattr(row, field)), "action": "add"}
        for row in gold.itertuples() for field in fields if pd.notna(getattr(row, field))
    ]  # fmt: skip
    tables, report = apply_corrections(read, pd.DataFrame(drops + adds, columns=COLUMNS))
    assert report[~report["applied"]].empty
    order = {name: i for i, name in enumerate(read.articles.article_id)}
    wanted = gold.sort_values("article_id", key=lambda ids: ids.map(order), kind="stable").reset_index(drop=True)
    pd.testing.assert_frame_equal(tables.validate().casualties[place + fields[1:]], wanted[place + fields[1:]])
    assert set(tables.tolls.article_id) <= set(order)
    assert list(tables.casualties) == list(SCHEMAS["casualties"])


QUOTES = [FIGURE, "Two rescuers", CLAIM, "Two rescuers were hurt, he said", "Nobody", "the manager", "manager"]
VALUES = [None, "", "12", "2", "0", "-1", "killed", "wounded", "asserts", "denies", "true", "no", "manager", "owner", "miners",
          "Twelve … Orlo", "Nobody saw", "2031-05-02", "x"]  # fmt: skip
FIELDS = [None, "nonsense", *SCHEMAS["casualties"], *SCHEMAS["claims"], *SCHEMAS["sources"]]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.builds(
    line, st.sampled_from(QUOTES), st.sampled_from(FIELDS), st.sampled_from(VALUES), st.sampled_from(VALUES),
    st.sampled_from([None, "change", "drop", "add", "confirm", "x"]),
    st.sampled_from(["casualties", "claims", "sources", "spans"]),
), max_size=12))  # fmt: skip
def test_no_line_breaks_the_contract(lines):
    tables, reasons = corrected(*lines)
    assert len(reasons) == len(lines)
    both = tables.casualties.dropna(subset=["low", "high"])
    assert (both.low <= both.high).all()
    assert set(tables.spans.record_id) <= {*tables.claims.claim_id, *tables.casualties.casualty_id}
