"""Proper names of an article: whom and what it names, and which mentions are of the same person, body or place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from analysis.documents import Document
from analysis.sources.mentions import Found, capital_letters, named_in
from analysis.sources.vocabulary import gender_of, given_names, places, terms

SECOND_NAMES = frozenset({"Abdul", "Abdel", "Abu"})  # begin a family name as well as a given one
NAMESAKES = 60  # how many names of one surname are compared: a list of thousands must not take quadratic time
APART = re.compile(r" (?=['’](?:s\b| ))")  # "Children 's Hospital"
FORM_OF_ADDRESS = re.compile(r"(?:mr|mrs|ms|miss|dr|sir|gen|sen|rep|gov|col|lt|capt|maj|sgt)\.?", re.I)


@dataclass(slots=True, eq=False)
class Name:
    """A person, organization, place, document or unknown (``kind``) of an article, in whatever forms it is named.

    ``sure``: something besides the form of the words tells the kind. ``starts``: where its mentions begin, in the order
    of the text. ``full``: how many of them have more than one word.
    """

    words: tuple[str, ...]
    kind: str
    sure: bool
    gender: str | None = None
    titles: list[str] = field(default_factory=list)
    forms: set[str] = field(default_factory=set)
    starts: list[int] = field(default_factory=list)
    full: int = 0

    @property
    def text(self) -> str:
        return APART.sub("", " ".join(self.words))

    @property
    def title(self) -> str | None:
        """The fullest title that names a place or body, else the fullest; a form of address last."""
        order = lambda t: (not FORM_OF_ADDRESS.fullmatch(t), re.search(r"\b[A-Z]", t[1:]) is not None, len(t))  # noqa: E731
        return max(self.titles, key=order, default=None)


class Mention(NamedTuple):
    """A name where it stands: ``[start, end)`` without title, the sentence's number, whether it is a subject."""

    start: int
    end: int
    sentence: int
    subject: bool
    name: Name


class Names:
    """The names of a document: ``mentions`` in the order of the text, beginning at ``starts``; ``all`` names once."""

    def __init__(self, found: Iterable[Found]):
        self.all: list[Name] = []
        self.mentions: list[Mention] = []
        self._by_form: dict[str, list[Name]] = defaultdict(list)
        for one in sorted(
            found, key=lambda f: len(f.words) == 1
        ):  # full names first: a headline's "Diaz" comes before hers
            name = self._of(one)
            if one.doubtful and (name is None or name.kind != "person"):
                continue
            if name is None:
                name = Name(one.words, one.kind, one.sure)
                self.all.append(name)
            self._join(name, one)
            self.mentions.append(Mention(one.start, one.end, one.sentence, one.subject, name))
        self.mentions.sort(key=lambda m: m.start)
        self.starts = [m.start for m in self.mentions]
        for name in self.all:
            name.starts.sort()

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions inside ``[start, end)``."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return [m for m in self.mentions[first:last] if m.end <= end]

    def at(self, position: int) -> Mention | None:
        """The mention that a position stands in."""
        last = bisect_right(self.starts, position) - 1
        return self.mentions[last] if last >= 0 and position < self.mentions[last].end else None

    def by_form(self, form: str) -> Sequence[Name]:
        """The names that have a word or an acronym, given in lower case."""
        return self._by_form.get(form, ())

    def _of(self, one: Found) -> Name | None:
        """The known name that a found one is a form of."""
        fit = [name for name in self._by_form.get(one.words[-1].lower(), [])[-NAMESAKES:] if _is_form(one, name)]
        if len(one.words) == 1:  # a bare surname is that of the person the article is more about
            return max(fit, key=lambda n: (n.full, -n.starts[0]), default=None)
        return nearest(fit, one.start)

    def _join(self, name: Name, one: Found) -> None:
        if one.sure and not name.sure:
            name.kind, name.sure = one.kind, True
        if _is_fuller(one.words, name):
            name.words = one.words
        if one.kind == name.kind:
            name.titles += [title for title in one.titles if title not in name.titles]
        name.starts.append(one.start)
        name.full += len(one.words) > 1
        if name.kind == "person" and name.gender is None:
            name.gender = gender_of(one.titles, one.words)
        forms = {word.lower() for word in one.words if word[0].isupper() or "-" in word}  # "al-Masri"
        if one.acronym:
            forms.add(one.acronym.lower())
        if name.kind != "person" and len(one.words) > 1:
            forms |= initials(one.words)
        for form in forms - name.forms:
            name.forms.add(form)
            self._by_form[form].append(name)


def _is_fuller(words: tuple[str, ...], name: Name) -> bool:
    """Is this the fuller name? The longer form is, unless it is "Veteran Ann Diaz" in a headline beside "Ann Diaz"."""
    short, long = sorted((words, name.words), key=len)
    if name.kind == "person" and 1 < len(short) < len(long) and long[-len(short) :] == short:
        stray = short[0] in given_names() and long[0] not in given_names() and short[0] not in SECOND_NAMES
        return (words == short) == stray
    return len(words) > len(name.words)


def nearest(names: Iterable[Name], at: int) -> Name | None:
    """The name last mentioned before ``at``, else the one first mentioned after it."""

    def order(name: Name) -> tuple[bool, int]:
        before = bisect_left(name.starts, at)
        return (True, name.starts[before - 1]) if before else (False, -name.starts[0])

    return max(names, key=order, default=None)


def _is_form(one: Found, name: Name) -> bool:
    short, full = [word.lower() for word in one.words], [word.lower() for word in name.words]
    if name.kind == "person":
        if one.kind in ("place", "document") or (one.kind == "organization" and len(short) > 1):
            return False
        asked = gender_of(one.titles)
        return not (asked and name.gender and asked != name.gender) and _same_person(short, full)
    if "place" in (one.kind, name.kind):
        return one.kind == name.kind and places().get(" ".join(one.words), short) == places().get(name.text, full)
    if short == full:
        return True
    if len(short) > 1:
        return one.kind != "person" and set(short) <= set(full)
    if capital_letters(one.words[0]) > 1:
        return short[0] in name.forms and short[0] not in full
    return len(full) > 1 and short[0] in full and (_is_body(short[0]) or _is_trade_name(short[0], full))


def _same_person(short: list[str], full: list[str]) -> bool:
    if len(short) == 1:
        return short[0] in full
    if len(full) == 1:
        return full[0] == short[-1]
    if set(short) <= set(full) or set(full) <= set(short):
        return True
    return short[-1] == full[-1] and (short[0] == full[0] or short[0].strip(".") == full[0][0])


def _is_body(word: str) -> bool:
    term = terms().get(word) or terms().get(word.title())
    return term is not None and term.kind == "organization"


def _is_trade_name(short: str, full: list[str]) -> bool:
    """May the first word stand alone: "Meridian" for "Meridian Shipping Company", not "Leeds" for "Leeds Court"?"""
    last = terms().get(full[-1])
    return (
        short == full[0] and short.title() not in places() and (last.sector == "business" if last else len(full) == 2)
    )


def initials(words: Sequence[str]) -> set[str]:
    """Lower-case acronyms that a name of several words may have.

    >>> sorted(initials(["Office", "for", "Sea", "Charts"]))
    ['ofsc', 'osc']
    """
    return {"".join(w[0] for w in words if w[0].isupper()).lower(), "".join(w[0] for w in words).lower()}


def find_names(document: Document) -> Names:
    """The proper names of an article, each with its mentions, titles and appositions.

    Mentions are of one name where their words, acronyms and titles agree: a surname goes to the person of whom the
    article says more, an acronym and "the Observatory" to the body with these initials or this noun; two people who
    share a surname stay two.
    """
    spoken = (s for s in document.sentences if s.part not in ("boilerplate", "dateline"))
    return Names(found for sentence in spoken for found in named_in(sentence))
