"""What a figure counts, by the words around it: all or some, whom, where; and whether it is out of date."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import pandas as pd

from analysis.casualties.word_lists import word_list
from analysis.tables import Tables

Row = dict[Any, Any]
FORCES = ("combatant", "security forces")  # counted apart from everybody else: "11 soldiers and 60 rebels"
AROUND = 80  # characters of the sentence on either side that are looked at
PART = re.compile(
    r"\b(?:of (?:the|them|its|his|her|their|those|whom|which)|(?:two|three|four|five|six|one|\d+) more bodies)\b",
    re.IGNORECASE,
)
OF_THEM = re.compile(
    r"""\W{0,2}(?:of\ (?:the\ (?:dead|victims|wounded|injured|missing)|them|those|whom|which)
    | were\ (?:of\ )?(?:children|women|foreign\w*))\b""",
    re.IGNORECASE | re.VERBOSE,
)
# what a hospital, a morgue or a street holds is no count of the whole
LOCAL = re.compile(
    r"""\b(?:in\ (?:one|a)\ (?:hospital|morgue|village|house|street|town)
    | (?:taken|brought|admitted|transported|rushed|sent|flown)\ to | brought\ in | treat(?:ed|ing) | received
    | on\ the\ operating\ table | in\ surgery | on\ the\ way\ to | on\ arrival
    | critical(?:ly)? | serious(?:ly)? | stable\ condition | on\ (?:his|her|their|my)\ (?:street|ward|list))\b""",
    re.IGNORECASE | re.VERBOSE,
)
RISING = re.compile(
    r"\b(?:ris(?:e|en|es|ing)|rose|climb\w*|jump\w*|increas\w+|now\ stands|later|updat\w+)\b", re.IGNORECASE
)
COUNTED = re.compile(
    r"""\d | \b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundreds?|thousands?
    | dozens?|no|none|nobody|not|neither|both)\b""",
    re.IGNORECASE | re.VERBOSE,
)
AND_THAT = re.compile(r"\band\ that\b", re.IGNORECASE)  # a place named before it is none of what is said next
SINGLE = re.compile(r"\d|\b(?:one|single)\b", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_][\w’'-]*")
# words of a victim phrase that single nobody out
PLAIN = frozenset({
    "a", "an", "the", "of", "at", "least", "more", "than", "about", "some", "around", "nearly", "over", "up", "to", "as",
    "many", "another", "other", "others", "further", "only", "in", "all", "his", "her", "its", "their", "name", "names",
    "number", "numbers", "toll", "figure", "figures", "killed", "missing", "both", "no", "not", "none", "nobody",
})  # fmt: skip


def scopes(tables: Tables) -> pd.DataFrame:
    """What each figure counts, by casualty_id.

    Returns
    -------
    A row a figure: ``part``, some of those that another figure counts; ``one``, somebody single, named or described;
    ``counted``, a number stands there; ``earlier``, the text says that it is out of date; ``local``, what a hospital or a
    street holds; ``rising``, a toll that replaces lower ones; ``described``, the words that single out whom it counts
    ("mexican national"), empty for people at large; ``place``, ``approximate``; ``said``, its sentence.
    """
    texts = dict(zip(tables.articles["article_id"], tables.articles["text"], strict=True))
    sentences = tables.sentences
    keys = zip(sentences["article_id"].astype(str), sentences["sentence"], strict=True)
    bounds = dict(zip(keys, zip(sentences["start"], sentences["end"], strict=True), strict=True))
    figures: Iterable[Any] = tables.casualties.itertuples()
    rows = [_scope(f, texts[f.article_id], *bounds[f.article_id, f.sentence]) for f in figures]
    return pd.DataFrame(rows, index=pd.Index(tables.casualties["casualty_id"], name="casualty_id"), columns=[
        "part", "one", "counted", "earlier", "local", "rising", "described", "place", "approximate", "said",
    ])  # fmt: skip


def _scope(figure: Any, text: str, start: int, end: int) -> Row:
    behind = text[figure.end : min(end, figure.end + AROUND)]
    said = text[start:end]
    return {
        "part": bool(figure.part) or PART.search(figure.text) is not None or OF_THEM.match(behind) is not None,
        "one": _is_one(figure.low) and _is_one(figure.high) and not SINGLE.search(figure.text),
        "counted": COUNTED.search(figure.text) is not None,
        "earlier": bool(figure.superseded),
        "local": LOCAL.search(said) is not None,
        "rising": RISING.search(said) is not None,
        "described": " ".join(sorted(_described(figure))),
        "place": None if pd.isna(figure.place) or _of_another(figure, said, start) else str(figure.place),
        "approximate": bool(figure.approximate),
        "said": said,
    }


def _of_another(figure: Any, said: str, start: int) -> bool:
    """Whether the place of a figure stands in the first of two statements and the figure in the second."""
    joint = AND_THAT.search(said, 0, figure.start - start)
    return joint is not None and figure.place in said[: joint.start()] and figure.place not in said[joint.end() :]


def _is_one(number: Any) -> bool:
    return pd.notna(number) and number == 1


def _described(figure: Any) -> set[str]:
    phrase = figure.text if pd.isna(figure.victims) else figure.victims
    words = [word for word in WORD.findall(phrase) if word.lower() not in PLAIN and not COUNTED.fullmatch(word)]
    if (
        figure.victim_group in FORCES
    ):  # soldiers, troops and servicemen are the same people, Orrin and Tavian soldiers are not
        words = [word for word in words if word[0].isupper()]
    singular = {word.lower().removesuffix("s") for word in words if word.lower() not in word_list("generic")}
    return singular | ({"child"} if figure.victim_group == "child" else set())


def comparable(one: Row, other: Row) -> bool:
    """Whether two figures that do not meet count the same people, as far as the words around them tell.

    The lower one is not compared where it may count only some of them: where it names whom ("six tourists") and the
    other does not, where it names a place that the other sentence does not, where a hospital reports whom it has; nor
    where the higher one says that the toll rose.
    """
    low, high = sorted((one, other), key=lambda row: row["high"] if pd.isna(row["low"]) else row["low"])
    whom, all_ = set(low["described"].split()), set(high["described"].split())
    if whom and not whom & all_:
        return False
    if not (low["counted"] and high["counted"]) or low["local"] or high["rising"] or low["part"]:
        return False
    return all(_there(row, beside) for row, beside in ((low, high), (high, low)))


def _there(row: Row, other: Row) -> bool:
    """Whether the place of one figure is that of the other, or goes for it, or is named beside it, or that of the event."""
    place = row["place"]
    return (
        pd.isna(place)
        or place in (other["place"], row.get("event_place"))
        or other["place"] in row.get("same_places", ())
        or place in other["said"]
        or row["said"] == other["said"]
    )
