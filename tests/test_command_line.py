import subprocess
import sys

import notes
import pytest
from click.testing import CliRunner

from analysis import Tables
from analysis.__main__ import main


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def flood(tmp_path):
    return notes.collection(tmp_path / "flood")


@pytest.fixture
def counting(tmp_path):
    return notes.notebook(tmp_path / "counting.ipynb", "top")


@pytest.mark.parametrize("command", [[], ["tabulate"], ["report"]])
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


def test_report_says_what_was_read_and_written_and_when_nothing_changed(flood, counting, tmp_path):
    arguments = ("report", flood, "--notebook", counting, "-o", tmp_path / "reports", "-p", "top", "4")
    first, second = run(*arguments), run(*arguments)
    assert first.exit_code == second.exit_code == 0
    assert "flood: 2 found, 1 read, 1 skipped (empty 1)" in first.output
    assert "flood: counting written, see" in first.output
    assert "flood: all up to date in" in second.output


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


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
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
