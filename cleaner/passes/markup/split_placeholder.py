"""Placeholders that translation broke."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.passes.markup.context import speaks_of_placeholders
from cleaner.rules import Elsewhere, Prior, Rule, fix, keep
from cleaner.spans import Spans

_IDENTIFIER = r"[A-Za-z_][\w.]{0,40}"
_NOT_PERCENT = r"(?<![\d%\w)])(?<!\d[ \N{NO-BREAK SPACE}])"
_CONVERSION = r"[sdif@](?![\w'’])"

_POSITIONAL = rf"%[ ]?\d{{1,2}}[ ]?\$[ ]?{_CONVERSION}"
_NAMED = rf"{_NOT_PERCENT}%[ ]?\([ ]?{_IDENTIFIER}[ ]?\)[ ]?{_CONVERSION}"
_RUBY = rf"{_NOT_PERCENT}%[ ]?\{{[ ]?{_IDENTIFIER}[ ]?\}}"
_SHELL = rf"\$[ ]?\{{[ ]?{_IDENTIFIER}[ ]?\}}"
_FLUENT = rf"\{{[ ]?\$[ ]{_IDENTIFIER}[ ]?\}}"
_MUSTACHE = rf"\{{ \{{[ ]?{_IDENTIFIER}[ ]?\}} ?\}}|\{{ ?\{{[ ]?{_IDENTIFIER}[ ]?\}} \}}"
_CERTAIN = re.compile("|".join((_POSITIONAL, _NAMED, _RUBY, _SHELL, _FLUENT, _MUSTACHE)))
_START = re.compile(r"[%${]")
_BROKEN_PERCENT = re.compile(r"%(?: ?\d{1,2} ?\$| [sd](?!\w)| [({]|\( |\{ )")

_SIMPLE = re.compile(rf"{_NOT_PERCENT}% [sd](?![\w'’])")
_BRACED = re.compile(rf"(?<![{{$%\\=]) ?\{{ ({_IDENTIFIER}) \}}(?!\}})")
_WHOLE_SIMPLE = re.compile(rf"{_NOT_PERCENT}%(?:\d{{1,2}}\$)?[sd](?!\w)")
_WHOLE_BRACED = re.compile(rf"(?<![{{$%\\=])\{{{_IDENTIFIER}\}}(?!\}})")
_CODE_LINE = re.compile(r"[=\\]|;[ \t]*$|\w\(|\b(?:import|from|const|let|var|return|function)\b")
_QUOTED = re.compile(r"[\"'“‘]% ?[sd][\"'”’]")


@dataclass(frozen=True)
class SplitPlaceholder(Rule):
    """Put placeholders together that translation broke: `% s`, `% 1 $ s`, `$ {x}`, `{ { x } }`, `{ name }`.

    Why: engines set signs off like words; the program that fills in the text then shows the placeholder, or fails.

    Not touched: percentages (5% a year), code, lines that look like code, texts that speak of placeholders; `% s` and
    `{ name }` in a text that has no whole placeholder of their kind, nor a second broken one.

    Safety: safe for forms that are nothing else; `{ name }` is risky, since some write it so.
    """

    name = "markup/split-placeholder"
    measured = Prior(
        confidence=1.0,
        reason="no edit in 1.19 million words of human text",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    elsewhere = Elsewhere.APPLY
    examples = (
        fix("You have % 1 $ s messages in % 2 $ s.", "You have %1$s messages in %2$s.", at="% 1 $ s"),
        fix("Hello % s, you have % d messages.", "Hello %s, you have %d messages.", at="% s"),
        fix("Hello $ {user}.", "Hello ${user}.", at="$ {user}"),
        fix("Hello { { user.name } }.", "Hello {{ user.name }}.", at="{ { user.name } }"),
        fix("Hello % (name) s.", "Hello %(name)s.", at="% (name) s"),
        fix("Hello { name }, open {file}.", "Hello {name}, open {file}.", at="{ name }"),
        keep("It grew by 5 % s. Then it fell by 5 % d."),
        keep("It grew at 5% a year and 30 % in all."),
        keep("The format string % s stands for text, % d for a number."),
        keep("const { name } = load({file});"),
        keep("the set { x } and the set { y }"),
        keep("Hello {{ user.name }}, see ${file}."),
    )

    def relevant(self, text: str) -> bool:
        """A brace, or a percent sign with what can follow it in a broken placeholder."""
        return "{" in text or ("%" in text and _BROKEN_PERCENT.search(text) is not None)

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each broken placeholder."""
        text = document.text
        edits = [
            *self._certain(document),
            *(self._simple(document) if "% " in text else ()),
            *(self._braced(document) if "{ " in text else ()),
        ]
        if edits and not document.once(speaks_of_placeholders):
            yield from (edit for edit in edits if not document.protected.overlaps(edit.start, edit.end))

    def _certain(self, document: Document) -> Iterator[Edit]:
        text = document.text
        for sign in _START.finditer(text):
            match = _CERTAIN.match(text, sign.start())
            whole = _joined(match[0]) if match else ""
            if match and whole != match[0] and not ("\\" in match[0] or match.start() in document.once(_code_lines)):
                yield self._edit(match.start(), match.end(), whole)

    def _simple(self, document: Document) -> Iterator[Edit]:
        text = document.text
        broken = list(_SIMPLE.finditer(text))
        if (len(broken) > 1 or _WHOLE_SIMPLE.search(text)) and not _QUOTED.search(text):
            for match in broken:
                if match.start() not in document.once(_code_lines):
                    yield self._edit(match.start(), match.end(), _joined(match[0]))

    def _braced(self, document: Document) -> Iterator[Edit]:
        text = document.text
        if not _WHOLE_BRACED.search(text):
            return
        for match in _BRACED.finditer(text):
            if match.start() not in document.once(_code_lines):
                start = match.start(1) - 2
                yield self._edit(start, match.end(), f"{{{match[1]}}}", Safety.RISKY)

    def _edit(self, start: int, end: int, whole: str, safety: Safety = Safety.SAFE) -> Edit:
        return self.edit(start, end, f"a broken placeholder, once {whole}", [Change(start, end, whole)], safety=safety)


def _joined(broken: str) -> str:
    """A placeholder without blanks; between doubled braces those at the name stay, as most write it."""
    if broken.replace(" ", "").startswith("{{"):
        inner = broken.strip("{} ")
        return f"{{{{ {inner} }}}}" if f" {inner} " in broken else f"{{{{{inner}}}}}"
    return broken.replace(" ", "")


def _code_lines(document: Document) -> Spans:
    """The lines that look like a program's."""
    return Spans(line for line in document.lines if _CODE_LINE.search(document.text, *line))
