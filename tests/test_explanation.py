"""Why a claim is there: reasons in words, and the words that carry it."""

import pandas as pd
import pytest

from analysis.explanation import explain
from analysis.pipeline import tabulate
from analysis.tables import Tables, table

TEXT = (
    "Bridge closed\n\n“The bridge may fall,” the mayor, Ada Lorne, said on Monday.\n\n"
    "The builders denied that they had used old steel."
)


@pytest.fixture(scope="module")
def made() -> Tables:
    return tabulate(table("articles", pd.DataFrame([{"article_id": "a", "text": TEXT, "language": "en"}])))


def reasons(made: Tables, cue: str) -> str:
    return str(explain(made, made.claims.claim_id[made.claims.cue == cue].iloc[0]))


def test_the_reasons_name_cue_source_content_and_what_follows_from_them(made):
    told = reasons(made, "said")
    assert "The cue is “said”. “say” is in the list of cue verbs: speech, asserts." in told
    assert "The source is “the mayor, Ada Lorne”, before the cue." in told
    assert "all of it stands in quotation marks" in told
    assert "It is hedged: “may”." in told
    assert "In this article the source is Ada Lorne: named person" in told


def test_stance_is_told_with_the_cue_that_makes_it(made):
    assert "“deny” is in the list of cue verbs: speech, denies." in reasons(made, "denied")


def test_a_claim_that_a_rule_found_says_so():
    text = "The ferry sank in the storm.\n\n“The sea was calm. We slept until noon.”\n— Ada Lorne"
    tables = tabulate(table("articles", pd.DataFrame([{"article_id": "a", "text": text, "language": "en"}])))
    told = reasons(tables, "—")
    assert "The cue is “—”. A rule knows what stands with it" in told
    assert "were right on articles that people annotated" in told


def test_the_cue_is_among_the_words_without_which_the_claim_falls(made):
    words = explain(made, made.claims.claim_id[made.claims.cue == "said"].iloc[0]).words
    assert [TEXT[a:b] for a, b in zip(words.start, words.end, strict=True)] == words.word.tolist()
    assert words.set_index("word").role[["bridge", "mayor", "said", "Monday"]].fillna("").tolist() == [
        "content", "source", "cue", "",
    ]  # fmt: skip
    assert "said" in words.nlargest(3, "fall").word.tolist()


def test_a_claim_that_is_not_there_is_named(made):
    with pytest.raises(KeyError, match="no claim has the id 'a:c99'"):
        explain(made, "a:c99")
