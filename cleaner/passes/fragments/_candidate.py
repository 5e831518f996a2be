"""A passage that may be a fragment."""

from __future__ import annotations

from dataclasses import dataclass

from cleaner.expressions import expression

_LOWER_CASE = expression(r"[ \t]*[a-z]+(?=[\s,;:.!?'’])")
_LINE_END = expression(r"[ \t]*(?:\r?\n|\Z)")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage after a sentence end.

    Offsets are of the document's text: the sentence before is `sentence..stop_start`, its stop marks end at `stop_end`,
    closing marks at `gap_start`; the tail is `start..end` with its own stop, if it has one.
    """

    text: str
    sentence: int
    stop_start: int
    stop_end: int
    gap_start: int
    start: int
    end: int
    capital: bool

    @property
    def tail(self) -> str:
        """The words in question, with their own stop."""
        return self.text[self.start : self.end]

    @property
    def before(self) -> str:
        """The sentence before, without its stop."""
        return self.text[self.sentence : self.stop_start]

    @property
    def stop(self) -> str:
        """The stop marks before the tail."""
        return self.text[self.stop_start : self.stop_end]

    @property
    def closers(self) -> str:
        """The quotation marks and brackets between the stop and the space."""
        return self.text[self.stop_end : self.gap_start]

    @property
    def opens_in_lower_case(self) -> bool:
        """Whether its line begins with a word in lower case, as where a writer leaves capitals out."""
        return bool(_LOWER_CASE.match(self.text, self.text.rfind("\n", 0, self.sentence) + 1))

    @property
    def ends_line(self) -> bool:
        """Whether nothing follows the tail on its line."""
        return bool(_LINE_END.match(self.text, self.end))
