"""What looks like a lost or a stray space and is meant: tables of reasons to leave a span alone.

`cleaner.mentions.is_meant` asks one table; the first reason that holds settles it.
"""

from __future__ import annotations

import re

from cleaner.document import Document
from cleaner.expressions import expression
from cleaner.known_words import is_word
from cleaner.language import vocabulary
from cleaner.mentions import Reasons, in_text_about_program, shows_program
from cleaner.passes.spacing._lines import in_tokenized
from cleaner.programs import in_program_line

_PROSE = expression(r"[\w\"“‘'].*[\w\"”’'.!?,%]\Z", re.DOTALL)
_CODE_SIGN = expression(r"[={};]| [<>] |->|\|\||&&")
_COLUMN = expression(r"\S(?: {2,}|[ ]*\t[ \t]*)\Z")
_STATEMENT_END = expression(r";[ \t]*(?:\r?$|//|/\*)|\s*\{", re.MULTILINE)
_BOX = expression(r"\s*[xX*✓✗-]?\s*\Z")

_CLOSED = expression(r"[^'’‘\n]*(?:[ \t]['’](?=[\s.,;:!?)]|\Z)|(?<=[^s\s])['’](?=[\s.,;:!?)]|\Z))")
"""Up to the next single mark, where that closes a quotation: it stands between a space and none, or after no s."""

_WORD_BEFORE = expression(r"[^\s\"“”‘(\[{«»—–/]*\Z")
_WORD_AFTER = expression(r"([A-ZÀ-Þ][^\W\d_]*)((?:['’-][^\W\d_]+)*)([.,;:!?…]*[\"”’)\]»]*)(?=[\s—–]|\Z|[.!?][A-ZÀ-Þ])")
_INNER_CAPITAL = expression(r"[a-zà-ÿ][A-ZÀ-Þ]")
_CLOSERS = frozenset('"”’)]»')
_PLAIN = expression(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\Z")
_REACH = 200
_LONGEST_WORD = 60
_LONGEST_MODULE = 12
_WORD = expression(r"[^\W\d_]{2,}(?:_\w+)?")
_MIN_WORDS = 2


def _in_tokenized_line(document: Document, start: int, _end: int) -> bool:
    return in_tokenized(document, start)


def _is_protected(document: Document, start: int, end: int) -> bool:
    return document.protected.overlaps(start, end)


def _is_box(document: Document, start: int, end: int) -> bool:
    return _BOX.match(_inside(document, start, end)) is not None


def _holds_no_prose(document: Document, start: int, end: int) -> bool:
    return _PROSE.match(_inside(document, start, end)) is None


def _holds_code(document: Document, start: int, end: int) -> bool:
    return _CODE_SIGN.search(_inside(document, start, end)) is not None


def _inside(document: Document, start: int, end: int) -> str:
    """What a pair of brackets holds, without the spaces inside it."""
    return document.text[start + 1 : end - 1].strip(" \t")


def _is_usage(document: Document, start: int, end: int) -> bool:
    inside = _inside(document, start, end)
    return inside.startswith("-") or inside.endswith("...")


def _is_one_name(document: Document, start: int, end: int) -> bool:
    return document.text[start] == "[" and len(_WORD.findall(_inside(document, start, end))) < _MIN_WORDS


def _fills_line(document: Document, start: int, end: int) -> bool:
    low, high = document.line_at(start)
    return document.text[start] == "[" and not (document.text[low:start] + document.text[end:high]).strip()


def _is_in_column(document: Document, start: int, _end: int) -> bool:
    return _COLUMN.search(document.text, max(0, start - _REACH), start) is not None


def _is_of_statement(document: Document, _start: int, end: int) -> bool:
    return ends_statement(document.text, end)


def ends_statement(text: str, end: int) -> bool:
    """Whether the bracket before `end` closes the head or the end of a program's statement."""
    return _STATEMENT_END.match(text, end) is not None


def _is_button(document: Document, start: int, end: int) -> bool:
    return document.text[start - 1 : start] == "]" or document.text[end : end + 1] == "["


def _opens_quotation(document: Document, start: int, _end: int) -> bool:
    return _CLOSED.match(document.text, start + 1, start + _REACH) is not None


def _makes_adjective(document: Document, start: int, _end: int) -> bool:
    return document.text.startswith("sch", start + 1)


def words_beside(document: Document, stop: int) -> tuple[str, str]:
    """The word before a stop, of several glued ones the last, and the one after it; empty where there is none."""
    before = _WORD_BEFORE.search(document.text, max(0, stop - _LONGEST_WORD), stop)
    after = _WORD_AFTER.match(document.text, stop + 1)
    return re.split(r"[.!?]", before[0])[-1] if before else "", after[1] if after else ""


def _has_no_words(document: Document, stop: int, _end: int) -> bool:
    before = _WORD_BEFORE.search(document.text, max(0, stop - _LONGEST_WORD), stop)
    if before is None or _WORD_AFTER.match(document.text, stop + 1) is None:
        return True
    return not all(_PLAIN.match(part) for part in re.split(r"[.!?](?=[A-ZÀ-Þ])", before[0]))


def _is_of_a_program(document: Document, stop: int, _end: int) -> bool:
    after = _WORD_AFTER.match(document.text, stop + 1)
    return after is not None and (_INNER_CAPITAL.search(after[1]) is not None or after[3][:1] in _CLOSERS)


def _may_name(document: Document, word: str) -> bool:
    """Whether a word may be a name: it is none of those that sentences begin with."""
    return word.lower() not in document.lexicon.optional("function-words")


def _is_of_a_module(document: Document, stop: int, _end: int) -> bool:
    if document.text[stop] != "." or document.origin == "machine":
        return False  # in machine translation no module is spoken of, unless a program is
    before, after = words_beside(document, stop)
    known = vocabulary(document.lexicon)
    unknown = bool(known) and before.islower() and len(before) <= _LONGEST_MODULE and before not in known
    return unknown and _may_name(document, after) and not is_word(before, document.lexicon)


def _may_be_of_a_module(document: Document, stop: int, _end: int) -> bool:
    named = document.text[stop] == "." and _may_name(document, words_beside(document, stop)[1])
    return named and document.once(shows_program)


def _is_of_a_chain(document: Document, stop: int, _end: int) -> bool:
    """Whether the words at a stop are capitalised and have another one close beside them: a handle, a file."""
    before = _WORD_BEFORE.search(document.text, max(0, stop - _LONGEST_WORD), stop)
    after = _WORD_AFTER.match(document.text, stop + 1)
    if before is None or after is None or document.text[stop] != "." or not before[0][:1].isupper():
        return False
    goes_on = document.text[after.end() : after.end() + 1] == "."
    return (goes_on or "." in before[0]) and _may_name(document, after[1])


def _is_of_one_letter(document: Document, stop: int, _end: int) -> bool:
    _, after = words_beside(document, stop)
    return len(after) == 1 and _may_name(document, after)


def _ends_domain(document: Document, stop: int, _end: int) -> bool:
    return words_beside(document, stop)[1].lower() in document.lexicon.words("domain-endings")


def _marks_name(document: Document, stop: int, _end: int) -> bool:
    before = _WORD_BEFORE.search(document.text, max(0, stop - _LONGEST_WORD), stop)
    name = (before[0] if before else "") + document.text[stop]
    return name in document.lexicon.optional("marked-names")


BRACKETS: Reasons = (
    ("the line is tokenized, and its spaces go together", _in_tokenized_line),
    ("the bracket is in code, an address or another protected span", _is_protected),
    ("a box to tick", _is_box),
    ("what the bracket holds is no prose", _holds_no_prose),
    ("what the bracket holds is code", _holds_code),
    ("the line is a program's", in_program_line),
    ("how a command is called: an option, or what may come several times", _is_usage),
    ("square brackets around one name or none: a section, a grammar, a number", _is_one_name),
    ("a text that speaks of a program, whose writer may set its brackets so: call( stone )", in_text_about_program),
    ("square brackets around a whole line: a heading", _fills_line),
    ("a column of remarks beside a list: several spaces before the bracket", _is_in_column),
    ("the bracket of a statement: a semicolon ends the line after it, or a brace opens", _is_of_statement),
    ("one of several brackets close to one another: the buttons of a page", _is_button),
)

GENITIVES: Reasons = (
    ("the mark opens a quotation, for the next one in the line closes one", _opens_quotation),
    ("an adjective made from a name: Gauss'sche", _makes_adjective),
)

STOPS: Reasons = (
    ("an address, a path, a version: no plain word before or after", _has_no_words),
    ("a name of a program: pickle.PicklingError, (semver.Range)", _is_of_a_program),
    (
        "a name within a module: ttk.Notebook, after a word in lower case that the language does not have",
        _is_of_a_module,
    ),
    ("a name after a stop, in a text that speaks of a program: typing.Callable", _may_be_of_a_module),
    ("a chain of names: a handle, a file: Anna.Berg.Stone", _is_of_a_chain),
    ("a letter that is no word: a section, a field", _is_of_one_letter),
    ("the ending of a domain or of a file", _ends_domain),
    ("the mark belongs to a name", _marks_name),
)
