"""Who speaks, across articles: one name for each source and each newsroom, so that nobody is counted twice."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import pandas as pd

from analysis.events.copies import find_copies
from analysis.sources.vocabulary import places
from analysis.tables import Tables

NAMED = ("named person", "named organization")
EMPTY = frozenset({
    "the", "a", "an", "of", "for", "and", "in", "at", "on", "to", "s", "its", "his", "her", "their",
})  # fmt: skip
SPEAKING = re.compile(
    r"\b(?:spokes\w+|director|head|chief|chair\w*|commander|secretary|minister|leader)\b", re.IGNORECASE
)
MINISTER = re.compile(r"\bminister\b", re.IGNORECASE)  # "Interior Minister": of that ministry or of none
OFFICES = {"minister": "ministry", "ministers": "ministry", "ministry’s": "ministry", "dept": "department"}
OWNED = re.compile(r"['’]s?\ ")
OWNER = 0.8  # of the mentions of longer names must be of one, for a short name to be its


def publishers(articles: pd.DataFrame) -> pd.Series:
    """Whose text each article is, by article_id: the agency's it is signed by or copied from, else its publisher's.

    Articles without either are each a newsroom of their own: their article_id stands for it.
    """
    held = articles.set_index("article_id")
    own = held["agency"].fillna(held["publisher"])
    own = own.fillna(pd.Series(held.index, index=held.index)).str.strip()
    first = find_copies(articles).set_index("article_id")["first"]
    return pd.Series(own.reindex(first).to_numpy(), index=first.index).reindex(held.index)


def voices(tables: Tables) -> pd.Series:
    """The name of each source across articles, by source_id.

    "The Front", "Teyn Liberation Front" and "its spokesman", where his title says so, are one voice: the body's. A short
    name is that of the longer one that ends with it, where no other does.
    Unnamed sources have their description, in lower case.
    """
    sources = tables.sources
    named = sources["kind"].isin(NAMED) & sources["name"].notna()
    name = sources["name"].fillna("unknown").astype(str)
    full = _full_names(name[named])
    spoken_for = _spoken_for(sources, full)
    bodies = {key(body): body for body in full.values()}
    unnamed: dict[tuple[str, ...], str] = {}
    found = {}
    for source_id, said, is_named in zip(sources["source_id"], name, named, strict=True):
        if is_named:
            found[source_id] = spoken_for.get(full[said], full[said])
        else:
            found[source_id] = _body_of(said, bodies) or unnamed.setdefault(key(said), said.lower())
    return pd.Series(found, dtype="str")


def _body_of(said: str, bodies: dict[tuple[str, ...], str]) -> str | None:
    """The body whose word an unnamed source gives: "the ministry's list", "a spokeswoman of the ministry"."""
    if OWNED.search(said) and key(OWNED.split(said)[0]) in bodies:
        return bodies[key(OWNED.split(said)[0])]
    if "spokes" not in said.lower():
        return None
    words = key(said)
    parts = (words[i:j] for i in range(len(words)) for j in range(len(words), i, -1))
    return next((bodies[part] for part in parts if part in bodies), None)


def key(name: str) -> tuple[str, ...]:
    """The words of a name that tell it from others.

    >>> key("the Ministry of Health") == key("Health Ministry")
    True
    """
    words = [
        OFFICES.get(word, word) for word in re.findall(r"[\w’'-]+", name.lower().replace("’s", "").replace("'s", ""))
    ]
    kept = [word for word in words if word not in EMPTY] or words
    if "of" in words and kept and kept[0] in ("ministry", "department"):
        kept = kept[1:] + kept[:1]
    return tuple(kept)


def _full_names(names: pd.Series) -> dict[str, str]:
    """Each name as written, and the name it stands for: the most frequent form of the longer name it ends.

    The longer one must be as frequent, and not be several: "Orla Quill" is not short for "Ada Venn and Orla Quill".
    """
    forms: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for name, count in names.value_counts().items():
        forms[key(str(name))][str(name)] += int(count)
    total = {words: sum(held.values()) for words, held in forms.items()}
    longer: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
    for words in forms:
        for begin in range(1, len(words)):
            if "and" not in words[:begin]:
                longer[words[begin:]].append(words)
    shown = {words: max(held, key=lambda name: (held[name], name)) for words, held in forms.items()}
    full: dict[str, str] = {}
    for words, held in forms.items():
        above = longer.get(words, [])
        best = max(above, key=lambda other: (total[other], other), default=words)
        one = total[best] >= max(OWNER * sum(total[other] for other in above), total[words])
        plain = shown[words] in places() or shown[words].islower()
        full |= dict.fromkeys(held, shown[best if one and not plain else words])
    return full


def _spoken_for(sources: pd.DataFrame, full: dict[str, str]) -> dict[str, str]:
    """People who speak for a body, and the body: one that their title names and an article that quotes them, too."""
    named = sources[sources["kind"].isin(NAMED) & sources["name"].notna()].assign(
        full=lambda rows: rows["name"].astype(str).map(full)
    )
    bodies = named[named["kind"] == "named organization"].groupby("article_id")["full"].agg(set)
    people = named[named["kind"] == "named person"]
    beside = {
        name: set().union(*(bodies.get(article, ()) for article in held))
        for name, held in people.groupby("full")["article_id"]
    }
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for name, title in people[["full", "title"]].dropna().itertuples(index=False):
        if SPEAKING.search(title):
            words = set(key(title))
            called = {body: set(key(body)) for body in beside[name]}
            held = [body for body in called if called[body] <= words]
            if not held and not MINISTER.search(title):
                held = [body for body in called if key(body)[-1] in words]
            if len(held) == 1:
                told[name][held[0]] += 1
    return {name: held.most_common(1)[0][0] for name, held in told.items()}
