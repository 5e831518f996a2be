"""Which lines of a text are furniture of the page it was taken from.

A line is judged by itself (`_judgement`) and by its position. It goes where it is at the end of the text, below other
furniture or below a sentence that has ended; at its start; in a run of such lines, or alone where its form leaves no
doubt, between paragraphs; and after the last sentence, on the same line. Within a text more is asked for than at its
edges: a heading may be made of the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from cleaner.additions import Addition
from cleaner.document import Document
from cleaner.edits import Safety
from cleaner.expressions import expression
from cleaner.gaps import signs
from cleaner.passes.boilerplate._buttons import has_weekday, is_page_date
from cleaner.passes.boilerplate._inset import inset
from cleaner.passes.boilerplate._judgement import (
    NO_FURNITURE,
    OPENS_WINDOW,
    LineJudgement,
    is_half_known,
    judge,
    judge_alone,
    judge_at_once,
    judge_by_form,
)
from cleaner.passes.boilerplate._leave_alone import (
    MAX_SENTENCES,
    MIN_PROSE,
    FurnitureRun,
    belongs,
    belongs_at_end,
    is_no_furniture,
)
from cleaner.passes.boilerplate._menus import menu_lines
from cleaner.passes.boilerplate._openings import foreign_kind, opens_page
from cleaner.passes.boilerplate._scripts import may_hold_scripts, script_lines
from cleaner.passes.boilerplate._short import SHORT, hangs, is_drawn
from cleaner.passes.boilerplate._tables import CLOSING, ENDED, MAX_LINE, FurnitureTables, furniture_tables, plain
from cleaner.spans import Span

_MAX_HANGING = 3
_MAX_TITLES = 5
_MAX_OPENING = 12
_MAX_RUN = 60
"""A longer run of such lines is a list of its own, and no page has so many buttons in a row."""

_DATE = "page-date"
"""A date, which is the page's in the company of furniture alone."""

_ROW_SIGN = expression(r"[|\[]| [·•>›»] |  ")
_SIGNS = str.maketrans("/(),:", "     ")
_SENTENCE_ENDS = '.!?…"”'
_LABEL_MARKS = frozenset(":：")
_MAX_TITLE = 90
_SUFFIX = expression(r"[.!?…](?:(?<=[^\W\d_].)[\"'”’»)\]]*|[\"”’»)])[ \t]*(?=[^\W\d_a-z]|©)")


def may_hold_furniture(document: Document) -> bool:
    """Whether any line is furniture at once, or the last one is or ends in some; else there is none."""
    text, shown, tables = document.text, document.once(signs), furniture_tables(document.lexicon)
    rows = [row for row in document.rows if row and not row.isspace()]
    if not rows:
        return False
    last, end = rows[-1].removesuffix("\r"), len(text.rstrip())
    return (
        any(judge_at_once(row.strip(), tables).kind for row in _suspects(text, shown, rows, tables))
        or (len(rows) > 1 and opens_page(rows[0].strip(), rows[1], tables) is not None)
        or judge_by_form(last.strip(), tables).kind is not None
        or is_drawn(last)
        or (hangs(last) and any(judge_alone(row.strip(), tables).kind for row in rows[-3:-1]))
        or any(
            judge_alone(row.strip(), tables).kind or foreign_kind(row.strip(), None, tables)
            for row in _alone(document, tables)
        )
        or any(True for _ in _glued(text, text.rfind("\n", 0, end) + 1, end, tables))
        or any(True for _ in inset(document, tables))
        or rows[0].strip().lower() in tables.matters["home-words"]
        or (may_hold_scripts(shown) and any(True for _ in script_lines(text, list(_filled(text)))))
    )


def _suspects(text: str, shown: str, rows: list[str], tables: FurnitureTables) -> list[str]:
    """The rows that could be furniture at once: by how they begin or end, or for an address or a window in them."""
    found = tables.suspects(rows)
    if "@" in shown:
        found += [row for row in rows if "@" in row]
    if "(" in shown and OPENS_WINDOW.search(text, text.find("(")):
        found += [row for row in rows if "(" in row]
    return found


def _alone(document: Document, tables: FurnitureTables) -> list[str]:
    """The short rows that could be furniture, with an empty row, or the start, before them and an empty or short one
    after."""
    hints, marks = tables.hints, tables.marks
    rows = [row.removesuffix("\r") for row in document.rows] if "\r" in document.text else document.rows
    return [
        row
        for before, row, after in zip(["", *rows], rows, rows[1:], strict=False)
        if not before
        and 0 < len(row) <= MAX_LINE
        and (not after or (len(row) <= SHORT and len(after) <= SHORT and not after[0].islower()))
        and (
            not (hints if row[-1] in _SENTENCE_ENDS else marks).isdisjoint(row.lower().translate(_SIGNS).split(" "))
            or row[:3] in ("By ", "BY ")
            or (row[-1] not in _SENTENCE_ENDS and _ROW_SIGN.search(row))
        )
    ]


def furniture(document: Document) -> tuple[Addition, ...]:
    """The furniture of `document`; to be asked for through `document.once`."""
    if not document.once(may_hold_furniture):
        return ()
    text, tables = document.text, furniture_tables(document.lexicon)
    lines = list(_filled(text))
    if not lines:
        return ()
    if scripts := tuple(script_lines(text, lines)):
        return scripts
    menus = dict(menu_lines(text, lines, tables))
    at_once = _judged(text, lines, menus, tables)
    last = lines[-1]
    ends = len(lines) - 1 in menus or judge(text[slice(*last)], tables).kind is not None or is_drawn(text[slice(*last)])
    glued = list(_glued(text, *last, tables))
    inside = list(inset(document, tables))
    if not (ends or glued or inside or any(found.kind for found in at_once)):
        return ()
    tail = _tail(text, lines, menus, tables)
    count = len(lines) - len(tail or ())
    if tail is None:
        tail, glued = [], []
    elif tail:
        glued = list(_glued(text, *lines[count - 1], tables))
    within = list(_within(text, lines[:count], at_once[:count], tables))
    taken = [(piece.start, piece.end) for piece in (*within, *glued, *tail)]
    inside = [piece for piece in inside if not any(piece.start < end and start < piece.end for start, end in taken)]
    return (*within, *inside, *glued, *tail)


def _judged(text: str, lines: list[Span], menus: dict[int, str], tables: FurnitureTables) -> list[LineJudgement]:
    """What the lines are by themselves and by their place."""
    at_once = [_at_once(text, span, tables) for span in lines]
    for index, kind in enumerate(_opening(text, lines, at_once, tables)):
        at_once[index] = LineJudgement(kind, True, True)
    for index, span in enumerate(lines):
        if at_once[index].lone and plain(text[slice(*span)]) in tables.titles and _may_head(text, lines, index):
            at_once[index] = LineJudgement(at_once[index].kind, True)
    for index, (start, end) in enumerate(lines[:-1]):
        shielded = index >= len(lines) - 3 and hangs(text[slice(*lines[-1])])
        if not at_once[index].lone and end - start <= MAX_LINE and (shielded or _is_alone(text, start, end)):
            said, below = text[start:end].strip(), text[slice(*lines[index + 1])]
            found = judge_alone(said, tables, first=not index)
            if found.kind is None and (other := foreign_kind(said, below, tables)) and not is_no_furniture(said):
                found = LineJudgement(other, True, True)
            at_once[index] = found if found.kind else at_once[index]
    for index, kind in menus.items():
        at_once[index] = LineJudgement(kind, True, True)
    return at_once


def _opening(text: str, lines: list[Span], at_once: list[LineJudgement], tables: FurnitureTables) -> Iterator[str]:
    """The kinds of the first lines of a text that can only be what a page opens with."""
    for judged, span, following in zip(at_once, lines[:_MAX_OPENING], lines[1:], strict=False):
        said = text[slice(*span)].strip()
        kind = opens_page(said, text[slice(*following)], tables)
        if kind is None and judged.lone and plain(said) not in tables.titles:
            kind = judged.kind
        if kind is None or is_no_furniture(said):
            return
        yield kind


def _may_head(text: str, lines: list[Span], index: int) -> bool:
    """Whether a line is the first, or above one that is no sentence: it may be the title of what is below."""
    return not index or (index + 1 < len(lines) and not ENDED.search(text[slice(*lines[index + 1])].rstrip()))


def _is_alone(text: str, start: int, end: int) -> bool:
    """Whether the lines before and after are empty, or there is none before, or the one after is as short."""
    if text[max(0, start - 4) : start].replace("\r", "")[-2:] not in ("", "\n\n"):
        return False
    after = text[end : end + SHORT + 4].replace("\r", "")[: SHORT + 2]
    if after[:2] == "\n\n":
        return True
    after = after[1:]
    return end - start <= SHORT and "\n" in after and not after[0].islower()


def _filled(text: str) -> Iterator[Span]:
    """The lines that are not empty."""
    return (span for span in _lines(text) if text[slice(*span)].strip())


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        if line:
            yield start, start + len(line) - line.endswith("\r")
        start += len(line) + 1


def _at_once(text: str, span: Span, tables: FurnitureTables) -> LineJudgement:
    start, end = span
    return judge_at_once(text[start:end].strip(), tables) if end - start <= MAX_SENTENCES else NO_FURNITURE


@dataclass(frozen=True, slots=True)
class TailLine:
    """A line at the end of a text: its kind, None where only the lines above it can tell; whether the lists have it."""

    kind: str | None
    sure: bool
    span: Span


def _tail(text: str, lines: list[Span], menus: dict[int, str], tables: FurnitureTables) -> list[Addition] | None:
    """The furniture at the end; the first line of a text always stays. None where there is some that belongs to the
    text."""
    found, ended = _run(text, lines, menus, tables, hanging=_MAX_HANGING)
    if found and any(line.kind is None for line in found) and not (ended and found[0].sure):
        found, ended = _run(text, lines, menus, tables, hanging=0)
    if found and belongs_at_end(FurnitureRun(text, lines, len(lines) - len(found), len(lines), tables.licence)):
        return None
    if not found:
        drawn = takewhile(lambda span: is_drawn(text[slice(*span)]), reversed(lines[1:]))
        found = [TailLine("symbol-line", True, span) for span in drawn][::-1]
    confirmed = any(line.sure for line in found) or len(found) > 1
    pieces: list[Addition] = []
    before = lines[len(lines) - len(found) - 1][1]
    for line in found:
        end = line.span[1]
        named = line.kind != "page-fact" or not _LABEL_MARKS.isdisjoint(text[before:end])
        worded = line.sure and (" " in text[before:end].strip() or line.kind == "symbol-line")
        safety = Safety.SAFE if worded or (ended and (line.sure or confirmed or named)) else Safety.REPORT
        pieces.append(Addition(line.kind or pieces[-1].kind, before, end, safety))
        before = end
    if not ended and any(piece.safety is Safety.REPORT for piece in pieces):
        return [Addition(piece.kind, piece.start, piece.end, Safety.REPORT) for piece in pieces]
    return pieces


def _run(
    text: str, lines: list[Span], menus: dict[int, str], tables: FurnitureTables, *, hanging: int
) -> tuple[list[TailLine], bool]:
    """The run of furniture at the end, from its first line down, and whether a sentence has ended before it.

    Up to `hanging` short lines may be in it that nothing but their position below furniture shows to be the page's.
    """
    found: list[TailLine] = []
    for index in range(len(lines) - 1, max(0, len(lines) - _MAX_RUN - 2), -1):
        span = lines[index]
        line = text[slice(*span)]
        judged = LineJudgement(menus[index], True) if index in menus else judge(line, tables)
        kind, sure = judged.kind, judged.sure
        if kind is None and found and is_drawn(line):
            kind, sure = "symbol-line", True
        if kind is None and found and found[-1].kind and is_page_date(line.strip()):
            kind = _DATE
        if kind is None:
            if not hanging or not hangs(line):
                break
            hanging -= 1
        found.append(TailLine(kind, sure, span))
    if len(found) > _MAX_RUN:
        found = []
    while found and found[-1].kind in ("symbol-line", _DATE, None):
        if found[-1].kind == _DATE and has_weekday(text[slice(*found[-1].span)]):
            break
        known = found[-1].kind is None and is_half_known(text[slice(*found[-1].span)], tables)
        if known and any(line.kind for line in found):
            found[-1] = TailLine("read-more", True, found[-1].span)
            break
        found.pop()
    found = [TailLine("page-fact", False, line.span) if line.kind == _DATE else line for line in reversed(found)]
    before = text[slice(*lines[len(lines) - len(found) - 1])].rstrip()
    return found, ENDED.search(before) is not None


def _within(text: str, lines: list[Span], at_once: list[LineJudgement], tables: FurnitureTables) -> Iterator[Addition]:
    """Furniture at the start, and within the text runs of it and single lines that can be nothing else."""
    index = 0
    while index < len(lines):
        if at_once[index].kind is None:
            index += 1
            continue
        first, end, kinds = _widened(text, lines, at_once, index, tables)
        lone = any(found.lone for found in at_once[first:end])
        run = FurnitureRun(text, lines, first, end, tables.licence, lone, tuple(kinds))
        if end - first <= _MAX_RUN and _is_out_of_place(run, at_once):
            for at in range(first, end):
                following = lines[at + 1][0] if at + 1 < len(lines) else lines[at][1]
                yield Addition(kinds[at - first], lines[at][0], following)
        index = max(end, index + 1)


def _widened(
    text: str, lines: list[Span], at_once: list[LineJudgement], index: int, tables: FurnitureTables
) -> tuple[int, int, list[str]]:
    """The run of furniture around a line that is some at once: lines made of its words, titles below a label."""
    first = index
    kinds = [at_once[index].kind or ""]
    while first > max(1, index - _MAX_RUN) and (kind := _above(text[slice(*lines[first - 1])], tables)):
        first -= 1
        kinds.insert(0, kind)
    end, budget = index + 1, _MAX_RUN
    while end < len(lines):
        kind = at_once[end].kind
        if kind is None and budget:
            budget -= 1
            kind = judge(text[slice(*lines[end])], tables).kind
        if kind is None:
            break
        kinds.append(kind)
        end += 1
    if at_once[end - 1].kind == "read-more" and " " in text[slice(*lines[end - 1])].strip():
        titles = end
        while titles < len(lines) and titles - end < _MAX_TITLES and _is_title(text[slice(*lines[titles])]):
            titles += 1
        if titles < len(lines) and lines[titles][1] - lines[titles][0] >= MIN_PROSE and titles - end > 1:
            kinds += ["read-more"] * (titles - end)
            end = titles
    return first, end, kinds


def _above(line: str, tables: FurnitureTables) -> str | None:
    """The kind of a line above furniture; a whole date with its day is the page's there."""
    kind = judge(line, tables).kind
    return "page-fact" if kind is None and is_page_date(line.strip()) and has_weekday(line) else kind


def _is_title(line: str) -> bool:
    return hangs(line, _MAX_TITLE) and len(line.split()) > 2


def _is_out_of_place(run: FurnitureRun, at_once: list[LineJudgement]) -> bool:
    """Whether lines of furniture are where none belongs: before or between sentences that have ended."""
    if belongs(run):
        return False
    judged = at_once[run.first : run.end]
    if run.is_alone:
        return judged[0].lone
    titled = judged[-1].kind is None and _is_title(run.line(run.end - 1))
    return titled or sum(found.sure for found in judged) > 1 or any(found.lone for found in judged)


def _glued(text: str, start: int, end: int, tables: FurnitureTables) -> Iterator[Addition]:
    """Furniture from the lists that follows the last sentence on its line; what is said to browsers is there a sentence
    as people write it ("Please wait.")."""
    end = start + len(text[start:end].rstrip())
    low = max(start, end - max(tables.max_length, MAX_LINE) - 10)
    while not all(text.find(stop, low, end - 1) < 0 for stop in ".!?…"):
        for match in _SUFFIX.finditer(text, low, end):
            last = text[match.end() : end]
            if "@" not in last and "(" not in last and not tables.suspects((last,)):
                continue  # most are sentences that go on, and no list has them
            judged = judge_at_once(last, tables)
            if judged.kind not in (None, "script-notice") and (
                _is_named(last) if plain(last) in tables.lines else judged.kind == "read-more"
            ):
                yield Addition(judged.kind, _stop_end(match), end)
                end = _stop_end(match)
                break
        else:
            return


def _stop_end(match: re.Match[str]) -> int:
    return match.start() + len(match[0].rstrip())


def _is_named(line: str) -> bool:
    """Whether a glued line is written as a button is: more than one word, or in capitals."""
    return len(line.split()) > 1 or line.rstrip(CLOSING).isupper()
