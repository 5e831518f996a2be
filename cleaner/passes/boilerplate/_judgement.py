"""What a single line is: furniture of which kind, and how sure that is, whatever is around it."""

from __future__ import annotations

import re
from typing import NamedTuple

from cleaner.expressions import expression
from cleaner.language import LAST_SPACED
from cleaner.passes.boilerplate._buttons import (
    asks_to_follow,
    glued_buttons,
    is_bar,
    is_listed_bar,
    is_pointed,
    shares_to,
)
from cleaner.passes.boilerplate._facts import is_age, states_fact
from cleaner.passes.boilerplate._forms import of_form
from cleaner.passes.boilerplate._leave_alone import MAX_SENTENCES, is_no_furniture
from cleaner.passes.boilerplate._lists import KINDS
from cleaner.passes.boilerplate._plain import is_plain
from cleaner.passes.boilerplate._requests import (
    MAX_LINKED,
    MIN_NOUNS,
    SPOKEN_TO,
    TELLING,
    asked_for,
    asked_in_sentences,
    without_names,
)
from cleaner.passes.boilerplate._rows import is_trail, set_kind
from cleaner.passes.boilerplate._tables import (
    CREDIT_LABELS,
    EDGE,
    ENDED,
    MAX_LINE,
    FurnitureTables,
    lowered,
    plain,
    words_of,
)

_MIN_LINE = 2
"""Characters of a line from which the lists may have it."""

_MAX_WORDS = 14
_MAX_LABELLED = 16
_MIN_ROOMY = 3
_MIN_TITLE = 4
_MAX_BEGUN = 12
_MAX_BEGUN_STRANGERS = 2
_OF_PAGE = frozenset(("our", "us", "this"))
_OF_ANYTHING = frozenset(("read-more", "share-prompt"))
_LINK = 4
_BY = "by"
_SHOWN = frozenset(("video", "videos"))
"""Labels before the title of what is shown there, as well as before who made it."""

_MIN_LONE = 2
_BUTTON = (3, 4)
_HEAD = 30
_LETTERS = expression(r"[^\W\d_]{2}")
_LABEL_END = expression(r"[:：|]")
_YEARED = expression(r"(?:©|\(c\)|copyright)\W*(?:©\W*)?(?:19|20)\d\d\b", re.IGNORECASE)
_BAR = expression(r"[^\W\d_][\w ]{1,20}(?: ?[|»›•·>] ?[^\W\d_][\w ]{1,20}){2,8}")
_BAR_START = expression(r"(?:[^\W\d_]{2,12} ?[|·•] ?){1,5}")
OPENS_WINDOW = expression(r"\(opens in (?:a )?new (?:window|tab)\)", re.IGNORECASE)
_METERED = expression(
    r"you(?: have|['’]ve) (?:(?:read|used|viewed) )?(?:only )?(?:\d{1,2}|one|two|three)(?: of (?:your )?\d{1,2})? "
    r"(?:more )?(?:free |complimentary )(?:articles?|stories|reads)"
    r"(?: (?:left|remaining|this month|today|for free))*[.!]?",
    re.IGNORECASE,
)
_CREDITED = expression(
    r"[ ,/|()©&-]*+(?:(?>[A-Z][\w.’'-]*+|@\w++|(?:of|the|for|via|by|and|de|van|von)\b)[ ,/|()©&-]*+){1,12}+"
)
_HANDLE = expression(r"@\w{2,}")
_LEADING_NAME = expression(r"(?:[A-Z][\w.&’'-]*\s+){1,5}")
_PIECES = expression(r"(?<=[.!?…)])\s+(?=[^\Wa-z_])|\s*[|·•]\s*")
_MAY_BE_PIECES = expression(r"[.!?…)|·•](?:(?<=[|·•])|\s)")
"""What is in any line that is cut so; faster to look for."""

_SENTENCE_STARTS = expression(r"(?<=[.!?])[\"”’)]*\s*(?=[A-Z\"“])")
_MIN_TOLD = 6
"""Words of a sentence that says something."""

_OF_ONE = frozenset(("i", "i'm", "i've", "me", "my"))
"""Words of a person: pages say "we"."""

_MAX_PIECES = 6
_SURE_PIECE = 3


class LineJudgement(NamedTuple):
    """The kind of furniture that a line is, None where it is none.

    `sure`: the lists have it whole, or its form cannot be another. `lone`: it is furniture even where it is alone
    between paragraphs.
    """

    kind: str | None
    sure: bool = False
    lone: bool = False


NO_FURNITURE = LineJudgement(None)


def judge(line: str, tables: FurnitureTables) -> LineJudgement:
    """What `line` is by its lists, its form or its words."""
    bare = line.strip()
    found = judge_at_once(bare, tables)
    return found if found.kind is not None else judge_by_form(bare, tables)


def judge_by_form(bare: str, tables: FurnitureTables) -> LineJudgement:
    """What a line is, without the spaces around it, that no list has whole: by its form or its words."""
    if not bare or is_no_furniture(bare):
        return NO_FURNITURE
    words = words_of(bare)
    found = _of_pieces(bare, words, tables)
    if found.kind is not None:
        return LineJudgement(asked_in_sentences(bare, tables) or found.kind, True, True)
    if len(bare) <= MAX_LINE and not is_plain(bare, words, tables):
        if _YEARED.search(bare) or bare.startswith("©"):
            return LineJudgement("copyright-line", True)
        found = _of_form(bare, tables)
        if found.kind is not None:
            return found
        if asks_to_follow(bare, tables) or shares_to(bare.strip(EDGE), tables):
            return LineJudgement("share-prompt", True)
        if _METERED.fullmatch(bare):
            return LineJudgement("subscribe-prompt", True)
        labelled = _labelled(bare, tables)
        if labelled is not None:
            return LineJudgement(labelled)
        kind = _of_words(bare, tables)
        if kind is None:
            kind = _begun(bare, tables)
            if kind == "page-fact":
                return LineJudgement(kind, not ENDED.search(bare))
        if kind is not None:
            return LineJudgement(kind)
    named = _LEADING_NAME.match(bare)
    kind = tables.line_openers.kind_of(bare[named.end() :]) if named else None
    return LineJudgement(kind or asked_in_sentences(bare, tables))


def _of_form(bare: str, tables: FurnitureTables) -> LineJudgement:
    """What a line is by how it is set, or by what it states in numbers."""
    laid = set_kind(bare, tables)
    if laid is not None:
        return LineJudgement(laid, True)
    barred = _BAR_START.match(bare)
    if (_BAR.fullmatch(bare) and tables.known(words_of(bare))) or (barred and is_age(bare[barred.end() :])):
        return LineJudgement("read-more")
    if "|" in bare and is_listed_bar(bare, tables):
        return LineJudgement("read-more", True)
    formed = of_form(bare, tables)
    if formed is None and states_fact(bare, tables):
        formed = "page-fact"
    return LineJudgement(formed, formed is not None)


def judge_at_once(bare: str, tables: FurnitureTables) -> LineJudgement:
    """What a line is that the lists have whole, or whose form leaves no doubt; cheap for any other."""
    if not _MIN_LINE <= len(bare) <= MAX_SENTENCES or not tables.may_begin(bare):
        return NO_FURNITURE
    found = _listed(bare, tables)
    return NO_FURNITURE if found.kind is None or is_no_furniture(bare) else found


def _listed(bare: str, tables: FurnitureTables) -> LineJudgement:
    """What the lists say of a line, or its form."""
    said = plain(bare)
    kind = tables.lines.get(said) if len(bare) <= tables.max_length + 10 else None
    if kind is not None:
        return LineJudgement(kind, True, _is_lone(said, kind, tables) or (" " in said and is_pointed(bare)))
    of_rights = tables.begins_with_rights(said) or tables.ends_in_rights(said)
    kind = "copyright-line" if of_rights else tables.line_openers.kind(said)
    if len(bare) > MAX_LINE and (kind is None or _tells_of_else(bare, tables)):
        return NO_FURNITURE
    if kind is not None:
        return LineJudgement(kind, True, True)
    if OPENS_WINDOW.search(bare):
        return LineJudgement("share-prompt", True, True)
    if "@" in bare and tables.lines.get(plain(_HANDLE.sub("", bare))) == "share-prompt":
        return LineJudgement("share-prompt", True, True)
    glued = glued_buttons(bare, tables)
    if glued is not None:
        return LineJudgement(glued[0], True, glued[1])
    return _headed(bare, tables) if _LABEL_END.search(bare) else NO_FURNITURE


def _of_pieces(bare: str, words: list[str], tables: FurnitureTables) -> LineJudgement:
    """What a line is whose sentences, or the pieces between its bars, are furniture each: "Billed monthly. Cancel
    anytime.". One of them must be so beyond doubt."""
    speaks = not (tables.telling_words.isdisjoint(words) and tables.matters["price-words"].isdisjoint(words))
    if len(bare) > MAX_SENTENCES or not speaks or not (TELLING | _OF_ONE).isdisjoint(words):
        return NO_FURNITURE
    pieces = _PIECES.split(bare) if _MAY_BE_PIECES.search(bare) else ()
    if not 1 < len(pieces) <= _MAX_PIECES:
        return NO_FURNITURE
    sure: str | None = None
    for piece in pieces:
        judged = _piece(piece, tables) if len(piece) >= _MIN_LINE else NO_FURNITURE
        if judged.kind is None:
            return NO_FURNITURE
        sure = sure or (judged.kind if judged.sure else None)
    return LineJudgement(sure, True, True) if sure else NO_FURNITURE


def _piece(piece: str, tables: FurnitureTables) -> LineJudgement:
    """What a piece of a line is."""
    said = plain(piece)
    kind = tables.lines.get(said) or tables.line_openers.kind(said)
    if kind is not None:
        return LineJudgement(kind, len(said.split()) >= _SURE_PIECE)
    kind = tables.rowed.get(said)
    if not is_plain(piece, words_of(piece), tables):
        if _METERED.fullmatch(piece) or asks_to_follow(piece, tables):
            return LineJudgement("subscribe-prompt", True)
        formed = _of_form(piece, tables).kind
        if formed is None and piece[-1] == "." and piece[-2:] != "..":
            formed = _of_form(piece[:-1], tables).kind
        if formed is not None:
            return LineJudgement(formed, True)
        kind = kind or _of_words(piece, tables) or _begun(piece, tables)
    return LineJudgement(kind or (asked_for(piece, tables, first=False) if piece[0].isupper() else None))


def _tells_of_else(bare: str, tables: FurnitureTables) -> bool:
    """Whether a sentence of a long line, after the first, speaks of nothing that pages say of themselves: a page's line
    that was glued to a paragraph of the text."""
    sentences = _SENTENCE_STARTS.split(bare)[1:]
    return any(
        len(words) >= _MIN_TOLD and tables.hints.isdisjoint(words) and SPOKEN_TO.isdisjoint(words)
        for words in map(words_of, sentences)
    )


def judge_alone(bare: str, tables: FurnitureTables, *, first: bool = False) -> LineJudgement:
    """What a line is that stands between paragraphs or above a last line that nobody knows: only what a page says of
    itself or to its reader, for so do headings and titles. The `first` line of a text may be its title."""
    if not _MIN_LINE <= len(bare) <= MAX_LINE or (ENDED.search(bare) and tables.hints.isdisjoint(words_of(bare))):
        return NO_FURNITURE
    found = judge(bare, tables)
    words = words_of(bare)
    if found.kind is None or (len(words) < _MIN_LONE and bare[0] != "["):
        return NO_FURNITURE
    own = not _OF_PAGE.isdisjoint(words)
    hard = any(word in tables.words and word not in tables.soft for word in words)
    if found.kind == "page-fact":
        speaks = found.sure
    elif found.kind in _SPEAKING:
        sponsors = tables.words.get(words[0]) == "advertisement-label" and words[1] == _BY
        named = sponsors and _CREDITED.fullmatch(bare.split(maxsplit=2)[-1]) is not None
        speaks = found.sure or own or named or (hard and (words[0] in tables.verbs or not SPOKEN_TO.isdisjoint(words)))
    else:
        nouns = sum(word in tables.nouns for word in words)
        asks = nouns >= MIN_NOUNS and words[0] in tables.verbs and not SPOKEN_TO.isdisjoint(words)
        set_so = is_bar(bare, tables) or set_kind(bare, tables) is not None or is_trail(bare, tables)
        speaks = asks or set_so or (own and nouns > 0)
    if not speaks or (first and not own and found.kind != "page-fact" and bare[-1] != "."):
        return NO_FURNITURE
    return LineJudgement(found.kind, True, True)


_LONE_KINDS = frozenset(
    ("share-prompt", "subscribe-prompt", "cookie-notice", "login-prompt", "script-notice", "disclosure-notice")
)

_SPEAKING = _LONE_KINDS | {"comment-prompt", "advertisement-label", "copyright-line"}


def _is_lone(said: str, kind: str, tables: FurnitureTables) -> bool:
    """Whether a listed line is furniture by itself: no heading reads so."""
    if kind == "advertisement-label" or said in tables.lone:
        return True
    return len(said.split()) > 2 and kind in _LONE_KINDS


def _headed(bare: str, tables: FurnitureTables) -> LineJudgement:
    """A label and names, "Photograph: Anna Lee/The River Post", or one that leads away and a title: "Read more: …"."""
    label, rest = _LABEL_END.split(bare, maxsplit=1)
    label, rest = lowered(label).strip(EDGE), rest.strip()
    if label.removesuffix(" credit").removesuffix(" by") in CREDIT_LABELS or label in tables.matters["credit-heads"]:
        if label in _SHOWN and len(rest.split()) >= _MIN_TITLE:
            titled = rest[0].isupper() and not ENDED.search(rest)
            return LineJudgement("read-more", True, True) if titled else NO_FURNITURE
        few = len(rest.split()) < 4 or any(mark in rest for mark in "/|©@")
        return LineJudgement("page-fact", True, True) if few and _CREDITED.fullmatch(rest) else NO_FURNITURE
    if f"{label}:" not in tables.links:
        return NO_FURNITURE
    least = 1 if max(rest, default="") > LAST_SPACED else 2 if " " in label else _MIN_TITLE
    begins = bool(rest) and not (rest[0].islower() or ENDED.search(rest))
    words = [word for word in rest.split() if any(map(str.isalpha, word))]
    is_title = begins and least <= len(words) <= _MAX_LABELLED
    return LineJudgement("read-more", True, True) if is_title else NO_FURNITURE


def is_half_known(line: str, tables: FurnitureTables) -> bool:
    """Whether at least half of the words of a line are furniture's: enough in the company of others."""
    words = words_of(line)
    known = tables.known(words)
    return len(words) > 1 and known * 2 >= len(words)


def _labelled(bare: str, tables: FurnitureTables) -> str | None:
    said = bare.lower().replace("：", ":").strip(EDGE)
    for size in range(1, 4):
        label = " ".join(said.split()[:size])
        head = label[: label.find(":") + 1] or label
        kind = tables.labels.get(head)
        if kind == "read-more" and not _LETTERS.search(said, len(head)) and said != head:
            return None  # numbers of issues
        if kind is not None and len(said.split()) <= _MAX_LABELLED and not re.search(r"[.!?]\s+\S", said):
            return kind if kind != "page-fact" or not bare.endswith((".", "!", "?")) else None
    title = words_of(bare.partition(":")[0]) if ":" in bare[:_HEAD] else []
    linked = 2 <= len(title) <= 3 and title[0] in tables.starts and title[-1] in tables.nouns
    return "read-more" if linked and bare[-1] not in ".!?" else None


def _of_words(bare: str, tables: FurnitureTables) -> str | None:
    """The kind of a line that is made of the words of furniture, with few others among them."""
    if bare[-1] == "," or "#" in bare or not (bare[0].isupper() or bare[0].isdigit() or not bare[0].isalnum()):
        return None
    asked, _, told = bare.rpartition("? ")
    words = words_of(told if len(asked) < _HEAD else bare)
    if not 2 <= len(words) <= _MAX_WORDS:
        return None
    sentence = bare[-1] in ".!?"
    strong = [word for word in words if word in tables.words]
    listed = len(words) <= MAX_LINKED and not sentence and ", " not in bare
    if not strong and listed and plain(bare).startswith(tables.openers):
        return "read-more"
    strangers = tables.strangers(words)
    hard = any(word not in tables.soft for word in strong)
    begun = words[0] in tables.starts
    paged = not tables.nouns.isdisjoint(words)
    if sentence and not (hard or (begun and (strong or paged) and bare[-1] == "?")):
        return None
    requests = not sentence and len(words) > _MIN_ROOMY and words[0] in tables.verbs and strangers * 3 <= len(words)
    if requests and (hard or paged) and not SPOKEN_TO.isdisjoint(words):
        return min((tables.words[word] for word in strong), key=KINDS.index) if strong else "read-more"
    told_apart = hard or paged or not SPOKEN_TO.isdisjoint(words)
    if strangers > (0 if sentence else hard + (begun and told_apart and bool(strong) and len(words) >= _MIN_ROOMY)):
        return None
    if strangers and strong and _may_be_of_anything(words, strong, tables):
        return None
    if not strong:
        button = len(words) in _BUTTON and not any(map(str.isdigit, words))
        return "read-more" if begun and not strangers and (paged or button) else None
    return min((tables.words[word] for word in strong), key=KINDS.index)


def _may_be_of_anything(words: list[str], strong: list[str], tables: FurnitureTables) -> bool:
    """Whether a line with a word of its own may be about it: what is shared or related, comments from somebody."""
    own = tables.matters["own-words"]
    kinds = {tables.words[word] for word in strong}
    if kinds <= _OF_ANYTHING and tables.nouns.isdisjoint(words):
        return own.isdisjoint(words) and SPOKEN_TO.isdisjoint(words)
    linked = len(words[1]) <= _LINK and words[1] in tables.small and tables.strangers(words[-1:]) > 0
    return linked and kinds == {"comment-prompt"} and words[0] not in tables.verbs


def _begun(bare: str, tables: FurnitureTables) -> str | None:
    """The kind of a short line that begins as furniture does, and has no more than a few words of its own."""
    said, words = plain(bare), words_of(bare)
    if not bare[0].isupper() or not 1 < len(words) <= _MAX_BEGUN or re.search(r"(?<!\d)[.!]\s+\S", bare):
        return None
    kind, length = tables.beginnings.find(said)
    if kind is not None:
        return kind if _is_brief(bare, len(words_of(said[:length])), tables) else None
    if not ENDED.search(bare) and said.startswith(tables.prompts) and words[0] in tables.verbs:
        return "subscribe-prompt" if len(words) - tables.known(words) <= _MAX_BEGUN_STRANGERS else None
    return None


def _is_brief(bare: str, begun: int, tables: FurnitureTables) -> bool:
    """Whether a line goes on after `begun` words with no more than a name or a word of its own, as no long sentence."""
    own = words_of(" ".join(without_names(bare)))[begun:]
    strangers = tables.strangers(own)
    if ENDED.search(bare):
        return not strangers and len(own) < MAX_LINKED - 1 and ", " not in bare
    return strangers <= _MAX_BEGUN_STRANGERS
