"""The network: tags, and what it is fed. What it makes of claims stands in test_attribution.py."""

import numpy as np
import pytest

from analysis.language import MODELS
from analysis.reader import DILATIONS, ReaderTagger, distances, features, log_softmax, reader


def test_tags_are_of_the_penn_treebank_behind_the_face_of_nltk():
    words = ["The", "army", "denied", "killing", "12", "civilians", "."]
    assert ReaderTagger().tag(words) == list(zip(words, ["DT", "NN", "VBD", "VBG", "CD", "NNS", "."], strict=True))
    assert ReaderTagger().tag([]) == []


def test_place_tells_quotation_sentence_and_paragraph():
    words = ["He", "said", "“", "no", "”", ".", "No"]
    rows = features(words, np.array([0, 0, 0, 0, 0, 0, 1]), np.array([0, 0, 0, 0, 0, 0, 1]))
    starts, outside, inside, mark = 1 + 3 + 6, 1, 2, 3
    assert rows[:, 5].tolist() == [starts, outside, mark, inside, mark, outside, starts]


def test_distances_are_exact_near_the_cue_and_bounded_far_away():
    near = distances(np.arange(-12, 13))
    assert len(set(near.tolist())) == 25
    assert distances(np.array([10_000]))[0] == distances(np.array([20_000]))[0]


def test_probabilities_of_roles_sum_to_one():
    reading = reader().read(["He", "said", "so", "."], np.zeros(4), np.zeros(4))
    assert np.exp(reading.roles).sum(axis=1) == pytest.approx(np.ones(4), abs=1e-5)
    assert log_softmax(np.array([[0.0, 0.0]])).tolist() == [[pytest.approx(-np.log(2))] * 2]


def test_what_stands_far_away_changes_nothing():
    words, near = ["The", "mayor", "said", "so", "."], ["."] * (2 * sum(DILATIONS))
    roles = []
    for far in ([], ["Nobody", "knows", "."]):
        sentences = np.arange(len(words + near + far)) // 8
        roles.append(reader().read(words + near + far, sentences, sentences).roles[: len(words)])
    assert np.allclose(*roles, atol=1e-4)


def test_the_weights_are_one_file_of_at_most_four_megabytes():
    assert (MODELS / "reader.npz").stat().st_size <= 4_000_000


@pytest.mark.shared
def test_tags_agree_with_hand_made_and_parsed_ones(shared_lines):
    """At least 95 % of the tags of PolNeAR's parser, on its own tokens; the model card has the exact figures."""
    right = total = 0
    for article in shared_lines("attribution/polnear-dev.jsonl.gz"):
        sentences = article.get("tokens", [])
        words = [article["text"][start:end] for s in sentences for start, end, _ in s]
        number = np.repeat(np.arange(len(sentences)), [len(s) for s in sentences])
        tags = reader().read(words, number, number // 2).tags
        right += sum(mine == theirs for mine, theirs in zip(tags, (t for s in sentences for *_, t in s), strict=True))
        total += len(words)
    assert right / total >= 0.95
