"""Tables on disk in parts: the same as in memory, whatever happened on the way."""

import json
import signal
import subprocess
import sys
import time

import pandas as pd
import pytest
from mining import NUMBERS, TEXT, assert_same, collection, made, parted, written

from analysis import fingerprints, pipeline
from analysis.articles import read_articles, stream_articles
from analysis.corrections import apply_corrections, corrections_template
from analysis.locking import InUse
from analysis.partitions import Partitions, count_rows, load_tables
from analysis.partitions.parts import article_keys
from analysis.pipeline import tabulate


@pytest.fixture
def mines(tmp_path):
    return collection(tmp_path)


def test_a_stream_reads_what_read_articles_reads(mines):
    steps = list(stream_articles(mines, batch=2))
    assert [len(step.articles) for step in steps] == [2, 2, 2, 1]
    assert [step.skipped.path.tolist() for step in steps] == [[], ["mines.jsonl#row 4"], [], []]
    whole = tabulate(read_articles(mines))
    assert_same(tabulate(stream_articles(mines, batch=2)), whole)
    assert whole.articles.depth.dtype == "float64"


@pytest.mark.parametrize("jobs", [1, 2])
def test_parts_hold_the_tables_that_memory_holds(mines, tmp_path, jobs):
    parts = parted(mines, tmp_path / "out", jobs=jobs)
    assert len(made(tmp_path / "out")) == 4
    assert_same(parts.load().validate(), tabulate(read_articles(mines)))


def test_articles_may_come_as_frames_one_by_one(mines, tmp_path):
    articles = read_articles(mines).articles
    parts = tabulate((articles.iloc[[i]] for i in range(len(articles))), into=tmp_path / "out", batch=3)
    assert_same(parts.load(), tabulate(articles))


def test_parts_of_few_words_stand_beside_parts_of_many(tmp_path):
    many = " ".join(
        f"{a}{b}n" for a in "bdfghjklmnprst" for b in ("a", "e", "i", "o", "u", "ai", "ea", "ie", "oo", "ou")
    )
    articles = pd.DataFrame({"article_id": ["few", "many"], "text": ["It rained.", f"The {many} came down."]})
    parts = tabulate(articles, into=tmp_path / "out", batch=1)
    assert_same(parts.load().validate(), tabulate(articles))
    assert parts.load(["many"]).tokens.word.nunique() > 127


def test_an_id_that_comes_again_is_skipped(mines, tmp_path):
    articles = read_articles(mines).articles
    tables = tabulate([articles, articles.head(1)], into=tmp_path / "out").load()
    assert len(tables.articles) == len(articles)
    assert tables.skipped.reason.tolist() == ["duplicate id"]


def test_rows_of_some_articles(mines, tmp_path):
    parts = parted(mines, tmp_path / "out")
    assert parts.load(["m5", "m1"]).articles.article_id.tolist() == ["m1", "m5"]
    assert parts.load(publisher="echo", until="2024-03-01").articles.article_id.tolist() == ["m0", "m2"]
    assert set(parts.read("claims", since="2024-03-02").article_id) == {"m4", "m5", "m6"}
    assert list(parts.read("tokens", ["m3"], columns=["word"])) == ["word"]
    assert len(parts.load([]).validate().articles) == 0
    counted = sum(batch["outcome"].value_counts() for batch in parts.batches("casualties", ["outcome"]))
    assert counted["killed"] == len(NUMBERS)
    with pytest.raises(ValueError, match="'soon' is not a day"):
        parts.load(since="soon")


def test_rows_are_counted_without_holding_them(mines, tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.partitions.counting.WAITING", 2)
    parts = parted(mines, tmp_path / "out", batch=1)
    whole = parts.load()
    assert count_rows(parts, "tokens", ["pos"])["rows"].tolist() == whole.tokens.pos.value_counts().tolist()
    killed = count_rows(parts, "tolls", ["month", "outcome", "publisher"], of="low").query("outcome == 'killed'")
    assert killed[["month", "publisher", "low"]].to_numpy().tolist() == [
        ["2024-03", "Echo", 29],
        ["2024-03", "Post", 22],
    ]
    asked = count_rows(parts, "claims", ["day", "source_id"])
    assert asked["rows"].sum() == len(whole.claims)
    assert asked["source_id"].isna().sum() == whole.claims[whole.claims.source_id.isna()].article_id.nunique()
    with pytest.raises(KeyError, match="colour"):
        count_rows(parts, "claims", ["colour"])
    assert list(count_rows(parted(written(mines, [{"text": " "}]), tmp_path / "none"), "tolls", ["year"])) == [
        "year",
        "rows",
    ]


def test_corrections_hold_in_whatever_is_read(mines, tmp_path):
    whole = tabulate(read_articles(mines), policy="conservative", vague="acled")
    parts = parted(mines, tmp_path / "out", policy="conservative", vague="acled")
    lines = corrections_template(whole, {"casualties": ["low"]})
    lines = lines[lines.article_id.isin(["m1", "m4"])].assign(action="drop")
    lines.loc[lines.index[-1], ["action", "new"]] = ["change", "1"]
    expected, told = apply_corrections(whole, lines, vague="acled")
    assert told.applied.all()
    pd.testing.assert_frame_equal(parts.correct(lines, vague="acled"), told)
    for read in (parts, Partitions(tmp_path / "out")):
        assert_same(read.load().validate(), expected)
        assert read.load(["m3", "m4"]).tolls.equals(expected.of(["m3", "m4"]).tolls)
        assert read.rows() == {name: len(frame) for name, frame in expected}
        assert read.read("casualties", columns=["low"]).low.tolist() == expected.casualties.low.tolist()
        assert pd.concat(read.batches("spans", ["text"])).text.tolist() == expected.spans.text.tolist()
    parts.correct(lines.head(0))
    assert_same(parts.load(), whole)


def test_what_has_not_changed_is_not_made_again(mines, tmp_path, monkeypatch):
    parted(mines, tmp_path / "out")
    before = made(tmp_path / "out")
    monkeypatch.setattr(pipeline, "analyse_batch", None)
    parts = parted(mines, tmp_path / "out")
    assert made(tmp_path / "out") == before
    assert len(parts.articles) == len(NUMBERS)


def test_only_new_and_changed_articles_are_made_again(mines, tmp_path, monkeypatch):
    parted(mines, tmp_path / "out")
    rows = [json.loads(line) for line in mines.read_text().splitlines()]
    rows[1]["text"] = TEXT.format("twelve")
    written(mines, [{"id": "new", "text": TEXT.format("thirteen")}, *(row for row in rows if row["id"] != "m4")])
    analysed = []
    analyse = pipeline.analyse_batch
    monkeypatch.setattr(pipeline, "analyse_batch", lambda batch: analysed.extend(batch.article_id) or analyse(batch))
    tables = parted(mines, tmp_path / "out").load().validate()
    assert analysed == ["new", "m1"]
    assert_same(tables, tabulate(read_articles(mines)))


def test_another_policy_makes_tolls_alone(mines, tmp_path, monkeypatch):
    parted(mines, tmp_path / "out")
    analyse, calls = pipeline.analyse_batch, []
    monkeypatch.setattr(pipeline, "analyse_batch", lambda batch: calls.append(batch) or analyse(batch))
    tables = parted(mines, tmp_path / "out", policy="conservative", vague="acled").load()
    assert not calls
    assert_same(tables, tabulate(read_articles(mines), policy="conservative", vague="acled"))


def test_another_library_makes_everything_again(mines, tmp_path, monkeypatch):
    parted(mines, tmp_path / "out")
    before = made(tmp_path / "out")
    monkeypatch.setattr("analysis.partitions.filling.digest_engines", lambda: "another")
    parted(mines, tmp_path / "out")
    assert not before.keys() & made(tmp_path / "out").keys()


def test_no_room_behind_the_pipeline_makes_tables():
    code = "import analysis.pipeline, sys; print(*(name for name in sys.modules if name.startswith('analysis.')))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {name.split(".")[1] for name in loaded} & fingerprints.LATER


def test_reading_needs_no_engine():
    code = "import sys; from analysis import Partitions; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"nltk", "scipy", "analysis.reader", "analysis.articles"} & set(loaded)


def test_an_article_that_fails_stays_told_and_is_not_tried_again(mines, tmp_path, monkeypatch):
    read = pipeline.read_document

    def failing(article):
        if article.article_id == "m2":
            raise RuntimeError("cannot")
        return read(article)

    monkeypatch.setattr(pipeline, "read_document", failing)
    whole = tabulate(read_articles(mines))
    assert_same(parted(mines, tmp_path / "out").load().validate(), whole)
    before = made(tmp_path / "out")
    assert_same(parted(mines, tmp_path / "out").load(), whole)
    assert made(tmp_path / "out") == before


def test_a_collection_of_nothing_but_skipped_files(tmp_path):
    path = written(tmp_path / "none.jsonl", [{"text": " "}, {"text": ""}])
    tables = parted(path, tmp_path / "out").load().validate()
    assert (len(tables.articles), len(tables.skipped)) == (0, 2)


def test_damaged_and_unfinished_parts_are_made_again(mines, tmp_path):
    parts = parted(mines, tmp_path / "out")
    first, second, third, _ = sorted((tmp_path / "out" / "parts").iterdir())
    (first / "tokens.parquet").write_bytes(b"")
    (second / "part.json").unlink()
    (third / "claims.parquet").unlink()
    (tmp_path / "out" / "parts" / ".new-abc").mkdir()
    assert_same(parted(mines, tmp_path / "out").load(), tabulate(read_articles(mines)))
    assert (
        len(made(tmp_path / "out"))
        == parts.articles.part.nunique()
        == len(list((tmp_path / "out" / "parts").iterdir()))
    )


def test_a_run_that_did_not_end_is_told(mines, tmp_path):
    with pytest.raises(FileNotFoundError, match="it has no parts"):
        Partitions(tmp_path)
    parted(mines, tmp_path / "out")
    (tmp_path / "out" / "index.parquet").unlink()
    with pytest.raises(FileNotFoundError, match="start it again"):
        load_tables(tmp_path / "out")


def test_tables_are_not_taken_for_articles(mines, tmp_path):
    whole = tabulate(read_articles(mines))
    whole.save(tmp_path / "whole")
    parted(mines, tmp_path / "parted")
    parted(mines, tmp_path / "begun")
    (tmp_path / "begun" / "index.parquet").unlink()
    for folder in ("whole", "parted", "begun"):
        with pytest.raises(ValueError, match=f"{folder} holds tables that were made of articles: .* --as text"):
            read_articles(tmp_path / folder)
    assert_same(tabulate(read_articles(tmp_path, collection="mines")), whole)  # they stand beside mines.jsonl


def test_a_key_tells_what_was_read_and_not_as_which_type(mines):
    articles = read_articles(mines).articles
    keys = article_keys(articles, "x")
    assert article_keys(articles.assign(depth=articles.depth.map(lambda d: f"{d:g}"), words=1, other=None), "x") == keys
    assert set(article_keys(articles, "y")).isdisjoint(keys)
    changed = articles.assign(title="another")
    assert set(article_keys(changed, "x")).isdisjoint(keys)


RUN = """
import sys
from analysis.articles import stream_articles
from analysis.pipeline import tabulate
if __name__ == "__main__":
    tabulate(stream_articles(sys.argv[1], batch=1), into=sys.argv[2], batch=1, jobs=2)
"""


def start(mines, folder):
    return subprocess.Popen([sys.executable, "-c", RUN, mines, folder], stderr=subprocess.DEVNULL)


def wait_for(what, seconds=60):
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until
        time.sleep(0.01)


def test_a_run_that_is_killed_goes_on_where_it_was(mines, tmp_path):
    out = tmp_path / "out"
    killed = start(mines, out)
    wait_for(lambda: made(out))
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    before = made(out)
    tables = tabulate(stream_articles(mines, batch=1), into=out, batch=1).load().validate()
    assert before.items() <= made(out).items()
    assert_same(tables, tabulate(read_articles(mines)))


def test_a_second_run_into_the_folder_is_told_so(mines, tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.locking.DYING", 0.1)

    def second(_):
        with pytest.raises(InUse, match="another run is writing into"):
            parted(mines, tmp_path / "out")

    parted(mines, tmp_path / "out", progress=second)
