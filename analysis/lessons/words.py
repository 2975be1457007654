"""The checks of lesson 1, words in the news."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis import corpus
from analysis.corpus import Corpus
from analysis.language import tokenizer
from analysis.lessons.verdicts import Verdict, judge_choice, judge_number, unanswered


def tokens(text: str, answer: Any) -> Verdict:
    """How many tokens a text has.

    >>> tokens("She said: no.", 3)
    ✗ Not yet. You cut at spaces; punctuation still sticks to its word.
    """
    found = tokenizer().tokenize(text)
    return judge_number(answer, len(found), {
        "You cut at spaces; punctuation still sticks to its word.": len(text.split()),
        "You counted letters and signs, not tokens.": len(text),
        "You left punctuation out; a full stop is a token too.": sum(any(map(str.isalnum, one)) for one in found),
        "You counted different tokens; count each as often as it stands there.": len(set(found)),
    })  # fmt: skip


def rate(texts: Corpus, word: str, answer: Any) -> Verdict:
    """How often a word stands in 1,000 words."""
    times, words = len(corpus.find(texts, word).first), len(texts)
    if not times:
        return _nowhere(word)
    return judge_number(answer, times / words * 1000, {
        "That is how often it stands in all; compare it with the number of words.": times,
        "That is its share of all words; how many are that in 1,000?": times / words,
        "That is in 100 words.": times / words * 100,
        "You divided by all tokens, punctuation too; take the words alone.": times / len(texts.article) * 1000,
        "You divided by the articles; divide by the words.": times / len(texts.articles),
    })  # fmt: skip


def most_frequent_group(texts: Corpus, word: str, answer: Any) -> Verdict:
    """Which group of articles has a word most often, for its size; where several have, any of them."""
    table = corpus.frequency(texts, word, by="group")
    if not table["times"].any():
        return _nowhere(word)
    hint = "That group has the word less often for its size than another. Sort by per_thousand."
    if answer in set(table.loc[table["times"] == table["times"].max(), "group"]):
        hint = "That group has the most hits. It also has more text; compare per thousand words."
    best = table.loc[table["per_thousand"] == table["per_thousand"].max(), "group"]
    return judge_choice(answer, set(best), table["group"].tolist(), hint)


def pattern(texts: Corpus, beginning: str, answer: Any) -> Verdict:
    """Whether a regular expression finds every word with a beginning, and nothing else."""
    if (open_ := unanswered(answer)) is not None:
        return open_
    if not isinstance(answer, str):
        return Verdict(False, 'The answer is a pattern in quotation marks, such as "b.*".')
    try:
        found = corpus.find(texts, answer, "regex")
    except ValueError as error:
        return Verdict(False, f"Python cannot read the pattern: {error}.")
    words, names = texts.word
    held = pd.Series([str(name).startswith(beginning.casefold()) for name in names], dtype=bool).to_numpy()[words]
    right, given = set(held.nonzero()[0]), set(found.first)
    if not right:
        return _nowhere(f"{beginning}…")
    if (found.last - found.first > 1).any():
        return Verdict(False, "Your pattern has a space in it: it looks for two words. One is enough.")
    if wrong := sorted(given - right):
        return Verdict(False, f"It also finds “{names[words[wrong[0]]]}”, in all {len(wrong):,} places too many.")
    if missed := sorted(right - given):
        return Verdict(
            False, f"It misses {len(missed):,} places; one is of {len(str(names[words[missed[0]]]))} letters."
        )
    return Verdict(True, f"{len(right):,} places.")


def more_even(texts: Corpus, one: str, other: str, answer: Any) -> Verdict:
    """Which of two words is spread more evenly over the articles, by Gries's DP; where both are alike, either."""
    dp = corpus.dispersion(texts, [one, other]).set_index("word")["dp"].dropna()
    if len(dp) < 2:
        return Verdict(
            False, f"“{one}” and “{other}” must both stand in the collection; choose others in the parameters."
        )
    hint = "DP is 0 where a word is spread evenly, and near 1 where it stands in one place."
    return judge_choice(answer, set(dp[dp == dp.min()].index), [one, other], hint)


def _nowhere(word: str) -> Verdict:
    return Verdict(False, f"“{word}” does not stand in this collection; choose another word in the parameters.")
