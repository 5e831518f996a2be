"""Whether a text is the source of a program, a list of settings or a patch, as files on a server are.

A file is told by lines that no prose has; where it has none of these, by how its lines begin and end: in a program with
braces, and in a list of settings, many of them close a statement or set a value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from cleaner.expressions import expression
from cleaner.gaps import BETWEEN

_STARTS = ("#!/", "<?php", "<?xml", "%!PS", '" Vim ', "/* XPM */", "begin 644 ", "begin 755 ")
"""How scripts, pages of PHP, documents in XML, pages in PostScript, files of Vim, pictures of X and what uuencode packs
begin."""


@dataclass(frozen=True, slots=True)
class _SourceForm:
    """One kind of source: so many lines that `line` finds. A text that has them shows one of the `gaps`, and has one of
    the `signs`, both of which are looked for first, since every text comes here."""

    gaps: tuple[str, ...]
    signs: tuple[str, ...]
    line: re.Pattern[str]
    least: int


def _beginning(*starts: str) -> re.Pattern[str]:
    """Lines that begin so, at the margin: there prose is not set in, and code within prose most often is."""
    return expression(rf"\n(?:{'|'.join(starts)})")


_SMALL = f"\n{BETWEEN}"
"""The gap before a line that begins with a small letter at the margin."""

_END = r"[ \t]*(?=\n|\Z)"
_PYTHON = _SourceForm(
    (_SMALL,),
    ("\nimport ", "\nfrom ", "\ndef ", "\nclass ", "\nasync def "),
    _beginning(
        r"import [\w.]+(?: as \w+)?(?=\n)",
        r"from [\w.]+ import [\w(*]",
        r"(?:async )?def \w+\(",
        r"class \w+[(:]",
    ),
    3,
)
_C = _SourceForm(
    ("\n#", _SMALL),
    ("\n#include ", "\n#define ", "\n#if", "\n#pragma ", "\nusing namespace ", "\nnamespace "),
    _beginning(
        r"#include [<\"]",
        r"#define \w",
        r"#ifn?def \w",
        r"#(?:endif|pragma)\b",
        r"using namespace \w[\w:]*;",
        r"namespace \w[\w:]*\s*\{",
        r"template[ \t]*<",
    ),
    3,
)
_SHELL = _SourceForm(
    (_SMALL, "\n\t", "\n  "),
    ("\nfi", "\nesac", "; then\n", "; do\n"),
    expression(rf"\n[ \t]*(?:fi|esac|;;){_END}|;[ \t]*(?:then|do){_END}"),
    3,
)
_VIM = _SourceForm(
    (_SMALL,),
    ("\nendif", "\nendfu", "\nsetlocal ", "\nsyn ", "\nsyntax ", "\nhi ", "\nlet ", "map ", "\nscriptenc"),
    _beginning(
        rf"(?:endif|endfunction|endfunc|endfor|endwhile|endtry|finish){_END}",
        r"setlocal \w",
        r"syn(?:tax)?[ \t]+(?:match|keyword|region|cluster|include|case|clear|sync)\b",
        r"hi(?:ghlight)?!?[ \t]+(?:def(?:ault)?[ \t]+)?link\b",
        r"let[ \t]+[bglsvw]:\w+",
        r"[nvxsoilct]?(?:nore|un)map\b",
        rf"(?:loadkeymap|scriptencoding[ \t][\w-]+){_END}",
    ),
    3,
)
_CMAKE = _SourceForm(
    (_SMALL,),
    ("\nend", "\nset(", "\nif(", "\ninclude(", "\nset (", "\nif ("),
    _beginning(
        r"end(?:if|foreach|function|macro|while)[ \t]*\(",
        r"(?:set|list|if|foreach|include|function|macro|unset|(?:cmake|add|find|target)_\w+)[ \t]*\([^\s()]",
    ),
    4,
)
_BATCH = _SourceForm(
    ("@", _SMALL, "\nAAA"),
    ("@echo off", "@ECHO OFF", "\ngoto ", "\nGOTO ", "\nrem ", "\nREM "),
    expression(
        r"(?:\A|\n)@?(?:echo off|setlocal\b|endlocal\b|goto :?\w+|if (?:not )?(?:exist|errorlevel)\b|rem\b|set \w+="
        r"|exit /b|call :?\w+)",
        re.IGNORECASE,
    ),
    3,
)
_LISP = _SourceForm(
    ("\n(",),
    ("\n(def", "\n(set", "\n(provide ", "\n(require ", "\n(let"),
    _beginning(r"\((?:def[a-z]+|set[qf]|provide|require|declare-\w+|eval-\w+|let\*?|add-\w+)[ \t(]"),
    3,
)
_SQL = _SourceForm(
    ("\nAAA",),
    ("\nCREATE ", "\nINSERT INTO ", "\nALTER ", "\nSELECT ", "\nDROP ", "\nGRANT ", "\nREVOKE "),
    _beginning(
        r"(?:CREATE|ALTER|DROP)[ \t]+(?:OR[ \t]+REPLACE[ \t]+)?(?:TEMP\w*|UNIQUE|AGGREGATE)?[ \t]*"
        r"(?:TABLE|VIEW|INDEX|FUNCTION|DOMAIN|TYPE|SCHEMA|DATABASE|ROLE|USER|TRIGGER|SEQUENCE|OPERATOR|CAST)\b",
        r"(?:INSERT[ \t]+INTO|DELETE[ \t]+FROM|COMMENT[ \t]+ON)[ \t]+\w",
        r"(?:GRANT|REVOKE)[ \t]+[A-Z]+[ \t]+ON\b",
        r"SELECT[ \t][^\n]*(?:[;,*(]|\bFROM\b)",
    ),
    3,
)
_PATCH = _SourceForm(("\n@@ -",), ("\n@@ -",), expression(r"\n@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@"), 1)
_KEY = _SourceForm(
    ("-----AAAAA ",), ("-----BEGIN ",), expression(r"-----BEGIN (?:[A-Z0-9]+ )*(?:CERTIFICATE|KEY)-----"), 1
)
_FORMS = (_PYTHON, _C, _SHELL, _VIM, _CMAKE, _BATCH, _LISP, _SQL, _PATCH, _KEY)

_GAPS = tuple(dict.fromkeys(gap for form in _FORMS for gap in form.gaps))

_CODED_SIGNS = (";\n", "{\n", "}\n", "=", '":', "\n//")
"""What the gaps of a text show that has such lines as are counted here."""

_STATEMENT_END = expression(r"\S;$", re.MULTILINE)
_BEGINNINGS = (
    r"[\w.$\[\]:/-]+[ \t]*[:+?]?=",  # a name that is set
    r"(?:\"[^\"\n]{1,60}\"|'[^'\n]{1,60}')[ \t]*(?::|=>)",  # a quoted key
    r"[a-z_][\w.-]*[ \t]+\"[^\n]*\"$",  # a word and a string, and nothing else
    r"[}\])]+[;,]?$",  # brackets that close, and nothing else
    r"0x[0-9a-fA-F]+\b",  # a number as programs count
    r"//[ \t]",  # a remark
)
_ENDS = (
    r"[{}](?:[ \t]*(?:/\*[^*\n]*\*/|//[^\n]*))?$",  # a brace, perhaps with a remark
    r"\);$",  # a call
    r"\\n[\"'][,)]*$",  # a string with its line feed
)
_CODED = expression(rf"\n[ \t]*(?:{'|'.join(_BEGINNINGS)})|{'|'.join(_ENDS)}", re.MULTILINE)
"""A line that begins or ends as none of prose does."""

_REMARK = expression(r"\n[ \t]*(?:#|/\*|\*|;|--[ \t]|%)")
_MIN_LINES, _MIN_CODED = 8, 3
_SHARE = 0.25
"""Of the lines that are no remarks so many close a statement or are coded, and a few are coded, whatever ends in a
semicolon: lists in prose do, too."""

_PARAGRAPH, _OBJECTS = 160, ("{", "[")
"""Characters of a line from which it is a paragraph; how an object in a program begins, whose lines may be as long."""

_DENSE = 300
"""So many characters to a pair of braces have programs without their line breaks, at most."""

_FENCE = "```"
_FENCED = expression(r"^[ \t]*```[^\n]*$", re.MULTILINE)


def is_source_file(text: str, shown: str) -> bool:
    """Whether a text is the source of a program, settings, a patch or a key; `shown` is what its gaps show
    (`cleaner.gaps.signs`). Of what is in the fences of Markdown nothing is told."""
    if text.startswith(_STARTS):
        return True
    if "\r" in shown:
        text, shown = text.replace("\r\n", "\n"), shown.replace("\r\n", "\n")
    outside = text if _FENCE not in text else "\n".join(_FENCED.split(text)[::2])
    if any(map(shown.__contains__, _GAPS)) and any(_has_form(outside, shown, form) for form in _FORMS):
        return not _is_of_paragraphs(outside)
    if "{" in shown and "}" in shown and ";" in shown and _is_dense(outside):
        return True
    return any(map(shown.__contains__, _CODED_SIGNS)) and _is_coded(outside) and not _is_of_paragraphs(outside)


def _has_form(text: str, shown: str, form: _SourceForm) -> bool:
    if not (any(map(shown.__contains__, form.gaps)) and any(map(text.__contains__, form.signs))):
        return False
    return sum(1 for _ in islice(form.line.finditer(text), form.least)) == form.least


def _is_of_paragraphs(text: str) -> bool:
    """Whether most of a text is in lines as long as paragraphs are, and it is no object of a program: an article that
    shows statements between its paragraphs."""
    if text.lstrip()[:1] in _OBJECTS:
        return False
    return sum(len(line) for line in text.split("\n") if len(line) >= _PARAGRAPH) * 2 > len(text)


def _is_dense(text: str) -> bool:
    """Whether a text is full of braces and semicolons, as programs are that were packed into few lines."""
    braces, stops = min(text.count("{"), text.count("}")), text.count(";")
    return braces >= _MIN_LINES and braces * _DENSE >= len(text) and stops * 4 >= braces


def _is_coded(text: str) -> bool:
    coded = len(_CODED.findall(f"\n{text}"))
    if coded < _MIN_CODED:
        return False
    coded += len(_STATEMENT_END.findall(text))
    if coded < _MIN_LINES:
        return False
    lines = sum(1 for line in text.split("\n") if line and not line.isspace())
    return coded >= _SHARE * (lines - len(_REMARK.findall(f"\n{text}")))
