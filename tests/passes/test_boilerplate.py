"""What fixtures cannot show of the pass `boilerplate`: runs of furniture, and that sentences stay."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import Pipeline
from cleaner.lexicon import load
from cleaner.passes.boilerplate import _judgement
from cleaner.passes.boilerplate._judgement import judge
from cleaner.passes.boilerplate._lists import KINDS
from cleaner.passes.boilerplate._tables import furniture_tables
from tests.fixtures import rule_files

PIPELINE = Pipeline(select=["boilerplate"])

TEXT = "The bridge over the river was opened again on Monday.\n\nThe mayor said that the toll had not gone."

LINES = ("Leave a Comment", "Share this:", "Tags: news, world", "Post Views: 312", "All rights reserved.", "Read more")


@pytest.mark.parametrize("lines", list(itertools.permutations(LINES, 3)))
@pytest.mark.parametrize("break_", ["\n", "\n\n", "\r\n"])
def test_a_run_of_furniture_goes_whole(lines: tuple[str, ...], break_: str) -> None:
    assert PIPELINE(TEXT + break_ + break_.join(lines)) == TEXT


def test_each_line_is_a_finding_of_its_own_kind() -> None:
    result = PIPELINE.run(f"{TEXT}\n\nShare this:\nAdvertisement\nLeave a Comment")
    rules = [finding.rule for finding in result.findings]
    assert rules == ["boilerplate/share-prompt", "boilerplate/advertisement-label", "boilerplate/comment-prompt"]
    assert result.undo() == result.original


def test_titles_below_furniture_go_with_it() -> None:
    assert PIPELINE(f"{TEXT}\n\nRelated Posts\n\nThe toll of the old bridge\nA ferry for sale") == TEXT


def test_a_date_goes_in_the_company_of_furniture_alone() -> None:
    blog = "Wednesday 7 March 2012\nSubscribe to:\nPost Comments (Atom)\n5 comments:"
    assert PIPELINE(f"{TEXT}\n\n{blog}") == TEXT
    assert PIPELINE(f"{TEXT}\n\n7 March 2012\n5 comments:") == f"{TEXT}\n\n7 March 2012"
    assert PIPELINE(f"{TEXT}\n\nWednesday 7 March 2012") == f"{TEXT}\n\nWednesday 7 March 2012"


def test_titles_below_a_sentence_stay() -> None:
    text = f"{TEXT}\n\nThe toll of the old bridge\nA ferry for sale"
    assert PIPELINE(text) == text


@given(st.sampled_from(LINES))
def test_a_text_of_one_line_stays(line: str) -> None:
    assert PIPELINE(line) == line


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["share", "the", "news", "with", "us", "they", "comment", "read"]), min_size=1, max_size=9)
)
def test_a_sentence_with_a_word_of_its_own_stays(words: list[str]) -> None:
    text = f"{TEXT}\n\nYesterday morning {' '.join(words)} arrived in Orlov with nineteen goats."
    assert PIPELINE(text) == text


@settings(deadline=None)
@given(st.text(alphabet="Read more.\n »|▲", max_size=40))
def test_the_outcome_is_settled(end: str) -> None:
    once = PIPELINE(f"{TEXT}{end}")
    assert PIPELINE(once) == once
    assert once.startswith(TEXT[:-40])


def test_no_entry_is_read_as_two_kinds_by_chance() -> None:
    tables = furniture_tables(load("en"))
    assert set(tables.lines.values()) <= set(KINDS)
    assert tables.lines["advertisement"] == "advertisement-label"
    assert tables.lines["read more"] == "read-more"


def test_lines_of_signs_go_at_once_however_many_there_are() -> None:
    result = Pipeline().run("The talks end today.\n»\n»\n»\n»")
    assert result.text == "The talks end today."
    assert not [finding for finding in result.findings if finding.refused == "unsettled"]


@pytest.mark.parametrize(
    ("lang", "prose", "line"),
    [
        ("de", "Der Hafenmeister sagte, dass zwei der alten Fähren bald verkauft werden.", "Artikel teilen"),
        ("de", "Der Hafenmeister sagte, dass zwei der alten Fähren bald verkauft werden.", "Leave a Comment"),
        (
            "de",
            "Der Hafenmeister sagte, dass zwei der alten Fähren bald verkauft werden.",
            "Zuletzt aktualisiert am 3. Mai 2021",
        ),
        ("fr", "Le capitaine du port a dit que deux des vieux bacs seraient vendus.", "Partager sur Facebook"),
        ("fr", "Le capitaine du port a dit que deux des vieux bacs seraient vendus.", "Lire aussi : Le bac est vendu"),
        ("es", "El capitán del puerto dijo que dos de los transbordadores se venderán.", "Compartir esta noticia"),
        ("es", "El capitán del puerto dijo que dos de los transbordadores se venderán.", "Deja un comentario"),
        ("en", "The harbour master said that two of the old ferries will be sold.", "Baca juga: Feri lama dijual"),
        ("en", "The harbour master said that two of the old ferries will be sold.", "Síguenos en nuestro Telegram"),
        ("en", "The harbour master said that two of the old ferries will be sold.", "Поделитесь новостью во ВКонтакте"),
        (
            "en",
            "The harbour master said that two of the old ferries will be sold.",
            "Нашли ошибку? Выделите её мышью и нажмите Ctrl + Enter",
        ),
        ("en", "The harbour master said that two of the old ferries will be sold.", "Photographs by Ines Halloran"),
        ("en", "The harbour master said that two of the old ferries will be sold.", "Like · Reply · 5 days ago"),
    ],
)
def test_furniture_of_other_languages(lang: str, prose: str, line: str) -> None:
    pipeline = Pipeline(lang=lang, select=["boilerplate"])
    assert pipeline(f"{prose}\n\n{line}") == prose
    assert pipeline(prose) == prose


def test_sentences_that_no_form_is_tried_on_have_none(monkeypatch: pytest.MonkeyPatch) -> None:
    tables = furniture_tables(load("en"))
    listed = {*tables.lines, *tables.labels, *tables.beginnings, *tables.words, *tables.prompts}
    lines = [line for entry in sorted(listed) for line in (f"{entry.capitalize()}.", f"{entry.capitalize()} the mill.")]
    lines += [line.strip() for text in rule_files().values() for line in text.read_text(encoding="utf-8").splitlines()]
    quick = {line: judge(line, tables) for line in lines}
    monkeypatch.setattr(_judgement, "is_plain", lambda _line, _words, _tables: False)
    assert {line: judge(line, tables) for line in lines} == quick


def test_a_run_that_is_too_long_for_a_page_stays() -> None:
    text = TEXT + "\n" + "\n".join(["Share this"] * 70)
    assert PIPELINE(text) == text


@pytest.mark.parametrize(
    "line",
    [
        "Was this information useful to the spy?",
        "3. Share this",
        "Three days ago",
        "See also: The Tides of the Northern Harbours",
        "Siehe auch: Die Gezeiten der Häfen",
        "Press Ctrl+Enter to send the form",
        "Photographs by the children of the school",
    ],
)
def test_lines_that_begin_as_pages_do(line: str) -> None:
    assert PIPELINE(f"{TEXT}\n\n{line}") == f"{TEXT}\n\n{line}"


def test_the_name_of_a_site_stays_before_its_address() -> None:
    prose = "The agency said on Monday that the teams of both sides had met at the harbour and left again."
    text = f"The exercise of the two harbours was concluded - Xinhua English.news.cn\n\n{prose}"
    assert Pipeline(select=["boilerplate"], origin="machine")(text) == text


class TestTitleWithin:
    """The name of a site after a title that is glued to its text."""

    GLUED = "Ten boats that one must have seen (Harbour TV) - Yahoo! News The first of them lies at the old pier."

    def test_it_goes_where_the_text_is_machine_translation(self) -> None:
        cleaned = Pipeline(select=["boilerplate"], origin="machine")(self.GLUED)
        assert cleaned == self.GLUED.replace(" - Yahoo! News", "")

    def test_it_is_reported_where_the_origin_is_not_known(self) -> None:
        result = PIPELINE.run(self.GLUED)
        assert [(finding.found, finding.refused) for finding in result.findings] == [
            (" - Yahoo! News", "reported only")
        ]

    def test_a_list_of_titles_with_their_sources_stays(self) -> None:
        text = f"{TEXT}\n\nTen boats to see - Yahoo! News\nA ferry for a song - Valley Times\n\n{TEXT}"
        assert Pipeline(select=["boilerplate/title-suffix"], origin="machine")(text) == text
