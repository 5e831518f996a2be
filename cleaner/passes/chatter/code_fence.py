"""The rule chatter/code-fence."""

from __future__ import annotations

from cleaner.passes.chatter._shared import EnclosureRule
from cleaner.rules import Prior, fix, keep


class CodeFence(EnclosureRule):
    """Remove a code fence around a text that is no code.

    Why: models put their answer between ``` marks, to be copied.

    Not touched: a fence with code or with text outside it, one that names a programming language, one inside a text.

    Safety: safe. Both marks go or none.
    """

    name = "chatter/code-fence"
    measured = Prior(
        confidence=0.95,
        reason="a fence around all of a text that is no code; none was found in human text",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    needs = ("```", "~~~")
    message = "a code fence around a text"
    examples = (
        fix("```\nThe old bridge is open.\n```", "The old bridge is open."),
        fix("```markdown\nThe old bridge is open.\n```\n", "The old bridge is open.\n"),
        fix(
            "Here is the translation:\n\n```text\nThe old bridge is open.\n```",
            "Here is the translation:\n\nThe old bridge is open.",
        ),
        keep("```python\nprint('The old bridge is open.')\n```"),
        keep("```\nfor x in y: z();\n```"),
        keep("Run this:\n\n```\nmake all of the targets\n```"),
    )
