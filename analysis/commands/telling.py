"""What the commands share: an option, and how they tell of errors and of what was read."""

from __future__ import annotations

from collections.abc import Mapping

import click

JOBS = click.option(
    "--jobs", type=click.IntRange(1), default=2, show_default=True, help="How many to work on at a time."
)


class Told(click.UsageError):
    """A wrong argument: one line, exit status 2."""

    def show(self, file=None) -> None:
        click.echo(f"Error: {self.format_message()}", err=True)


def what_was_read(name: str, found: int, read: int, skipped: Mapping[str, int]) -> str:
    """The inputs of a collection in one line; ``skipped`` counts them by reason."""
    reasons = ", ".join(f"{reason} {n:,}" for reason, n in skipped.items())
    total = sum(skipped.values())
    return f"{name}: {found:,} found, {read:,} read, {total:,} skipped" + (f" ({reasons})" if reasons else "")
