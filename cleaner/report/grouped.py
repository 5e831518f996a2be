"""Findings by file and by rule: for runs that find hundreds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from cleaner.edits import Finding, Result
from cleaner.report.inert import inert
from cleaner.report.terminal import Documents, Paint, Places, RecordName, ReportView, proposal

_WIDTH = 60
"""Columns of an example."""


def grouped(documents: Documents, view: ReportView) -> Iterator[str]:
    """The findings of each file under its name, on a line each; then how many each rule has, with one of them."""
    examples = Examples()
    applied: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    path: str | None = None
    files = 0
    for name, result in examples.drawn(documents):
        if not result.findings:
            continue
        own = name if isinstance(name, str) else name.path
        if own != path:
            yield f"{_gap(path)}{view.paint('place', inert(own))}\n"
            path = own
            files += 1
        for finding in result.findings:
            (applied if finding.applied else refused)[finding.rule] += 1
        yield from _lines(name, result, view.paint)
    if path is not None:
        yield f"\n{files:,} file{'' if files == 1 else 's'} with findings\n\n"
        yield statistics(applied, refused, examples.found)


def _gap(path: str | None) -> str:
    return "" if path is None else "\n"


def _lines(name: str | RecordName, result: Result, paint: Paint) -> Iterator[str]:
    places = Places(result.original)
    within = "" if isinstance(name, str) else f"{name.line}:{f'{inert(name.field)}:' if name.field else ''}"
    for finding in result.findings:
        line, column = places.of(finding.start)
        rule = paint("rule", finding.rule)
        yield f"  {within}{line}:{column}  {rule}  {_said(finding)}{_state(finding, paint)}\n"


def _said(finding: Finding) -> str:
    """What is proposed; of what is only reported, why."""
    if finding.replacement is None:
        return inert(finding.message)
    return _cut(proposal(finding.found, finding.replacement))


def _state(finding: Finding, paint: Paint) -> str:
    if finding.applied:
        return ""
    return paint("refused", f"  ({finding.refused})")


def _cut(text: str) -> str:
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1]}…"


class Examples:
    """Keeps an example of each rule from the results that are drawn through it: the first applied one, or else the
    first."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[bool, str]] = {}

    @property
    def found(self) -> Mapping[str, str]:
        """The examples by rule: where each is, and what is proposed."""
        return {rule: shown for rule, (_, shown) in self._found.items()}

    def drawn(self, documents: Documents) -> Iterator[tuple[str | RecordName, Result]]:
        """The same documents."""
        for name, result in documents:
            wanted = [finding for finding in result.findings if self._wants(finding)]
            if wanted:
                places = Places(result.original)
                for finding in wanted:
                    if self._wants(finding):
                        line, column = places.of(finding.start)
                        shown = f"{inert(str(name))}:{line}:{column}: {_said(finding)}"
                        self._found[finding.rule] = finding.applied, shown
            yield name, result

    def _wants(self, finding: Finding) -> bool:
        known = self._found.get(finding.rule)
        return known is None or (finding.applied and not known[0])


def statistics(applied: Counter[str], refused: Counter[str], examples: Mapping[str, str]) -> str:
    """A table of how many edits of each rule were applied and how many not, each with an example where there is one."""
    rules = sorted(applied | refused, key=lambda rule: (-applied[rule], -refused[rule], rule))
    lines = [f"{'applied':>8} {'not applied':>12}  rule\n"]
    for rule in rules:
        lines.append(f"{applied[rule]:>8} {refused[rule]:>12}  {rule}\n")
        if rule in examples:
            lines.append(f"{'':>23}{examples[rule]}\n")
    return "".join(lines)
