"""Plain sentences made from lists of our own, each with its marks: annotated news holds few that are as short and as plain.

A sentence is written with marks, ``[s the mayor] [c said] [t the road was open]``, and some of them make an article.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

from analysis.training.examples import Example, Gold, plain_example, role_labels, token_ranges

ARTICLES = 2000
MARK = re.compile(r"\[([sct]) ([^\]]*)\]")
WORDS = {
    name: entries.split("|")
    for name, _, entries in (
        line.partition(": ") for line in Path(__file__).with_suffix(".txt").read_text(encoding="utf8").splitlines()[1:]
    )
}


def pick(name: str) -> str:
    return random.choice(WORDS[name])


def clause() -> str:
    return f"{pick('what')} {pick('does')}{pick('when')}"


def that() -> str:
    return random.choice(["that ", ""])


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def quoted(mark: str) -> str:
    opening, closing = random.choice([("“", "”"), ('"', '"')])
    return opening + capital(clause()) + mark + closing


def marked(role: str, text: str) -> str:
    return f"[{role} {text}]"


def who(*, first: bool = False) -> str:
    return marked("s", capital(pick("who")) if first else pick("who"))


def said() -> str:
    return marked("c", pick("said"))


FORMS: list[Callable[[], str]] = [
    lambda: f"{who(first=True)} {said()} {marked('t', that() + clause())}.",
    lambda: f"{who(first=True)} {marked('c', pick('thought'))} {marked('t', that() + clause())}.",
    lambda: f"{who(first=True)} {marked('c', 'told')} reporters {marked('t', 'that ' + clause())}.",
    lambda: f"{marked('t', capital(clause()))}, {who()} {said()}.",
    lambda: f"{marked('t', capital(clause()))}, {said()} {who()}.",
    lambda: f"{marked('t', capital(clause()))}, {who()} {said()} on Friday.",
    lambda: f"{marked('t', capital(clause()))}, {marked('c', 'according to')} {who()}.",
    lambda: f"{marked('c', 'According to')} {who()}, {marked('t', clause())}.",
    lambda: f"{marked('t', quoted(','))} {who()} {said()}.",
    lambda: f"{marked('t', quoted(','))} {said()} {who()}.",
    lambda: f"{who(first=True)} {said()}: {marked('t', quoted('.'))}",
    lambda: f"{marked('t', quoted(','))} {who()} {said()}. {capital(clause())}.",
    lambda: f"{capital(clause())}.",
    lambda: f"{capital(clause())}, and {clause()}.",
]


def article() -> tuple[str, list[str]]:
    """A text of one to five paragraphs and its sentences with their marks."""
    paragraphs = [
        [random.choice(FORMS)() for _ in range(random.choice([1, 1, 2]))] for _ in range(random.randrange(1, 6))
    ]
    sentences = [sentence for paragraph in paragraphs for sentence in paragraph]
    return "\n\n".join(" ".join(paragraph) for paragraph in paragraphs), sentences


def drill(seed: int) -> list[Example]:
    """ARTICLES short texts with their attributions; nothing is said of their tags."""
    random.seed(seed)
    return [drilled(f"drill {number}", *article()) for number in range(ARTICLES)]


def drilled(name: str, text: str, sentences: list[str]) -> Example:
    example = plain_example(name, MARK.sub(r"\2", text))
    at = 0
    for sentence in sentences:
        parts: dict[str, list[list[int]]] = {"s": [], "c": [], "t": []}
        plain, last = "", 0
        for mark in MARK.finditer(sentence):
            plain += sentence[last : mark.start()]
            parts[mark[1]].append([at + len(plain), at + len(plain) + len(mark[2])])
            plain, last = plain + mark[2], mark.end()
        plain += sentence[last:]
        if parts["c"]:
            cue, content = (token_ranges(example.tokens, parts[role]) for role in "ct")
            speech = MARK.search(sentence[sentence.index("[c ") :])[2] not in WORDS["thought"]  # type: ignore[index]
            example.attributions.append(Gold(cue[0], token_ranges(example.tokens, parts["s"]), content, speech))
        at += len(plain)
        at += len(re.match(r"\s*", example.text[at:])[0])  # type: ignore[index]
    example.roles = role_labels(len(example.tokens), example.attributions)
    return example
