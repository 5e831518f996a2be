"""Talk of a model after a model has shown itself: what is the text's own stays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cleaner import Pipeline
from cleaner.passes.chatter._phrases import phrase_points, phrases

ROOT = Path(__file__).resolve().parents[1]

HEAD = "Here is the translation:\n\n"
TEXT = "The bridge over the river is open again, the harbour master said on Tuesday."
OWN = (
    "I kept the letters in a tin and left the rest to my brother.",
    "The names of the winners have been read out in the square.",
    "You can buy tickets at the gate.",
    "I could see the ferry from my window.",
    "Thank you for your attention.",
    "But how accurate are the answers?",
    "If it rains, the market moves into the hall.",
    "The old texts were used as wrapping paper for the fish.",
    "Do you know how long the toll will last?",
    "I can no longer hear the bells of the chapel.",
    "“Let me know if you need anything,” she said.",
    "Long live the harbour!",
    "Claude waved from the pier.",
    "Please keep off the rails.",
    "Nothing was left of the old toll house.",
    "The original plan had been drawn by two brothers.",
    "Note that the trams do not run on Sunday.",
)


@pytest.mark.parametrize("last", OWN)
def test_the_last_paragraph_of_a_translation_stays(last: str) -> None:
    assert Pipeline()(f"{HEAD}{TEXT}\n\n{last}") == f"{TEXT}\n\n{last}"


@pytest.mark.parametrize("inner", OWN)
def test_a_paragraph_beside_a_seam_stays(inner: str) -> None:
    text = f"{HEAD}{TEXT}\n\n{inner}\n\nSure, here is the next part:\n\nThe toll has gone, and few miss it."
    assert Pipeline()(text) == f"{TEXT}\n\n{inner}\n\nThe toll has gone, and few miss it."


def test_an_offer_in_a_translated_letter_stays() -> None:
    letter = "Dear Anna,\n\nyou will find the keys under the mat.\n\nLet me know if you need anything."
    assert Pipeline()(HEAD + letter) == letter


def test_a_note_that_names_what_the_text_names_stays() -> None:
    text = "The guild keeps a register of its terms.\n\nThe terms of the register were revised in May."
    assert Pipeline()(HEAD + text) == text


MACHINE = Pipeline(origin="machine")
OPENINGS = (
    "Below you will see the report put into English, sentence for sentence.",
    "**FI → EN**",
    "### 🇩🇪 → 🇬🇧 English",
    "User asked for English. The user gave a Finnish paragraph, so let me translate it line by line.",
    "Hmm, let me think. In English that would be:",
    "With pleasure! I'll translate the paragraph and keep the author's short sentences.",
    "Ahora mismo te traduzco el párrafo al inglés:",
    "Aber klar! Auf Englisch liest sich der Absatz so:",
    "Ось цей уривок англійською:",
    "이 문단을 영어로 번역하면:",
    "```text",
    "Okay, let me think this through: the text is in Finnish, I need to keep the names. Now write it in English.",
)
CLOSINGS = (
    "Note on the idiom: the source says “to pull the chestnuts out”, which I kept out of the English.",
    "Terminology: “Rathaus” = town hall, “Amt” = office",
    "Confidence: medium",
    "I was unable to tell whether “Meri” is a name or the sea, so please check this in the source.",
    "GPT-4o, run of 3 May",
    "| Finnish | English |\n|---|---|\n| silta | bridge |",
    "Anmerkung: „Hafenmeister“ gibt es nur hier.",
    "Daj znać, czy coś poprawić!",
    "[End of translation]",
    "Feel free to send the next page!",
    "Please advise if any line needs a change.",
    "Some doubt remains about two of the names.",
    "It is hard to convey the pun of the headline in English.",
    "</translation>",
)


@pytest.mark.parametrize("opening", OPENINGS)
def test_an_opening_that_many_signs_show_goes_from_machine_translation(opening: str) -> None:
    assert MACHINE(f"{opening}\n\n{TEXT}") == TEXT


@pytest.mark.parametrize("closing", CLOSINGS)
def test_a_note_that_many_signs_show_goes_behind_an_announcement(closing: str) -> None:
    for pipeline in (Pipeline(), MACHINE):
        result = pipeline.run(f"{HEAD}{TEXT}\n\n{closing}")
        assert result.text == TEXT
        assert result.undo() == f"{HEAD}{TEXT}\n\n{closing}"


PEOPLE = (
    "Translator's preface\n\nThe title could not be kept: a heath is no home.\n\nChapter one is in dialect.",
    "I have translated these letters for my grandchildren, who read no Finnish.\n\nThe first was sent from the front.",
    "How good is machine translation? We asked a translator.\n\nTwo of three sentences were right, she said.",
    "The minutes were translated into English overnight.\n\nBy morning the clerks had lost the original.",
    "Here is my translation of the stone:\n\nTraveller, do not hurry. I was a baker, and I fed this street.",
    "In English, please!\n\nThe guide laughed and began again.",
    "Okay, so the boat sank.\n\nNobody was hurt, and the dog swam ashore.",
    "Hello everybody,\n\nthe English minutes are attached.\n\nBest regards\nMaria",
    "Das Protokoll auf Deutsch folgt am Montag.\n\nThe minutes in English will follow on Tuesday.",
    "English\n\nThe guide speaks it well.\n\nFrench\n\nThe guide speaks it a little.",
)


@pytest.mark.parametrize("text", PEOPLE)
def test_what_people_say_of_translations_stays(text: str) -> None:
    assert Pipeline()(text) == text


@pytest.mark.parametrize("text", [*PEOPLE[2:4], *PEOPLE[5:]])
def test_what_people_say_stays_in_machine_translation_too(text: str) -> None:
    assert MACHINE(text) == text


def test_the_signs_are_named() -> None:
    findings = MACHINE.run(f"{OPENINGS[4]}\n\n{TEXT}").findings
    assert [finding.rule for finding in findings] == ["chatter/preamble"]
    assert "it names a language" in findings[0].message


TOGETHER = (
    ("Output:", "Tell me if the headline should sound more formal."),
    ("Here is a draft, change what you like:", "Nota: „Amt“ blieb ohne Übersetzung."),
    ("Here you go:", "Note: I kept the idiom of the second sentence literal."),
)


@pytest.mark.parametrize(("first", "last"), TOGETHER)
def test_what_either_end_alone_would_not_show_goes_where_both_ends_are_talk(first: str, last: str) -> None:
    result = Pipeline().run(f"{first}\n\n{TEXT}\n\n{last}")
    assert result.text == TEXT
    assert Pipeline()(f"{first}\n\n{TEXT}") == f"{first}\n\n{TEXT}"


@pytest.mark.parametrize(
    "text",
    [
        "Here is the news:\n\nThe bridge is open.",
        "To build from source:\n\nAsk the port.",
        "Well —\n\nThe guide stopped in the middle of her sentence.",
        "The Finnish version does not start\n\nThe ferry plan stays blank after the last update of the page.",
    ],
)
def test_an_announcement_of_something_else_stays_in_machine_translation(text: str) -> None:
    assert MACHINE(text) == text


@pytest.mark.parametrize(
    ("opening", "closing"), [("---", "---"), ("***", "***"), ("“", "”"), ("%%%", "%%%"), ('<div lang="en">', "</div>")]
)
def test_marks_that_say_nothing_go_only_from_machine_translation(opening: str, closing: str) -> None:
    text = f"{opening}\n\n{TEXT}\n\n{closing}"
    assert MACHINE(text) == TEXT
    assert Pipeline()(text) == text


@pytest.mark.parametrize("inner", ["---", "Mind the step.\n\n---\n\nThe toll has gone."])
def test_a_line_drawn_between_parts_is_no_wrapper(inner: str) -> None:
    text = f"---\n\n{TEXT}\n\n{inner}\n\n{TEXT}\n\n---"
    assert MACHINE(text) == text


LOOK_ALIKES = json.loads((ROOT / "benchmarks" / "training" / "talk_look_alikes.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("pipeline", "allowed"), [(Pipeline(), 3), (MACHINE, 18)], ids=["unknown", "machine"])
def test_what_people_write_in_the_words_of_talk_stays(pipeline: Pipeline, allowed: int) -> None:
    """Some 390 openings and endings of letters, courses, prefaces and pages, in many languages; few may go."""
    prose = f"{TEXT}\n\nThe toll has gone, and few miss it on either bank."
    texts = [f"{line}\n\n{prose}" for line in LOOK_ALIKES["before"]]
    texts += [f"{prose}\n\n{line}" for line in LOOK_ALIKES["after"]]
    gone = [text for text in texts if prose in (out := pipeline(text)) and len(out) <= len(prose)]
    assert len(gone) <= allowed


CLOSINGS_ALONE = (
    "I can also shorten the text you sent or put it into plainer words.",
    "I kept the metric units of the source and replaced the idioms with English ones.",
    "Los topónimos se han dejado sin traducir.",
    "Soll ich den Ton noch etwas förmlicher machen?",
    "Имена и числа оставлены без изменений.",
    "用語は原文のまま残しています。修正が必要でしたらお知らせください。",
)


@pytest.mark.parametrize("closing", CLOSINGS_ALONE)
def test_a_closing_note_alone_goes_from_machine_translation_only(closing: str) -> None:
    text = f"{TEXT}\n\n{closing}"
    assert MACHINE(text) == TEXT
    assert Pipeline()(text) == text


def test_the_next_turn_of_a_chat_goes_from_machine_translation() -> None:
    text = f"{TEXT}\n\nUser: thanks\nAssistant: You're welcome!"
    assert MACHINE(text) == TEXT
    assert Pipeline()(text) == text


@pytest.mark.parametrize(
    "opening",
    [
        "På svenska låter brevet så här:",
        "Česky to bude znít takto:",
        "Στα ελληνικά διαβάζεται ως εξής:",
        "Suomeksi kirje kuuluu näin:",
        "Magyarul a levél így hangzik:",
        "Selvfølgelig! Her er opslaget på dansk:",
    ],
)
def test_a_language_named_in_itself_before_a_colon_announces_a_translation(opening: str) -> None:
    for pipeline in (Pipeline(), MACHINE):
        assert pipeline(f"{opening}\n\n{TEXT}") == TEXT


def test_a_word_of_families_is_no_piece_of_another_word() -> None:
    assert Pipeline()(f"Självklart! Jag har översatt notisen nedan.\n\n{TEXT}") == TEXT


@pytest.mark.parametrize(
    "text",
    [
        f"Alles klar, sagte der Wirt, und brachte nichts.\n\n{TEXT}",
        f"På svenska finns inget ord för det.\n\n{TEXT}",
        f"In italiano non esiste una parola per questo suono.\n\n{TEXT}",
        f"{TEXT}\n\nSpero di esservi stato utile. Alla prossima puntata!",
    ],
)
def test_what_people_say_in_another_language_stays_in_machine_translation(text: str) -> None:
    assert MACHINE(text) == text


TURNS = (
    "Noted, no comments.",
    "Assistant: Understood. Output only, no commentary:",
    "Segment 3/17",
    "Source language: Finnish (confidence 0.97)\nTarget language: English",
    "Rozumiem, samo tłumaczenie bez komentarzy.",
    "明白，马上开始。",
    "Oké, ik ga verder met het volgende deel.",
    "Célnyelv: angol",
)
TURNS_AT_END = (
    "End of part 3. Ready for part 4.",
    "Accuracy 9/10, Fluency 8/10, Terminology 9/10",
    "Оценка: точность 5/5, стиль 4/5.",
    "(Koniec części 2. Proszę przesłać następną.)",
    "第二部分到此结束，请发送第三部分。",
)


@pytest.mark.parametrize("opening", TURNS)
def test_a_turn_of_a_chat_before_a_text_goes_from_machine_translation(opening: str) -> None:
    assert MACHINE(f"{opening}\n\n{TEXT}") == TEXT


@pytest.mark.parametrize("closing", TURNS_AT_END)
def test_a_turn_of_a_chat_after_a_text_goes_from_machine_translation_only(closing: str) -> None:
    assert MACHINE(f"{TEXT}\n\n{closing}") == TEXT
    assert Pipeline()(f"{TEXT}\n\n{closing}") == f"{TEXT}\n\n{closing}"


@pytest.mark.parametrize(
    "text",
    [
        f"Part 2 of 5\n\n{TEXT}",
        f"Noted with thanks, said the clerk.\n\n{TEXT}",
        f"Assistant: The next one, please.\n\nDoctor: {TEXT}",
        f"{TEXT}\n\nStory 4/5, style 5/5",
        f"{TEXT}\n\nEnd of part one.",
        f"{TEXT}\n\nLa segunda parte sale el domingo.",
    ],
)
def test_parts_grades_and_speakers_of_people_stay(text: str) -> None:
    assert MACHINE(text) == text


@pytest.mark.parametrize(
    "closing",
    [
        "Zachowałem podział na akapity oraz wszystkie przypisy.",
        "Die Fußnoten habe ich unverändert übersetzt.",
        "Laat maar weten of de toon zo past, of dat het wat losser mag.",
    ],
)
def test_what_was_done_to_a_part_of_a_text_goes_in_another_language_from_machine_translation(closing: str) -> None:
    assert MACHINE(f"{TEXT}\n\n{closing}") == TEXT


def test_two_doubtful_ends_in_another_language_go_together_from_machine_translation() -> None:
    first, last = "Kein Problem, das mache ich gern!", "Passt das so für dich?"
    assert MACHINE(f"{first}\n\n{TEXT}\n\n{last}") == TEXT
    assert MACHINE(f"{TEXT}\n\n{last}") == f"{TEXT}\n\n{last}"


def test_a_paragraph_left_in_another_language_is_no_closing_note() -> None:
    text = f"{TEXT}\n\nDer Wirt sperrte die Brücke, und die Fischer blieben am Ufer sitzen."
    assert MACHINE(f"Gerne! Hier ist die Übersetzung:\n\n{text}") == text


def test_phrases_are_words_and_neighbours_with_both_ends() -> None:
    assert phrases(["here", "are", "12"]) == {"<", "here", "are", "0", ">", "< here", "here are", "are 0", "0 >"}


def test_two_characters_stand_for_a_word_where_there_are_no_spaces() -> None:
    assert phrases(["翻译如下"]) == {"<", "翻译", "译如", "如下", ">", "< 翻译", "翻译 译如", "译如 如下", "如下 >"}


def test_the_words_of_an_announcement_make_points_at_the_start_and_those_of_an_offer_at_the_end() -> None:
    announcement, offer = "here is the translated text".split(), "let me know if you want another version".split()
    report = "the bridge was closed on monday".split()
    assert phrase_points(announcement, at_start=True) > 0 > phrase_points(report, at_start=True)
    assert phrase_points(offer, at_start=False) > 0 > phrase_points(report, at_start=False)
