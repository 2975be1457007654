"""An article as sentences of tagged tokens."""

import pytest

from analysis.documents import read_text


def test_a_document_keeps_the_offsets_of_the_text():
    read = read_text("Gunmen struck.\n\nTwo died, police said.")
    assert [(s.number, s.paragraph, read.text[s.start : s.end]) for s in read.sentences] == [
        (0, 0, "Gunmen struck."),
        (1, 1, "Two died, police said."),
    ]
    assert all(read.text[t.start : t.end] == t.word for s in read.sentences for t in s.tokens)


def test_tokens_know_their_sentence_and_paragraph():
    read = read_text("Gunmen struck.\n\nTwo died. Ten fled.")
    assert [token.word for token in read.tokens] == ["Gunmen", "struck", ".", "Two", "died", ".", "Ten", "fled", "."]
    assert read.sentence_of.tolist() == [0, 0, 0, 1, 1, 1, 2, 2, 2]
    assert read.paragraph_of.tolist() == [0, 0, 0, 1, 1, 1, 1, 1, 1]
    assert read.span((3, 5)) == (16, 24)
    assert read.token_range((16, 24)) == (3, 5)


def test_nothing_is_claimed_from_boilerplate_or_the_dateline():
    read = read_text(
        "Bridge falls in storm\n\nOSLO: The bridge fell on Monday, it was said.\n\nSign up for our newsletter"
    )
    assert [s.part for s in read.sentences] == ["title", "dateline", "body", "boilerplate"]
    assert [s.part for s in read.claimable()] == ["title", "body"]


@pytest.mark.parametrize("text", ["", " \n\n ", "\N{ZERO WIDTH SPACE}"])
def test_a_text_without_words_is_a_document_without_claims(text):
    assert not any(token.word.isalnum() for token in read_text(text).tokens)
