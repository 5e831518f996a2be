"""Names of programs in prose: documentation has them without any mark that says so."""

from __future__ import annotations

import re

_OPENERS = "|".join(
    """
    The This That These Those There Then They He She It We You In On At By For From With As And But Or If When While
    Where Who What Why How After Before Since Although Because Both Each Every All Some Many Most No Not One Two Our
    Their His Her Its My Your To An
    """.split()
)

NAME = re.compile(
    rf"(?<![\w.])[a-z]\w*(?:\.[a-z]\w*)*\.(?!(?:{_OPENERS})\b)[A-Z]\w*(?:\.\w+)*(?:\(\))?"
    r"|\b\w+(?:::\w+)+(?:\(\))?|\b\w+\(\)|(?<!\|)\b\w+_\w+\b(?!\|)|(?<![\w-])--?[a-z][\w-]*(?:=\S*\w)?|\$\{?\w+\}?"
    r"|(?<![\w/<;])(?:\.{0,2}|~)/[\w.-]+(?:/[\w.*-]+)*/?"
)
"""`net.Socket`, but not a sentence that begins right after another; `std::vec`, `main()`, `max_length`, `--force`,
`$HOME`, `~/.config/file`."""
