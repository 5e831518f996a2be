"""Elements of HTML, by what they mean for the prose around them. HTML living standard, sections 4 and 15.3."""

from __future__ import annotations

import re

from cleaner.protection import TAG_NAMES

NAME = re.compile(r"</?([A-Za-z][^\s/>]*)")

INLINE = frozenset(
    """
    a abbr acronym b bdi bdo big blink cite del dfn em font i ins label mark nobr q ruby rb rt rp rtc s small span
    strike strong sub sup time u wbr data slot
    """.split()
)
"""Elements that a sentence runs through."""

OPAQUE = frozenset(
    """
    code kbd samp tt var script style svg math textarea select noscript iframe object video audio canvas template
    """.split()
)
"""Elements in a sentence, or between two, whose text is no prose."""

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
"""Elements that have no content, nor an end tag."""

STANDING = frozenset("img input embed button".split())
"""Elements without text that stand in a sentence as a word does."""

KNOWN = frozenset(TAG_NAMES.split("|")) | INLINE | OPAQUE | VOID | STANDING
"""All names of elements; `<unk>` is none."""

STAND_IN = "`{}`"
"""How rules see what stands in a sentence and is no prose: as code."""


def name_of(tag: str) -> str:
    """The name of a tag, in small letters; "" of what is none."""
    match = NAME.match(tag)
    return match[1].lower() if match else ""
