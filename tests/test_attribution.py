"""Who says what. The sentences are our own; the figures on annotated articles stand in the model card."""

import json
import re
import subprocess
import sys
from importlib.resources import files
from time import perf_counter

import numpy as np
import pytest

from analysis.articles import read_articles
from analysis.attribution import Attribution, find_attributions, said_once
from analysis.claims import find_claims
from analysis.documents import read_text
from analysis.paths import best_paths, supposed
from analysis.pipeline import tabulate
from analysis.reader import CONTENT, CUE, NONE, SOURCE

A_LONG_LIST = "\n".join(f"- item {i}: nothing was said" for i in range(2000))


def claims(text: str) -> list[tuple]:
    """Source, cue and content parts of each claim, as text."""
    cut = lambda span: text[span[0] : span[1]] if span else None  # noqa: E731
    return [(cut(c.source), cut(c.cue), [cut(part) for part in c.content]) for c in find_claims(read_text(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the source before its cue
        ("The governor said the road was open.", ("The governor", "said", ["the road was open"])),
        # behind it
        ("The road is open, said the governor.", ("the governor", "said", ["The road is open"])),
        # a quotation
        ("“The road is open,” the governor said.", ("the governor", "said", ["“The road is open,”"])),
        # one quotation in two parts
        (
            "“The road is open,” the governor said, “and we will keep it open.”",
            ("the governor", "said", ["“The road is open,”", "“and we will keep it open.”"]),
        ),
        # according to
        ("According to the ministry, two bridges fell.", ("the ministry", "According to", ["two bridges fell"])),
        ("Two bridges fell, according to the ministry.", ("the ministry", "according to", ["Two bridges fell"])),
    ],
)
def test_who_says_what(text, expected):
    assert claims(text) == [expected]


def test_a_quotation_of_two_sentences_is_one_content():
    text = "“The road is open. Nobody was hurt,” the governor said."
    assert claims(text) == [("the governor", "said", ["“The road is open. Nobody was hurt,”"])]


def test_nothing_is_claimed_where_nobody_speaks():
    assert claims("The road runs along the river for ten kilometres.") == []


def test_nothing_is_read_from_boilerplate():
    text = "Bridge closed\n\nOslo: The bridge is closed.\n\nSign up for our newsletter, the editor said."
    assert claims(text) == []


def test_beliefs_are_told_from_speech():
    assert [c.act for c in find_claims(read_text("The farmers believe that the dam caused the flood."))] == ["belief"]
    assert [c.act for c in find_claims(read_text("The farmers said that the dam caused the flood."))] == ["speech"]


def test_best_paths_prefer_one_run_over_fragments():
    scores = np.log([[[0.1, 0.9], [0.55, 0.45], [0.1, 0.9]]])
    sticky = np.log([[0.9, 0.1], [0.1, 0.9]])
    assert best_paths(scores, sticky).tolist() == [[1, 1, 1]]
    assert best_paths(scores, 0 * sticky).tolist() == [[1, 0, 1]]


def test_confidence_is_a_probability_and_claims_below_the_least_are_left_out():
    document = read_text("The governor said the road was open. It appears that nobody knows.")
    every = find_attributions(document, least=0)
    assert all(0 <= found.confidence <= 1 for found in every)
    assert len(find_attributions(document, least=1.1)) == 0 < len(every)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "“",
        "”””",
        "HE SAID IT WAS OVER",
        "SMITH: We left. JONES: When?",
        A_LONG_LIST,
        "said " * 500,
        "he said, “" * 300,
    ],
)
def test_odd_input_gives_fewer_claims_and_never_an_error(text):
    for claim in find_claims(read_text(text)):
        assert claim.content


def test_reading_time_grows_with_the_text_and_not_with_its_square():
    def seconds(text: str) -> float:
        began = perf_counter()
        find_claims(read_text(text))
        return perf_counter() - began

    text = "“The road is open,” the governor said on Monday. He added that nobody had been hurt in the storm.\n\n"
    seconds(text)
    assert min(seconds(text * 400) for _ in range(2)) < 40 * seconds(text * 40)


@pytest.mark.parametrize(("confidence", "cue", "end"), [(0.9, 30, 10), (0.9, 9, 20), (0.4, 30, 20)])
def test_a_quotation_is_said_by_the_one_it_is_surer_of_unless_the_other_tells_of_it(confidence, cue, end):
    quoting = Attribution((1, 2), (0, 1), [(2, 20)], 1.0, [], share=0.5)
    other = Attribution((cue, cue + 1), None, [(10, 20)], 1.0, [], share=confidence)
    assert said_once([quoting, other], [(2, 8), (10, 20)])[0].content == [(2, end)]


def test_a_whole_quotation_is_left_to_the_one_it_is_surer_of():
    quoting = Attribution((1, 2), (0, 1), [(2, 8), (12, 20)], 1.0, [], share=0.5)
    other = Attribution((10, 11), (9, 10), [(12, 20)], 1.0, [], share=0.9)
    assert said_once([quoting, other], [(12, 20)])[0].content == [(2, 8)]


def test_labels_as_they_would_be_without_doubt_that_there_is_a_cue():
    doubted = np.log(
        [[0.55, 0.43, 0.01, 0.01], [0.6, 0.01, 0.01, 0.38], [0.65, 0.01, 0.33, 0.01], [0.97, 0.01, 0.01, 0.01]]
    )
    assert doubted.argmax(axis=1).tolist() == [NONE] * 4
    assert supposed(doubted, 1).argmax(axis=1).tolist() == [SOURCE, CUE, CONTENT, NONE]
    assert np.allclose(supposed(doubted, 1)[3], np.log([0.925, 0.025, 0.025, 0.025]))  # (.97 - .6) and .01, over .4


@pytest.mark.shared
def test_scores_are_those_of_the_model_card(shared, tmp_path):
    """Attributions on PolNeAR's dev articles, scored as the model card says, are within a point of its figures."""
    gold = shared / "data" / "attribution" / "polnear-dev.jsonl.gz"
    tabulate(read_articles(gold)).save(tmp_path)
    command = [sys.executable, shared / "tools" / "score_attribution.py", gold, tmp_path, "--json"]
    scores = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    card = (files("analysis") / "models" / "README.md").read_text(encoding="utf8")
    for scope in ("all", "speech"):
        row = re.search(rf"^\| polnear-dev, {scope} \|(.*)\|$", card, re.MULTILINE)
        names = ("token source", "token cue", "token content", "attribution", "attribution + source + cue")
        for name, figure in zip(names, row[1].split("|"), strict=True):
            assert scores[scope][name]["f1"] == pytest.approx(float(figure), abs=0.01), (scope, name)
