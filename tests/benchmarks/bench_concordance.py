"""Words of a collection in context, against the peer `conc` on the same words in the same run; and whether both agree.

Each builds from the articles as they are, conc by spaCy's rules for English; all else both count on the same tokens: the
articles are cut by our tokenizer and written with single spaces, and conc splits there, so that counts can be compared
one by one. Times are those of the processor, since conc takes all cores. conc is not a dependency: name a Python that has it.
What differs: conc counts the node among its collocates and a word near two hits twice; our tokenizer knows English letters.
Usage:

    python -m venv peer && peer/bin/pip install conc==0.1.13
    python tests/benchmarks/bench_concordance.py [ARTICLES] --peer peer/bin/python [--words N] [--runs N]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
from timing import cpu_seconds

from analysis import corpus, read_articles
from analysis.language import tokenizer

ROOT = Path(__file__).resolve().parents[2]
WORD, NODE = "said", "people"


def copies(articles: pd.DataFrame, words: int) -> pd.DataFrame:
    """Articles one behind the other until there are about ``words`` words."""
    times = max(1, round(words / max(len(corpus.index_words(articles)), 1)))
    return pd.concat([articles.assign(article_id=articles["article_id"] + f"-{i}") for i in range(times)])


def ours(
    articles: pd.DataFrame, spaced: pd.DataFrame, runs: int
) -> tuple[dict[str, float], dict[str, dict[str, float]]]:
    words = corpus.index_words(articles)
    took = {
        "build": cpu_seconds(lambda: _opened(articles), runs),
        f"concordance of “{WORD}”": cpu_seconds(lambda: corpus.concordance(words, WORD, sort="right"), runs),
        "table of bigrams": cpu_seconds(lambda: corpus.ngrams(words, 2, at_least=1), runs),
        "frequency of all words": cpu_seconds(lambda: corpus.frequency(words), runs),
        f"collocates of “{NODE}”": cpu_seconds(lambda: corpus.collocates(words, NODE, at_least=5), runs),
    }
    same = corpus.index_words(spaced)
    near = corpus.collocates(same, NODE, at_least=5).set_index("collocate")
    lines = corpus.concordance(same, NODE)
    return took, {
        "frequency": corpus.frequency(same).set_index("word")["times"].to_dict(),
        "bigrams": corpus.ngrams(same, 2, at_least=1).set_index("ngram")["times"].to_dict(),
        "hits": {NODE: len(lines)},
        "collocates": near["times"].to_dict(),
        "logdice": (14 + np.log2(2 * near["times"] / (near["collocate_times"] + len(lines)))).to_dict(),
    }


def _opened(articles: pd.DataFrame) -> None:
    words = corpus.index_words(articles)
    _ = words.word, words.stretch, words.is_word


def peer(
    python: Path, articles: pd.DataFrame, spaced: pd.DataFrame, runs: int
) -> tuple[dict[str, float], dict[str, dict[str, float]]]:
    with tempfile.TemporaryDirectory() as folder:
        sources = [Path(folder, "articles.csv"), Path(folder, "spaced.csv")]
        for source, held in zip(sources, (articles, spaced), strict=True):
            held[["text"]].to_csv(source, index=False)
        script = Path(__file__).with_name("peer_conc.py")
        made = subprocess.run(
            [python, script, *sources, WORD, NODE, str(runs)], capture_output=True, text=True, check=False
        )
    if made.returncode:
        raise SystemExit(f"{python} could not run conc:\n{made.stderr[-2000:]}")
    answer = json.loads(made.stdout.splitlines()[-1])
    return answer["took"], answer["counted"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="?", type=Path, default=ROOT / "seeds" / "ilmora")
    parser.add_argument("--words", type=int, default=288_000, help="how many words to make by repeating the articles")
    parser.add_argument("--runs", type=int, default=3, help="how often each is measured; the fastest counts")
    parser.add_argument("--peer", type=Path, help="a Python with conc")
    options = parser.parse_args()
    articles = copies(read_articles(options.articles).articles, options.words)
    cut = [" ".join(" ".join(tokenizer().tokenize(text)).split()) for text in articles["text"]]
    spaced = articles.assign(text=cut)
    took, counted = ours(articles, spaced, options.runs)
    theirs, of_them = peer(options.peer, articles, spaced, options.runs) if options.peer else ({}, {})
    print(f"{len(corpus.index_words(articles)):,} words, {len(articles):,} articles{'CPU seconds':>20}{'conc':>10}")
    for name, mine in took.items():
        beside = f"{theirs[name]:10.3f}   {theirs[name] / mine:.1f} times as fast" if name in theirs else ""
        print(f"{name:36}{mine:15.3f}{beside}")
    for name, values in of_them.items():
        mine_of = counted[name]
        same = sum(abs(mine_of.get(key, -1) - value) < 0.01 for key, value in values.items())
        print(f"{name:12} ours {len(mine_of):9,}   conc {len(values):9,}   the same {same:9,}")


if __name__ == "__main__":
    main()
