"""From cleaned documents to the page: figures of all, a sample of documents, and the data its script decides over.

The page is one file. Its content policy allows the script and the style sheet in it, by their digests, and nothing
else: whatever a text holds, nothing of it can run, and nothing is asked for from outside.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from cleaner import __version__
from cleaner.edits import Finding, Result
from cleaner.errors import InputError
from cleaner.report import markup
from cleaner.report.inert import inert, inert_json
from cleaner.report.page.figures import Figures, scores
from cleaner.report.page.sample import Sample
from cleaner.report.terminal import Documents, RecordName, ReportView, proposal
from cleaner.resolve import REPORTED
from cleaner.review.decisions import VERSION, digest
from cleaner.review.units import ReviewUnit, units

if TYPE_CHECKING:
    import jinja2


@dataclass(frozen=True, slots=True)
class Item:
    """A unit as the list beside a document shows it."""

    number: int
    rules: tuple[str, ...]
    messages: tuple[str, ...]
    proposal: str
    state: str
    unit: ReviewUnit


@dataclass(frozen=True, slots=True)
class Leaf:
    """A document as the page shows it; `rest` are findings on which nothing can be decided."""

    id: str
    title: str
    before: float
    after: float
    text: str
    items: Sequence[Item]
    rest: Sequence[str]


def page(documents: Documents, view: ReportView) -> Iterator[str]:
    """The page over these documents. InputError where jinja2, the extra `review`, is not installed."""
    environment = templates()
    figures, sample = Figures(), Sample(view.max_documents)
    for name, result in documents:
        if result.findings:
            figures.add(result)
            sample.add(name, result)
    chosen = sample.chosen()
    total = max(figures.documents, view.total() if view.total else 0)
    leaves = [leaf(f"d{number}", shown.name, shown.result) for number, shown in enumerate(chosen, 1)]
    decided = [_data(shown.name, shown.result, each.items) for shown, each in zip(chosen, leaves, strict=True)]
    before, after = figures.mean_scores(total)
    left_out = sample.seen - len(chosen)
    head = {
        "version": VERSION,
        "cleaner": __version__,
        "config": view.config,
        "reading": view.reading,
        "left_out": left_out,
    }
    yield from environment.get_template("review.html").stream(
        **assets("review.js"),
        version=__version__,
        total=total,
        figures=figures,
        before=before,
        after=after,
        rules=figures.rules(view.registry),
        passes=figures.passes(view.registry),
        histogram=figures.histogram(total),
        leaves=leaves,
        left_out=left_out,
        data=inert_json(json.dumps({"head": head, "documents": decided}, ensure_ascii=True)).replace("<", "\\u003c"),
    )


def leaf(name: str, title: str | RecordName, result: Result, *, whole: bool = False) -> Leaf:
    """A document as the page shows it; `name` begins its ids, `whole` leaves out no passage, however long."""
    found, rest = units(result)
    before, after = scores(result)
    return Leaf(
        name,
        inert(str(title)),
        before,
        after,
        markup.document(result, found, name, whole=whole),
        [_item(number, unit) for number, unit in enumerate(found, 1)],
        [_rest(finding) for finding in rest],
    )


def _item(number: int, unit: ReviewUnit) -> Item:
    messages = tuple(dict.fromkeys(inert(finding.message) for finding in unit.findings))
    proposals = [proposal(change.found, change.replacement) for change in unit.changes]
    first = unit.findings[0] if unit.findings else None
    state = f"{first.safety}, {unit.confidence:.2f}" if first else ""
    if first and first.refused:
        state += f"; {first.refused}" if first.refused == REPORTED else f"; not applied: {first.refused}"
    return Item(number, unit.rules, messages, "; ".join(proposals), state, unit)


def _rest(finding: Finding) -> str:
    what = "applied, and later undone" if finding.applied else f"not applied: {finding.refused}"
    change = "" if finding.replacement is None else f"; {proposal(finding.found, finding.replacement)}"
    return f"{finding.rule}: {inert(finding.message)}{change} ({what})"


def _data(name: str | RecordName, result: Result, items: Sequence[Item]) -> dict[str, Any]:
    """What the script needs of a document to export decisions on it."""
    where: dict[str, Any] = {"path": name} if isinstance(name, str) else {"path": name.path, "record": name.line}
    if isinstance(name, RecordName):
        where |= {key: value for key, value in (("id", name.id), ("field", name.field)) if value is not None}
    edits = [
        [
            item.unit.rules,
            item.unit.confidence,
            int(item.unit.applied),
            [[each.start, each.end, each.found, each.replacement] for each in item.unit.changes],
        ]
        for item in items
    ]
    return {**where, "sha256": digest(result.original), "edits": edits}


def templates() -> jinja2.Environment:
    """The templates, which escape all that is not said to be markup. InputError where jinja2 is not installed."""
    try:
        import jinja2  # noqa: F401 - whether it is there
    except ImportError as error:
        raise InputError("the review page needs jinja2: pip install 'mt-cleaner[review]'") from error
    return _environment()


@functools.cache
def _environment() -> jinja2.Environment:
    import jinja2

    return jinja2.Environment(
        loader=jinja2.FunctionLoader(asset),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@functools.cache
def asset(name: str) -> str:
    """A file of this package: a template, a script, the style sheet."""
    return (files(__package__) / name).read_text(encoding="utf-8")


def assets(*scripts: str, connect: str = "'none'") -> dict[str, str]:
    """The script and the style sheet of a page, and the content policy that allows them alone; `connect` is what the
    script may ask for data."""
    script, style = "\n".join(map(asset, scripts)), asset("page.css")
    policy = (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; connect-src {connect}; "
        "base-uri 'none'; form-action 'none'"
    )
    return {"script": script, "style": style, "policy": policy}


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
