"""Lines of programs and style sheets that a page carries for browsers, and a scraper takes for its text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from cleaner.additions import Addition
from cleaner.expressions import expression
from cleaner.gaps import TEXT_END
from cleaner.mentions import is_source
from cleaner.spans import Span

_OF_PAGES = expression(
    r"<(?:script|iframe|noscript)\b"
    r"|adsbygoogle|googletag|\bgtag ?\(|\bdataLayer\b|\bfbq ?\(|\b_gaq\b|\bga ?\( ?['\"]|GoogleAnalytics|_taboola\b"
    r"|twitter-wjs|facebook-jssdk|\bFB\.init\b|\bjQuery\b|\$\(document\)|\bdocument\.(?:write|getElement\w+|createElement"
    r"|querySelector\w*|addEventListener|ready|location|domain)\b|\bwindow\.(?:[_$A-Za-z]\w+ ?[=|.(]|onload\b)"
    r"|\bdisqus_\w+|\baddthis_\w+|\b__tcfapi\b|\bOneSignal\b|\b_paq\b|\b_sf_async_config\b|\btwttr\.|\binstgrm\."
    r"|\b_qevents\b|\b_?comscore\b|\bCOMSCORE\b|\bStatCounter\b|\bsc_project\b|\bsetTimeout ?\("
    r"|\bfunction ?\w* ?\([\w$, ]*\) ?\{"
    r"|//<!\[CDATA\[|\bgoogle_ad_\w+|\bgoogle_color_\w+"
)
"""Names that programs of pages speak of."""

_STATEMENT = expression(r"</(?:script|iframe|noscript|style)>\s*\Z|[;{}]\s*\Z|\)\s*\Z|-->\s*\Z|\]\]>\s*\Z")
_STATEMENT_GAP = expression(rf"[;{{}})>](?:[^\S\n]|\x00)*+[\n{TEXT_END}]")
"""The end of a statement in the gaps of a text, which show NUL for whitespace of the rarest kinds."""

_STYLE = expression(
    r"(?:@[a-z-]{3,20}[^{}]{0,80}\{\s*)?(?:(?:[.#][A-Za-z_]|[a-z][a-z0-9]{0,9}[ .#:,>{])[\w .#:,>()*+~=\"'\[\]-]{0,200}"
    r"\{\s*+(?:[a-z-]{2,30} ?: ?[^{};]{1,80};\s*+)*(?:[a-z-]{2,30} ?: ?[^{};]{1,80})?\}\s*)+\}?"
)
_REMARK = expression(r"<!--[^<>]{1,200}-->")
_TAUGHT = expression(
    r"(?:\b(?:code|snippet|selector|stylesheet|syntax|tutorial|plugin|function call|developer console|style sheet)s?\b"
    r"|\bthe script\b|\b(?:HTML|CSS|JavaScript|jQuery)\b|```)"
)
_CODED = expression(r"[{};,(]\s*\Z|\A\s*(?:/[*/]|\*|[})\]])")
_MOST_CODED = 5
"""One line in so many, beside those of pages, may look like one of a program where the text is none."""

_MAX_LINE = 4000
_SIGNS = ("</script>", "</iframe>", "</noscript>", "window.", "document.", "dataLayer")
_UNDERSCORED = ("_gaq", "google_ad")


def may_hold_scripts(shown: str) -> bool:
    """Whether a line could end as a statement does, by what the gaps of a text show (`gaps.signs`)."""
    return _STATEMENT_GAP.search(shown) is not None


def _has_signs(text: str) -> bool:
    return (
        ("{" in text and "}" in text)
        or ");" in text
        or "-->" in text
        or any(sign in text for sign in _SIGNS)
        or ("_" in text and any(sign in text for sign in _UNDERSCORED))
    )


def script_lines(text: str, lines: list[Span]) -> Iterator[Addition]:
    """Lines of scripts and styles that stand alone between the paragraphs of a text that says nothing of programs."""
    if not _has_signs(text) or is_source(text):
        return
    own = [_is_script(text[start:end].strip()) for start, end in lines]
    if not any(own) or all(own):
        return
    others = [text[slice(*span)] for span, is_script in zip(lines, own, strict=True) if not is_script]
    coded = sum(1 for line in others if _CODED.search(line))
    if coded * _MOST_CODED > len(others) or _TAUGHT.search(" ".join(others)):
        return
    first = 0
    for is_script, group in groupby(own):
        end = first + len(list(group))
        if is_script and _is_apart(text, lines, first) and _is_apart(text, lines, end):
            at_end = end == len(lines)
            start = lines[first - 1][1] if at_end and first else lines[first][0]
            yield Addition("script-notice", start, lines[end - 1][1] if at_end else lines[end][0])
        first = end


def _is_apart(text: str, lines: list[Span], at: int) -> bool:
    """Whether an empty line is above the line number `at`, or nothing at all."""
    return not 0 < at < len(lines) or text.count("\n", lines[at - 1][1], lines[at][0]) > 1


def _is_script(line: str) -> bool:
    if not line or len(line) > _MAX_LINE or not _STATEMENT.search(line):
        return False
    return (
        _OF_PAGES.search(line) is not None or _STYLE.fullmatch(line) is not None or _REMARK.fullmatch(line) is not None
    )
