"""Characters that came to harm on the way: text decoded wrongly, entities never decoded, unseen controls."""

from __future__ import annotations

from cleaner.passes.encoding.bidi_control import BidiControl
from cleaner.passes.encoding.control_character import ControlCharacter
from cleaner.passes.encoding.homoglyph import Homoglyph
from cleaner.passes.encoding.html_entity import HtmlEntity
from cleaner.passes.encoding.invisible_character import InvisibleCharacter
from cleaner.passes.encoding.ligature import Ligature
from cleaner.passes.encoding.literal_escape import LiteralEscape
from cleaner.passes.encoding.mojibake import Mojibake
from cleaner.passes.encoding.quoted_printable import QuotedPrintable
from cleaner.passes.encoding.replacement_character import ReplacementCharacter
from cleaner.passes.encoding.rtf_control import RtfControl
from cleaner.passes.encoding.spelled_sign import SpelledSign
from cleaner.passes.encoding.unnormalized import Unnormalized
from cleaner.passes.encoding.wide_line import WideLine
from cleaner.registry import Pass

PASS = Pass(
    "encoding",
    (
        Mojibake,
        HtmlEntity,
        RtfControl,
        LiteralEscape,
        QuotedPrintable,
        ControlCharacter,
        InvisibleCharacter,
        BidiControl,
        ReplacementCharacter,
        Unnormalized,
        Ligature,
        WideLine,
        Homoglyph,
        SpelledSign,
    ),
    weight=0.5,
    counts_as_loss=False,
)
