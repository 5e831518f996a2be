"""Text decoded with the wrong encoding, made the ways it comes about."""

from __future__ import annotations

import random

import ftfy.bad_codecs  # noqa: F401  (registers the sloppy encodings)
import regex

SENTENCES = (
    "The mayor’s café — “closed” since May – reopens…",
    "Die Straße führt über Größe und Übel zum „Größten“.",
    "Où est l’œuvre de Noël ? À côté, près du château « là ».",
    "El niño pidió más jamón; ¿quién pagó? ¡Nadie!",
    "Não há coração que não sofra à noite.",
    "Żółć gęślą jaźń, pchnąć w tę łódź jeża.",
    "Příliš žluťoučký kůň úpěl ďábelské ódy.",
    "Şu köşe yaz köşesi, ığdır çok güzel.",
    "Почта закрыта до понедельника, — сказал сторож.",
    "Η ταχυδρομική θυρίδα είναι κλειστή.",
    "مكتب البريد مغلق حتى يوم الاثنين.",
    "डाकघर सोमवार तक बंद है।",
    "郵便局は月曜日まで閉まっています。",
    "우체국은 월요일까지 닫습니다.",
    "Well done 😀 👍🏽 all 5 €, £3 ±2 °C ½ №7 ™ ©",
)

ENCODINGS = (
    "latin-1",
    "cp1252",
    "sloppy-windows-1252",
    "sloppy-windows-1251",
    "sloppy-windows-1250",
    "sloppy-windows-1253",
    "sloppy-windows-1254",
    "sloppy-windows-1257",
    "iso-8859-2",
    "macroman",
    "cp437",
)

SCRAPS = 'aé ÃÂâ€œ’\x9d\xa0\ufffdßœŒ?Ð¿вЂ™"ab.'


def damaged(rng: random.Random) -> str:
    """One string: a sentence read wrongly once or twice, from somewhere on; or scraps of mojibake; or anything."""
    kind = rng.random()
    if kind < 0.6:
        return _misread(rng)
    if kind < 0.8:
        return "".join(rng.choice(SCRAPS) for _ in range(rng.randint(1, 15)))
    ranges = ((32, 127), (128, 256), (256, 0x500), (0x2000, 0x2100), (0x3000, 0x3100))
    return "".join(chr(rng.randrange(*rng.choice(ranges))) for _ in range(rng.randint(1, 12)))


def _misread(rng: random.Random) -> str:
    text = rng.choice(SENTENCES)[: rng.choice((10, 25, 60))]
    for _ in range(rng.choice((1, 1, 1, 2))):
        start = rng.randrange(len(text) + 1) if rng.random() < 0.5 else 0
        text = text[:start] + text[start:].encode().decode(rng.choice(ENCODINGS), "replace")
    if rng.random() < 0.2:
        text = text.replace("\N{NO-BREAK SPACE}", " ")
    if rng.random() < 0.1:
        text = text.replace("\ufffd", "?")
    return text


UNMADE = regex.compile(r"[\p{Cc}\p{Co}\p{Cn}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffd--[\t\n\r]]", regex.V1)
"""What this program never makes though ftfy may: controls, direction controls, the replacement character, code points
of private use, of half a pair and of no character."""
