"""What a rule proposes for a text, checked before anyone builds on it; and what one rule alone makes of a text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, count, islice
from typing import Any

from msgspec.structs import replace

from cleaner.alignment import apply
from cleaner.document import Document
from cleaner.edits import Edit, NetChange
from cleaner.errors import RuleError
from cleaner.hazards import changed_spans, guilty, made
from cleaner.lexicon import load
from cleaner.resolve import PROTECTED, Level, Ruling, resolve, sorted_changes
from cleaner.rules import Elsewhere, Rule
from cleaner.spans import Spans

EDITS_PER_CHARACTER, MORE_EDITS = 2, 1000
"""What a rule may propose: an edit at each character and before it, and some more. One that goes on does not end."""

MAX_LOOKS = 8
"""How often hazards are looked for again after edits that make them were refused, before all are refused."""


_NOTHING: Any = object()

Begun = tuple[Edit, Iterator[Edit]]
"""The first edit that a rule proposes, and what it goes on to propose."""


class _ImpossibleEditError(Exception):
    """An edit that cannot be made."""


def begin(document: Document, rule: Rule, *, check: bool = True) -> Begun | None:
    """Begin to ask a rule for what it proposes; None, as nearly always, where that is nothing. With `check`, that is so
    where its own check says that it could not act.

    RuleError where the rule fails; MemoryError as it is, since it is no fault of the rule.
    """
    try:
        if check and not rule.relevant(document.text):
            return None
        drawn = iter(rule.propose(document))
        first = next(drawn, _NOTHING)
    except MemoryError:
        raise
    except Exception as error:
        raise _failure(rule, error) from error
    return None if first is _NOTHING else (first, drawn)


def completed(
    document: Document,
    rule: Rule,
    begun: Begun,
    collect: Callable[[Callable[[], Iterator[Edit]]], list[Edit]] = lambda draw: list(draw()),
) -> list[Edit]:
    """All that a rule proposes, of which the beginning is known.

    `collect` makes a list of them, given a function that begins to propose. RuleError where the rule fails or proposes
    what cannot be; MemoryError as it is.
    """
    size = len(document.text)
    first, drawn = begun
    known = [chain((first,), drawn)]  # what is drawn a second time begins anew
    try:
        edits = collect(lambda: _bounded(known.pop() if known else iter(rule.propose(document)), size))
        _check(edits, rule.name, size)
    except MemoryError:
        raise
    except _ImpossibleEditError as error:
        raise RuleError(rule.name, str(error)) from None
    except Exception as error:
        raise _failure(rule, error) from error
    return edits


def _failure(rule: Rule, error: Exception) -> RuleError:
    return RuleError(rule.name, f"failed with {type(error).__name__}: {error}")


def _bounded(drawn: Iterator[Edit], size: int) -> Iterator[Edit]:
    """What a rule proposes for a text of that size; _ImpossibleEditError where that goes on."""
    return chain(islice(drawn, MORE_EDITS + EDITS_PER_CHARACTER * size - 1), _no_more(drawn, size))


def _no_more(drawn: Iterator[Edit], size: int) -> Iterator[Edit]:
    for _ in drawn:
        raise _ImpossibleEditError(f"proposed more edits than a text of {size} characters has room for")
    yield from ()


def _check(edits: Iterable[Edit], name: str, size: int) -> None:
    """_ImpossibleEditError where one of the edits is another rule's or leaves the text."""
    for edit in edits:
        if edit.rule != name:
            raise _ImpossibleEditError(f"proposed an edit in the name of {edit.rule}")
        if edit.end > size:
            raise _ImpossibleEditError(f"proposed {edit.start}..{edit.end} in a text of {size} characters")


def with_returns(edits: list[Edit]) -> list[Edit]:
    """Edits of such a text, with carriage returns for the line feeds that they write."""
    returned = []
    for edit in edits:
        changes = [replace(each, replacement=each.replacement.replace("\n", "\r")) for each in edit.changes]
        returned.append(replace(edit, changes=tuple(changes)))
    return returned


def elsewhere(rule: Rule, edits: list[Edit]) -> list[Edit]:
    """What is left of a rule's proposals in a document of another language."""
    if rule.elsewhere is Elsewhere.APPLY:
        return edits
    return [] if rule.elsewhere is Elsewhere.SKIP else [replace(edit, changes=()) for edit in edits]


def try_rule(rule: Rule, text: str, lang: str = "en", source: str | None = None) -> tuple[str, list[Edit]]:
    """What one rule alone makes of a text, and what it proposes, relevant or not: for testing rules. `source`: what the
    text is the translation of.

    Edits that only report are among the proposals, those that would touch protected text are not; everything else is
    applied, whatever its safety and confidence, unless it makes markup.
    """
    if rule.bilingual and source is None:
        return text, []
    document = Document(text, load(lang), source=source)
    begun = begin(document, rule, check=False)
    edits = completed(document, rule, begun) if begun else []
    if edits and document.foreign:
        edits = elsewhere(rule, edits)
    after, rulings = decided(text, edits, protected=document.protected, source=source)
    return after, [ruling.edit for ruling in rulings if ruling.refused != PROTECTED]


def decided(
    text: str, edits: Iterable[Edit], *, protected: Spans, source: str | None = None
) -> tuple[str, list[Ruling]]:
    """What becomes of a text and of the edits of one pass, whatever their safety and confidence."""
    barred: set[Edit] = set()
    for number in count(1):
        rulings = resolve(
            text,
            edits,
            protected=protected,
            level=Level.RISKY,
            min_confidence=0.0,
            barred=barred.__contains__,
        )
        applied = [ruling.edit for ruling in rulings if ruling.refused is None]
        changes = sorted_changes(applied)
        after = apply(text, changes)
        net = [NetChange(c.start, c.end, c.replacement, text[c.start : c.end], ()) for c in changes]
        hazards = made(text, after, net, source)
        if not hazards:
            break
        culprits = guilty(hazards, [changed_spans(edit.changes) for edit in applied]) if number < MAX_LOOKS else ()
        barred.update([applied[number] for number in culprits] or applied)
    return after, rulings
