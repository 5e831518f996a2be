"""Which word lists the pass reads, and what each is for."""

from __future__ import annotations

from types import MappingProxyType

MARKS = ("page-nouns", "credit-labels", "leaf-words", "skip-goals", "skip-words", "inset-words")
"""Lists of words of which a line may have one that is furniture between paragraphs."""

LINES = MappingProxyType(
    {
        "comment-prompt": "comment-prompts",
        "login-prompt": "login-prompts",
        "subscribe-prompt": "subscribe-prompts",
        "advertisement-label": "advertisement-labels",
        "cookie-notice": "cookie-notices",
        "script-notice": "script-notices",
        "disclosure-notice": "disclosure-notices",
        "translation-credit": "translation-credits",
        "copyright-line": "copyright-lines",
        "share-prompt": "share-prompts",
        "read-more": "read-more",
    }
)
"""The kinds of furniture, each with its list of whole lines; where a line could be of two kinds, it is of the first."""

WORDS = MappingProxyType(
    {
        "comment-prompt": "comment-prompt-words",
        "login-prompt": "login-prompt-words",
        "subscribe-prompt": "subscribe-prompt-words",
        "advertisement-label": "advertisement-label-words",
        "cookie-notice": "cookie-notice-words",
        "script-notice": "script-notice-words",
        "disclosure-notice": "disclosure-notice-words",
        "translation-credit": "translation-credit-words",
        "copyright-line": "copyright-line-words",
        "share-prompt": "share-prompt-words",
        "read-more": "read-more-words",
    }
)
"""The lists of the words that lines of a kind are made of."""

LABELS = MappingProxyType(
    {"page-fact": "page-facts", "read-more": "read-more-labels", "advertisement-label": "advertiser-labels"}
)
"""The lists of the labels that head lines of a kind."""

OPENERS = MappingProxyType(
    {
        "cookie-notice": "cookie-notice-openers",
        "script-notice": "script-notice-openers",
        "disclosure-notice": "disclosure-notice-openers",
        "copyright-line": "copyright-line-openers",
        "read-more": "program-line-openers",
        "subscribe-prompt": "subscribe-line-openers",
    }
)
"""The lists of beginnings that leave no doubt of what a line is, however it goes on."""

BEGINNINGS = MappingProxyType(
    {
        "comment-prompt": "comment-prompt-openers",
        "share-prompt": "share-prompt-openers",
        "translation-credit": "translation-credit-openers",
        "page-fact": "page-fact-openers",
    }
)
"""The lists of beginnings that writers use as well: enough for a short line at the end of a text."""

KINDS = (*LINES, "page-fact")

KNOWN = ("furniture-words", "furniture-starts", "language-names", "clause-starts", "phrase-openers")

MATTERS = (
    "below-words",
    "byline-words",
    "consent-objects",
    "consent-words",
    "count-words",
    "commission-words",
    "credit-heads",
    "credit-labels",
    "date-stems",
    "denial-words",
    "free-words",
    "home-words",
    "inset-words",
    "inviting-words",
    "language-labels",
    "leaf-words",
    "limit-words",
    "link-starts",
    "minute-words",
    "misprint-words",
    "network-names",
    "own-words",
    "page-deixis",
    "page-media",
    "page-nouns",
    "page-shown",
    "period-words",
    "photo-agencies",
    "posting-openers",
    "price-words",
    "reader-words",
    "reading-words",
    "resume-words",
    "rights-pieces",
    "site-words",
    "skip-goals",
    "skip-words",
    "trade-words",
    "unavailable-words",
)
"""The lists of what lines of some form speak of."""

FURNITURE_LISTS = (
    *MATTERS,
    *LINES.values(),
    *WORDS.values(),
    *LABELS.values(),
    *OPENERS.values(),
    *BEGINNINGS.values(),
    *KNOWN,
    "asking-verbs",
    "date-labels",
    "furniture-pieces",
    "asking-words",
    "function-words",
    "inner-furniture",
    "licence-words",
    "lone-furniture",
    "lone-hints",
    "opening-furniture",
    "page-dates",
    "page-links",
    "read-more-openers",
    "row-furniture",
    "soft-furniture-words",
    "subscribe-openers",
)
"""Every list that is read here; furniture of any language is found with those of `data/xx` alone."""
