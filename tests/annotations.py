"""A short article as two people annotated it, for tests of scores, agreement and the gold format."""

import samples

from analysis.tables import Tables

TEXT = (
    "Shelling kills three\n\nThree men died, Ada Quill said. Two were hurt, she said.\n\nDozens fled, a nurse denied.\n"
)
ARTICLE = {"article_id": "a", "title": "Shelling kills three", "text": TEXT}


def place(words: str, nth: int = 1) -> dict:
    """Where words stand in the text, and the words."""
    start = -1
    for _ in range(nth):
        start = TEXT.index(words, start + 1)
    return {"start": start, "end": start + len(words), "text": words}


def claim(number: int, source: str, cue: tuple[str, int], content: str, stance: str = "asserts", **more) -> list[dict]:
    """The row of a claim and its spans."""
    record = {"article_id": "a", "record_id": f"a:c{number}"}
    spans = [
        {**record, "role": role, **at}
        for role, at in (("source", place(source)), ("cue", place(*cue)), ("content", place(content)))
    ]
    hull = {"start": min(s["start"] for s in spans), "end": max(s["end"] for s in spans)}
    row = {
        "article_id": "a", "claim_id": f"a:c{number}", **hull, "source": source, "cue": cue[0], "content": content,
        "form": "indirect", "act": "speech", "stance": stance, **more,
    }  # fmt: skip
    return [row, *spans]


def figure(number: int, words: str, outcome: str, low: int | None, high: int | None = None, **more) -> list[dict]:
    """The row of a figure and its span."""
    at = place(words)
    row = {
        "article_id": "a", "casualty_id": f"a:f{number}", **at, "outcome": outcome, "low": low, "high": high,
        "vague": low is high is None, **more,
    }  # fmt: skip
    return [row, {"article_id": "a", "record_id": f"a:f{number}", "role": "figure", **at}]


def tables(claims: list[list[dict]], figures: list[list[dict]], sources: tuple[str, ...] = ()) -> Tables:
    """Tables of the article with these records; sources are a:s1, a:s2 ... by name."""
    start = TEXT.index("Three")
    return samples.made(
        articles=[ARTICLE],
        sentences=[
            {"article_id": "a", "sentence": i, "paragraph": i, "part": "body", "start": at["start"], "end": at["end"]}
            for i, at in enumerate([place(TEXT[:20]), place(TEXT[start : start + 56]), place(TEXT[-29:-1])])
        ],
        claims=[one[0] for one in claims],
        casualties=[one[0] for one in figures],
        sources=[
            {"article_id": "a", "source_id": f"a:s{i}", "name": name, "kind": "named person"}
            for i, name in enumerate(sources, 1)
        ],
        spans=[span for one in (*claims, *figures) for span in one[1:]],
    )


def one() -> Tables:
    return tables(
        [
            claim(1, "Ada Quill", ("said", 1), "Three men died", source_id="a:s1", confidence=0.9),
            claim(2, "she", ("said", 2), "Two were hurt", source_id="a:s1", confidence=0.5),
        ],
        [figure(1, "Three men", "killed", 3, 3), figure(2, "Two", "wounded", 2, 2)],
        ("Ada Quill",),
    )


def other() -> Tables:
    """Another's: a third claim, another stance, a figure with another bound, one figure less and one more."""
    return tables(
        [
            claim(1, "Ada Quill", ("said", 1), "men died", stance="confirms", source_id="a:s1"),
            claim(2, "she", ("said", 2), "Two were hurt", source_id="a:s1"),
            claim(3, "a nurse", ("denied", 1), "Dozens fled", stance="denies", source_id="a:s2"),
        ],
        [figure(1, "Three", "killed", 3), figure(2, "Dozens", "displaced", None)],
        ("Ada Quill", "a nurse"),
    )
