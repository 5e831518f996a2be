"""Markdown: the prose of paragraphs, headings, list items, quotations and table cells.

CommonMark with GitHub's tables and strike-through, front matter, TeX between dollar signs, footnotes; templates, MDX
and directives are left alone, and so are code, definitions of links, and what links lead to. A block of HTML is read as
a page is, unless it holds anything that is not HTML.

It is parsed by tree-sitter's grammars, of blocks and of what is in a line, whose nodes know their bytes. markdown-it-py
was tried too: its tokens know the lines of a block and nothing of what is in it, so that every link, escape and
emphasis would have to be found in the file a second time.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from cleaner.spans import Span
from cleaner.structure.entities import seen
from cleaner.structure.html import tell
from cleaner.structure.identifiers import NAME
from cleaner.structure.offsets import ByteOffsets
from cleaner.structure.prose import Prose, ProseBuilder
from cleaner.structure.tags import INLINE, KNOWN, OPAQUE, STAND_IN, STANDING, VOID, name_of

if TYPE_CHECKING:
    from tree_sitter import Language, Node, Parser

_LEFT_ALONE = frozenset(
    """
    fenced_code_block indented_code_block link_reference_definition minus_metadata plus_metadata
    pipe_table_delimiter_row
    """.split()
)
_AS_WRITTEN = frozenset(
    "code_span latex_block uri_autolink email_autolink shortcut_link collapsed_reference_link".split()
)
_LINKS = frozenset("inline_link full_reference_link".split())
_REFERENCES = frozenset("entity_reference numeric_character_reference".split())

_TEMPLATE = re.compile(
    r"\{\{.{0,400}?\}\}|\{%.{0,400}?%\}|\{#.{0,400}?#\}|<%.{0,400}?%>|\{[^{}\n]*\}"
    r"|!?\[\[[^\]\n]{0,400}\]\]|<!--.{0,4000}?-->|<[A-Z][\w.]*[^<>]*>",
    re.DOTALL,
)
"""What template engines, MDX, kramdown, MyST and wikis put into a line."""

_MAX_UNIT = 16_000
"""The bytes of a unit that is read, at most: the grammar's work on emphasis and brackets grows with their square."""

_DIRECTIVE = re.compile(
    r"^[ \t]*(?::::|!!!|\?\?\?\+?[ \t]|===[ \t]+[\"']|(?:import|export)[ \t].*(?:from[ \t]|=|\{)|@\w+[ \t]*$|\|).*$",
    re.MULTILINE,
)
"""Lines that begin or end something in a dialect, and rows of tables that are none."""

_FOREIGN = re.compile(r"[{`~]|<%|<[A-Z]|\bmarkdown\b")
"""What a block of HTML has that other programs read before a browser does."""

_TAG = re.compile(r"</?([A-Za-z][^\s/>]*)")
_BREAK = re.compile(r"[ \t]*(?:\r\n|\n)[ \t]*")


class _LinePart(NamedTuple):
    """A part of a line that is no plain prose, and how rules see it: None where it does not show."""

    start: int
    end: int
    shows: str | None
    closing: bool = False
    editable: bool = False
    opaque: str = ""


@functools.cache
def _languages() -> tuple[Language, Language]:
    import tree_sitter_markdown as grammars
    from tree_sitter import Language

    return Language(grammars.language()), Language(grammars.inline_language())


def read(text: str) -> Sequence[Prose]:
    """The prose of a Markdown file."""
    return [_MarkdownFile(text).prose()]


class _MarkdownFile:
    """Reads one file."""

    def __init__(self, text: str) -> None:
        from tree_sitter import Parser, Range

        blocks, inline = _languages()
        self._text = text
        self._data = (text if "\n" in text else text.replace("\r", "\n")).encode("utf-8", "surrogatepass")
        self._offsets = ByteOffsets(text)
        self._block_parser: Parser = Parser(blocks)
        self._inline_parser: Parser = Parser(inline)
        self._range = Range
        self._builder = ProseBuilder(text)

    def prose(self) -> Prose:
        nodes = [(self._block_parser.parse(self._data).root_node, False)]
        while nodes:
            node, top = nodes.pop()
            if node.type in _LEFT_ALONE:
                self._builder.end_unit()
            elif node.type == "html_block":
                self._page_part(node)
            elif node.type in ("inline", "pipe_table_cell"):
                self._unit(node, top=top)
            else:
                top = node.type in ("document", "section") or (top and node.type == "paragraph")
                nodes.extend((child, top) for child in reversed(node.named_children))
        return self._builder.prose()

    def _page_part(self, node: Node) -> None:
        """A block of HTML: read as HTML is, where nothing in it is of another language."""
        start, end = self._offsets.of(node.start_byte), self._offsets.of(node.end_byte)
        self._builder.end_unit()
        block = self._text[start:end]
        names = {name.lower() for name in _TAG.findall(block)}
        signs = any((child.text or b"").strip() for child in node.named_children)  # of a quotation around it
        if not signs and names <= KNOWN and not _FOREIGN.search(block):
            tell(self._builder, start, end)
            self._builder.end_unit()

    def _unit(self, node: Node, *, top: bool) -> None:
        """A node that holds lines of prose; `top` where it is a paragraph that is in nothing else."""
        if node.end_byte - node.start_byte > _MAX_UNIT:
            self._builder.end_unit()
            return
        start, end = self._offsets.of(node.start_byte), self._offsets.of(node.end_byte)
        done = start
        for match in _DIRECTIVE.finditer(self._text, start, end):
            if match.start() == start or self._text[match.start() - 1] == "\n":
                self._lines(node, done, match.start(), top=False)
                done = match.end()
        self._lines(node, done, end, top=top and done == start)

    def _lines(self, node: Node, start: int, end: int, *, top: bool) -> None:
        while start < end and self._text[start].isspace():
            start += 1
        while end > start and self._text[end - 1].isspace():
            end -= 1
        if start == end:
            return
        if not top:
            self._builder.end_unit()
        signs = [
            (self._offsets.of(child.start_byte), self._offsets.of(child.end_byte))
            for child in node.children
            if child.type == "block_continuation"
        ]
        done = start
        for token in _merged(self._text, [*self._tokens(node), *_templates(self._text, start, end)]):
            if token.start < done or token.end > end:
                continue
            self._plain(done, token.start, signs)
            if token.shows is None:
                self._builder.hidden(token.start, token.end, closing=token.closing)
            elif token.editable:
                self._builder.spelled(token.shows, token.start, token.end)
            else:
                self._builder.fixed(token.start, token.end, token.shows)
            done = token.end
        self._plain(done, end, signs)
        self._builder.end_unit(vanishing=top, soft=top)

    def _plain(self, start: int, end: int, signs: Sequence[Span]) -> None:
        """Prose, of which each line break is a space, with the signs of quotations and lists that go on after it."""
        while start < end:
            match = _BREAK.search(self._text, start, end)
            if not match:
                self._builder.plain(start, end)
                return
            self._builder.plain(start, match.start())
            stop = match.end()
            for low, high in signs:
                if low <= stop < high or low == match.end():
                    stop = high
            while stop < end and self._text[stop] in " \t":
                stop += 1
            self._builder.spelled(" ", match.start(), min(stop, end))
            start = stop

    def _tokens(self, node: Node) -> Iterator[_LinePart]:
        """What is no plain prose in the lines of a node, in their order."""
        stack: list[Node | _LinePart] = list(reversed(self._inline_tree(node).named_children))
        while stack:
            each = stack.pop()
            if isinstance(each, _LinePart):
                yield each
                continue
            start, end = self._offsets.of(each.start_byte), self._offsets.of(each.end_byte)
            found = _token(each, start, end, self._text[start:end])
            if found:
                yield found
                continue
            if each.type in _LINKS and (label := _child(each, "link_text")):
                low, high = self._offsets.of(label.start_byte), self._offsets.of(label.end_byte)
                yield _LinePart(start, low, None)
                stack.append(_LinePart(high, end, None, closing=True))
                each = label
            stack.extend(reversed(each.named_children))

    def _inline_tree(self, node: Node) -> Node:
        """The tree of what is in the lines of a node, the signs at their beginnings left out."""
        cuts = [child for child in node.children if child.type == "block_continuation"]
        edges = [node.start_byte, *(edge for cut in cuts for edge in (cut.start_byte, cut.end_byte)), node.end_byte]
        points = [node.start_point, *(at for cut in cuts for at in (cut.start_point, cut.end_point)), node.end_point]
        self._inline_parser.included_ranges = [
            self._range(points[index], points[index + 1], edges[index], edges[index + 1])
            for index in range(0, len(edges), 2)
            if edges[index] < edges[index + 1]
        ]
        return self._inline_parser.parse(self._data).root_node


def _token(node: Node, start: int, end: int, text: str) -> _LinePart | None:
    """A node as rules see it; None where it is to be looked into."""
    kind = node.type
    if kind == "emphasis_delimiter":
        around = node.parent
        closing = around is not None and 2 * node.start_byte >= around.start_byte + around.end_byte
        return _LinePart(start, end, None, closing=closing)
    if kind in _AS_WRITTEN or (kind in _LINKS and not _child(node, "link_text")):
        return _LinePart(start, end, text)
    if kind == "image":
        return _LinePart(start, end, STAND_IN.format("image"))
    if kind == "html_tag":
        return _tag(start, end, text) if _is_markup(node, text) else None
    if kind in _REFERENCES:
        return _LinePart(start, end, *seen(text))
    if kind == "backslash_escape":
        return _LinePart(start, end, text[1:], editable=True)
    if kind == "hard_line_break":
        return _LinePart(start, end, "\n")
    return None


def _is_markup(node: Node, tag: str) -> bool:
    """Whether what has the form of a tag is one: `<unk>` is none, nor is `</s>` where no `<s>` comes before it."""
    if tag.startswith("</s") and name_of(tag) == "s":
        before = node.prev_named_sibling
        while before is not None and not (before.text or b"").lower().startswith(b"<s"):
            before = before.prev_named_sibling
        return before is not None
    return name_of(tag) in KNOWN or tag.startswith("<!")


def _child(node: Node, kind: str) -> Node | None:
    return next((child for child in node.children if child.type == kind), None)


def _tag(start: int, end: int, tag: str) -> _LinePart:
    name = name_of(tag)
    if name == "br":
        return _LinePart(start, end, "\n")
    if name in OPAQUE and not tag.startswith("</"):
        return _LinePart(start, end, STAND_IN.format(name), opaque=name)
    if name in STANDING or (name not in INLINE and name not in VOID and tag.endswith("/>")):
        return _LinePart(start, end, STAND_IN.format(name))
    return _LinePart(start, end, None, closing=tag.startswith("</"))


def _templates(text: str, start: int, end: int) -> Iterator[_LinePart]:
    """What other programs read in the lines, and names of programs."""
    if "{" in text or "<" in text or "[[" in text:
        for match in _TEMPLATE.finditer(text, start, end):
            yield _LinePart(*match.span(), None if match[0].startswith("<!--") else match[0])
    for match in NAME.finditer(text, start, end):
        yield _LinePart(*match.span(), match[0])


def _merged(text: str, tokens: Iterable[_LinePart]) -> Iterator[_LinePart]:
    """Tokens in their order, of those that overlap the first and longest; an element of code as one with its end."""
    done = 0
    found = sorted(tokens, key=lambda token: (token.start, -token.end))
    for token in found:
        if token.start < done:
            continue
        if token.opaque:
            close = re.compile(rf"</{token.opaque}\s*>", re.IGNORECASE).search(text, token.end)
            if close:
                token = token._replace(end=close.end())  # noqa: PLW2901
        done = token.end
        yield token
