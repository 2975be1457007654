"""The network: tags, and what it is fed. What it makes of claims stands in test_attribution.py."""

import numpy as np
import pytest

from analysis.features import FEATURES, features, places
from analysis.language import MODELS
from analysis.reader import DILATIONS, ReaderTagger, distances, reader


def test_tags_are_of_the_penn_treebank_behind_the_face_of_nltk():
    words = ["The", "army", "denied", "killing", "12", "civilians", "."]
    assert ReaderTagger().tag(words) == list(zip(words, ["DT", "NN", "VBD", "VBG", "CD", "NNS", "."], strict=True))
    assert ReaderTagger().tag([]) == []


@pytest.mark.parametrize(
    ("words", "paragraphs", "states"),
    [
        (["He", "said", "“", "no", "”", "."], [0] * 6, "..m“m."),
        (["He", "said", '"', "no", '"', "."], [0] * 6, "..m“m."),
        # a quotation that is never closed ends with its paragraph
        (["“", "No", "one", "He", "left"], [0, 0, 0, 1, 1], "m““.."),
        (["“", "No", "“", "Yes"], [0, 0, 1, 1], "m“m“"),
        (["Nobody", "spoke"], [0, 0], ".."),
    ],
)
def test_places_tell_outside_inside_and_marks_of_quotations(words, paragraphs, states):
    found = places(words, np.zeros(len(words)), np.array(paragraphs))
    assert "".join(".“m"[(place - 1) % 3] for place in found) == states


def test_places_tell_where_sentences_and_paragraphs_start():
    found = places(["He", "left", "She", "stayed", "Then"], np.array([0, 0, 1, 1, 2]), np.array([0, 0, 0, 0, 1]))
    assert ((found - 1) // 3).tolist() == [3, 0, 1, 0, 3]


def test_a_word_without_a_row_is_known_by_its_form_alone():
    words, nowhere = ["Hasakeh", "hasakeh"], np.zeros(2)
    rows = features(words, nowhere, nowhere, {})
    assert rows.shape == (2, len(FEATURES))
    assert rows[:, 0].tolist() == [0, 0]
    assert rows[0, 1] == rows[1, 1] != 0


def test_what_is_remembered_of_words_changes_nothing_but_time():
    words, nowhere = ["The", "mayor", "said", "so", "."], np.zeros(5)
    net = reader()
    net.forget()
    first, again = (net.read(words, nowhere, nowhere).roles for _ in range(2))
    assert np.array_equal(first, again)


def test_distances_are_exact_near_the_cue_and_bounded_far_away():
    near = distances(np.arange(-12, 13))
    assert len(set(near.tolist())) == 25
    assert distances(np.array([10_000]))[0] == distances(np.array([20_000]))[0]


def test_probabilities_of_roles_sum_to_one():
    reading = reader().read(["He", "said", "so", "."], np.zeros(4), np.zeros(4))
    assert np.exp(reading.roles).sum(axis=1) == pytest.approx(np.ones(4), abs=1e-5)


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
