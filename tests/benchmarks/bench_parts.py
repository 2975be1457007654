"""A large collection into parts: time and memory by size, bytes on disk, reading back, a second run. Usage:

python tests/benchmarks/bench_parts.py [ARTICLES ...] [--jobs N] [--folder DIR] [--replay]

Each size is run in a process of its own, whose memory is that of the parent alone (workers have theirs); how far it is, is told
every minute and at a tenth, half and all of it. The folder is kept where it is named, and a run that was broken off goes on
there; times are then those of the articles that this run made. ``--replay`` analyses 250 articles and gives their rows to
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
    own = {column: batch[column].array for column in ("path", "sha256", "publisher", "published")}
    made["articles"] = made["articles"].assign(**own)
    return {name: table(name, made.get(name, ())) for name in REPLAYED}


def measure(source: Path, into: Path, number: int, jobs: int, replayed: bool) -> dict[str, float]:
    """One run over a number of articles; memory in MB at a tenth, half and all of it, and at its highest."""
    if replayed:
        REPLAYED.update(analyse(next(iter(stream_articles(source))).articles))
        pipeline.analyse_batch = replay
    process, memory, at, kept = psutil.Process(), [0.0], dict[float, float](), 0
    began, used = time.perf_counter(), time.process_time()
    told = began

    def note(step: Step) -> None:
        nonlocal told, kept
        kept, now = step.kept, time.perf_counter()
        memory.append(process.memory_info().rss / 1e6)
        passed = [share for share in (0.1, 0.5, 1.0) if share not in at and step.done >= share * number]
        at.update(dict.fromkeys(passed, memory[-1]))
        if passed or now - told > 60:
            told, made = now, step.done - step.kept
            each = f", {(now - began) * 1000 / made:.2f} ms an article" if made else ""
            print(f"{step.kept:,} done before, {made:,} now{each}; {memory[-1]:,.0f} MB", file=sys.stderr, flush=True)

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
    made = max(1, len(ids) - kept)
    words = sum(int(frame["words"].sum()) for frame in parts.batches("articles", ["words"]))
    tokens = sum(path.stat().st_size for path in into.glob("parts/*/tokens.parquet"))
    disk = sum(path.stat().st_size for path in into.rglob("*") if path.is_file())
    return {
        "articles": len(ids), "words": words, "made": made, "seconds": first, "own": own, "second": second,
        "own_second": own_second, "ten": min(reading)[0], "own_ten": min(own for _, own in reading),
        "early": at[0.1], "middle": at[0.5], "late": memory[-1], "highest": max(memory),
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
        print(json.dumps(measure(*options.one, options.sizes[0], options.jobs, options.replay)))
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for size in options.sizes:
            name = f"{size}-replayed" if options.replay else f"{size}"
            source = folder / f"{name}.jsonl.gz"
            if not source.exists():
                write(folder / f".{name}", size, texts=250 if options.replay else None).rename(source)
            command = [sys.executable, __file__, str(size), "--jobs", str(options.jobs), "--one", source, folder / name]
            command += ["--replay"] if options.replay else []
            told = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
            print(
                "{articles:,} articles, {words:,} words: {per:.2f} ms an article, {rate:,.0f} words/s; "
                "{per_own:.2f} ms of this process's processor time\n"
                "  memory {early:,.0f} MB at a tenth, {middle:,.0f} at half, {late:,.0f} at the end, {highest:,.0f} at most\n"
                "  on disk {token:.2f} bytes a token, {kb:.1f} KB an article\n"
                "  ten articles read in {ten:.2f} s, {own_ten:.2f} of the processor; second run {second:.1f} s, "
                "{share:.1%} of the first, {per_second:.2f} ms an article of the processor".format(
                    **told, per=told["seconds"] * 1000 / told["made"], per_own=told["own"] * 1000 / told["made"],
                    rate=told["words"] * told["made"] / told["articles"] / told["seconds"],
                    per_second=told["own_second"] * 1000 / told["articles"], kb=told["disk"] / told["articles"] / 1000,
                    share=told["second"] * told["made"] / told["articles"] / told["seconds"],
                ), flush=True,
            )  # fmt: skip


if __name__ == "__main__":
    main()
