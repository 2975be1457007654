import ast
import re
from dataclasses import replace

import nbformat
import pandas as pd
import pytest
import samples

from analysis import selection
from analysis.findings import LEFT_OUT, save_findings
from analysis.reports import FOLDER, NOTEBOOKS, WHOLE, parameters

STORED = sorted(path for path in FOLDER.rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts)


def cells_of(path, kind):
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == kind]


@pytest.fixture(params=STORED, ids=lambda path: path.stem)
def notebook(request):
    return request.param


def test_the_reports_are_there():
    assert set(NOTEBOOKS) <= {path.stem for path in STORED}


def test_stored_without_outputs(notebook):
    for cell in cells_of(notebook, "code"):
        assert (cell.outputs, cell.execution_count) == ([], None)


def test_valid_with_stable_ids_and_a_plain_kernel(notebook):
    held = nbformat.read(notebook, as_version=4)
    nbformat.validate(held)
    assert held.metadata.kernelspec.name == "python3"
    assert held.metadata.language_info.name == "python"
    assert all(cell.id.startswith(notebook.stem) for cell in held.cells)


def test_prose_and_calls_without_functions(notebook):
    for cell in cells_of(notebook, "code"):
        kinds = {type(node) for node in ast.walk(ast.parse(cell.source))}
        assert not kinds & {ast.FunctionDef, ast.Lambda, ast.ClassDef}
        if "parameters" not in cell.metadata.get("tags", []):
            assert len(cell.source.splitlines()) <= 4


@pytest.mark.parametrize("name", [*NOTEBOOKS, *WHOLE])
def test_one_cell_of_parameters_each_with_a_comment(name):
    path = FOLDER / f"{name}.ipynb"
    (tagged,) = [cell for cell in cells_of(path, "code") if "parameters" in cell.metadata.get("tags", [])]
    assert all(re.match(r"\w+ = .+  # .+", line) for line in tagged.source.splitlines())
    held = parameters.defaults(path).keys()
    assert {"collection", "since", "until", "publisher", "top"} <= held
    assert len({"tables", "findings"} & held) == 1


@pytest.mark.parametrize("name", [*NOTEBOOKS, *WHOLE])
def test_opens_with_what_it_answers(name):
    first = cells_of(FOLDER / f"{name}.ipynb", "markdown")[0].source
    assert first.startswith("# ")
    assert "?" in first


# ---- what notebooks call


def test_tables_are_loaded_from_a_folder(tmp_path):
    samples.one().save(tmp_path)
    opened = selection.open_tables("not looked at", tmp_path)
    assert opened.claims["cue"].tolist() == ["said"] * 4


def test_findings_are_tables_without_what_changes_when_the_words_around_them_do(tmp_path):
    samples.one().save(tmp_path / "tables")
    hash_ = save_findings(tmp_path / "tables", tmp_path)
    opened = selection.open_tables("not looked at", tmp_path, act="speech", policy="latest", since="2000-01-01")
    whole = selection.open_tables(
        "not looked at", tmp_path / "tables", act="speech", policy="latest", since="2000-01-01"
    )
    pd.testing.assert_frame_equal(opened.tolls, whole.tolls)
    pd.testing.assert_frame_equal(opened.claims, whole.claims.drop(columns=LEFT_OUT["claims"]))
    for name, column in (("articles", "text"), ("claims", "start"), ("tokens", "word"), ("spans", "text")):
        with pytest.raises(KeyError, match=column):
            getattr(opened, name)[column]

    def changed(name, column):
        frame = getattr(samples.one(), name)
        edited = replace(samples.one(), **{name: frame.assign(**{column: frame[column] + " more"})})
        return save_findings(edited.save(tmp_path / "edited"), tmp_path / "found")

    assert changed("articles", "text") == hash_
    assert len({changed("claims", "cue"), changed("articles", "title"), hash_}) == 3


def test_tables_are_made_where_there_are_none(tmp_path):
    (tmp_path / "a.txt").write_text("Flood in Avel\n\nThe flood killed 12 people, mayor Ada Quill said on Monday.\n")
    opened = selection.open_tables(tmp_path)
    assert opened.articles["title"].tolist() == ["Flood in Avel"]


@pytest.mark.parametrize(
    ("choice", "articles"),
    [
        ({}, 300),
        ({"since": "2020-10-01"}, 23),
        ({"since": "2020-01-02", "until": "2020-01-02"}, 1),
        ({"publisher": "daily avel"}, 75),
        ({"publisher": "Daily Avel", "until": "2020-01-31"}, 8),
        ({"publisher": "nobody"}, 0),
    ],
)
def test_a_selection_by_day_and_publisher(choice, articles):
    assert len(selection.select(samples.many(), **choice).articles) == articles


def test_a_selection_holds_in_all_tables():
    selected = selection.select(samples.many(), publisher="Courier")
    ids = set(selected.articles["article_id"])
    for _, frame in selected:
        if "article_id" in frame:
            assert set(frame["article_id"]) <= ids
    assert len(selected.claims) < len(samples.many().claims)


def test_a_day_that_is_none_is_refused():
    with pytest.raises(ValueError, match="'last week' is not a day"):
        selection.select(samples.one(), since="last week")


def test_the_funnel_says_what_remains_after_each_step():
    everything = samples.one()
    steps = selection.funnel(everything, selection.select(everything, publisher="nobody"))
    assert steps["articles"].tolist() == [2, 1, 0, 0, 0]
