"""A large collection into parts: time and memory by size, bytes on disk, reading back, a second run. Usage:

python tests/benchmarks/bench_parts.py [ARTICLES ...] [--jobs N] [--folder DIR] [--replay]

Each size is run in a process of its own, whose memory is that of the parent alone (workers have theirs). The folder is kept
where it is named, and a run that was broken off goes on there. ``--replay`` analyses 250 articles and gives their rows to
all others under new ids: everything but the analysis is then as it is with a large collection, in a hundredth of the time.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd
import psutil
from recombined import write

from analysis import Partitions, pipeline, stream_articles, tabulate
from analysis.progress import Step
from analysis.tables import table

REPLAYED: dict[str, pd.DataFrame] = {}
analyse = pipeline.analyse_batch


def replay(batch: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The rows of the first batch under the ids of this one, which has the same texts."""
    new = dict(zip(REPLAYED["articles"]["article_id"], batch["article_id"], strict=False))
    made = {name: frame[frame["article_id"].isin(list(new))].copy() for name, frame in REPLAYED.items() if len(frame)}
    for frame in made.values():
        for column in frame.columns.intersection(["claim_id", "casualty_id", "source_id", "record_id"]):
            parts = frame[column].str.partition(":")
            frame[column] = parts[0].map(new) + ":" + parts[2]
        frame["article_id"] = frame["article_id"].astype("str").map(new)
    made["articles"] = made["articles"].assign(path=batch["path"].array, sha256=batch["sha256"].array)
    return {name: table(name, made.get(name, ())) for name in REPLAYED}


def measure(source: Path, into: Path, jobs: int, replayed: bool) -> dict[str, float]:
    """One run; memory in MB after the first part, in the middle and at its highest."""
    if replayed:
        REPLAYED.update(analyse(next(iter(stream_articles(source))).articles))
        pipeline.analyse_batch = replay
    process, memory = psutil.Process(), []
    began, used = time.perf_counter(), time.process_time()
    told = began

    def note(step: Step) -> None:
        nonlocal told
        memory.append(process.memory_info().rss / 1e6)
        if time.perf_counter() - told > 60:
            told = time.perf_counter()
            print(f"{step.done:,} done, {memory[-1]:,.0f} MB, {told - began:,.0f} s", file=sys.stderr, flush=True)

    parts = tabulate(stream_articles(source), into=into, jobs=jobs, progress=note)
    first, own = time.perf_counter() - began, time.process_time() - used
    rows = parts.rows()
    began, used = time.perf_counter(), time.process_time()
    tabulate(stream_articles(source), into=into, jobs=jobs)
    second, own_second = time.perf_counter() - began, time.process_time() - used
    ids = parts.articles["article_id"]
    ten = list(ids[:: max(1, len(ids) // 10)][:10])
    reading = []
    for _ in range(5):
        began, used = time.perf_counter(), time.process_time()
        found = Partitions(into).load(ten)
        reading.append((time.perf_counter() - began, time.process_time() - used))
        assert len(found.articles) == len(ten)
    words = sum(int(frame["words"].sum()) for frame in parts.batches("articles", ["words"]))
    tokens = sum(path.stat().st_size for path in into.glob("parts/*/tokens.parquet"))
    disk = sum(path.stat().st_size for path in into.rglob("*") if path.is_file())
    return {
        "articles": len(ids), "words": words, "seconds": first, "own": own, "second": second,
        "own_second": own_second, "ten": min(reading)[0], "own_ten": min(own for _, own in reading),
        "early": memory[min(3, len(memory) - 1)], "middle": memory[len(memory) // 2], "highest": max(memory),
        "token": tokens / rows["tokens"], "disk": disk,
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=[500, 1000])
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--replay", action="store_true")
    parser.add_argument("--one", nargs=2, type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure(*options.one, options.jobs, options.replay)))
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for size in options.sizes:
            source = write(folder / f"{size}.jsonl.gz", size, texts=250 if options.replay else None)
            command = [sys.executable, __file__, "--jobs", str(options.jobs), "--one", source, folder / f"{size}"]
            command += ["--replay"] if options.replay else []
            told = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
            print(
                "{articles:,} articles, {words:,} words: {per:.2f} ms an article, {rate:,.0f} words/s; "
                "{per_own:.2f} ms of this process's processor time\n"
                "  memory {early:,.0f} MB after four steps, {middle:,.0f} in the middle, {highest:,.0f} at most\n"
                "  on disk {token:.2f} bytes a token, {kb:.1f} KB an article\n"
                "  ten articles read in {ten:.2f} s, {own_ten:.2f} of the processor; second run {second:.1f} s, "
                "{share:.1%} of the first, {per_second:.2f} ms an article of the processor".format(
                    **told, per=told["seconds"] * 1000 / told["articles"], rate=told["words"] / told["seconds"],
                    per_own=told["own"] * 1000 / told["articles"], per_second=told["own_second"] * 1000 / told["articles"],
                    kb=told["disk"] / told["articles"] / 1000, share=told["second"] / told["seconds"],
                ), flush=True,
            )  # fmt: skip


if __name__ == "__main__":
    main()
