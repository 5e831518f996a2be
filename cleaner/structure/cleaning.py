"""Cleaning the prose of a file with a structure, and telling of it in offsets of the file.

What came out is read again before anybody gets it: its markup must be what it was, and its prose what the rules made
of it. Where that is not so (an edit has made a mark that means something to the format), the units concerned are left
as they were.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from cleaner.alignment import Alignment, apply
from cleaner.edits import Change, Failure, Finding, Judge, Likelihood, NetChange, Reason, Residue, Result
from cleaner.frame import Frame
from cleaner.resolve import MAKES_MARKUP
from cleaner.spans import Span, Spans
from cleaner.structure.prose import Prose, markup

Read = Callable[[str], Sequence[Prose]]
"""Reads a file: its prose, in pieces that are cleaned each for itself. InputError where the file is broken."""

Clean = Callable[[Prose, Frame], Result]
"""Cleans one prose under a frame, in offsets of its text."""

MAX_TRIES = 3
"""So often units are left alone because of how the clean file reads; then all of it is."""

MAX_TRIED = 64
"""Units that are tried one by one where the clean file does not read as it should; where more changed, all are left."""


@dataclass(frozen=True)
class _FileJudge:
    """Judges a file by its prose. `original` is the prose, cleaned: all of it as one text."""

    inner: Result

    def _judge(self) -> Judge:
        assert self.inner.judge
        return self.inner.judge

    def residue(self, result: Result) -> Residue:  # noqa: ARG002
        return self._judge().residue(self.inner)

    def likelihood(self, result: Result) -> Likelihood:  # noqa: ARG002
        return self._judge().likelihood(self.inner)

    def reasons(self, result: Result) -> tuple[Reason, ...]:  # noqa: ARG002
        return self._judge().reasons(self.inner)


def judged_with(result: Result, findings: Iterable[Finding]) -> Judge | None:
    """What judges the result of a file, with more findings in that file."""
    judge = result.judge
    if not isinstance(judge, _FileJudge):
        return judge
    return _FileJudge(dataclasses.replace(judge.inner, findings=(*judge.inner.findings, *findings)))


def clean_file(text: str, read: Read, clean: Clean) -> Result:
    """The result of a file, in its offsets. InputError where it cannot be read."""
    proses = read(text) or [Prose(text, ())]
    frames = [prose.frame for prose in proses]
    results = [clean(prose, frame) for prose, frame in zip(proses, frames, strict=True)]
    changes = _changes(proses, results)
    for _ in range(MAX_TRIES):
        if not changes or _reads_as_it_should(text, read, proses, results, changes):
            break
        for number, spans in _to_leave(text, read, proses, results):
            frames[number] = dataclasses.replace(frames[number], fixed=frames[number].fixed | spans)
            results[number] = clean(proses[number], frames[number])
        changes = _changes(proses, results)
    else:
        results = [_refused(result) for result in results]
        changes = []
    return _file_result(text, proses, results, changes)


def refused(finding: Finding) -> Finding:
    """A finding that is not applied, for what would become of the file."""
    return dataclasses.replace(finding, applied=False, refused=MAKES_MARKUP) if finding.applied else finding


def _refused(result: Result) -> Result:
    """A result without its changes."""
    return dataclasses.replace(_only(result, None), findings=tuple(map(refused, result.findings)))


def _changes(proses: Sequence[Prose], results: Sequence[Result]) -> list[NetChange]:
    """All changes of the file, sorted."""
    changes = [
        placed
        for prose, result in zip(proses, results, strict=True)
        for change in result.changes
        for placed in prose.to_file(change)
        if placed.found != placed.replacement
    ]
    return sorted(changes, key=lambda change: (change.start, change.end))


def _reads_as_it_should(
    text: str, read: Read, proses: Sequence[Prose], results: Sequence[Result], changes: Sequence[NetChange]
) -> bool:
    """Whether the clean file has the markup of the file, and the prose that the results have."""
    file = apply(text, changes)
    again = read(file)
    if markup(file, again) != markup(text, proses):
        return False
    expected = [unit for prose, result in zip(proses, results, strict=True) for unit in _clean_units(prose, result)]
    return expected == [unit for prose in again for unit in prose.units()]


def _clean_units(prose: Prose, result: Result) -> Iterator[str]:
    """The units of the clean text."""
    done = 0
    moved = prose.frame.moved(Alignment(result.changes), len(result.text))
    for start, end in moved.walls:
        yield from filter(None, [result.text[done:start].strip()])
        done = end
    yield from filter(None, [result.text[done:].strip()])


def _to_leave(text: str, read: Read, proses: Sequence[Prose], results: Sequence[Result]) -> Iterator[tuple[int, Spans]]:
    """The units that must be left alone, by the number of their prose: those that by themselves make the file read
    otherwise than it should, or else all that changed."""
    again = read(apply(text, _changes(proses, results)))
    if len(proses) == len(again) > 1:
        differing = [
            number
            for number, (prose, result, new) in enumerate(zip(proses, results, again, strict=True))
            if list(_clean_units(prose, result)) != list(new.units())
        ]
        if differing:
            yield from ((number, Spans([(0, len(proses[number].text))])) for number in differing)
            return
    changed = [
        (number, unit)
        for number, (prose, result) in enumerate(zip(proses, results, strict=True))
        for unit in dict.fromkeys(_units(prose, change) for change in result.changes)
    ]
    guilty = []
    if 1 < len(changed) <= MAX_TRIED:
        for number, unit in changed:
            alone = [_only(result, unit if each == number else None) for each, result in enumerate(results)]
            if not _reads_as_it_should(text, read, proses, alone, _changes(proses, alone)):
                guilty.append((number, unit))
    for number in range(len(proses)):
        spans = Spans(unit for each, unit in guilty or changed if each == number)
        if spans:
            yield number, spans


def _units(prose: Prose, change: NetChange) -> Span:
    """The span of the units that a change touches."""
    return prose.unit_at(change.start)[0], max(prose.unit_at(change.end)[1], change.end)


def _only(result: Result, unit: Span | None) -> Result:
    """A result with the changes in one unit alone; None: without any."""
    changes = tuple(each for each in result.changes if unit and unit[0] <= each.start and each.end <= unit[1])
    return dataclasses.replace(
        result, text=apply(result.original, changes), changes=changes, offsets=Alignment(changes)
    )


def _file_result(text: str, proses: Sequence[Prose], results: Sequence[Result], changes: Sequence[NetChange]) -> Result:
    findings = [
        _finding(prose, finding) for prose, each in zip(proses, results, strict=True) for finding in each.findings
    ]
    findings.sort(key=lambda finding: (finding.start, finding.end))
    failures = {failure.rule: failure for each in results for failure in each.failures}
    return Result(
        text,
        apply(text, changes),
        tuple(findings),
        tuple(changes),
        Alignment(changes),
        bool(results) and all(each.foreign for each in results),
        _judge(results),
        failures=_sorted(failures.values()),
    )


def _judge(results: Sequence[Result]) -> Judge | None:
    """What judges the file: by all its prose, one text after another."""
    judge = next((each.judge for each in results if each.judge), None)
    if judge is None:
        return None
    if len(results) == 1:
        return _FileJudge(results[0])
    original = "\n\n".join(each.original for each in results)
    findings = tuple(finding for each in results for finding in each.findings)
    return _FileJudge(Result(original, original, findings, (), Alignment(()), False, judge))


def _sorted(failures: Iterable[Failure]) -> tuple[Failure, ...]:
    return tuple(sorted(failures, key=lambda failure: failure.rule))


def _finding(prose: Prose, finding: Finding) -> Finding:
    """A finding, in offsets of the file."""
    changes = tuple(
        Change(placed.start, placed.end, placed.replacement)
        for change in finding.changes
        for placed in prose.to_file(NetChange(change.start, change.end, change.replacement, "", ()))
    )
    start, end = prose.span(finding.start, finding.end)
    start = min([start, *(change.start for change in changes)])
    end = max([end, *(change.end for change in changes)])
    found = prose.file[start:end]
    replacement = None
    if finding.replacement is not None:
        parts = changes if _alone(finding) else _whole(prose, finding)
        parts = tuple(each for each in parts if start <= each.start and each.end <= end)
        replacement = apply(found, [Change(each.start - start, each.end - start, each.replacement) for each in parts])
    return dataclasses.replace(finding, start=start, end=end, found=found, replacement=replacement, changes=changes)


def _alone(finding: Finding) -> bool:
    """Whether what comes of a finding comes of its own changes, and not of edits before it as well."""
    own = [Change(each.start - finding.start, each.end - finding.start, each.replacement) for each in finding.changes]
    return apply(finding.found, own) == finding.replacement


def _whole(prose: Prose, finding: Finding) -> tuple[Change, ...]:
    """All of a finding as changes of the file."""
    whole = NetChange(finding.start, finding.end, finding.replacement or "", finding.found, ())
    return tuple(Change(each.start, each.end, each.replacement) for each in prose.to_file(whole))
