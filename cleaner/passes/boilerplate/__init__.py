"""Page furniture: what a web page puts around a text and a scraper takes along."""

from __future__ import annotations

from cleaner.passes.boilerplate.lines import (
    AdvertisementLabel,
    CommentPrompt,
    CookieNotice,
    CopyrightLine,
    LoginPrompt,
    PageFact,
    PageTrail,
    ReadMore,
    SharePrompt,
    SubscribePrompt,
    SymbolLine,
    TranslationCredit,
)
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
        LoginPrompt,
        CopyrightLine,
        TranslationCredit,
        PageFact,
        SymbolLine,
        PageTrail,
    ),
    weight=0.5,
    counts_as_loss=False,
    is_translation_evidence=True,
)

__all__ = [
    "RULES",
    "AdvertisementLabel",
    "CommentPrompt",
    "CookieNotice",
    "CopyrightLine",
    "LoginPrompt",
    "PageFact",
    "PageTrail",
    "ReadMore",
    "SharePrompt",
    "SubscribePrompt",
    "SymbolLine",
    "TranslationCredit",
]
