"""What was said to a model, printed with its answer: chat templates whose last turn is the text, and instructions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.edits import Safety
from cleaner.expressions import expression
from cleaner.passes.chatter._peeling import Peeling
from cleaner.passes.chatter._words import openers, plain

KIND = "leaked-prompt"

_TEMPLATES = (
    (expression(r"(?:<s>\s*)?\[INST\]"), expression(r"\[/INST\]")),
    (
        expression(r"<\|im_start\|>(?:system|user)\b"),
        expression(r"<\|im_start\|>assistant[ \t]*\r?\n"),
    ),
    (
        expression(r"(?:<\|begin_of_text\|>)?<\|start_header_id\|>(?:system|user)<\|end_header_id\|>"),
        expression(r"<\|start_header_id\|>assistant<\|end_header_id\|>"),
    ),
    (
        expression(r"(?:<bos>)?<start_of_turn>user\b"),
        expression(r"<start_of_turn>model[ \t]*\r?\n"),
    ),
    (expression(r"<\|(?:system|user)\|>"), expression(r"<\|assistant\|>")),
    (expression(r"(?:<｜begin▁of▁sentence｜>)?<｜User｜>"), expression(r"<｜Assistant｜>")),
    (
        expression(r"(?:<BOS_TOKEN>)?<\|START_OF_TURN_TOKEN\|><\|(?:SYSTEM|USER)_TOKEN\|>"),
        expression(r"<\|START_OF_TURN_TOKEN\|><\|CHATBOT_TOKEN\|>"),
    ),
    (
        expression(r"(?:Below is an instruction that describes a task[^\n]*\s+)?### Instruction:[ \t]*\r?\n"),
        expression(r"\n### Response:[ \t]*\r?\n"),
    ),
    (expression(r"USER: "), expression(r"(?<=[\s.?!:])ASSISTANT:(?=\s)")),
)
"""How a prompt begins, and what stands between it and the answer, for each kind of chat template."""

_TURN = expression(r"(?:\*\*|#{2,4} )?(?:Human|User|<\|user\|>)(?:\*\*)?(?: ?:|(?=\n|\Z))", re.MULTILINE)
_ANSWERED = expression(r"\n(?:Assistant|AI|Model)\b|\btranslat|\bnext\b|\bthanks?\b|\bcontinue\b", re.IGNORECASE)
_MAX_TURN = 600
_LINE_MARKS = " .:*_#-"
_MAX_LINE = 160


def take_template(peeling: Peeling) -> bool:
    """A prompt in its template, up to the last answer: both ends or nothing."""
    text, low, high = peeling.text, peeling.low, peeling.high
    for opening, answer in _TEMPLATES:
        if opening.match(text, low, high):
            ends = [match.end() for match in answer.finditer(text, low, high)]
            taught = len(ends) > 1 and text[low] in "B#"  # headings, as pages on training show them
            return bool(ends) and not taught and peeling.head(KIND, ends[-1])
    return False


def take_turn(peeling: Peeling) -> bool:
    """What the one who asked said next, as logs of chats have it: "User: thanks", with the answer to that; where a
    model has shown itself, or may have written."""
    text, low, high = peeling.text, peeling.low, peeling.high
    reach = max(low, high - _MAX_TURN)
    turns = (_TURN.match(text, at + 1, high) for at in _line_ends(text, reach, high))
    turn = next(filter(None, turns), None)
    if turn is None or any(line.startswith(turn[0]) for line in text[low:reach].splitlines()):
        return False
    start, said = turn.start(), text[turn.end() : high].strip()
    return (not said or _ANSWERED.search(text, start, high) is not None) and peeling.tail(KIND, start)


def _line_ends(text: str, start: int, end: int) -> Iterator[int]:
    at = text.find("\n", start, end)
    while at >= 0:
        yield at
        at = text.find("\n", at + 1, end)


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
