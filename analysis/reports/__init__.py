"""Which reports of a collection are to be made, and which are up to date.

The work itself is in ``rendering``, which is imported only when there is some: papermill and pandas take two seconds.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis.reports import ledger
from analysis.reports.ledger import Unusable
from analysis.reports.parameters import given

NOTEBOOKS = ("overview", "casualties", "claims", "sources", "events")
WHOLE = ("collection",)  # instead of those, of a folder of parts that holds more articles than memory
HELD = 10_000  # articles of a folder of parts: some 400 MB of tables, here and in each notebook that runs
WITH_GOLD = "accuracy"  # also made of a collection whose articles people have annotated
FOLDER = ledger.LIBRARY.parent / "notebooks"
PAGES = ("index", "articles", "model-card", "corrections")  # that every collection has beside those of its notebooks
# What libraries take up where it is installed, and what is of no use here but to take two seconds: parsers of international
# addresses for checking a notebook's form (jsonschema), and classifiers and tests for nltk
OPTIONAL = ("rfc3987_syntax", "scipy", "sklearn")
TABULATING = {"policy": "best", "vague": "none"}  # parameters of notebooks that the tables themselves depend on
CHOOSING = ("since", "until", "publisher")  # and those that tables of more articles than memory holds depend on too


@dataclass(frozen=True)
class Work:
    """One collection's reports: where from, where to, with which values, and the fingerprints of all that goes in.

    ``asked``, ``named`` and ``name`` are what was asked for beyond the collection: parameters as text, notebooks that
    are not the usual ones, a name that is not the collection's.
    """

    collection: Path
    folder: Path
    notebooks: dict[str, Path]
    values: dict[str, dict[str, Any]]
    asked: dict[str, str]
    named: tuple[str, ...]
    name: str | None
    tabulating: dict[str, str]
    choosing: dict[str, str]
    inputs: str
    library: str
    tables_key: str
    page_keys: dict[str, str]
    summed: bool = False
    jobs: int = 2
    timeout: int = 600
    force: bool = False


@dataclass
class Report:
    """What became of a collection. Of its ``notebooks`` those ``made`` and ``failed`` (with the cause) were run;
    ``corrections`` says how many were applied, ``refused`` which were not, and why; ``nothing`` why no article was chosen."""

    name: str
    folder: Path
    notebooks: list[str] = field(default_factory=list)
    found: int = 0
    read: int = 0
    skipped: dict[str, int] = field(default_factory=dict)
    corrections: str | None = None
    refused: list[str] = field(default_factory=list)
    nothing: str | None = None
    made: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def up_to_date(self) -> bool:
        return not self.made and not self.failed


def render(
    collection: str | Path,
    reports: str | Path = "reports",
    *,
    parameters: Mapping[str, Any] | None = None,
    notebooks: Sequence[str | Path] = NOTEBOOKS,
    name: str | None = None,
    jobs: int = 2,
    force: bool = False,
    timeout: int = 600,
) -> Report:
    """Render the reports of one collection; what has not changed since the last run is left as it is.

    Parameters
    ----------
    collection : a folder of articles or one file, see ``read_articles``; or a folder of tables in parts. Of one that holds
        more articles than memory, or than ``parameters`` choose by day or publisher, there is the page ``collection`` alone
    reports : the folder in which the collection's folder is made
    parameters : values for parameters of the notebooks, as text or of the type of the parameter
    notebooks : names in ``notebooks/``, or paths of notebooks of one's own; none makes tables and marked articles alone.
        With the usual ones goes ``accuracy`` where the collection has annotations in ``gold/``
    name : of the collection's folder in ``reports``; None takes the collection's own
    jobs : notebooks that run at a time, and processes that tabulate
    force : make everything again
    timeout : seconds that a cell may take

    Returns
    -------
    Report. A notebook that fails is told in it and on its page; the others are made all the same.

    Raises Unusable for a collection, notebook or parameter that cannot be used, and InUse (of ``analysis.locking``) where
    another run writes into ``reports``.
    """
    began = time.perf_counter()
    work = plan(Path(collection), Path(reports), parameters or {}, notebooks, name, jobs, timeout, force)
    held = ledger.read_ledger(work.folder)
    stale = out_of_date(work, held)
    report = Report(work.folder.name, work.folder, list(work.notebooks))
    if stale or not ledger.tables_fit(work, held):
        from analysis.reports.forking import forking

        with forking(
            len(stale)
        ):  # it imports for the notebooks what notebooks need, while this process does so for itself
            with importing_without(*OPTIONAL):
                from analysis.reports.rendering import make

            held = make(work, stale, held, report)
    report.found, report.read, report.skipped = (held["run"][key] for key in ("found", "read", "skipped"))
    report.corrections, report.refused = (held["run"]["corrections"][key] for key in ("told", "refused"))
    nothing = [held["pages"][name].get("nothing") for name in work.notebooks]
    report.nothing = next((told for told in nothing if told), None)
    report.seconds = time.perf_counter() - began
    return report


def plan(
    collection: Path,
    reports: Path,
    parameters: Mapping[str, Any],
    notebooks: Sequence[str | Path] = NOTEBOOKS,
    name: str | None = None,
    jobs: int = 2,
    timeout: int = 600,
    force: bool = False,
) -> Work:
    """Check what was asked for, and take the fingerprints. Raises Unusable."""
    inputs, library = ledger.digest_collection(collection), ledger.digest_library()
    folder = reports.resolve() / ledger.slug(name or ledger.collection_name(collection))
    if collection.is_dir() and folder.is_relative_to(collection.resolve()):
        raise Unusable(f"{reports}: the reports would be written among the articles; name another folder with -o")
    named = () if tuple(notebooks) == NOTEBOOKS else tuple(str(notebook) for notebook in notebooks)
    annotated = not named and (collection / "gold" / "spans.csv").is_file()
    paths = dict(_notebook(asked) for asked in (*notebooks, *([WITH_GOLD] if annotated else ())))
    asked = {parameter: str(value) for parameter, value in parameters.items()}
    values = given(asked.items(), paths)
    tabulating = {
        choice: next((str(v[choice]) for v in values.values() if choice in v), usual)
        for choice, usual in TABULATING.items()
    }
    in_parts = (collection / "parts").is_dir()
    choosing = {choice: v[choice] for v in values.values() for choice in CHOOSING if in_parts and v.get(choice)}
    summed = in_parts and tuple(notebooks) in (NOTEBOOKS, WHOLE) and _beyond_memory(collection, choosing)
    if summed:
        paths = dict(map(_notebook, WHOLE))
        values = given(asked.items(), paths)
    lists = [Path(value).read_text("utf8") for value in tabulating.values() if Path(value).is_file()]
    tables_key = ledger.digest(inputs, library, tabulating, choosing, lists, summed)
    page_keys = {page: ledger.digest(tables_key, path.read_text("utf8"), values[page]) for page, path in paths.items()}
    return Work(
        collection, folder, paths, values, asked, named, name, tabulating, choosing, inputs, library,
        tables_key, page_keys, summed, jobs, timeout, force,
    )  # fmt: skip


def out_of_date(work: Work, held: dict[str, Any]) -> list[str]:
    """The notebooks to run: those whose articles, parameters, notebook or library are not those of the last run."""
    if not ledger.tables_fit(work, held):
        return list(work.notebooks)
    return [
        name
        for name, key in work.page_keys.items()
        if held["pages"].get(name, {}).get("key") != key or not (work.folder / f"{name}.html").is_file()
    ]


@contextmanager
def importing_without(*modules: str) -> Iterator[None]:
    """Some modules are as good as not installed to what is imported in the block, unless they were imported before.

    Nothing is collected meanwhile: what is imported is no garbage, and looking it through takes a sixth of the time.
    """
    hidden = [name for name in modules if sys.modules.setdefault(name, None) is None]  # type: ignore[arg-type]
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
        for name in hidden:
            del sys.modules[name]


def _beyond_memory(collection: Path, choosing: Mapping[str, str]) -> bool:
    """Whether more articles of a folder of parts are chosen than a report holds."""
    from analysis.choosing import chosen  # pandas, which plans of other collections do without
    from analysis.partitions.reading import Partitions, is_parted

    return is_parted(collection) and int(chosen(Partitions(collection).articles, **choosing).sum()) > HELD


def _notebook(asked: str | Path) -> tuple[str, Path]:
    path = Path(asked) if Path(asked).suffix == ".ipynb" else FOLDER / f"{asked}.ipynb"
    if not path.is_file():
        there = ", ".join(sorted(p.stem for p in FOLDER.glob("*.ipynb"))) or "none"
        raise Unusable(f"{asked}: there is no such notebook (in {FOLDER.name}/: {there})")
    if ledger.slug(path.stem) in PAGES or ledger.slug(path.stem).startswith("article-"):
        raise Unusable(f"{asked}: its page would take the place of another; give the notebook another name")
    return ledger.slug(path.stem), path.resolve()
