"""`cleaner survey`: what recurs over a collection, with the evidence, and as rules that a person turns on."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

import click

from cleaner.cli.options import Options, complain, note, shared
from cleaner.cli.work import FAILED, Run
from cleaner.errors import CleanerError, InputError
from cleaner.jobs.texts import texts
from cleaner.own.editing import accepted
from cleaner.pipeline import Pipeline
from cleaner.report.inert import inert, inert_json, valid
from cleaner.storage.finding import STDIN
from cleaner.storage.staging import Writer
from cleaner.survey import Proposal, Survey
from cleaner.survey import survey as survey_texts
from cleaner.survey.drafts import Draft, drafts
from cleaner.survey.today import Treatment, Treatments, wanted

_KEPT = 16 << 20
"""Characters of the first texts that are kept, so that they need not be read again to look at them."""

_HEAD = """\
# Rules that `cleaner survey` proposed for {names}, in the order of their evidence.
# What recurs may be meant to: read each, then `cleaner survey --rules {file} --accept N,…` turns on those that should
# apply, by number, or set `enabled` here. `fix` has them with `rule_files = ["{file}"]` in cleaner.toml.
"""

Numbered = Sequence[tuple[int, Proposal]]


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
@click.option(
    "--rules", type=click.Path(path_type=Path), metavar="FILE", help="Write the proposals to FILE as rules, all off."
)
@click.option("--accept", metavar="N,...", help="Turn on the rules of these proposals in the file of --rules.")
def survey(options: Options, min_share: float, most: int, rules: Path | None, accept: str | None) -> None:
    """Find what a source leaves in its texts: what recurs over them beyond what language does.

    Lines, heads and tails of texts, title suffixes, sentences, what follows stops and quotations, odd tokens, those
    with the most evidence first, each with what fix would do with it today. Nothing is changed, and much that recurs is
    meant to: read it before you make rules. With --rules and --accept alone, rules that were written before are turned
    on.
    """
    numbers = _numbers(accept)
    if accept is not None and rules is None:
        raise click.UsageError("--accept needs --rules: the file whose rules are to be turned on.")
    if rules and numbers and not options.paths and not options.files_from and rules.exists():
        _accept(rules, numbers)
        return
    if rules and rules.exists():
        raise InputError(f"{rules}: it is there already; name a new file, or only --accept to turn its rules on")
    run = Run(options, own=(rules,))
    failed: list[CleanerError] = list(run.problems)
    source = _Source(run, failed)
    found = survey_texts(source.first(), min_share=min_share, lang=run.config.lang)
    shown = list(enumerate(found.proposals[:most], 1))
    known = source.known(set(wanted(found.proposals[:most])))
    treatments = Treatments(Pipeline(config=run.config), known)
    today = {number: treatments.of(each) for number, each in shown}
    made = {each.number: each for each in drafts(shown, known, found.documents, run.config.lang)} if rules else {}
    for problem in failed:
        complain(problem)
    if options.output_format in ("json", "jsonl"):
        sys.stdout.write("".join(_json(found, shown, today, made, lines=options.output_format == "jsonl")))
    else:
        sys.stdout.write("".join(_text(shown, today, made)))
    sys.stdout.flush()
    if not options.quiet:
        left = f", {len(found.proposals) - len(shown)} not shown" if len(found.proposals) > len(shown) else ""
        note(f"{found.documents} texts; {len(found.proposals)} proposals{left}")
    if rules:
        _write(rules, made.values(), options)
        if numbers:
            _accept(rules, numbers)
    click.get_current_context().exit(FAILED if failed else 0)


class _Source:
    """The texts of a survey: read once for what recurs, and those it is shown in once more."""

    def __init__(self, run: Run, failed: list[CleanerError]) -> None:
        self._run = run
        self._failed = failed
        self._first: dict[str, str] = {}
        self._whole = True

    def first(self) -> Iterator[tuple[str, str]]:
        """All texts with their names."""
        size = 0
        for name, text in self._read(self._failed):
            size += len(text)
            if size <= _KEPT:
                self._first[name] = text
            else:
                self._whole = False
            yield name, text

    def known(self, names: set[str]) -> Mapping[str, str]:
        """Texts by name; standard input, which cannot be read again, has only the first ones."""
        found = {name: text for name, text in self._first.items() if name in names}
        if not self._whole and not any(each.name == STDIN for each in self._run.inputs):
            for name, text in self._read([]):
                if len(found) == len(names):
                    break
                if name in names:
                    found[name] = text
        return found

    def _read(self, failed: list[CleanerError]) -> Iterator[tuple[str, str]]:
        options = self._run.options
        read = texts(self._run.inputs, options.reading(), failed.append)
        return islice(((str(name), text) for name, text in read), options.limit)


def _numbers(accept: str | None) -> list[int]:
    """The numbers of an option, as 1,3,7-9. UsageError where it is something else."""
    numbers: list[int] = []
    for piece in (accept or "").split(",") if accept is not None else ():
        first, _, last = piece.strip().partition("-")
        if not first.isdecimal() or (last and not last.isdecimal()):
            raise click.UsageError(f"--accept {accept}: {piece.strip()!r} is no number of a proposal.")
        numbers += range(int(first), int(last or first) + 1)
    return numbers


def _write(file: Path, made: Iterable[Draft], options: Options) -> None:
    names = ", ".join(map(inert, options.paths)) or "standard input"
    tables = list(made)
    text = "\n".join([_HEAD.format(names=names, file=file.name), *(each.toml() for each in tables)])
    Writer().create(file, [text.encode()])
    note(f"{file}: {len(tables)} rules, all off")


def _accept(file: Path, numbers: Iterable[int]) -> None:
    """Turn on the rules of some proposals. InputError for numbers that no rule has."""
    try:
        text, names, missing = accepted(file.read_text(encoding="utf-8"), numbers)
    except (OSError, ValueError) as error:
        raise InputError(f"{file}: {error}") from error
    if missing:
        raise InputError(f"{file}: it has no rule of proposal {', '.join(map(str, missing))}; nothing was turned on")
    Writer().create(file, [text.encode()])
    note(f"{file}: turned on {', '.join(names)}")


def _text(proposals: Numbered, today: Mapping[int, Sequence[Treatment]], made: Mapping[int, Draft]) -> Iterator[str]:
    for number, each in proposals:
        yield f"{number}. {each.form}: {inert(each.text)}\n"
        figures = f"{each.documents} texts ({each.share:.1%}), {each.expected:.2g} expected"
        yield f"   {figures}; evidence {each.evidence:.0f}\n"
        yield f"   {', '.join(f'{inert(name)} at {offset}' for name, offset in each.places)}\n"
        if today[number]:
            yield f"   fix today: {'; '.join(map(str, today[number]))}\n"
        if number in made:
            yield f"   rule: {made[number].name}\n"


def _json(
    found: Survey,
    proposals: Numbered,
    today: Mapping[int, Sequence[Treatment]],
    made: Mapping[int, Draft],
    *,
    lines: bool,
) -> Iterator[str]:
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
            "today": [{"fix": one.what, "rules": one.rules, "places": one.count} for one in today[number]],
            **({"rule": made[number].name} if number in made else {}),
        }
        for number, each in proposals
    ]
    if lines:
        yield from (f"{inert_json(json.dumps(record, ensure_ascii=False))}\n" for record in records)
    else:
        whole = {"documents": found.documents, "proposals": records}
        yield f"{inert_json(json.dumps(whole, ensure_ascii=False, indent=2))}\n"
