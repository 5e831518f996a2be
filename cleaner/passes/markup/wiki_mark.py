"""Marks of wikis."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.gaps import signs
from cleaner.mentions import is_meant
from cleaner.passes.markup._leave_alone import FORUM_TAGS
from cleaner.rules import Elsewhere, Prior, Rule, Safety, fix, keep
from cleaner.spans import Spans, after_whitespace, before_whitespace

_TEMPLATES = (
    "citation needed|cn|fact|cite [a-z]+|sfnp?|efn|refn|reflist|notelist|by whom|who|when|where|which|why|clarify"
    "|clarification|dubious|vague|unreferenced|refimprove|more citations needed|no footnotes|stub|[a-z -]{2,20}-stub"
    "|use [a-z]{2,12} dates|use [a-z ]{2,20} english|short description|commons category|defaultsort|authority control"
    "|as of|update|update inline|page needed|verify source|original research|better source needed"
    "|failed verification|dead link|main|see also"
    "|further|about|redirect|infobox[^{}|]*|toc limit|clear|portal"
)
_STRONG = expression(r"'''?(?P<said>[^'\n](?:[^'\n]|'(?!'))*)'''?")
_LINK = expression(
    r"\[\[(?P<colon>:?)(?:(?P<space>[A-Z][a-z]+):)?(?P<page>[^\[\]|\n]{1,120})(?:\|(?P<label>[^\[\]\n]{1,200}))?\]\]"
)
_TEMPLATE = expression(rf"\{{\{{\s*(?:{_TEMPLATES})\s*(?:\|[^{{}}]*)?\}}\}}", re.IGNORECASE)
_HEADING = expression(r"^(?P<marks>={2,5}) ?(?P<said>[^=\n]{2,80}?) ?(?P=marks)[ \t]*(?=\r?$)", re.MULTILINE)
_REFERENCE = expression(r"<ref\b[^<>]*/>|<ref\b[^<>]*>[^<>]{0,600}</ref>", re.IGNORECASE)
_MEDIA = frozenset(("File", "Image", "Category", "Media"))
_LETTERS = expression(r"[^\W\d_]{2}")
_MIN_KINDS = 2
_SIGNS = ("''", "[[", "==", "{{", "<")
"""What the gaps of a text show where it has marks of a kind."""

_EDIT = expression(r"\[ ?(?:edit|change)?(?: source)? ?(?:\| ?(?:edit|change) source)? ?\](?=[ \t]*(?:\r?\n|\Z))")
_ASKED = (
    r"\[(?:citation needed|clarification needed|dubious ?[–-] ?discuss|by whom\?|who\?|when\?|where\?|why\?|which\?"
    r"|not in citation given|page needed|original research\?|better source needed"
    r"|failed verification|unreliable source\?"
    r"|permanent dead link|dead link|needs update|disputed ?[–-] ?discuss|verification needed|specify|vague)\]"
)
_NOTE = expression(rf"(?<=[^\s\[(])(?:\[(?:\d{{1,3}}|note \d{{1,2}}|nb \d{{1,2}}|[a-z])\](?!\()|{_ASKED})+")
_ASKED_ALONE = expression(_ASKED)
_NUMBERED = expression(r"^[ \t]*(?:\[\d{1,3}\]|\^)", re.MULTILINE)


class WikiMark(Rule):
    """Remove the marks of wikis: `'''Holm'''`, `[[Fen|the Fens]]`, `{{fact}}`; `[edit]` and numbers of notes.

    Why: dumps hold the source of a page, and copies of a page its links to edit and to references.

    Not touched: texts that speak of templates or syntax, marks of one kind only, as other programs have them, templates
    that hold words of the text; numbers in brackets where the list of references is there, or nothing shows a wiki.

    Safety: safe for what a copy of a shown page has, links to edit and numbers of notes. Risky for the marks of its
    source: words stay, and two kinds of marks are in no other text, but the source may be what is wanted.
    """

    name = "markup/wiki-mark"
    measured = Prior(
        confidence=0.95,
        reason="marks of wikis that confirm each other; none in human text",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    lists = ("markup-terms",)
    elsewhere = Elsewhere.APPLY
    needs = ("[", "''", "{{")
    acts_on = r"\[|''|\{\{"
    examples = (
        fix(
            "'''Holm''' is a [[mill|water mill]].{{citation needed}}",
            "Holm is a water mill.",
        ),
        fix("History[edit]\n\nIt was built in 1610.[1][2]", "History\n\nIt was built in 1610."),
        keep("He [the miller] wrote [sic] in May [4, p. 12]."),
        keep("The mill was built in 1610.[1] It burnt.[2]"),
        keep("See [[page|label]] for the syntax of '''links'''."),
        keep("See [[Old mill]] and [[New mill]] in my notes."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each mark."""
        text = document.text
        sources = [(span, Safety.RISKY) for span in _sources(text, document.once(signs))]
        found = [*sources, *((span, Safety.SAFE) for span in _copied(text))]
        if not found or is_meant(document, *found[0][0], FORUM_TAGS):
            return
        past = 0
        for (start, end), safety in sorted(found):
            if start >= past:
                past = end
                change = Change(start, end, "")
                yield self.edit(start, end, "marks of a wiki", [change], safety=safety, swallows=True)


def _sources(text: str, gaps: str) -> Iterator[tuple[int, int]]:
    """The marks of the source of a page, where there are two kinds of them; `gaps` are the signs of its gaps."""
    if sum(sign in gaps for sign in _SIGNS) < _MIN_KINDS:
        return
    strong = [match for match in _STRONG.finditer(text) if match[0].startswith("''") and match[0].endswith("''")]
    strong = [match for match in strong if _LETTERS.search(match["said"])]
    links = [match for match in _LINK.finditer(text) if _LETTERS.search(match["page"])]
    headings = list(_HEADING.finditer(text))
    templates, references = list(_TEMPLATE.finditer(text)), list(_REFERENCE.finditer(text))
    if sum(map(bool, (strong, links, headings, templates, references))) < _MIN_KINDS:
        return
    for match in (*strong, *headings):
        yield match.start(), match.start("said")
        yield match.end("said"), match.end()
    for match in links:
        if match["space"] in _MEDIA and not match["colon"]:
            yield _with_line(text, *match.span())
            continue
        shown = match.span("label") if match["label"] else match.span("page")
        yield match.start(), shown[0] if match["label"] or not match["space"] else match.start("space")
        yield shown[1], match.end()
    for match in (*templates, *references):
        yield _with_line(text, *match.span())


def _with_line(text: str, start: int, end: int) -> tuple[int, int]:
    """A mark with the ends of the line that it has to itself."""
    low, high = before_whitespace(text, start), after_whitespace(text, end)
    if low == 0 and "\n" in text[end:high]:
        return start, high
    if "\n" in text[low:start] and ("\n" in text[end:high] or high == len(text)):
        return low, end if high < len(text) else high
    return start, end


def _copied(text: str) -> Iterator[tuple[int, int]]:
    """Links to edit, and numbers of notes, in what was copied from the page of a wiki."""
    found = [match.span() for match in _EDIT.finditer(text) if len(match[0]) > len("[]")]
    edits = [(start - (text[start - 1 : start] == " "), end) for start, end in found]
    asked = sum(1 for _ in _ASKED_ALONE.finditer(text))
    if edits or (asked and _NOTE.search(text)):
        taken = Spans(edits)
        yield from taken
        if not _NUMBERED.search(text):
            yield from (match.span() for match in _NOTE.finditer(text) if match.start() not in taken)
