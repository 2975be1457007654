"""What goes wrong on a long run is told in a line, loses nothing, and is made good by the next run."""

import errno
import os
import signal

import pytest
from click.testing import CliRunner
from mining import assert_same, collection, made, parted

from analysis import pipeline
from analysis.__main__ import main
from analysis.articles import read_articles
from analysis.partitions import load_tables
from analysis.partitions import parts as parts_module
from analysis.pipeline import tabulate
from analysis.progress import Meter, Step, line


@pytest.fixture
def mines(tmp_path):
    return collection(tmp_path)


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def deadly(monkeypatch):
    """An article takes the process with it that analyses it."""
    read = pipeline.read_document

    def dying(article):
        if article.article_id == "m2":
            os.kill(os.getpid(), signal.SIGKILL)
        return read(article)

    monkeypatch.setattr(pipeline, "read_document", dying)
    return monkeypatch


def test_an_article_that_kills_its_process_is_skipped_and_tried_again_by_the_next_run(mines, tmp_path, deadly):
    for tables in (tabulate(read_articles(mines), jobs=2, batch=3), parted(mines, tmp_path / "out", jobs=2).load()):
        tables.validate()
        assert tables.articles.article_id.tolist() == ["m0", "m1", "m3", "m4", "m5", "m6"]
        told = tables.skipped.set_index("path").loc["mines.jsonl#row 3"]
        assert told.reason == "analysis failed"
        assert "a process that analysed it died" in told.detail
    deadly.undo()
    before = made(tmp_path / "out")
    assert_same(parted(mines, tmp_path / "out").load(), tabulate(read_articles(mines)))
    assert before.items() <= made(tmp_path / "out").items()


def test_a_full_disk_ends_the_run_with_a_line_and_the_next_one_goes_on(mines, tmp_path, monkeypatch):
    written, write = [], parts_module._write

    def full(frame, path):
        written.append(path)
        if len(written) > 12:
            path.write_bytes(b"PAR1")
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        write(frame, path)

    monkeypatch.setattr(parts_module, "_write", full)
    monkeypatch.setattr(pipeline, "PART", 2)
    told = run("tabulate", mines, "-o", tmp_path / "out", "--parts", "--jobs", 1)
    assert told.exit_code == 2
    assert "No space left on device; what is made so far is kept" in told.output
    assert len(told.output.splitlines()) == 1
    (kept,) = (tmp_path / "out" / "parts").iterdir()
    monkeypatch.setattr(parts_module, "_write", write)
    assert run("tabulate", mines, "-o", tmp_path / "out", "--parts", "--jobs", 1).exit_code == 0
    assert kept.name in made(tmp_path / "out")
    assert_same(load_tables(tmp_path / "out"), tabulate(read_articles(mines)))


@pytest.mark.parametrize("command", [["tabulate"], ["tabulate", "--parts"], ["report"]])
def test_a_place_that_cannot_be_written_is_one_line(command, mines, tmp_path):
    (tmp_path / "file").touch()
    told = run(*command, mines, "-o", tmp_path / "file" / "out")
    assert told.exit_code == 2
    assert "cannot be written" in told.output
    assert len(told.output.splitlines()) == 1


def test_without_a_terminal_progress_is_a_line_a_minute(capsys, monkeypatch):
    clock = iter([0, 30, 61, 61, 90, 125, 125])
    monkeypatch.setattr("analysis.progress.time.monotonic", lambda: next(clock))
    with Meter("mines") as meter:
        for done in (10, 20, 30, 40):
            meter(Step(done, 0, 1, 100))
    assert capsys.readouterr().err.splitlines() == [
        "mines: 20 of 100 articles, 0.3 a second, 0:04:04 left, 1 skipped",
        "mines: 40 of 100 articles, 0.3 a second, 0:03:08 left, 1 skipped",
    ]


def test_quiet_tells_nothing(capsys):
    with Meter("mines", quiet=True, every=0) as meter:
        meter(Step(10, 0, 1, 100))
    assert capsys.readouterr().err == ""


def test_what_an_earlier_run_made_does_not_count_as_fast():
    assert line(Step(1000, 1000, 0, 2000), 10) == "1,000 of 2,000 articles, 1,000 of them kept, 0.0 a second, 0 skipped"


def test_steps_reach_the_number_of_articles(mines, tmp_path):
    steps: list[Step] = []
    parted(mines, tmp_path / "out", progress=steps.append)
    assert (steps[-1].done, steps[-1].skipped, steps[-1].total) == (7, 1, 7)
    assert [step.done for step in steps] == sorted(step.done for step in steps)
    tabulate(read_articles(mines), batch=3, progress=steps.append)
    assert steps[-3:] == [Step(3, 0, 1, 7), Step(6, 0, 1, 7), Step(7, 0, 1, 7)]


@pytest.mark.parametrize("options", [[], ["--parts"]])
def test_an_interrupted_run_says_what_is_left(options, mines, tmp_path, monkeypatch):
    def interrupted(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "analyse_batch", interrupted)
    done = run("tabulate", mines, "-o", tmp_path / "out", "--jobs", 1, *options)
    assert done.exit_code == 130
    kept = "what is made so far is kept, and the same command goes on from there"
    assert done.output == f"broken off; {kept if options else 'nothing was written'}\n"


def test_an_export_that_cannot_be_read_or_written_is_told_in_a_line(mines, tmp_path):
    parted(mines, tmp_path / "out")
    told = run("export", tmp_path / "out", "-o", mines / "x", "--as", "csv")
    assert (told.exit_code, told.output.count("\n")) == (2, 1)
    assert f"{mines / 'x'} cannot be written" in told.output
    claims = next((tmp_path / "out" / "parts").glob("*/claims.parquet"))
    claims.write_bytes(bytes(claims.stat().st_size))
    told = run("export", tmp_path / "out", "-o", tmp_path / "x", "--as", "csv")
    assert (told.exit_code, told.output.count("\n")) == (2, 1)
    assert f"{claims} is damaged" in told.output
