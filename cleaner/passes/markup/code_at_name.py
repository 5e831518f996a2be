"""Codes of the source language at the end of a name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.expressions import expression
from cleaner.language import vocabulary
from cleaner.rules import Measured, Rule, fix, keep, report

_NO_ENDINGS = frozenset("bg bn jv kn km lv mk ml mr sd sq sr sv tn xh".split())
"""Codes that no word or name ends in: none in 5 million words of thirteen languages in Latin letters."""

_RARE_ENDINGS = _NO_ENDINGS | frozenset(("tr", "zh"))
"""The same, but for a few names such as Piotr and Voronezh."""

_NAMES = frozenset(("Piotr", "Voronezh"))

_AT_NAME = expression(rf"(?:{'|'.join(sorted(_RARE_ENDINGS))})(?<=[a-z]..)(?![\w'’-])")
_NAME = expression(r"(?<![\w'’-])[A-Z][a-z]{2,20}\Z")
_LONGEST = 22
_WORD = expression(r"(?<![\w'’-])[A-Z][a-z]+(?![\w-])")
_MIN_TIMES = 2

Glued = tuple[int, int, str, str]
"""Where a code begins and ends, the name before it, and the code."""


def _glued(text: str) -> Iterator[Glued]:
    """The codes at the ends of names."""
    for match in _AT_NAME.finditer(text):
        name = _NAME.search(text, max(0, match.start() - _LONGEST), match.start())
        if name:
            yield (*match.span(), name[0], match[0])


@dataclass(frozen=True)
class CodeAtName(Rule):
    """Remove the code of a language that a model left at the end of a name, in text known to be machine translation.

    Why: multilingual models start from a token of the source language and write it after names that they copy:
    `Arnoldbn Schmidt`, `the Highbn Street bank`.

    Not touched: text of unknown origin, where a name may be of any language; codes that names end in (Gandhi, Novak);
    the few names that end in another code (Piotr, Voronezh), and any that the text keeps to.

    Safety: safe where the text has the name without the code, the rest is a word of the language, or the code is at
    the end of two names; and for codes that hardly a name ends in, unless a text keeps to one name with it.
    """

    name = "markup/code-at-name"
    measured = Measured(
        right=42,
        judged=44,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="every edit in a set of machine translations, read",
    )
    examples = (
        fix(
            "The Highbn Street bank and Arnoldkn Schmidt.", "The High Street bank and Arnold Schmidt.", any_origin=True
        ),
        fix("In Folkezh, near Ramanzh, it rains.", "In Folke, near Raman, it rains.", any_origin=True),
        report("They met Bayantr Davids in May.", at="tr", any_origin=True),
        keep("Piotr went to Delhi with Gandhi; Anna Novak mightn't.", any_origin=True),
        keep("The Highbn Street bank."),
        keep("Old Zoramr came. Zoramr sat down, and Zoramr spoke.", any_origin=True),
    )

    any_origin: bool = False
    """Whether text of unknown origin is searched as well."""

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each code."""
        if not (self.any_origin or document.origin == "machine"):
            return
        found = list(_glued(document.text))
        names: dict[str, set[str]] = defaultdict(set)
        for _, _, name, code in found:
            names[code].add(name)
        shown = set(_WORD.findall(document.text))
        times = Counter((name, code) for _, _, name, code in found)
        for start, end, name, code in found:
            message = f"language code “{code}” at the end of a name"
            rest = name in shown or name.lower() in vocabulary(document.lexicon)
            kept_to = times[name, code] > _MIN_TIMES
            if rest or len(names[code]) >= _MIN_TIMES or (code in _NO_ENDINGS and not kept_to):
                yield self.edit(start, end, message, [Change(start, end, "")])
            elif name + code not in _NAMES and not kept_to:
                yield self.edit(start, end, message, safety=Safety.REPORT)
