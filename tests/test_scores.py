"""Precision, recall, values, errors and calibration, counted by hand on a short article."""

from dataclasses import replace

import annotations
import fiction
import pandas as pd
import pytest

from analysis.evaluation import calibration, errors, scores, values
from analysis.evaluation.matching import match_records, same_name


def row(frame, table, one):
    return frame[(frame["table"] == table) & (frame["class"] == one)].iloc[0]


@pytest.fixture
def pair():
    """What a program read, and the annotations."""
    return annotations.one(), annotations.other()


def test_scores_count_what_is_right(pair):
    found = scores(*pair)
    claims = row(found, "claims", "all")
    assert claims[["gold", "read", "right"]].tolist() == [3, 2, 2]
    assert (claims["precision"], claims["recall"], claims["f1"]) == (1.0, pytest.approx(2 / 3), pytest.approx(0.8))
    assert row(found, "casualties", "all")["right"] == 0  # three is not three or more
    assert row(found, "sources", "all")[["precision", "recall"]].tolist() == [1.0, 0.5]
    assert row(found, "claims", "stance: denies")["recall"] == 0
    assert row(found, "casualties", "figure: vague")[["gold", "read"]].tolist() == [1, 0]


def test_letters_of_roles_are_counted_whatever_their_record(pair):
    assert row(scores(*pair), "letters of a role", "content")[["gold", "right"]].tolist() == [
        len("mendied" + "Twowerehurt" + "Dozensfled"), len("mendied" + "Twowerehurt"),
    ]  # fmt: skip


def test_perfect_tables_score_one():
    found = scores(fiction.annotated(), fiction.annotated())
    assert (found[["precision", "recall", "f1"]] == 1).all(axis=None)
    assert errors(fiction.annotated(), fiction.annotated()).empty


def test_acts_that_nobody_annotated_are_not_counted(pair):
    read, gold = pair
    belief = replace(
        read, claims=read.claims.assign(act=["speech", "belief"]).astype({"act": read.claims["act"].dtype})
    )
    assert row(scores(belief, gold), "claims", "all")["read"] == 1


def test_values_of_what_was_found(pair):
    found = values(*pair).set_index(["table", "field"])
    assert found.loc[("claims", "stance"), ["n", "right"]].tolist() == [2, 0.5]
    assert found.loc[("claims", "speaker"), "right"] == 1
    assert (found["low"] <= found["right"]).all()
    assert (found["right"] <= found["high"]).all()


def test_calibration_by_band(pair):
    read, gold = pair
    gold = replace(gold, claims=gold.claims.iloc[:1])
    found = calibration(read, gold)
    assert found[["from", "to", "claims", "right"]].values.tolist() == [[0.5, 0.6, 1, 0.0], [0.9, 1.0, 1, 1.0]]


def test_errors_stand_in_their_sentences_the_worst_first(pair):
    found = errors(*pair)
    assert found["what"].tolist() == [
        "figure with another value", "figure made up", "figure missed", "claim missed", "claim with another stance",
    ]  # fmt: skip
    assert found["sentence"].iloc[0] == "Three men died, Ada Quill said. Two were hurt, she said."
    assert found.iloc[1][["read", "weight"]].tolist() == ["wounded: 2", 2.0]
    assert pd.isna(found.iloc[1]["gold"])


def test_of_two_figures_over_one_phrase_those_of_one_outcome_go_together():
    words = "Three men"
    one = annotations.tables(
        [], [annotations.figure(1, words, "killed", 1), annotations.figure(2, words, "wounded", 2)]
    )
    other = annotations.tables(
        [], [annotations.figure(1, words, "wounded", 2), annotations.figure(2, words, "killed", 1)]
    )
    assert match_records(one, other, "casualties").pairs == [(0, 1), (1, 0)]


@pytest.mark.parametrize(
    ("right", "read", "same"),
    [
        ("Ada Quill", "Mayor Quill", True),
        ("Ada Quill", None, False),
        (None, "Ada", False),
        ("a doctor", "the doctor", True),
    ],
)
def test_names_that_stand_for_another(right, read, same):
    assert same_name(right, read) is same
