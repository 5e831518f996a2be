"""`cleaner check`: what would change, and why."""

from __future__ import annotations

import click

from cleaner.cli.options import Options, shared
from cleaner.cli.work import Run


@click.command()
@shared
def check(options: Options) -> None:
    """Show what fix would do, and write nothing; exit 1 if anything would change.

    Each finding is shown with its line, its position, and whether its edit would be applied; if not, why not. PATHs are
    files, folders and globs; without any, standard input.
    """
    run = Run(options)
    run.require_apart([])
    job = run.job(run.planned(), None, shows=True)
    run.show(job, options.output_format or "full", data_on_terminal=options.report is None)
    run.finish(job, "would change", found=bool(job.counts.changed))
