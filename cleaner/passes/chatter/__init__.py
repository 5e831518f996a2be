"""What models and translators say about their work, left around or inside the text."""

from __future__ import annotations

from cleaner.passes.chatter.answer_wrapper import AnswerWrapper
from cleaner.passes.chatter.breakdown import Breakdown
from cleaner.passes.chatter.closing_note import ClosingNote
from cleaner.passes.chatter.code_fence import CodeFence
from cleaner.passes.chatter.echo import Echo
from cleaner.passes.chatter.invented_line import InventedLine
from cleaner.passes.chatter.label import Label
from cleaner.passes.chatter.leaked_prompt import LeakedPrompt
from cleaner.passes.chatter.preamble import Preamble
from cleaner.passes.chatter.refusal import Refusal
from cleaner.passes.chatter.several_options import SeveralOptions
from cleaner.passes.chatter.sound_mark import SoundMark
from cleaner.passes.chatter.thinking_block import ThinkingBlock
from cleaner.passes.chatter.time_mark import TimeMark
from cleaner.passes.chatter.translated_review import TranslatedReview
from cleaner.registry import Pass

PASS = Pass(
    "chatter",
    (
        ThinkingBlock,
        LeakedPrompt,
        Preamble,
        Label,
        CodeFence,
        AnswerWrapper,
        ClosingNote,
        Breakdown,
        TranslatedReview,
        Refusal,
        Echo,
        SeveralOptions,
        InventedLine,
        SoundMark,
        TimeMark,
    ),
    weight=2.0,
    counts_as_loss=False,
    is_translation_evidence=True,
    needs_words=True,
)
