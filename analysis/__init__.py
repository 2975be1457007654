"""News articles into tables: every casualty figure, claim and source, each tied to the characters it was read from.

``tables = tabulate(read_articles("seeds/hasakeh"))`` gives the tables, ``render("seeds/hasakeh")`` the reports.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.articles import read_articles as read_articles
    from analysis.articles import stream_articles as stream_articles
    from analysis.explanation import explain as explain
    from analysis.highlighting import highlight as highlight
    from analysis.partitions import Partitions as Partitions
    from analysis.pipeline import tabulate as tabulate
    from analysis.reports import render as render
    from analysis.tables import Tables as Tables

# Where each public name lives. They are imported when first asked for, so that the command line answers at once.
_HOMES = {
    "Partitions": "partitions", "Tables": "tables", "explain": "explanation", "highlight": "highlighting",
    "read_articles": "articles", "render": "reports", "stream_articles": "articles", "tabulate": "pipeline",
}  # fmt: skip
__all__ = ["Partitions", "Tables", "explain", "highlight", "read_articles", "render", "stream_articles", "tabulate"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'analysis' has no attribute {name!r}")
    return getattr(import_module(f"analysis.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
