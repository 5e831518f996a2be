"""What reads like furniture of a page and is left alone: tables of reasons.

`LINES` are asked of a line by itself, `RUNS` of neighbouring lines of furniture and what is around them, `ENDS` of
those at the end of the text. The first reason that holds settles it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from cleaner.expressions import expression
from cleaner.passes.boilerplate._tables import ENDED, MAX_LINE, SPEECH, words_of
from cleaner.spans import Span

MAX_SENTENCES = 320
"""Characters of a line above which it is a paragraph."""

MIN_PROSE = 60
"""Characters of a line from which it is prose and no title."""

_MAX_UNKNOWN = 2
"""So many unknown lines may be below a run of furniture at the end of a text; they stay."""

_MAX_ACRONYM = 4
_ATTRIBUTION = expression(r"--[ ]?[^\W\d_](?!.*-\s*\Z)")
_MANUAL = expression(r"\((?<=\w\()[1-9]\w{0,3}\)")
_HEADING = expression(r" {0,3}#{1,6} +\S")
_HOLDER = expression(r"[^\w©(]*(?:copyright|©|\(c\))\W*(?:\(c\)\W*|©\W*)?(?:19|20)\d\d", re.IGNORECASE)
_MAX_HEADED = 2
_UNDERLINE = expression(r"([=\-~^\"'#*+.])\1{3,}")
_SHORT_UNDERLINE, _MIN_UNDERLINE = expression(r"([=\-~^])\1{2,}"), 3
_MAX_HEADING = 4
_SENTENCE = 3
_MAX_TITLE = 90
_ENTRY = expression(r"\d{1,2}[.)] ")
_MARGIN = expression(r"[ \t]{3,}(?=\S)")
_BULLET = expression(r"[ \t]*[-*•+][ \t]+")
_MAX_LABELLED = 3
_CENTRED = 12
_REMARKS = ("#", "//", "--", ";")
_LONG_WORD = 4
_EMPTY = frozenset(
    """
    about after also back been before both could down every first from have here into just more most next only other
    over some still than that their them then there they this until upon very were what when where which while will
    with would your
    """.split()
)
"""Words of headings that say nothing of what is below them."""

_REACH = 400


@dataclass(frozen=True, slots=True)
class FurnitureRun:
    """The lines `first..end` of a text, all of them furniture by what they say."""

    text: str
    lines: list[Span]
    first: int
    end: int
    licence: frozenset[str]
    """Words of a licence."""

    lone: bool = False
    """Whether one of the lines can be nothing else, even alone."""

    kinds: tuple[str, ...] = ()

    @property
    def is_alone(self) -> bool:
        """Whether it is one line."""
        return self.end - self.first == 1

    def line(self, index: int) -> str:
        """The text of a line."""
        start, end = self.lines[index]
        return self.text[start:end]


def is_no_furniture(line: str) -> bool:
    """Whether a line, without the spaces around it, is none whatever it says."""
    return any(holds(line) for _, holds in LINES)


def belongs(run: FurnitureRun) -> bool:
    """Whether the lines belong to the text, for what is around them."""
    return any(holds(run) for _, holds in RUNS)


def belongs_at_end(run: FurnitureRun) -> bool:
    """The same for lines at the end of the text."""
    return any(holds(run) for _, holds in ENDS)


def _is_paragraph(line: str) -> bool:
    return len(line) > MAX_SENTENCES


def _is_speech(line: str) -> bool:
    return line[:1] in SPEECH and not _is_arrow(line)


def _is_arrow(line: str) -> bool:
    """Whether the mark is an arrow to another page: "« Older posts"."""
    return line[0] == "«" and "»" not in line


def _is_entry(line: str) -> bool:
    return _ENTRY.match(line) is not None


def _is_attribution(line: str) -> bool:
    return _ATTRIBUTION.match(line) is not None


def _holds_code(line: str) -> bool:
    return "`" in line


def _names_manual(line: str) -> bool:
    return _MANUAL.search(line) is not None


def _has_speech(run: FurnitureRun) -> bool:
    return any(_is_speech(run.line(index)) for index in range(run.first, run.end))


def _breaks_sentence(run: FurnitureRun) -> bool:
    before = run.line(run.first - 1).rstrip() if run.first else ""
    if not before or ENDED.search(before) or (run.first == 1 and not run.is_alone):
        return False
    heads = run.lone and len(before) <= _MAX_TITLE and before[-1].isalnum() and run.end < len(run.lines)
    return not heads or not run.line(run.end).lstrip()[:1].isupper()


def _ends_text(run: FurnitureRun) -> bool:
    return run.end >= len(run.lines)


def _is_above_no_prose(run: FurnitureRun) -> bool:
    """Prose, or a title above its prose, must be below; at the end of a text a line or two that nobody knows may be."""
    below = run.lines[run.end :]
    if not below or _is_prose(
        run.line(run.end), (run.lone or not run.is_alone) and (run.first > 0 or _is_no_title(run))
    ):
        return False
    if not run.first:
        return len(below) == 1 or below[1][1] - below[1][0] < MIN_PROSE
    return (
        (run.is_alone and not run.lone)
        or len(below) > _MAX_UNKNOWN
        or any(end - start > MAX_LINE for start, end in below)
    )


def _is_prose(line: str, lone: bool) -> bool:
    """Whether a line is prose by its length, or, below what can only be furniture, as a sentence of some words."""
    return len(line) >= MIN_PROSE or (lone and ENDED.search(line.rstrip()) is not None and line.count(" ") >= _SENTENCE)


def _is_no_title(run: FurnitureRun) -> bool:
    """Whether the first lines of a text are too many, or one has too many words, for a title above a short text."""
    said = run.line(0).strip()
    return (
        not run.is_alone
        or (len(words_of(said)) > 1 and said[-1] != ":")
        or (said.isupper() and len(said) > _MAX_ACRONYM)
    )


def _is_title(run: FurnitureRun) -> bool:
    said = run.line(0).strip()
    return run.is_alone and not run.first and len(said) <= _MAX_ACRONYM and (said.isupper() or not run.lone)


def _heads_what_follows(run: FurnitureRun) -> bool:
    """One line, and the next paragraph speaks of the same thing."""
    if not run.is_alone or ":" in run.line(run.first):
        return False
    said = {word for word in words_of(run.line(run.first)) if len(word) >= _LONG_WORD} - _EMPTY
    follows = run.line(run.first + 1)[:_REACH] if run.end < len(run.lines) else ""
    return not said.isdisjoint(words_of(follows))


def _is_heading(run: FurnitureRun) -> bool:
    """A line drawn as a heading of Markdown or reStructuredText, and perhaps another, with a paragraph below."""
    if run.end - run.first > _MAX_HEADED or run.end >= len(run.lines):
        return False
    below = run.lines[run.end][1] - run.lines[run.end][0]
    return (_HEADING.match(run.line(run.first)) is not None and below >= MIN_PROSE) or (
        _UNDERLINE.fullmatch(run.line(run.end).rstrip()) is not None
    )


def _names_holders(run: FurnitureRun) -> bool:
    """Several lines of copyright: a work has many hands, a page one owner."""
    return sum(_HOLDER.match(run.line(index)) is not None for index in range(run.first, run.end)) > 1


def _heads_licence(run: FurnitureRun) -> bool:
    """What is below grants or withholds something: the lines say who does."""
    if "copyright-line" not in run.kinds:
        return False
    follows = run.line(run.end)[:_REACH] if run.end < len(run.lines) else ""
    return not run.licence.isdisjoint(words_of(follows))


def _goes_on(run: FurnitureRun) -> bool:
    """The first line goes on with the sentence of the line before it, which was wrapped there."""
    before, start = run.lines[run.first - 1][1], run.lines[run.first][0]
    above = run.line(run.first - 1).rstrip()
    wrapped = run.text.count("\n", before, start) == 1 and not ENDED.search(above)
    return wrapped and (run.line(run.first).lstrip()[:1].islower() or above.count('"') % 2 == 1)


def _goes_on_below(run: FurnitureRun) -> bool:
    """The last line is the beginning of a sentence that was wrapped: the next line goes on with it in lower case."""
    if run.end >= len(run.lines) or ENDED.search(run.line(run.end - 1).rstrip()):
        return False
    wrapped = run.text.count("\n", run.lines[run.end - 1][1], run.lines[run.end][0]) == 1
    return wrapped and run.line(run.end).lstrip()[:1].islower() and run.line(run.end - 1).count(" ") >= _SENTENCE


def _is_remark(run: FurnitureRun) -> bool:
    """The first line is a remark at the head of a file, and so is the next: "# Copyright 2015 …", "# Licensed …"."""
    below = run.line(run.first + 1) if run.first + 1 < len(run.lines) else ""
    return all(line.startswith(_REMARKS) for line in (run.line(run.first), below))


def _is_of_log(run: FurnitureRun) -> bool:
    """The label of the first line heads other lines too, as in what a program logs: "Log started: …"."""
    label, colon, _ = run.line(run.first).partition(":")
    at = 0 if label and colon else -1
    for _ in range(_MAX_LABELLED + 1):
        at = run.text.find(f"\n{label}:", at + 1) if at >= 0 else -1
    return at >= 0


def _is_of_licence_section(run: FurnitureRun) -> bool:
    """The lines are all there is below a heading such as "License"."""
    above = (run.line(index) for index in range(run.first - 1, -1, -1))
    said = words_of(next((line for line in above if not _UNDERLINE.fullmatch(line.strip())), ""))
    return len(said) <= _MAX_HEADING and not run.licence.isdisjoint(said)


def _is_announced(run: FurnitureRun) -> bool:
    """Several lines below one that ends in a colon and is no label: "The new page has three links:"."""
    above = run.line(run.first - 1).rstrip() if run.first else ""
    return not run.is_alone and above.endswith((":", "：")) and above.count(" ") >= _SENTENCE


def _is_set_in(run: FurnitureRun) -> bool:
    """The lines are as far from the margin as the prose below them, as in a file of plain text and in no page."""
    margins = [_MARGIN.match(run.line(index)) for index in (*range(run.first, run.end), run.end)]
    return len({margin and margin[0] for margin in margins}) == 1 and margins[0] is not None


def _is_of_section(run: FurnitureRun) -> bool:
    """The lines are all there is below a heading that is underlined, and others are: what a list of changes says."""
    above = run.line(run.first - 1).strip() if run.first else ""
    return _SHORT_UNDERLINE.fullmatch(above) is not None and run.text.count(f"\n{above[:_MIN_UNDERLINE]}") > 1


def _is_centred(run: FurnitureRun) -> bool:
    """One line in the middle, as headings are in a file of plain text."""
    return run.is_alone and run.line(run.first).startswith(" " * _CENTRED)


def _goes_on_as_list(run: FurnitureRun) -> bool:
    """The first line is an item below another item, with the same bullet."""
    bullets = [_BULLET.match(run.line(index)) for index in (run.first - 1, run.first)]
    return all(bullets) and len({bullet and bullet[0] for bullet in bullets}) == 1


LINES: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("speech: it begins with a quotation mark", _is_speech),
    ("a paragraph, longer than furniture", _is_paragraph),
    ("the entry of a numbered list", _is_entry),
    ("who said what is above: a name or a title after two dashes", _is_attribution),
    ("pages of a manual: grind(1)", _names_manual),
    ("code between backquotes", _holds_code),
)

RUNS: tuple[tuple[str, Callable[[FurnitureRun], bool]], ...] = (
    ("one of the lines is speech", _has_speech),
    ("the sentence before has not ended", _breaks_sentence),
    ("the end of the text, which is judged by itself", _ends_text),
    ("what is below is no prose", _is_above_no_prose),
    ("the first line of the text, an acronym: its title", _is_title),
    ("a heading: the next paragraph speaks of the same thing", _heads_what_follows),
    ("a heading of Markdown or reStructuredText, with a paragraph below it", _is_heading),
    ("several holders of copyright, as at the head of a program", _names_holders),
    ("the head of a licence: the next line grants or withholds something", _heads_licence),
    ("a list that the line above announces", _is_announced),
    ("the beginning of a sentence that was wrapped", _goes_on_below),
    ("a remark at the head of a file of a program", _is_remark),
    ("one of several lines with its label, as in a log", _is_of_log),
    ("as far from the margin as the prose below, as in a file of plain text", _is_set_in),
    ("a heading in the middle of a line", _is_centred),
)

ENDS: tuple[tuple[str, Callable[[FurnitureRun], bool]], ...] = (
    ("the rest of a sentence that was wrapped", _goes_on),
    ("all that a section on the licence says", _is_of_licence_section),
    ("the item of a list, below another", _goes_on_as_list),
    ("what one of several underlined headings is about", _is_of_section),
)
