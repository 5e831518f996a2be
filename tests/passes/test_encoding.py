"""The pass `encoding`: held against ftfy, and against what no edit may do."""

from __future__ import annotations

import html
import random
import re
import sys
import unicodedata
from collections import Counter
from html.entities import html5

import ftfy
import pytest
from damage import SENTENCES, UNMADE, damaged
from ftfy.fixes import unescape_html
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Pipeline
from cleaner.alignment import apply
from cleaner.document import Document
from cleaner.lexicon import load
from cleaner.passes.encoding import PASS, HtmlEntity, InvisibleCharacter, Mojibake, Unnormalized, _ftfy, mojibake
from cleaner.passes.encoding._differences import differences
from cleaner.passes.encoding._ftfy import could_change
from cleaner.pipeline import try_rule
from cleaner.rules import Rule
from tests.counting import calls
from tests.hostile import shape

MOJIBAKE = Pipeline(select=["encoding/mojibake"])
ALONE = Pipeline(select=["encoding"])

CONTEXTS = ("{}", "a{}b", " {} ", "{0}{0}", "é{}", "“{}”", "{}—", "a {}a", "Â{}", "à{}", "Р{}", "{}\n")

PIECES = st.sampled_from(
    [
        *("&", "&amp;", "&lt;", "&gt;", "&#39;", "&#x27;", "&quot", ";", "&nbsp;", "&lrm;", "&#0;", "&#13;", "&#10;"),
        *("<", ">", "b", "/", "<b>", "`", '"', "“", " ", "\n", "\r\n", "\t", "a", "é", "HTML ", "{", ":"),
        *("Ã", "©", "â€™", "â€", "\ufffd", "\x85", "\x9d", "\x00", "\x1b[1m", "\x08", "\x0b", "\u200b", "\u200d"),
        *("\ufeff", "\xad", "\u200e", "\u202e", "\u0301", "e\u0301", "а", "с", "Α", "мир", "ب", "ไ", "\u1112\u1161"),
    ]
)
TEXTS = st.lists(PIECES, max_size=25).map("".join)


PAIRS = re.compile("[ÄÅ][€‚ƒ„†‡ˆ‰Š‹ŒŽ˜™š›œžŸ]|Ã¥|â[–—]")
"""Characters that ftfy leaves and the rule repairs."""


def by_ftfy(text: str) -> str:
    """What ftfy makes of a text when it is asked for mojibake alone."""
    return ftfy.fix_text(
        text,
        uncurl_quotes=False,
        fix_character_width=False,
        fix_latin_ligatures=False,
        fix_line_breaks=False,
        unescape_html=False,
        normalization=None,
        remove_terminal_escapes=False,
        remove_control_chars=False,
    )


def makes_unmade(before: str, after: str) -> bool:
    return bool(Counter(UNMADE.findall(after)) - Counter(UNMADE.findall(before)))


class TestMojibake:
    @pytest.mark.parametrize("context", CONTEXTS)
    def test_ftfy_changes_nothing_where_the_prefilter_says_so_at_any_code_point(self, context: str) -> None:
        surrogates = range(0xD800, 0xE000)
        points = [*range(0x80, 0x3100), *range(0x3100, 0x10000, 7), *range(0x10000, sys.maxunicode, 997)]
        for point in points:
            text = context.format(chr(point))
            if point not in surrogates and not could_change(text):
                assert by_ftfy(text) == text, hex(point)

    @pytest.mark.parametrize("seed", range(4))
    def test_ftfy_changes_nothing_in_generated_damage_where_the_prefilter_says_so(self, seed: int) -> None:
        rng = random.Random(seed)
        said_no = 0
        for _ in range(1500):
            text = damaged(rng)
            if not could_change(text):
                said_no += 1
                assert by_ftfy(text) == text
        assert said_no > 100

    @pytest.mark.parametrize("seed", range(4))
    def test_the_result_is_ftfys_unless_that_makes_what_no_edit_may(self, seed: int) -> None:
        rng = random.Random(100 + seed)
        changed = 0
        for _ in range(1500):
            text = damaged(rng)
            expected = by_ftfy(text)
            left = PAIRS.search(text) or PAIRS.search(expected)
            if not left and not UNMADE.search(expected) and not re.search("â€(?:[\\s.,;:!)]|$)|Ã[13 ]|â€TM", text):
                assert MOJIBAKE(text) == expected, ascii(text)
                changed += expected != text
        assert changed > 200

    def test_the_documented_kinds_come_out_as_ftfy_has_them(self) -> None:
        for text in (
            "âœ” No problems",
            "The Mona Lisa doesnÃƒÂ¢Ã¢â€šÂ¬Ã¢â€žÂ¢t have eyebrows.",
            "l’humanitÃ©",
            "Ã\xa0 perturber la rÃ©flexion",
            "schÃ¶n",
            "voilÃ le travail",
            "(ã\x83\x84)",
            "\ud83d\ude00",
            "PiÃ±ata\r\nnaÃ¯ve\n",
        ):
            assert MOJIBAKE(text) == by_ftfy(text) != text

    def test_a_line_is_never_repaired_by_what_stands_in_another(self) -> None:
        good, bad = "Привет, 世界!", "cafÃ© &eacute;"
        assert MOJIBAKE(f"{good}\n{bad}\n<b>\n{bad}") == f"{good}\ncafé &eacute;\n<b>\ncafé &eacute;"

    @given(st.text(max_size=60), st.integers(0, 10_000))
    def test_no_replacement_character_and_no_control_is_ever_made(self, text: str, seed: int) -> None:
        for before in (text, damaged(random.Random(seed))):
            assert not makes_unmade(before, MOJIBAKE(before))

    @pytest.mark.parametrize("seed", range(3))
    def test_the_differences_lead_from_one_text_to_the_other(self, seed: int) -> None:
        rng = random.Random(200 + seed)
        for _ in range(1000):
            text = damaged(rng)
            assert apply(text, differences(text, by_ftfy(text))) == by_ftfy(text)

    @given(st.text("abé ?", max_size=12), st.text("abé ?", max_size=12))
    def test_differences_hold_even_for_texts_that_ftfy_would_never_make(self, before: str, after: str) -> None:
        assert apply(before, differences(before, after)) == after

    @given(st.text("Ãàé€ \ufffd", min_size=1, max_size=8), st.text("àéœ", max_size=2))
    def test_thousands_of_differences_in_a_row_are_told_by_rows(self, piece: str, made: str) -> None:
        before = f"{piece} " * 2500 + "a."
        after = f"{piece} ".replace("Ã", made or "à") * 2500 + "a."
        found = list(differences(before, after))
        assert apply(before, found) == after
        if "Ã" in piece:
            assert len(found) < 200

    @pytest.mark.parametrize("sentence", SENTENCES)
    def test_findings_cover_no_letter_that_was_right(self, sentence: str) -> None:
        result = MOJIBAKE.run(sentence.encode().decode("sloppy-windows-1252"))
        assert result.findings
        for finding in result.findings:
            assert not any("a" <= letter <= "z" or "A" <= letter <= "Z" for letter in finding.found)

    def test_a_long_line_is_asked_about_by_its_beginning_first(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[int] = []

        def fix_line(line: str) -> str:
            asked.append(len(line))
            return _ftfy.fix_line(line)

        monkeypatch.setattr("cleaner.passes.encoding.mojibake.fix_line", fix_line)
        never_text = shape("random mojibake", 120_000)
        assert MOJIBAKE(never_text) == never_text
        assert max(asked) <= 10_000
        assert MOJIBAKE("The cafÃ© of MÃ¼ller is shut. " * 4000) == "The café of Müller is shut. " * 4000

    def test_more_repairs_than_are_held_are_found_again(self, monkeypatch: pytest.MonkeyPatch) -> None:
        whole, binary = "It left\x85 and the café\n" * 60, "\x81\x8d it\x85 \x8f\x90\n" * 60
        expected = MOJIBAKE(whole)
        assert expected == "It left… and the café\n" * 60
        for held in (1, 60, 61):
            monkeypatch.setattr(mojibake, "_MOST_HELD", held)
            assert (MOJIBAKE(whole), MOJIBAKE(binary)) == (expected, binary)

    @pytest.mark.parametrize("rubbish", ["ó\x8aª¾ here", "ï£·1 there", "ã‡§ then"])
    def test_rubbish_makes_no_code_point_of_private_use_nor_one_of_no_character(self, rubbish: str) -> None:
        assert UNMADE.search(by_ftfy(rubbish))
        assert not UNMADE.search(MOJIBAKE(rubbish).replace("\x8a", ""))
        assert MOJIBAKE(f"{rubbish} cafÃ©").endswith("café")

    @pytest.mark.parametrize("ends", ["", "\n"])
    def test_bytes_that_were_never_text_are_left_alone(self, ends: str) -> None:
        rng = random.Random(3)
        rubbish = "".join(
            chr(rng.randrange(0x80, 0x100)) if rng.random() < 0.7 else rng.choice(" abc" + ends) for _ in range(3000)
        )
        assert MOJIBAKE(rubbish) == rubbish
        assert MOJIBAKE("The cafÃ© is shut.\n" * 300) == "The café is shut.\n" * 300

    @pytest.mark.parametrize("text", ["â€â€TM", "â€Ã1⁄4", "Ã â€TMÃ", "“â€ â€ â€"])
    def test_what_is_repaired_already_is_not_repaired_again(self, text: str) -> None:
        once = MOJIBAKE.run(text)
        assert not once.failures
        assert MOJIBAKE(once.text) == once.text

    def test_the_prefilter_searches_only_around_what_is_not_ascii(self, monkeypatch: pytest.MonkeyPatch) -> None:
        searched: list[int] = []
        monkeypatch.setattr(_ftfy, "_is_bad", lambda: lambda text: searched.append(len(text)))
        assert not could_change("a" * 5000 + "”…" + "b" * 5000)
        assert sum(searched) <= 6


class TestHtmlEntity:
    def test_every_named_entity_is_decoded_as_ftfy_decodes_it(self) -> None:
        left = []
        for name in html5:
            if name.endswith(";") and len(name) <= 25:  # ftfy looks at no longer ones
                text = f"one &{name} two"
                result, _ = try_rule(HtmlEntity(), text)
                if result != unescape_html(text):
                    left.append(name)
        assert sorted(left) == ["lrm;", "rlm;"]  # direction marks: taken out, never made

    @given(st.integers(0, sys.maxunicode + 1000))
    def test_every_numeric_entity_is_decoded_or_stays(self, number: int) -> None:
        text = f"one &#{number}; two"
        result, _ = try_rule(HtmlEntity(), text)
        assert result in (text, unescape_html(text), "one  two") or number == 13
        assert not makes_unmade(text, result)

    @given(TEXTS)
    def test_decoding_makes_no_tag_and_no_entity(self, text: str) -> None:
        result, _ = try_rule(HtmlEntity(), text)
        tag = r"</?[A-Za-z!?][^<>]*>"
        assert len(_found(tag, result)) <= len(_found(tag, text))
        assert len(_found(r"&#?\w+;", _decoded(result))) <= len(_found(r"&#?\w+;", _decoded(text)))

    def test_a_tag_in_one_line_changes_nothing_for_the_next_paragraph(self) -> None:
        text = "<b>one</b> &amp; two\n\nthree &amp; four"
        assert ALONE(text) == "<b>one</b> &amp; two\n\nthree & four"

    def test_an_escaped_tag_keeps_its_last_escape_however_often_it_was_escaped(self) -> None:
        text = "see <script> here"
        for _ in range(4):
            text = html.escape(text)
            assert ALONE(text) == "see &lt;script&gt; here"


def _found(pattern: str, text: str) -> list[str]:
    return re.findall(pattern, text)


def _decoded(text: str) -> str:
    while (once := html.unescape(text)) != text:
        text = once
    return text


class TestUnnormalized:
    @pytest.mark.parametrize("sentence", [*SENTENCES[:9], SENTENCES[12], SENTENCES[13]])
    def test_a_text_taken_apart_comes_back(self, sentence: str) -> None:
        assert ALONE(unicodedata.normalize("NFD", sentence)) == unicodedata.normalize("NFC", sentence)

    @given(st.text(max_size=40))
    def test_the_result_is_the_same_text_by_the_standard(self, text: str) -> None:
        result, _ = try_rule(Unnormalized(), text)
        assert unicodedata.normalize("NFC", result) == unicodedata.normalize("NFC", text)

    def test_a_letter_with_more_marks_than_any_text_has_is_left_alone(self) -> None:
        marks = "\u0323\u0301" * 2000
        assert calls(lambda: ALONE(f"caf e{marks}!")) < 2000
        assert ALONE(f"cafe\u0301 e{marks}!") == f"café e{marks}!"


class TestInvisibleCharacter:
    @given(st.text(max_size=40))
    def test_nothing_that_shows_goes(self, text: str) -> None:
        def seen(text: str) -> list[str]:
            unseen = "\u034f\u115f\u1160\u2800\u3164\uffa0\n\r"
            return [c for c in text if unicodedata.category(c) not in ("Cf", "So", "Cn") and c not in unseen]

        assert seen(try_rule(InvisibleCharacter(), text)[0]) == seen(text)


class TestThePass:
    @given(TEXTS)
    def test_cleaning_twice_changes_nothing(self, text: str) -> None:
        once = ALONE.run(text)
        assert ALONE.run(once.text).text == once.text
        assert once.undo() == text
        assert not makes_unmade(text, once.text)

    @pytest.mark.parametrize("rule", PASS.rules, ids=lambda rule: rule.name)
    @given(text=TEXTS)
    def test_a_rule_finds_nothing_where_its_prefilter_says_so(self, rule: type[Rule], text: str) -> None:
        instance = rule()
        if not instance.relevant(text):
            assert not list(instance.propose(Document(text, load("en"))))

    @given(TEXTS)
    def test_line_ends_stay_as_they_are(self, text: str) -> None:
        lines = [line.replace("\x0b", "").replace("&#10;", "").replace("&#13;", "") for line in text.split("\n")]
        assert ALONE("\r\n".join(lines)).count("\n") == len(lines) - 1

    @pytest.mark.parametrize(
        "shape", ["&#39;x ", "&lt;b&gt; ", "â€™ ", "\x08a", "e\u0301x ", "\u200bx", "<a &amp; ", "аbc "]
    )
    def test_the_work_grows_with_the_text(self, shape: str) -> None:
        assert calls(lambda: ALONE(shape * 400)) < 2.3 * calls(lambda: ALONE(shape * 200))


def test_every_rule_of_the_pass_is_listed_once() -> None:
    assert len({rule.name for rule in PASS.rules}) == len(PASS.rules)
    assert Mojibake in PASS.rules


def test_years_after_a_backslash_are_no_characters_by_number() -> None:
    text = r"The lock was built in \'93, and the gate is of the \'80s."
    assert Pipeline(select=["encoding/rtf-control"])(text) == text
