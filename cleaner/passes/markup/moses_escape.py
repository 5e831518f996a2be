"""What the Moses tools and treebanks write for marks that mean something to them."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.expressions import expression
from cleaner.mentions import is_meant
from cleaner.passes.markup._leave_alone import ESCAPED_BRACKETS, ESCAPED_ENTITIES, ESCAPED_MARKS
from cleaner.rules import Elsewhere, Measured, Rule, fix, keep

_SET_OFF = expression(r"(?<=\S) @([-–—/.,:])@ (?=\S)")
_BETWEEN_DIGITS = expression(r"(?<=\d) @[.,:/-]@ (?=\d)")
_TOKENIZED = expression(r"\S [.,](?=\s|\Z)|\S 's ")
_BRACKET = expression(r"(?<![\w-])-(?P<name>[LR][RSC]B)-(?![\w-])")
_BRACKETS = {"LRB": "(", "RRB": ")", "LSB": "[", "RSB": "]", "LCB": "{", "RCB": "}"}
_ENTITY = expression(r"&(?P<name>apos|quot|bar|bra|ket|#91|#93|#124);")
_ENTITIES = {
    "apos": "'",
    "quot": '"',
    "bar": "|",
    "bra": "[",
    "ket": "]",
    "#91": "[",
    "#93": "]",
    "#124": "|",
}
_CONTRACTED = expression(r"(?:s|t|re|ve|ll|d|m)(?!\w)")


class MosesEscape(Rule):
    """Write the marks again that tokenizers had escaped: `@-@`, `@,@`, `-LRB-`, `&bar;`, `&apos;`.

    Why: Moses splits well-known into well @-@ known, treebanks write -LRB- for a bracket, and nobody took it back.

    Not touched: texts that speak of tokenizers or markup, code, a mark alone in quotation marks.

    Safety: safe; but a lone `@-@` between words in text that shows no other sign of tokenising is risky: it is also a
    face.
    """

    name = "markup/moses-escape"
    measured = Measured(
        right=195,
        judged=200,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="escaped lines restored exactly",
    )
    lists = (
        "token-terms",
        "markup-terms",
    )
    elsewhere = Elsewhere.APPLY
    acts_on = r"&|@ |A-"
    examples = (
        fix("a well @-@ known hall .", "a well-known hall .", at=" @-@ "),
        fix("It cost 1 @,@ 000 crowns.", "It cost 1,000 crowns.", at=" @,@ "),
        fix("the hall -LRB- closed -RRB- is old", "the hall (closed) is old", at="-LRB- "),
        fix("the mayor &apos;s hall", "the mayor's hall", at=" &apos;"),
        fix("open &bar; closed", "open | closed", at="&bar;"),
        keep("A tokenizer writes @-@ for a hyphen and -LRB- for a bracket."),
        keep("The mark “-LRB-” was on the box."),
        keep("Model A-LRB-2"),
        keep("me@home and you@-@"),
    )

    def relevant(self, text: str) -> bool:
        """Whether one of the escapes is in the text."""
        return "&" in text or ("@" in text and "@ " in text) or "B-" in text

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each escape."""
        text = document.text
        if "@" in text:
            yield from self._hyphens(document)
        if "B-" in text:
            yield from self._brackets(document)
        if "&" in text:
            yield from self._entities(document)

    def _hyphens(self, document: Document) -> Iterator[Edit]:
        text = document.text
        message = "mark escaped by a tokenizer"
        set_off = list(_SET_OFF.finditer(text))
        sure = len(set_off) > 1 or (bool(set_off) and _TOKENIZED.search(text) is not None)
        for match in set_off:
            start, end = match.span()
            if is_meant(document, start, end, ESCAPED_MARKS):
                continue
            certain = sure or _BETWEEN_DIGITS.match(text, start) is not None
            safety = Safety.SAFE if certain else Safety.RISKY
            yield self.edit(start, end, message, [Change(start, end, match[1])], safety=safety)

    def _brackets(self, document: Document) -> Iterator[Edit]:
        text = document.text
        for match in _BRACKET.finditer(text):
            start, end = match.span()
            if is_meant(document, start, end, ESCAPED_BRACKETS):
                continue
            opens = match["name"].startswith("L")
            if opens and text.startswith(" ", end):
                end += 1
            elif not opens and text[start - 1 : start] == " ":
                start -= 1
            change = Change(start, end, _BRACKETS[match["name"]])
            yield self.edit(start, end, "bracket escaped by a tokenizer", [change], safety=Safety.SAFE)

    def _entities(self, document: Document) -> Iterator[Edit]:
        text = document.text
        for match in _ENTITY.finditer(text):
            start, end = match.span()
            if is_meant(document, start, end, ESCAPED_ENTITIES):
                continue
            if match["name"] == "apos" and text[start - 1 : start] == " " and _CONTRACTED.match(text, end):
                start -= 1
            change = Change(start, end, _ENTITIES[match["name"]])
            yield self.edit(start, end, "mark escaped by a tokenizer", [change], safety=Safety.SAFE)
