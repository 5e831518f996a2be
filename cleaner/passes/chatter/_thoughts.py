"""The thoughts that a reasoning model prints before its answer: in tags, or in channels of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.additions import Addition
from cleaner.edits import Safety
from cleaner.expressions import expression
from cleaner.passes.chatter._peeling import Peeling

KIND = "thinking-block"

_NO_THINK_HEAD = expression(r"/(?:no_?think|think)\b[ \t]*")
_NO_THINK_TAIL = expression(r"(?:\A|\s)/(?:no_?think|think)\s*\Z")
_TAG = expression(r"<([a-z_]+)>", re.IGNORECASE)
_CLOSE_ALONE = expression(r"^[ \t]*</think(?:ing)?>[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
_EMPTY_THOUGHT = expression(r"^<think>\s*</think>[ \t]*(?:\r?\n\s*|\Z)", re.MULTILINE | re.IGNORECASE)

_WRITTEN = expression(
    r"\[THINK\](?:(?!\[THINK\]).)*?\[/THINK\]|◁think▷(?:(?!◁think▷).)*?◁/think▷|<seed:think>(?:(?!<seed:think>).)*?</seed:think>"
    r"|<\|begin_of_thought\|>.*?<\|end_of_thought\|>(?:\s*<\|begin_of_solution\|>)?"
    r"|<\|START_THINKING\|>.*?<\|END_THINKING\|>(?:\s*<\|START_RESPONSE\|>)?",
    re.DOTALL,
)
_WRITTEN_HEADS = ("[THINK]", "◁think▷", "<seed:think>", "<|begin_of_thought|>", "<|START_THINKING|>")
_LABELLED = expression(
    r"(?:\*\*)?(?:Thoughts?|Thinking|Thought process|Reasoning)(?:\*\*:|:(?:\*\*)?) .{1,3000}?\n[ \t]*"
    r"(?:\*\*)?(?:Final (?:answer|translation|output)|(?:English )?translation)(?:\*\*:|:(?:\*\*)?)\s*",
    re.DOTALL | re.IGNORECASE,
)
"""Thoughts under a label of their own, up to that of the answer."""

_CHANNEL_HEAD = expression(r"(?:<\|start\|>assistant)?<\|channel\|>(?:analysis|commentary)\b")
_ONLY_FINAL = expression(r"(?:<\|start\|>assistant)?<\|channel\|>final(?: ?<\|constrain\|>\w+)?<\|message\|>")
_FINAL_CHANNEL = expression(r"<\|channel\|>final(?: ?<\|constrain\|>\w+)?<\|message\|>")
_BARE_HEAD = expression(r"(?:assistant)?(?:analysis|commentary)(?=[A-Z\"'“])")
_BARE_FINAL = expression(r"assistantfinal(?=[^\Wa-z_]|[\"'“«*#\[(])")
_CHANNEL_END = expression(r"<\|(?:return|end)\|>\Z")


def take_thoughts(peeling: Peeling) -> bool:
    """Thoughts at the start of what is left."""
    text, low = peeling.text, peeling.low
    first = text[low]
    if first in "<ac" and take_channels(peeling):
        return True
    if first in "[◁<" and text.startswith(_WRITTEN_HEADS, low) and (written := _WRITTEN.match(text, low, peeling.high)):
        return peeling.head(KIND, written.end())
    if first in "*TtRr" and (labelled := _LABELLED.match(text, low, peeling.high)):
        return peeling.head(KIND, labelled.end())
    if first not in "</" and not ("<" in text and "</" in text):
        return False
    if "think" not in text and "<" not in text[low : low + 1]:
        return False
    opening = _TAG.match(text, low)
    if opening and opening[1].lower() in peeling.lexicon.optional("thinking-tags"):
        end = _end_of_thoughts(peeling, opening)
        if end:
            return peeling.head(KIND, end)
        if text[opening.end() : peeling.line_end(low)].strip() == "" and opening[1].lower().startswith("think"):
            _report(peeling, opening.end())
        return False
    mode = _NO_THINK_HEAD.match(text, low)
    if mode:
        return peeling.head(KIND, mode.end())
    closing = _CLOSE_ALONE.search(text, low, peeling.high)
    if closing and "<think" not in text[low : closing.start()].lower():
        return peeling.head(KIND, closing.end())
    return False


def _end_of_thoughts(peeling: Peeling, opening: re.Match[str] | None) -> int:
    """Where the last of the thoughts ends that follow one another from an opening tag on, 0 where none is closed."""
    end = 0
    while opening and opening[1].lower() in peeling.lexicon.optional("thinking-tags"):
        closing = re.compile(rf"</{opening[1]}>", re.IGNORECASE).search(peeling.text, opening.end(), peeling.high)
        if closing is None:
            break
        end = closing.end()
        opening = _TAG.match(peeling.text, peeling.past_whitespace(end))
    return end


def take_channels(peeling: Peeling) -> bool:
    """All channels before the final one, with their marks, never the marks alone; the marks of a final one alone."""
    text, low, high = peeling.text, peeling.low, peeling.high
    alone = _ONLY_FINAL.match(text, low, high)
    if alone:
        if not peeling.head(KIND, alone.end()):
            return False
        end = _CHANNEL_END.search(text, peeling.low, high)
        return end is None or peeling.tail(KIND, end.start()) or True
    for head, final in ((_CHANNEL_HEAD, _FINAL_CHANNEL), (_BARE_HEAD, _BARE_FINAL)):
        opening = head.match(text, low, high)
        if not opening:
            continue
        answer = final.search(text, opening.end(), high)
        if answer is None:
            if head is _CHANNEL_HEAD:
                _report(peeling, opening.end())
            return False
        if not peeling.head(KIND, answer.end()):
            return False
        end = _CHANNEL_END.search(text, peeling.low, high)
        return end is None or peeling.tail(KIND, end.start()) or True
    return False


def _report(peeling: Peeling, end: int) -> None:
    """Report an opening mark: where the thoughts end is not known."""
    addition = Addition(KIND, peeling.low, end, Safety.REPORT)
    if addition not in peeling.layers:
        peeling.layers.append(addition)


def take_switch(peeling: Peeling) -> bool:
    """The switch `/no_think` at the end."""
    if "think" not in peeling.text[-12:]:
        return False
    match = _NO_THINK_TAIL.search(peeling.text, max(peeling.low, peeling.high - 12), peeling.high)
    return match is not None and peeling.tail(KIND, match.start())


def empty_thoughts(peeling: Peeling) -> Iterator[Addition]:
    """Empty pairs of thought tags at the start of a line within the text."""
    if "<" in peeling.text and "<think>" in peeling.text:
        for match in _EMPTY_THOUGHT.finditer(peeling.text, peeling.low, peeling.high):
            yield Addition(KIND, *match.span())
