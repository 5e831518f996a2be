"""The pass `markup`: what was cut comes back whole, what is meant stays, and nothing comes alive."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Pipeline
from cleaner.document import Document
from cleaner.lexicon import load
from cleaner.passes.markup import PASS, ServiceMessage, SpecialToken, SplitPlaceholder
from cleaner.pipeline import try_rule
from cleaner.rules import Rule
from tests.counting import calls

ALONE = Pipeline(select=["markup"])
EVERYTHING = Pipeline(preset="thorough", select=["markup"])

WORDS = st.text("abcdefgilmnorstuäéßжиш", min_size=1, max_size=12)
SENTENCES = st.lists(WORDS, min_size=3, max_size=12).map(lambda words: " ".join(words).capitalize() + ".")

PIECES = st.sampled_from(
    [
        *(
            "@@",
            "@@ ",
            "▁",
            " ▁",
            "Ġ",
            " ##",
            "</w>",
            "<unk>",
            "<s>",
            "</s>",
            "<pad>",
            "⁇",
            "[UNK]",
            "[SEP]",
            "__en__ ",
        ),
        *("\n>>eng<< ", "&lt;unk&gt;", "<|im_end|>", "@-@", " @,@ ", "-LRB-", "-RRB-", "&apos;", "&quot;", "&bar;"),
        *("< b >", "</ b>", "<b>", "</b>", "</b> .", "& quot;", "&Quot;", "& # 39;", "% s", "%s", "% 1 $ s", "{ a }"),
        *("{a}", "$ {a}", "{ {a} }", "http: / / ", "www. ", "a. com", " / ", "turn0search0", "[cite: 1]", "【1†a】"),
        *(
            "*a",
            " *b ",
            " *c ",
            "MYMEMORY WARNING",
            "`",
            '"',
            "“",
            "”",
            " ",
            "\n",
            "\t",
            "|",
            "a",
            "Ab",
            "1",
            ".",
            "token ",
        ),
    ]
)
TEXTS = st.lists(PIECES, max_size=25).map("".join)


class TestSubwords:
    @given(SENTENCES, st.integers(2, 4))
    def test_pieces_with_a_joint_are_joined(self, sentence: str, size: int) -> None:
        cut = re.sub(rf"(\w{{{size}}})(?=\w)", r"\1@@ ", sentence)
        assert ALONE(cut) == sentence

    @given(SENTENCES, st.integers(3, 5))
    def test_a_line_of_sentencepiece_is_put_together(self, sentence: str, size: int) -> None:
        pieces = " ".join("▁" + re.sub(rf"^(\w{{{size}}})(?=\w)", r"\1 ", word) for word in sentence.split())
        assert ALONE(pieces) == sentence

    @given(SENTENCES)
    def test_a_line_of_gpt_is_put_together(self, sentence: str) -> None:
        assert ALONE("Ġ" + sentence.replace(" ", " Ġ")) == sentence

    def test_lines_are_judged_one_by_one(self) -> None:
        assert ALONE("▁One ▁ba sket .\nA plain line ▁here and there.") == "One basket.\nA plain line here and there."


class TestSpecialTokens:
    @pytest.mark.parametrize("token", load("en").entries("control-tokens"))
    def test_each_listed_token_goes_from_the_end_of_a_sentence(self, token: str) -> None:
        for text in (f"The gate is shut. {token}", f"The gate is shut.{token}\n"):
            assert SpecialToken().relevant(text)
            assert ALONE(text).rstrip("\n") == "The gate is shut."

    @pytest.mark.parametrize("token", load("en").entries("unknown-tokens"))
    def test_a_hole_in_a_sentence_is_only_reported(self, token: str) -> None:
        result = ALONE.run(f"They saw a {token} there.")
        assert not result.changed
        assert [finding.refused for finding in result.findings] == ["below safety"]
        assert EVERYTHING(f"They saw a {token} there.") == "They saw a there."

    @given(
        SENTENCES,
        st.lists(st.sampled_from(["</s>", "<pad>", "<eos>", "[CLS]", "[SEP]"]), min_size=2, max_size=5),
    )
    def test_rows_of_tokens_leave_no_space(self, sentence: str, tokens: list[str]) -> None:
        assert ALONE(f"{sentence} {' '.join(tokens)}") == sentence


class TestServiceMessages:
    @pytest.mark.parametrize("message", load("en").entries("service-messages"))
    def test_each_listed_message_is_reported_and_stays(self, message: str) -> None:
        text = f"The gate is shut.\n{message} and more\nIt opens soon."
        result = ALONE.run(text)
        assert ServiceMessage().relevant(text)
        assert [finding.found for finding in result.findings] == [f"{message} and more"]
        assert result.text == text


class TestPlaceholders:
    FORMS = ("%1$s", "%(name)s", "%{name}", "${name}", "{$name}", "{{name}}")

    @pytest.mark.parametrize("form", FORMS)
    def test_a_broken_form_becomes_the_whole_one_and_the_whole_one_stays(self, form: str) -> None:
        broken = (
            form.replace("{{", "{ {").replace("}}", "} }").replace("%", "% ").replace("$n", "$ n").replace("${", "$ {")
        )
        assert try_rule(SplitPlaceholder(), f"Hello {broken}, come in.")[0] == f"Hello {form}, come in."
        assert not try_rule(SplitPlaceholder(), f"Hello {form}, come in.")[1]


class TestThePass:
    @given(TEXTS)
    def test_nothing_comes_alive(self, text: str) -> None:
        for pipeline in (ALONE, EVERYTHING):
            result = pipeline(text)
            for alive in (r"</?[A-Za-z!?][^<>]*>", r"&#?[0-9A-Za-z]{1,32};"):
                made = [match for match in re.findall(alive, result) if match not in text]
                assert not made, made

    @given(TEXTS)
    def test_cleaning_twice_changes_nothing(self, text: str) -> None:
        for pipeline in (ALONE, EVERYTHING):
            once = pipeline.run(text)
            assert once.undo() == text
            if not any(finding.refused == "unsettled" for finding in once.findings):  # a repair that shows the next
                assert pipeline(once.text) == once.text

    @pytest.mark.parametrize("rule", PASS.rules, ids=lambda rule: rule.name)
    @given(text=TEXTS)
    def test_a_rule_finds_nothing_where_its_prefilter_says_so(self, rule: type[Rule], text: str) -> None:
        instance = rule()
        if not instance.relevant(text):
            assert not list(instance.propose(Document(text, load("en"))))

    @given(TEXTS)
    def test_what_is_code_stays(self, text: str) -> None:
        code = text.replace("`", "").replace("\n", " ").replace("\t", " ").strip() or "x"
        assert EVERYTHING(f"Type `{code}` here.") == f"Type `{code}` here."

    @pytest.mark.parametrize(
        "shape",
        [
            "<s>",
            "<unk> a ",
            "a@@ ",
            "▁a b ",
            "Ġa",
            "% s ",
            "{a} { b } ",
            "www. ",
            "http: / / a. com / ",
            " *a",
            "[SEP] ",
            "a @-@ ",
        ],
    )
    def test_the_work_grows_with_the_text(self, shape: str) -> None:
        assert calls(lambda: ALONE(shape * 400)) < 2.3 * calls(lambda: ALONE(shape * 200))
