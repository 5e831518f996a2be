"""Page furniture: what a web page puts around a text and a scraper takes along."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.rule import Rule, fix, keep

_STOPPED_BEFORE = re.compile(r"[.!?…][\"'”’»)\]]*[ \t]+\Z")


@dataclass(frozen=True)
class CommentPrompt(Rule):
    """Remove the invitation to comment that a page puts under its text.

    Why: "Leave a Comment" belongs to the form below the article; a scraper takes it for the last paragraph.

    Not touched: the same words inside a sentence, in quotes, or anywhere but at the end of the text; a line with
    anything else on it.

    Safety: safe. Only whole lines of a closed list go, from the end of the text upwards, and the blank lines before
    them; on the last line of prose only what follows a full stop.
    """

    name = "boilerplate/comment-prompt"
    measured = "no edit in 1.19 million words of human text, 2026-11"
    examples = (
        fix("The talks end today.\n\nLeave a Comment", "The talks end today.", at="\n\nLeave a Comment"),
        fix("The talks end today.\n\nLeave a reply\n", "The talks end today.\n"),
        fix("The talks end today. Leave a Comment", "The talks end today.", at=" Leave a Comment"),
        keep("Leave a comment below if you disagree, she wrote."),
        keep("The sign read:\n\n“Leave a comment”"),
        keep("Leave a Comment\n\nThe button with these words is the most tested part of a page."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each prompt line at the end of the text, and for one glued to the last line of prose."""
        prompts = document.lexicon.words("comment-prompts")
        lines = [span for span in document.lines if document.text[span[0] : span[1]].strip()]
        while len(lines) > 1 and _is_prompt(document.text[slice(*lines[-1])], prompts):
            start, end = lines[-2][1], lines[-1][1]
            yield self._deletion(start, end)
            lines.pop()
        if lines:
            yield from self._glued(document.text, *lines[-1], prompts)

    def _glued(self, text: str, start: int, end: int, prompts: frozenset[str]) -> Iterator[Edit]:
        line = text[start:end].rstrip()
        longest = max(map(len, prompts))
        for place in range(max(0, len(line) - longest), len(line)):
            if line[place].isupper() and _is_prompt(line[place:], prompts):
                stop = _STOPPED_BEFORE.search(line, 0, place)
                if stop:
                    yield self._deletion(start + len(line[:place].rstrip()), start + len(line))
                return

    def _deletion(self, start: int, end: int) -> Edit:
        message = "an invitation to comment, left over from the page under the text"
        return self.edit(start, end, message, [Change(start, end, "")])


def _is_prompt(line: str, prompts: frozenset[str]) -> bool:
    return line.strip().rstrip(".:!»›→").rstrip().lower() in prompts


RULES: tuple[type[Rule], ...] = (CommentPrompt,)
