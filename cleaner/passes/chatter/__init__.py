"""What models and translators say about their work, left around or inside the text."""

from __future__ import annotations

from cleaner.passes.chatter.talk import Echo, Refusal
from cleaner.passes.chatter.wrapping import (
    AnswerWrapper,
    Breakdown,
    ClosingNote,
    CodeFence,
    Label,
    Preamble,
    ThinkingBlock,
)
from cleaner.registry import Pass

PASS = Pass(
    "chatter",
    (
        ThinkingBlock,
        Preamble,
        Label,
        CodeFence,
        AnswerWrapper,
        ClosingNote,
        Breakdown,
        Refusal,
        Echo,
    ),
    weight=2.0,
    counts_as_loss=False,
    is_translation_evidence=True,
)

__all__ = [
    "RULES",
    "AnswerWrapper",
    "Breakdown",
    "ClosingNote",
    "CodeFence",
    "Echo",
    "Label",
    "Preamble",
    "Refusal",
    "ThinkingBlock",
]
