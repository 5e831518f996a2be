"""Words left after a sentence end.

One finder (`_finder`) says where a fragment may be, `_evidence` what is evidence for and against it, and one decision
(`_decision`) what to do: every candidate gets at most one finding, named for its outcome. The rules only carry that
decision out. What the form alone tells is told before any weighing (`_plain`, `_broken`).
"""

from __future__ import annotations

from cleaner.passes.fragments.broken_start import BrokenStart
from cleaner.passes.fragments.echo_tail import EchoTail
from cleaner.passes.fragments.lowercase_opening import LowercaseOpening
from cleaner.passes.fragments.lowercase_sentence import LowercaseSentence
from cleaner.passes.fragments.orphan_clause import OrphanClause
from cleaner.passes.fragments.split_tail import SplitTail
from cleaner.passes.fragments.stray_tail import StrayTail
from cleaner.registry import Pass

PASS = Pass(
    "fragments",
    (
        BrokenStart,
        StrayTail,
        EchoTail,
        SplitTail,
        LowercaseSentence,
        LowercaseOpening,
        OrphanClause,
    ),
    weight=1.5,
    is_translation_evidence=True,
    needs_words=True,
    by_paragraph=True,
)
