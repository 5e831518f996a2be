"""`cleaner serve`: paste a text, and see its edits as you type."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from cleaner.cli.options import CONFIGURATION, Decorator, load_config, note, pop_settings, with_options
from cleaner.report.page.build import templates
from cleaner.serve.answers import Desk
from cleaner.serve.server import Server

_OPTIONS: tuple[Decorator, ...] = (
    click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Listen there."),
    click.option(
        "--port",
        type=click.IntRange(0, 65535),
        default=8765,
        show_default=True,
        metavar="N",
        help="Listen on this port; 0 for any that is free.",
    ),
    *CONFIGURATION,
)


def _serve(host: str, port: int, config: Path | None, isolated: bool, **chosen: Any) -> None:
    """Show a page on which a text is pasted and its edits are seen as you type.

    Rules and the origin of the text are switched there; the result and the configuration can be copied. The page is
    for this machine alone; with --host it is for whoever has the address that is printed, which holds a token. Nothing
    is stored. Ctrl-C ends it.
    """
    settings, _ = load_config(pop_settings(chosen), file=config, isolated=isolated, start=Path())
    templates()  # whether they can be had is told before anybody comes
    with Server(Desk(settings), host, port) as server:
        note(f"{server.url} (Ctrl-C ends it)")
        server.serve_forever(poll_interval=0.2)


serve = click.command("serve")(with_options(_serve, _OPTIONS))
