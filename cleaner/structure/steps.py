"""Cleaning a file in steps, each of which sees what the one before it has left: first as a file, then in its prose."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Sequence

from cleaner.alignment import Alignment, apply, compose_net
from cleaner.edits import Change, Failure, Finding, NetChange, Result
from cleaner.structure.cleaning import judged_with, refused

MAX_ROUNDS = 3
"""So often the steps are gone through until none changes anything; then the file stays as it was."""


def clean_in_steps(text: str, steps: Sequence[Callable[[str], Result]]) -> Result:
    """The result of all steps together, in offsets of `text`. A second run over it would change nothing."""
    net: tuple[NetChange, ...] = ()
    findings: list[Finding] = []
    failures: dict[str, Failure] = {}
    first: list[Result] = []
    for number in range(MAX_ROUNDS):
        before = net
        for step in steps:
            result = step(apply(text, net))
            findings += _moved(text, net, (each for each in result.findings if each.applied or not number))
            failures |= {failure.rule: failure for failure in result.failures}
            net = compose_net(text, net, result.changes)
            if not number:
                first.append(result)
        if net == before:
            break
    else:
        net, findings = (), [refused(finding) for each in first for finding in _moved(text, (), each.findings)]
    return dataclasses.replace(
        first[-1],
        original=text,
        text=apply(text, net),
        findings=tuple(sorted(findings, key=lambda finding: (finding.start, finding.end))),
        changes=net,
        offsets=Alignment(net),
        judge=judged_with(first[-1], [finding for each in first[:-1] for finding in each.findings]),
        failures=tuple(failures[rule] for rule in sorted(failures)),
    )


def _moved(text: str, net: Sequence[NetChange], findings: Iterable[Finding]) -> list[Finding]:
    """Findings in what `net` has made of the text, in offsets of the text."""
    if not net:
        return list(findings)
    alignment = Alignment(net)
    moved = []
    for finding in findings:
        start, end = alignment.to_original(finding.start, finding.end)
        changes = [
            Change(*alignment.to_original(change.start, change.end), change.replacement) for change in finding.changes
        ]
        moved.append(dataclasses.replace(finding, start=start, end=end, found=text[start:end], changes=tuple(changes)))
    return moved
