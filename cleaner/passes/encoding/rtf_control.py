"""Controls of the rich text format, left in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.passes.encoding._rtf import HEAD, has_rtf
from cleaner.rules import Elsewhere, Prior, Rule, Safety, fix, keep
from cleaner.runs import runs
from cleaner.spans import Span, Spans, after_whitespace, before_whitespace

_PLAIN = """
    ansi mac pc pca pard par plain ul ulnone strike caps scaps super sub nosupersub qc ql qr qj tab line page
    sect sectd nowidctlpar widctlpar keepn keep cell row trowd intbl lquote rquote ldblquote rdblquote emdash
    endash bullet aspalpha aspnum faauto adjustright ltrpar rtlpar ltrch rtlch hich dbch loch outl shad b i v
    u
""".split()
_NUMBERED = """
    rtf ansicpg deff deflang deflangfe uc viewkind fs f cf cb highlight lang langfe langnp langfenp li ri fi
    lin rin sa sb sl slmult itap fcs af afs alang kerning charrsid insrsid b i ul strike v expnd expndtw
    charscalex margl margr margt margb paperw paperh s tx deftab ilvl ls up dn
""".split()
_WORD = (
    rf"\\(?:(?P<word>{'|'.join(sorted(_PLAIN, key=len, reverse=True))})|(?P<numbered>{'|'.join(_NUMBERED)})-?\d{{1,7}})"
)
_TOKEN = expression(
    rf"(?P<code>\\'(?P<hex>[0-9a-fA-F]{{2}}))|(?P<unicode>\\u(?P<number>-?\d{{2,5}})(?:\\'[0-9a-fA-F]{{2}}|[ ]?\?)?)"
    rf"|(?:{_WORD})(?![A-Za-z0-9])[ ]?(?P<end>\r?\n)?|(?P<space>\\~)|(?P<brace>\\[{{}}])|(?P<group>[{{}}])"
)
_BRACE = expression(r"(?<!\\)[{}]")
_SIGNS = {
    "tab": "\t", "line": "\n", "par": "\n", "sect": "\n", "page": "\n", "row": "\n", "cell": "\t", "lquote": "‘",
    "rquote": "’", "ldblquote": "“", "rdblquote": "”", "emdash": "—", "endash": "–", "bullet": "•",
}  # fmt: skip
_TABLES = expression(
    r"\{(?:\\\*|\\(?:fonttbl|colortbl|stylesheet|info|header|footer|pict|listtable|listoverridetable))"
)


class RtfControl(Rule):
    r"""Remove the controls of the rich text format, and decode its characters: `caf\'e9`, `\b Hours\b0\par`.

    Why: word processors save text so, and programs that do not know the format hand on what is between the braces.

    Not touched: TeX, which begins its commands alike; paths; code; text without a sign that no other format has.

    Safety: safe in running text, where `\pard`, quotation marks by name or letters by number show the format.
    Risky in what begins with `{\rtf`: that may be a whole file, which word processors read.
    """

    name = "encoding/rtf-control"
    measured = Prior(
        confidence=0.95,
        reason="controls of a format that show it beyond doubt",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    elsewhere = Elsewhere.APPLY
    needs = ("\\",)
    acts_on = r"\\"
    examples = (
        fix("{\\rtf1\\ansi It is shut.\\par Come in May.}", "It is shut.\nCome in May."),
        fix("\\pard\\b Hours\\b0\\par\nIt is shut.\\par", "Hours\nIt is shut."),
        fix("The caf\\'e9 is called \\'93Mill\\'94.", "The café is called “Mill”.", at="\\'e9"),
        keep("The th\\'eatre and the caf\\'e are \\emph{shut}.\\par"),
        keep("Open C:\\pard\\b or D:\\fs20."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each control, or row of controls."""
        text = document.text
        if not document.once(has_rtf):
            return
        head = HEAD.match(text) is not None
        dropped = Spans(_tables(text) if head else ())
        changes = [Change(*span, "") for span in dropped]
        for match in _TOKEN.finditer(text):
            start, end = match.span()
            if start in dropped or (match["group"] and not head):
                continue
            at_edge = after_whitespace(text, end, "}") == len(text) or before_whitespace(text, start, "{") == 0
            sign = _sign(match, at_edge=at_edge)
            if sign is not None:
                changes.append(Change(start, end, sign))
        safety = Safety.RISKY if head else Safety.SAFE
        yield from self._rows(document, sorted(changes, key=lambda change: change.start), safety)

    def _rows(self, document: Document, changes: list[Change], safety: Safety) -> Iterator[Edit]:
        """Controls that follow each other, as one edit each."""
        text = document.text
        for row in runs(changes, lambda before, change: change.start == before.end):
            start, end = row[0].start, row[-1].end
            said = "".join(change.replacement for change in row)
            if before_whitespace(text, start, "{}") == 0 or after_whitespace(text, end, "}") == len(text):
                said = said.strip("\n\t")
            whole = Change(start, end, said.replace("\n", document.line_break))
            yield self.edit(start, end, "control of the rich text format", [whole], safety=safety, swallows=True)


def _tables(text: str) -> Iterator[Span]:
    """Groups that hold no text of the document: fonts, colours, styles."""
    past = 0
    for match in _TABLES.finditer(text):
        if match.start() < past:
            continue
        depth = 0
        for brace in _BRACE.finditer(text, match.start()):
            depth += 1 if brace[0] == "{" else -1
            if not depth:
                past = brace.end()
                yield match.start(), past
                break
        else:
            return


def _sign(match: re.Match[str], *, at_edge: bool) -> str | None:
    """What stands for a control; None where it must stay."""
    if match["code"]:
        try:
            sign = bytes.fromhex(match["hex"]).decode("cp1252")
        except UnicodeDecodeError:
            return None
        return sign if sign.isprintable() and sign not in "<>&" else None
    if match["unicode"]:
        number = int(match["number"]) % 0x10000
        return chr(number) if number >= 0xA0 and not 0xD800 <= number < 0xE000 else None
    if match["space"] or match["brace"]:
        return " " if match["space"] else match["brace"][1]
    sign = _SIGNS.get(match["word"] or "", "")
    if sign == "\n" and at_edge:
        return ""
    return sign or ("\n" if match["end"] and not at_edge and match["word"] is None else "")
