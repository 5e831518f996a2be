"""What was said to a model, printed with its answer: chat templates whose last turn is the text, and instructions."""

from __future__ import annotations

import re

from cleaner.edits import Safety
from cleaner.passes.chatter._peeling import Peeling
from cleaner.passes.chatter._words import openers, plain

KIND = "leaked-prompt"

_TEMPLATES = (
    (re.compile(r"(?:<s>\s*)?\[INST\]"), re.compile(r"\[/INST\]")),
    (
        re.compile(r"<\|im_start\|>(?:system|user)\b"),
        re.compile(r"<\|im_start\|>assistant[ \t]*\r?\n"),
    ),
    (
        re.compile(r"(?:<\|begin_of_text\|>)?<\|start_header_id\|>(?:system|user)<\|end_header_id\|>"),
        re.compile(r"<\|start_header_id\|>assistant<\|end_header_id\|>"),
    ),
    (
        re.compile(r"(?:<bos>)?<start_of_turn>user\b"),
        re.compile(r"<start_of_turn>model[ \t]*\r?\n"),
    ),
    (re.compile(r"<\|(?:system|user)\|>"), re.compile(r"<\|assistant\|>")),
)
"""How a prompt begins, and what stands between it and the answer, for each kind of chat template."""

_LINE_MARKS = " .:*_#-"
_MAX_LINE = 160


def take_template(peeling: Peeling) -> bool:
    """A prompt in its template, up to the last answer: both ends or nothing."""
    text, low, high = peeling.text, peeling.low, peeling.high
    if text[low] not in "<[":
        return False
    for opening, answer in _TEMPLATES:
        if opening.match(text, low, high):
            ends = [match.end() for match in answer.finditer(text, low, high)]
            return bool(ends) and peeling.head(KIND, ends[-1])
    return False


def take_instruction(peeling: Peeling) -> bool:
    """A last line of the instructions that a model was given: "You are trained on data up to October 2023."."""
    text = peeling.text
    start = text.rfind("\n", peeling.low, peeling.high) + 1
    if start <= peeling.low or peeling.high - start > _MAX_LINE or text[start] not in "Yyd":
        return False
    said = plain(text[start : peeling.high]).strip(_LINE_MARKS)
    return openers(peeling.lexicon, "prompt-openers").match(said) and peeling.tail(
        KIND, start, Safety.SAFE if peeling.told or not said.startswith("you are a") else Safety.REPORT
    )
