"""A rule without code: what a `[[rule]]` table says, as a class of the kit."""

from __future__ import annotations

import copyreg
import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from cleaner import tables
from cleaner.document import Document
from cleaner.edits import Change, Edit, Example
from cleaner.own.expression import safe
from cleaner.own.needs import any_of
from cleaner.quotation import enclosed
from cleaner.rules import Elsewhere, Evidence, Rule, Safety
from cleaner.spans import Span

WHERE = ("anywhere", "line", "paragraph", "sentence-end", "text-start", "text-end")
"""Where a rule may match: a whole line or paragraph, directly after the end of a sentence, at an end of the text."""

UNLESS = ("quotation", "table", "list")
"""What a rule may leave alone."""

_TAIL = 2000
"""So many characters before the end of a text are searched for what ends it."""

_AFTER_STOP = re.compile(r"[.!?…][\"'”’»›)\]]{0,3}[ \t]{1,3}(?=\S)")
_LIST_ITEM = re.compile(r"\s{0,20}(?:[-*•·–]|\d{1,3}[.)])\s")


@dataclass(frozen=True)
class Spec:
    """What a table says.

    `pattern` is a regular expression, written by the user if `is_expression`: then its repeats are limited, and the
    replacement may name its groups. One of `needs` is in every text that it matches; () where that is not known. Of the
    rules of a file some have their needs in common, `shared`, and all have `of_file`: those are looked for once.
    """

    name: str
    what: str
    why: str
    pattern: str
    needs: tuple[str, ...]
    where: str
    replacement: str | None
    is_expression: bool
    safety: Safety
    evidence: Evidence
    langs: tuple[str, ...]
    unless: tuple[str, ...]
    fixes: tuple[tuple[str, str], ...]
    keeps: tuple[str, ...]
    source: str
    shared: tuple[str, ...] = ()
    of_file: tuple[str, ...] = ()


class _FromTable(type):
    """The type of classes that are made of a table; they are pickled as it."""


@dataclass(frozen=True)
class TableRule(Rule, metaclass=_FromTable):
    """Base of rules without code."""

    spec: ClassVar[Spec]

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each match."""
        spec = self.spec
        if spec.langs and document.lang not in spec.langs:
            return
        for match in _MATCHES[spec.where](_pattern(spec), document):
            start, end = match.span()
            if start == end or any(_CONTEXTS[name](document, start) for name in spec.unless):
                continue
            if spec.replacement is None:
                yield self.edit(start, end, spec.what)
                continue
            replacement = match.expand(spec.replacement) if spec.is_expression else spec.replacement
            if not replacement:
                start, end = _with_gap(document.text, start, end, spec.where)
            yield self.edit(start, end, spec.what, [Change(start, end, replacement)])


@functools.cache
def rule_of(spec: Spec) -> type[Rule]:
    """The class of a table; one class for equal tables."""
    docs = (
        f"{spec.what.rstrip('.')}.",
        f"Why: {spec.why}",
        f"Not touched: what is protected{''.join(f', what is in a {name}' for name in spec.unless)}.",
        f"Safety: {spec.safety}, as {spec.source} says.",
    )
    is_report = spec.replacement is None
    examples = [
        Example(before, before if is_report else after, after if is_report else None, reported=is_report)
        for before, after in spec.fixes
    ]
    namespace: dict[str, Any] = {
        "__doc__": "\n\n".join(docs),
        "__module__": __name__,
        "spec": spec,
        "name": spec.name,
        "measured": spec.evidence,
        "safety": spec.safety,
        "needs": spec.needs,
        "sources": (any_of(spec.shared, spec.of_file),) if spec.shared else (),
        "elsewhere": Elsewhere.SKIP if spec.langs else Elsewhere.APPLY,
        "examples": (*examples, *(Example(text, None) for text in spec.keeps)),
    }
    made: Any = _FromTable(f"Rule_{re.sub(r'[^a-z0-9]', '_', spec.name)}", (TableRule,), namespace)
    rule: type[Rule] = dataclass(frozen=True)(made)
    return rule


def _pickled(rule: Any) -> str | tuple[Callable[[Spec], type[Rule]], tuple[Spec]]:
    spec = vars(rule).get("spec")
    return (rule_of, (spec,)) if spec else rule.__qualname__


copyreg.pickle(_FromTable, _pickled)  # type: ignore[arg-type]


@functools.cache
def _pattern(spec: Spec) -> re.Pattern[str]:
    return safe(spec.pattern).pattern if spec.is_expression else re.compile(spec.pattern)


def _anywhere(pattern: re.Pattern[str], document: Document) -> Iterator[re.Match[str]]:
    return pattern.finditer(document.text)


def _whole(spans: Callable[[Document], tuple[Span, ...]]) -> Callable[..., Iterator[re.Match[str]]]:
    """Matches of whole spans, space at their ends aside."""

    def matches(pattern: re.Pattern[str], document: Document) -> Iterator[re.Match[str]]:
        for start, end in spans(document):
            piece = document.text[start:end]
            low = start + len(piece) - len(piece.lstrip())
            if match := pattern.fullmatch(document.text, low, start + len(piece.rstrip())):
                yield match

    return matches


def _after_sentences(pattern: re.Pattern[str], document: Document) -> Iterator[re.Match[str]]:
    for stop in _AFTER_STOP.finditer(document.text):
        if match := pattern.match(document.text, stop.end()):
            yield match


def _at_start(pattern: re.Pattern[str], document: Document) -> Iterator[re.Match[str]]:
    text = document.text
    if match := pattern.match(text, len(text) - len(text.lstrip())):
        yield match


def _at_end(pattern: re.Pattern[str], document: Document) -> Iterator[re.Match[str]]:
    end = len(document.text.rstrip())
    start = max(0, end - _TAIL)
    while match := pattern.search(document.text, start, end):
        if match.end() == end:
            yield match
            return
        start = match.start() + 1


_MATCHES: dict[str, Callable[[re.Pattern[str], Document], Iterator[re.Match[str]]]] = {
    "anywhere": _anywhere,
    "line": _whole(lambda document: document.lines),
    "paragraph": _whole(lambda document: document.paragraphs),
    "sentence-end": _after_sentences,
    "text-start": _at_start,
    "text-end": _at_end,
}


def _with_gap(text: str, start: int, end: int, where: str) -> Span:
    """A deletion with the whitespace that would be left over."""
    if where in ("line", "paragraph") and start and not text[end:].strip():
        return len(text[:start].rstrip()), end  # nor shall the lines before it be left at the end of the text
    if where in ("line", "paragraph"):
        while start > 0 and text[start - 1] in " \t":
            start -= 1
        while end < len(text) and text[end] in " \t\r":
            end += 1
        return (start, end + 1) if text[end : end + 1] == "\n" else (start, end)
    if where == "text-start":
        return start, end + len(text[end:]) - len(text[end:].lstrip())
    if where in ("text-end", "sentence-end"):
        return len(text[:start].rstrip()), end
    return start, end


_CONTEXTS: dict[str, Callable[[Document, int], bool]] = {
    "quotation": lambda document, start: enclosed.is_open_at(document.text, document.line_at(start)[0], start),
    "table": lambda document, start: tables.is_row(document.text, document.line_at(start)),
    "list": lambda document, start: bool(_LIST_ITEM.match(document.text, *document.line_at(start))),
}
