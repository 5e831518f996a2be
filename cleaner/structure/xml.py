"""Files of XML whose units stand in elements of known names: what XLIFF and TMX share.

The standard library's expat finds the elements and what is wrong with a file, and knows the byte of each; what is in a
unit is then cut into tags, references and text, so that everything keeps the spelling of the file. Nothing outside of
the file is ever loaded.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from cleaner.errors import InputError
from cleaner.structure.entities import escaped, seen
from cleaner.structure.offsets import ByteOffsets
from cleaner.structure.prose import Prose, ProseBuilder
from cleaner.structure.tags import STAND_IN, name_of

_INSIDE = re.compile(
    r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[(?P<data>.*?)\]\]>|<[^<>]*>|&(?:#\d+|#x[0-9a-fA-F]+|\w+);", re.DOTALL
)


@dataclass
class Element:
    """An element: its name without a prefix, its attributes, the span of what is in it, and the elements in it."""

    name: str
    attributes: Mapping[str, str]
    start: int
    end: int = 0
    children: list[Element] = field(default_factory=list)
    parent: Element | None = None

    def child(self, name: str) -> Element | None:
        """The first element of a name right in it."""
        return next((each for each in self.children if each.name == name), None)

    def inherited(self, name: str) -> str | None:
        """The value of an attribute here, or at the next element around that has it."""
        element: Element | None = self
        while element is not None:
            if name in element.attributes:
                return element.attributes[name]
            element = element.parent
        return None


def parsed(text: str, what: str, kept: frozenset[str]) -> Element:
    """The root of a file, with the elements of the names `kept` and those around them. InputError, naming the line,
    where it is not well-formed."""
    data = text.encode("utf-8", "surrogatepass")
    offsets = ByteOffsets(text)
    parser = expat.ParserCreate("utf-8")
    root = Element("", {}, 0, len(text))
    open_elements = [root]

    def start(name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local in kept:
            begins = offsets.of(data.index(b">", _tag_end(data, parser.CurrentByteIndex)) + 1)
            element = Element(local, {key.rpartition(":")[2]: value for key, value in attributes.items()}, begins)
            element.parent = open_elements[-1]
            element.parent.children.append(element)
            open_elements.append(element)

    def end(name: str) -> None:
        if name.rpartition(":")[2] in kept:
            element = open_elements.pop()
            element.end = max(element.start, offsets.of(parser.CurrentByteIndex))

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        raise InputError(f"it is no {what} file: line {error.lineno} is not well-formed XML ({reason})") from error
    return root


def _tag_end(data: bytes, start: int) -> int:
    """Where the `>` of the tag that begins at a byte may be looked for: after its last attribute."""
    match = re.compile(rb"<(?:[^>\"']|\"[^\"]*\"|'[^']*')*").match(data, start)
    return match.end() if match else start


def prose(
    text: str, element: Element, codes: frozenset[str], *, source: str | None = None, lang: str | None = None
) -> Prose:
    """What is in an element; `codes` are the elements that hold no prose but what stands for something."""
    builder = ProseBuilder(text, escaped)
    done, inside = element.start, 0  # how deep in codes
    begun = element.start
    for match in _INSIDE.finditer(text, element.start, element.end):
        start, end = match.span()
        tag = match[0]
        name = name_of(tag).rpartition(":")[2] if tag.startswith("<") else ""
        if inside:
            inside += (name in codes) * (-1 if tag.startswith("</") else 0 if tag.endswith("/>") else 1)
            if not inside:
                builder.fixed(begun, end, STAND_IN.format(name))
                done = end
            continue
        builder.plain(done, start)
        done = end
        if match["data"] is not None:
            builder.fixed(start, end, match["data"])
        elif tag.startswith("&"):
            shown, _, editable = seen(tag)
            if editable:
                builder.spelled(shown, start, end)
            else:
                builder.fixed(start, end, shown)
        elif name in codes and not tag.startswith("</"):
            if tag.endswith("/>"):
                builder.fixed(start, end, STAND_IN.format(name))
            else:
                inside, begun = 1, start
        else:
            builder.hidden(start, end, closing=tag.startswith("</"))
    builder.plain(done, element.end)
    return builder.prose(source=source, lang=lang)


def locked(element: Element) -> bool:
    """Whether the tool that wrote a unit has locked it, or nobody is to translate it."""
    return element.inherited("translate") == "no" or element.inherited("locked") in ("true", "yes", "locked", "1")
