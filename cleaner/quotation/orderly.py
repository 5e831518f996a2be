"""A prefilter: whether one expression proves that all double marks of a text are in order."""

from __future__ import annotations

import functools
import re

from cleaner.spans import Span

ORDERLY = re.compile(
    r"(?:[^\"“”„‟«»‹›「」『』`']++"
    r"|'(?!')"
    r"|\"(?<![^\s(\[–—-]\")(?=[^\s\"“”.,;:!?)\]'])[^\"“”„‟«»‹›「」『』`'\n]*+"
    r"(?:'(?!'|\")[^\"“”„‟«»‹›「」『』`'\n]*+)*+(?<![\s(\[])\"(?=[\s.,;:!?)\]–—-]|\Z)"
    r"|“(?<![^\s(\[–—-]“)(?=[^\s\"“”.,;:!?)\]])[^\"“”„‟«»‹›「」『』`'\n]*+"
    r"(?:'(?!'|\")[^\"“”„‟«»‹›「」『』`'\n]*+)*+(?<![\s(\[])”(?=[\s.,;:!?)\]–—’'-]|\Z)"
    r")*+"
)
"""Text whose double marks pair within their lines, each on the right side of its space: nothing to look at closer."""


@functools.lru_cache(maxsize=2)
def is_orderly(text: str) -> bool:
    """Whether the prefilter proves that all double marks of `text` are in order; kept for the text at hand."""
    if ",," in text or "‘‘" in text or "’’" in text:
        return False
    match = ORDERLY.match(text)
    return match is not None and match.end() == len(text)


def is_orderly_block(text: str, block: Span) -> bool:
    match = ORDERLY.match(text, *block)
    if match is None or match.end() < block[1]:
        return False
    return all(text.find(run, *block) < 0 for run in (",,", "‘‘", "’’"))
