"""Agreement of two annotators: every coefficient as nltk has it, on texts counted by hand."""

from dataclasses import replace

import annotations
import fiction
import numpy as np
import pandas as pd
import pytest
from nltk.metrics.agreement import AnnotationTask

from analysis.evaluation import agreement, differences
from analysis.evaluation.coefficients import coefficients
from analysis.tables import table


def counts(pairs: list[tuple[int, int]], labels: int) -> np.ndarray:
    """Items by label: with both, from the first, from the second."""
    first, second = np.array(pairs).T
    same = first[first == second]
    return np.array([np.bincount(one, minlength=labels) for one in (same, first, second)])


@pytest.mark.parametrize(("labels", "items", "seed"), [(2, 20, 1), (2, 300, 2), (4, 50, 3), (7, 40, 4)])
def test_coefficients_are_those_of_nltk(labels, items, seed):
    random = np.random.default_rng(seed)
    first = random.integers(labels, size=items)
    second = np.where(random.random(items) < 0.7, first, random.integers(labels, size=items))
    pairs = list(zip(first.tolist(), second.tolist(), strict=True))
    task = AnnotationTask([(who, i, pair[at]) for i, pair in enumerate(pairs) for at, who in enumerate("ab")])
    found = coefficients(counts(pairs, labels))
    assert found["observed"] == pytest.approx(task.avg_Ao())
    assert found["kappa"] == pytest.approx(task.kappa())
    assert found["alpha"] == pytest.approx(task.alpha())


def test_ac1_stays_high_where_both_agree_on_a_common_label():
    pairs = [(0, 0)] * 118 + [(0, 1)] * 5 + [(1, 0)] * 2
    found = coefficients(counts(pairs, 2))
    assert found["kappa"].round(4) == -0.0234
    assert found["ac1"].round(4) == 0.9408


def test_a_single_label_leaves_no_chance_to_go_beyond():
    found = coefficients(counts([(0, 0)] * 5, 2))
    assert found["observed"] == 1
    assert np.isnan([found["kappa"], found["alpha"]]).all()


def test_an_annotator_agrees_with_herself():
    rows = agreement(annotations.one(), annotations.one()).set_index("what")
    roles = rows.loc[["source", "cue", "content", "figure"]]
    assert (roles[["observed", "kappa", "alpha", "ac1", "f1", "f1_low", "f1_high"]] == 1).all(axis=None)
    assert rows.loc["stance", "observed"] == 1


def test_roles_are_compared_word_by_word():
    rows = agreement(annotations.one(), annotations.other()).set_index("what")
    words = 3 + 15 + 7  # full stops and commas count
    assert (rows.loc["figure", "n"], rows.loc["figure", "first"], rows.loc["figure", "second"]) == (words, 2, 2)
    assert rows.loc["figure", "observed"] == pytest.approx((words - 3) / words)  # men, Two, Dozens
    assert rows.loc["figure", "f1"] == pytest.approx(0.5)  # "Three men" and "Three"
    assert rows.loc["source", "f1"] == pytest.approx(0.8)


def test_labels_are_compared_where_both_marked_a_record():
    rows = agreement(annotations.one(), annotations.other()).set_index("what")
    assert rows.loc["stance", ["unit", "n", "observed"]].tolist() == ["claims", 2, 0.5]
    assert rows.loc["number", ["unit", "n", "observed"]].tolist() == ["figures", 1, 0.0]
    assert pd.isna(rows.loc["stance", "f1"])


def test_intervals_hold_the_value_and_come_out_the_same_again():
    first, second = annotations.one(), annotations.other()
    rows = agreement(first, second)
    for measure in ("observed", "kappa", "f1"):
        known = rows.dropna(subset=[measure, f"{measure}_low"])
        assert (known[f"{measure}_low"] <= known[measure] + 1e-12).all()
        assert (known[measure] <= known[f"{measure}_high"] + 1e-12).all()
    pd.testing.assert_frame_equal(rows, agreement(first, second))
    assert "kappa_low" not in agreement(first, second, samples=0)


def test_rows_for_each_article():
    first, second = annotations.one(), annotations.other()
    rows = agreement(first, second, per_article=True)
    assert rows["article_id"].unique().tolist() == ["a"]
    pd.testing.assert_frame_equal(rows.drop(columns="article_id"), agreement(first, second))
    articles = agreement(fiction.annotated(), fiction.read(), per_article=True, samples=0)
    assert articles.groupby("what")["n"].sum()["cue"] == agreement(fiction.annotated(), fiction.read())["n"].iloc[0]
    assert articles["article_id"].nunique() == 18


def test_articles_of_one_annotator_alone_are_left_out():
    first = annotations.one()
    nobody = replace(first, articles=table("articles"))
    assert agreement(first, nobody).empty


def test_where_two_annotators_differ():
    found = differences(annotations.one(), annotations.other())
    told = found[["text", "what", "first", "second"]].astype(object).where(found.notna(), None).values.tolist()
    assert told == [
        ["Three men died, Ada Quill said", "extent of content", "Three men died", "men died"],
        ["Three men", "number", "3", "3 or more"],
        ["Three men died, Ada Quill said", "stance", "asserts", "confirms"],
        ["Two", "figure", "Two", None],
        ["Dozens fled, a nurse denied", "claim", None, "Dozens fled"],
        ["Dozens", "figure", None, "Dozens"],
    ]
    assert differences(annotations.one(), annotations.one()).empty
