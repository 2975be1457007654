"""The command line: ``python -m analysis COMMAND``. Everything slow is imported by the command that needs it."""

from __future__ import annotations

import click

from analysis.commands.reports import diff, report
from analysis.commands.tables import evaluate, export, tabulate


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """News articles into tables of casualty figures, claims and sources, and into reports about them."""


for command in (report, diff, tabulate, evaluate, export):
    main.add_command(command)


if __name__ == "__main__":
    main(prog_name="python -m analysis")
