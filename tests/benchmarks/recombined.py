"""Any number of articles, each another: paragraphs of our own seeds, shuffled."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PUBLISHERS = ("The Courier", "The Herald", "Wire", "Lantern", "Free Valley", None)


def paragraphs() -> list[str]:
    texts = [path.read_text("utf8") for path in sorted((ROOT / "seeds").glob("*/*.txt"))]
    return [paragraph for text in texts for paragraph in text.split("\n\n") if len(paragraph.split()) > 12]


def articles(number: int, texts: int | None = None, words: int = 600) -> Iterator[dict[str, str | None]]:
    """Articles of about so many words, always the same ones; ``texts`` is after how many the texts begin again."""
    chance, held, made = random.Random(7), paragraphs(), list[str]()
    for i in range(number):
        if texts is None or len(made) < texts:
            text: list[str] = []
            while sum(len(paragraph.split()) for paragraph in text) < words - 20:
                text.append(chance.choice(held))
            made = [*(made if texts else ()), "\n\n".join(text)]
        day = f"{2031 + i % 4}-{1 + i % 12:02}-{1 + i % 28:02}"
        yield {"id": f"a{i}", "text": made[i % len(made)], "publisher": PUBLISHERS[i % 6], "date": day}


def write(path: Path, number: int, texts: int | None = None) -> Path:
    with gzip.open(path, "wt", encoding="utf8", compresslevel=1) as file:
        file.writelines(json.dumps(article) + "\n" for article in articles(number, texts))
    return path
