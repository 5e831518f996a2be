"""Makers of texts that nobody writes: each takes a source of chance and gives a text of its kind.

They are for the promises that hold on any text. `generated` draws from all of them; the same seed gives the same texts.
"""

from __future__ import annotations

import html
import random
from collections.abc import Callable, Iterator, Sequence

Maker = Callable[[random.Random], str]

SENTENCES = (
    "The council met on Monday and agreed to repair the old bridge.",
    "“We had no choice,” said the harbour master, who has kept the gate for years.",
    "She didn't wait; the ferry, which was late, left at 7.30 a.m. from pier 4.",
    "Prices rose by 3.5 % in March (from 210 to 217 euros), the office reports.",
    "Dr. Okafor's team found that 'sleep' isn't what it's said to be.",
    "Read more at https://example.org/a?b=1&c=2 or write to desk@example.org.",
    "Was it the rain? Nobody knows… but the field is dry again!",
    "Number of seats: 40 - 60. Open from 9:00 to 17:00, every day.",
    "A list:\n- one\n- two\n- three",
    "He left. was seen later by the river.",
    "The minister said that he . would not go there again.",
)
FOREIGN = (
    "Der Rat hat am Montag beschlossen, die alte Brücke zu sanieren.",
    "Le conseil a décidé lundi de réparer l'ancien pont.",
    "El consejo decidió el lunes reparar el puente viejo.",
    "Совет решил в понедельник отремонтировать старый мост.",
    "市议会周一决定修复旧桥。",
    "قرر المجلس يوم الاثنين إصلاح الجسر القديم.",
    "평의회는 월요일에 낡은 다리를 수리하기로 했다.",
    "परिषद ने सोमवार को पुराने पुल की मरम्मत का फैसला किया।",
    "Το συμβούλιο αποφάσισε τη Δευτέρα.",
)
WORDS = "the a was is of and to in it on by he she bridge council water old new said not can't 12 1998 U.S. Mr.".split()
MARKS = list(".,;:!?…-–—'\"“”‘’«»‹›„‚()[]{}<>/\\|*_~`#@&%+=§°")
SPACES = [" ", "  ", "\t", "\n", "\n\n", "\r\n", "\r", "\N{NO-BREAK SPACE}", "\u2009", "\u3000", "\u2028", "\x85"]
INVISIBLE = list("\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u180e\ufe0f")
LOOKALIKES = dict(zip("aceopxsiABEHKMT", "асеорхѕіАВЕНКМТ", strict=True))
BIDI = list("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
CONTROLS = [chr(code) for code in (*range(9), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0))]
COMBINING = list("\u0300\u0301\u0302\u0308\u0327\u0328\u0345\u05b0\u064b\u093c\u20d0\u1ab0")
TAGS = [
    "<script>",
    "</script>",
    "<b>",
    "</b>",
    "<img src=x onerror=f()>",
    "<a href='x'>",
    "<br/>",
    "<!-- c -->",
    "<s>",
    "<unk>",
]
ENTITIES = [
    "&lt;",
    "&gt;",
    "&amp;",
    "&quot;",
    "&#39;",
    "&nbsp;",
    "&#x3c;",
    "&#60",
    "&lt",
    "&colon;",
    "&copy",
    "&eacute;",
    "&rsquo;",
    "&#0;",
    "&#xD800;",
    "&zwnj;",
]
TOKENS = [
    "▁",
    "Ġ",
    "##",
    "@@",
    "</s>",
    "<s>",
    "<unk>",
    "[PAD]",
    "<|endoftext|>",
    "[INST]",
    "<pad>",
    "▁the",
    "Ġthe",
    "##ing",
    "<extra_id_0>",
    "__en__",
    ">>en<<",
]


def several(chance: random.Random, choices: Sequence[str], low: int, high: int, joiner: str = "") -> str:
    return joiner.join(chance.choice(choices) for _ in range(chance.randint(low, high)))


def sprinkled(chance: random.Random, text: str, pieces: Sequence[str], count: int) -> str:
    """The text with pieces put in at random offsets."""
    for _ in range(count):
        place = chance.randint(0, len(text))
        text = text[:place] + chance.choice(pieces) + text[place:]
    return text


def prose(chance: random.Random) -> str:
    return several(chance, SENTENCES, 1, 4, chance.choice([" ", "\n", "\n\n"]))


def marks(chance: random.Random) -> str:
    return several(chance, [*MARKS, *SPACES, "a", "A", "9", "word"], 1, 40)


def marks_alone(chance: random.Random) -> str:
    return several(chance, [*MARKS, " "], 1, 30)


def tokens_of_marks(chance: random.Random) -> str:
    """Words, and tokens that are marks and nothing else, as a sloppy tokenizer leaves them."""
    return several(chance, [*WORDS, *MARKS, "''", "``", "--", "...", ".'", "'.", "’", "-", "n't", "'s"], 2, 30, " ")


def quotes(chance: random.Random) -> str:
    pieces = [*"\"'“”‘’«»„‚‹›`´", "''", "``", " ", " ", "\n", "a", "It is", "we", "I", ".", ",", "?", "said", "5", "n"]
    return several(chance, pieces, 2, 40)


def quotes_in_prose(chance: random.Random) -> str:
    return sprinkled(chance, prose(chance), [*"\"'“”‘’«»„", " “ ", " ” ", "'' ", "« ", " »"], chance.randint(1, 8))


def spaces(chance: random.Random) -> str:
    return sprinkled(chance, prose(chance), SPACES, chance.randint(1, 12))


def entities(chance: random.Random) -> str:
    return several(chance, [*ENTITIES, *WORDS, " ", "&", ";", "#", "<", ">", "b", "amp;", "lt;"], 1, 25)


def nested_entities(chance: random.Random) -> str:
    text = several(chance, [*TAGS, *ENTITIES, *SENTENCES[:4], "AT&T", "«", "é"], 1, 5, " ")
    for _ in range(chance.randint(1, 4)):
        text = html.escape(text, quote=chance.random() < 0.5)
    return text if chance.random() < 0.6 else cut(chance, text)


def cut(chance: random.Random, text: str) -> str:
    return sprinkled(chance, text, [*INVISIBLE, " ", "\n", *BIDI], chance.randint(1, 4))


def cut_tags(chance: random.Random) -> str:
    """Tags and entities broken by characters that some rule takes away."""
    pieces = [cut(chance, piece) for piece in chance.choices([*TAGS, *ENTITIES], k=chance.randint(1, 5))]
    return " ".join([chance.choice(SENTENCES), *pieces, chance.choice(SENTENCES)][chance.randint(0, 1) :])


def lookalike_tags(chance: random.Random) -> str:
    pieces = [lookalike(chance, piece) for piece in chance.choices(TAGS, k=chance.randint(1, 4))]
    return " ".join([*pieces, lookalike(chance, prose(chance))])


def lookalike(chance: random.Random, text: str) -> str:
    return "".join(LOOKALIKES.get(char, char) if chance.random() < 0.2 else char for char in text)


def lookalike_prose(chance: random.Random) -> str:
    return lookalike(chance, prose(chance))


def mistaken(chance: random.Random, text: str) -> str:
    """The text as UTF-8 read as something else."""
    encoding = chance.choice(["cp1252", "latin-1", "cp1251", "cp437", "cp1253", "mac_roman", "cp1250", "cp1254"])
    return text.encode("utf-8", "surrogatepass").decode(encoding, chance.choice(["replace", "ignore"]))


def mojibake(chance: random.Random) -> str:
    return mistaken(chance, several(chance, [*SENTENCES, *FOREIGN, "“é”", "naïve café", "— … ’"], 1, 4, " "))


def mojibake_of_mojibake(chance: random.Random) -> str:
    text = several(chance, [*FOREIGN, *SENTENCES[:2], "Zoë’s — “ça”", "…"], 1, 2, " ")
    for _ in range(chance.randint(2, 4)):
        text = mistaken(chance, text)
    return text[:1500]


def binary(chance: random.Random) -> str:
    raw = chance.randbytes(chance.randint(1, 80))
    encoding, errors = chance.choice(
        [("latin-1", "strict"), ("utf-8", "replace"), ("utf-8", "surrogateescape"), ("cp1252", "replace")]
    )
    return raw.decode(encoding, errors)


def combining(chance: random.Random) -> str:
    return sprinkled(chance, prose(chance), [several(chance, COMBINING, 1, 9) for _ in range(5)], chance.randint(1, 8))


def bidirectional(chance: random.Random) -> str:
    return sprinkled(chance, chance.choice([*FOREIGN, *SENTENCES]), BIDI, chance.randint(1, 8))


def controls(chance: random.Random) -> str:
    return sprinkled(chance, prose(chance), CONTROLS, chance.randint(1, 8))


def surrogates(chance: random.Random) -> str:
    pieces = [chr(chance.randint(0xD800, 0xDFFF)) for _ in range(4)] + ["\udcc3\udca9", "\udc80", "\ud83d\ude00"]
    return sprinkled(chance, prose(chance), pieces, chance.randint(1, 6))


def private_use(chance: random.Random) -> str:
    pieces = ["\ue000", "\uf8ff", "\U000f0000", "\U0010fffd", "\ufdd0", "\uffff", "\U000caafe", "\ufffd", "\ufffc"]
    return sprinkled(chance, prose(chance), pieces, chance.randint(1, 6))


def invisible(chance: random.Random) -> str:
    return sprinkled(chance, chance.choice([prose(chance), *FOREIGN]), INVISIBLE, chance.randint(1, 10))


def loops(chance: random.Random) -> str:
    piece = several(chance, [*WORDS, ",", ".", "“", "no", "ha"], 1, 6, chance.choice([" ", ""]))
    joiner = chance.choice([" ", ", ", ". ", "", "\n", "… "])
    looped = joiner.join([piece] * chance.randint(2, 14))
    return " ".join([chance.choice(["", *SENTENCES]), looped, chance.choice(["", ".", *SENTENCES])]).strip(" ")


def few_words(chance: random.Random) -> str:
    few = chance.choices(WORDS, k=chance.randint(1, 3))
    return several(chance, few, 2, 40, " ")


def fragments(chance: random.Random) -> str:
    """Sentences with stray pieces at their ends."""
    tails = ["was", "have seen", "of the", "and", "is", "said", "the bridge", "to", "He", "”", "in March", "not."]
    pieces = [
        sentence + chance.choice([" ", ". ", "", "\n"]) + chance.choice(tails)
        for sentence in chance.choices(SENTENCES, k=3)
    ]
    return chance.choice([" ", ". ", "\n\n"]).join(pieces)


def subwords(chance: random.Random) -> str:
    return several(chance, [*TOKENS, *WORDS], 2, 25, chance.choice([" ", "", " "]))


def tokenized(chance: random.Random) -> str:
    """Prose set apart as tokenizers do."""
    text = prose(chance)
    for mark in ".,;:!?'\"()“”%":
        if chance.random() < 0.7:
            text = text.replace(mark, f" {mark} ")
    return text


def mixed_scripts(chance: random.Random) -> str:
    return several(
        chance,
        [*FOREIGN, *SENTENCES, "本", "ا", "「a」", "《", "》", "，", "。", "、", "！", "؟", "،", "۔", "।"],
        2,
        8,
        chance.choice([" ", ""]),
    )


def markup(chance: random.Random) -> str:
    pieces = [
        *TAGS,
        "<p>",
        "</p>",
        "< b >",
        "</ b>",
        "<b",
        "b>",
        "<",
        ">",
        "`code`",
        "```\n",
        "~~~\n",
        "[x](http://y)",
        "**b**",
        *SENTENCES,
    ]
    return several(chance, pieces, 2, 12, chance.choice(["", " ", "\n"]))


def addresses(chance: random.Random) -> str:
    pieces = [
        "https://",
        "http : //",
        "www.",
        "example . org",
        "@",
        "#",
        "a@b.c",
        "/x?y=1&amp;z",
        "%20",
        ".",
        " ",
        "5 km",
        "3 ° C",
        "1 , 000",
        "10:30",
        "1 / 2",
    ]
    return several(chance, [*pieces, *WORDS], 2, 20, chance.choice([" ", ""]))


def talk(chance: random.Random) -> str:
    lines = [
        "Sure! Here is the translation:",
        "Translation:",
        "```",
        "Note: I kept the names.",
        "Let me know if you need anything else!",
        "<think>",
        "</think>",
        "Share this article",
        "Advertisement",
        "Read more",
        "Copyright © 2020",
        "Cookies help us.",
        "| a | b |",
        "Posted on May 4",
    ]
    return several(chance, [*lines, *SENTENCES], 2, 10, chance.choice(["\n", "\n\n", " "]))


def mutated(chance: random.Random) -> str:
    """Prose with characters swapped, dropped, doubled and replaced by any other."""
    text = list(prose(chance))
    for _ in range(chance.randint(1, 12)):
        place = chance.randrange(len(text))
        action = chance.randrange(4)
        if action == 0:
            text[place] = chr(
                chance.choice([chance.randint(32, 126), chance.randint(160, 0x2FFF), chance.randint(0, 0x10FFFF)])
            )
        elif action == 1:
            text[place] = ""
        elif action == 2:
            text[place] *= 2
        else:
            other = chance.randrange(len(text))
            text[place], text[other] = text[other], text[place]
    return "".join(text)


def anything(chance: random.Random) -> str:
    return "".join(
        chr(chance.choice([chance.randint(0, 0x2FF), chance.randint(0, 0x10FFFF)]))
        for _ in range(chance.randint(0, 40))
    )


MAKERS: tuple[Maker, ...] = (
    prose, marks, marks_alone, tokens_of_marks, quotes, quotes_in_prose, spaces, entities, nested_entities, cut_tags,
    lookalike_tags, lookalike_prose, mojibake, mojibake_of_mojibake, binary, combining, bidirectional, controls,
    surrogates, private_use, invisible, loops, few_words, fragments, subwords, tokenized, mixed_scripts, markup,
    addresses, talk, mutated, anything,
)  # fmt: skip


def glued(chance: random.Random) -> str:
    """Two or three texts of any kind, one after the other."""
    joiner = chance.choice(["", " ", "\n", "\n\n"])
    return joiner.join(chance.choice(MAKERS)(chance) for _ in range(chance.randint(2, 3)))


ALL_MAKERS: tuple[Maker, ...] = (*MAKERS, glued)


def generated(count: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """`count` texts, each with the name of its maker, in turn."""
    for number in range(count):
        maker = ALL_MAKERS[number % len(ALL_MAKERS)]
        yield maker.__name__, maker(random.Random(f"{seed} {number}"))
