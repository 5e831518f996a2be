"""`cleaner check`: what would change, and why."""

from __future__ import annotations

import click

from cleaner.cli.options import Options, shared
from cleaner.cli.work import Run


@click.command()
@shared
def check(options: Options) -> None:
    """Show what fix would do, and write nothing; exit 1 if anything would change.

    Each finding is shown with its line, its place, and whether its edit would be applied; if not, why not. PATHs are
    files and folders; without any, standard input.
    """
    run = Run(options)
    results = ((cleaned.name, cleaned.result) for cleaned in run.cleaned() if cleaned.result)
    run.show(results, options.output_format or "full")
    run.finish("would change", found=bool(run.tally.changed))
