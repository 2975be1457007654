"""Where a cue ends, and the source and content that "according to" joins, by the grammar of the words around them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

from analysis.contents import FINITE, OPENING_NOUNS, circumstances
from analysis.documents import Token

AUXILIARIES = frozenset({"be", "have", "get"})
BOUNDS = frozenset({"over", "about", "around", "some", "nearly", "almost", "only", "under", "below", "above"})
NUMBERS = frozenset({"CD", "$", "#"})
ADVERBS = frozenset({"RB", "RBR"})
RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})
PREDICATES = frozenset({"JJ", "VBN"})  # what goes on about another, where a preposition follows: ", fond of"
RESUMING = frozenset({"IN", "TO", "VBN", "VBG", "RB"})  # what goes on behind a verb, and is no apposition
SUBJECTS = frozenset({"DT", "PRP", "PRP$"})
# fewer than report hearsay beside a source: "ask", "write" and "argue" are doubted with reason
PLAIN = frozenset(
    {"say", "tell", "add", "announce", "state", "report", "confirm", "claim", "warn", "accuse", "deny", "admit"}
)
STOPS = frozenset({".", ";"})
LONGEST_CLAUSE = 60  # tokens
# whose passive has for its subject whom it is said of, not whom it is said to ("was told")
ACCUSING = frozenset(
    {
        "accuse",
        "blame",
        "charge",
        "suspect",
        "criticize",
        "criticise",
        "condemn",
        "report",
        "name",
        "identify",
        "describe",
    }
)
# verbs of saying that tell a deed with one of these behind them: "responded to a report", "was released from jail"
DEEDS = {
    "respond": frozenset({"report", "call", "scene", "alarm"}),
    "answer": frozenset({"call", "phone", "door"}),
    "release": frozenset({"from"}),
    "call": frozenset({"off"}),
    "recall": frozenset({"to"}),
}
OBJECT = frozenset({"TO", "DT", "PRP$", "JJ", "CD", "NN", "NNS"})  # tags of the words up to it
LONGEST_OBJECT = 5  # tokens
LONGEST_LEAD = 12  # tokens of a source before the part of it that was read
Range = tuple[int, int]


def whole_cue(tokens: Sequence[Token], cue: Range, taken: Sequence[Range]) -> Range:
    """A cue with the participle of its auxiliary, and without the preposition of when and where: "wrote | on Monday", or the
    bound of a number: "noted | over 40 cases".

    Parameters
    ----------
    tokens : of the article
    cue, taken : ranges of them; what is taken by source and content is never added

    >>> from analysis.documents import read_text
    >>> whole_cue(read_text("The raid was widely condemned by Holm.").tokens, (2, 3), [(0, 2), (6, 7)])
    (2, 5)
    """
    first, last = cue
    if (
        last - first > 1 and tokens[last - 1].pos in OPENING_NOUNS
    ):  # "said in a letter the | pier", "said | in a letter"
        where = last - first > 2 and tokens[last - 2].pos == "IN" and tokens[last - 3].lemma in PLAIN
        return first, last - 1 - where
    if last - first > 1 and tokens[last - 1].pos == "IN" and circumstances(tokens[last - 1 : last + 20]):
        return first, last - 1
    if last - first > 1 and tokens[last - 1].word in BOUNDS and last < len(tokens) and tokens[last].pos in NUMBERS:
        return first, last - 1
    if all(token.lemma in AUXILIARIES for token in tokens[first:last]):
        behind = next((i for i, t in enumerate(tokens[last : last + 3], last) if t.pos not in ADVERBS), last)
        free = not any(a <= behind and b > last for a, b in taken)
        if free and behind < len(tokens) and tokens[behind].pos == "VBN":
            return first, behind + 1
    return cue


def is_plain(token: Token) -> bool:
    """Whether a token is a finite verb that hardly ever does anything but report what somebody says.

    >>> from analysis.documents import read_text
    >>> [token.word for token in read_text("He denied saying so, police said.").tokens if is_plain(token)]
    ['denied', 'said']
    """
    return token.pos in ("VBD", "VBZ") and token.lemma.lower() in PLAIN


def is_expletive(tokens: Sequence[Token], source: Range, cue: Range) -> bool:
    """Whether a source is the "it" of "it was reported that", which is nobody.

    >>> from analysis.documents import read_text
    >>> is_expletive(read_text("It was reported that the pier fell.").tokens, (0, 1), (1, 3))
    True
    """
    return is_passive(tokens, cue) and [token.word.lower() for token in tokens[slice(*source)]] == ["it"]


def is_passive(tokens: Sequence[Token], cue: Range) -> bool:
    words = [token for token in tokens[slice(*cue)] if token.pos != "IN"]  # "was accused of"
    return any(token.lemma == "be" for token in words[:-1]) and words[-1].pos in ("VBN", "VBD", "JJ")


def is_told_of(tokens: Sequence[Token], source: Range, cue: Range) -> bool:
    """Whether a source is rather whom something is said of: "the mayor was reported to have fled", "is accused of theft".

    >>> from analysis.documents import read_text
    >>> is_told_of(read_text("Holm was said to own the pier.").tokens, (0, 1), (1, 3))
    True
    """
    first, last = cue
    participle = tokens[last - 1].pos in ("VBN", "VBD")  # not "were willing to"
    infinitive = participle and [token.pos for token in tokens[last : last + 2]] == ["TO", "VB"]
    accused = any(token.lemma in ACCUSING for token in tokens[first:last])
    return (infinitive or accused) and source[1] == first and is_passive(tokens, cue)


def is_asked(tokens: Sequence[Token], cue: Range) -> bool:
    """Whether a cue asks its subject, so that nobody is told who asks: "Holm, when asked whether".

    >>> from analysis.documents import read_text
    >>> is_asked(read_text("Holm, when asked whether it fell, left.").tokens, (3, 4))
    True
    """
    first = cue[0]
    return first > 0 and tokens[first].word == "asked" and tokens[first - 1].word.lower() in ("when", "if", "once")


def is_deed(tokens: Sequence[Token], cue: Range) -> bool:
    """Whether a cue tells what somebody did and no statement: "police responded to a report of shots".

    >>> from analysis.documents import read_text
    >>> is_deed(read_text("Police responded to a 911 call.").tokens, (1, 2))
    True
    """
    return any(_does(tokens[i].lemma, tokens[i + 1 : i + 1 + LONGEST_OBJECT]) for i in range(*cue))


def _does(verb: str, behind: Sequence[Token]) -> bool:
    objects = DEEDS.get(verb, frozenset())
    if behind and behind[0].word in objects:
        return True
    return any(token.lemma in objects for token in takewhile(lambda t: t.pos in OBJECT, behind))


def beginning(behind: int, source: Range, content: Sequence[Range]) -> Range:
    """The source of "according to" from the token behind the cue: it begins there, whatever part of it was read.

    >>> beginning(9, (13, 16), [(0, 6)]), beginning(9, (13, 16), [(9, 12)])
    ((9, 16), (13, 16))
    """
    between = any(a < source[0] and b > behind for a, b in content)
    return source if between or source[0] - behind > LONGEST_LEAD else (behind, source[1])


def accorded(tokens: Sequence[Token], source: Range, content: list[Range]) -> tuple[Range, list[Range]]:
    """Source and content of "according to" where the sentence goes on behind the source: "the ministry | saved ten".

    >>> from analysis.documents import read_text
    >>> accorded(read_text("Rescuers, according to the port, saved ten.").tokens, (4, 9), [(0, 1)])
    ((4, 6), [(0, 1), (7, 9)])
    """
    first, last = source
    end = next((i for i in range(first + 1, last) if _goes_on(tokens, first, i)), last)
    if end == last:
        return source, content
    behind = min((a for a, _ in content if a >= last), default=len(tokens))
    joined = next((b for a, b in content if a == last), None) or _clause_end(tokens, last, behind)
    rest = [(a, b) for a, b in content if a != last]
    return (first, end - (tokens[end - 1].word == ",")), sorted([*rest, (end, joined)])


def _clause_end(tokens: Sequence[Token], first: int, behind: int) -> int:
    """Where a clause ends of which nothing was read from a token on; here too if something ``behind`` was."""
    stop = next((i for i in range(first, min(len(tokens), first + LONGEST_CLAUSE)) if tokens[i].word in STOPS), first)
    return stop if stop <= behind else first


def _goes_on(tokens: Sequence[Token], first: int, i: int) -> bool:
    """Does the clause that "according to" stands in go on at a token?"""
    inside = tokens[first:i]
    subject = any(a.pos.startswith("NN") and b.pos in SUBJECTS for a, b in pairwise(inside))  # "a letter she | wrote"
    if subject or any(token.pos in RELATIVE for token in inside):
        return False
    if tokens[i - 1].word == ",":
        bare = tokens[i].pos in PREDICATES and tokens[i + 1 : i + 2] and tokens[i + 1].pos in ("IN", "TO")
        verb = first > 3 and tokens[first - 3].word == "," and tokens[first - 4].pos.startswith("VB")
        interrupted = verb and tokens[i].pos in RESUMING  # "one was, according to the port, | among the dead"
        return tokens[i].pos in FINITE or bool(bare) or interrupted
    return tokens[i].pos in FINITE and tokens[i - 1].pos.startswith("NN")
