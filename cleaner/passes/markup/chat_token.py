"""What chat programs write for their own citations."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.mentions import is_meant
from cleaner.passes.markup._leave_alone import CITATIONS
from cleaner.rules import Elsewhere, Measured, Rule, fix, keep

_CITE_OPEN, _CITE_CLOSE = "\ue200", "\ue201"
_KINDS = "search|news|view|fetch|file|image|product|forecast|academia|reddit|click|open|finance|sports|video|map"
_TURN = rf"turn\d{{1,3}}(?:{_KINDS})\d{{1,3}}"
_TURNS = rf"(?<![A-Za-z0-9])(?:cite|filecite|navlist|video)?(?:{_TURN})+(?![A-Za-z0-9])"
_PRIVATE = rf"{_CITE_OPEN}[^{_CITE_OPEN}{_CITE_CLOSE}\n]{{0,400}}{_CITE_CLOSE}"
_REFERENCE = r":?contentReference\[oaicite:\d{1,3}\](?:\{index=\d{1,3}\})?|\[oaicite:\d{1,3}\](?:\{index=\d{1,3}\})?"
_OAI_LINK = r"\[oai_citation:\d{1,3}[‡†][^\]\n]{0,200}\](?:\([^)\s]{0,500}\))?"
_BRACKETED = r"【\d{1,3}(?::\d{1,3})?†[^】\n]{0,200}】"
_GEMINI = r"\[cite_start\]|\[cite: ?\d{1,3}(?:, ?\d{1,3})*\]"
_ONE = "|".join((_TURNS, _PRIVATE, _REFERENCE, _OAI_LINK, _BRACKETED, _GEMINI))
_TOKEN = expression(rf"(?:{_ONE})(?: ?(?:{_ONE}))*")
_SIGN = expression(r"\[(?:oai|cite)")
_AFTER = frozenset(".,;:!?)\n")


class ChatToken(Rule):
    """Remove the citation tokens of chat programs: `turn0search0`, `oaicite`, `contentReference`, `【3†source】`.

    Why: text copied out of a chat window takes along what the window would have shown as a footnote.

    Not touched: code, a token alone in quotation marks.

    Safety: safe. Nobody writes these words in a text that is not about them.
    """

    name = "markup/chat-token"
    measured = Measured(
        right=200,
        judged=200,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="lines with added tokens restored exactly",
    )
    elsewhere = Elsewhere.APPLY
    acts_on = r"[【\ue200]|\[$|^0+$"
    examples = (
        fix("The hall is old. citeturn0search0", "The hall is old.", at=" citeturn0search0"),
        fix("It is old :contentReference[oaicite:2]{index=2}.", "It is old."),
        fix("It is old【12†source】.", "It is old.", at="【12†source】"),
        fix("It is old \ue200cite\ue202turn0search3\ue201 and closed.", "It is old and closed."),
        fix("It is old [oai_citation:1‡Hall](https://example.org/h).", "It is old."),
        keep("A chatbot leaks `turn0search0`."),
        keep("The word “oaicite:0” is no English."),
        keep("【新华社】 turn 0, search 0"),
    )

    def relevant(self, text: str) -> bool:
        """One of the signs that the tokens hold."""
        return "【" in text or _CITE_OPEN in text or ("[" in text and bool(_SIGN.search(text))) or "turn0" in text

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each run of tokens, with the space before it."""
        text = document.text
        for match in _TOKEN.finditer(text):
            start, end = match.span()
            if is_meant(document, start, end, CITATIONS):
                continue
            after = text[end : end + 1] or "\n"
            if text[start - 1 : start] == " " and (after in _AFTER or after == " "):
                start -= 1
            elif after == " " and (start == 0 or text[start - 1] == "\n"):
                end += 1
            message = "citation token of a chat program"
            yield self.edit(start, end, message, [Change(start, end, "")], swallows=True)
