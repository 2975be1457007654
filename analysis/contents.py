"""What the reader took into a content that tells whom and when it was told, or goes on in the writer's own voice."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import takewhile

from analysis.documents import Document, Token
from analysis.features import MARKS
from analysis.language import lexicon

# fmt: off
TELLING = frozenset({"tell", "inform", "assure", "remind", "notify", "warn", "brief", "advise"})
CITING = frozenset({"citing", "quoting"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
CLAUSE_BEGINS = frozenset({"TO", "IN", "VB", "WRB", "WP"})  # what opens a clause: "to leave", "that", "why"
RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})
NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "JJS", "DT", "POS", "CD", "PRP$", "PRP"})
OPENING_NOUNS = frozenset({"DT", "PRP$"})
DAYS = frozenset({
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "yesterday", "today", "tonight",
    "morning", "afternoon", "evening", "night",
})
BEFORE_DAYS = frozenset({"on", "late", "early", "earlier", "last", "this"})
WHERE = frozenset({"in", "on", "at", "during", "via", "through"})
# fmt: on
STOPS = frozenset({".", ",", ";", ":"})
LONGEST_ADDRESS = LONGEST_PLACE = LONGEST_SUBJECT = 8  # tokens
Range = tuple[int, int]


def own_words(document: Document, cue: Range, part: Range, quoted: list[Range]) -> Range:
    """A part of a content that follows its cue, without the writer's words at its edges.

    Parameters
    ----------
    document : the article
    cue, part : ranges of its tokens
    quoted : its quotations; what stands in them is never cut

    Returns
    -------
    A range of tokens, not empty; ``part`` itself where something stands between it and the cue.

    >>> from analysis.documents import read_text
    >>> document = read_text("She denied the theft, which shook the town.")
    >>> own_words(document, (1, 2), (2, 9), [])
    (2, 4)
    """
    first, last = part
    tokens = document.tokens
    if last <= cue[0]:
        return _in_sentence(document, cue, part, quoted)
    if first != cue[1]:
        return part
    free = next((a for a, b in quoted if b > first and a < last), last)
    told = circumstances(tokens[first:free])
    first += told if first + told < last else 0
    if tokens[first].pos == "TO" or any(token.lemma.lower() in TELLING for token in tokens[slice(*cue)]):
        first += told_whom(tokens[first:free])
    return first, first + ending(tokens[first:last], free - first)


def whole_phrase(tokens: Sequence[Token], part: Range, taken: Sequence[Range]) -> Range:
    """A part of a content that ends within no noun phrase ("his | house") and with no "and", as far as nothing is ``taken``.

    >>> from analysis.documents import read_text
    >>> whole_phrase(read_text("He said the fire spared the old mill on Monday.").tokens, (2, 6), [])
    (2, 8)
    """
    first, last = part
    if last - first > 1 and tokens[last - 1].pos == "CC" and not any(t.word in MARKS for t in tokens[last : last + 1]):
        return first, last - 1
    free = min((a for a, _ in taken if a >= last), default=len(tokens))
    if tokens[last - 1].pos in OPENING_NOUNS:
        last += sum(
            1 for _ in takewhile(lambda t: t.pos in NOMINAL - OPENING_NOUNS, tokens[last : min(free, last + 6)])
        )
    elif [token.pos for token in tokens[last : min(free, last + 2)]] == ["IN", "PRP"] and _ends(tokens[last + 2 :]):
        last += 2  # "any part | in it"
    return first, last


def _ends(tokens: Sequence[Token]) -> bool:
    return not tokens or tokens[0].word in STOPS


def _in_sentence(document: Document, cue: Range, part: Range, quoted: list[Range]) -> Range:
    """A part in front of its cue without the sentences before: only what is quoted goes over several."""
    sentence = document.sentences[document.sentence_of[cue[0]]]
    opens = document.token_range((sentence.start, sentence.end))[0]
    within = part[0] < opens < part[1] and not any(a < part[1] and b > opens for a, b in quoted)
    plain = within and not any(t.word in MARKS for t in document.tokens[opens : part[1]])
    return (opens, part[1]) if plain else part


def circumstances(tokens: Sequence[Token]) -> int:
    """How many tokens at the beginning say when and where: "on Twitter on Monday | the bridge was open". What is stated
    must follow: a clause behind a place, which may be what was stated ("said on Twitter"); any phrase behind a day."""
    end, placed = 0, False
    while more := _place(tokens[end:]) or _day(tokens[end:]):
        end += more
    if not end or end == len(tokens):
        return end
    opens, clause = tokens[end].pos in NOMINAL - {"POS"} | {"EX"}, any(t.pos in FINITE for t in tokens[end:])
    if placed:
        return end if clause and (opens or tokens[end].word == "that") else 0
    return end if opens or tokens[end].pos == "IN" else 0


def _place(tokens: Sequence[Token]) -> int:
    """How many tokens at the beginning name a channel: "in a letter", "on Twitter"."""
    if not tokens or tokens[0].word not in WHERE:
        return 0
    phrase = takewhile(lambda t: t.pos in NOMINAL, tokens[1:LONGEST_PLACE])
    topic = tokens[0].word == "on"  # "on the report" tells what about, "on Twitter" where
    channel = lambda t: t.lemma.lower() in channel_heads() and (not topic or t.word[0].isupper())  # noqa: E731
    return next((i for i, token in enumerate(phrase, 2) if channel(token)), 0)


def _day(tokens: Sequence[Token]) -> int:
    """How many tokens at the beginning name a day or a part of one: "late on Monday"."""
    end = next((i for i, t in enumerate(tokens[:4]) if t.word not in DAYS | BEFORE_DAYS), len(tokens[:4]))
    return end if end and tokens[end - 1].word in DAYS else 0


@cache
def channel_heads() -> frozenset[str]:
    """The last words of the channels of the lexicon, in lower case."""
    return frozenset(entry.split()[-1].lower() for entry in lexicon("channels"))


def undated(tokens: Sequence[Token]) -> int:
    """How many tokens of a source are left without the day at its end: "the mayor | on Monday". A verb may need the day: "a
    poll released Friday"."""
    last = len(tokens)
    while last > 1 and tokens[last - 1].word in DAYS:
        last -= 1
    dated = last < len(tokens) and not any(token.pos.startswith("VB") for token in tokens)
    while dated and last > 1 and tokens[last - 1].word.lower() in BEFORE_DAYS:
        last -= 1
    named = tokens[last - 1].pos.startswith(("NN", "PRP")) or tokens[last - 1].word == ")"
    return last if dated and named else len(tokens)


def told_whom(tokens: Sequence[Token]) -> int:
    """How many tokens at the beginning say to whom: "voters | that", "the Echo | the bridge was open", "to voters | it was"."""
    to = int([token.pos for token in tokens[:2]] == ["TO", "NNS"])
    opens = {"DT", "PRP", "NNP"} if to else {"DT", "PRP"}
    for i, token in enumerate(tokens[to:LONGEST_ADDRESS], to):
        if i > to and (token.word == "that" or (token.pos in opens and tokens[i - 1].pos.startswith("NN"))):
            return i
        if token.pos not in NOMINAL:
            break
    return 0


def ending(tokens: Sequence[Token], free: int) -> int:
    """Where the content ends that begins with these tokens, of which the first ``free`` stand before any quotation.

    A semicolon and "citing" end it; a noun phrase ends where a clause goes on about it.
    """
    gerund = tokens[0].pos == "TO" and len(tokens) > 1 and tokens[1].pos == "VBG"  # "confessed | to stealing it"
    clause, relative = tokens[0].pos in CLAUSE_BEGINS and not gerund, False
    for i in range(1, min(free, len(tokens) - 1)):
        token, following = tokens[i], tokens[i + 1]
        if token.word == ";" or (token.word == "," and following.word in CITING):
            return i
        if following.word in CITING and following.pos == "VBG" and not any(t.pos in FINITE for t in tokens[i + 1 :]):
            return i + 1
        relative = relative or token.pos in RELATIVE or token.word == "that"
        clause = clause or (token.pos in FINITE and not relative)
        if not clause and (
            (
                token.word == ","
                and (following.pos in ("WDT", "WRB") or _participle(following) or _aside(tokens[i + 1 :], relative))
            )
            or (token.word == "and" and following.pos in FINITE and not relative)
            or (token.word == "in" and following.word == "what")
        ):
            return i
    return len(tokens)


def _participle(token: Token) -> bool:
    return token.pos == "VBG" and token.word != "including"


def _aside(tokens: Sequence[Token], relative: bool) -> bool:
    """Does what is told of somebody begin here, ", who is 70", or another clause: ", but the army had left"?"""
    return not relative and (
        tokens[0].word.lower() in ("who", "whose", "whom")
        or (
            tokens[0].word in ("but", "and")
            and any(t.pos in FINITE for t in tokens[2:LONGEST_SUBJECT])
            and tokens[1].pos not in RELATIVE
        )
    )
