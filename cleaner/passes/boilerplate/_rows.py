"""Lines that a page sets in pieces: rows of buttons, trails of headings, switches of languages; and links that skip.

A row is told by its pieces: each must be a button, a fact or a name of a part of the page, most of them beyond doubt.
"""

from __future__ import annotations

import re

from cleaner.expressions import expression
from cleaner.language import LAST_SPACED
from cleaner.passes.boilerplate._buttons import spaced_buttons
from cleaner.passes.boilerplate._facts import is_age, is_duration, is_fact
from cleaner.passes.boilerplate._tables import ENDED, FurnitureTables, lowered, plain, tokens_of, words_of

_MAX_ROW = 160
_MAX_PIECES = 14
_MAX_PIECE = 60
_MAX_BUTTON = 4
_MAX_SKIP = 6
_MAX_RESUMED = 9
_MIN_SWITCH = 3
_MIN_TRAIL = 3
_CODE = 3
_SMALL = 4
_MAX_UNSPACED = 16
_PIECES = expression(r"\s*(?:[|·•│●▪◆]|\]\s*\[)\s*|\s+[/→←–—-]\s+|[ \t\N{NO-BREAK SPACE}\N{IDEOGRAPHIC SPACE}]{2,}")
_MAY_BE_PIECES = expression(r"[|·•│●▪◆\]]|\s[/→←–—\s-]")
"""What is in any line that is cut so; faster to look for."""

_ARROWED = expression(r"\s*(?:[>›»→❯▸]|::)\s*")
_SLASHED = expression(r"\s+[/|·•\\]\s+")
_SIGNED = expression(r"[>›»→❯▸/|·\\]|::")
_LEAD = expression(r"[^\W\d_][^:：\d]{1,24}[:：]\s?")
_COUNT_ENDS = ")]n"
_COLON = expression(r"(?<!\d)[:：](?!//)")
_SWITCH = expression(r"\s*[|·•/,]\s*|\s+")
_PICTURED = expression(
    r"(?:[ ]?[-–—:|(][ ]?|[ ])\d{1,3} (?:images?|photos?|pictures?|slides?|videos?)\)?\Z", re.IGNORECASE
)
_MAX_PICTURED = 20
"""So many characters of the end of a line hold the count of its pictures."""

_GALLERIES = frozenset(("gallery", "galleries", "photos", "slideshow", "in pictures"))
_EXTRA = expression(r"\s*(?:\(\d[\d.,]*[kKmM]?\)|\[\d+\]|(?<=\D )\d[\d.,]*[kKmM]?|(?<=\D )\d{1,2}:\d\d(?: min)?)\Z")


def set_kind(bare: str, tables: FurnitureTables) -> str | None:
    """The kind of a line that only a page sets so: a row of buttons, a switch of languages, a link that skips."""
    row = row_kind(bare, tables)
    if row is not None:
        return row[0]
    if (":" in bare or "：" in bare) and _is_filled_in(bare, tables):
        return "page-fact"
    counted = _EXTRA.search(bare) if bare[-1].isdigit() or bare[-1] in _COUNT_ENDS else None
    if counted and (":" in counted[0] or not counted[0].strip()[0].isdigit()):
        return tables.lines.get(plain(bare[: counted.start()]))
    if ENDED.search(bare):
        return None
    tokens = tokens_of(bare)
    if is_language_switch(bare, tables) or _leads_past(bare, tokens, tables):
        return "read-more"
    if pictured := _PICTURED.search(bare, max(0, len(bare) - _MAX_PICTURED)):
        said = plain(bare[: pictured.start()])
        return "read-more" if said in _GALLERIES or said in tables.lines else None
    if buttons := spaced_buttons(bare, tables):
        return buttons
    return "advertisement-label" if _goes_on_below(bare, tokens, tables) else None


def _goes_on_below(bare: str, words: list[str], tables: FurnitureTables) -> bool:
    """Whether a line of these words says that the text goes on below a picture or an advertisement, in any language."""
    matters = [tables.matters[name] for name in ("inset-words", "below-words", "resume-words")]
    return (
        _MIN_SWITCH <= len(words) <= _MAX_RESUMED
        and not any(matter.isdisjoint(words) for matter in matters)
        and not ENDED.search(bare)
        and words[0] not in tables.matters["below-words"] | tables.matters["inset-words"]
    )


def _is_filled_in(bare: str, tables: FurnitureTables) -> bool:
    """Whether a line is a form of facts that is filled in, label after label: "Author: staff Views: 312"."""
    if len(bare) > _MAX_ROW:
        return False
    said, past, known, facts = lowered(bare).replace("：", ":"), 0, 0, 0
    for colon in _COLON.finditer(said):
        words = said[past : colon.start()].split()
        labels = (" ".join(words[-size:]) + ":" for size in range(min(_MAX_BUTTON, len(words)), 0, -1))
        label = next((label for label in labels if label in tables.labels or label in tables.rowed), None)
        if label is None or (not known and len(words) != len(label.split())):
            return False
        known, past = known + 1, colon.end()
        facts += tables.labels.get(label) == "page-fact"
    return known > 1 and facts > 0 and len(said) - past <= _MAX_PIECE


def row_kind(bare: str, tables: FurnitureTables) -> tuple[str, bool] | None:
    """The kind of a line that is a row of buttons and facts, "Log in | Register", and whether each of them is one
    beyond doubt."""
    bound = bare[0] == "[" and bare[-1] == "]"
    if len(bare) > _MAX_ROW or not (bound or (_MAY_BE_PIECES.search(bare) and _PIECES.search(bare))):
        return None
    pieces = [piece.strip() for piece in _PIECES.split(bare[1:-1] if bound else bare)]
    pieces = [piece for piece in pieces if any(map(str.isalnum, piece))]
    if not (1 < len(pieces) <= _MAX_PIECES or (bound and pieces)):
        return None
    kinds = [button_kind(piece, tables) for piece in pieces]
    sure = [kind for kind in kinds if kind]
    if not sure or len(sure) * 2 < len(kinds):
        return None
    others = [piece for piece, kind in zip(pieces, kinds, strict=True) if not kind]
    if not all(_is_beside(piece, tables) for piece in others):
        return None
    return sure[0], not others


def button_kind(piece: str, tables: FurnitureTables) -> str | None:
    """The kind of a piece of a row that is a button or a fact, whatever count or length of time is after it."""
    said = plain(_EXTRA.sub("", piece)) or plain(piece)
    found = tables.lines.get(said) or tables.rowed.get(said)
    if found:
        return found
    label = f"{lowered(piece).partition(':')[0].strip()}:" if ":" in piece else ""
    headed = tables.labels.get(label) or tables.rowed.get(label)
    if headed and len(piece.split()) <= _MAX_SKIP:
        return headed
    if is_duration(piece) or is_age(piece) or is_fact(piece, tables, in_row=True):
        return "page-fact"
    return "read-more" if is_skip_link(piece, tables) else None


def _is_beside(piece: str, tables: FurnitureTables) -> bool:
    """Whether a piece may stand beside buttons: a few words of pages, a name or a date, and no sentence."""
    if ENDED.search(piece) or len(piece) > _MAX_PIECE:
        return False
    words = words_of(piece)
    return len(words) <= _MAX_BUTTON or not tables.strangers(words)


def is_skip_link(bare: str, tables: FurnitureTables) -> bool:
    """Whether a line leads past something, as for readers of a screen: "Skip to content", in any language."""
    return _leads_past(bare, tokens_of(bare), tables)


def _leads_past(bare: str, words: list[str], tables: FurnitureTables) -> bool:
    """The same of a line of these words."""
    goals, ways = tables.matters["skip-goals"], tables.matters["skip-words"]
    if words and max(bare) > LAST_SPACED:
        led = len(bare) <= _MAX_UNSPACED and not ENDED.search(bare)
        return led and any(goal in bare for goal in goals) and any(way in bare for way in ways)
    return (
        1 < len(words) <= _MAX_SKIP
        and not ways.isdisjoint(words)
        and not ENDED.search(bare)
        and any(word in goals and word not in ways for word in words)
        and all(word in ways or word in goals or word in tables.small or len(word) <= _SMALL for word in words)
    )


def is_trail(bare: str, tables: FurnitureTables) -> bool:
    """Whether a line is the trail of headings that leads from the first page of a site to this one."""
    homes = tables.matters["home-words"]
    if not _SIGNED.search(bare):
        return False
    if ENDED.search(bare) and not bare.endswith(("…", "...")):
        return False
    lead = _LEAD.match(bare)
    for line in (bare, bare[lead.end() :]) if lead else (bare,):
        for signs, least in ((_ARROWED, 2), (_SLASHED, _MIN_TRAIL)):
            parts = signs.split(line)
            if least <= len(parts) <= _MAX_PIECES and parts[0].lower().strip() in homes and all(parts[1:-1]):
                return len(parts[-1]) <= _MAX_ROW // 2
    return False


def is_language_switch(bare: str, tables: FurnitureTables) -> bool:
    """Whether a line is nothing but codes or names of languages: "EN | DE | FR"."""
    names = tables.matters["language-labels"]
    said = bare.strip("[]() ")
    first = _SWITCH.split(said, maxsplit=1)[0]
    if first and first.lower() not in names:
        return False
    parts = [part for part in _SWITCH.split(said) if part]
    if not 1 < len(parts) <= _MAX_PIECES or not all(part.lower() in names for part in parts):
        return False
    codes = [part for part in parts if len(part) <= _CODE and part.isascii()]
    if len(parts) < _MIN_SWITCH and not any(part.lower() in ("en", "eng", "english") for part in parts):
        return False
    return all(part.isupper() for part in codes) or (len(parts) >= _MIN_SWITCH and "|" in bare)
