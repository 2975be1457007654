"""Articles into sentences and tokens with offsets, tags and lemmas, by nltk classes that need no download."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files

import regex
from nltk.stem.snowball import SnowballStemmer
from nltk.tokenize.api import TokenizerI
from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

MODELS = files("analysis") / "models"
REMEMBERED = 100_000  # words whose lemma is kept
LONGEST_SENTENCE = 4000  # characters; a "sentence" beyond that is a list or a table, and is cut at white space


@cache
def lexicon(name: str) -> tuple[str, ...]:
    """The entries of ``lexicons/<name>.txt``: one a line, lines that begin with ``#`` left out.

    >>> "sept" in lexicon("abbreviations")
    True
    """
    lines = (files("analysis") / "lexicons" / f"{name}.txt").read_text(encoding="utf8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


class PatternTokenizer(TokenizerI):
    """Tokens are what one pattern matches. nltk's own takes twice as long, since it guards against bad patterns."""

    def __init__(self, pattern: str):
        self.pattern = regex.compile(pattern, regex.VERBOSE)  # to ``re``, marks on letters are no part of a word

    def tokenize(self, s: str) -> list[str]:
        return self.pattern.findall(s)

    def span_tokenize(self, s: str) -> Iterator[tuple[int, int]]:
        return (match.span() for match in self.pattern.finditer(s))


@cache
def tokenizer() -> PatternTokenizer:
    """Penn Treebank-like tokens by one pattern, so that every token has its offsets.

    Clitics are split ("did|n't", "Assad|'s"), hyphenated words and numbers with separators are not.

    >>> tokenizer().tokenize("Gen. Dunford didn't say 1,200 U.S.-led troops left.")
    ['Gen.', 'Dunford', 'did', "n't", 'say', '1,200', 'U.S.-led', 'troops', 'left', '.']
    """
    abbreviations = "|".join(
        re.escape(a) for a in sorted(lexicon("abbreviations"), key=len, reverse=True) if len(a) > 1
    )
    clitic = r"['’](?i:s|re|ve|ll|d|m)\b"
    joint = r"[-‐‑.&/]"
    pattern = rf"""
      [A-Za-z][a-z]*(?=[ ,\n])  # most words, found first: what follows would find them too, but more slowly
    | (?:https?://|www\.)[^\s<>"“”]*[^\s<>"“”.,;:!?'’)\]]
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+
    | (?:[^\W\d_]\.){{2,}}(?:-[^\W_]+)*
    | (?i:{abbreviations})\.(?=[\s,;)]|$)(?!\s*$)
    | [^\W\d_a-z]\.(?=[\s ]+[^\W\d_a-z])
    | [@\#]\w+
    | \d+(?:[.,:/]\d+)*(?:st|nd|rd|th|[a-z]{{1,2}}\b)?(?:[-‐‑–]\w+)*
    | [^\W\d_]+(?=n['’]t\b) | (?i:n['’]t)\b
    | {clitic}
    | [^\W_]+(?:{joint}[^\W_]+|['’](?!(?i:s|re|ve|ll|d|m|t)\b)[^\W_]+)*
    | \.\.\.+ | --+ | _+ | [^\w\s\x1c-\x1f]  # separators, which are blanks to str.split, are no words
    """
    return PatternTokenizer(pattern)


@cache
def splitter() -> PunktSentenceTokenizer:
    """Punkt (Kiss and Strunk 2006) with the abbreviations of our own list and nothing learned."""
    parameters = PunktParameters()
    parameters.abbrev_types = set(lexicon("abbreviations"))
    return PunktSentenceTokenizer(parameters)


@cache
def _lemma_rules() -> tuple[dict[str, str], int]:
    """The rules, and how long the longest suffix in them is."""
    rules: dict[str, str] = json.loads(gzip.decompress((MODELS / "lemmas.json.gz").read_bytes()))
    return rules, max(len(key.partition(" ")[2]) for key in rules if "^" not in key)


@lru_cache(REMEMBERED)
def lemma(word: str, pos: str) -> str:
    """The lemma of a word with its tag, by the longest suffix rule of ``models/lemmas.json.gz`` that fits.

    >>> [lemma("fighters", "NNS"), lemma("is", "VBZ"), lemma("Hasakeh", "NNP"), lemma("striking", "VBG")]
    ['fighter', 'be', 'Hasakeh', 'strike']
    """
    (rules, longest), proper = _lemma_rules(), pos in ("NNP", "NNPS")
    form = word if proper else word.lower()
    low = form.lower()
    suffixes = (low[i:] for i in range(max(proper, len(form) - longest), len(form) + 1))
    for ending in (f"^{low}", *suffixes):
        rule = rules.get(f"{pos} {ending}")
        if rule is not None:
            cut, _, add = rule.partition(" ")
            return form[: len(form) - int(cut)] + add or form
    return form


def stem(word: str) -> str:
    """The Snowball stem of an English word, for searching: ``stem("attacking")`` is ``"attack"``."""
    return _stemmer().stem(word)


@cache
def _stemmer() -> SnowballStemmer:
    return SnowballStemmer("english")


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """``[start, end)`` of the sentences of a stretch of text; blank lines always end one.

    >>> [ "He met Gen. Dunford. It rained."[a:b] for a, b in sentence_spans("He met Gen. Dunford. It rained.") ]
    ['He met Gen. Dunford.', 'It rained.']
    """
    end = len(text) if end is None else end
    spans: list[tuple[int, int]] = []
    for block in re.finditer(r"\S(?:(?!\n\s*\n).)*", text[start:end], re.DOTALL):
        offset = start + block.start()
        for a, b in splitter().span_tokenize(block.group().rstrip()):
            spans.extend(_bounded(text, offset + a, offset + b))
    return spans


def _bounded(text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    while end - start > LONGEST_SENTENCE:
        cut = max(text.rfind(" ", start, start + LONGEST_SENTENCE), text.rfind("\n", start, start + LONGEST_SENTENCE))
        cut = cut if cut > start else start + LONGEST_SENTENCE
        if text[start:cut].strip():
            yield start, cut
        start = cut + len(text[cut:end]) - len(text[cut:end].lstrip())
    if text[start:end].strip():
        yield start, end
