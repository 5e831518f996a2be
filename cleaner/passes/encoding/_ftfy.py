"""Whether ftfy could repair the mojibake of a line, decided by a prefilter that is never wrong where it says
no, and how it is asked to."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from itertools import islice

from cleaner.expressions import expression

_LONE = "\x80-\x9fÂÃŒœ"
"""The characters outside ASCII that ftfy takes for mojibake though only ASCII is around them; all its other signs are
two neighbours outside ASCII."""

LONE_CHARACTERS = tuple(map(chr, range(0x80, 0xA0))) + tuple("ÂÃŒœ")
_SIGN = expression(f"[^\\x00-\\x7f]{{2,}}|[{_LONE}]")
_SURROGATE = expression("[\ud800-\udfff]")
_MAX_LENGTH = 1_000_000
"""Characters that ftfy decides over at once; a longer line is cut, as `ftfy.fix_text` has it."""

_MANY = 200
"""Signs of a line that are asked about one by one."""

_REACH = 2
"""How many characters around a run outside ASCII ftfy's signs take in."""


def could_change(line: str) -> bool:
    """Whether ftfy, asked for mojibake alone, could change `line`; a prefilter, never wrong where it says no.

    ftfy decides over a line by patterns of a few characters. All of them hold a character of certain categories, and
    two neighbours outside ASCII or one of a few characters alone: it is enough to search the patterns around these,
    and the whole line where there are many. A lone surrogate is none of them: ftfy could only write a replacement
    character for it.
    """
    if line.isascii():
        return False
    telling, is_bad = _telling(), _is_bad()
    if not telling.search(line):
        return False
    signs = _SIGN.finditer(line)
    pieces = {line[max(0, sign.start() - _REACH) : sign.end() + _REACH] for sign in islice(signs, _MANY)}
    if any(telling.search(piece) and (is_bad(piece) or _SURROGATE.search(piece)) for piece in pieces):
        return True
    return next(signs, None) is not None and (is_bad(line) or _SURROGATE.search(line) is not None)


@functools.cache
def _telling() -> re.Pattern[str]:
    """The characters of which every sign of mojibake holds one, and surrogates.

    The other categories of ftfy are letters and marks that are common in clean text; of them only Ђ makes a sign
    without help from these: it stands for the first byte of quotes and dashes.
    """
    from ftfy.badness import MOJIBAKE_CATEGORIES

    clean = {"common", "lower_common", "upper_common"}
    characters = "".join(chars for name, chars in MOJIBAKE_CATEGORIES.items() if name not in clean)
    return re.compile(f"[{characters}\N{CYRILLIC CAPITAL LETTER DJE}\ud800-\udfff]")


@functools.cache
def _is_bad() -> Callable[[str], bool]:
    from ftfy.badness import is_bad

    return is_bad


def fix_line(line: str) -> str:
    """What ftfy makes of one line with nothing but mojibake repair switched on: the loop of `ftfy.fix_text`, without
    the steps that are off."""
    size = _MAX_LENGTH
    return "".join(_fix_segment(line[start : start + size]) for start in range(0, len(line), size))


def _fix_segment(text: str) -> str:
    import ftfy
    from ftfy.fixes import fix_c1_controls, fix_surrogates

    while True:
        decoded = ftfy.fix_encoding(text)
        text = fix_surrogates(fix_c1_controls(decoded))
        if text == decoded:
            return text
