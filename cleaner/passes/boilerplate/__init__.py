"""Page furniture: what a web page puts around a text and a scraper takes along."""

from __future__ import annotations

from cleaner.passes.boilerplate.advertisement_label import AdvertisementLabel
from cleaner.passes.boilerplate.comment_prompt import CommentPrompt
from cleaner.passes.boilerplate.cookie_notice import CookieNotice
from cleaner.passes.boilerplate.copyright_line import CopyrightLine
from cleaner.passes.boilerplate.disclosure_notice import DisclosureNotice
from cleaner.passes.boilerplate.login_prompt import LoginPrompt
from cleaner.passes.boilerplate.page_fact import PageFact
from cleaner.passes.boilerplate.page_trail import PageTrail
from cleaner.passes.boilerplate.read_more import ReadMore
from cleaner.passes.boilerplate.repeated_title import RepeatedTitle
from cleaner.passes.boilerplate.script_notice import ScriptNotice
from cleaner.passes.boilerplate.share_prompt import SharePrompt
from cleaner.passes.boilerplate.subscribe_prompt import SubscribePrompt
from cleaner.passes.boilerplate.symbol_line import SymbolLine
from cleaner.passes.boilerplate.title_suffix import TitleSuffix
from cleaner.passes.boilerplate.translation_credit import TranslationCredit
from cleaner.registry import Pass

PASS = Pass(
    "boilerplate",
    (
        CommentPrompt,
        SharePrompt,
        ReadMore,
        SubscribePrompt,
        AdvertisementLabel,
        CookieNotice,
        ScriptNotice,
        DisclosureNotice,
        LoginPrompt,
        CopyrightLine,
        TranslationCredit,
        PageFact,
        SymbolLine,
        PageTrail,
        RepeatedTitle,
        TitleSuffix,
    ),
    weight=0.5,
    counts_as_loss=False,
    is_translation_evidence=True,
    needs_words=True,
)
