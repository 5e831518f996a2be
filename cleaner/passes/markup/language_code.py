"""Codes of the source language that a multilingual model left in its translation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.expressions import expression
from cleaner.gaps import BETWEEN, signs
from cleaner.language import vocabulary
from cleaner.rules import TEXT_START, Elsewhere, Prior, Rule, fix, keep, report

_CODE = r"(?P<code>[a-z]{2})"
_AFTER_MARK = expression(rf"[?!:\"“”]{_CODE}(?P<space>[ ])(?=[A-Z])")
_AFTER_STOP = expression(rf"\.(?<=[^\W\d_]{{2}}\.){_CODE}(?P<space>[ ])(?=[A-Z])")
"""What may end an address, too."""

_ALONE = expression(rf"(?:(?<=[.!?][ ])|(?<=[.!?][\"”][ ])|(?<=\n)|(?<!.)){_CODE}(?P<space>[ ])(?=[A-Z])")
"""A code alone before a sentence; before a small letter it is a word, at the start of a line that was broken."""

_GLUED = expression(rf"(?:(?<=[.!?][ ])|(?<=[.!?][\"”][ ])|(?<=\n)|(?<!.)){_CODE}(?P<space>)(?=(?P<next>[A-Z][a-z]+))")
"""A code before a sentence and glued to its first word."""

_LAST = expression(rf"(?P<space>[ ])(?:(?<=[.!?][ ])|(?<=[.!?][\"”][ ])){_CODE}[ ]*(?=\r?\n|\Z)")
"""A code alone at the end of its line."""

_AFTER_EACH = (
    *((expression(f"{mark}{BETWEEN}"), expression(rf"{mark}[a-z]{{2}} [A-Z]")) for mark in (r"\?", *'!:"“”')),
    *(
        (expression(f'{mark}["”]? ?{BETWEEN}'), expression(rf'{mark}["”]? ?[a-z]{{2}}(?: ?[A-Z]| *(?:\r?\n|\Z))'))
        for mark in (r"\.", "!", r"\?", "\n")
    ),
)
"""What the first two find, and more: begun with what the engine can scan for; before each, what it shows in a gap."""

_AT_START = expression(r"[a-z]{2} ?[A-Z]")
_ACRONYM_GAP = f"AA{BETWEEN}"
_AT_ACRONYM = expression(rf"(?P<name>[A-Z](?<![\w-][A-Z])[A-Z]{{1,5}}){_CODE}(?P<space>)(?![\w'’|])")
_AT_NAME = expression(rf"(?<![\w'’-])(?P<name>[A-Z][a-z]{{2,20}}){_CODE}(?P<space>)(?![\w'’])")
_AMONG_WORDS = expression(r"(?<=[a-z,;] )[a-z]{2}(?=[ ,;.])")
_WORD_END = expression(r"(?<![\w.@/-])[a-z]+\Z")
_REACH = 30
_WORD = expression(r"[A-Za-z]+")
_OPENING = frozenset('"“')
_MIN_TIMES = 2
_MIN_STRANDED = 3
"""How often what may be a word of another language or of a name stands alone between sentences where it is a code."""


def _may_hold_codes(document: Document) -> bool:
    """Whether a code could be there: glued to a mark or an acronym, or alone before a letter."""
    text, shown = document.text, document.once(signs)
    if _AT_START.match(text) or any(gap.search(shown) and pattern.search(text) for gap, pattern in _AFTER_EACH):
        return True
    return _ACRONYM_GAP in shown and _AT_ACRONYM.search(text) is not None


class LanguageCode(Rule):
    """Remove the code of a language that a model left between sentences or glued to a word, where one code recurs.

    Why: multilingual models start from a token of the source language and write it now and then: `said:zh Therefore`,
    `AOLsk is`, `over. zh The`, `It is over. zh`.

    Not touched: words that are spelled like a code, of the text's language or among the words of the text, units,
    ordinals, endings of names that are not elsewhere in the text without them.

    Safety: safe where the same code was left twice in a text, and for a code alone at the end of a line in text known
    to be machine translation; another single one after a mark is reported.
    """

    name = "markup/language-code"
    measured = Prior(
        confidence=0.85,
        reason="no edit in 3 million words of human text; those in machine text were read",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    lists = ("language-codes", "function-words")
    optional_lists = ("name-particles",)
    elsewhere = Elsewhere.SKIP
    acts_on = rf"[.?!:\"“”]\Z|AA\Z|[.!?][\"”]? \Z|\n\Z|{TEXT_START}\Z"
    sources = (_may_hold_codes,)
    examples = (
        fix('He said:zh The hall is old. "zh It is shut."', 'He said: The hall is old. "It is shut."', at="zh"),
        fix("The BBC spoke. The BBCsk came. It left. sk The end.", "The BBC spoke. The BBC came. It left. The end."),
        fix("It rained. ruThe hall is shut. ruNobody came.", "It rained. The hall is shut. Nobody came.", at="ru"),
        fix("It is old. de It is shut. de It fell. de", "It is old. It is shut. It fell."),
        report("He asked why?bn The hall is old.", at="bn"),
        report("The hall is old. zh", at="zh"),
        keep("He left. It is so. My TVs and PCs, the 15th and XIVth."),
        keep("The URLBar and the URLbar of two browsers."),
        keep("It cried:\nhu hu went the wind\nhu hu went the mill"),
        keep('Of every VAX, on VAXen and non-VAXen. She says "da Vinci" or "da Vinchy".'),
        keep("One OS, two OSes, and all other OSes."),
        keep("A HASH, two HASHes. Class and Classes, Note and Notes, all HASHes."),
        keep(".. |HARDcy| unicode:: HARD SIGN\n.. |SOFTcy| unicode:: SOFT SIGN\n.. |YUcy| unicode:: YU, HARD, SOFT"),
        keep("Delhi and Gandhi, Mahavirahi and Santa Fe."),
        keep("He said: no It was there. So: is This right?"),
        keep("Dies war alt, und so gibt es viele.\nes Korn\nes Mehl\nDieses Rad auch."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each code."""
        text = document.text
        lexicon = document.lexicon
        codes = lexicon.words("language-codes") - lexicon.words("function-words") - document.once(_words_of_two)
        found = [
            match
            for pattern in (_AFTER_MARK, _AFTER_STOP, _ALONE, _LAST, _GLUED, _AT_ACRONYM)
            for match in pattern.finditer(text)
            if match["code"] in codes
            and not _is_cry(match)
            and (pattern is not _AT_ACRONYM or _is_glued(document, match))
            and (pattern is not _GLUED or _opens_word(document, match))
            and (pattern is not _AFTER_STOP or _word_before(match) in vocabulary(lexicon))
        ]
        found = _without_words(document, found)
        if not found:
            return
        sure = {match["code"] for match in found}
        found += [
            match
            for match in _AT_NAME.finditer(text)
            if match["code"] in sure
            and match["name"] in document.once(_words)
            and match[0].lower() not in vocabulary(lexicon)
        ]
        found.sort(key=lambda match: match.start("code"))
        places = {(match["code"], _place(match)) for match in found}
        times = Counter(code for code, _ in places)
        position = 0
        for match in found:
            start, end = match.span("code")
            if start < position:
                continue
            position = end
            takes_space = bool(match["space"]) and (match.re == _ALONE or text[start - 1] in _OPENING)
            is_last = match.re == _LAST
            first, stop = start - is_last, end + takes_space
            if times[match["code"]] >= _MIN_TIMES or (is_last and document.origin == "machine"):
                yield self.edit(first, stop, "language code of a model", [Change(first, stop, "")])
            elif is_last or match.re == _AFTER_MARK:
                yield self.edit(start, end, "language code of a model", safety=Safety.REPORT)


def _without_words(document: Document, found: list[re.Match[str]]) -> list[re.Match[str]]:
    """What was found but for codes that may be words of another language or of a name, unless one stands alone between
    sentences again and again, not only at the start of lines ("hi Anna")."""
    if not found:
        return found
    stops = {(match["code"], _word_before(match)) for match in found if match.re == _AFTER_STOP}
    if stops:
        times = Counter(code for code, _ in stops)
        found = [match for match in found if match.re != _AFTER_STOP or times[match["code"]] >= _MIN_STRANDED]
    doubtful = _WORDS | document.lexicon.optional("name-particles")
    stranded = Counter(
        match["code"]
        for match in found
        if match.re in (_ALONE, _LAST) and match.string[match.start() - 1 : match.start()] not in ("", "\n")
    )
    return [match for match in found if match["code"] not in doubtful or stranded[match["code"]] >= _MIN_STRANDED]


def _place(match: re.Match[str]) -> str | int:
    """What a code stands at: of a word with a code that comes again, the ending may be its own ("VAXen")."""
    return match["name"] if "name" in match.groupdict() else match.start()


def _is_cry(match: re.Match[str]) -> bool:
    """Whether the same two letters follow at once: "hu hu" is no code."""
    return match.string.startswith(f" {match['code']}", match.end("code"))


def _word_before(match: re.Match[str]) -> str:
    """The word in small letters before a stop and a code; empty where it may be a part of an address."""
    before = _WORD_END.search(match.string, max(0, match.start() - _REACH), match.start())
    return before[0] if before else ""


def _opens_word(document: Document, match: re.Match[str]) -> bool:
    """Whether a word of the language follows, and with the code it is none: "ruThe", not "leTour"."""
    known = vocabulary(document.lexicon) | document.lexicon.words("function-words")
    return match["next"].lower() in known and (match["code"] + match["next"]).lower() not in known


def _is_glued(document: Document, match: re.Match[str]) -> bool:
    """Whether an acronym with a code stands without it elsewhere, and the code is no ending of a plural ("OSes")."""
    plural = match["code"] == "es" and match["name"][-1] in "SXZH"
    return match["name"] in document.once(_words) and not plural


_WORDS = frozenset(
    "am an as at be by de do el go he hi id if in is it la me mi ml mr ms my no of ok on or pm so th to up us vs we"
    " ar".split()
)
"""Codes that are words, titles or endings in most texts."""


def _words_of_two(document: Document) -> frozenset[str]:
    """What the text uses as a word of two letters, amid a sentence: "gibt es", "run ps,"."""
    return frozenset(_AMONG_WORDS.findall(document.text))


def _words(document: Document) -> frozenset[str]:
    return frozenset(_WORD.findall(document.text))
