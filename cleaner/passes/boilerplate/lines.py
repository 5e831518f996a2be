"""The rules, one for each kind of furniture; what is furniture is decided in `furniture`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.passes.boilerplate.furniture import furniture
from cleaner.rules import Elsewhere, Prior, Rule, fix, keep, report

_TRAIL = re.compile(r"(?:[ \t]+[-–—|][ \t]+(?P<site>[^\n|–—]{2,40}))\s*\Z|(?P<crumbs>\|(?:[^|\n]{2,40}\|){2,})\s*\Z")


@dataclass(frozen=True)
class _Furniture(Rule):
    """A rule that takes away all furniture of its kind."""

    message: ClassVar[str] = ""
    elsewhere = Elsewhere.APPLY

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each piece."""
        kind = self.name.partition("/")[2]
        for piece in document.once(furniture):
            if piece.kind != kind:
                continue
            if piece.trust is Safety.REPORT:
                yield self.edit(piece.start, piece.end, self.message, safety=piece.trust, confidence=0.6)
            else:
                change = Change(piece.start, piece.end, "")
                yield self.edit(piece.start, piece.end, self.message, [change], swallows=True)


@dataclass(frozen=True)
class CommentPrompt(_Furniture):
    """Remove the invitation to comment that a page puts under its text.

    Why: "Leave a Comment" belongs to the form below the article; a scraper takes it for the last paragraph.

    Not touched: the same words inside a sentence, in quotes, or anywhere but at the end of the text; a line with
    anything else on it.

    Safety: safe. Only whole lines go, from the end of the text upwards, and the blank lines before them; on the last
    line of prose only what follows a full stop.
    """

    name = "boilerplate/comment-prompt"
    measured = Prior(
        confidence=0.95,
        reason="applied 1, reported 0 in 1.13 million words of human text; 0 and 0 in 1.00 million of machine text",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    message = "an invitation to comment, left over from the page under the text"
    examples = (
        fix("The talks end today.\n\nLeave a Comment", "The talks end today.", at="\n\nLeave a Comment"),
        fix("The talks end today.\n\nLeave a reply\n", "The talks end today.\n"),
        fix("The talks end today. Leave a Comment", "The talks end today.", at=" Leave a Comment"),
        fix("The talks end today.\nWrite your comment here", "The talks end today."),
        keep("Leave a comment below if you disagree, she wrote."),
        keep("The sign read:\n\n“Leave a comment”"),
        keep("Leave a Comment\n\nThe button with these words is the most tested part of a page."),
    )


@dataclass(frozen=True)
class SharePrompt(_Furniture):
    """Remove invitations to share, follow, print or send a page.

    Why: the buttons around an article have names, and scrapers read them.

    Not touched: the same words in a sentence, in quotes, within the text.

    Safety: safe. Whole lines at the end of the text, or several at its start or between paragraphs.
    """

    name = "boilerplate/share-prompt"
    measured = Prior(
        confidence=0.95,
        reason="applied 0, reported 0 in 1.13 million words of human text; 0 and 1 in 1.00 million of machine text",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    message = "an invitation to share or follow, left over from the page"
    examples = (
        fix("The talks end today.\n\nShare this:", "The talks end today.", at="\n\nShare this:"),
        fix("The talks end today.\nFacebook\nTwitter\nPrint", "The talks end today."),
        fix("The talks end today.\n\nFollow our page on Facebook", "The talks end today."),
        keep("The talks end today. Share this with the others, she said."),
        keep("He told us what the box reads:\n\n“Share this:”"),
        keep("Share this:"),
    )


@dataclass(frozen=True)
class ReadMore(_Furniture):
    """Remove links to other pages: "Read more", "Related Posts", "Read also: …".

    Why: they lead away from the page and mean nothing without it.

    Not touched: sentences about reading, lines in quotes, titles below such a line.

    Safety: safe at the end of the text; a label with a title behind it goes where a sentence has ended before it.
    """

    name = "boilerplate/read-more"
    measured = Prior(
        confidence=0.95,
        reason="applied 0, reported 0 in 1.13 million words of human text; 0 and 0 in 1.00 million of machine text",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    message = "a link to another page, left over from the page"
    examples = (
        fix("The talks end today.\n\nRead more", "The talks end today.", at="\n\nRead more"),
        fix("The talks end today.\n\nRead also: Talks begin at last", "The talks end today."),
        fix("The talks end today.\n\nRelated Posts\n", "The talks end today.\n"),
        keep("Children who read more at home read better at school."),
        keep("The poster says:\n\n“Read more”"),
        keep("Related\n\nTwo families with one name are not always related."),
    )


@dataclass(frozen=True)
class SubscribePrompt(_Furniture):
    """Remove invitations to subscribe, to join or to pay.

    Why: every news page asks for it below its articles.

    Not touched: the same words in a sentence, in quotes, within the text.

    Safety: safe. Whole lines at the end of the text, or several at its start or between paragraphs.
    """

    name = "boilerplate/subscribe-prompt"
    measured = Prior(
        confidence=0.95,
        reason="applied 0, reported 0 in 1.13 million words of human text; 0 and 0 in 1.00 million of machine text",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    message = "an invitation to subscribe, left over from the page"
    examples = (
        fix("The talks end today.\n\nSubscribe to our newsletter", "The talks end today."),
        fix("The talks end today.\n\nGet our free daily newsletter by email", "The talks end today."),
        fix("The talks end today.\nNewsletter\nEnter your email address", "The talks end today."),
        keep("To subscribe to our newsletter costs nothing and brings little."),
        keep("The letter ends:\n\n“Subscribe now!”"),
        keep("Newsletter"),
    )


@dataclass(frozen=True)
class AdvertisementLabel(_Furniture):
    """Remove labels that stood over an advertisement.

    Why: the advertisement is gone, its label is left between two paragraphs.

    Not touched: the word in a sentence, a heading, a line in quotes, a list of such words.

    Safety: safe. A line of the lists alone between sentences that have ended, or at either end of the text.
    """

    name = "boilerplate/advertisement-label"
    measured = Prior(
        confidence=0.95,
        reason="applied 0, reported 0 in 1.13 million words of human text; 0 and 0 in 1.00 million of machine text",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    message = "the label of an advertisement, left over from the page"
    examples = (
        fix("The talks end today.\n\nAdvertisement", "The talks end today."),
        fix(
            "The talks end today.\n\nADVERTISEMENT\n\nThe minister said that they had been hard for everybody there.",
            "The talks end today.\n\nThe minister said that they had been hard for everybody there.",
        ),
        fix("The talks end today.\n\nSponsored Content\n", "The talks end today.\n"),
        keep("Above it must stand the word “Advertisement” in small type."),
        keep("Advertisement\n\nShort."),
        keep("The word over the text was:\n\n“Advertisement”"),
    )


@dataclass(frozen=True)
class CookieNotice(_Furniture):
    """Remove notices about cookies and links to terms and policies.

    Why: they cover the page until one agrees, and scrapers never do.

    Not touched: sentences about cookies of either kind, lines in quotes.

    Safety: safe. Whole lines of the lists or of their words, at the end of the text or several at its start.
    """

    name = "boilerplate/cookie-notice"
    measured = Prior(
        confidence=0.95,
        reason="applied 0, reported 0 in 1.13 million words of human text; 0 and 0 in 1.00 million of machine text",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    message = "a notice about cookies, left over from the page"
    examples = (
        fix("The talks end today.\n\nThis website uses cookies.", "The talks end today."),
        fix("The talks end today.\n\nAccept all cookies", "The talks end today."),
        fix("The talks end today.\nPrivacy Policy\nTerms of Use", "The talks end today."),
        keep("We use cookies in the dough, and butter."),
        keep("The banner says:\n\n“Accept all cookies”"),
        keep("Cookies are baked at 180 degrees.\n\nThey keep for a week."),
    )


@dataclass(frozen=True)
class LoginPrompt(_Furniture):
    """Remove invitations to log in or to register.

    Why: the form stands below the article.

    Not touched: the same words in a manual's sentence, in quotes, within the text.

    Safety: safe. Whole lines at the end of the text, or several at its start or between paragraphs.
    """

    name = "boilerplate/login-prompt"
    measured = Prior(
        confidence=0.95,
        reason="applied 0, reported 0 in 1.13 million words of human text; 0 and 0 in 1.00 million of machine text",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    message = "an invitation to log in, left over from the page"
    examples = (
        fix("The talks end today.\n\nYou must be logged in to post a comment.", "The talks end today."),
        fix("The talks end today.\n\nLog in or create a free account", "The talks end today."),
        fix("The talks end today.\nSign in\nRegister", "The talks end today."),
        keep("To read on you must log in with the name of your dog."),
        keep("The button says:\n\n“Log in”"),
        keep("Log in\n\nType your name and press Return."),
    )


@dataclass(frozen=True)
class CopyrightLine(_Furniture):
    """Remove the line that says who owns the page.

    Why: the foot of every page has one; it belongs to no article.

    Not touched: copyright in a sentence, in quotes, on the title page at the start of a book.

    Safety: safe. Only whole lines at the end of the text, from the lists or with the sign or the word and a year.
    """

    name = "boilerplate/copyright-line"
    measured = Prior(
        confidence=0.95,
        reason="applied 0, reported 0 in 1.13 million words of human text; 0 and 0 in 1.00 million of machine text",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    message = "a copyright line, left over from the page"
    examples = (
        fix("The talks end today.\n\nAll rights reserved.", "The talks end today."),
        fix("The talks end today.\n\n© 2023 The Valley Times. All rights reserved.", "The talks end today."),
        fix("The talks end today.\nCopyright 2019 Valley Times", "The talks end today."),
        keep("Copyright © in each contribution remains with its author. He may withdraw it."),
        keep("He had it printed on every page:\n\n“All rights reserved.”"),
        keep("Copyright 1922\n\nTo my wife"),
    )


@dataclass(frozen=True)
class TranslationCredit(_Furniture):
    """Remove the line in which a page names the machine that translated it.

    Why: "Translated by Google" and "This article was translated automatically" are said of the text, not in it.

    Not touched: the same words in a sentence or in quotes; the name of a person who translated.

    Safety: safe. Only whole lines of the lists, at the end of the text or several at its start.
    """

    name = "boilerplate/translation-credit"
    measured = Prior(
        confidence=0.95,
        reason="applied 0, reported 0 in 1.13 million words of human text; 0 and 0 in 1.00 million of machine text",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    message = "a page names the machine that translated it"
    examples = (
        fix("The talks end today.\n\nTranslated by Google", "The talks end today."),
        fix("The talks end today.\n\nThis article was translated automatically.", "The talks end today."),
        fix("The talks end today. Translated with DeepL.com (free version)", "The talks end today."),
        keep("The sign, translated by Google, promised a soup of our father."),
        keep("The talks end today.\n\nTranslated by Anna Lee"),
        keep("The bill says:\n\n“Translated by Google”"),
    )


@dataclass(frozen=True)
class PageFact(_Furniture):
    """Remove lines that state a fact about the page: tags, categories, views, credits.

    Why: "Tags: news, world" and "Post Views: 312" are the page's, not the text's.

    Not touched: labelled lines that end like a sentence, that stand within the text, or that no sentence precedes.

    Safety: safe below other furniture or below a sentence that has ended; reported where no sentence has, or where the
    label has no colon.
    """

    name = "boilerplate/page-fact"
    measured = Prior(
        confidence=0.95,
        reason="applied 2, reported 0 in 1.13 million words of human text; 0 and 0 in 1.00 million of machine text",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    message = "a fact about the page, left over from it"
    examples = (
        fix("The talks end today.\n\nTags: news, world\nPost Views: 312", "The talks end today."),
        fix("The talks end today.\n\nTags: news, world\nShare this", "The talks end today.\nShare this"),
        report("The talks end today\n\nCategory: world", at="\n\nCategory: world"),
        keep("Tags: they itch. She cut them all out."),
        keep("Date: 4 May\n\nThe talks end today."),
        keep("Topics: the talks.\n\nThe talks end today."),
    )


@dataclass(frozen=True)
class SymbolLine(_Furniture):
    """Remove a last line of signs such as pages draw: arrows, bars, stars.

    Why: icons of buttons are letters of a font, and a scraper keeps them.

    Not touched: the stars, dashes and dots with which writers part scenes; lines within the text.

    Safety: safe. Only at the end of the text, only lines without any letter or figure.
    """

    name = "boilerplate/symbol-line"
    measured = Prior(
        confidence=0.95,
        reason="applied 0, reported 0 in 1.13 million words of human text; 0 and 0 in 1.00 million of machine text",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    message = "a line of signs, left over from the page"
    examples = (
        fix("The talks end today.\n\n» | «", "The talks end today."),
        fix("The talks end today.\n▲", "The talks end today."),
        keep("The talks end today.\n\n* * *"),
        keep("The talks end today.\n\n---"),
        keep("Price ▲ 4"),
    )


@dataclass(frozen=True)
class PageTrail(Rule):
    """Report the name of a site or a trail of headings behind the last sentence.

    Why: a title taken from a browser's window ends in " - Yahoo! News", a Japanese page in "|Culture|Saga Shimbun|".

    Not touched: what the last sentence says itself; anything that does not follow a stop.

    Safety: report only. A dash and a name may be an agency's sign-off.
    """

    name = "boilerplate/page-trail"
    measured = Prior(
        confidence=0.6,
        reason="applied 0, reported 0 in 1.13 million words of human text; 0 and 0 in 1.00 million of machine text",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    safety = Safety.REPORT
    needs = ("|", "- ", "– ", "— ", "-\t", "–\t", "—\t")
    examples = (
        report("The fair opens today.|Culture|Saga Shimbun News|", at="|Culture|Saga Shimbun News|"),
        report("The fair opens today. | Valley Times", at=" | Valley Times"),
        keep("It costs |x| at most, that is |x|."),
        keep("The fair opens today, on Monday."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for a trail at the end of the text."""
        text = document.text.rstrip()
        match = _TRAIL.search(text, max(0, len(text) - 120))
        if match is None or not match.start() or text[match.start() - 1] not in '.!?。！？”"':
            return
        if "|" in match[0] or (match["site"] and match["site"].istitle()):
            yield self.edit(match.start(), match.end(), "the name of a site, left over from the page")
