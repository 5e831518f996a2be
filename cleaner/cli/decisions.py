"""What `cleaner measure --decisions` prints."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from cleaner.report.inert import inert, inert_json
from cleaner.review.decisions import read_decisions
from cleaner.review.teaching import MIN_DECIDED, Acceptance, Lesson, lesson


def taught(files: Sequence[Path], output_format: str) -> str:
    """What the decisions in these files teach, as `text` or `json`. InputError where one cannot be read."""
    edits = [edit for path in files for each in read_decisions(path).documents for edit in each.edits]
    learnt = lesson(edits)
    if output_format == "json":
        return inert_json(json.dumps(_plain(learnt), ensure_ascii=False, indent=2)) + "\n"
    return "".join(_text(learnt))


def _text(learnt: Lesson) -> Iterator[str]:
    if not learnt.rules:
        yield "nothing was decided\n"
        return
    yield f"{'accepted':>8} {'rejected':>9}  {'share, 95 % interval':<23} rule\n"
    for rule, verdict in learnt.rules:
        yield f"{verdict.accepted:>8} {verdict.rejected:>9}  {_share(verdict):<23} {inert(rule)}\n"
    snippet = learnt.snippet()
    yield f"\n# what follows, for cleaner.toml\n{snippet}" if snippet else f"\n{_nothing(learnt)}\n"


def _share(verdict: Acceptance) -> str:
    low, high = verdict.interval
    return f"{verdict.share:.2f}, {low:.2f} to {high:.2f}"


def _nothing(learnt: Lesson) -> str:
    few = sum(verdict.decided for _, verdict in learnt.rules) < MIN_DECIDED
    return f"no setting follows: fewer than {MIN_DECIDED} decisions" if few else "no setting follows"


def _plain(learnt: Lesson) -> dict[str, object]:
    return {
        "rules": [
            {
                "rule": rule,
                "accepted": verdict.accepted,
                "rejected": verdict.rejected,
                "share": verdict.share,
                "interval": list(verdict.interval),
            }
            for rule, verdict in learnt.rules
        ],
        "ignore": list(learnt.ignore),
        "min_confidence": learnt.min_confidence,
        "protect": list(learnt.protect),
    }
