"""Sentences, tokens, lemmas: English as news writes it."""

import pytest

from analysis.language import lemma, sentence_spans, stem, tokenizer


def test_no_token_is_blank():
    blank = "".join(c for c in map(chr, range(0x3100)) if c.isspace())
    assert tokenizer().tokenize(f"He said{blank}no, 0{blank}.") == ["He", "said", "no", ",", "0", "."]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He didn't say.", ["He", "did", "n't", "say", "."]),
        ("Damascus’s army won’t move", ["Damascus", "’s", "army", "wo", "n’t", "move"]),
        ("1,200 people, 3.5 per cent", ["1,200", "people", ",", "3.5", "per", "cent"]),
        ("U.S.-led strikes at 10:30 p.m. local time", ["U.S.-led", "strikes", "at", "10:30", "p.m.", "local", "time"]),
        ("a 12-year-old boy", ["a", "12-year-old", "boy"]),
        ("“Go,” Gen. Li said.", ["“", "Go", ",", "”", "Gen.", "Li", "said", "."]),
        ("John F. Smith", ["John", "F.", "Smith"]),
        ("see https://example.org/a?b=1, now", ["see", "https://example.org/a?b=1", ",", "now"]),
        ("write to desk@example.org.", ["write", "to", "desk@example.org", "."]),
        ("O'Neill and al-Shabaab", ["O'Neill", "and", "al-Shabaab"]),
    ],
)
def test_tokens(text, words):
    assert tokenizer().tokenize(text) == words


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Maj. Gen. Adan spoke. Nobody answered.", ["Maj. Gen. Adan spoke.", "Nobody answered."]),
        ("It hit at 5 a.m. Tuesday. Ten died.", ["It hit at 5 a.m. Tuesday.", "Ten died."]),
        ("“We left.” He wept.", ["“We left.”", "He wept."]),
        ("Police in the capital\n\nThe toll rose.", ["Police in the capital", "The toll rose."]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences(text, sentences):
    assert [text[start:end] for start, end in sentence_spans(text)] == sentences


def test_a_sentence_without_end_is_cut_at_white_space():
    text = "word " * 5000
    assert max(end - start for start, end in sentence_spans(text)) <= 4000
    assert sum(len(text[a:b].split()) for a, b in sentence_spans(text)) == 5000


@pytest.mark.parametrize(
    ("word", "pos", "expected"),
    [
        ("soldiers", "NNS", "soldier"), ("cities", "NNS", "city"), ("women", "NNS", "woman"), ("was", "VBD", "be"),
        ("told", "VBD", "tell"), ("dying", "VBG", "die"), ("bombed", "VBD", "bomb"), ("Reuters", "NNP", "Reuters"),
        ("worse", "JJR", "bad"), ("is", "VBZ", "be"), ("died", "VBD", "die"), ("200", "CD", "200"), ("M.", "NNP", "M."),
    ],
)  # fmt: skip
def test_lemmas(word, pos, expected):
    assert lemma(word, pos) == expected


@pytest.mark.parametrize("word", ["s", "'s", "er", "ing", "#", "…"])
@pytest.mark.parametrize("pos", ["NNS", "VBG", "JJR", "POS", "NNP", "SYM"])
def test_no_lemma_is_empty(word, pos):
    assert lemma(word, pos)


def test_stems_are_snowball_stems():
    assert stem("attacks") == stem("attacking") == "attack"


@pytest.mark.shared
def test_sentence_ends_agree_with_hand_made_ones(shared_lines):
    """F1 of sentence ends in Wikinews documents of GUM; counted in characters that are not white space."""
    right = gold = found = 0
    for article in shared_lines("articles/gum_wikinews_gold_sentences.jsonl.gz"):
        text, ends = article["text"], set(article["gold_sentence_ends_nonspace"])
        mine = {len("".join(text[:end].split())) for _, end in sentence_spans(text)}
        right, gold, found = right + len(ends & mine), gold + len(ends), found + len(mine)
    assert 2 * right / (gold + found) >= 0.97
