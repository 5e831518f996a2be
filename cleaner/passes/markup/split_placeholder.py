"""Placeholders that translation broke."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.expressions import expression
from cleaner.mentions import is_meant
from cleaner.passes.markup._leave_alone import PLACEHOLDERS
from cleaner.rules import Elsewhere, Measured, Rule, fix, keep

_IDENTIFIER = r"[A-Za-z_][\w.]{0,40}"
_NOT_PERCENT = r"(?<![\d%\w)])(?<!\d[ \N{NO-BREAK SPACE}])"
_CONVERSION = r"[sdif@](?![\w'’])"

_POSITIONAL = rf"%[ ]?\d{{1,2}}[ ]?\$[ ]?{_CONVERSION}"
_NO_NUMBER = r"(?<![\d%)])(?<!\d[ \N{NO-BREAK SPACE}])"
_NAMED = rf"{_NO_NUMBER}%[ ]?\([ ]?{_IDENTIFIER}[ ]?\)[ ]?{_CONVERSION}"
_RUBY = rf"{_NO_NUMBER}%[ ]?\{{[ ]?{_IDENTIFIER}[ ]?\}}"
_SHELL = rf"\$[ ]?\{{[ ]?{_IDENTIFIER}[ ]?\}}"
_FLUENT = rf"\{{[ ]?\$[ ]{_IDENTIFIER}[ ]?\}}"
_MUSTACHE = (
    r"\{\{[ ]?[A-Za-z_]\w*(?:[ ]?\.[ ]?[A-Za-z_]\w*){1,4}[ ]?\}\}|"
    rf"\{{ \{{[ ]?{_IDENTIFIER}[ ]?\}} ?\}}|\{{ ?\{{[ ]?{_IDENTIFIER}[ ]?\}} \}}"
)
_DOTTED = r"\{[ ]?[A-Za-z_]\w{1,30}(?:[ ]?\.[ ]?[A-Za-z_]\w{1,30}){1,3}[ ]?\}(?!\})"
_CERTAIN = expression("|".join((_POSITIONAL, _NAMED, _RUBY, _SHELL, _FLUENT, _MUSTACHE, _DOTTED)))
_DOT = expression(r" ?\. ?")
_START = expression(r"[%${]")
_BROKEN_PERCENT = expression(r"%(?: ?\d{1,2} ?\$| [sd](?!\w)| @| [({]|\( |\{ |(?<=[^\W\d_]%)[sd@])")

_SIMPLE = expression(rf"{_NOT_PERCENT}% (?:[sd](?![\w'’])|@(?!\w))")
_AFTER_WORD = expression(r"%(?<=[^\W\d_]{2}%)[ ](?:[sd](?![\w'’])|@(?=[,.!?)]|\Z))")
"""No percentage has a letter before its sign."""

_BRACED = expression(rf"(?<![{{$%\\=]) ?\{{ ({_IDENTIFIER}) \}}(?!\}})")
_NUMBERED = expression(r"(?<![{$%\\=#^_]) ?(?P<whole>\{(?: (\d{1,2}) ?|(\d{1,2}) )\})(?![}^_])")
_NAMED_BRACES = expression(r"(?<![{$%\\=#^_])\{(?P<first> ?)(?P<name>[A-Za-z_](?:[\w.]{1,40}))(?P<last> ?)\}(?![}^_])")
"""A name of two letters and more in braces, with a space on either side or none."""

_MIN_NAMED = 2
_WORD_BEFORE = expression(r"[^\W\d_][,:]?[ ]?\Z")
_OF_SETS = expression(r"\b(?:sub|super)?sets?\b|\bkernels?\b|\belements?\b|\bideals?\b|[∈∉⊂⊆∪∩∖∅=≠×]|\$", re.IGNORECASE)
"""What is said of sets of numbers, which mathematicians write in braces."""

_WHOLE_SIMPLE = expression(rf"{_NOT_PERCENT}%(?:\d{{1,2}}\$)?(?:[sd](?!\w)|@)|% ?\([ ]?{_IDENTIFIER}[ ]?\) ?[sd]\b")
_WHOLE_BRACED = expression(rf"(?<![{{$%\\=])\{{{_IDENTIFIER}\}}(?!\}})")
_WHOLE_NUMBERED = expression(r"(?<![{$%\\=])\{\d{1,2}\}(?!\})")
_GLUED = expression(r"(?<![^\s(\"'“‘])(?P<word>[^\W\d_]{2,12})(?P<placeholder>%(?:\d{1,2}\$)?[sd@])(?![\w'’%])")
_FLUENT_FORM = expression(r"\{\$[^ ]*\}")
_FLUENT_LINE = expression(r"-?[a-z][\w-]{0,60} = ")
_QUOTED = expression(r"[\"'“‘]% ?[sd][\"'”’]")


class SplitPlaceholder(Rule):
    """Put placeholders together that translation broke: `% s`, `% 1 $ s`, `$ {x}`, `{ { x } }`, `{ name }`.

    Why: engines set signs off like words; the program that fills in the text then shows the placeholder, or fails.

    Not touched: percentages (5% a year), code, the sign before a command (`$ {command}`), lines like those of programs,
    texts that are about placeholders; `% s` and `{ name }` in a text that has no whole placeholder of their kind, nor a
    second broken one; sets of numbers.

    Safety: safe for forms that are nothing else; `{ name }` is risky, since some write it so.
    """

    name = "markup/split-placeholder"
    measured = Measured(
        right=196,
        judged=200,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="damaged lines restored exactly",
    )
    lists = ("placeholder-terms",)
    optional_lists = ("function-words",)
    elsewhere = Elsewhere.APPLY
    acts_on = "[{%]"
    examples = (
        fix("You have % 1 $ s messages in % 2 $ s.", "You have %1$s messages in %2$s.", at="% 1 $ s"),
        fix("Hello % s, you have % d messages.", "Hello %s, you have %d messages.", at="% s"),
        fix("Hello $ {user}.", "Hello ${user}.", at="$ {user}"),
        fix("Hello { { user.name } }.", "Hello {{ user.name }}.", at="{ { user.name } }"),
        fix("{{user. name}} has left.", "{{user.name}} has left.", at="{{user. name}}"),
        fix("Hello % (name) s.", "Hello %(name)s.", at="% (name) s"),
        fix("Hello { name }, open {file}.", "Hello {name}, open {file}.", at="{ name }"),
        fix("Remove% 1 $ s from the list.", "Remove %1$s from the list.", at="% 1 $ s"),
        fix("Remove% s from the list?", "Remove %s from the list?", at="% s"),
        fix("Hi% @, your table is ready.", "Hi %@, your table is ready.", at="% @"),
        fix("Set the count to%s and go.", "Set the count to %s and go.", at="%s"),
        fix("copied = {$ done} of {$ all}", "copied = { $done } of { $all }", at="{$ done}"),
        keep("There are %d file%s here."),
        keep("It grew by 5 % s. Then it fell by 5 % d."),
        keep("It grew at 5% a year and 30 % in all."),
        keep("The format string % s stands for text, % d for a number."),
        fix("Dear { 0 }, your parcel { 1 } is here.", "Dear {0}, your parcel {1} is here.", at="{ 0 }"),
        fix("Dear { name}, we sent {order }.", "Dear {name}, we sent {order}.", at="{ name}"),
        keep("To grind, run:\n\n    $ {command} stone"),
        keep("The set { 0 } lies in the set { 1 } there."),
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
        edits = chain(
            self._certain(text),
            self._simple(text) if "% " in text else (),
            self._braced(text) if "{ " in text or " }" in text else (),
            self._numbered(document) if "{ " in text or " }" in text else (),
            self._glued(document) if "%" in text else (),
        )
        yield from (edit for edit in edits if not is_meant(document, edit.start, edit.end, PLACEHOLDERS))

    def _certain(self, text: str) -> Iterator[Edit]:
        for sign in _START.finditer(text):
            match = _CERTAIN.match(text, sign.start())
            whole = _joined(match[0]) if match else ""
            if match and whole != match[0]:
                if _FLUENT_FORM.match(whole) and _FLUENT_LINE.match(text, text.rfind("\n", 0, match.start()) + 1):
                    whole = f"{{ {whole[1:-1]} }}"
                glued = sign[0] == "%" and text[match.start() - 1 : match.start()].isalpha()
                yield self._edit(match.start(), match.end(), " " * glued + whole)

    def _simple(self, text: str) -> Iterator[Edit]:
        yield from (self._edit(*match.span(), f" {_joined(match[0])}") for match in _AFTER_WORD.finditer(text))
        broken = list(_SIMPLE.finditer(text))
        if (len(broken) > 1 or _WHOLE_SIMPLE.search(text)) and not _QUOTED.search(text):
            yield from (self._edit(match.start(), match.end(), _joined(match[0])) for match in broken)

    def _glued(self, document: Document) -> Iterator[Edit]:
        """Whole ones that lost the space before them; `%d file%s` is a plural."""
        words = document.lexicon.optional("function-words")
        for match in _GLUED.finditer(document.text):
            if match["word"].lower() in words:
                yield self._edit(*match.span("placeholder"), " " + match["placeholder"])

    def _braced(self, text: str) -> Iterator[Edit]:
        if not _WHOLE_BRACED.search(text):
            yield from self._several(text)
            return
        for match in _NAMED_BRACES.finditer(text):
            if bool(match["first"]) != bool(match["last"]) and not _OF_SETS.search(text):
                yield self._edit(*match.span(), f"{{{match['name']}}}")
        for match in _BRACED.finditer(text):
            yield self._edit(match.start(1) - 2, match.end(), f"{{{match[1]}}}", Safety.RISKY)

    def _several(self, text: str) -> Iterator[Edit]:
        """Names in braces where two are broken and all that are there are among words."""
        found = list(_NAMED_BRACES.finditer(text))
        broken = [match for match in found if match["first"] or match["last"]]
        if len({match["name"] for match in found}) < _MIN_NAMED or _OF_SETS.search(text):
            return
        if any(_follows_word(text, match) for match in broken):
            for match in broken:
                yield self._edit(*match.span(), f"{{{match['name']}}}")

    def _numbered(self, document: Document) -> Iterator[Edit]:
        """Those that are numbers, where there are two or a whole one, or an engine wrote the text."""
        text = document.text
        broken = list(_NUMBERED.finditer(text))
        if not broken or _OF_SETS.search(text) or not any(_follows_word(text, match) for match in broken):
            return
        numbers = [match[2] or match[3] for match in broken]
        if len(set(numbers)) > 1 or document.origin == "machine" or _WHOLE_NUMBERED.search(text):
            for match, number in zip(broken, numbers, strict=True):
                yield self._edit(*match.span("whole"), f"{{{number}}}")

    def _edit(self, start: int, end: int, whole: str, safety: Safety = Safety.SAFE) -> Edit:
        return self.edit(start, end, f"broken placeholder: {whole}", [Change(start, end, whole)], safety=safety)


def _follows_word(text: str, match: re.Match[str]) -> bool:
    """Whether a placeholder stands among words."""
    brace = text.index("{", match.start())
    return _WORD_BEFORE.search(text, max(0, brace - 3), brace) is not None


def _joined(broken: str) -> str:
    """A placeholder without spaces; between doubled braces those at the name stay, as most write it."""
    if broken.replace(" ", "").startswith("{{"):
        inner = _DOT.sub(".", broken.strip("{} "))
        return f"{{{{ {inner} }}}}" if f" {inner} " in broken else f"{{{{{inner}}}}}"
    return broken.replace(" ", "")
