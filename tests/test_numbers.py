"""Number expressions: the words, then what they say."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.casualties.numbers import find_numbers
from analysis.documents import Token
from analysis.language import tokenizer

VAGUE = (None, None)


def tokens(text):
    return [Token(a, b, text[a:b], "", "") for a, b in tokenizer().span_tokenize(text)]


def numbers(text):
    return [(text[n.start : n.end], n.low, n.high) for n in find_numbers(tokens(text))]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("27", 27, 27),
        ("1,200", 1200, 1200),
        ("12 000", 12000, 12000),
        ("1.2 million", 1_200_000, 1_200_000),
        ("1.2m", 1_200_000, 1_200_000),
        ("40k", 40_000, 40_000),
        ("two", 2, 2),
        ("twenty-seven", 27, 27),
        ("two hundred and six", 206, 206),
        ("one hundred thousand", 100_000, 100_000),
        ("a hundred", 100, 100),
        ("a hundred and six", 106, 106),
        ("a dozen", 12, 12),
        ("two dozen", 24, 24),
        ("six dozen", 72, 72),
        ("half a dozen", 6, 6),
        ("half a million", 500_000, 500_000),
        ("3 lakh", 300_000, 300_000),
        ("a couple of", 2, 2),
        ("both", 2, 2),
        ("no", 0, 0),
        ("no one", 0, 0),
        ("none", 0, 0),
        ("not a single", 0, 0),
        ("not one", 0, 0),
        ("zero", 0, 0),
        ("a total of 39", 39, 39),
        ("another 12", 12, 12),
    ],
)
def test_exact_numbers(text, low, high):
    assert numbers(text) == [(text, low, high)]


@pytest.mark.parametrize(
    ("text", "low"), [("not one but three sailors", 3), ("not one hundred sailors", 100), ("He was not one of them", 1)]
)
def test_not_one_of_another_number_is_not_nothing(text, low):
    assert numbers(text)[-1][1:] == (low, low)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("at least 27", 27, None),
        ("At least twenty-seven", 27, None),
        ("no fewer than 30", 30, None),
        ("27 or more", 27, None),
        ("100+", 100, None),
        ("upwards of 50", 50, None),
        ("more than 27", 28, None),
        ("over a hundred", 101, None),
        ("well over 100", 101, None),
        ("in excess of two dozen", 25, None),
        ("up to 40", None, 40),
        ("as many as 1,500", None, 1500),
        ("no more than nine", None, 9),
        ("fewer than 10", None, 9),
        ("less than a dozen", None, 11),
    ],
)
def test_bounds(text, low, high):
    assert numbers(text) == [(text, low, high)]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("between 36 and 40", 36, 40),
        ("between 36 to 40", 36, 40),
        ("36 to 40", 36, 40),
        ("10-15", 10, 15),
        ("3–4", 3, 4),
        ("two or three", 2, 3),
        ("two or three dozen", 24, 36),
    ],
)
def test_ranges(text, low, high):
    assert numbers(text) == [(text, low, high)]


def test_from_to_is_a_change_and_not_a_range():
    assert numbers("rose from 14 to 31") == [("14", 14, 14), ("31", 31, 31)]


@pytest.mark.parametrize("text", ["around 40", "about forty", "nearly 40", "some 40", "an estimated 40", "40 or so"])
def test_rough_numbers_are_approximate(text):
    (number,) = find_numbers(tokens(text))
    assert (number.low, number.high, number.approximate, number.vague) == (40, 40, True, False)


@pytest.mark.parametrize(
    "text",
    [
        "several", "dozens", "scores", "hundreds", "tens of thousands", "a number of", "numerous", "many",
        "a few dozen", "several hundred", "multiple", "some",
    ],
)  # fmt: skip
def test_vague_words_have_no_count(text):
    (number,) = find_numbers(tokens(text))
    assert (number.low, number.high, number.vague) == (None, None, True)


@pytest.mark.parametrize("text", ["the 40-year-old", "on the 27th", "at 10:45", "an AK-47", "the man", "not-one-word"])
def test_what_is_no_number(text):
    assert numbers(text) == []


words = st.sampled_from(
    [
        "at least",
        "more than",
        "up to",
        "dozens",
        "of",
        "12",
        "1",
        "two hundred and five",
        "some",
        "people",
        "no one",
        "36",
        "-",
        "40",
        "or",
        "to",
    ]
)


@given(st.lists(words, max_size=14).map(" ".join))
def test_numbers_keep_their_order_and_bounds(text):
    given_tokens, found = tokens(text), find_numbers(tokens(text))
    for number in found:
        assert number.first <= number.core < number.last
        assert (number.start, number.end) == (given_tokens[number.first].start, given_tokens[number.last - 1].end)
        assert number.low is None or number.high is None or number.low <= number.high
        assert number.vague == (number.low is None and number.high is None)
    assert all(a.last <= b.first for a, b in itertools.pairwise(found))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("at least 12 and up to 15 people", [("at least 12 and up to 15", 12, 15)]),
        ("at least two, as many as five people", [("at least two, as many as five", 2, 5)]),
        ("at least 12 and at least 15 people", [("at least 12", 12, None), ("at least 15", 15, None)]),
        ("up to 12 and at least 15 people", [("up to 12", None, 12), ("at least 15", 15, None)]),
        ("a group of 12 people", [("12", 12, 12)]),
        ("a group of people", [("a group of", None, None)]),
    ],
)
def test_two_bounds_of_one_figure(text, found):
    assert numbers(text) == found
