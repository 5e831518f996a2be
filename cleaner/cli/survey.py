"""`cleaner survey`: what recurs over a collection, with the evidence."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from itertools import islice

import click

from cleaner.cli.options import Options, complain, note, shared
from cleaner.cli.work import FAILED, Run
from cleaner.errors import CleanerError
from cleaner.jobs.texts import texts
from cleaner.report.inert import inert, inert_json, valid
from cleaner.survey import Proposal, Survey
from cleaner.survey import survey as survey_texts


@click.command()
@shared
@click.option(
    "--min-share",
    type=click.FloatRange(0.0005, 1),
    default=0.005,
    show_default=True,
    metavar="X",
    help="Only what recurs in this share of the texts.",
)
@click.option("--most", type=click.IntRange(1), default=60, show_default=True, metavar="N", help="Show N proposals.")
def survey(options: Options, min_share: float, most: int) -> None:
    """Find what a source leaves in its texts: what recurs over them beyond what language does.

    Lines, heads and tails of texts, title suffixes, sentences, what follows stops and quotations, odd tokens, those
    with the most evidence first. Nothing is changed, and much that recurs is meant to: read it before you make rules.
    """
    run = Run(options)
    failed: list[CleanerError] = list(run.problems)
    named = ((str(name), text) for name, text in texts(run.inputs, options.reading(), failed.append))
    found = survey_texts(islice(named, options.limit), min_share=min_share, lang=run.config.lang)
    for problem in failed:
        complain(problem)
    shown = found.proposals[:most]
    if options.output_format in ("json", "jsonl"):
        sys.stdout.write("".join(_json(found, shown, lines=options.output_format == "jsonl")))
    else:
        sys.stdout.write("".join(_text(shown)))
    sys.stdout.flush()
    if not options.quiet:
        left = f", {len(found.proposals) - len(shown)} not shown" if len(found.proposals) > len(shown) else ""
        note(f"{found.documents} texts; {len(found.proposals)} proposals{left}")
    click.get_current_context().exit(FAILED if failed else 0)


def _text(proposals: Iterable[Proposal]) -> Iterator[str]:
    for number, each in enumerate(proposals, 1):
        yield f"{number}. {each.form}: {inert(each.text)}\n"
        figures = f"{each.documents} texts ({each.share:.1%}), {each.expected:.2g} expected"
        yield f"   {figures}; evidence {each.evidence:.0f}\n"
        yield f"   {', '.join(f'{inert(name)} at {offset}' for name, offset in each.places)}\n"


def _json(found: Survey, proposals: Iterable[Proposal], *, lines: bool) -> Iterator[str]:
    records = [
        {
            "number": number,
            "form": str(each.form),
            "text": valid(each.text),
            "documents": each.documents,
            "share": each.share,
            "expected": each.expected,
            "evidence": each.evidence,
            "places": [{"document": valid(name), "offset": offset} for name, offset in each.places],
        }
        for number, each in enumerate(proposals, 1)
    ]
    if lines:
        yield from (f"{inert_json(json.dumps(record, ensure_ascii=False))}\n" for record in records)
    else:
        whole = {"documents": found.documents, "proposals": records}
        yield f"{inert_json(json.dumps(whole, ensure_ascii=False, indent=2))}\n"
