"""A result as a notebook shows it: the text with its edits inline, and a list of them. Needs no library, no script."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from cleaner.edits import Result
from cleaner.report import markup
from cleaner.report.inert import inert
from cleaner.report.terminal import proposal
from cleaner.review.units import ReviewUnit, units

MAX_LISTED = 100
"""So many edits are listed; all are shown in the text."""

_STYLE = """\
.cleaner-result .text { white-space: pre-wrap; max-width: 46rem; line-height: 1.5; }
.cleaner-result .in > .o { color: #c2203a; background: rgb(220 40 70 / .14); text-decoration: line-through; }
.cleaner-result .in > .w { color: #1d8a3f; background: rgb(40 180 90 / .16); text-decoration: underline; }
.cleaner-result .out > .o { border-bottom: 2px dotted currentColor; }
.cleaner-result .out > .w { display: none; }
.cleaner-result mark { background: rgb(240 190 40 / .35); color: inherit; }
.cleaner-result .u { font: normal .8em monospace; opacity: .75; }
.cleaner-result .gap { display: block; text-align: center; opacity: .7; }
.cleaner-result li { margin: .15rem 0; }
"""


def notebook(result: Result) -> str:
    """The result as HTML: nothing in it runs, whatever the text holds."""
    found, _ = units(result)
    text = markup.visible(str(result.original)) if result.error else markup.document(result, found, "")
    return "".join(
        [
            f'<div class="cleaner-result"><style>{_STYLE}</style><div class="text" dir="auto">{text}</div>',
            f"<p>{_summary(result, found)}</p>",
            *_listed(found),
            "</div>",
        ]
    )


def _summary(result: Result, found: list[ReviewUnit]) -> str:
    if result.error:
        return f"not cleaned: {escape(inert(str(result.error)))}"
    made = sum(unit.applied for unit in found)
    failed = "".join(f"; {escape(inert(str(failure)))}" for failure in result.failures)
    return f"{made} made, {len(found) - made} more reported{failed}"


def _listed(found: list[ReviewUnit]) -> Iterator[str]:
    if not found:
        return
    yield "<ol>"
    for unit in found[:MAX_LISTED]:
        rules = " ".join(f"<code>{escape(rule)}</code>" for rule in unit.rules)
        messages = dict.fromkeys(inert(finding.message) for finding in unit.findings)
        changes = [proposal(change.found, change.replacement) for change in unit.changes]
        refused = next((finding.refused for finding in unit.findings if finding.refused), None)
        said = [*messages, *changes, *([refused] if refused else ())]
        yield f"<li>{rules} {escape('; '.join(said))} ({unit.confidence:.2f})</li>"
    yield "</ol>"
    if len(found) > MAX_LISTED:
        yield f"<p>and {len(found) - MAX_LISTED:,} more</p>"
