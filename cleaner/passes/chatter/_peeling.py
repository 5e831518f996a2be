"""What is left of a text while layers are taken off its two ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from cleaner.additions import Addition
from cleaner.document import Document
from cleaner.edits import Change, Safety
from cleaner.lexicon import Lexicon


@dataclass
class Peeling:
    """The text between `low` and `high` is what is left."""

    document: Document
    low: int
    high: int
    layers: list[Addition] = field(default_factory=list)
    shown: bool = False
    """Whether talk between the paragraphs shows that a model speaks."""

    headed: bool = False
    """Whether the text opens as answers do, and as some texts of writers do: "Output:", "English version"."""

    @property
    def text(self) -> str:
        return self.document.text

    @property
    def lexicon(self) -> Lexicon:
        return self.document.lexicon

    @property
    def told(self) -> bool:
        """Whether something has shown by now that a model speaks."""
        return self.shown or any(layer.safety is Safety.SAFE for layer in self.layers)

    def head(self, kind: str, end: int, safety: Safety = Safety.SAFE, why: str = "") -> bool:
        """Take everything up to `end`, with the whitespace after it; not where nothing would be left."""
        end = self.past_whitespace(end)
        if end >= self.high:
            return False
        self.layers.append(Addition(kind, self.low, end, safety, why=why))
        self.low = end
        return True

    def tail(self, kind: str, start: int, safety: Safety = Safety.SAFE, why: str = "") -> bool:
        """Take everything from `start` on, with the whitespace before it; not where nothing would be left."""
        while start > self.low and self.text[start - 1].isspace():
            start -= 1
        if start <= self.low:
            return False
        layer = Addition(kind, start, self.high, safety, why=why)
        if layer not in self.layers:
            self.layers.append(layer)
        if safety is Safety.SAFE:
            self.high = start
        return safety is Safety.SAFE

    def both(self, kind: str, low: int, high: int, inner: tuple[Change, ...] = ()) -> bool:
        """Take what is before `low` and from `high` on, as one, with the changes between; not where nothing is left."""
        if not self.text[low:high].strip():
            return False
        low = self.past_whitespace(low)
        while self.text[high - 1].isspace():
            high -= 1
        self.layers += [Addition(kind, self.low, low, inner=inner), Addition(kind, high, self.high)]
        self.low, self.high = low, high
        return True

    def past_whitespace(self, offset: int) -> int:
        """The first offset from `offset` on that holds no whitespace, at most `high`."""
        while offset < self.high and self.text[offset].isspace():
            offset += 1
        return offset

    def line_end(self, start: int) -> int:
        """Where the line of `start` ends, at most `high`."""
        end = self.text.find("\n", start, self.high)
        return self.high if end < 0 else end

    def last_blocks(self) -> Iterator[int]:
        """Where the last paragraph begins, and the last line."""
        text, low, high = self.text, self.low, self.high
        line = text.rfind("\n", low, high) + 1
        if line:
            paragraph = max(text.rfind("\n\n", low, high) + 2, text.rfind("\n\r\n", low, high) + 3)
            if paragraph > 2:
                yield paragraph
            if line != paragraph:
                yield line
