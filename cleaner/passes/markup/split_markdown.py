"""Markdown that translation broke."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.mentions import shows_program
from cleaner.rules import Elsewhere, Measured, Rule, fix, keep

_FILE = r"[\w./%-]{1,200}\.(?:png|jpe?g|gif|svg|webp|pdf|md|html?)(?![\w.])"
_TARGET = (
    r"[(（][ ]?(?P<target>(?:https?://|mailto:|\.{0,2}/|\#)[^\s()（）|]*(?:\([^\s()|]*\)[^\s()（）|]*)*|"
    rf"{_FILE})[ ]?[)）]"
)
_LINK = expression(
    rf"(?P<image>(?<![^\s\[])[!！][ ]?)?(?<!\w)[\[［](?P<label>[^\[\]［］\n]{{1,200}})[\]］](?P<gap>[ ]?){_TARGET}"
)
_WORDS = r"[^\W_][^*\n.!?]{0,60}?"
"""What is emphasised; a sentence between stars is as likely what is between two emphasised spans."""

_SPLIT_STARS = expression(rf"(?<![\w*])\*[ ]\*[ ]?(?P<words>{_WORDS})[ ]?\*[ ]\*(?![\w*])")
_WIDE_STARS = expression(rf"(?<![^\s(\[])\*\*[ ](?P<words>{_WORDS})[ ]\*\*(?![\w*`\"/])")
_IN_SENTENCE = expression(
    r"(?<=[a-z]{2}[ ])\*\*[ ](?P<words>[^\W_][\w' -]{0,40}[^\W_])[ ]\*\*(?=[ ][a-z]|[.,;:!?](?:\s|\Z))"
)
"""Emphasis amid a sentence, which the marks of no formula stand in."""

_LABEL = expression(r"^(?:[-*+•][ ])?\*\*[ ](?P<words>[^\W_][\w' -]{0,40}:)[ ]\*\*(?=[ ][^\W_])", re.MULTILINE)
"""A label with its colon before what it is about."""

_BULLET = expression(r"[-*+•][ ]\*\*")

_HEADING = expression(r"^(?P<signs>#(?:[ ]#){1,5})[ ]+(?=[^\s#])", re.MULTILINE)
_WIDE_HEADING = expression(
    r"^ {0,3}(?P<signs>[#＃]*＃[#＃]*)(?P<gap>[ \N{IDEOGRAPHIC SPACE}]+)(?=[A-Za-zÀ-ɏ0-9\"'(])", re.MULTILINE
)
_WIDE_EMPHASIS = expression(r"＊＊(?P<words>[A-Za-zÀ-ɏ0-9][^＊*\n]{0,80}?)＊＊")
_WIDE_LINK_SIGNS = str.maketrans("！［］（）", "![]()")
_ISSUE = expression(r"#\d+")
_LETTER = expression(r"[^\W\d_]")
_SIGNS = expression(
    r"^#{1,6} \S|^ {0,3}[-*+] \S|^ {0,3}\d{1,2}\. \S|\]\((?:https?:|[./#])|(?<![\w*])\*\*[^\s*][^*\n]*\*\*|```|^> ",
    re.MULTILINE,
)
_MIN_SIGNS = 2


class SplitMarkdown(Rule):
    """Put Markdown together that translation broke: `[list] (https://…)`, `** close **`, `* * close * *`, `# # Title`.

    Why: engines set marks off like words; the page then shows them as text, and the link is none.

    Not touched: notes (`[1] (https://…)`), powers and products, rows of stars and hashes that divide; spaces inside
    double stars in a text that has no other Markdown; full-width signs before other letters than Latin ones.

    Safety: safe. Only spaces between the marks of Markdown go, and full-width marks become what they are the width of.
    """

    name = "markup/split-markdown"
    measured = Measured(
        right=201,
        judged=201,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="200 lines with a broken link, emphasis or heading restored exactly, 1 edit in machine text read",
    )
    elsewhere = Elsewhere.APPLY
    acts_on = r"\* |# #|\] ?\(|[＃（］]|＊＊"
    examples = (
        fix(
            "See the [list] (https://example.org/a) first.",
            "See the [list](https://example.org/a) first.",
            at="[list] (https://example.org/a)",
        ),
        fix("# Title\n\nPress ** close ** now.\n\n- one", "# Title\n\nPress **close** now.\n\n- one", at="** close **"),
        fix("Press * * close * * now.", "Press **close** now.", at="* * close * *"),
        fix("# # The old hall", "## The old hall", at="# # "),
        fix("! [The hall] (img/hall.png)", "![The hall](img/hall.png)", at="! [The hall] (img/hall.png)"),
        fix("＃＃ The old hall", "## The old hall", at="＃＃ "),
        fix("See the ［list］（https://example.org/a）.", "See the [list](https://example.org/a)."),
        fix("Press ** Close ** before you go.", "Press **Close** before you go.", at="** Close **"),
        fix("** Note: ** the hall is shut.", "**Note:** the hall is shut.", at="** Note: **"),
        keep("# Title\n\nIt caused ** globbing that caused **/mill/* to match.\n\n- one\n- two"),
        keep("It is our ＃1 hall, and ＃hall is its tag."),
        keep("It was built in 1900 [1] (https://example.org/a)."),
        keep("2 ** 3 ** 2 is 512, and a ** b ** c too."),
        keep("- one\n- two\n\nIt takes mill ** as an argument of grind(mill **) here."),
        keep("The end.\n\n* * *\n\n# # #\n"),
        keep("usage: mill [options] (/path/to/wheel|stone)"),
        keep(
            "- **`grind`** was named after **`mill`**\n\n    ** WARNING **\n\n- dict[str, Any] (#39) and [stone] (#12)"
        ),
        keep("He wrote [sic] (in his diary) of it."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each link, emphasis or heading."""
        text = document.text
        if "](" in text or "] (" in text or "（" in text or "］" in text:
            yield from self._links(document)
        if "* " in text:
            yield from self._stars(document)
        if "# #" in text:
            for match in _HEADING.finditer(text):
                start, end = match.span()
                yield self._edit("heading", start, end, [Change(start, end, match["signs"].replace(" ", "") + " ")])

        if "＃" in text:
            for match in _WIDE_HEADING.finditer(text):
                signs = Change(*match.span("signs"), "#" * len(match["signs"]))
                changes = [signs] if match["gap"] == " " else [signs, Change(*match.span("gap"), " ")]
                yield self._edit("heading", match.start("signs"), match.end(), changes)
        if "＊＊" in text:
            for match in _WIDE_EMPHASIS.finditer(text):
                (start, end), (low, high) = match.span(), match.span("words")
                yield self._edit("emphasis", start, end, [Change(start, low, "**"), Change(high, end, "**")])

    def _links(self, document: Document) -> Iterator[Edit]:
        text = document.text
        for match in _LINK.finditer(text):
            changes = list(_joined(match))
            if changes and _LETTER.search(match["label"]) and not _ISSUE.fullmatch(match["target"]):
                yield self._edit("link", match.start(), match.end(), changes)

    def _stars(self, document: Document) -> Iterator[Edit]:
        text = document.text
        found = [*_SPLIT_STARS.finditer(text)]
        if document.once(_count_signs) >= _MIN_SIGNS:
            found += _WIDE_STARS.finditer(text)
        elif not document.once(shows_program):
            found += _IN_SENTENCE.finditer(text)
            found += _LABEL.finditer(text)
        for match in found:
            words = match["words"]
            if _LETTER.search(words) and words.count("(") == words.count(")") and not _is_banner(document, match):
                (start, end), (low, high) = match.span(), match.span("words")
                start = text.rfind("*", start, low) - 1 if _BULLET.match(match[0]) else start
                yield self._edit("emphasis", start, end, [Change(start, low, "**"), Change(high, end, "**")])

    def _edit(self, kind: str, start: int, end: int, changes: list[Change]) -> Edit:
        return self.edit(start, end, f"broken {kind} of Markdown", changes)


def _is_banner(document: Document, match: re.Match[str]) -> bool:
    """Whether the stars and what they enclose are a line of their own, as in "** WARNING **"."""
    return document.text[slice(*document.line_at(match.start()))].strip() == match[0]


def _joined(match: re.Match[str]) -> Iterator[Change]:
    """What makes a link whole: the spaces that translation put after `!`, inside the brackets and between the two parts
    go, and full-width signs become those of Markdown."""
    text = match.string
    (label, label_end), (target, target_end) = match.span("label"), match.span("target")
    image = [match.start("image") + 1] if (match["image"] or "").endswith(" ") else []
    spaces = {*image, label, label_end - 1, label_end + 1, target - 1, target_end}
    signs = {match.start(), label - 1, label_end, match.start("target") - 1, match.end() - 1}
    signs.add(label_end + 1 + len(match["gap"]))
    for offset in sorted(spaces | signs):
        if text[offset] == " " and offset in spaces:
            yield Change(offset, offset + 1, "")
        elif offset in signs and (plain := text[offset].translate(_WIDE_LINK_SIGNS)) != text[offset]:
            yield Change(offset, offset + 1, plain)


def _count_signs(document: Document) -> int:
    """How many signs of Markdown a text has; a few are enough."""
    return sum(1 for _, _ in zip(range(_MIN_SIGNS), _SIGNS.finditer(document.text), strict=False))
