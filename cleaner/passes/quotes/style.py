"""All marks straight, or all typographic, where the user asks for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cleaner import quotation
from cleaner.alignment import Step, apply, compose
from cleaner.document import Document
from cleaner.edits import Change, Edit, NetChange
from cleaner.expressions import expression
from cleaner.passes.quotes._conventions import Convention, convention
from cleaner.quotation import Mark, Role
from cleaner.rules import Measured, Rule, fix, keep
from cleaner.spans import Span

_STRAIGHTENED = {
    **dict.fromkeys("“”„‟«»「」《》", '"'),
    **dict.fromkeys("‘’‚‛‹›『』〈〉", "'"),
}
_TYPOGRAPHIC = expression("[" + "".join(_STRAIGHTENED) + "]")
_FRENCH_SPACE = " \t\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
_SINGLE = expression(r"(?<!')['‘’‚](?!')")
_MEASURE = expression(r"(?<![\w.,])\d+(?:['′](?:[ \t]?\d+(?:[./]\d+)?(?:\"|″|''))?|(?:\"|″))(?!\w)")
_DECADE = expression(r"\d0s\b")
_LOOKS = 4
_OPENS_AFTER = frozenset('([{<=/*_~>|-–—"“„«¿¡')


@dataclass(frozen=True)
class Style(Rule):
    """Write all quotation marks and apostrophes straight, or all typographic, as the setting `quotes` says.

    Why: corpora and style guides want one form; the option `convention` names another than the language's own, such as
    `en-GB`.

    Not touched: feet and inches, the ʻokina, code, and marks of which it is not certain whether they open or close.

    Safety: safe. Straightening is exact; a mark becomes typographic only where its context or its partner tells its
    side.
    """

    name = "quotes/style"
    measured = Measured(
        right=3_531,
        judged=3_531,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="double marks of 206 straightened book extracts that come back",
    )
    optional_lists = ("elisions", "quotation-marks", "speech-tags")
    quotes: str = "preserve"
    convention: str = ""
    examples = (
        fix("“We’re here,” she said.", '"We\'re here," she said.', quotes="straight"),
        fix('"We\'re here," she said.', "“We’re here,” she said.", quotes="typographic"),
        fix("'Tis the '90s, said 'Otto'.", "’Tis the ’90s, said ‘Otto’.", quotes="typographic"),
        fix("They call it «the wall».", "They call it ‘the wall’.", quotes="typographic", convention="en-GB"),
        keep('"We\'re here," she said.'),
        keep("He is 5' 10\" tall and Hawaiʻi is far.", quotes="typographic"),
        keep("“We’re here,” she said.", quotes="typographic"),
    )

    def relevant(self, text: str) -> bool:  # noqa: ARG002 - the setting decides, not the text
        """Only where the setting asks for it."""
        return self.quotes != "preserve"

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each mark."""
        if self.quotes == "straight":
            changes = _straight(document.text)
        elif self.quotes == "typographic" and (own := convention(self.convention or document.lang)):
            changes = _typographic(document, own)
        else:
            return
        for change in changes:
            yield self.edit(change.start, change.end, f"mark is not {self.quotes}", [change])


def _straight(text: str) -> Iterator[Change]:
    for match in _TYPOGRAPHIC.finditer(text):
        start, end = match.span()
        if match[0] == "«":
            while text[end : end + 1] and text[end] in _FRENCH_SPACE:
                end += 1
        elif match[0] == "»":
            while start and text[start - 1] in _FRENCH_SPACE:
                start -= 1
        yield Change(start, end, _STRAIGHTENED[match[0]])


def _typographic(document: Document, own: Convention) -> Iterator[Change]:
    """The changes after which no more are asked for: a mark that was set may make its partner certain."""
    if own.space:
        yield from _once(document, own)
        return
    text = document.text
    net: tuple[NetChange, ...] = ()
    for _ in range(_LOOKS):
        changes = _disjoint(_once(Document(text, document.lexicon), own))
        if not changes:
            break
        net = compose(document.text, text, net, Step(tuple((change, "") for change in changes)))
        text = apply(text, changes)
    for change in net:
        yield Change(change.start, change.end, change.replacement)


def _disjoint(changes: Iterable[Change]) -> list[Change]:
    """The changes in order, without those that overlap one before them: two marks that claim the same space."""
    kept: list[Change] = []
    for change in sorted(changes):
        if not kept or change.start >= kept[-1].end:
            kept.append(change)
    return kept


def _once(document: Document, own: Convention) -> Iterator[Change]:
    text = document.text
    measures = [match.span() for match in _MEASURE.finditer(text)]
    taken = {position for start, end in measures for position in range(start, end)}
    for start, end, marks in (*_doubles(document, own), *_singles(document, own, taken), *_guillemets(text, own)):
        if text[start:end] != marks:
            yield Change(start, end, marks)


def _doubles(document: Document, own: Convention) -> Iterator[tuple[int, int, str]]:
    """The double marks whose side is certain, with what they become."""
    text = document.text
    pair = own.double
    for unit in document.once(quotation.units):
        for mark in unit.marks:
            certain = mark.partner is not None or mark.context is not Role.EITHER
            if mark.measure or not certain or len(mark.shape) > 1 or _is_own(mark, own):
                continue
            role = mark.role if mark.partner is not None else mark.context
            yield _replacement(text, mark.start, pair[0] if role is Role.OPEN else pair[1], own, role is Role.OPEN)


def _is_own(mark: Mark, own: Convention) -> bool:
    """Whether the mark is written as the language writes it: as one of a right pair, or alone."""
    if mark.partner is None:
        return mark.shape in own.outer + own.inner
    shapes = (mark.shape, mark.partner.shape) if mark.role is Role.OPEN else (mark.partner.shape, mark.shape)
    return shapes in (own.outer, own.inner)


def _replacement(text: str, position: int, mark: str, own: Convention, opens: bool) -> tuple[int, int, str]:
    """A mark with the space its convention wants inside, and the spaces it replaces."""
    start, end = position, position + 1
    if not own.space or mark not in "«»":
        return start, end, mark
    if opens:
        while text[end : end + 1] and text[end] in _FRENCH_SPACE:
            end += 1
        return start, end, mark + own.space
    while start and text[start - 1] in _FRENCH_SPACE:
        start -= 1
    return start, end, own.space + mark


def _guillemets(text: str, own: Convention) -> Iterator[tuple[int, int, str]]:
    """Guillemets and corner marks, which show their side, as the outer marks of the language."""
    for match in re.finditer("[«»「」]", text):
        opens = match[0] in "«「"
        mark = own.outer[0] if opens else own.outer[1]
        if match[0] in own.inner or (match[0] == mark and not own.space):
            continue
        start, end = match.span()
        if opens:
            while text[end : end + 1] and text[end] in _FRENCH_SPACE:
                end += 1
        else:
            while start and text[start - 1] in _FRENCH_SPACE:
                start -= 1
        space = own.space if mark in "«»" else ""
        yield start, end, mark + space if opens else space + mark


def _singles(document: Document, own: Convention, taken: set[int]) -> Iterator[tuple[int, int, str]]:
    """Single marks: those that open a quotation and find its end, and apostrophes."""
    text = document.text
    elisions = document.lexicon.optional("elisions")
    marks = [m.start() for m in _SINGLE.finditer(text) if m.start() not in taken]
    partner = _paired(text, marks, elisions, document.lines)
    for position in marks:
        if position in partner:
            opens = partner[position] > position
            yield _replacement(text, position, own.single[0] if opens else own.single[1], own, opens)
        elif text[position - 1 : position].isalnum() or _elides(text, position, elisions):
            yield position, position + 1, "’"


def _elides(text: str, position: int, elisions: frozenset[str]) -> bool:
    """Whether the mark stands for letters left out at the start of a word: 'tis, '90s, rock 'n' roll."""
    word = re.compile(r"[A-Za-z]+(?:'[a-z]+)?|\d0s\b|\d\d\b").match(text, position + 1)
    if word is None:
        return False
    if word[0].isdigit():  # a year, unless a mark further on closes a quotation
        return re.compile(r"[^\n]{0,200}?[\w.!?]'(?!\w)").match(text, position + 1) is None
    return word[0][0].isdigit() or word[0].lower() in elisions


def _paired(text: str, marks: list[int], elisions: frozenset[str], lines: tuple[Span, ...]) -> dict[int, int]:
    """Opening and closing single marks, each with its partner."""
    partner: dict[int, int] = {}
    opening: int | None = None
    weak: int | None = None  # a mark after an s, which may be a genitive
    ends = iter(end for _, end in lines)
    line_end = next(ends, len(text))

    def close(at: int | None) -> None:
        nonlocal opening, weak
        if opening is not None and at is not None:
            partner[opening], partner[at] = at, opening
        opening = weak = None

    for position in marks:
        while position > line_end:
            if _paragraph_ends(text, line_end):
                close(weak)
            line_end = next(ends, len(text))
        before, after = text[position - 1 : position], text[position + 1 : position + 2]
        low = opening is not None and text[opening] == "‚"
        if text[position] == "‚" or (text[position] == "‘" and not low) or _can_open(text, position):
            if text[position] in "'’" and _elides(text, position, elisions):
                continue
            if opening is not None:
                close(weak)
            opening = position
        elif opening is not None and before and not before.isspace() and not after.isalnum():
            if before == "s":
                weak = position
            else:
                close(position)
    close(weak)
    return partner


def _paragraph_ends(text: str, line_end: int) -> bool:
    """Whether a empty line follows, or the line was not wrapped by hand."""
    rest = text[line_end : line_end + 4].replace("\r", "")
    line_start = text.rfind("\n", max(0, line_end - 101), line_end) + 1
    return rest.startswith("\n\n") or line_end - line_start > 100 or (line_start == 0 and line_end > 100)


def _can_open(text: str, position: int) -> bool:
    """Whether a single mark stands free or after an opening sign, and before a word or another opening mark."""
    before, after = text[position - 1 : position], text[position + 1 : position + 2]
    if before and not before.isspace() and before not in _OPENS_AFTER:
        return False
    if after in ('"', "“"):
        after = text[position + 2 : position + 3]
    return after.isalnum() or (after != "" and after in "([¿¡….")
