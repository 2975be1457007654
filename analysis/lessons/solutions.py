"""Lessons with their solutions filled in: one source for the student's version and the teacher's."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
from nbformat import NotebookNode

FENCED = re.compile(r"```python\n(.*?)\n```", re.DOTALL)
LESSONS = Path(__file__).resolve().parents[2] / "notebooks" / "lessons"


def solved(notebook: NotebookNode) -> NotebookNode:
    """A lesson whose exercises hold the code that stands folded in the solution behind each.

    Parameters
    ----------
    notebook : cells with the tag ``exercise`` are replaced by the Python code of the next cell with the tag ``solution``

    Returns
    -------
    A copy; its solutions still stand there. Raises ValueError for an exercise without a solution (which cell).

    >>> from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
    >>> exercise = new_code_cell("answer = ...", metadata={"tags": ["exercise"]})
    >>> solution = new_markdown_cell("```python\\nanswer = 7\\n```", metadata={"tags": ["solution"]})
    >>> solved(new_notebook(cells=[exercise, solution])).cells[0].source
    'answer = 7'
    """
    notebook = nbformat.from_dict(notebook)
    open_: NotebookNode | None = None
    for cell in notebook.cells:
        tags = cell.metadata.get("tags", [])
        if "exercise" in tags:
            _must_be_solved(open_)
            open_ = cell
        elif "solution" in tags and open_ is not None and (code := FENCED.search(cell.source)):
            open_.source, open_ = code[1], None
    _must_be_solved(open_)
    return notebook


def _must_be_solved(cell: NotebookNode | None) -> None:
    if cell is not None:
        raise ValueError(f"cell {cell.get('id')} is an exercise, and no solution with Python code stands behind it")


def write_solved(folder: str | Path, lessons: Path = LESSONS) -> list[Path]:
    """Write all lessons with their solutions filled in into ``folder``; returns the notebooks written."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for path in sorted(lessons.glob("*.ipynb")):
        target, beside = folder / path.name, folder / f".{path.name}"
        nbformat.write(solved(nbformat.read(path, as_version=4)), beside)
        written.append(beside.replace(target))
    return written
