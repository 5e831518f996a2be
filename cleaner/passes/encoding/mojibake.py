"""Text that was decoded with the wrong encoding, repaired by ftfy a line at a time."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import chain, islice

import regex
from msgspec.structs import replace

from cleaner.alignment import apply
from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.mentions import is_meant
from cleaner.passes.encoding._differences import Repair, differences, parts
from cleaner.passes.encoding._ftfy import LONE_CHARACTERS, could_change, fix_line
from cleaner.passes.encoding._leave_alone import MOJIBAKE
from cleaner.rules import Elsewhere, Measured, Rule, fix, keep, report
from cleaner.spans import Span

_WRONG = "text decoded with the wrong encoding"
_LOST = f"{_WRONG}, and lost"

_SHORT = 64
"""Characters up to which what ftfy makes of a line is remembered."""

_COMPATIBLE_FORMS = {
    "â€TM": "’",
    "â€": "”",
    "Ã1⁄4": "ü",
    "Ã1⁄2": "ý",
    "Ã3⁄4": "þ",
    "Ã3": "ó",
    "Ã ̈": "è",
    "Ã ̄": "ï",
    "Ã ́": "ô",
    "Ã ̧": "ø",
}
"""What NFKC makes of mojibake whose second character has a compatibility form: fractions, raised digits, accents."""

_COMPATIBLE = expression(
    "â€(?:TM|(?<=[\\w.,!?…]â€)(?=[\\s.,;:!)]|\\Z))"
    "|Ã(?:1⁄4|1⁄2|3⁄4| [\u0308\u0304\u0301\u0327]|(?<=[a-z]Ã)3(?=n(?:es)?(?![a-z])))"
)
_CUT_SHORT, _CLOSING_AND_SPACE, _DAGGER = "â€", "â€ ", "†"
_COMPATIBLE_LOST = expression(r"Ã(?:(?<=[a-z]Ã)[3ao](?=[a-z])|(?<![^\W_]Ã)\.\.\.(?=[a-z]))")
"""The same where it cannot be told what stood there: `Ã³` and `Ã§` both end in a 3, `Ãº` and `Ãª` lost their place."""

_PAIRS = expression(
    "Ã(?<=[A-Za-z.]Ã)¥(?![^\\W\\d_a-zA-Z])"
    "|[ÄÅ](?:(?<=[A-Za-z.][ÄÅ])[€‚ƒ„†‡ˆ‰Š‹ŒŽ˜™š›œžŸ](?![^\\W\\d_a-zA-Z])"
    "|(?<![^\\W\\d_][ÄÅ])[€‚ƒ„†‡ˆ‰Š‹ŒŽ˜™š›œžŸ](?=[A-Za-z]))"
    "|â[–—](?:[\xa0-\xbf]|[‚ƒ„…†‡ˆ‰Š‹ŒŽ•˜™š›œžŸ])"
)
"""Single characters that ftfy leaves, since each half may stand in a text, which the two together never do within a
word: `BÃ¥stad`, `HostivaÅ™`, `ÄŒEZ`; and signs such as `â—‡`."""

_DAGGER_OR_MARK = expression(r"[“”]|(?<=[.!?,…])†(?=\s|\Z|[A-Z])")
_HANDLE_SIGN = expression("[@#]|://")
_NAMED = "@#"
_OF_HANDLE = r"[^\s@#()\[\]{}<>\"“”«»]"
_HANDLE = expression(
    rf"(?<![^\s(\[{{\"'“‘«<])(?:[@#]{_OF_HANDLE}+|{_OF_HANDLE}{{1,64}}@{_OF_HANDLE}+"
    r"|https?://[^\s<>\"“”«»]+)"
)
"""A handle, a hashtag, an address: protected, so that its mojibake goes with the whole of it or not at all."""


_LONG, _PROBES, _PROBE = 100_000, 8, 10_000
"""Characters from which on a line is asked about by its first pieces before the whole, their number and length."""

_C1 = expression("[\x80-\x9f]")
_MIN_LEFT = 20
"""Controls left in a text, from which on it may be binary."""

_WORD = expression(r"\w+")
_MIN_SHOWN = 3
"""Letters of a word from which it is no accident that a line has it twice."""

_LONGEST_SHOWN = 64
"""Letters on either side of a repair that may belong to its word."""

_MOST_HELD = 250_000
"""Repairs that are held while it is decided; where there are more, they are found a second time."""

_COUNTED = 4096
"""Repairs whose controls are counted at once."""

_LEFT_SHARE = 10
"""Repairs for each of them, below which it is."""

_INVISIBLE_DIRECTION = expression("[\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}]")
_FORBIDDEN = regex.compile(r"[\p{Cc}\p{Co}\p{Cn}\p{Cs}\u202a-\u202e\u2066-\u2069\ufffd--[\t\n\r]]", regex.V1)
"""What no edit may make: controls, bidi controls, the replacement character, code points of private use, of half a pair
and of no character: those come of bytes that were never text."""

_DELICATE = regex.compile(rf"{_FORBIDDEN.pattern}|{_INVISIBLE_DIRECTION.pattern}|{_DAGGER}", regex.V1)
"""What must not all come out as ftfy has it."""


class Mojibake(Rule):
    """Repair text that was decoded with the wrong encoding, as ftfy does.

    Why: UTF-8 read as Windows-1252 and the like turns ’ into â€™ and é into Ã©; every later step stumbles over it.

    Not touched: whatever ftfy does not recognise as mojibake; quotes, widths, ligatures, line ends, entities and
    composed letters, which ftfy could also change; texts that speak of character encodings; what is lost for good:
    where ftfy could only write a replacement character, the span is reported; what was never text: a line whose repair
    would be repaired again, and a line of a page's length that begins so.

    Safety: safe. ftfy changes a line only where the result is certain by its measure; no line of human text in the
    corpora is touched.
    """

    name = "encoding/mojibake"
    measured = Measured(
        right=408,
        judged=422,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="400 damaged lines restored exactly, 22 edits in human and machine text read",
    )
    lists = ("encoding-terms",)
    elsewhere = Elsewhere.APPLY
    acts_on = rf"[^\x00-\x7f]{{2}}|[{''.join((*LONE_CHARACTERS, _DAGGER))}Ã]"
    examples = (
        fix("The mayorâ€™s office is closed.", "The mayor’s office is closed.", at="â€™"),
        fix("Die StraÃŸe ist gesperrt.", "Die Straße ist gesperrt.", at="ÃŸ"),
        fix("The â€œgreen lineâ€\x9d opens.", "The “green line” opens.", at="â€œ"),
        fix("ÐŸÐ¾Ñ‡Ñ‚Ð° Ð·Ð°ÐºÑ€Ñ‹Ñ‚Ð°.", "Почта закрыта.", at="ÐŸÐ¾Ñ‡Ñ‚Ð°"),
        fix("They sang â€� all night.", "They sang � all night.", at="â€"),
        report("They sang like â€? birds.", at="â€?"),
        fix("at #cafÃ©Ã¼ber night", "at #caféüber night", at="#cafÃ©Ã¼ber"),
        fix("She said â€œno.â€ He left.", "She said “no.” He left.", at="â€"),
        fix("The mayorâ€TMs MÃ1⁄4ller", "The mayor’s Müller", at="â€TM"),
        fix("“I said no.† He left.", "“I said no.” He left.", at="†"),
        fix("“I said no.†He left.", "“I said no.” He left.", at="†"),
        fix("He came from BÃ¥stad.", "He came from Båstad.", at="Ã¥"),
        fix("The ÄŒEZ plant. â—‡ It is shut.", "The ČEZ plant. ◇ It is shut.", at="ÄŒ"),
        report("He lives in MorÃ3cka.", at="Ã3"),
        keep("The word “no.”† is said twice, and “yes.† I know” once."),
        keep("The mayor’s café is closed."),
        keep("“Straße” is the German word."),
        keep("Her name is Zoë, but the badge says ZoÃ«."),
        keep("Read as Windows-1252, the UTF-8 bytes of é show as Ã©."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each span that ftfy rewrites, a line at a time; none in what was never text."""
        found: Iterable[tuple[int, Repair]] = _found(document)
        if (controls := len(_C1.findall(document.text))) >= _MIN_LEFT:
            held = list(islice(found, _MOST_HELD))
            if _is_binary(document.text, controls, chain(held, found)):
                return
            found = held if len(held) < _MOST_HELD else _found(document)
        name, confidence, safety = self.name, self.confidence, self.safety
        for offset, repair in found:
            start, end = offset + repair.start, offset + repair.end
            if repair.lost:
                yield self.edit(start, end, _LOST)
            else:  # written out, for there may be one every few characters
                changes = (Change(start, end, repair.replacement),)
                yield Edit(name, start, end, _WRONG, changes, confidence, safety, repair.swallows)


def _found(document: Document) -> Iterator[tuple[int, Repair]]:
    """Where each line begins that has repairs, and its repairs."""
    text = document.text
    has_handles = _HANDLE_SIGN.search(text) is not None
    is_asked = False
    start = 0
    for line in StringIO(text, newline="\n"):
        if not line.isascii() and (repairs := (_short_repairs if len(line) <= _SHORT else _repairs)(line)):
            if not is_asked and is_meant(document, start, start + len(line), MOJIBAKE):
                return
            is_asked = True  # the reasons are about the whole text
            has = frozenset(line).issuperset
            for repair in _with_handles(line, repairs) if has_handles and _HANDLE_SIGN.search(line) else repairs:
                made = repair.replacement
                if not (made.isalpha() and has(made) and _is_shown(line, repair)):
                    yield start, repair
        start += len(line)


def _is_shown(line: str, repair: Repair) -> bool:
    """Whether a line has the word of a repair as it should be, too: then it speaks of how a word is printed."""
    low, high = repair.start, repair.end
    first, last = max(0, low - _LONGEST_SHOWN), min(len(line), high + _LONGEST_SHOWN)
    while low > first and line[low - 1].isalpha():
        low -= 1
    while high < last and line[high].isalpha():
        high += 1
    word = f"{line[low : repair.start]}{repair.replacement}{line[repair.end : high]}"
    return len(word) >= _MIN_SHOWN and word in _words(line)


@functools.lru_cache(maxsize=1)
def _words(line: str) -> frozenset[str]:
    """The words of a line that is asked for each of its repairs."""
    return frozenset(_WORD.findall(line))


def _is_binary(text: str, controls: int, found: Iterator[tuple[int, Repair]]) -> bool:
    """Whether many of the controls would be left beside what is repaired: bytes that were decoded but never text."""
    repairs, left = 0, controls
    while pieces := [text[start + repair.start : start + repair.end] for start, repair in islice(found, _COUNTED)]:
        repairs += len(pieces)
        left -= len(_C1.findall("".join(pieces)))
    return repairs >= _MIN_LEFT and left >= _MIN_LEFT and left * _LEFT_SHARE > repairs


def _repairs(line: str) -> Iterable[Repair]:
    """What changes in a line; nothing in bytes that were never text, nor in a long line that begins with such."""
    if len(line) > _LONG and any(_lasting(piece) is None for piece in _first_pieces(line)):
        return ()
    return _lasting(line) or ()


def _first_pieces(line: str) -> Iterator[str]:
    end = 0
    for _ in range(_PROBES):
        start, end = end, line.rfind(" ", end, end + _PROBE) + 1 or end + _PROBE
        yield line[start:end]


def _lasting(line: str) -> Iterable[Repair] | None:
    """What would change in a line; None where the result would change again, as it does with what was never text."""
    repairs, is_settled = _proposed(line)
    if is_settled:
        return repairs
    repairs = list(repairs)
    made = [repair for repair in repairs if not repair.lost]
    if not made:
        return repairs
    after = apply(line, [Change(repair.start, repair.end, repair.replacement) for repair in made])
    return None if any(not repair.lost for repair in _proposed(after)[0]) else repairs


def _proposed(line: str) -> tuple[Iterable[Repair], bool]:
    """What would change in a line, and whether that makes all of it what ftfy makes: then it is settled."""
    composed = tuple(_composed(line))
    rest = "".join(_masked(line, composed))
    if not could_change(rest) or (fixed := fix_line(rest)) == rest:
        return composed, not composed
    if not composed and not _DELICATE.search(fixed):
        return differences(rest, fixed), True
    changes = list(differences(rest, fixed))
    found = [repair for change in changes for repair in _makeable(rest, change)]
    is_ftfys = not composed and changes == found
    return tuple(sorted((*composed, *found))), is_ftfys and not any(repair.lost for repair in found)


def _masked(line: str, repairs: Sequence[Repair]) -> Iterator[str]:
    """The pieces of a line with letters for what is repaired already, so that ftfy neither sees nor touches it."""
    position = 0
    for repair in repairs:
        yield line[position : repair.start]
        yield "x" * (repair.end - repair.start)
        position = repair.end
    yield line[position:]


def _composed(line: str) -> Iterator[Repair]:
    """Mojibake that was brought into compatibility form (NFKC) after: `Ã¼` became `Ã1⁄4`, `â€™` `â€TM`; and, in a line
    that opens quotations, a closing mark whose last byte is lost."""
    if _DAGGER in line:
        yield from _daggers(line)
    for match in _PAIRS.finditer(line):
        decoded = match[0].encode("cp1252").decode("utf-8")
        if not _FORBIDDEN.search(decoded):
            yield Repair(*match.span(), decoded)
    if "Ã" not in line and "â€" not in line:
        return
    opens = "â€œ" in line or "“" in line
    for match in _COMPATIBLE.finditer(line):
        if opens or match[0] != _CUT_SHORT:
            yield Repair(*match.span(), _COMPATIBLE_FORMS[match[0]])
    for match in _COMPATIBLE_LOST.finditer(line):
        if not _COMPATIBLE.match(line, match.start()):
            yield Repair(*match.span(), match[0], lost=True)


def _daggers(line: str) -> Iterator[Repair]:
    """Daggers that half a repair made of closing marks: each ends a quotation that nothing else closes."""
    signs = list(_DAGGER_OR_MARK.finditer(line))
    marks = [match[0] for match in signs if match[0] != _DAGGER]
    seen = is_open = 0
    for match in signs:
        if match[0] != _DAGGER:
            seen += 1
            is_open += 1 if match[0] == "“" else -1
        elif is_open == 1 and marks[seen : seen + 1] != ["”"]:
            glued = line[match.end() : match.end() + 1].isalpha()
            yield Repair(*match.span(), "” " if glued else "”")
            is_open = 0


@functools.lru_cache(maxsize=4096)
def _short_repairs(line: str) -> tuple[Repair, ...]:
    """`_repairs`, remembered: short lines repeat."""
    return tuple(_repairs(line))


def _makeable(line: str, change: Repair) -> Iterator[Repair]:
    """`change`; or, where it would make what no edit may, its parts, of which those that do are lost."""
    start, end, replacement = change.start, change.end, _INVISIBLE_DIRECTION.sub("", change.replacement)
    if line[start:end] == _CLOSING_AND_SPACE and replacement == _DAGGER:
        yield Repair(start, end, "” ")  # the third byte of a closing mark is lost; a dagger has a no-break space there
    elif not _FORBIDDEN.search(replacement):
        yield Repair(start, end, replacement)
    else:
        for part in parts(line[start:end], replacement, start):
            yield replace(part, lost=bool(_FORBIDDEN.search(part.replacement)))


def _with_handles(line: str, repairs: Iterable[Repair]) -> Iterator[Repair]:
    """The repairs, those within a handle or a hashtag, and letters of an address, as one of the whole of it."""
    handles = iter([match.span() for match in _HANDLE.finditer(line)])
    handle = next(handles, None)
    inside: list[Repair] = []
    for repair in (*repairs, Repair(len(line), len(line), "")):
        while handle and handle[1] <= repair.start:
            if inside:
                yield _of_handle(line, handle, inside)
                inside = []
            handle = next(handles, None)
        if (
            handle
            and handle[0] <= repair.start
            and repair.end <= handle[1]
            and not repair.lost
            and (line[handle[0]] in _NAMED or repair.replacement.isalpha())
        ):
            inside.append(repair)
        elif repair.start < len(line):
            yield repair


def _of_handle(line: str, handle: Span, repairs: Sequence[Repair]) -> Repair:
    start, end = handle
    changes = [Change(repair.start - start, repair.end - start, repair.replacement) for repair in repairs]
    return Repair(start, end, apply(line[start:end], changes), swallows=True)
