"""The whole noun phrase of a source, where the reader marked only a part of it, or words beside it too."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from operator import attrgetter

from analysis.documents import Document, Token
from analysis.quotations import Span, inside
from analysis.sources.names import Names
from analysis.sources.times import without_times
from analysis.sources.vocabulary import terms

# fmt: off
LEADING = frozenset({
    "while", "but", "and", "as", "though", "although", "because", "if", "so", "when", "where", "even", "only", "just",
    "like", "than", "how", "why", "whether", "since", "yet", "also", "meanwhile", "both",
})
NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "DT", "POS", "CD", "PRP$"})
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
VERBS = frozenset({"VB", "VBD", "VBZ", "VBP", "VBN"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
OBJECT = frozenset({"DT", "PRP", "PRP$", "NNP", "VB"})
TRAILING = frozenset({"RB", "RBR", "IN", "CC", "TO", "MD", "DT", "WRB"})  # tags of words that end no noun phrase
JOINING = frozenset({"of", "for", "from", "at", "in", "with", "within", "inside", "by"})
WHEN = frozenset({  # what follows tells when the source spoke
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "last", "earlier", "later",
    "yesterday", "today", "tonight", "ago", "this", "tomorrow", "recently", "afterwards",
})
# fmt: on
LONGEST_REST = 8  # tokens that a cut phrase may lack
_START = attrgetter("start")
Free = Callable[[int], bool]


def source_tokens(document: Document, names: Names, source: Span, taken: list[Span]) -> Sequence[Token]:
    """The tokens of a source: of a name or noun phrase cut in the middle all of it, of "from the ministry" behind
    "officials" both, and without conjunctions, brackets and adverbs around. Never a token of the spans ``taken``.
    """
    tokens = document.tokens
    first, last = without_times(tokens, *_unlabelled(tokens, *_touched(tokens, source)))
    first, last = _stripped(tokens, first, last)
    last = _before_verb(tokens, first, last)
    if first == last:
        return ()
    sentence = document.sentences[bisect_right(document.sentences, tokens[first].start, key=_START) - 1]
    low, high = _first_from(tokens, sentence.start), _first_from(tokens, sentence.end)
    free: Free = lambda i: low <= i < high and inside(tokens[i].start, taken) is None  # noqa: E731
    last = _end(tokens, last, names, free)
    first = _beginning(tokens, first, last, names, free)
    return tokens[first:last]


def _touched(tokens: Sequence[Token], span: Span) -> tuple[int, int]:
    first, last = _first_from(tokens, span[0]), _first_from(tokens, span[1])
    cut = first > 0 and tokens[first - 1].end > span[0]
    return first - cut, last


def _first_from(tokens: Sequence[Token], position: int) -> int:
    return bisect_left(tokens, position, key=_START)


def _unlabelled(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """Without the label of a transcript in front: "((Ann Diaz)) | We"."""
    opened = next((i for i in range(first + 1, last) if tokens[i].word == "("), last)
    closing = (i for i in range(first, min(opened, last - 2)) if tokens[i].word == tokens[i + 1].word == ")")
    return next((i + 2 for i in closing), first), last


def _stripped(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    while first < last and (tokens[first].word.lower() in LEADING or not tokens[first].word[0].isalnum()):
        if tokens[first].word.lower() == "both" and last - first > 1:
            break
        first += 1
    if last - first > 1 and tokens[first].pos in ("WDT", "WP") and tokens[first + 1].pos in ("DT", "NNP", "PRP"):
        first += 1  # "a law which | the Echo calls unfair"
    while last - first > 1 and (tokens[last - 1].pos in TRAILING or not tokens[last - 1].word[0].isalnum()):
        last -= 1
    return first, last


def _before_verb(tokens: Sequence[Token], first: int, last: int) -> int:
    """Where a source ends that runs on into its verb: "a candidate | sued the port, saying"; a participle ("data
    obtained by") and a relative clause belong to it."""
    for i in range(first + 1, last - 1):
        if tokens[i].pos in ("WDT", "WP", "IN") or tokens[i].word in (",", "named", "called"):
            break
        if tokens[i].pos in FINITE and tokens[i - 1].pos in NOUNS and tokens[i + 1].pos in OBJECT:
            return i
    return last


def _end(tokens: Sequence[Token], last: int, names: Names, free: Free) -> int:
    mention = names.at(tokens[last - 1].start)
    while mention and last < len(tokens) and tokens[last].start < mention.end:
        last += 1
    limit = last + LONGEST_REST
    while last < limit and free(last) and _goes_on(tokens[last - 1], tokens[last]):
        last += 1
    return last


def _goes_on(token: Token, following: Token) -> bool:
    """Is the phrase cut before the following token: "the | press release"?"""
    if following.word in WHEN or token.word in WHEN or following.pos not in NOMINAL:
        return False
    return following.pos in NOUNS if token.pos in NOUNS else token.pos in NOMINAL and following.pos != "DT"


def _beginning(tokens: Sequence[Token], first: int, last: int, names: Names, free: Free) -> int:
    mention = names.at(tokens[first].start)
    while mention and first > 0 and tokens[first - 1].start >= mention.start:
        first -= 1
    if free(first - 1) and tokens[first - 1].pos == "PRP$":
        first -= 1
    for _ in range(3):  # "officials at the Ministry of Ports in | Vellin"
        cut = tokens[first].word in JOINING
        joint = first if cut else first - 1
        while not cut and free(joint) and tokens[joint].pos in ("DT", "JJ") and tokens[joint].word not in JOINING:
            joint -= 1
        noun = joint - 1
        if not free(joint) or tokens[joint].word not in JOINING or not free(noun) or not _speaks(tokens[noun], cut):
            break
        begin = noun
        limit = noun - LONGEST_REST
        while (
            begin > limit
            and free(begin - 1)
            and tokens[begin - 1].pos in NOMINAL
            and tokens[begin - 1].word not in WHEN
        ):
            begin -= 1
        if free(begin - 1) and tokens[begin - 1].pos in VERBS:
            break  # "met officials of | the ministry": whom the source met
        first = begin
    while last - first > 1 and tokens[first].pos in ("IN", "TO"):
        first += 1
    return first


def _speaks(noun: Token, cut: bool) -> bool:
    term = terms().get(noun.word) or terms().get(noun.word.lower())
    if cut and term is None:
        return noun.pos in NOUNS or noun.pos == "CD"
    return term is not None and term.kind in ("person", "document")
