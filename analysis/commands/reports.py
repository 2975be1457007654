"""Reports made and compared: ``report``, ``diff``."""

from __future__ import annotations

import signal
import sys
import webbrowser
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from analysis.commands.telling import JOBS, Told, what_was_read
from analysis.reports import NOTEBOOKS, render
from analysis.reports.ledger import Unusable, collection_name, slug


@click.command()
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
@click.option("--name", help="Name of the folder of reports. [default: the collection's]")
@click.option(
    "--runs",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="YAML file of several runs, each with a name, parameters and notebooks; a folder is made for each.",
)
@JOBS
@click.option("--force", is_flag=True, help="Make everything again, changed or not.")
@click.option("--pdf", is_flag=True, help="Print each report to PDF as well, with Chromium where it is installed.")
@click.option("--open", "opened", is_flag=True, help="Open the reports in the browser when they are made.")
@click.option("--watch", is_flag=True, help="Go on, and make reports again when an article or a notebook changes.")
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
    name: str | None,
    runs: Path | None,
    pdf: bool,
    opened: bool,
    watch: bool,
    output: Path,
    **options: Any,
) -> None:
    """Render the reports of collections: folders of articles, or files. What has not changed is not made again."""
    from analysis.reports.runs import planned

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # what Ctrl-C clears away, this does
    try:
        asked = planned(paths, dict(parameters), notebooks or NOTEBOOKS, name, runs)
        if pdf:
            from analysis.reports.printing import browser

            browser()
        failed = [_report(run, output, pdf, options) for run in asked]
    except (Unusable, RuntimeError) as error:
        raise Told(str(error)) from error
    except OSError as error:
        raise Told(f"{output} cannot be written: {error}; what was there before is left") from error
    except KeyboardInterrupt:
        click.echo("broken off; what was there before is left", err=True)
        sys.exit(130)
    if opened:
        webbrowser.open((output.resolve() / "index.html" if len(asked) > 1 else _index(asked[0], output)).as_uri())
    if watch:
        _watch(asked, output, pdf, options | {"force": False})
    sys.exit(1 if any(failed) else 0)


def _index(run: Mapping[str, Any], output: Path) -> Path:
    return output.resolve() / slug(run["name"] or collection_name(run["collection"])) / "index.html"


def _report(run: Mapping[str, Any], output: Path, pdf: bool, options: Mapping[str, Any]) -> bool:
    """Render one collection and say what became of it; returns whether a notebook failed."""
    done = render(reports=output, **run, **options)
    click.echo(what_was_read(done.name, done.found, done.read, done.skipped))
    if done.corrections:
        click.echo(f"{done.name}: {done.corrections}")
    for refused in done.refused:
        click.echo(refused, err=True)
    if done.nothing:
        click.echo(f"{done.name}: {done.nothing}: the pages are empty", err=True)
    page = output / done.name / "index.html"
    if done.up_to_date:
        click.echo(f"{done.name}: all up to date in {page} ({done.seconds:.1f} s)")
    else:
        click.echo(f"{done.name}: {', '.join(done.made) or 'nothing'} written, see {page} ({done.seconds:.1f} s)")
    for name, cause in done.failed.items():
        click.echo(f"{done.name}: {name} failed: {cause}", err=True)
    if pdf:
        from analysis.reports.printing import print_pdf

        files = print_pdf([done.folder / f"{name}.html" for name in done.notebooks])
        click.echo(f"{done.name}: {', '.join(file.name for file in files)} printed")
    return bool(done.failed)


def _watch(asked: Sequence[Mapping[str, Any]], output: Path, pdf: bool, options: Mapping[str, Any]) -> None:
    """Render again whenever an article or a notebook changes, until the person interrupts."""
    from analysis.reports.watching import changes, inputs

    click.echo("Watching for changes; Ctrl-C ends it.")
    try:
        for changed in changes(inputs(asked)):
            click.echo(f"{changed[0].name} changed" + (f", and {len(changed) - 1} more" if len(changed) > 1 else ""))
            for run in asked:
                try:
                    _report(run, output, pdf, options)
                except (Unusable, RuntimeError) as error:  # half-written, it may be right the next time
                    click.echo(f"Error: {error}", err=True)
    except KeyboardInterrupt:
        click.echo("")


@click.command()
@click.argument("run_a", type=click.Path(path_type=Path))
@click.argument("run_b", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    default="difference.html",
    show_default=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The page to write.",
)
def diff(run_a: Path, run_b: Path, output: Path) -> None:
    """Show what differs between two runs, RUN_A the earlier: folders of reports, or of tables."""
    from analysis.reports.comparing import lines, open_run, settings, write_comparison

    try:
        earlier, later = open_run(run_a), open_run(run_b)
    except Unusable as error:
        raise Told(str(error)) from error
    found = write_comparison(earlier, later, output)
    for line in lines(found, settings(earlier, later)):
        click.echo(line)
    click.echo(f"see {output}")
