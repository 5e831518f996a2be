"""Files of programs, settings and patches are told from prose, whatever they are written in, and stay."""

from __future__ import annotations

import pytest

from cleaner import Pipeline
from cleaner.document import Document
from cleaner.gaps import signs
from cleaner.lexicon import load
from cleaner.noise import is_no_prose
from cleaner.source_files import is_source_file

SOURCES = {
    "Python": (
        '"""Turns the mill."""\n\nimport mill\nfrom mill.stone import ( wheel , barrow )\n\n\ndef turn(stone):\n'
        '    """ Turn it , and on . """\n    return wheel [ stone ]\n'
    ),
    "C": "/* The mill . */\n#include <stone.h>\n#define WHEEL( x ) x\n#ifndef MILL\n#endif\n",
    "C++ that is documented in Markdown": (
        "//! Turns it .\n//! ```\n//! turn( wheel )\n//! ```\n#pragma once\nnamespace mill {\n"
        "template <class Stone>\nstruct Wheel : Stone\n  , grain(grain)\n{};\n}\n#endif\n"
    ),
    "a script": "#!/bin/sh\necho 'The mill is is open ,'\n",
    "a shell": 'if [ -e "$1" ]; then\n  echo " mill "\nfi\nfor stone in *; do\n  grind $stone\ndone\n',
    "Vim": (
        '" The mill .\n"\n" Turns stones .\n"\nif exists("b:mill")\n  finish\nendif\nlet b:mill = 1\n'
        "syn keyword millStone grind turn\nhi def link millStone Keyword\n"
    ),
    "CMake": "set(STONES 3)\nif(NOT WHEEL)\n  list(GET stones 0 first)\nendif()\ninclude(Mill)\nfind_package(Stone)\n",
    "a batch file": "@echo off\nrem The mill.Turns\ngoto :grind\n:grind\nset STONE=3\n",
    "Lisp": ';; The mill .\n(defun turn ()\n  "Turn it .")\n(defvar stone nil)\n(provide \'mill)\n',
    "a patch": "--- a/mill\n+++ b/mill\n@@ -1,2 +1,2 @@ the\n the the wheel\n- ( old\n+ ( new\n",
    "a certificate": "The mill's\\xe9 key\n-----BEGIN CERTIFICATE-----\nTWlsbA==\n-----END CERTIFICATE-----\n",
    "SQL": (
        "-- The mill .\nCREATE VIEW stones AS\n  SELECT CAST(stone AS text ) ,\n  wheel\n  FROM mill;\n"
        "INSERT INTO mill VALUES ( 1 )\nGRANT SELECT ON stones TO miller\n"
    ),
    "a picture of X": '/* XPM */\nstatic char * mill[] = {\n"16 16 3 1",\n" \tc None",\n"@@\tc #112233"};\n',
    "packed": "".join(f"function s{n}(a){{if(a){{return a.b?c:d;}}let e=a,f;}}" for n in range(9)),
    "XML": '<?xml version="1.0"?>\n<mill wheel="&quot;1&quot; &amp;&amp; 2"> turns , so </mill>\n',
    "a style sheet": (
        ".mill { color: #007700 } /* Mill.Wheel */\n.stone {\n  margin: 0;\n  padding: 1px;\n}\n"
        ".wheel {\n  left: 2px;\n  top: 3px;\n}\n"
    ),
    "settings in brackets": (
        'Section."mill" {\n\tindex"0"\n\ttype "pga"\n}\nSection."wheel" {\n\tindex "1"\n\ttype "stone"\n}\n'
        'Section."grain" {\n\tindex "2"\n}\nSection."sack" {\n\tindex "3"\n}\n'
    ),
    "settings": (
        "# The mill .\nmill.wheel = 3\nmill.stone = 4\nmill.name = ( old )\nmill.rate=5\nmill.grain=rye , oats\n"
        "mill.sacks=6\nmill.doors=2\nmill.cart=1\n"
    ),
    "JSON": "{\n" + "".join(f'  "stone{number}": "The  mill ,",\n' for number in range(9)) + '  "last": 0\n}\n',
}

PROSE = {
    "lines that begin as statements do": (
        "We took the boat\nfrom Paris and went to\nimport the wheel, and\nclass 3 came, too.\nif it rains\n"
        "set it down\nlet us go\nfinish it\n"
    )
    * 3,
    "a page with a program in fences": "So it turns:\n\n```\n" + SOURCES["Python"] + "```\n\nThen it stops.\n",
    "an article with statements between its paragraphs": "".join(
        "The mill is described in a table, and what is asked of it is written in small letters or in large ones, as "
        f"everybody likes it; the stones that are asked for here are those of wheel {number}.\n\n"
        f"SELECT stone, wheel FROM mill;\nINSERT INTO mill\n\n"
        for number in range(6)
    ),
    "a resolution": "The council,\n\n"
    + "".join(f"noting that mill {number} is shut and its stones are sold;\n" for number in range(12))
    + "asks the owners to explain.\n",
    "a play": "".join(f"[He turns to wheel {number}]\nANNA: It is late; the mill is shut.\n" for number in range(12)),
    "a letter with a sum": "Dear Anna,\n\nthe wheel costs 3 + 4 = 7 crowns.\nIt turns;\nI am glad;\nso are you.\n" * 4,
    "verse": "The wheel goes round;\nThe stone is still;\nThe rye is ground;\nSo ends the mill.\n\n" * 4,
    "a list of films": "".join(f'19{year} "The mill of {year} rivers"\n' for year in range(70, 90)),
    "a list of people": "".join(f"Anna Stone the {number}th (of the old mill),\n" for number in range(12))
    + "and others.\n",
    "a recipe": "1 cup = 250 ml\n1 spoon = 15 ml\n\n" + "Grind the rye; add water; stir.\n\nWait.\n" * 9,
    "an article of a wiki": "== The mill ==\n{{mill}}\n\nIt turns [[by hand]].\n\n=== Its wheel ===\n\nIt is old.\n"
    * 4,
    "a chat": "done\n\nif you want\n\nfor me it is fine\n\ndo it then\n\ndone\n" * 3,
}


def told(text: str) -> bool:
    return is_source_file(text, Document(text, load("en")).once(signs))


@pytest.mark.parametrize("name", SOURCES)
def test_the_source_of_a_program_stays(name: str) -> None:
    source = SOURCES[name]
    assert told(source)
    assert Pipeline().run(source).text == source


@pytest.mark.parametrize("name", SOURCES)
def test_it_is_told_with_the_line_ends_of_windows_too(name: str) -> None:
    assert told(SOURCES[name].replace("\n", "\r\n"))


@pytest.mark.parametrize("name", PROSE)
def test_prose_is_no_source(name: str) -> None:
    assert not told(PROSE[name])


def test_bad_characters_are_repaired_in_a_source_and_escapes_stay() -> None:
    source = "#!/bin/sh\necho 'caf\u00c3\u00a9 \\u00e9 &eacute; \ufb01'\n"
    assert Pipeline().run(source).text == source.replace("\u00c3\u00a9", "é")


def test_what_a_terminal_reads_stays_in_a_script_and_goes_elsewhere() -> None:
    text = "echo '\x1b[1mThe mill\x1b[0m'\n"
    assert Pipeline().run("#!/bin/sh\n" + text).text == "#!/bin/sh\n" + text
    assert Pipeline().run(text).text == "echo 'The mill'\n"


def test_what_a_source_says_is_no_prose_for_any_rule_about_words() -> None:
    text = "#!/bin/sh\necho 'the the mill . It ( so ) is'\n"
    assert Document(text, load("en")).once(is_no_prose)
    assert Pipeline(apply="risky").run(text).findings == ()
