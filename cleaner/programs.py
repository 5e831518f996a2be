"""Which lines of a text are a program's: statements, queries, keys with values, and what programs log.

A line is told by its own signs, each of which prose does not have whatever its spacing; a line without a sign of its
own by the company it stands in: most lines of its paragraph have one, or all of them are keys with values.
"""

from __future__ import annotations

import functools
import re

from cleaner.document import Document
from cleaner.expressions import expression
from cleaner.spans import Span, Spans

_GAP = r"[ \t]*"
_NAME = r"[A-Za-z_$@][\w$.]*"
_STRING = r"\"[^\"\n]{0,200}\"|'[^'\n]{0,200}'"
_VALUE = rf"(?:{_STRING}|[&*$%@-]{{0,2}}[\w.$]+(?:\[[^\[\]\n]{{0,40}}\])?)"
_ARGUMENT = rf"(?:{_NAME}{_GAP}={_GAP})?{_VALUE}(?:[ \t]+[*&]{{0,2}}\w+|[ \t][-+*/%][ \t]{_VALUE})?"
_CALL = rf"[\w.]\({_GAP}(?:{_STRING}|{_ARGUMENT}{_GAP},{_GAP}{_ARGUMENT}|\w{{1,12}}[ \t]\)[ \t]?;)"
"""A name with its bracket close to it, and a string or several arguments in it, or a semicolon after it."""

_FLOW = rf"[\[{{]{_GAP}(?:{_STRING}){_GAP}[,:]{_GAP}(?:{_STRING}|[\w.-]+|[\[{{]).*[\]}}]"
"""A list or a mapping of quoted strings."""

_TARGET = rf"{_NAME}(?:\[[^\[\]\n]{{0,40}}\])?"
_ASSIGNMENT = (
    rf"(?:(?:const|let|var|local|my|auto|final|static|type|set|export|{_NAME})[ \t]+)?"
    rf"(?:{_TARGET}(?:{_GAP},{_GAP}{_TARGET})*|[{{\[]{_GAP}{_TARGET}(?:{_GAP},{_GAP}{_TARGET})*{_GAP}[}}\]])"
    rf"{_GAP}(?:[-+*/|&.?:]?=(?![=>])|<-){_GAP}\S"
)
_BLOCK_END = rf"{_GAP}:{_GAP}(?:\#.*)?\Z"
_BLOCK_HEAD = (
    rf"(?:async[ \t]+)?for[ \t]+{_NAME}(?:{_GAP},{_GAP}{_NAME})*[ \t]+in[ \t]+[\w.(\[{{].*{_BLOCK_END}",
    rf"(?:if|elif|while)[ \t(].*[=<>()].*{_BLOCK_END}",
    rf"def[ \t]+{_NAME}{_GAP}\(.*{_BLOCK_END}|class[ \t]+{_NAME}{_GAP}(?:\(.*)?{_BLOCK_END}",
    rf"except\b.*{_BLOCK_END}|with[ \t].*[ \t]as[ \t]+{_NAME}{_BLOCK_END}|(?:else|try|finally){_BLOCK_END}",
)
_STATEMENT = (
    rf"(?:from[ \t]+[\w.]+[ \t]+)?import[ \t]+[\w.*]+(?:[ \t]+as[ \t]+\w+)?(?:{_GAP},{_GAP}\w+)*{_GAP};?{_GAP}\Z",
    r"(?:print|puts|echo|printf|require|include|use|return|raise|yield|throw)"
    rf"{_GAP}(?:{_STRING}){_GAP}(?:[,;%.].*)?\Z",
    r"(?:public|private|protected|static|void|extern|unsigned|typedef|struct|enum)[ \t].*[;{][ \t]*\Z",
    r"(?:int|char|bool|float|double|long|string|String|function|func|fn|fun|sub)[ \t]+\*{0,2}[\w$]+[ \t]*[(;={].*",
    r"\#[ \t]*(?:define|include|ifdef|ifndef|elif|endif|pragma|undef)\b",
    r"\((?:define|defun|let|lambda|setq|def|defn|ns|print)[ \t(]",
    r"\.[a-z][\w-]*[ \t]*\{|\{[ \t]*\"[^\"\n]*\"[ \t]*:",
    r"(?:if|while|until)[ \t]+\[\[?[ \t]|for[ \t]+\w+[ \t]+in[ \t].*;[ \t]*do\b|\$[ \t]+[a-z]",
    rf"(?:-[ \t]+)?[a-z_\"'][\w.\"'-]*{_GAP}:[ \t]+[\[{{].*[\]}}]{_GAP}\Z",
)
_QUERY = (
    r"(?:SELECT|INSERT[ \t]+INTO|UPDATE|DELETE[ \t]+FROM|MATCH|MERGE[ \t]+INTO|WITH|REPLACE[ \t]+INTO)\b.*[ \t]"
    r"(?:FROM|VALUES|SET|WHERE|RETURN|AS|SELECT)\b",
    r"(?:CREATE|ALTER|DROP|TRUNCATE)[ \t]+(?:OR[ \t]+REPLACE[ \t]+)?(?:TEMP(?:ORARY)?[ \t]+|UNIQUE[ \t]+)?"
    r"(?:TABLE|INDEX|VIEW|DATABASE|SCHEMA|USER|FUNCTION|TRIGGER)\b",
    r"(?:FROM|WHERE|(?:LEFT |RIGHT |INNER |OUTER )?JOIN|GROUP BY|ORDER BY|VALUES|HAVING|LIMIT)[ \t]*[a-z_(]",
    r"select[ \t].*[ \t]from[ \t].*(?:[=<>;*]|[ \t](?:where|limit|join|order by|group by)[ \t])",
    r"(?:insert[ \t]+into|delete[ \t]+from)[ \t]+\w+[ \t].*[();=]|update[ \t]+\w+[ \t]+set[ \t]+\w+[ \t]*=",
    r"(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)[ \t]+/",
)
_LEVEL = r"(?:ERR(?:OR)?|WARN(?:ING)?|INFO|DEBUG|TRACE|FATAL|CRIT(?:ICAL)?|NOTICE|OK|FAIL(?:ED)?|PASS(?:ED)?|SEVERE)"
_CLOCK = r"\d\d:\d\d:\d\d"
_LOGGED = (
    rf"\[[ \t]*{_LEVEL}[ \t]*\]|(?:npm[ \t]+)?{_LEVEL}\b[ \t]*!?[ \t]?:[ \t]|npm[ \t]+(?:ERR|WARN)",
    rf"\[?\d{{4}}[-/]\d\d[-/]\d\d[T \t,]+{_CLOCK}|\[?\d\d/\w{{3}}/\d{{4}}:{_CLOCK}",
    rf"\[{_CLOCK}[\d.,]*\][ \t]+{_LEVEL}\b|[A-Z][a-z]{{2}}[ \t]+\d{{1,2}}[ \t]{_CLOCK}[ \t]|[DIWEF],[ \t]\[\d{{4}}-",
    r"File[ \t]+\"[^\"\n]+\"|at[ \t]+[\w.$<>]+\([\w. ]+(?::\d+)?\)|\w+(?:Error|Exception)[ \t]*:|Traceback[ \t]",
)
_LINE_START = (_ASSIGNMENT, *_BLOCK_HEAD, *_STATEMENT, *_QUERY, *_LOGGED)
"""How the line of a program begins; upper and lower case as programs have them."""

_INSIDE = (
    _CALL,
    _FLOW,
    r"\{[ \t]*[\w-]+[ \t]*:[ \t]*[^{}\n]{1,200}\}",
    r"\w\([A-Za-z_]\w*\)[ \t]*:-[ \t]|\\begin\{|\\end\{|HTTP/[12](?:\.\d)?\b",
    r"(?:\]|\bdone)[ \t]*;[ \t]*(?:then|do)\b|;[ \t]*(?:then|do|fi|done|esac)[ \t]*\Z|\{[ \t]*print\b",
    r"\bSELECT[ \t][\w.*, \t]+[ \t]FROM[ \t]+\w",
    r"[=!<>]=[ \t]|&&[ \t]",
)
"""What a program has within a line."""

_INSIDE_MARKS = frozenset("({[]=&;\\")
_INSIDE_WORDS = ("SELECT", "HTTP/")
"""What such a line has one of; most lines of prose have none."""

_KEY = expression(r"[ \t]*(?:-[ \t]+)?[\"']?[a-z_][\w./-]*[\"']?[ \t]?:(?:[ \t]+(?P<value>\S.*))?")
_OF_CONFIGURATION = expression(r"[ \t]*(?:#.*|;.*|-[ \t]+\S.*|\[[\w. -]+\]|---|\.\.\.|[\]}],?)?")
_PROGRAM_VALUE = expression(r"[\[{\"'/~|>&*$]|\d[\d.]*\Z|(?:true|false|null|none|yes|no|on|off)\Z", re.IGNORECASE)
_BLANK_LINES = ("\n\n", "\n\r\n")
_MIN_KEYS = 2
_LONGEST_LINE = 400
"""A longer line is prose, or of a program that nobody laid out."""


class ProgramLines:
    """The lines of a document that are a program's, looked for in a paragraph when it is asked about."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._blanks = tuple(blank for blank in _BLANK_LINES if blank in document.text)
        self._paragraph = (0, 0)
        self._lines = Spans()

    def __contains__(self, offset: int) -> bool:
        """Whether the character at `offset` lies in one; the paragraph asked about last is remembered."""
        text, (start, end) = self._text, self._paragraph
        if not start <= offset < end:
            start = max((_after(text, blank, offset) for blank in self._blanks), default=0)
            ends = (text.find(blank, start) for blank in self._blanks)
            end = min((each for each in ends if each >= 0), default=len(text))
            self._paragraph, self._lines = (start, end), Spans(_found(text, start, end))
        return offset in self._lines


def in_program_line(document: Document, start: int, _end: int) -> bool:
    """Whether a span begins in the line of a program; one of the reasons of `cleaner.mentions`."""
    return start in document.once(ProgramLines)


def _after(text: str, blank: str, offset: int) -> int:
    """Where the text goes on after the last blank line before `offset`; its start where there is none."""
    found = text.rfind(blank, 0, offset)
    return found + len(blank) if found >= 0 else 0


def _found(text: str, start: int, end: int) -> list[Span]:
    """The lines of a program within a paragraph: those with a sign, or all of them where most have one."""
    lines = []
    for line in text[start:end].split("\n"):
        if line.strip():
            lines.append((start, start + len(line.rstrip("\r"))))
        start += len(line) + 1
    signed = [line for line in lines if _has_sign(text[slice(*line)])]
    return lines if len(signed) * 2 >= len(lines) or _is_configuration(text, lines) else signed


def _has_sign(line: str) -> bool:
    if len(line) > _LONGEST_LINE:
        return False
    line_start, inside = _signs()
    if line_start.match(line.lstrip(" \t>")):
        return True
    may = not _INSIDE_MARKS.isdisjoint(line) or any(word in line for word in _INSIDE_WORDS)
    return may and inside.search(line) is not None


@functools.cache
def _signs() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The signs as two expressions, made when a line is first asked about: most texts never do."""
    return re.compile("|".join(_LINE_START)), re.compile("|".join(_INSIDE))


def _is_configuration(text: str, lines: list[Span]) -> bool:
    """Whether all lines are keys with values, comments or items, and one value or more is what only programs read."""
    keys = [match for span in lines if (match := _KEY.fullmatch(text, *span))]
    if len(keys) < _MIN_KEYS or len(keys) * 2 < len(lines):
        return False
    others = sum(
        _OF_CONFIGURATION.fullmatch(text, *span) is not None for span in lines if not _KEY.fullmatch(text, *span)
    )
    return len(keys) + others == len(lines) and any(
        match["value"] is None or _PROGRAM_VALUE.match(match["value"]) for match in keys
    )
