"""``python -m analysis.lessons FOLDER``: the lessons with their solutions filled in, for the teacher."""

from __future__ import annotations

from pathlib import Path

import click

from analysis.lessons.solutions import LESSONS, write_solved


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def main(folder: Path) -> None:
    """Write the lessons with their solutions filled in into FOLDER, which may not be that of the lessons."""
    if folder.resolve() == LESSONS:
        raise click.UsageError(f"{folder} holds the lessons themselves: choose another folder")
    for path in write_solved(folder):
        click.echo(path)


if __name__ == "__main__":
    main()
