"""Tokens, tags and addresses that tokenizers, translation engines and chat programs leave in running text."""

from __future__ import annotations

from cleaner.passes.markup.apertium_mark import ApertiumMark
from cleaner.passes.markup.bytes_literal import BytesLiteral
from cleaner.passes.markup.chat_token import ChatToken
from cleaner.passes.markup.code_at_name import CodeAtName
from cleaner.passes.markup.forum_tag import ForumTag
from cleaner.passes.markup.language_code import LanguageCode
from cleaner.passes.markup.missing_space_at_tag import MissingSpaceAtTag
from cleaner.passes.markup.moses_escape import MosesEscape
from cleaner.passes.markup.page_tag import PageTag
from cleaner.passes.markup.service_message import ServiceMessage
from cleaner.passes.markup.space_around_tag import SpaceAroundTag
from cleaner.passes.markup.special_token import SpecialToken
from cleaner.passes.markup.split_entity import SplitEntity
from cleaner.passes.markup.split_markdown import SplitMarkdown
from cleaner.passes.markup.split_placeholder import SplitPlaceholder
from cleaner.passes.markup.split_tag import SplitTag
from cleaner.passes.markup.split_url import SplitUrl
from cleaner.passes.markup.stand_in import StandIn
from cleaner.passes.markup.subword_marker import SubwordMarker
from cleaner.passes.markup.wiki_mark import WikiMark
from cleaner.registry import Pass

PASS = Pass(
    "markup",
    (
        SubwordMarker,
        SpecialToken,
        MosesEscape,
        SplitTag,
        SplitEntity,
        SplitPlaceholder,
        SplitUrl,
        SpaceAroundTag,
        ServiceMessage,
        ChatToken,
        ApertiumMark,
        StandIn,
        LanguageCode,
        CodeAtName,
        SplitMarkdown,
        MissingSpaceAtTag,
        BytesLiteral,
        PageTag,
        ForumTag,
        WikiMark,
    ),
    is_translation_evidence=True,
    needs_words=True,
)
