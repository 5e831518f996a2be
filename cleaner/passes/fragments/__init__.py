"""Words left behind a sentence end.

One finder (`candidates`) says where a fragment may stand, `evidence` says what speaks for and against it, and one
decision (`decision`) says what to do: every candidate gets at most one finding, named for its outcome. The rules
(`rules`) only carry that decision out.
"""

from __future__ import annotations

from cleaner.passes.fragments.rules import EchoTail, LowercaseSentence, OrphanClause, SplitTail, StrayTail
from cleaner.registry import Pass

PASS = Pass(
    "fragments",
    (
        StrayTail,
        EchoTail,
        SplitTail,
        LowercaseSentence,
        OrphanClause,
    ),
    weight=1.5,
    is_translation_evidence=True,
)
