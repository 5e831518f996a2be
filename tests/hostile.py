"""Shapes of text that make careless code slow or wrong, in any size."""

from __future__ import annotations

import random
from collections.abc import Callable

_PIECES = {
    "letters": "a",
    "blanks": " ",
    "tabs": "\t",
    "newlines": "\n",
    "line ends": "\r\n",
    "carriage returns": "\r",
    "stops": ".",
    "stops apart": ". ",
    "stops and letters": "a.",
    "ellipses": "…",
    "exclamations": "!?",
    "stops and closers": '.")',
    "quote marks": '"',
    "quote marks apart": '" ',
    "curly openings": "“",
    "curly openings apart": "“ a ",
    "apostrophes": "'",
    "backticks": "`",
    "backticks apart": "` a ",
    "fences": "```\n",
    "tildes": "~~~\n",
    "brackets": "(",
    "brackets of all kinds": "([{<",
    "pairs": "()[]",
    "less than": "<",
    "tags": "<b>",
    "open tags": "<a ",
    "comments": "<!--",
    "data sections": "<![CDATA[",
    "ampersands": "&",
    "entities": "&amp;",
    "nested entities": "amp;",
    "addresses": "http://",
    "open addresses": "http://.",
    "www": "www.",
    "mail": "a@",
    "mail without end": "a.b+c-",
    "handles": "@#",
    "digits": "1",
    "times": "1:",
    "numbers": "1.1,",
    "units": "1 k",
    "indented": "\n    a",
    "indented blanks": "\n    \t",
    "abbreviations": "U.S. ",
    "initials": "A. ",
    "words": "was ",
    "one sentence": "It was. was ",
    "hyphens": "-",
    "dashes": "— ",
    "underscores": "_",
    "mojibake": "Ã©",
    "combining": "e\u0301",
    "zero width": "\u200b",
    "bidi": "\u202e",
    "surrogates": "\ud800",
    "controls": "\0",
    "foreign": "本",
    "stars": "* ",
    "pipes": "|",
    "prompts": "Leave a Comment\n",
}


_MADE: dict[str, Callable[[int], str]] = {
    "backticks of every length": lambda size: "".join("`" * ticks + " " for ticks in range(1, int((2 * size) ** 0.5))),
    "stops before a letter": lambda size: "." * size + "x",
    "blanks before a letter": lambda size: "a" + " " * size + "a",
    "blanks at line ends": lambda size: ("a" + " " * 200 + "\n") * (size // 202),
    "entity after entity": lambda size: "&" + "amp;" * (size // 4),
    "one open tag": lambda size: "<a " + "b " * (size // 2),
    "one open comment": lambda size: "<!-- " + "a " * (size // 2),
    "one open quotation": lambda size: "“" + "a " * (size // 2),
    "one long address": lambda size: "http://" + "a." * (size // 2),
    "one sentence without end": lambda size: "The " + "long and " * (size // 9),
}


def shapes(size: int) -> dict[str, str]:
    """Texts of about `size` characters, by the name of their shape."""
    return {name: shape(name, size) for name in (*_PIECES, *_MADE)}


_COSTLY_PIECES = {
    "next lines": "\x85\n",
    "spaced marks": " , . ; ! ? ",
    "lookalike words": "\u0430pple ",
    "contractions apart": "we ' re ",
    "Cyrillic text": "Совет решил в понедельник. ",
    "Cyrillic words": "совет ",
    "Arabic text": "قرر المجلس يوم الاثنين. ",
    "pieces ▁": "▁a ",
    "pieces Ġ": "Ġa ",
    "pieces ##": "##a ",
    "pieces @@": "a@@ ",
    "corner quotations": "「a」",
    "almost a loop": "no no no no no yes ",
    "lone accents": "Ã ",
    "placeholders": "% s ",
    "daggers": "“a.† ",
    "daggers alone": "a.† ",
    "cut tags": "<b\u200b> ",
    "cut entities": "&amp;\u200blt;b&gt; ",
    "guillemets apart": "« a » ",
    "singles apart": "' a ' ",
    "quotation in quotation": "“‘a’” ",
    "alternating marks": "”a“ ",
    "numbers apart": "1 , 000 ",
    "hyphens apart": "well - known ",
    "brackets apart": "( a ) ",
    "stray tails": "It left. was ",
    "long tails": "It left. was seen by the river and ",
    "doubled words": "the the ",
    "doubled sentences": "It left. It left. ",
    "equal lines": "It left the pier.\n",
    "buttons": "Read more\n",
    "labels": "Note: a\n",
    "table rows": "| a | b |\n",
    "fences of talk": "```\na\n```\n",
    "thoughts": "<think>a</think>\n",
    "tokens": "<unk> ",
    "chat tokens": "[INST] a [/INST] ",
    "split addresses": "http : / / a . b ",
    "mixed scripts": "а本a ",
    "mixed words": "pаge ",
    "Greek mojibake": "Ξ±Ξ²",
    "replacement characters": "a\ufffdb ",
    "decomposed words": "e\u0301te\u0301 ",
    "foreign function words": "der die das und ",
    "capitalised words": "Was And Of ",
    "number signs apart": "a # b . ",
    "one lookalike word": "\u0430",
    "mojibake beside addresses": "Ã©http://a.b <br/>Ã© ",
    "paragraphs of a page": "<p>a</p>",
    "marks of sounds": "[music] ",
    "spaced letters": "a b c d ",
    "controls of rich text": "{\\rtf1 a} ",
}


_ANY = (
    *"#@$%&*()[]{}<>/\\|~`^_-–—+=:;,.!?…'\"‘’“”„«»‹›「」、。·•§©™¿¡ªº½²€£¥éñßｅ１，本のßаοﬁ\x85\u2028\t\u00ad\u200b\ufeff\u0301",
    *("the", "was", "It", "He said", "and", "very", "no", "ha", "well-known", "re-", "o'clock", "don't", "n't", "'s"),
    *("Mr.", "U.S.", "a.m.", "e.g.", "et al.", "1", "12", "3.5", "1,000", "2023", "12:30", "5 km", "10%", "$5", "1."),
    *("Read more", "Share this", "Photo:", "By Ann", "Note:", "Translation:", "Here is", "Sure", "Chapter", "[1]"),
    *("&amp;", "&#39;", "&lt;b&gt;", "<b>", "</b>", "<br/>", "<a href=x>", "Ã©", "â€™", "â€œ", "Â ", "ï»¿"),
    *("```", "**", "__", "##", "@@", "▁", "Ġ", "<unk>", "</s>", "[INST]", "eng_Latn", "zh", "\\n", "\\u2019", "%s"),
    *("{0}", "%1$s", "=20", "=E2=80=99", "http://a.b", "www.a.b", "a@b.c", "@me", "#tag", "| a", "- a", "> ", "\n\n"),
)
"""What texts are made of, sound or broken."""

_BETWEEN = ("", "", " ", " ", "\n")


def _chosen(pieces: str | list[str], count: int, between: str = "") -> str:
    """So many of the pieces by chance, always the same."""
    return between.join(random.Random(count).choices(pieces, k=count))


def _fibonacci(size: int) -> str:
    before, words = "a ", "ab "
    while len(words) < size:
        before, words = words, words + before
    return words[:size]


_COSTLY_MADE: dict[str, Callable[[int], str]] = {
    "one letter with combining marks": lambda size: "a" + "\u0301" * size,
    "combining marks of many kinds": lambda size: "a" + _chosen("\u0301\u0323\u0327\u0345", size),
    "random mojibake": lambda size: _chosen("Ã©Ââ€œ™ ¼±", size),
    "two words": lambda size: _chosen(["ab", "cd"], size // 3, " "),
    "three words": lambda size: _chosen(["was", "the", "of"], size // 4, " "),
    "Fibonacci words": _fibonacci,
    "different entities": lambda size: " ".join(f"&#{code};" for code in range(200, 200 + size // 7)),
    "different words": lambda size: " ".join(f"w{number}x" for number in range(size // 7)),
    "random marks": lambda size: _chosen(".,;:!?\"'()[]<>&- ab\n", size),
    "random letters": lambda size: _chosen("abcdefgh ", size),
    "one long word": lambda size: "ab" * (size // 2),
    "brackets opened and closed": lambda size: "(" * (size // 2) + ")" * (size // 2),
    "quotations opened and closed": lambda size: "“" * (size // 2) + "”" * (size // 2),
}


def costly_shapes(size: int) -> dict[str, str]:
    """Texts of about `size` characters that took seconds a megabyte once, by the name of their shape."""
    return {name: shape(name, size) for name in (*_COSTLY_PIECES, *_COSTLY_MADE)}


def shape(name: str, size: int) -> str:
    """The shape of that name as a text of about `size` characters."""
    if make := {**_MADE, **_COSTLY_MADE}.get(name):
        return make(size)
    piece = {**_PIECES, **_COSTLY_PIECES}[name]
    return piece * (size // len(piece))


def shape_by_chance(seed: int, size: int) -> str:
    """A text of `size` characters that repeats a few pieces, or mixes two such groups; the same for the same seed."""
    chance = random.Random(seed)
    groups = [
        "".join(chance.choice(_ANY) + chance.choice(_BETWEEN) for _ in range(chance.choice((1, 2, 2, 3, 3, 4, 6))))
        for _ in range(chance.choice((1, 1, 1, 2)))
    ]
    return "".join(chance.choices(groups, k=size))[:size]
