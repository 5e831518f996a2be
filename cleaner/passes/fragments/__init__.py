"""Words left behind a sentence end.

One finder (`candidates`) says where a fragment may stand, `evidence` says what speaks for and against it, and one
decision (`decision`) says what to do: every candidate gets at most one finding, named for its outcome. The rules
(`rules`) only carry that decision out.
"""

from __future__ import annotations

from cleaner.passes.fragments.rules import RULES

__all__ = ["RULES"]
