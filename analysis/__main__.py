"""The command line: ``python -m analysis COMMAND``. Everything slow is imported by the command that needs it."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from pathlib import Path

import click

from analysis.reports import NOTEBOOKS, render
from analysis.reports.ledger import Unusable, collection_name, slug

JOBS = click.option(
    "--jobs", type=click.IntRange(1), default=2, show_default=True, help="How many to work on at a time."
)


class Told(click.UsageError):
    """A wrong argument: one line, exit status 2."""

    def show(self, file=None) -> None:
        click.echo(f"Error: {self.format_message()}", err=True)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """News articles into tables of casualty figures, claims and sources, and into reports about them."""


@main.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path, file_okay=False), help="Folder for the tables."
)
@click.option(
    "--policy", default="best", show_default=True, help="How the best toll is chosen: best, conservative, latest."
)
@click.option(
    "--vague",
    default="none",
    show_default=True,
    help='What "dozens" counts for in a toll: none, acled, airwars, isaf, or a CSV file of your own.',
)
@JOBS
def tabulate(path: Path, output: Path, policy: str, vague: str, jobs: int) -> None:
    """Write the tables of the articles at PATH (a folder or a file) as Parquet files."""
    from analysis.selection import make_tables

    began = time.perf_counter()
    try:
        tables = make_tables(path, policy, vague, jobs=jobs)
    except (FileNotFoundError, ValueError) as error:
        raise Told(str(error)) from error
    tables.save(output)
    reasons = {str(reason): n for reason, n in tables.skipped["reason"].value_counts().items()}
    name = collection_name(path)
    click.echo(_reading(name, len(tables.articles) + len(tables.skipped), len(tables.articles), reasons))
    rows = ", ".join(f"{table} {len(frame):,}" for table, frame in tables)
    click.echo(f"{name}: {rows} in {output} ({time.perf_counter() - began:.1f} s)")


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-p",
    "--parameter",
    "parameters",
    nargs=2,
    multiple=True,
    metavar="NAME VALUE",
    help="A value for a parameter of the notebooks; may be given several times.",
)
@click.option(
    "--notebook",
    "notebooks",
    multiple=True,
    metavar="NAME",
    help="Only this notebook: a name in notebooks/ or the path of your own; may be given several times. "
    f"[default: {', '.join(NOTEBOOKS)}]",
)
@JOBS
@click.option("--force", is_flag=True, help="Make everything again, changed or not.")
@click.option("--timeout", type=click.IntRange(1), default=600, show_default=True, help="Seconds that a cell may take.")
@click.option(
    "-o",
    "--output",
    default="reports",
    show_default=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder in which each collection's folder is made.",
)
def report(
    paths: tuple[Path, ...],
    parameters: tuple[tuple[str, str], ...],
    notebooks: tuple[str, ...],
    jobs: int,
    force: bool,
    timeout: int,
    output: Path,
) -> None:
    """Render the reports of collections: folders of articles, or files. What has not changed is not made again."""
    names = [slug(collection_name(path)) for path in paths]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise Told(f"several collections would be written to {output / min(twice)}: give one of them another name")
    failed = False
    for path in paths:
        try:
            done = render(
                path,
                output,
                parameters=dict(parameters),
                notebooks=notebooks or NOTEBOOKS,
                jobs=jobs,
                force=force,
                timeout=timeout,
            )
        except Unusable as error:
            raise Told(str(error)) from error
        click.echo(_reading(done.name, done.found, done.read, done.skipped))
        page = output / done.name / "index.html"
        if done.up_to_date:
            click.echo(f"{done.name}: all up to date in {page} ({done.seconds:.1f} s)")
        else:
            click.echo(f"{done.name}: {', '.join(done.made) or 'nothing'} written, see {page} ({done.seconds:.1f} s)")
        for name, cause in done.failed.items():
            click.echo(f"{done.name}: {name} failed: {cause}", err=True)
        failed |= bool(done.failed)
    sys.exit(1 if failed else 0)


def _reading(name: str, found: int, read: int, skipped: Mapping[str, int]) -> str:
    reasons = ", ".join(f"{reason} {n:,}" for reason, n in skipped.items())
    total = sum(skipped.values())
    return f"{name}: {found:,} found, {read:,} read, {total:,} skipped" + (f" ({reasons})" if reasons else "")


if __name__ == "__main__":
    main(prog_name="python -m analysis")
