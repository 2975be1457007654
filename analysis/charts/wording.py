"""What charts tell of words: the verbs that introduce statements, the words that set groups of articles apart."""

from __future__ import annotations

import calendar
from functools import cache, partial
from itertools import chain, pairwise

import pandas as pd

from analysis.charts.summaries import cross, names_of_voices
from analysis.charts.timelines import day
from analysis.corpus.keyness import log_likelihood
from analysis.language import lemma, lexicon

TAGS = ("VBD", "VBZ", "VBG", "VBN", "VB")  # a cue is a verb in one of these forms, mostly in the past tense
CONTENT = ("NN", "NNS", "NNP", "NNPS", "JJ")
PERIODS = {"day": "D", "month": "M", "quarter": "Q", "year": "Y"}
SPREAD = 0.05  # a word that sets a group apart stands in this share of its articles, not in one that says it often
SMALLEST = 0.02  # a group with a smaller share of all words is not compared
CALENDAR = frozenset(name.casefold() for name in (*calendar.day_name, *calendar.month_name))


def verbs(cues: pd.Series) -> pd.Series:
    """The lemma of each cue that tells what the source does: "also said" and "says" are "say"; else the cue itself.

    >>> verbs(pd.Series(["also said", "According to", "claims", ":"])).tolist()
    ['say', 'according to', 'claim', ':']
    """
    return cues.map(_verb, na_action="ignore").astype("str")


@cache
def _verb(cue: str) -> str:
    words = cue.lower().split()
    pairs = (f"{lemma(word, tag)} {after}" for word, after in pairwise(words) for tag in TAGS)
    single = (lemma(word, tag) for word in words for tag in TAGS)
    return next((form for form in chain(pairs, single) if form in _known_verbs()), " ".join(words))


@cache
def _known_verbs() -> frozenset[str]:
    return frozenset(line.split("\t")[0] for line in lexicon("cues"))


def verbs_by_voice(claims: pd.DataFrame, sources: pd.DataFrame, most: int = 9) -> pd.DataFrame:
    """How often each voice is introduced by each of the ``most`` commonest verbs, and by others; statements that have
    both a source and a cue, the voice with most of them first."""
    said = claims.assign(verb=verbs(claims["cue"]), name=names_of_voices(claims, sources)).dropna(
        subset=["verb", "name"]
    )
    common = said["verb"].value_counts().index[:most]
    return cross(said["name"], said["verb"].where(said["verb"].isin(common), "others"), [*common, "others"])


def groups_of_articles(articles: pd.DataFrame) -> tuple[pd.Series, str]:
    """A group for each article, and what it is: publisher where there are several, else a period, else the title.

    The period is the finest of day, month, quarter and year that makes 2 to 6; the group is missing for articles
    without a date.
    """
    if articles["publisher"].nunique() > 1:
        return articles["publisher"].astype("str"), "publisher"
    for unit, code in PERIODS.items():
        periods = articles["published"].dt.to_period(code)
        if 2 <= periods.nunique() <= 6:
            return articles["published"].map(partial(_period, unit), na_action="ignore").astype("str"), unit
    return articles["title"].fillna(articles["article_id"]), "article"


def _period(unit: str, moment: pd.Timestamp) -> str:
    if unit == "quarter":
        return f"quarter {moment.quarter} of {moment.year}"
    return day(moment) if unit == "day" else moment.strftime("%B %Y" if unit == "month" else "%Y")


def distinctive_words(
    tokens: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, top: int = 5
) -> tuple[pd.DataFrame, str]:
    """The nouns, names and adjectives that set groups of articles apart, and what the groups are.

    Returns a row a group and word: group, word, times (in the group), here and elsewhere (times in 10,000 words), and
    log_likelihood, by which words are ranked (Dunning 1993; Rayson and Garside 2000). Of a group of four articles or
    more, a word stands in at least two, and in one of twenty. Of one group alone its most frequent words are given,
    ``elsewhere`` missing. At most the six groups with most words, each at least one fiftieth of all; days and months,
    publishers' own names and boilerplate are left out.
    """
    by_article, unit = groups_of_articles(articles)
    groups = dict(zip(articles["article_id"], by_article, strict=True))
    parts = sentences.loc[sentences["part"] != "boilerplate", ["article_id", "sentence"]].astype({"article_id": str})
    read = tokens[["article_id", "sentence", "word", "lemma", "pos"]].astype({"article_id": str}).merge(parts)
    read = read.assign(group=read["article_id"].map(groups)).dropna(subset="group")
    read = read[read["lemma"].astype(str).str.contains(r"^[^\W\d_]", regex=True)]
    sizes = read["group"].value_counts().head(6)
    sizes = sizes[sizes >= len(read) * SMALLEST]
    content = read[read["pos"].isin(CONTENT) & (read["lemma"].astype(str).str.len() > 2)]
    names = content["pos"].isin(("NNP", "NNPS"))  # "States" is no form of "State"
    content = content.assign(word=content["word"].astype(str).where(names, content["lemma"].astype(str)))
    own = " ".join(articles["publisher"].dropna().unique()).casefold().split()
    content = content[~content["word"].str.casefold().isin({*own, *CALENDAR})]
    if content.empty:
        columns = ["group", "word", "times", "here", "elsewhere", "log_likelihood"]
        return pd.DataFrame(columns=columns), unit
    found = content.groupby(["group", "word"], as_index=False).agg(
        times=("word", "size"), articles=("article_id", "nunique")
    )
    everywhere = found["word"].map(found.groupby("word")["times"].sum())
    size, total = found["group"].map(read["group"].value_counts()), len(read)
    found["here"] = (found["times"] / size * 10_000).round(1)
    if read["group"].nunique() < 2:
        found = found.assign(elsewhere=float("nan"), log_likelihood=float("nan"))
        best = found.sort_values(["times", "word"], ascending=[False, True], kind="stable").head(2 * top)
        return best.drop(columns="articles").reset_index(drop=True), unit
    found["elsewhere"] = ((everywhere - found["times"]) / (total - size) * 10_000).round(1)
    found["log_likelihood"] = log_likelihood(found["times"], size, everywhere - found["times"], total - size).round(1)
    of = found["group"].map(read.groupby("group")["article_id"].nunique())
    spread = (found["articles"] >= (of * SPREAD).clip(lower=2)) | (of < 4)
    found = found[(found["here"] > found["elsewhere"]) & spread & (found["times"] > 1)]
    found = found[found["group"].isin(sizes.index)].sort_values("log_likelihood", ascending=False, kind="stable")
    best = found.groupby("group").head(top).drop(columns="articles")
    firsts = articles["published"].groupby(by_article).min().sort_values().index if unit in PERIODS else sizes.index
    order = {group: at for at, group in enumerate(firsts)}
    return best.iloc[best["group"].map(order).argsort(kind="stable")].reset_index(drop=True), unit
