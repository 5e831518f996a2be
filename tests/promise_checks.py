"""The promises that hold for any text, checked on one: what is broken, in words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from cleaner import Pipeline, Result
from cleaner.alignment import apply
from cleaner.edits import NetChange
from cleaner.lexicon import load
from cleaner.protection import protected_spans
from cleaner.spans import Spans
from tests.hazards import grown


def broken(pipeline: Pipeline, text: str) -> list[str]:
    """What a pipeline breaks of its promises on a text; nothing where it keeps them."""
    try:
        result = pipeline.run(text)
    except Exception as error:
        return [f"raises {type(error).__name__}: {error}"]
    return [
        *(f"failure: {failure}" for failure in result.failures),
        *_account(result),
        *_harm(result),
        *_offsets(result),
        *_second_run(pipeline, result),
    ]


def _account(result: Result) -> Iterator[str]:
    if apply(result.original, result.changes) != result.text:
        yield "the changes do not make the text"
    if result.undo() != result.original:
        yield "undo does not give the original back"
    if result.changed != (result.text != result.original):
        yield "changed is not what it says"
    applied = [finding for finding in result.findings if finding.applied]
    for change in result.changes:
        if change.found != result.original[change.start : change.end]:
            yield f"a change does not hold what was found: {change}"
        if not set(change.rules) <= {finding.rule for finding in applied}:
            yield f"a change of no finding: {change}"
    for finding in result.findings:
        if finding.found != result.original[finding.start : finding.end]:
            yield f"a finding does not hold what it found: {finding}"
        if not all(finding.start <= change.start <= change.end <= finding.end for change in finding.changes):
            yield f"a change lies outside the span of its finding: {finding}"


def _is_taken_whole(result: Result, protected: Spans, change: NetChange) -> bool:
    """Whether an edit took the protected span that a change lies in as a whole, as the mojibake of a hashtag goes: what
    it leaves as it was is no part of the net change."""
    around = [(start, end) for start, end in protected if start < change.end and change.start < end]
    taken = [(finding.start, finding.end) for finding in result.findings if finding.applied]
    return all(any(low <= start and end <= high for low, high in taken) for start, end in around)


def _harm(result: Result) -> Iterator[str]:
    if new := grown(result.original, result.text):
        yield f"new hazards: {new}"
    protected = protected_spans(result.original)
    for change in result.changes:
        if protected.cuts(change.start, change.end) and not _is_taken_whole(result, protected, change):
            yield f"a protected span was cut: {change}"


def _offsets(result: Result) -> Iterator[str]:
    edges = {0, len(result.text)}
    for change in result.changes:
        low, high = result.to_clean(change.start, change.end)
        edges.update(place for at in (low, high) for place in (at - 1, at, at + 1) if 0 <= place <= len(result.text))
    places = sorted(edges)[:40]
    for start, end in ((start, end) for start in places for end in places if start <= end):
        low, high = result.to_clean(*result.to_original(start, end))
        if not low <= start <= end <= high:
            yield f"offsets do not come back: {start}..{end} gives {low}..{high}"
            return


def _second_run(pipeline: Pipeline, result: Result) -> Iterator[str]:
    again = pipeline.run(result.text)
    if again.text != result.text:
        yield f"a second run changes {result.text!r} to {again.text!r}"
    if rules := sorted({finding.rule for finding in again.findings if finding.applied}):
        yield f"a second run applies {', '.join(rules)}"


_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Scripts without spaces: what is between spaces is no word there, and its characters are compared."""

_LIGHT = ("function-words", "auxiliaries", "light-words")
_BESIDE = 300
_ROOT = 4


def lost_words(result: Result) -> list[str]:
    """The words that applied findings of fragments and repetition took from an English text, and that said something:
    no list of small words has them, and they do not stand, in any form, in what is left beside."""
    lost: list[str] = []
    for finding in result.findings:
        if finding.applied and finding.rule.startswith(("fragments/", "repetition/")):
            found = finding.found.replace("as well ", "")  # "as well as" is a conjunction
            gone = Counter(_words(found)) - Counter(_words(finding.replacement or ""))
            start, end = result.to_clean(finding.start, finding.end)
            text = result.text[max(0, start - _BESIDE) : end + _BESIDE]
            beside = set(_words(text))
            words = [word for word in gone if not (_UNSPACED.search(word) and set(word) <= set(text))]
            lost += [word for word in words if not _is_light(word) and not any(_is_form(word, each) for each in beside)]
    return lost


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _is_light(word: str) -> bool:
    return any(word in load("en").words(name) for name in _LIGHT)


def _is_form(word: str, other: str) -> bool:
    """Whether two words are one, forms of one, or the first of them the second cut off."""
    root = max(_ROOT, len(word) - _ROOT)
    return (other.startswith(word[:root]) and (len(other) >= root or word == other)) or _stutters(word, other)


def _stutters(word: str, other: str) -> bool:
    """Whether a word is the other with its last syllable again and again: "Belgoradradrad"."""
    rest = word.removeprefix(other)
    return rest != word and any(rest == other[-size:] * (len(rest) // size) for size in range(1, len(rest) + 1))
