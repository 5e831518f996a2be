"""The rule chatter/thinking-block."""

from __future__ import annotations

from cleaner.passes.chatter._shared import EnvelopeRule
from cleaner.rules import Prior, fix, keep, report

_THOUGHT = "<think>\nThe user wants English. I will keep the names.\n</think>\n\n"


class ThinkingBlock(EnvelopeRule):
    """Remove the thoughts that a reasoning model printed before its answer.

    Why: `<think>…</think>` and its kin are meant for the client, and many clients keep them; with thinking switched off
    an empty pair is left, or the switch itself (`/no_think`), or a closing tag without the opening one. Other models
    think in a channel of its own, and answer in the channel `final`.

    Not touched: tags that a manual or a story shows within its text, code, thoughts that are all there is.

    Safety: safe. Only a block that opens the text goes, a closing tag alone on its line where none opened, an empty
    pair at the start of a line, the switch at either end, and channels before the final one, never their marks alone.
    An opening tag or channel that nothing closes is reported: where the thoughts end is not known.
    """

    name = "chatter/thinking-block"
    measured = Prior(
        confidence=0.95,
        reason="tags and channels are exact; 4 of 4 thoughts written after the rule were removed",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    needs = (
        "<",
        "/think",
        "/no",
        "assistantfinal",
        "[THINK]",
        "◁think▷",
        "Thought",
        "THOUGHT",
        "Thinking",
        "Reasoning",
    )
    message = "the thoughts of a reasoning model"
    examples = (
        fix(_THOUGHT + "The bridge is open.", "The bridge is open.", at=_THOUGHT),
        fix("First the names, then the verb.\n</think>\n\nThe bridge is open.", "The bridge is open."),
        fix("<think>\n\n</think>\n\nThe bridge is open. /no_think", "The bridge is open."),
        fix(
            "<|channel|>analysis<|message|>Keep it.<|end|><|start|>assistant<|channel|>final<|message|>It is open.",
            "It is open.",
        ),
        fix("analysisKeep the name.assistantfinalThe bridge is open.", "The bridge is open."),
        report("<think>\nThe bridge is open.", at="<think>"),
        keep(
            "Some models print their thoughts between <think> and </think>. An empty pair, <think></think>, is common."
        ),
        keep("<b>The bridge</b> is open."),
    )
