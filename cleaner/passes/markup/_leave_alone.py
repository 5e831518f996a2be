"""What looks like residue of markup and is meant: tables of reasons to leave a span alone.

`cleaner.mentions.is_meant` asks one table; the first reason that holds settles it.
"""

from __future__ import annotations

import re

from cleaner.document import Document
from cleaner.expressions import expression
from cleaner.mentions import Reasons, in_list_of_entities, is_source, mentions
from cleaner.passes.markup._stand_ins import stand_ins
from cleaner.protection import TAG
from cleaner.quotation import is_alone_in_marks
from cleaner.quoted_values import QuotedValues
from cleaner.spans import Spans
from cleaner.tables import has_cells

_TOKEN = expression(r"\btokens?\b", re.IGNORECASE)
_CODE_LINE = expression(
    r"\\"
    r"|[;{][ \t]*$"
    r"|[=!<>]=|[=-]>"
    r"|\w\("
    r"|^[ \t]*(?:import|from|const|let|var|return|function|def)\b.*[=(;]"
    r"|\w[ \t]*=[ \t]*(?:[\"'\[\d]|\{(?![ ]?\$)|\w+[ \t]*[;(])"
)
"""What a program's line has; in prose `from` and `return` are words."""
_OPTION = expression(r"(?<!\S)[\[(\"“'‘]*--?[A-Za-z][\w-]*[ =]?\Z")
_POD = expression(r"(?<![A-Za-z])[BCEFILSXZ]\Z")
_REACH = 40
_TAGS_NAMED = expression(
    r"\b(?:tags?|markup|HTML|XML|CSS|BB ?Code|wikitext|syntax|Markdown|templates?|elements?)\b", re.IGNORECASE
)
_MARKDOWN = expression(r"`|\]\(|\*\*\w|^#{1,6} |^[ \t]*[-*+] \[[ xX]\]|^\|.*\|$", re.MULTILINE)
_HOLDS_PLACE = expression(r"\{\w*\}|%(?:\d+\$)?[sd@]|%\(\w+\)|\$\{|\{\{ ?\w+ ?\}\}(?!\w)(?<!needed\}\})|:\w+:")
_NEXT_CELL = expression(r"[ ]{4,}\d")
_PROMPT = expression(r"^[^\S\n]*(\$ )", re.MULTILINE)
_NICKNAME = expression(r"^(?:\S{4,12} )?(<[\w-]{2,20}>) ", re.MULTILINE)


def has_tags(document: Document) -> bool:
    """Whether the text has well-formed tags."""
    return TAG.search(document.text) is not None


def _in_quotes(document: Document, start: int, end: int) -> bool:
    return is_alone_in_marks(document.text, start, end)


def _is_protected(document: Document, start: int, end: int) -> bool:
    return document.protected.overlaps(start, end)


def _in_text_about_tokens(document: Document, _start: int, _end: int) -> bool:
    return document.once(_speaks_of_tokens)


def _in_text_about_markup(document: Document, _start: int, _end: int) -> bool:
    return document.once(_speaks_of_markup)


def _in_text_about_tags(document: Document, _start: int, _end: int) -> bool:
    return document.once(_speaks_of_tags)


def _in_markdown(document: Document, _start: int, _end: int) -> bool:
    return _MARKDOWN.search(document.text) is not None


def _in_text_with_placeholders(document: Document, _start: int, _end: int) -> bool:
    return _HOLDS_PLACE.search(document.text) is not None


def _in_text_about_placeholders(document: Document, _start: int, _end: int) -> bool:
    return document.once(_speaks_of_placeholders)


def _in_text_about_starred_forms(document: Document, _start: int, _end: int) -> bool:
    return document.once(_speaks_of_starred_forms)


def _in_line_about_tokens(document: Document, start: int, _end: int) -> bool:
    return start in document.once(_lines_about_tokens)


def _in_table(document: Document, start: int, _end: int) -> bool:
    return start in document.once(_table_rows)


def _in_code_line(document: Document, start: int, _end: int) -> bool:
    return start in document.once(_code_lines)


def _in_quoted_value(document: Document, start: int, _end: int) -> bool:
    return document.once(QuotedValues).at(start) is not None


def _in_stand_in(document: Document, start: int, _end: int) -> bool:
    return start in document.once(stand_ins)


def _in_code_span(document: Document, start: int, end: int) -> bool:
    text = document.text
    return (
        text[start - 1 : start] == "`"
        or text[end : end + 1] == "`"
        or (text[start] != "#" and start in document.protected)
    )


def _follows_option(document: Document, start: int, _end: int) -> bool:
    return _OPTION.search(document.text, max(0, start - _REACH), start) is not None


def _asks_for_command(document: Document, start: int, _end: int) -> bool:
    return start in document.once(_prompts)


def _is_among_placeholders(document: Document, start: int, end: int) -> bool:
    return document.text[start - 1 : start] == ">" or document.text[end : end + 1] == "<"


def _is_format_of_pod(document: Document, start: int, _end: int) -> bool:
    return _POD.search(document.text, max(0, start - 2), start) is not None


def _opens_row(document: Document, _start: int, end: int) -> bool:
    return _NEXT_CELL.match(document.text, end) is not None


def _in_chat_log(document: Document, _start: int, _end: int) -> bool:
    return document.once(_is_chat_log)


def _in_source(document: Document, _start: int, _end: int) -> bool:
    return is_source(document.text) or document.once(has_tags)


def _speaks_of_tokens(document: Document) -> bool:
    return mentions(document.text, document.lexicon.entries("token-terms"))


def _speaks_of_markup(document: Document) -> bool:
    return mentions(document.text, document.lexicon.entries("markup-terms"))


def _speaks_of_tags(document: Document) -> bool:
    return _TAGS_NAMED.search(document.text) is not None


def _speaks_of_placeholders(document: Document) -> bool:
    return mentions(document.text, document.lexicon.entries("placeholder-terms"))


def _speaks_of_starred_forms(document: Document) -> bool:
    return mentions(document.text, document.lexicon.entries("starred-form-terms"))


def _lines_about_tokens(document: Document) -> Spans:
    return Spans(line for line in document.lines if _TOKEN.search(document.text, *line))


def _code_lines(document: Document) -> Spans:
    return Spans(line for line in document.lines if _CODE_LINE.search(document.text[slice(*line)]))


def _prompts(document: Document) -> frozenset[int]:
    return frozenset(match.start(1) for match in _PROMPT.finditer(document.text))


def _table_rows(document: Document) -> Spans:
    return Spans(line for line in document.lines if has_cells(document.text, line))


def _is_chat_log(document: Document) -> bool:
    """Whether lines begin with the names of those who speak, in angle brackets."""
    lists = document.lexicon.words("control-tokens") | document.lexicon.words("unknown-tokens")
    return any(match[1] not in lists for match in _NICKNAME.finditer(document.text))


SUBWORDS: Reasons = (("the text is about tokenizers and their tokens", _in_text_about_tokens),)
"""For the marks between the pieces of words."""

JOINTS: Reasons = (
    ("the mark is part of a stand-in", _in_stand_in),
    (
        "the word token is in the line (elsewhere it says nothing: the word is too common)",
        _in_line_about_tokens,
    ),
)
"""For the joint `@@`."""

STAND_INS: Reasons = (
    ("the stand-in is in a code span", _in_code_span),
    ("the text is about format strings and templates", _in_text_about_placeholders),
)

LONE_PIECES: Reasons = (("the mark is alone in quotation marks", _in_quotes),)
"""For a mark in a line that is not cut into pieces throughout."""

TOKENS: Reasons = (
    ("the text is about tokenizers and their tokens", _in_text_about_tokens),
    ("the token is alone in quotation marks", _in_quotes),
    ("the line is a row of a table", _in_table),
    ("the first cell of a row, before a gap and a number", _opens_row),
    ("the word token is in the line", _in_line_about_tokens),
    ("the text is a chat log, with the names of those who speak in angle brackets", _in_chat_log),
    ("one of several placeholders: <path><sep><name>", _is_among_placeholders),
    ("the formatting of a Perl document: B<s>", _is_format_of_pod),
    ("the value of an option: an option of a command is before it", _follows_option),
)
"""For the special tokens of models."""

LANGUAGE_TAGS: Reasons = (("the text is about tokenizers and their tokens", _in_text_about_tokens),)
"""For the language tags of models."""

CITATIONS: Reasons = (("the token is alone in quotation marks", _in_quotes),)
"""For the citation tokens of chat programs."""

ESCAPED_MARKS: Reasons = (("the text is about tokenizers and their tokens", _in_text_about_tokens),)
"""For `@-@`."""

ESCAPED_BRACKETS: Reasons = (
    ("the bracket is alone in quotation marks", _in_quotes),
    ("the text is about tokenizers and their tokens", _in_text_about_tokens),
)
"""For `-LRB-` and its like."""

ESCAPED_ENTITIES: Reasons = (
    ("the entity is alone in quotation marks", _in_quotes),
    ("the entity is in a quoted value of a translation or configuration file", _in_quoted_value),
    ("the text is HTML, XML or JSON, or has tags", _in_source),
    ("the text is about markup and escaping", _in_text_about_markup),
    ("a list of entities and what they stand for", in_list_of_entities),
)
"""For the entities that Moses writes."""

SPLIT_ENTITIES: Reasons = (
    ("the entity is alone in quotation marks", _in_quotes),
    ("the entity is in a quoted value of a translation or configuration file", _in_quoted_value),
    ("the text is about markup and escaping", _in_text_about_markup),
)

CUT_ENTITIES: Reasons = (
    *SPLIT_ENTITIES,
    (
        "the entity is in code, an address or another protected span",
        lambda document, start, _end: start in document.protected,
    ),
    ("the line looks like a program's", _in_code_line),
)
"""For entities without their semicolon."""

SPLIT_TAGS: Reasons = (
    ("the text is about markup and escaping", _in_text_about_markup),
    ("the tag is in a protected span", lambda document, start, _end: start in document.protected),
    ("the tag is alone in quotation marks", _in_quotes),
)

FORUM_TAGS: Reasons = (
    ("the text is about markup and escaping", _in_text_about_markup),
    ("the text speaks of tags", _in_text_about_tags),
)
"""For the tags of forums and wikis."""

PAGE_TAGS: Reasons = (
    *FORUM_TAGS,
    ("the text has code, headings or links of Markdown", _in_markdown),
    ("the text has placeholders of a program", _in_text_with_placeholders),
)
"""For the tags that a page left."""

PLACEHOLDERS: Reasons = (
    ("the sign at the start of a line asks for a command: $ {command} --stone", _asks_for_command),
    ("the text is about format strings and templates", _in_text_about_placeholders),
    ("the line looks like a program's", _in_code_line),
    ("the placeholder is in a protected span", _is_protected),
)

STARRED_WORDS: Reasons = (("the text is about starred forms, pointers or footnotes", _in_text_about_starred_forms),)
