"""Pages as PDF files, printed by Chromium or a browser of its family where one is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from analysis.reports.ledger import Unusable

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "microsoft-edge",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
SECONDS = 120  # for one page


def browser() -> str:
    """The path of the browser that prints. Raises Unusable where there is none."""
    asked = os.environ.get("CHROMIUM")
    found = next((path for name in ([asked] if asked else [*BROWSERS, *PLACES]) if (path := shutil.which(name))), None)
    if found is None:
        where = f"CHROMIUM is {asked}, which is not there" if asked else "none was found"
        raise Unusable(f"--pdf needs Chromium, Chrome or Edge, and {where}: install one, or set CHROMIUM to its path")
    return found


def print_pdf(pages: Sequence[Path]) -> list[Path]:
    """Print each page to a PDF file beside it, unless there is one already; returns the files.

    Raises Unusable where there is no browser, or where it does not print.
    """
    program = browser()
    files = [page.with_suffix(".pdf") for page in pages]
    for page, file in zip(pages, files, strict=True):
        if not file.exists():
            _print(program, page, file)
    return files


def _print(program: str, page: Path, file: Path) -> None:
    as_root = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []  # it refuses to run otherwise
    with tempfile.TemporaryDirectory(prefix=".print-", dir=file.parent) as beside:
        written = Path(beside) / file.name
        command = [
            program, "--headless", *as_root, "--disable-gpu", "--no-first-run", f"--user-data-dir={beside}/profile",
            "--no-pdf-header-footer", f"--print-to-pdf={written}", page.as_uri(),
        ]  # fmt: skip
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            raise Unusable(f"{program} took more than {SECONDS} seconds to print {page}") from None
        if not written.is_file():
            last = (done.stderr.strip().splitlines() or ["without a word"])[-1]
            raise Unusable(f"{program} did not print {page}: {last}")
        written.replace(file)
