"""Entities that translation broke."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.entities import LOOKS_LIKE_REFERENCE, character
from cleaner.expressions import expression
from cleaner.known_words import WORD_LISTS, is_word
from cleaner.mentions import is_meant
from cleaner.passes.markup._leave_alone import CUT_ENTITIES, SPLIT_ENTITIES
from cleaner.rules import Elsewhere, Measured, Rule, fix, keep

_MARKS = (
    "quot|apos|amp|nbsp|lsquo|rsquo|sbquo|ldquo|rdquo|bdquo|lsaquo|rsaquo|laquo|raquo|ndash|mdash|hellip|iexcl|iquest"
    "|ordf|ordm|euro|frac1[24]|frac34|sup[123]|permil|trade"
)
_LETTERS = (
    "[aeiouy]acute|[aeiou]grave|[aeiou]circ|[aeiouy]uml|[ano]tilde|[cs]cedil|[scz]caron|aring|oslash|szlig|(?:ae|oe)lig"
)
"""The names of entities, as HTML 4 has them, that no sentence has between `&` and `;`: `and`, `copy` and `times` are
words."""

_BROKEN = expression(
    rf"&(?P<space1> ?)(?:(?P<sign>#)(?P<space2> ?)(?P<number>[0-9]{{2,6}}|[xX][0-9a-fA-F]{{2,5}})"
    rf"|(?P<name>{_MARKS}|{_LETTERS}))(?P<space3> ?);",
    re.IGNORECASE,
)
_CUT = expression(
    rf"&(?:#(?P<number>0?3[49]|1[6-9]\d|2[0-4]\d|25[0-5]|8[2-4]\d\d|[xX](?:[aA][0-9a-fA-F]|20[0-9a-fA-F]{{2}}))(?![\w;])"
    rf"|#(?P<contracted>0?39|821[67])(?=(?:s|t|re|ve|ll|d|m)(?!\w))"
    rf"|(?P<sum>pound|euro|yen)(?=\d)"
    rf"|(?P<name>{_MARKS}|{_LETTERS})(?![\w;=&]|[ ];)"
    rf"|(?P<apostrophe>rsquo|apos)(?=(?:s|t|re|ve|ll|d|m)(?!\w)))"
)
"""Entities that lost their semicolon."""

_QUERY = expression(r"[?&][\w.-]+=[^\s&]*\Z")
_REACH = 200
_CONTRACTED = expression(r"[ ]?(?:s|t|re|ve|ll|d|m)(?![\w'’])")
_REST = expression(r"[ ]([a-z]{2,})(?![\w'’])")
_SINGLE = frozenset("'’")


class SplitEntity(Rule):
    """Decode entities that translation broke with spaces or capitals, or cut: `& quot;`, `&Quot;`, `&#8217s`.

    Why: engines translate escaped text without decoding it first and set the signs off; no decoder knows them after.

    Not touched: entities in one piece, which the encoding pass decodes; those of `<` and `>`, and whatever would make
    another entity; names that are words (`& copy;`); texts that speak of markup; one alone in quotation marks.

    Safety: safe. An ampersand, a known name or number and a semicolon in a row are in no other text. Of the spaces
    around it those go that the engine put: before `'s`, and between a letter and the letters before it, and after it
    where those are no word.
    """

    name = "markup/split-entity"
    measured = Measured(
        right=200,
        judged=200,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="damaged lines restored exactly",
    )
    lists = ("markup-terms",)
    optional_lists = WORD_LISTS
    elsewhere = Elsewhere.APPLY
    needs = ("&",)
    acts_on = "&"
    examples = (
        fix("the & quot;green& quot; line", 'the "green" line', at="& quot;"),
        fix("It& # 39; s open", "It's open", at="& # 39; "),
        fix("It & #39; s open", "It's open", at=" & #39; "),
        fix("caf & eacute; closed", "café closed", at=" & eacute;"),
        fix("Fran & ccedil; ois left", "François left", at=" & ccedil; "),
        fix("caf& #xE9; closed", "café closed", at="& #xE9;"),
        fix("Fish & amp; chips", "Fish & chips", at="& amp;"),
        fix("the &Quot;green&Quot; line", 'the "green" line', at="&Quot;"),
        fix("the queen&#8217s cousin", "the queen’s cousin", at="&#8217"),
        fix("the caf&eacute is shut", "the café is shut", at="&eacute"),
        keep("Open the page with ?wheel=1&quot=2 or &copy here."),
        keep("Fish &amp; chips"),
        keep("rock & roll; jazz & blues; terms & copy; cats & # 1 dogs"),
        keep("In HTML, & quot; with a space is no entity."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each broken entity."""
        text = document.text
        for match in _CUT.finditer(text):
            number, name = match["number"] or match["contracted"], match["name"] or match["apostrophe"] or match["sum"]
            decoded = character(f"#{number}" if number else name)
            glued = decoded == "&" and text[match.start() - 1 : match.start()].isalnum()
            if not decoded or glued or (decoded == "&" and LOOKS_LIKE_REFERENCE.match(text, match.end())):
                continue
            if is_meant(document, *match.span(), CUT_ENTITIES) or _QUERY.search(
                text, max(0, match.start() - _REACH), match.start()
            ):
                continue
            yield self.edit(
                *match.span(), f"entity of {decoded!r} without its semicolon", [Change(*match.span(), decoded)]
            )
        for match in _BROKEN.finditer(text):
            start, end = match.span()
            decoded = _decoded(match)
            if decoded is None or (decoded == "&" and LOOKS_LIKE_REFERENCE.match(text, end)):
                continue
            if is_meant(document, start, end, SPLIT_ENTITIES):
                continue
            start, end = _with_spaces(document, match, decoded)
            yield self.edit(start, end, f"broken entity of {decoded!r}", [Change(start, end, decoded)])


def _decoded(match: re.Match[str]) -> str | None:
    """The character of a broken entity; None for one in one piece, and for what only a browser may decode."""
    name = match["name"]
    if not (match["space1"] or match["space2"] or match["space3"]) and (
        not name or name in (name.lower(), name.upper())
    ):
        return None
    reference = f"#{match['number']}" if name is None else name
    decoded = character(reference)
    if decoded is None and name is not None:
        decoded = character(name.lower())
    return None if decoded in (None, "", "<", ">", "\n", "\r") else decoded


def _with_spaces(document: Document, match: re.Match[str], decoded: str) -> tuple[int, int]:
    """The span of an entity with the spaces that belong to nobody."""
    text, (start, end) = document.text, match.span()
    set_off = text[start - 1 : start] == " " and text[start - 2 : start - 1].isalpha()
    contracted = _CONTRACTED.match(text, end) if decoded in _SINGLE else None
    if contracted and (set_off or text[start - 1 : start].isalpha()):
        return start - set_off, end + contracted[0].startswith(" ")
    if not (set_off and decoded.isalpha()):
        return start, end
    rest = _REST.match(text, end)
    goes_on = rest is not None and not is_word(rest[1], document.lexicon)
    return start - 1, end + goes_on
