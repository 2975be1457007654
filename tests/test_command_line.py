import html
import subprocess
import sys

import annotations
import fiction
import notes
import pytest
from click.testing import CliRunner

from analysis import Tables
from analysis.__main__ import main
from analysis.evaluation import write_gold
from analysis.reports.watching import changes


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def flood(tmp_path):
    return notes.collection(tmp_path / "flood")


@pytest.fixture
def counting(tmp_path):
    return notes.notebook(tmp_path / "counting.ipynb", "top")


@pytest.mark.parametrize("command", [[], ["tabulate"], ["report"], ["diff"]])
def test_help_is_given(command):
    done = run(*command, "--help")
    assert done.exit_code == 0
    assert "Usage" in done.output


def test_every_option_has_a_help_text():
    for command in main.commands.values():
        assert command.help
        for parameter in command.params:
            assert parameter.param_type_name == "argument" or parameter.help


def test_help_imports_nothing_slow():
    code = "import analysis.__main__, sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"pandas", "numpy", "papermill", "nbconvert", "matplotlib", "nltk"} & set(loaded)


def test_tabulate_writes_tables_and_says_what_was_read(flood, tmp_path):
    done = run("tabulate", flood, "-o", tmp_path / "tables")
    assert done.exit_code == 0
    assert "flood: 2 found, 1 read, 1 skipped (empty 1)" in done.output
    assert len(Tables.load(tmp_path / "tables").validate().articles) == 1


def test_report_says_what_was_read_and_written_and_when_nothing_changed(flood, counting, tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.reports.ledger.digest_library", lambda: "the same, whoever edits it meanwhile")
    arguments = ("report", flood, "--notebook", counting, "-o", tmp_path / "reports", "-p", "top", "4")
    first, second = run(*arguments), run(*arguments)
    assert first.exit_code == second.exit_code == 0
    assert "flood: 2 found, 1 read, 1 skipped (empty 1)" in first.output
    assert "flood: counting written, see" in first.output
    assert "flood: all up to date in" in second.output


def test_a_selection_of_nothing_is_told_with_what_there_is(flood, tmp_path):
    chooses = notes.notebook(tmp_path / "page.ipynb", "1", parameters="collection = ''  # a\npublisher = None  # b")
    (flood / "metadata.csv").write_text("file,publisher\nflood.txt,The <i>Avel</i> Courier\n")
    asked = ("report", flood, "--notebook", chooses, "-o", tmp_path / "reports", "-p", "publisher", "Nobody")
    why = "no article is chosen by publisher Nobody (publishers: The <i>Avel</i> Courier)"
    for done in (run(*asked), run(*asked)):  # made, and up to date
        assert done.exit_code == 0
        assert f"flood: {why}: the pages are empty" in done.output.splitlines()
    for name in ("page", "index"):
        assert html.escape(why) in (tmp_path / "reports" / "flood" / f"{name}.html").read_text()
    assert "the pages are empty" not in run(*asked[:-1], "the <i>avel</i> courier").output


def test_several_collections_in_one_run(flood, counting, tmp_path):
    other = notes.collection(tmp_path / "other")
    done = run("report", flood, other, "--notebook", counting, "-o", tmp_path / "reports")
    assert done.exit_code == 0
    assert (tmp_path / "reports" / "flood" / "index.html").is_file()
    assert (tmp_path / "reports" / "other" / "index.html").is_file()


def test_a_failing_notebook_is_exit_status_1(flood, tmp_path):
    failing = notes.notebook(tmp_path / "failing.ipynb", "1 / 0")
    done = run("report", flood, "--notebook", failing, "-o", tmp_path / "reports")
    assert done.exit_code == 1
    assert "flood: failing failed: cell 3: ZeroDivisionError: division by zero" in done.output


RUNS = """
- name: dry June
  parameters: {since: 2031-06-01, top: 4}
- name: second
  notebooks: [NOTEBOOK]
"""


def test_a_file_of_runs_makes_a_folder_for_each(flood, counting, tmp_path):
    runs = tmp_path / "runs.yml"
    runs.write_text(RUNS.replace("NOTEBOOK", str(counting)))
    done = run("report", flood, "--runs", runs, "--notebook", counting, "-o", tmp_path / "reports")
    assert done.exit_code == 0, done.output
    for name, top in (("flood-dry-June", "4"), ("flood-second", "3")):
        assert f"top = {top}" in (tmp_path / "reports" / name / "counting.html").read_text()
        assert f'href="{name}/index.html"' in (tmp_path / "reports" / "index.html").read_text()
    page = html.unescape((tmp_path / "reports" / "flood-dry-June" / "counting.html").read_text())
    assert "--name 'flood dry June'" in page
    assert "<h1>flood · dry June</h1>" in (tmp_path / "reports" / "flood-dry-June" / "index.html").read_text()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: [", "not YAML that can be read"),
        ("name: one", "write a list of runs, each beginning with '- name: '"),
        ("- parameters: {top: 3}", "run 1 has no name: begin it with '- name: '"),
        ("- {name: a, colour: red}", "run 1 (a): 'colour' is none of name, parameters, notebooks"),
        (
            "- {name: a, parameters: [top]}",
            "run 1 (a): write parameters as {name: value} and notebooks as [name, name]",
        ),
        ("- name: a b\n- name: a/b", "two runs would be written to the folder of 'a b': give one another name"),
        ("- {name: a, parameters: {tpo: 3}}", "-p tpo: no such parameter; did you mean top?"),
    ],
)
def test_a_file_of_runs_that_cannot_be_used_is_one_line(text, message, flood, counting, tmp_path):
    runs = tmp_path / "runs.yml"
    runs.write_text(text)
    done = run("report", flood, "--runs", runs, "--notebook", counting, "-o", tmp_path / "reports")
    assert done.exit_code == 2
    assert message in done.output
    assert len(done.output.splitlines()) == 1


def test_a_report_is_opened_when_it_is_made(flood, counting, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    run("report", flood, "--notebook", counting, "-o", tmp_path / "reports", "--open")
    assert opened == [(tmp_path / "reports" / "flood" / "index.html").as_uri()]


def test_pdf_without_a_browser_is_one_line_before_any_work(flood, tmp_path, monkeypatch):
    monkeypatch.setenv("CHROMIUM", "no-such-browser")
    done = run("report", flood, "-o", tmp_path / "reports", "--pdf")
    assert done.exit_code == 2
    assert done.output == (
        "Error: --pdf needs Chromium, Chrome or Edge, and CHROMIUM is no-such-browser, which is not there: "
        "install one, or set CHROMIUM to its path\n"
    )
    assert not (tmp_path / "reports").exists()


def test_reports_are_printed_beside_their_pages(flood, counting, tmp_path, monkeypatch):
    printer = tmp_path / "printer"
    printer.write_text("#!/bin/sh\nfor a; do case $a in --print-to-pdf=*) echo printed > ${a#*=};; esac; done\n")
    printer.chmod(0o755)
    monkeypatch.setenv("CHROMIUM", str(printer))
    arguments = ("report", flood, "--notebook", counting, "-o", tmp_path / "reports")
    assert "flood: counting.pdf printed" in run(*arguments, "--pdf").output
    printed = tmp_path / "reports" / "flood" / "counting.pdf"
    assert printed.read_text() == "printed\n"
    run(*arguments, "--force")  # the page is another now, and nobody asked for a PDF file
    assert not printed.exists()


def test_watching_tells_what_changed_once_it_stands_still(flood):
    steps = iter([
        lambda: None,
        lambda: (flood / "flood.txt").write_text(notes.FLOOD + "More."),  # still being written
        lambda: (flood / "flood.txt").write_text(notes.FLOOD + "More rain."),
        lambda: None,
        lambda: (flood / "empty.txt").unlink(),
        lambda: None,
    ])  # fmt: skip
    told = changes([flood], wait=lambda: next(steps)())
    assert [path.name for path in next(told)] == ["flood.txt"]
    assert [path.name for path in next(told)] == ["empty.txt"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["report", "FLOOD", "FLOOD/empty.txt", "--name", "x"], "Error: --name is for one collection without --runs"),
        (["report", "FLOOD", "-p", "tpo", "3"], "Error: -p tpo: no such parameter; did you mean top?"),
        (["report", "FLOOD", "-p", "top", "many"], "Error: -p top: 'many' is not a whole number"),
        (["report", "FLOOD", "--notebook", "weather"], "Error: weather: there is no such notebook (in notebooks/: "),
        (["report", "nowhere"], "Error: nowhere: there is no such file or folder"),
        (["report", "FLOOD", "FLOOD"], "Error: several collections would be written to "),
        (["tabulate", "nowhere", "-o", "x"], "Error: nowhere is not there"),
        (["tabulate", "FLOOD", "-o", "x", "--policy", "wishful"], "Error: policy 'wishful' is none of best, "),
        (["report", "FLOOD", "-p", "policy", "wishful"], "Error: policy 'wishful' is none of best, "),
        (["report", "FLOOD/nothing"], "Error: "),
    ],
)
def test_a_wrong_argument_is_one_line_and_exit_status_2(arguments, message, flood, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (flood / "nothing").mkdir()
    done = run(*(argument.replace("FLOOD", str(flood)) for argument in arguments))
    assert done.exit_code == 2
    assert done.output.startswith(message)
    assert len(done.output.splitlines()) == 1


def test_evaluate_prints_and_writes_what_it_measured(tmp_path):
    fiction.read().save(tmp_path / "tables")
    done = run("evaluate", str(tmp_path / "tables"), str(fiction.FOLDER), "-o", str(tmp_path / "measured"))
    assert done.output.startswith("18 of 18 articles are annotated\n")
    assert {path.stem for path in (tmp_path / "measured").iterdir()} == {"scores", "values", "calibration", "errors"}


def test_evaluate_without_annotations_says_what_to_give(tmp_path):
    fiction.read().save(tmp_path / "tables")
    done = run("evaluate", str(tmp_path / "tables"), str(tmp_path))
    assert done.exit_code == 2
    assert "holds no annotations: give a folder with spans.csv" in done.output
    write_gold(annotations.one(), tmp_path / "gold")
    assert "annotates none of the 18 articles" in run("evaluate", tmp_path / "tables", tmp_path / "gold").output
