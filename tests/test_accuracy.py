"""The accuracy report: its charts, the peers beside them, and when it is made."""

import re
import shutil

import annotations
import fiction
import notes
import pandas as pd
import pytest

from analysis import charts, evaluation, render
from analysis.evaluation.peers import FILE, HERE

ARTICLE = "2031-03-10-npa-drenna"


@pytest.fixture(scope="module")
def pair():
    return fiction.read(), fiction.annotated()


def of(frame: pd.DataFrame, **wanted) -> pd.Series:
    return frame.loc[(frame[list(wanted)] == pd.Series(wanted)).all(axis=1)].iloc[0]


def test_precision_and_recall_of_all_tables(pair):
    scores = evaluation.scores(*pair)
    told = charts.precision_and_recall(scores).told
    figures = of(scores, table="casualties", **{"class": "all"})
    assert told.alt.startswith(f"{figures['precision']:.0%} of the figures that were read are right".replace("%", " %"))
    assert set(told.data["table"]) == {"casualties", "claims", "sources", "tolls", "letters of a role"}
    assert set(charts.precision_and_recall(scores, "claims").told.data["table"]) == {"claims"}


def test_nothing_read_is_told(pair):
    nothing = annotations.tables([], [])
    told = charts.precision_and_recall(evaluation.scores(nothing, annotations.one())).told
    assert told.alt.startswith("None of the 2 figures was read")


def test_the_least_right_value_is_named():
    told = charts.values_right(evaluation.values(annotations.one(), annotations.other())).told
    assert told.alt.startswith("Least right: the number of figures, 0 %")


def test_calibration_says_how_far_confidence_is_off():
    told = charts.calibration(evaluation.calibration(annotations.one(), annotations.one())).told
    assert told.alt.startswith("Confidence is 30 points off on average")  # .9 and .5, both right


def test_agreement_counts_what_reaches_the_mark():
    told = charts.agreement(evaluation.agreement(annotations.one(), annotations.one())).told
    number, total = map(int, re.match(r"(\d+) of (\d+) roles and labels reach 0.8", told.alt).groups())
    assert number == total > 5


def test_differences_are_drawn_by_article(pair):
    read, gold = pair
    ax = charts.differences(evaluation.differences(gold, read), gold.articles, ("people", "program"), top=3)
    assert len(ax.get_yticks()) == 3
    assert ", 15 articles not drawn" in ax.told.alt
    assert [text.get_text() for text in ax.get_legend().get_texts()][:2] == ["people alone", "program alone"]


@pytest.mark.parametrize(
    "draw",
    [
        lambda t: charts.precision_and_recall(evaluation.scores(t, t)),
        lambda t: charts.values_right(evaluation.values(t, t)),
        lambda t: charts.calibration(evaluation.calibration(t, t)),
        lambda t: charts.agreement(evaluation.agreement(t, t)),
        lambda t: charts.differences(evaluation.differences(t, t), t.articles),
    ],
)
def test_without_annotations_charts_say_so(draw):
    assert draw(annotations.tables([], [])).told.alt.startswith("No ")


def test_peers_have_a_share_and_a_source_and_this_collection_is_among_them(pair):
    held = pd.read_csv(FILE)
    assert held["value"].between(0, 1).all()
    assert held.notna().all(axis=None)
    assert set(held["measure"]) == set(HERE)
    beside = evaluation.beside_peers(evaluation.scores(*pair))
    assert set(beside.loc[beside["who"] == "this program", "measure"]) == set(HERE)
    assert beside.groupby("measure")["value"].is_monotonic_increasing.all()


def test_a_collection_with_annotations_has_an_accuracy_report(tmp_path):
    """Of two articles, one is annotated; the report is of that one."""
    folder = notes.collection(tmp_path / "annotated")
    shutil.copy(fiction.FOLDER / f"{ARTICLE}.txt", folder)
    shutil.copytree(fiction.FOLDER / "gold", folder / "gold")
    report = render(folder, tmp_path / "reports", jobs=1)
    assert (report.made[-1], report.failed) == ("accuracy", {})
    page = notes.page(report, "accuracy")
    assert page.h1.get_text() == "Accuracy: what to trust"
    assert len(page.find_all("figure")) == 7
