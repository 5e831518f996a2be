"""Contractions and genitives with a space inside."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.expressions import expression
from cleaner.gaps import signs
from cleaner.language import function_words, parts_of_speech, vocabulary
from cleaner.passes.spacing._lines import in_tokenized
from cleaner.rules import Measured, Rule, fix, keep, report
from cleaner.spans import Span

_AFTER_MARK = (
    r"(?:(?<=[\w)][ \t]['’])(?P<gap>[ \t]?)(?P<clitic>s|t|re|ve|ll|d|m)(?=[\s.,;:!?)\]\"”]|\Z)(?![ \t]['’])"
    r"|(?<=[ \t\n\xa0]n['’])t(?=[\s.,;:!?)\]\"”]|\Z)"
    r"|(?<=s[ \t]['’])(?=[ \t][a-z]))"
)
_APART = tuple(expression(mark + _AFTER_MARK) for mark in "'’")
"""Found by the apostrophe, one for each: after a space and before a clitic; in `n't` after a space; alone after a
plural."""

_HALF = tuple(
    expression(rf"{mark}(?<=[A-Za-z]{mark})[ ](?P<clitic>s|t|re|ve|ll|d|m)(?=[ .,;:!?]|\Z)(?!['’])") for mark in "'’"
)
"""A clitic that a space parts from its own apostrophe: `I' m`."""

_SET_OFF = (" '", " ’", "\t'", "\t’")
_SET_BEFORE = ("' ", "’ ")
"""What the gaps of a text show where an apostrophe is set off from what is before it, or before what follows it."""

_NEGATED = tuple(f"{space}n{mark}t" for space in " \t\n\N{NO-BREAK SPACE}" for mark in "'’")
"""The `n't` after a space, whose gap is that of any apostrophe."""

_CLOCK = expression(r"[oO](?<!\w[oO])([ \t]?)['’]([ \t]?)clock\b")

_SINGLE_MARK = expression(r"(?<!\w)['’‘]|['’](?!\w)")

_CLOSES = expression(r"['’](?<=[^\s(\[{].)(?!\w)")

_HOST = expression(r"[\w.]+\)?\Z")
_LONGEST_HOST = 40


def _clocks(document: Document) -> list[re.Match[str]]:
    return list(_CLOCK.finditer(document.text)) if "clock" in document.text else []


def _apart(document: Document) -> list[re.Match[str]]:
    """The marks that a space parts from their word."""
    text = document.text
    if not (any(map(document.once(signs).__contains__, _SET_OFF)) or any(map(text.__contains__, _NEGATED))):
        return []
    straight, curly = _APART
    found = list(straight.finditer(text))
    if text.isascii():
        return found
    return sorted([*found, *curly.finditer(text)], key=re.Match.start)


def _half(document: Document) -> list[re.Match[str]]:
    """The apostrophes that close up with their word, and have a clitic after a space."""
    text = document.text
    if not any(map(document.once(signs).__contains__, _SET_BEFORE)):
        return []
    return [match for pattern in (_HALF[:1] if text.isascii() else _HALF) for match in pattern.finditer(text)]


class SplitContraction(Rule):
    """Join a contraction or genitive that a space took apart: `don 't`, `it ' s`, `do n't`, `Anna 's`, `I' m`.

    Why: tokenizers split them, and engines trained on tokenised text write them so.

    Not touched: letters that are named (`an ' s '`), quotations in single marks, and `'s` after a word that
    takes none, or after one of another language (Dutch `zijn 's nachts`).

    Safety: safe. After a plural (`the ministers ' plan`) the mark could also open a quotation: reported.
    """

    name = "spacing/split-contraction"
    measured = Measured(
        right=14,
        judged=14,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="edits in machine translations, read",
    )
    lists = ("negatable-verbs", "contraction-hosts", "articles-and-prepositions", "function-words")
    optional_lists = ("subject-pronouns", "parts-of-speech")
    acts_on = r"[ \t]['’][ \t]?$|['’][ \t]$|^['’]$"
    sources = (_clocks, _apart, _half)
    examples = (
        fix("We don 't know.", "We don't know.", at="don 't"),
        fix("It ' s the town ' s mill.", "It's the town's mill.", at="It ' s"),
        fix("They do n't know.", "They don't know.", at="do n't"),
        fix("In the 1960 's it burnt.", "In the 1960's it burnt.", at="1960 's"),
        fix("I' m told you' ll see it isn' t so.", "I'm told you'll see it isn't so.", at="I' m"),
        fix("The doctor' s cart left.", "The doctor's cart left.", at="doctor' s"),
        keep("It must be 'd mod (q-1)' but was shorter, when 's.grind' stones are missing."),
        keep("The letters 's' t and 'd' m, the wheels' d and the mills' s."),
        report("It is the two ministers ' plan.", at="ministers '"),
        fix("We meet at 2 o' clock.", "We meet at 2 o'clock.", at="o' clock"),
        keep("Write it with an 's and a 't here."),
        keep("The mill and the inn (molens zijn 's nachts dicht) are old."),
        keep("The dogs 'n' cats and the two 'dogs' are here."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each position."""
        counts: dict[Span, int] = {}
        for clock in document.once(_clocks):
            spaces = [Change(*clock.span(side), "") for side in (1, 2) if clock[side]]
            if spaces and not in_tokenized(document, clock.start()):
                yield self.edit(*clock.span(), "o'clock split by a space", spaces)
        for match in document.once(_half):
            host = _HOST.search(text := document.text, max(0, match.start() - _LONGEST_HOST), match.start())
            if (
                host is None
                or in_tokenized(document, match.start())
                or not _is_half(host[0], match["clitic"], document)
            ):
                continue
            if text[host.start() - 1 : host.start()] not in ("'", "‘", "’"):
                change = Change(match.start() + 1, match.start("clitic"), "")
                yield self.edit(host.start(), match.end(), "contraction split by a space", [change])
        for match in document.once(_apart):
            if in_tokenized(document, match.start()) or _opens_quotation(document, match):
                continue
            edit = self._plural(document, match, counts) if match[0] in ("'", "’") else self._clitic(document, match)
            if edit is not None:
                yield edit

    def _clitic(self, document: Document, match: re.Match[str]) -> Edit | None:
        text = document.text
        negation = match["clitic"] is None
        space = match.start() - (2 if negation else 1)
        host = _HOST.search(text, max(0, space - _LONGEST_HOST), space)
        if host is not None and host[0] == "n" and match["clitic"] == "t":
            return self._apart_twice(document, host, match)
        if host is None or not _takes(host[0], "n't" if negation else match["clitic"], document):
            return None
        changes = [Change(space, space + 1, "")]
        if match["gap"]:
            changes.append(Change(*match.span("gap"), ""))
        return self.edit(host.start(), match.end(), "contraction split by a space", changes)

    def _apart_twice(self, document: Document, n: re.Match[str], match: re.Match[str]) -> Edit | None:
        """A negation that was taken apart at both ends: `do n ' t`."""
        text, space = document.text, n.start() - 1
        verb = _HOST.search(text, max(0, space - _LONGEST_HOST), space) if text[space : n.start()] == " " else None
        if verb is None or not _takes(verb[0], "n't", document):
            return None
        changes = [Change(space, space + 1, ""), Change(match.start() - 1, match.start(), "")]
        if match["gap"]:
            changes.append(Change(*match.span("gap"), ""))
        return self.edit(verb.start(), match.end(), "contraction split by a space", changes)

    def _plural(self, document: Document, match: re.Match[str], counts: dict[Span, int]) -> Edit | None:
        """A report where no other mark of the line could pair with this one; `counts` are those of the lines so far."""
        text = document.text
        line = document.line_at(match.start())
        if line not in counts:
            counts[line] = len(_SINGLE_MARK.findall(text, *line))
        if counts[line] != 1:
            return None
        host = _HOST.search(text, max(line[0], match.start() - 41), match.start() - 1)
        if host is None:
            return None
        return self.edit(host.start(), match.end(), "genitive split by a space, or a stray mark", safety=Safety.REPORT)


def _opens_quotation(document: Document, match: re.Match[str]) -> bool:
    """Whether a mark further on in the line closes what begins with this one: `which must be 'd mod (q-1)' here`; a
    genitive may well have one after it, unless a name goes on: `when 's.grind' stones are missing`."""
    text, end = document.text, match.end()
    if match["clitic"] is None or match["gap"]:
        return False
    if match["clitic"] == "s" and not (text[end : end + 1] == "." and text[end + 1 : end + 2].isalpha()):
        return False
    later = _SINGLE_MARK.search(text, end, document.line_at(match.start())[1])
    return later is not None and _CLOSES.match(text, later.start()) is not None


def _takes(host: str, clitic: str, document: Document) -> bool:
    """Whether the word before the space can carry the clitic."""
    word = host.lower()
    if clitic == "n't":
        return word in document.lexicon.optional("negatable-verbs")
    if clitic == "t":
        return word.endswith("n") and word[:-1] in document.lexicon.optional("negatable-verbs")
    if clitic == "s":
        known = document.lexicon.optional("function-words") | document.lexicon.optional("articles-and-prepositions")
        if word in document.lexicon.optional("contraction-hosts"):
            return True
        return word not in known and not _is_foreign(word, document)
    return word.isalpha() and word not in document.lexicon.optional("articles-and-prepositions")


def _is_half(host: str, clitic: str, document: Document) -> bool:
    """Whether a word with an apostrophe, a space and the clitic are a contraction: a genitive could be before it."""
    word = host.lower()
    if clitic == "t":
        return _takes(host, clitic, document)
    pronouns = document.lexicon.optional("subject-pronouns") | document.lexicon.optional("contraction-hosts")
    if clitic == "s" and word not in pronouns:
        return host.isalpha() and word[-1] != "s" and parts_of_speech(document.lexicon).get(word, "")[:1] == "n"
    return word in pronouns or (clitic in ("ll", "ve", "re") and _takes(host, clitic, document) and word[-1] != "s")


def _is_foreign(word: str, document: Document) -> bool:
    """Whether the word is a small one of another language only, as in Dutch: "zijn 's nachts dicht"."""
    return word in function_words() and word not in vocabulary(document.lexicon)
