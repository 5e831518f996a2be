"""Furniture told by its form: what a line must speak of, whatever the words.

A notice of commissions speaks of a commission, of "us" and of buying; a paywall of a number of free articles; a credit
is a word for a picture and names. Each form is a set of matters that must all be there, and few words of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cleaner.expressions import expression
from cleaner.language import LAST_SPACED
from cleaner.passes.boilerplate._tables import CREDIT_LABELS, ENDED, FurnitureTables, words_of

_MAX_CREDIT = 12
_MAX_PIECED = 24
_HEAD = 4
_MAX_READING = 6
_MAX_SHARING = 9
_MAX_INVITING = 20
_MAX_RIGHTS = 40
_MAX_LOGIN = 14
_READING = expression(r"\b\d{1,2} ?-?min(?:ute)?s?\b")
_AMOUNT = expression(r"[$£€]\s?\d|\d\s?[€%]|\d+p\b")
_ADDRESS = expression(r"[\w.+-]+@[\w-]+\.\w{2,}")
_PERSONS = frozenset(("i", "my", "me", "he", "she", "they"))
"""In a whole sentence with one of these, somebody speaks of somebody."""

_ATTRIBUTING = frozenset(("by", "from"))
"""With these a line names the writer and an address: "(By anna@example.org, Anna Miller)"."""

_HOME = expression(r"(?:[\w ]{1,16}: ?)?home ?[/>»›|·→] ?\S.{0,90}", re.IGNORECASE)
_CREDIT = expression(
    r"[(\[]?(?P<head>[A-Z]{2,8} )?(?P<label>[^\W\d_]{1,14})(?P<source> credit| source| copyright)?"
    r"(?P<by> by|:|,| ©| courtesy of| via| from|/)? ?(?P<names>[^()\[\]]{0,90})[)\]]?"
)
_FULL_NAME = expression(r"[A-Z][\w’'-]+(?: [A-Z]\.)?(?: (?:de|van|von|of|al))?(?: [A-Z][\w’'-]+){1,2}")
_NAMES = expression(
    r"[ ,/|()©&–-]*+(?:(?>[A-Z][\w.’'-]*+|@\w++|(?:of|the|for|via|by|and|de|van|von)\b)[ ,/|()©&–-]*+){1,12}+"
)


@dataclass(frozen=True, slots=True)
class _FurnitureForm:
    """What a line of `kind` speaks of: a word of each list in `needs`; `share` of its words may be unknown."""

    kind: str
    needs: tuple[str, ...]
    max_words: int
    share: float
    head: bool = False
    """Whether the line begins with one of the last list, and one of the first soon follows."""

    own: bool = False
    """Whether the words of its lists are none of the unknown ones."""


_MADE_BY = expression(
    r"(?:Web ?site|Site|Web(?: ?site)? design|Design(?:ed)?|Theme|Template|Built|Powered|Hosted)"
    r"(?: (?:designed|built|developed|powered|made|created|hosted))?(?: and (?:built|developed|hosted))?"
    r" (?:by|with|on|using):? [A-Z][\w.&’'-]*(?: (?:& |and )?[A-Z][\w.&’'-]*){0,3}"
)
"""Who made a page: "Website by Stone & Wheel"."""

_FORMS = (
    _FurnitureForm(
        "cookie-notice", ("consent-words", "consent-objects", "page-shown", "page-deixis"), 24, 0.34, own=True
    ),
    _FurnitureForm("disclosure-notice", ("commission-words", "reader-words", "trade-words"), 45, 0.34),
    _FurnitureForm("subscribe-prompt", ("limit-words", "reader-words", "page-nouns"), 20, 0.34),
    _FurnitureForm(
        "script-notice", ("page-media", "unavailable-words", "denial-words", "page-deixis"), 16, 0.25, head=True
    ),
)


def of_form(bare: str, tables: FurnitureTables) -> str | None:
    """The kind of a line by its form."""
    leads_home = _HOME.fullmatch(bare) is not None
    if leads_home and bare[-1] != ")":
        return "read-more"
    if leads_home or _is_credit(bare, tables):
        return "page-fact"
    reserved = len(bare) <= _MAX_RIGHTS and any(piece in bare for piece in tables.matters["rights-pieces"])
    if reserved or _MADE_BY.fullmatch(bare):
        return "copyright-line"
    if max(bare) > LAST_SPACED and len(bare) <= _MAX_PIECED and bare[-1] not in "。！？":
        return "read-more" if any(piece in bare for piece in tables.pieces) else None
    if _leads_away(bare, tables):
        return "read-more"
    if _names_network(bare, tables):
        return "share-prompt"
    if _asks_to_log_in(bare, tables):
        return "login-prompt"
    words = words_of(bare)
    if not words:
        return None
    said = frozenset(words)
    ended = ENDED.search(bare) is not None
    for form in () if ended and not _PERSONS.isdisjoint(said) else _FORMS:
        if (
            not any(tables.matters[name].isdisjoint(said) for name in form.needs)
            and len(words) <= form.max_words
            and _others(words, form, tables) <= form.share * len(words) / (1 + (ended and not form.head))
            and (not form.head or _is_headed(words, form, tables))
        ):
            return form.kind
    asks = words[0] in tables.verbs or words[0] in tables.asks or words[0] in tables.starts
    if _AMOUNT.search(bare) and not tables.matters["price-words"].isdisjoint(said) and len(words) <= _MAX_CREDIT:
        whole = bare[-1] not in ".!?" and len(words) > _HEAD and not tables.strangers(words)
        return "subscribe-prompt" if asks or whole else None
    if _READING.search(bare) and len(words) <= _MAX_READING and "read" in bare.lower():
        return "page-fact"
    asks = asks and len(words) <= _MAX_CREDIT and not bare.split(maxsplit=1)[0].endswith(":")
    names_writer = not bare[0].isupper() or words[0] in _ATTRIBUTING
    return "comment-prompt" if asks and not names_writer and _ADDRESS.search(bare) else None


def _others(words: list[str], form: _FurnitureForm, tables: FurnitureTables) -> int:
    """How many words are unknown, and in none of the lists of a form if its words are none of the unknown ones."""
    if not form.own:
        return tables.strangers(words)
    own = frozenset().union(*(tables.matters[name] for name in form.needs))
    return tables.strangers(word for word in words if word not in own)


def _leads_away(bare: str, tables: FurnitureTables) -> bool:
    """Whether a line is a label that leads to other pages, of two words or more, and a title."""
    label, colon, title = bare.partition(":")
    words = words_of(label)
    return (
        bool(colon)
        and 1 < len(words) <= _HEAD
        and words[0] in tables.matters["link-starts"]
        and tables.known(words) == len(words)
        and 0 < len(title.split()) <= _MAX_CREDIT
        and title[-1] not in ".!"
    )


def _names_network(bare: str, tables: FurnitureTables) -> bool:
    """Whether a line in another language than English begins or ends with a word for sharing or following, and names a
    social network; or invites to one of the page's own; or names the key that sends a misprint, and the misprint."""
    said = bare.lower()
    if "ctrl" in said and "enter" in said:
        return not tables.matters["misprint-words"].isdisjoint(words_of(bare))
    words = words_of(bare)
    asks, own = tables.sharing, tables.matters["own-words"]
    if not 1 < len(words) <= _MAX_INVITING:
        return False
    invites = words[0] in tables.matters["inviting-words"] and not own.isdisjoint(words)
    shares = len(words) <= _MAX_SHARING and (words[0] in asks or words[-1] in asks) and bare[-1] not in "."
    return (invites or shares) and any(f" {name}" in f" {said}" for name in tables.networks)


def _asks_to_log_in(bare: str, tables: FurnitureTables) -> bool:
    """Whether a line begins with an invitation to log in and speaks of commenting, in any language."""
    said = bare.lower().split(maxsplit=_HEAD)
    begins = any(tables.lines.get(" ".join(said[:size])) == "login-prompt" for size in range(1, _HEAD))
    return begins and any(tables.words.get(word) == "comment-prompt" for word in words_of(bare)[:_MAX_LOGIN])


def _is_headed(words: list[str], form: _FurnitureForm, tables: FurnitureTables) -> bool:
    return words[0] in tables.matters[form.needs[-1]] and not tables.matters[form.needs[0]].isdisjoint(words[1:_HEAD])


def _is_credit(bare: str, tables: FurnitureTables) -> bool:
    """Whether a line is a word for a picture and names: "(Photo by Anna Lee/River Post)", "AP Photo/Anna Lee"."""
    match = _CREDIT.fullmatch(bare)
    bound = bare[0] in "([" and bare[-1] in ")]"
    agencies = tables.matters["photo-agencies"]
    inner = bare[1:-1] if bound else bare
    if "/" in bare and _NAMES.fullmatch(inner):
        sources = words_of(bare if bound else bare.rpartition("/")[2])
        if not agencies.isdisjoint(sources) or (bound and sources[-1] in tables.matters["site-words"]):
            return True
    if not match or match["label"].lower() not in CREDIT_LABELS | tables.matters["credit-labels"]:
        return False
    names = match["names"].strip()
    agency = not agencies.isdisjoint(words_of(f"{match['head'] or ''} {names}"))
    if not names or len(names.split()) > _MAX_CREDIT:
        return False
    if agency and match["by"] is not None and bare[-1] not in ".!?":
        return True
    if match["by"] in (" by", " courtesy of") and _FULL_NAME.fullmatch(names):
        return True
    sourced = match["source"] is not None and (match["by"] is not None or agency)
    return bool(_NAMES.fullmatch(names)) and (agency or sourced or "/" in bare or (bound and match["by"] is not None))
