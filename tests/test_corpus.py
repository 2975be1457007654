"""Words of a collection in context: plain texts in, tables out."""

import math

import fiction
import numpy as np
import pandas as pd
import pytest
from nltk.collocations import BigramCollocationFinder
from nltk.metrics import BigramAssocMeasures

from analysis import charts, corpus

TEXTS = {
    "a": "Shells hit a market. Five people died, the mayor said. “Five people,” she said again.",
    "b": "The army didn't hit the market, the US envoy said.\n\nThe army shelled a bridge. Nobody told us.",
    "c": "Gen. Roe denied it.",
}


@pytest.fixture(scope="module")
def words():
    dates = pd.to_datetime(["2031-03-11", "2031-03-13", None])
    articles = {"article_id": list(TEXTS), "text": TEXTS.values(), "publisher": ["A", "B", None], "published": dates}
    return corpus.index_words(pd.DataFrame(articles))


@pytest.fixture(scope="module")
def ilmora():
    return corpus.index_words(fiction.read())


def hits(words, pattern, kind="word"):
    lines = corpus.concordance(words, pattern, kind)
    assert all(words.articles.set_index("article_id")["text"][row.article_id][row.start : row.end].split() == row.match.split()
               for row in lines.itertuples())  # fmt: skip
    return lines["match"].tolist()


# ---- searching


@pytest.mark.parametrize(
    ("pattern", "kind", "found"),
    [
        ("said", "word", ["said"] * 3),
        ("THE MARKET", "word", ["the market"]),
        ("didn't hit", "word", ["didn't hit"]),
        ("Gen.", "word", ["Gen."]),
        ("people died, the", "word", ["people died, the"]),
        ("us", "word", ["US", "us"]),
        ("US", "form", ["US"]),
        ("shelling", "stem", ["Shells", "shelled"]),
        (r"(five|six) \w+", "regex", ["Five people", "Five people"]),
        ("envoy said the", "word", []),
        ("nothing of it", "word", []),
    ],
)
def test_what_a_pattern_finds(words, pattern, kind, found):
    assert hits(words, pattern, kind) == found


def test_a_phrase_ends_with_its_paragraph(words):
    assert hits(words, "market . five") == ["market. Five"]
    assert hits(words, "said . the") == []


def test_tags_and_lemmas_come_with_tables(ilmora):
    assert {match.split()[2] for match in hits(ilmora, "at least CD NNS?", "pos")} >= {"nine", "six", "30"}
    assert set(hits(ilmora, "say", "lemma")) >= {"said", "say"}
    assert all(" " not in match for match in hits(ilmora, "VB[DN]", "pos"))


@pytest.mark.parametrize(
    ("pattern", "kind", "message"),
    [
        ("VB", "pos", "this corpus has no pos"),
        ("say", "lemma", "this corpus has no lemma"),
        (" ", "word", "the pattern is empty"),
        ("(", "regex", "'\\(' is not a regular expression"),
        ("it", "sound", "kind 'sound' is none of word, form"),
    ],
)
def test_a_pattern_that_is_none_is_refused(words, pattern, kind, message):
    with pytest.raises(ValueError, match=message):
        corpus.find(words, pattern, kind)


# ---- keyword in context


def test_context_stays_within_the_article_and_is_one_line(words):
    line = corpus.concordance(words, "shelled", width=30).iloc[0]
    assert line["left"] == "The army didn't hit the market, the US envoy said. The army"
    assert line["right"] == "a bridge. Nobody told us."
    assert corpus.concordance(words, "denied", width=0)[["left", "right"]].to_numpy().tolist() == [["", ""]]


@pytest.mark.parametrize(
    ("sort", "left"),
    [
        (None, ["mayor", "she", "envoy"]),
        ("left", ["envoy", "mayor", "she"]),
        ("right", ["envoy", "mayor", "she"]),
        (["publisher", "left"], ["mayor", "she", "envoy"]),
        ("published", ["mayor", "she", "envoy"]),
    ],
)
def test_lines_are_sorted_by_the_nearest_word_or_a_column(words, sort, left):
    lines = corpus.concordance(words, "said", sort=sort)
    assert lines["left"].str.split().str[-1].tolist() == left


def test_metadata_columns_are_shown_as_asked(words):
    assert list(corpus.concordance(words, "said", show=["publisher", "nothing"]).columns) == [
        "left", "match", "right", "publisher", "article_id", "start", "end",
    ]  # fmt: skip
    with pytest.raises(ValueError, match="no column 'colour'; they have article_id"):
        corpus.concordance(words, "said", sort="colour")


# ---- frequency


def test_frequency_counts_words_and_not_punctuation(words):
    table = corpus.frequency(words)
    assert table["times"].sum() == len(words) == 38
    assert table.set_index("word").loc["said"].to_dict() == {"times": 3, "per_thousand": 78.95, "articles": 2}


def test_frequency_by_group_has_a_row_for_none_and_leaves_out_articles_without_a_group(words):
    table = corpus.frequency(words, ["five people", "army"], by="publisher")
    assert table.sort_values(["publisher", "word"])[["publisher", "word", "times", "per_thousand"]].values.tolist() == [
        ["A", "army", 0, 0.0], ["A", "five people", 2, 133.33], ["B", "army", 2, 105.26], ["B", "five people", 0, 0.0],
    ]  # fmt: skip


def test_ngrams_end_at_punctuation_and_paragraphs(words):
    table = corpus.ngrams(words, 2, at_least=1)
    assert {"five people", "the army", "did n't"} <= set(table["ngram"])
    assert not {"said the", "people she", "market five"} & set(table["ngram"])
    assert corpus.ngrams(words, 3, containing="army", at_least=1)["ngram"].tolist() == [
        "the army did", "army did n't", "the army shelled", "army shelled a",
    ]  # fmt: skip


def test_ngrams_are_those_of_a_plain_count(ilmora):
    plain: dict[str, int] = {}
    codes, names = ilmora.layer("word")
    for i in range(len(codes) - 3):
        if ilmora.is_word[i : i + 4].all() and ilmora.stretch[i] == ilmora.stretch[i + 3]:
            gram = " ".join(names[codes[i : i + 4]])
            plain[gram] = plain.get(gram, 0) + 1
    assert corpus.ngrams(ilmora, 4, at_least=1).set_index("ngram")["times"].to_dict() == plain


# ---- collocations


def test_collocations_are_nltks():
    text = "air strike after air strike hit the air base and the old air strike hit the base again and again"
    table = corpus.collocations(
        corpus.index_words(pd.DataFrame({"article_id": ["a"], "text": [text]})), at_least=1, rank="pmi"
    )
    finder = BigramCollocationFinder.from_words(text.split())
    for name, measure in (("log_likelihood", "likelihood_ratio"), ("pmi", "pmi"), ("t", "student_t"), ("dice", "dice")):
        theirs = dict(finder.score_ngrams(getattr(BigramAssocMeasures, measure)))
        assert {(r.word, r.collocate): pytest.approx(theirs[r.word, r.collocate], abs=6e-5) for r in table.itertuples()} == {
            (r.word, r.collocate): getattr(r, name) for r in table.itertuples()
        }  # fmt: skip


def test_a_place_near_two_hits_is_counted_once_and_the_node_never():
    text = "x hit y hit z far off"
    words = corpus.index_words(pd.DataFrame({"article_id": ["a", "b"], "text": [text, "other words"]}))
    table = corpus.collocates(words, "hit", window=2, at_least=1).set_index("collocate")
    assert table["times"].to_dict() == {"x": 1, "y": 1, "z": 1, "far": 1}
    assert table.loc["y", ["pmi", "dice"]].tolist() == [round(math.log2(9 / 4), 4), round(2 / 3, 4)]


def test_a_rank_that_is_none_is_refused(words):
    with pytest.raises(ValueError, match="rank 'best' is none of log_likelihood, pmi, t, dice"):
        corpus.collocations(words, rank="best")


# ---- keyness


def test_keyness_of_two_groups(words):
    row = corpus.keyness(words, "publisher", "B", "A", at_least=1).set_index("word").loc["army"]
    expected = 2 * 2 * math.log(2 / (19 * 2 / 34))
    assert row[["times", "times_against"]].tolist() == [2, 0]
    assert row["log_likelihood"] == pytest.approx(expected, abs=0.006)
    assert row["log_ratio"] == pytest.approx(math.log2((2 / 19) / (0.5 / 15)), abs=0.006)


def test_keyness_is_the_mirror_of_itself(ilmora):
    one = corpus.keyness(ilmora, "publisher", "Lantern", "Free Valley").set_index("word").sort_index()
    other = corpus.keyness(ilmora, "publisher", "Free Valley", "Lantern").set_index("word").sort_index()
    assert (one["log_ratio"] == -other["log_ratio"]).all()
    assert (one["log_likelihood"] == other["log_likelihood"]).all()


def test_a_group_that_is_not_there_is_refused(words):
    with pytest.raises(ValueError, match="'publisher' has no 'C'; it has A, B"):
        corpus.keyness(words, "publisher", "C")


# ---- dispersion


def spread(*texts, word="x", **options):
    articles = pd.DataFrame({"article_id": list(map(str, range(len(texts)))), "text": texts})
    return corpus.dispersion(corpus.index_words(articles), word, **options).iloc[0]


def test_dispersion_of_the_example_of_gries():
    # Gries (2008): five parts of 9, 10, 10, 10 and 11 words with 1, 2, 3, 4 and 5 hits has a DP of .18
    row = spread(
        *[
            " ".join(["x"] * n + ["y"] * (size - n))
            for n, size in zip((1, 2, 3, 4, 5), (9, 10, 10, 10, 11), strict=True)
        ]
    )
    assert row["dp"] == 0.18
    assert row["dp_norm"] == pytest.approx(0.18 / (1 - 9 / 50), abs=6e-4)
    rates = np.array([1 / 9, 0.2, 0.3, 0.4, 5 / 11])
    assert row["juilland_d"] == pytest.approx(1 - rates.std() / rates.mean() / 2, abs=6e-4)


def test_dispersion_from_even_to_one_place():
    even, lone = spread("x y", "x y", "x z"), spread("x y", "z y", "z y")
    assert even[["parts", "juilland_d", "dp", "dp_norm"]].tolist() == [3, 1, 0, 0]
    assert lone[["parts", "juilland_d", "dp", "dp_norm"]].tolist() == [1, 0, 0.667, 1]
    assert spread("x y")[["juilland_d", "dp", "dp_norm"]].isna().all()


def test_occurrences_stand_in_order_of_time(words):
    table = corpus.occurrences(words, ["said", "denied"])
    assert table["word"].tolist() == ["said"] * 3 + ["denied"]
    assert (table["position"] * len(words)).round().tolist() == [9, 13, 25, 36]


def test_over_time_keeps_days_without_articles(words):
    table = corpus.over_time(words, "said")
    assert table["times"].tolist() == [2, 0, 1]
    assert table["per_thousand"].fillna(-1).tolist() == [133.33, -1, 52.63]
    with pytest.raises(ValueError, match="period 'hour' is none of day, week"):
        corpus.over_time(words, "said", period="hour")


# ---- nothing, and pictures


def test_a_corpus_of_nothing():
    empty = corpus.index_words(pd.DataFrame({"article_id": [], "text": [], "publisher": []}).astype("str"))
    assert len(empty) == 0
    for table in (
        corpus.concordance(empty, "x"),
        corpus.frequency(empty),
        corpus.ngrams(empty),
        corpus.collocations(empty),
    ):
        assert table.empty


CHARTS = {
    "concordance": lambda w: charts.concordance_lines(corpus.concordance(w, "said")),
    "frequencies": lambda w: charts.word_frequencies(corpus.frequency(w)),
    "frequencies-by-group": lambda w: charts.word_frequencies(corpus.frequency(w, "army", by="publisher")),
    "ngrams": lambda w: charts.word_frequencies(corpus.ngrams(w)),
    "collocations": lambda w: charts.collocations(corpus.collocations(w, at_least=2)),
    "keyness": lambda w: charts.keyness(corpus.keyness(w, "publisher", "B", at_least=2)),
    "dispersion": lambda w: charts.dispersion(corpus.dispersion(w, ["army", "said"])),
    "dispersion-plot": lambda w: charts.dispersion_plot(corpus.occurrences(w, ["army", "said"])),
    "over-time": lambda w: charts.words_over_time(corpus.over_time(w, ["army", "said"])),
}


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("concordance", "“said” in its context"),
        ("frequencies", "“the” stands 5 times"),
        ("frequencies-by-group", "“army” is most frequent in B"),
        ("ngrams", "“five people” stands 2 times"),
        ("collocations", "“five people” is bound most strongly"),
        ("keyness", "“five” is the surest difference, 0 times to 2"),
        ("dispersion", "“army” is spread most unevenly"),
        ("dispersion-plot", "Where 2 words stand"),
        ("over-time", "“said” is most frequent in the period from 11 March 2031"),
    ],
)
def test_a_picture_tells_what_is_to_be_seen(words, name, title):
    picture = charts.show(CHARTS[name](words))
    assert picture.told.alt.split(". ")[0] == title
    assert len(picture.told.data)
