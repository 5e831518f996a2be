"""Passages in another script than the text around them."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from cleaner.document import Document
from cleaner.expressions import expression
from cleaner.gaps import signs
from cleaner.passes.untranslated._found import Extent, Untranslated, is_cued, name_language
from cleaner.quotation import is_set_apart
from cleaner.spans import Span

_OTHER = (
    r"\u0370-\u03ff\u0400-\u1cff\u1f00-\u1fff\u2c00-\u2c5f\u2c80-\u2dff\u2e80-\u2fdf\u3005-\u3007\u3021-\u302f"
    r"\u3031-\ud7ff\uf900-\ufaff\ufb13-\ufdff\ufe70-\ufefe\uff66-\uffdc\U00010000-\U0001cfff\U00020000-\U0003ffff"
)
"""Blocks that hold no Latin letters and no emoji; a first check, fast, before letters are told exactly."""

ANY_OTHER = expression(f"[{_OTHER}]")

_LETTER = r"[[\p{L}\p{M}]--[\p{Latin}\p{Common}\p{Inherited}]]"
_JOINING = r"[\p{L}\p{M}\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}ー]"
_RUN = regex.compile(rf"(?V1){_LETTER}(?:[^\p{{Latin}}\n]*{_LETTER})?")
_WORD = regex.compile(rf"(?V1){_JOINING}+")
_WORD_BEFORE = regex.compile(rf"(?V1r){_JOINING}+")
_LETTERS = regex.compile(rf"(?V1){_LETTER}")
_BESIDE = (
    rf"(?:\p{{Latin}}(?:(?!{_LETTER}|\p{{Latin}}){_JOINING})*+{_LETTER}"
    rf"|{_LETTER}(?:(?!{_LETTER}|\p{{Latin}}){_JOINING})*+\p{{Latin}})"
)
_MIXED = regex.compile(rf"(?V1){_BESIDE}")
"""What every word has that is mixed: a Latin letter and one of another script and none of either between."""

_ANY_LETTER = regex.compile(r"\p{L}")
_LATIN = regex.compile(r"\p{Latin}")
_PHONETIC = expression(r"[\u0250-\u02df]")
_STOPS = expression(r"[.!?…。！？।॥۔؟։](?=\s|\Z|[^\s\d])")
_SYMBOL = regex.compile(r"\p{Greek}|[\N{HEBREW LETTER ALEF}\N{KATAKANA LETTER TU}ᄒᄏㅋㅎツ益Д]+|[\p{Han}ッノヽシ]")
_GREEK_TERM = regex.compile(r"\p{Greek}\p{Latin}+|\p{Latin}+[α-ω]|\p{Latin}{1,2}\p{Greek}|\p{Latin}+[α-ω]\p{Latin}+")
_LOOKALIKES = frozenset("аеорсухіјѕһԁԛԝАВЕКМНОРСТХІЈЅЗΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρμ")
_FACE = expression(r"[^\w\s.,;:!?'\"“”‘’-]")

_SHARE = 0.8
"""A passage with so many of the letters of a sentence or paragraph is the sentence or the paragraph."""


def has_other_script(document: Document) -> bool:
    """Whether there is a letter of another script than Latin anywhere."""
    return not document.text.isascii() and ANY_OTHER.search(document.once(signs)) is not None


def find_scripts(document: Document, detector: str) -> Iterator[Untranslated]:
    """The passages of `document` in a script that is neither Latin nor its own."""
    text = document.text
    if document.lexicon.script != "Latin" or not document.once(has_other_script):
        return
    for start, end in document.paragraphs:
        if not ANY_OTHER.search(text, start, end):
            continue
        letters = len(_ANY_LETTER.findall(text, start, end))
        for low, high in _runs(text, start, end):
            if _stays(document, low, high):
                continue
            size = len(_LETTERS.findall(text, low, high))
            if size >= _SHARE * letters and size >= 2:
                yield _found(text, start, end, low, high, detector)
            else:
                yield Untranslated(low, high, Extent.SPAN, name_language(text[low:high], detector), True)


def mixed_words(document: Document) -> Iterator[Span]:
    """The words of `document` that Latin letters and those of another script share."""
    text = document.text
    if _MIXED.search(text) is None:
        return
    done = 0
    for match in ANY_OTHER.finditer(text):
        if match.start() < done:
            continue
        start, end = _word_around(text, match.start())
        done = max(end, match.end())
        if _is_mixed(text[start:end]) and not _is_term(text[start:end]):
            yield start, end


def _found(text: str, start: int, end: int, low: int, high: int, detector: str) -> Untranslated:
    """A run that fills its paragraph, with the marks around it."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    extent = Extent.PARAGRAPH if len(_STOPS.findall(text, start, end)) > 1 else Extent.SENTENCE
    return Untranslated(start, end, extent, name_language(text[low:high], detector), True)


def _runs(text: str, start: int, end: int) -> Iterator[Span]:
    """The runs of letters of other scripts between Latin ones; their spaces, marks and figures are part of them."""
    for match in _RUN.finditer(text, start, end):
        yield match.span()


def _word_around(text: str, offset: int) -> Span:
    before, after = _WORD_BEFORE.match(text, 0, offset), _WORD.match(text, offset)
    return before.start() if before else offset, after.end() if after else offset + 1


def _is_mixed(word: str) -> bool:
    return bool(_LATIN.search(word) and _LETTERS.search(word))


def _is_term(word: str) -> bool:
    """A mixed word that is none: a symbol with its index, phonetic script, or Latin with lookalikes, which another rule
    repairs."""
    return bool(
        _GREEK_TERM.fullmatch(word)
        or _PHONETIC.search(word)
        or all(letter in _LOOKALIKES for letter in _LETTERS.findall(word))
    )


def _stays(document: Document, start: int, end: int) -> bool:
    """Whether a run is a symbol, a face, a gloss, a word spoken of, or part of a mixed word."""
    text = document.text
    run = text[start:end]
    letters = _LETTERS.findall(run)
    if len(letters) <= 2 and _LOOKALIKES.issuperset(letters):
        return True
    if _SYMBOL.fullmatch(run) and not (len(run) == 1 and _is_han(run) and _between_words(text, start, end)):
        return True
    if _WORD.match(text, start - 1, start) if start else False:
        return True
    if _WORD.match(text, end, end + 1):
        return True
    if is_set_apart(text, start, end) or _in_face(text, start, end):
        return not _fills_line(text, start, end)
    return is_cued(document, start)


def _is_han(run: str) -> bool:
    return bool(regex.fullmatch(r"\p{Han}", run))


def _between_words(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start] in ("", " ", "\n") and text[end : end + 1] in ("", " ", ".", ",", "\n")


def _in_face(text: str, start: int, end: int) -> bool:
    """Whether a short run is between signs, as in faces made of letters."""
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    return end - start <= 3 and (bool(_FACE.search(around)) or "_" in around)


def _fills_line(text: str, start: int, end: int) -> bool:
    """Whether nothing but marks is beside the run in its line."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    rest = text[line_start:start] + text[end : line_end if line_end >= 0 else len(text)]
    return not any(character.isalnum() for character in rest)
