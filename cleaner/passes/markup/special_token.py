"""Tokens with which models mark the ends of a text, a language, or a word that they do not know."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.expressions import expression
from cleaner.mentions import is_meant
from cleaner.passes.markup._language_tags import language_tags
from cleaner.passes.markup._leave_alone import LANGUAGE_TAGS, TOKENS, has_tags
from cleaner.rules import Elsewhere, Measured, Rule, fix, keep
from cleaner.runs import runs
from cleaner.spans import Spans

_LESS, _GREATER = r"(?:<{1,2}|&lt;)", r"(?:>{1,2}|&gt;)"
_ANGLED = rf"{_LESS}[ ]?[/|｜]?[ ]?[A-Za-z_▁]{{1,24}}[ ]?[|｜]?[ ]?{_GREATER}"
_BRACKETED = r"\[/?[A-Z]{3,4}\]"
_UNKNOWN_MARK = r"(?<!\S)⁇+"
_EXTRA = r"<extra_id_\d{1,3}>"
_RESERVED = (
    r"\[unused\d{1,4}\]|<unused\d{1,4}>|<\|[A-Za-z][A-Za-z0-9_]{1,40}\|>|<｜[A-Za-z][\w▁ ]{1,40}｜>|<\|\d{1,2}\.\d\d\|>"
)
_UNUSED = expression(r"\[unused\d{1,4}\]|<unused\d{1,4}>")
_OF_MODELS = expression(r"\b(?:models?|vocabular(?:y|ies)|BERT|T5|Gemma|embeddings?|slots?|placeholders?)\b")
_SECTION = "(?:TRANSLATION|TEXT|OUTPUT|INPUT|SOURCE|TARGET|SENTENCE|DOCUMENT|RESPONSE|ANSWER|SEGMENT|SEQUENCE)"
_ENDS = rf"\[/?(?:{_SECTION}_(?:START|BEGIN|END)|(?:START|BEGIN|END)_(?:OF_)?{_SECTION}|(?:START|END)_OF_TURN)\]"
_SURE = expression(f"{_EXTRA}|{_RESERVED}|{_ENDS}")
"""Tokens by their form; the others are listed."""

_TOKEN = expression("|".join((_RESERVED, _EXTRA, _ENDS, _ANGLED, _BRACKETED, _UNKNOWN_MARK)))
_TOKEN_START = expression(r"[<&\[⁇]")
_BRACKET_SIGN = expression(rf"{_BRACKETED}|\[unused|{_ENDS}")
_IN_BRACKETS = expression(_BRACKETED)

_LANGUAGE_SIGN = expression(r"_[A-Z][A-Za-z]|__|>>|<2")
_ROLE = expression(
    r"(?:(?<=<\|im_start\|>)|(?<=<\|start_header_id\|>))(?:system|user|assistant)\b|(?<=<start_of_turn>)(?:user|model)\b"
)
_CHANNELS = ("<|start|>", "<|channel|>", "<|constrain|>", "<|message|>")
_NAMED_CHANNEL = expression(r"<\|channel\|>\w")
_SENTENCE_END = expression(r"[.!?…:;][\"'”’»)\]]*\Z")
_STRIKE = ("<s>", "</s>")
_STRUCK_OUT = expression(r"<s>\s*+[^<>\s][^<>]*</s>")
_LINE_END = expression(r"[ \t]*\r?\n")
_WHOLE_TEXT = expression(r"<s>(?:[^\s<>]+[ ]){4,}[^\s<>]+[.!?][\"'”’)]?</s>")
_MIN_BRACKETS = 2
_MIN_SPOKEN = 2
_WORD_BEFORE = expression(r"[^\W_] |.[(]|, ")
_WORD_AFTER = expression(r" [^\W_]|[,.;:)]|\Z")
_LOOK_BACK = 8


class SpecialToken(Rule):
    """Remove the special tokens of models from running text: ends, padding, turns and language tags.

    Why: a decoder that was not told to skip them writes `</s>`, `<pad>`, `__en__` or `<|im_end|>` into its output.

    Not touched: marks of a prompt or of thoughts that are still there; texts that speak of tokens, code, a token alone
    in quotation marks, several tokens that are words of their sentences, tables, `<s>` in text with HTML tags or around
    a part of a line, where it strikes out.

    Safety: safe; but a token for an unknown word (`<unk>`, `⁇`, `[UNK]`) inside a sentence is risky: a word is missing
    there, and without the token nobody sees that. So is the only token of a text of unknown origin, among words.
    """

    name = "markup/special-token"
    measured = Measured(
        right=202,
        judged=202,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="200 lines with added tokens restored exactly, 2 edits in machine text read",
    )
    lists = (
        "token-terms",
        "control-tokens",
        "unknown-tokens",
        "language-codes",
    )
    elsewhere = Elsewhere.APPLY
    acts_on = r"[<>_⁇&\[]"
    examples = (
        fix("The hall is closed.</s>", "The hall is closed.", at="</s>"),
        fix("<s> The hall is closed. </s>", "The hall is closed."),
        fix("It is closed. <pad> <pad> <pad>", "It is closed.", at=" <pad> <pad> <pad>"),
        fix("__en__ The hall is closed.", "The hall is closed.", at="__en__ "),
        fix(">>eng<< The hall is closed.", "The hall is closed.", at=">>eng<< "),
        fix("⁇ The hall is closed.", "The hall is closed.", at="⁇ "),
        fix("The <unk> hall is closed.", "The hall is closed.", at="<unk> "),
        fix("It is closed.<|im_end|>", "It is closed.", at="<|im_end|>"),
        fix("It is closed.\n\n</s>\n", "It is closed.\n", at="\n\n</s>"),
        fix("It is closed. [unused12]", "It is closed.", at=" [unused12]"),
        fix("It is closed. [TRANSLATION_END]", "It is closed.", at=" [TRANSLATION_END]"),
        fix("It is closed.<|reserved_special_token_3|>", "It is closed.", at="<|reserved_special_token_3|>"),
        keep("<|channel|>analysis<|message|>Keep it short."),
        keep("[INST] Put this into English. [/INST] It is open."),
        keep("[TRANSLATOR] wrote [END] there."),
        keep("Unknown words become the token <unk>."),
        keep("=item B<s>\n\nIt turns."),
        keep("Each row is <name><sep><weight> and a line feed."),
        keep("Call it with mill [-g <s>] or with --speed <s> to grind."),
        keep("The screen said “<unk>” and stopped."),
        keep("It was <s>cheap</s> free."),
        keep("<s>Buy milk.</s>"),
        keep("[SEP] 12 – we meet again"),
        keep("<pad> hi\n<ferrous> hello"),
        keep("<p>Was <s>12</s>, now <b>9</b></p>"),
        keep("What⁇ she wrote."),
        keep("| word | [UNK] |"),
        keep("__init__ is a method."),
    )

    def relevant(self, text: str) -> bool:
        """One of the characters that a token or a language tag holds."""
        return (
            "<" in text
            or ">" in text
            or "_" in text
            or "⁇" in text
            or ("&" in text and "&lt;" in text)
            or ("[" in text and _BRACKET_SIGN.search(text) is not None)
        )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each run of tokens."""
        text = document.text
        runs = list(_runs(document))
        runs = [] if _are_spoken_of(text, runs) else runs
        for start, end, unknown in runs:
            if is_meant(document, start, end, TOKENS):
                continue
            change = _deletion(text, start, end)
            lone = len(runs) == 1 and _may_be_spoken_of(document, start, end)
            hole = (unknown or lone) and not _between_sentences(text, start)
            message = "token of an unknown word" if unknown else "special token of a model"
            safety = Safety.RISKY if hole else Safety.SAFE
            yield self.edit(change.start, change.end, message, [change], safety=safety)
        for start, end, change in language_tags(document) if _LANGUAGE_SIGN.search(text) else ():
            if not is_meant(document, start, end, LANGUAGE_TAGS):
                yield self.edit(start, end, "language tag of a model", [change])


def _may_be_spoken_of(document: Document, start: int, end: int) -> bool:
    """Whether the only token stands among words as one of them does: people write of such things, though of an unused
    entry of a vocabulary only where they write of models."""
    if document.origin == "machine":
        return False
    text = document.text
    if _UNUSED.fullmatch(text, start, end) and not _OF_MODELS.search(text):
        return False
    before, after = text[start - 2 : start], text[end : end + 2]
    return before[-1:] == after[:1] == " " and before[:1].isalnum() and after[1:].isalnum()


def _are_spoken_of(text: str, runs: list[tuple[int, int, bool]]) -> bool:
    """Whether several tokens, each another one, are all words of their sentences: "between <s> and </s>"."""
    if len(runs) < _MIN_SPOKEN or any(unknown for _, _, unknown in runs):
        return False
    if len({text[start:end] for start, end, _ in runs}) < len(runs):
        return False
    among = all(
        _WORD_BEFORE.fullmatch(text[max(0, start - 2) : start]) and _WORD_AFTER.match(text[end : end + 2])
        for start, end, _ in runs
    )
    return among and any(text[end : end + 1] == " " and text[end + 1 : end + 2].islower() for _, end, _ in runs)


def _runs(document: Document) -> Iterator[tuple[int, int, bool]]:
    """Spans of tokens with nothing but spaces between them, and whether one stands for an unknown word."""
    text = document.text
    for run in runs(_tokens(document), lambda before, token: not text[before[1] : token[0]].strip(" ")):
        yield run[0][0], run[-1][1], any(unknown for _, _, unknown in run)


def _tokens(document: Document) -> Iterator[tuple[int, int, bool]]:
    text = document.text
    unknown = document.lexicon.words("unknown-tokens")
    control = document.lexicon.words("control-tokens")
    position = 0
    for opening in _TOKEN_START.finditer(text):
        match = _TOKEN.match(text, opening.start()) if opening.start() >= position else None
        if not match:
            continue
        start, end = match.span()
        position = end
        plain = _plain(match[0])
        if plain in unknown:
            yield start, end, True
        elif (is_sure := _SURE.fullmatch(match[0]) is not None) or plain in control:
            if _is_half_envelope(plain, document, end):
                continue
            if plain in _STRIKE and (start in document.once(_struck_lines) or document.once(has_tags)):
                continue
            if (
                not is_sure
                and plain[0] == "["
                and not _closes_line(text, start, end)
                and document.once(_count_brackets) < _MIN_BRACKETS
            ):
                continue
            role = _ROLE.match(text, end)
            yield start, role.end() if role else end, False


def _is_half_envelope(token: str, document: Document, end: int) -> bool:
    """Whether a mark says what the text beside it is: thoughts, a prompt. Without it that would pass for the answer."""
    if token in _CHANNELS:
        return document.once(_has_channels)
    if token == "[INST]":
        return end < document.once(_last)
    return token == "[/INST]" and "[INST]" in document.text


def _has_channels(document: Document) -> bool:
    return _NAMED_CHANNEL.search(document.text) is not None


def _last(document: Document) -> int:
    return len(document.text.rstrip())


def _plain(token: str) -> str:
    """A token as the lists have it: brackets single and not escaped, no spaces inside."""
    plain = token.replace("&lt;", "<").replace("&gt;", ">").replace(" ", "")
    return plain.replace("<<", "<").replace(">>", ">").rstrip("⁇") or "⁇"


def _struck_lines(document: Document) -> Spans:
    """The lines in which `<s>` strikes out: it has one partner, and the two are not set off at its ends, nor
    at those of a text that is one sentence of some words."""
    if _WHOLE_TEXT.fullmatch(document.text.strip()):
        return Spans(())
    return Spans(line for line in document.lines if _is_struck(document.text[slice(*line)].strip()))


def _is_struck(line: str) -> bool:
    set_off = line.startswith("<s> ") and line.endswith(" </s>")
    return line.count("</s>") == 1 and _STRUCK_OUT.search(line) is not None and not set_off


def _closes_line(text: str, start: int, end: int) -> bool:
    return text[end : end + 1] in ("", "\n") and _between_sentences(text, start)


def _count_brackets(document: Document) -> int:
    """How many tokens in square brackets there are; [SEP] alone is a month."""
    control = document.lexicon.words("control-tokens")
    return sum(match[0] in control for match in _IN_BRACKETS.finditer(document.text))


def _between_sentences(text: str, start: int) -> bool:
    """Whether a line or a sentence ends before `start`."""
    before = text[max(0, start - _LOOK_BACK) : start].rstrip(" \t")
    return not before or before.endswith("\n") or _SENTENCE_END.search(before) is not None


def _deletion(text: str, start: int, end: int) -> Change:
    """What goes with a token: the line that it has to itself, else the space on one side, so that one stays; between
    two sentences a space comes."""
    head, tail = text[:start].rstrip(), text[end:].lstrip()
    if head and tail == "" and text.count("\n", len(head), start) > 1:
        return Change(len(head), end, "")
    if tail and head == "" and "\n" in text[end : len(text) - len(tail)]:
        return Change(start, len(text) - len(tail), "")
    if head and tail and text[start - 1] == "\n" and (line_end := _LINE_END.match(text, end)):
        return Change(start, line_end.end(), "")
    before, after = text[start - 1 : start] if start else "\n", text[end : end + 1] or "\n"
    if before.isspace() and after in " \t":
        return Change(start, end + 1, "")
    if before in " \t" and not after.isalnum():
        while text[start - 1 : start] in (" ", "\t"):
            start -= 1
        return Change(start, end, "")
    glued = before in '.!?…”"' and after.isalnum()
    return Change(start, end, " " if glued else "")
