"""The rule chatter/leaked-prompt."""

from __future__ import annotations

from cleaner.passes.chatter._shared import EnvelopeRule
from cleaner.rules import Prior, fix, keep


class LeakedPrompt(EnvelopeRule):
    """Remove the prompt that is printed before its answer, and lines of a system prompt after it.

    Why: a client that decodes the whole conversation keeps `[INST] … [/INST]` and the turns of chat templates; models
    end their answers with "You are trained on data up to October 2023.".

    Not touched: a template without an answer, whose marks alone would not be gone; instructions in a text about them.

    Safety: safe. A prompt goes whole with its marks, and only from the start of the text; an instruction only as the
    last line and from the lists; the next turn of a chat ("User: thanks") only where a model has shown itself or the
    text is known to be machine translation.
    """

    name = "chatter/leaked-prompt"
    measured = Prior(
        confidence=0.95,
        reason="no writer begins a text with the marks of a chat template; the lines are exact",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    needs = (
        "<",
        "[INST]",
        "You ",
        "you ",
        "Do not",
        "do not",
        "only",
        "Only",
        "USER: ",
        "### Instruction:",
        "User",
        "Human",
    )
    message = "the prompt of a model, printed with its answer"
    examples = (
        fix(
            "[INST] Put this line into English. [/INST] The bridge is open.",
            "The bridge is open.",
            at="[INST] Put this line into English. [/INST] ",
        ),
        fix(
            "<|im_start|>system\nYou translate.<|im_end|>\n<|im_start|>assistant\nThe bridge is open.",
            "The bridge is open.",
        ),
        fix("The bridge is open.\n\nYou are trained on data up to October 2023.", "The bridge is open."),
        fix(
            "The bridge is open.\n\nReturn only the translated text.\n\nThe toll has gone.",
            "The bridge is open.\n\nThe toll has gone.",
        ),
        keep("[INST] Put this line into English."),
        keep("The template puts [INST] before a request and [/INST] after it."),
        keep("You are trained on data of your own: thirty years of bridges."),
    )
