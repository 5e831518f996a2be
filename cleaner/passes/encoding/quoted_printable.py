"""What mail writes for characters and line ends, left in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.mentions import is_meant
from cleaner.passes.encoding._leave_alone import ESCAPES
from cleaner.rules import Elsewhere, Prior, Rule, fix, keep

_OTHER = r"(?![=]?(?:=[89A-F][0-9A-F]))"
_LETTER = (
    rf"(?:(?<=[^\W\d_]=)|(?<![\w=]=))[C-F][0-9A-F](?=[a-zà-ÿ]){_OTHER}"
    r"|(?<=[^\W\d_]{2}=)[E-F][0-9A-F](?=[\s,.;:!?)]|\Z)"
)
_MARK = (
    r"(?<=[a-z]=)92(?=(?:s|t|re|ve|ll|d|m)\b)|(?<![\w=]=)9[13](?=\w)"
    r"|(?<=[a-z.,!?]=)9[24](?=[\s,.;:!?)]|\Z)|(?<= =)9[67](?= )|(?<=[a-z]=)85"
)
_SPACE = r"(?:20|09)(?<=[\w.,;:!?)\"'”’-]...)(?=\r?\n|\Z)"
_SOFT = r"(?<!==)\r?\n(?=[^\s=])"
_CODED = expression(
    f"=(?:(?P<letter>{_LETTER})|(?P<mark>{_MARK})|(?P<space>{_SPACE})|(?P<soft>{_SOFT})|(?P<equals>3D))"
)
_BYTES = expression(r"(?:=[C-F][0-9A-F](?:=[89AB][0-9A-F]){1,3})")
_MIN_LINE, _MAX_LINE = 56, 76
"""Characters of a line that mail cuts: as many as fit into 76, less the word that would not fit."""

_WRAPPED = expression(r"[ ,](?:[^\n]*[ ,]){4}[^\n]*\Z")
_SETTING = expression(r"\w=[,.;:) ]")
"""The name of a setting, written with its sign: a line with one may end in another."""

_NAMED, _NAME = expression(r"(?<!\w)(?:CN|OU|DC|ST)"), 2
"""The parts of the name of whom a certificate is for: `CN=EE Root`."""

_MIN_SIGNS = 2


class QuotedPrintable(Rule):
    """Undo what mail wrote for characters and line ends: `Caf=E9`, `st=` and `airs` on two lines.

    Why: a message is cut into lines of 76 characters, and letters outside ASCII are written as numbers; archives of
    mail show both where nobody decoded them.

    Not touched: equals signs in formulas and addresses, of settings that are named (`MaxUse=`), lines of code, a sign
    that nothing else in the text confirms: a single number needs letters on both sides, a cut line the length of such
    lines.

    Safety: safe. Two signs of this writing are in no other text. Bytes of UTF-8 are for `encoding/literal-escape`.
    """

    name = "encoding/quoted-printable"
    measured = Prior(
        confidence=0.95,
        reason="signs of an encoding that confirm each other",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    lists = ("escape-terms",)
    elsewhere = Elsewhere.APPLY
    needs = ("=",)
    acts_on = r"=(?:[0A]{2}|\r?\n)"
    examples = (
        fix("Caf=E9 M=FCller is shut.=20\n\nCome in May.", "Café Müller is shut.\n\nCome in May.", at="=E9"),
        fix("M=FCller", "Müller", at="=FC"),
        fix(
            "The lock keepers thank all those who helped to carry the boat up the st=\nairs, and the dog.",
            "The lock keepers thank all those who helped to carry the boat up the stairs, and the dog.",
            at="=\n",
        ),
        keep("With A=20 and B=3D the sum is 5D, and the fuse is marked E=92."),
        keep("x =\n5"),
        keep("The size of the archive of a mill is set by MillMaxUse=, MillKeepFree=\nand others, as the manual says."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each sign."""
        text = document.text
        found = [match for match in _CODED.finditer(text) if not _is_meant(document, match)]
        if not found:
            return
        signs = sum(not match["equals"] for match in found) + len(_BYTES.findall(text))
        cut = any(match["soft"] or match["space"] for match in found)
        for match in found:
            if match["equals"] and not cut:
                continue
            if signs >= _MIN_SIGNS or _is_sure(text, match):
                yield self.edit(*match.span(), "quoted-printable encoding", [Change(*match.span(), _decoded(match))])


def _is_meant(document: Document, match: re.Match[str]) -> bool:
    start, end = match.span()
    line, _ = document.line_at(start)
    if match["soft"]:
        wrapped = _MIN_LINE <= start - line < _MAX_LINE and _WRAPPED.search(document.text, line, start)
        if not wrapped or _SETTING.search(document.text, line, start):
            return True
    named = _NAMED.fullmatch(document.text, max(line, start - _NAME), start) is not None
    return named or is_meant(document, start, end, ESCAPES)


def _is_sure(text: str, match: re.Match[str]) -> bool:
    """Whether a sign needs no other to confirm it: a cut line, or a letter within a word."""
    start, end = match.span()
    if match["soft"]:
        return text[end].islower()
    return match["letter"] is not None and text[start - 1].isalpha() and text[end : end + 1].isalpha()


def _decoded(match: re.Match[str]) -> str:
    if match["soft"] or match["space"]:
        return ""
    return "=" if match["equals"] else bytes.fromhex(match[0][1:]).decode("cp1252")
