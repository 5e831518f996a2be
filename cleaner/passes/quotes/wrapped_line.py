"""A text whose lines are each between quotation marks."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.rules import TEXT_START, Prior, Rule, fix, keep

_DOUBLE = r"\"(?P<plain>[^\"“”\n]+)\"|“(?P<curly>[^\"“”\n]+)”"
_SINGLE = r"'(?P<single>(?:[^\"“”'\n]|(?<=\w)'(?=\w))+)'"
_WRAPPED = expression(rf"[ \t]*(?:{_DOUBLE}|{_SINGLE})[ \t]*\r?")
_SENTENCES = expression(r"[A-Z0-9][^\n]*[^\W_][)\]]?\.")
_SPOKEN = expression(r"[?!]|\b(?:I|you|your|yours|we|us|our|ours|me|my|mine)\b|\b(?:You|Your|We|Our|My)\b")
_MIN_LINES = 4
_MIN_SPACES = 3
_MAX_LINES = 20_000


class WrappedLine(Rule):
    """Unwrap the lines of a text that are each between quotation marks, though nobody speaks: one string a line.

    Why: lists of strings and columns of tables quote each text; engines that get them line by line keep the marks.

    Not touched: texts with any other line, fewer than four lines, dialogue and what somebody says of himself or to a
    reader: questions, cries, "I", "you" and "we"; headlines and single words, lines with other marks inside.

    Safety: safe, because every line of the text is a whole sentence between marks, and none is spoken.
    """

    name = "quotes/wrapped-line"
    measured = Prior(
        confidence=0.85,
        reason='no edit in human text; a list of nothing but quotations by nobody, without any "I", is rarer',
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    acts_on = rf"{TEXT_START}\s*[\"“']"
    examples = (
        fix(
            '"The mill is old."\n"It was built in May."\n"The wheel fell off."\n"No trace of it is left."',
            "The mill is old.\nIt was built in May.\nThe wheel fell off.\nNo trace of it is left.",
        ),
        keep('"The mill is old."\n"Is it not for sale?"\n"It was sold in May."\n"That was too late."'),
        keep('He said:\n"The mill is old."\n"It was built in May."\n"The wheel fell off."\n"No trace of it is left."'),
    )

    def relevant(self, text: str) -> bool:
        """The text must begin with a mark and have as many lines that do."""
        start = text.lstrip()[:1]
        return start in ('"', "“", "'") and text.count(f"\n{start}") >= _MIN_LINES - 1

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each line, if all are wrapped."""
        text = document.text
        lines = [line for line in document.lines if text[slice(*line)].strip()]
        if not _MIN_LINES <= len(lines) <= _MAX_LINES:
            return
        found = [_WRAPPED.fullmatch(text, *line) for line in lines]
        for match in found:
            if match is None or not _is_told(match[match.lastgroup or 0]):
                return
        for match in filter(None, found):
            kind = match.lastgroup or "plain"
            start, end = match.span(kind)
            changes = [Change(start - 1, start, ""), Change(end, end + 1, "")]
            yield self.edit(start - 1, end + 1, "line between quotation marks, as all of the text", changes)


def _is_told(line: str) -> bool:
    """Whether a line is made of sentences that nobody says to anybody."""
    return _SENTENCES.fullmatch(line) is not None and line.count(" ") >= _MIN_SPACES and not _SPOKEN.search(line)
