"""Small notebooks and collections for the tests of reports."""

from pathlib import Path

import nbformat
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

PARAMETERS = 'collection = ""  # folder\ntables = None  # folder\ntop = 3  # rows\nsince = None  # first day'


def notebook(path: Path, *cells: str, parameters: str = PARAMETERS) -> Path:
    """A notebook of a title, a parameters cell and the given cells of code (of prose, where they begin with "#")."""
    tagged = new_code_cell(parameters, id="parameters", metadata={"tags": ["parameters"]})
    made = new_notebook(cells=[new_markdown_cell("# A test\n", id="title"), tagged])
    for number, source in enumerate(cells):
        new = new_markdown_cell if source.startswith("#") else new_code_cell
        made.cells.append(new(source, id=f"cell-{number}"))
    made.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    made.metadata.language_info = {"name": "python"}
    nbformat.write(made, path)
    return path


def collection(folder: Path, **articles: str) -> Path:
    """A folder of articles by file name, and one empty file, which is skipped."""
    folder.mkdir(parents=True)
    for name, text in (articles or {"flood": FLOOD}).items():
        (folder / f"{name}.txt").write_text(text, encoding="utf8")
    (folder / "empty.txt").touch()
    return folder


FLOOD = """Flood kills twelve in Avel

AVEL (AP) - A flood killed 12 people and injured at least 30 others in the town of Avel on Monday, Mayor Ada Quill said.

"We have never seen water like this," Quill told reporters. She said the river had risen since Sunday night.

An official who spoke on condition of anonymity said the dam had been opened too late.
"""


def page(report, name: str) -> BeautifulSoup:
    """A page of a collection that was rendered."""
    return BeautifulSoup((report.folder / f"{name}.html").read_text(encoding="utf8"), "html.parser")


def small(folder: Path) -> tuple[Path, Path, Path]:
    """A collection, a folder for reports, and a notebook that looks for a table."""
    counting = notebook(
        folder / "counting.ipynb",
        "from pathlib import Path\nassert (Path(tables) / 'articles.parquet').is_file()",
        "print(f'top is {top}')",
    )
    return collection(folder / "flood"), folder / "reports", counting
