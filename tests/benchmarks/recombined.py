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


def articles(number: int, words: int = 600) -> Iterator[dict[str, str | None]]:
    """Articles of about so many words, always the same ones."""
    chance, held = random.Random(7), paragraphs()
    for i in range(number):
        text: list[str] = []
        while sum(len(paragraph.split()) for paragraph in text) < words - 20:
            text.append(chance.choice(held))
        day = f"{2031 + i % 4}-{1 + i % 12:02}-{1 + i % 28:02}"
        yield {"id": f"a{i}", "text": "\n\n".join(text), "publisher": PUBLISHERS[i % 6], "date": day}


def write(path: Path, number: int) -> Path:
    with gzip.open(path, "wt", encoding="utf8", compresslevel=1) as file:
        file.writelines(json.dumps(article) + "\n" for article in articles(number))
    return path
