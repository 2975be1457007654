"""One notebook through papermill, on this environment's own kernel, and what became of it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import papermill
from papermill.engines import NBClientEngine, NotebookExecutionManager, papermill_engines
from papermill.translators import translate_parameters

from analysis.reports.kernels import OwnKernel

logging.getLogger("papermill").setLevel(logging.ERROR)
ERROR_MARK = "papermill-error-cell-tag"
WRITES_ONCE = "writes-once"


class WritesOnce(NBClientEngine):
    """papermill's engine, writing the notebook at its end, however it ends, and not before and after every cell."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: NotebookExecutionManager, kernel_name: str, **options: Any) -> Any:
        written, nb_man.output_path = nb_man.output_path, None
        try:
            return super().execute_managed_notebook(nb_man, kernel_name, **options)
        finally:
            nb_man.output_path = written


papermill_engines.register(WRITES_ONCE, WritesOnce)


@dataclass(frozen=True)
class Failure:
    """Why a notebook stopped: the cell (counted from 1 as in the stored notebook, 0: before any), and one line."""

    cell: int
    cause: str

    def __str__(self) -> str:
        return f"cell {self.cell}: {self.cause}" if self.cell else self.cause


def run(
    notebook: Path,
    written: Path,
    given: dict[str, Any],
    kept: dict[str, Any],
    *,
    timeout: int = 600,
    on_cell: Callable[..., None] | None = None,
) -> tuple[nbformat.NotebookNode, Failure | None]:
    """Execute a notebook with parameters.

    Parameters
    ----------
    notebook : the file; it is read, never written
    written : where the executed notebook is to stand
    given : values for its parameters cell; paths absolute, since the kernel starts in this process's folder
    kept : the values that stand in the executed notebook: inputs may have another place by then
    timeout : seconds that one cell may take
    on_cell : called after each cell that was executed

    Returns
    -------
    The executed notebook as far as it came, without papermill's notes and times, and the failure or None. A cell that
    raises, one that takes too long, a kernel that dies and one that cannot start are all failures, none is raised.
    """
    error = None
    try:
        papermill.execute_notebook(
            _literal(notebook), _literal(written), given, kernel_name="python3", kernel_manager_class=OwnKernel,
            engine_name=WRITES_ONCE, progress_bar=False, execution_timeout=timeout, on_cell_complete=on_cell,
            shutdown_kernel="immediate",
        )  # fmt: skip
    except Exception as raised:  # papermill's own error is one of five kinds; all mean that this report failed
        error = raised
    executed = nbformat.read(written if written.exists() else notebook, as_version=4)
    executed.cells = [cell for cell in executed.cells if ERROR_MARK not in cell.metadata.get("tags", [])]
    failure = None if error is None else _explained(error, executed)
    _tidy(executed, kept)
    nbformat.write(executed, written)
    return executed, failure


def _literal(path: Path) -> str:
    """A path as papermill takes it, which reads braces in one as the names of parameters."""
    return str(path).replace("{", "{{").replace("}", "}}")


def _tidy(executed: nbformat.NotebookNode, kept: dict[str, Any]) -> None:
    """Without times and random ids two runs of the same give the same notebook."""
    executed.metadata.pop("papermill", None)
    for cell in executed.cells:
        for note in ("papermill", "execution"):
            cell.metadata.pop(note, None)
        if is_injected(cell):
            cell.id = "injected-parameters"
            cell.source = translate_parameters("python3", "python", kept, "Parameters").rstrip()


def is_injected(cell: nbformat.NotebookNode) -> bool:
    return "injected-parameters" in cell.metadata.get("tags", [])


def _explained(error: Exception, executed: nbformat.NotebookNode) -> Failure:
    cells = [cell for cell in executed.cells if not is_injected(cell)]
    begun = [i for i, cell in enumerate(cells, 1) if cell.metadata.get("papermill", {}).get("start_time")]
    raised = [o for cell in cells for o in cell.get("outputs", []) if o.output_type == "error"]
    if raised:
        cause = f"{raised[-1].ename}: {raised[-1].evalue}"
    elif isinstance(error, TimeoutError):
        cause = "it took longer than a cell may"
    else:
        cause = f"{type(error).__name__}: {error}"
    return Failure(begun[-1] if begun else 0, cause.strip().splitlines()[0])
