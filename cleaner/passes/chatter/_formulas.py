"""Paragraphs that nobody but a model writes, wherever they stand: offers to work on the text, marks of its portions,
what was said to it, what it says of itself and of what it was handed, refusals.

A formula is told sentence by sentence, in English; a paragraph counts where each of its sentences is one.
"""

from __future__ import annotations

import functools
import re

from cleaner.expressions import expression
from cleaner.passes.chatter._words import plain

_SENTENCE = expression(r"(?<=[.!?])[\"')\]]*\s+")
_MARKS = "?([（【「 -–—*_#>~=.…)]）】!:\"'"
_MAX_SENTENCE = 260
_MAX_SENTENCES = 4

_WORK = (
    r"(?:translat\w*|adjust\w*|shorten\w*|revis\w*|rephras\w*|rewrit\w*|reword\w*|polish\w*|refin\w*|proofread\w*"
    r"|edit\w*"
    r"|simplif\w*|summari[sz]\w*|locali[sz]\w*|expand\w*|tweak\w*|correct\w*|modify|alter|change|fix|make|format"
    r"|continue|explain|clarify|convert|improve|provide|try|go over)"
)
_MATTER = (
    r"(?:tone|texts?|translations?|parts?|passages?|wording|styles?|versions?|sections?|sentences?|paragraphs?"
    r"|formality|phrasing|register|chunks?|segments?|punctuation|grammar|excerpts?|terminology|formal|informal"
    r"|literal"
    r"|shorter|concise)"
)
_PART = (
    r"(?:parts?|chunks?|sections?|segments?|batch|portion|pages?|chapter|paragraphs?|message|response|reply|answer"
    r"|block)"
)
_OWN_PART = r"(?:chunk|segment|batch|portion)"
_NUMBER = r"(?:#?\d+|one|two|three|four|five|six|seven|eight|nine|ten)(?:(?: of |/| out of )\d+)?"
_TEXT = r"(?:text|passage|content|sentence|input|message|article|paragraph|document|excerpt|source|section|phrase|line)"
_GIVEN = (
    rf"(?:(?:the|this|your)(?: (?:provided|given|input|source|original|submitted|entire|whole|above))?"
    rf" (?:{_TEXT} )?{_TEXT}(?: (?:that )?(?:you(?:'ve| have)? (?:provided|sent|gave|given|shared|pasted|submitted)"
    rf"|provided|given|above))?|it)"
)
_CANNOT = (
    r"(?:can't|cannot|can not|am unable to|'m unable to|am not able to|'m not able to|won't|will not|must decline to)"
)
_DONE = r"(?:complete[d]?|done|finished|ready|follows|below|continues|ends here|over)"

_OFFERS = (
    r"(?:please |just |do )?(?:let me know|tell me|would you like|do you want|if you want|if you'd like|want|feel"
    r" free to ask)\b.*\b"
    r"me to (?:also )?translate\b.*",
    rf"(?:please |just |do )?(?:let me know|tell me|feel free to (?:ask|tell)|if you|if any|if there|would you like"
    rf"|do you want"
    rf"|want|is there|say the word)\b.*\b(?:me to|i can|i could|i'll|i'd be (?:happy|glad) to|i would be (?:happy"
    rf"|glad) to"
    rf"|i'm happy to) (?:also )?{_WORK}\b.*\b{_MATTER}\b.*",
    rf"(?:i can|i could|i'd be (?:happy|glad) to|i would be (?:happy|glad) to|i'm happy to|happy to) (?:also"
    rf" )?{_WORK}\b.*"
    rf"\b{_MATTER}\b.* (?:if you|if needed|if required|if desired|upon request|on request|should you|whenever"
    rf" you)\b.*",
    rf"(?:shall|should) i (?:also )?{_WORK}\b.*\b{_MATTER}\b.*",
    r"if you (?:have|need|want|'d like|would like)\b.*\btranslat\w+\b.*[, ](?:paste|send|share|post|drop|let me know"
    r"|feel free|just ask|i can|i'd|i'll|i'm happy)\b.*",
    rf"(?:please |just |now |kindly |feel free to |go ahead and )*(?:send|paste|provide|share|submit|upload|post)(?:"
    rf" me| over)*"
    rf" (?:the |your |any |me )*(?:next|rest|remaining|other|more|another|following) (?:of the )?{_PART}\b.*",
    rf"(?:please |just |kindly )*(?:send|paste|provide|share|submit|upload|post)\b.*\b{_TEXT}\b.*\btranslat\w+.*",
)
_SEAMS = (
    rf"(?:(?:got it|sure|okay|ok|of course|certainly|great|understood|alright|no problem|thank you|thanks)[,!.]?"
    rf" )?here(?:'s| is)"
    rf" (?:the |your )?(?:next|following|remaining) {_OWN_PART}(?: {_DONE})?",
    rf"(?:got it|sure|okay|ok|of course|certainly|great|understood|alright|no problem|thank you|thanks)[,!.]? here"
    rf"(?:'s| is)"
    rf" (?:the )?(?:{_PART} {_NUMBER}|next {_PART})(?: .{{0,30}})?",
    r"i(?:'ve| have) (?:reached|hit|exceeded) (?:the|my) (?:maximum|length|token|character|output|response|message"
    r"|context)\b.*",
    rf"(?:{_PART} {_NUMBER} of (?:the |your )?translation|translation,? \(?{_PART} {_NUMBER}\)?)(?: {_DONE})?",
    rf"(?:to be )?(?:continu(?:ed|es|ing|ation)|translation continu(?:ed|es))(?: (?:in|on|with|from|of))"
    rf"(?: the| my| your)? (?:next|following|previous|last|preceding) {_PART}",
    rf"(?:continuing|continued|continuation|picking up|resuming)(?: (?:the )?translation)? (?:from )?(?:where (?:i"
    rf"|we)"
    rf"(?: had)? (?:left off|stopped|ended)|the (?:previous|last) {_PART}|above)",
    r"(?:i'll |i will |let me |now )?(?:pick|picking|continue|continuing|resume|resuming|carry on|carrying on|go on)"
    r"(?: up)?(?: with)?(?: (?:the|my) translation)? (?:right )?(?:from )?where (?:i|we)(?: had)?"
    r" (?:left off|stopped|ended)",
    r"(?:now )?(?:continuing|resuming|carrying on)(?: with)? (?:the |my |your )?translation"
    r"(?: of the (?:text|article|document))?",
    rf"(?:the )?(?:english )?translated (?:text|version|passage|content),? \(?{_PART} {_NUMBER}\)?",
    rf"(?:the )?(?:english )?(?:translation|translated text|translated version) (?:of|for) (?:the )?(?:{_PART}"
    rf" {_NUMBER}"
    rf"|(?:first|second|third|next|last|previous|final|this) {_PART})(?: (?:is|are))?(?: now)? ?{_DONE}?",
    rf"(?:i'm |i am |now )?(?:ready|waiting|standing by) (?:for|to (?:continue|proceed|translate|receive)(?: (?:with"
    rf"|on to))?)"
    rf" (?:the )?(?:next {_PART}|{_PART} {_NUMBER})(?: .{{0,30}})?",
    rf"(?:end|start|beginning) of (?:the )?(?:translat(?:ion|ed) (?:of )?(?:the )?)?{_OWN_PART} {_NUMBER}",
    rf"(?:end|start|beginning) of (?:the )?translat(?:ion|ed)(?: text)?(?: (?:of|for))? ?(?:the )?{_PART} {_NUMBER}",
    rf"{_PART} {_NUMBER}(?: (?:is|has been))?(?: now)? (?:translated|translation)(?: {_DONE})?",
    rf"translat(?:ed|ion)(?: (?:of|for))? (?:{_PART} {_NUMBER}|continu(?:es|ed))(?: (?:below|here|in the next"
    rf" {_PART}))?",
    rf"{_OWN_PART} {_NUMBER}(?: {_DONE})?",
    r"(?:shall|should|may|can) i (?:now )?(?:continue|proceed|go on) with (?:the )?(?:next|rest|remaining"
    r"|translation)\b.{0,40}",
    rf"(?:i will|i'll|i shall|let me|now i'll)(?: now)? (?:continue|proceed|go on)(?: with| to)? (?:the )?"
    rf"(?:translation|next {_PART}"
    rf"|remaining {_PART}|rest of the (?:translation|text)|{_PART} {_NUMBER})\b.{{0,60}}",
    r"(?:due to|because of|given) (?:the )?(?:length|character|token|space|output|message)s? (?:limit\w*"
    r"|constraints?|restrictions?)\b"
    r".{0,140}",
    r"(?:the )?(?:rest|remainder) of the (?:translation|text) (?:follows|continues|will follow|will be|is)"
    r" (?:in|below|provided)\b.{0,40}",
)
_INSTRUCTIONS = (
    r"(?:system(?: prompt)?: ?)?you are an? (?:\w+[ -]){0,3}?(?:helpful|professional|expert|experienced|skilled"
    r"|native|world-class|accurate)"
    r"(?:[ ,-]+\w+){0,4} (?:translator|translation|assistant|linguist|interpreter)\b.*",
    r"(?:please )?(?:return|output|respond with|reply with|answer with|respond|reply|provide|give|print|produce"
    r"|deliver)"
    r"(?: me)?(?: (?:the )?)(?:only|nothing but|just|solely)\b.*\b(?:translat\w+|output|result)\b.*",
    r"(?:please )?(?:only|just|solely) (?:return|output|respond|reply|provide|give|print|produce"
    r"|deliver)\b.*\btranslat\w+\b.*",
)
_FURTHER = (
    r"(?:shall|should|may|can) i (?:continue|proceed|go on)",
    r"(?:just )?(?:say|type|reply|write) [\"'“]?continue\b.{0,60}",
    r"(?:please )?(?:do not|don't|never) (?:add|include|provide|output|write|give|use|translate|change|omit|explain"
    r"|repeat)\b.*",
    r"(?:please )?(?:keep|preserve|maintain|retain)\b.*\b(?:format\w*|line breaks?|markdown|html|tags?|placeholders?"
    r"|tone|names?"
    r"|structure|style|meaning)\b.*",
    r"no (?:explanations?|comments?|commentary|notes?|preamble|quotation marks)\b.*",
    r"(?:please )?translate (?:the|this|into)\b.*",
    r"you are an? .*\btranslat(?:or|ion)\b.*",
)
_OF_ITSELF = (
    r"as an? (?:ai|artificial intelligence|(?:ai |large )?language model|ai (?:assistant|model|translator|system"
    r"|chatbot))"
    r"(?: [a-z]+ by \w+)?, i(?:'m)?\b.*",
    r"i(?:'m| am) an? (?:ai|artificial intelligence|(?:large )?language model)\b.*\b(?:translat\w+|text|content"
    r"|assist\w*)\b.*",
)
_REFUSALS = (
    rf"(?:(?:i'm|i am|we're)? ?(?:very |really |so )?sorry|i apologi[sz]e|unfortunately|my apologies|regrettably),? "
    rf"(?:but )?"
    rf"i ?{_CANNOT} (?:directly )?(?:translat|(?:assist|help|fulfil|comply|proceed|continue|provide|process|complete"
    rf"|do|engage))\w*"
    rf"(?: you)?(?: with)?(?: (?:a|the|any))?(?: (?:translati(?:ng|on)|translate)(?: of| for)?)?"
    rf"(?: (?:this|that|the|your|such|these)(?: \w+){{0,3}})?",
    rf"i ?{_CANNOT} (?:assist|help|comply|proceed|fulfil\w*)(?: with)?(?: (?:translating|the translation of|a"
    rf" translation of))?"
    rf" (?:this|that|the|your|such)(?: \w+){{0,2}}",
)
_REFUSED = expression(r"translat|request|\bassist|\bcontent\b|fulfil|comply|\btext\b|passage")
_NAMED = expression(
    r"\b(?:images?|pictures?|photos?|files?|links?|urls?|audio|videos?|attachments?|pdf|because|since|as it)\b"
)
"""What a refusal names that tells a reader what is missing."""

_NO_NEED = (
    rf"(?:(?:it (?:looks|seems|appears)(?: like| that)?) )?{_GIVEN} (?:is|was|appears to be|seems to be)? ?"
    rf"(?:already|currently)?"
    rf" ?(?:written )?(?:in )?english\b.*\b(?:no (?:translation|need|changes?)|not? (?:need|require|necessary)"
    rf"|nothing to|unchanged"
    rf"|as (?:it )?is|doesn't|does not|isn't|not needed)\b.*",
    rf"(?:it (?:looks|seems|appears)(?: like| that)? )?{_GIVEN} (?:is|was|appears to be|seems to be) already "
    rf"(?:written )?(?:in )?english"
    rf"(?:, so here it is.{{0,40}}|; ?i.{{0,60}}|)",
    r"(?:since|as|because) .{0,60}already (?:written )?(?:in )?english\b.*\b(?:translat\w+|unchanged|as is"
    r"|changes?)\b.*",
    r"(?:there is |there's )?(?:no translation(?: is| was)? (?:needed|necessary|required)|nothing to translate|no"
    r" need (?:to translate"
    r"|for (?:a )?translation))\b.{0,100}",
)
_OF_INPUT = (
    r"note: (?:some|certain|a few|several|all|the) .{0,40}\b(?:idioms?|phrases?|expressions?|terms?|sentences?"
    r"|wordings?|proper nouns|puns?"
    r"|idiomatic expressions?)\b.{0,30}\b(?:was|were|has been|have been)\b.{0,30}\b(?:adapted|adjusted|translated"
    r"|rendered|localized|simplified"
    r"|paraphrased)\b.*\b(?:natural\w*|english|fluency|readability|readers?|audience|clarity)\b.*",
    r"(?:please )?(?:note: |note that )?i(?:'ve| have)? (?:also )?(?:kept|preserved|retained|maintained|left)\b.*\b"
    r"(?:paragraph structure"
    r"|sentence structure|paragraph breaks?|line breaks?|formatting|markdown|(?:source|original) (?:tone|meaning"
    r"|formatting|structure"
    r"|style|wording))\b.*",
    r"note: .*\bi(?:'ve| have)? (?:chose|chosen|opted for|used|translated|rendered|interpreted|went with)\b.*\b"
    r"(?:context|equivalent"
    r"|literal\w*|in english|original|source text)\b.*",
    r"note: .*\b(?:source|original|input|provided|given) (?:text|passage|sentence|document|article"
    r"|paragraph)s?\b.*\b(?:cut off"
    r"|incomplete|truncated|garbled|unclear|ambiguous|abruptly|mid-sentence|corrupt\w*|typos?|errors?|fragment\w*"
    r"|missing)\b.*"
    r"\b(?:i(?:'ve| have)?|translation|translated)\b.*",
    r"note: i(?:'ve| have)? (?:also )?(?:translated|rendered|kept|left|retained|preserved|used|chosen|chose|adapted"
    r"|transliterated"
    r"|interpreted)\b.*\b(?:equivalent|in english|english (?:term|word|version|readers?)|english-speaking"
    r"|target (?:language|audience))\b.*",
)
_CLEANED = (
    r"(?:(?:sure|certainly|of course|absolutely|great|okay|ok|done|no problem)(?: thing)?[,!.] ?)?here(?:'s| is) "
    r"(?:a|an|the) .{0,60}\b(?:version"
    r"|translation|rendering|rewrite|revision) of your (?:text|passage|paragraph|article|draft|document|sentence"
    r"|message|email|letter|essay)\b"
    r".{0,80}:",
    r"i(?:'ve| have) (?:corrected|cleaned(?: up)?|proofread|edited|revised|polished|rewritten|translated"
    r"|improved)\b.*\b(?:text|passage"
    r"|paragraph|article) (?:below|you\b.*|as follows)\b.*:",
    r"(?:(?:sure|certainly|of course|absolutely|great|okay|ok|done|no problem)(?: thing)?[,!.] ?)?(?:here(?:'s| is|"
    r" are| you go)|below is"
    r"|this is|i've|i have)\b.*\b(?:clean(?:ed)?(?:-| )?(?:up)?|corrected|proofread|edited|revised|polished|improved"
    r"|rewritten"
    r"|reworded|rephrased|simplified|shortened|reformatted|translated|refined|smoothed(?: out)?)\b.*\b(?:your "
    r"(?:text|passage|paragraph"
    r"|article|draft|document|sentence|message|email|letter|essay)|you(?:'ve| have)? (?:provided|sent|shared|gave"
    r"|pasted))\b.*:",
)

_ASSENTS = frozenset(
    (
        *("sure", "sure thing", "certainly", "of course", "absolutely", "great", "okay", "ok", "done", "no problem"),
        *("understood", "got it", "thank you", "thanks", "i understand"),
    )
)

_KINDS = (
    ("closing-note", _OFFERS),
    ("closing-note", _SEAMS),
    ("leaked-prompt", _INSTRUCTIONS),
    ("refusal", _OF_ITSELF),
    ("refused-part", _REFUSALS),
    ("refusal", _NO_NEED),
    ("closing-note", _OF_INPUT),
    ("preamble", _CLEANED),
)
_SAID_TO_YOU = (_OFFERS, _OF_INPUT)
"""Said in letters, too."""


@functools.cache
def _compiled(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


@functools.lru_cache(maxsize=256)
def formula(paragraph: str) -> tuple[str, bool] | None:
    """The kind of a paragraph that is formulas alone, and whether a letter could have it; None where it is text."""
    sentences = _SENTENCE.split(paragraph.strip())
    if len(sentences) > _MAX_SENTENCES:
        return None
    kind: tuple[str, bool] | None = None
    for sentence in sentences:
        said = plain(sentence)
        bare = said.strip(_MARKS)
        if not bare or len(bare) > _MAX_SENTENCE:
            return None
        if bare in _ASSENTS and sentence is not sentences[-1]:
            continue
        found = _kind(bare, said)
        if found is None and not _compiled(_FURTHER).fullmatch(bare):
            return None
        if found is None and kind is None and sentence is sentences[-1]:
            return None
        kind = kind or found
    return kind


def _kind(bare: str, said: str) -> tuple[str, bool] | None:
    for name, patterns in _KINDS:
        if _compiled(patterns).fullmatch(said.lstrip(_MARKS) if patterns is _CLEANED else bare):
            if patterns is _REFUSALS and (_NAMED.search(bare) or not _REFUSED.search(bare)):
                continue
            return name, patterns in _SAID_TO_YOU
    return None
