"""Tables made, measured and exported: ``tabulate``, ``evaluate``, ``export``."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import click

from analysis.commands.telling import JOBS, Told, what_was_read
from analysis.reports.ledger import collection_name

GOES_ON = "what is made so far is kept, and the same command goes on from there"


@click.command()
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
@click.option(
    "--parts",
    is_flag=True,
    help="For large collections: write the tables in parts, with little memory. A run that is broken off goes on where it "
    "was when it is started again; later runs make only articles that are new or changed.",
)
@click.option("--scheduler", metavar="ADDRESS", help="Work on a Dask cluster, given by its scheduler's address.")
@click.option("--quiet", is_flag=True, help="Do not tell how far the run is.")
def tabulate(path: Path, output: Path, parts: bool, scheduler: str | None, quiet: bool, **options: Any) -> None:
    """Write the tables of the articles at PATH (a folder or a file) as Parquet files."""
    from analysis.progress import Meter
    from analysis.tabulating import cluster, tabulate_in_parts, tabulate_whole

    began = time.perf_counter()
    name = collection_name(path)
    make = tabulate_in_parts if parts else tabulate_whole
    try:
        with cluster(scheduler) as workers, Meter(name, quiet) as meter:
            made = make(path, output, **options | workers, progress=meter)
    except (FileNotFoundError, ValueError, RuntimeError) as error:
        raise Told(str(error)) from error
    except OSError as error:
        kept = f"; {GOES_ON}" if parts else ""
        raise Told(f"{output} cannot be written: {error}{kept}") from error
    except KeyboardInterrupt:
        click.echo(f"broken off; {GOES_ON}" if parts else "broken off; nothing was written", err=True)
        sys.exit(130)
    reasons = {str(reason): n for reason, n in made.skipped["reason"].value_counts().items()}
    click.echo(what_was_read(name, made.rows["articles"] + len(made.skipped), made.rows["articles"], reasons))
    for line in made.corrected:
        click.echo(f"{name}: {line}")
    for line in made.refused:
        click.echo(line, err=True)
    rows = ", ".join(f"{table} {number:,}" for table, number in made.rows.items())
    click.echo(f"{name}: {rows} in {output} ({time.perf_counter() - began:.1f} s)")


@click.command()
@click.argument("tables", type=click.Path(path_type=Path))
@click.argument("gold", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the tables shown, as CSV files.",
)
def evaluate(tables: Path, gold: Path, output: Path | None) -> None:
    """Tell how right saved TABLES (a folder) are against GOLD, annotations by people.

    GOLD is a folder with spans.csv and the like, a collection with such a folder gold/, a brat export, a doccano export
    (.jsonl) or an INCEpTION export (XMI, .zip).
    """
    from analysis import evaluation
    from analysis.exports import to_csv
    from analysis.partitions import load_tables

    try:
        found = load_tables(tables)
        right = evaluation.read_gold(gold, found)
    except (OSError, ValueError) as error:
        raise Told(str(error)) from error
    if right.articles.empty:
        raise Told(
            f"{gold} annotates none of the {len(found.articles):,} articles: give the tables of the annotated ones"
        )
    click.echo(f"{len(right.articles):,} of {len(found.articles):,} articles are annotated")
    for name in ("scores", "values", "calibration", "errors"):
        frame = getattr(evaluation, name)(found, right)
        if name != "errors":
            click.echo(f"\n{name}\n{frame.to_string(index=False, na_rep='–', float_format='{:.3f}'.format)}")
        if output is not None:
            output.mkdir(parents=True, exist_ok=True)
            beside = output / f".{name}.csv"
            beside.write_bytes(to_csv(frame))
            beside.replace(output / f"{name}.csv")
    if output is not None:
        click.echo(f"\nwritten to {output}, the errors in their sentences too")


EXPORTS = ("csv", "excel", "brat", "webannotation", "conll", "text", "ucdp", "acled")


@click.command()
@click.argument("tables", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path, file_okay=False), help="Folder for the files."
)
@click.option(
    "--as",
    "kind",
    required=True,
    type=click.Choice(EXPORTS),
    help="csv, excel: the tables; brat, webannotation: annotated articles; conll: tokens; text: the articles; "
    "ucdp, acled: events in the columns of these data sets, a draft for human coding.",
)
def export(tables: Path, output: Path, kind: str) -> None:
    """Write saved TABLES (a folder) in the form another program takes."""
    from analysis.exporting import export as write
    from analysis.partitions import load_tables

    try:
        held = load_tables(tables)
    except (OSError, ValueError) as error:
        raise Told(str(error)) from error
    try:
        written = write(held, output, kind)
    except OSError as error:
        raise Told(f"{output} cannot be written: {error}") from error
    click.echo(f"{kind} written, see {written}")
