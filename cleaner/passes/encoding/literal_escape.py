"""Escapes of program code that nobody decoded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.entities import is_visible
from cleaner.expressions import expression
from cleaner.mentions import is_meant
from cleaner.passes.encoding._leave_alone import ESCAPES
from cleaner.passes.encoding._rtf import has_rtf
from cleaner.rules import Elsewhere, Measured, Rule, fix, keep

_UNIT = r"\\u[0-9a-fA-F]{4}"
_CHARACTERS = rf"(?P<units>(?<!\\)(?:{_UNIT})+)"
_BYTES = (
    r"(?P<bytes>(?:\\x[89a-fA-F][0-9a-fA-F]){2,4}|<0x0A>|(?:<0x[89A-F][0-9A-F]>){2,4}"
    r"|(?<![\w=]=)(?:=[C-F][0-9A-F](?:=[89AB][0-9A-F]){1,3})+)"
)
_NO_DIGITS = expression(r"\\x|<0x|>|=")
_QUOTE = r"(?P<quote>\\[\"'])"
_AFTER_LINE = r"(?<=[.!?:;,\"'”’)\]…*])|(?<=\\n)|(?<=\\r)|(?<=[ \t\n])|\A"
_BEFORE_LINE = r"(?=\\[nrt]|[A-Z0-9\"'“‘(\[•*–—-]|\\[\"'u]|\s|\Z)"
_BREAK = rf"(?P<line>(?:{_AFTER_LINE})\\(?:r\\)?n{_BEFORE_LINE})"
_ESCAPE = expression("|".join((_CHARACTERS, _BYTES, _QUOTE, _BREAK)))
_KEPT = frozenset("<>&\"'\\`")
"""Characters that would make a tag, an entity, a value's end or code."""

_WITHIN_WORD = expression(r"'(?<=[^\W\d_]')(?=(?:s|t|re|ve|ll|d|m)\b)|&(?<=[ ]&)(?=[ ])")
"""Those that can do no harm: an apostrophe within a word, an ampersand between spaces."""

_MIN_ESCAPES = 2
_FREE_BEFORE = expression(r"(?:\A|[\s(\[“‘\"'])\Z")
_FREE_AFTER = expression(r"[ \t]|[,.;:!?)\]”’\"']+(?:\s|\Z)|\Z")
_READ_ON = expression(r"[,)]? \(?(?!(?:la|le|l)\b)[a-z]")
_SPACED = frozenset("–—…•·×→←−+=|/")
"""Characters that stand between spaces, decoded or not."""

_GLUED = frozenset("’‘“”")
"""Characters that never do."""


class LiteralEscape(Rule):
    r"""Decode the escapes of JSON and program text left in prose: `it\u2019s`, `\"no\"`, `first.\nSecond`.

    Why: a value that was encoded twice, or copied out of a response, shows them as text; models write a character they
    have no token for as bytes (`<0xE2><0x80><0x99>`), mail as quoted-printable (`=E2=80=99`).

    Not touched: code, paths, formulas, quoted values, texts that speak of escapes or programs, or in which
    escapes are words of their own ("write `\n` for a new line"); a lone `\n` or `\"`;
    what would make a tag, an entity or an unseen character.

    Safety: safe. A number with its backslash and `u` is in no other text; line breaks and quotes need each other's
    company.
    """

    name = "encoding/literal-escape"
    needs_words = True
    measured = Measured(
        right=345,
        judged=345,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="of 400 lines encoded as JSON those that were changed, compared with the original",
    )
    lists = ("escape-terms",)
    elsewhere = Elsewhere.APPLY
    needs = ("\\", "<0x", "=C", "=D", "=E", "=F")
    acts_on = r"\\|<0$|=A"
    examples = (
        fix(r"The mayor said \u201cno\u201d.", "The mayor said “no”.", at=r"\u201c"),
        fix(r"The caf\u00e9 is closed.", "The café is closed.", at=r"\u00e9"),
        fix(r"A smile: \ud83d\ude00.", "A smile: 😀.", at=r"\ud83d\ude00"),
        fix(r"It\u0027s Anna\u0027s fish \u0026 chips.", "It's Anna's fish & chips.", at=r"\u0027"),
        fix(r"She said \"no\" to it.", 'She said "no" to it.', at=r"\""),
        fix(r"One line.\nAnother.\nThe end.", "One line.\nAnother.\nThe end.", at=r"\n"),
        fix(r"It\xe2\x80\x99s shut.", "It’s shut.", at=r"\xe2\x80\x99"),
        fix("It<0xE2><0x80><0x99>s shut.", "It’s shut.", at="<0xE2><0x80><0x99>"),
        fix("Now it=E2=80=99s shut.", "Now it’s shut.", at="=E2=80=99"),
        keep(r"Open C:\new\uncle and C:\Users\u2019."),
        keep(r"Here \nu is a wave and \neq is no equal sign."),
        keep(r"In JSON the escape \u2019 is an apostrophe."),
        keep(r'title: "He said \"no\" to it"'),
        keep(r"He put a \n there."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each escape, or row of characters."""
        text = document.text
        if document.once(has_rtf):
            return  # its characters by number are for another rule
        found = [(match, decoded) for match in _ESCAPE.finditer(text) if (decoded := _decoded(match)) is not None]
        if _are_spoken_of(text, found):
            return
        in_company = len(found) >= _MIN_ESCAPES
        for match, decoded in found:
            start, end = match.span()
            if (in_company or match["units"] or match["bytes"]) and not is_meant(document, start, end, ESCAPES):
                yield self.edit(start, end, "undecoded escape", [Change(start, end, decoded)])


def _are_spoken_of(text: str, found: list[tuple[re.Match[str], str]]) -> bool:
    r"""Whether the escapes are words of their sentences, as they are where they are told of: "write \n for a new line".
    Those of a damaged text are close to the letters that they were among."""
    told = False
    for match, decoded in found:
        if decoded in _SPACED:
            continue
        before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 4]
        if not _FREE_BEFORE.search(before) or not _FREE_AFTER.match(after):
            return False
        bracketed = before in ("(", "[") and after[:1] in (")", "]")
        told = told or bracketed or decoded in _GLUED or (before == " " and _READ_ON.match(after) is not None)
    return told


def _decoded(match: re.Match[str]) -> str | None:
    """The text of an escape; None where it must stay."""
    if match["line"]:
        return "\n"
    if match["quote"]:
        return match["quote"][1]
    try:
        if match["bytes"]:
            decoded = bytes.fromhex(_NO_DIGITS.sub("", match["bytes"])).decode()
        else:
            units = match["units"].split("\\u")[1:]
            decoded = b"".join(int(unit, 16).to_bytes(2, "big") for unit in units).decode("utf-16-be")
    except UnicodeDecodeError:
        return None
    harmless = _KEPT.isdisjoint(decoded) or _is_harmless(match, decoded)
    return decoded if harmless and is_visible(decoded) else None


def _is_harmless(match: re.Match[str], decoded: str) -> bool:
    """Whether what is decoded is an apostrophe within a word or an ampersand between spaces."""
    text, (start, end) = match.string, match.span()
    around = f"{text[max(0, start - 1) : start]}{decoded}{text[end : end + 3]}"
    return len(decoded) == 1 and _WITHIN_WORD.search(around) is not None
