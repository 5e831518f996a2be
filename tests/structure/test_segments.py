"""Segments that come one by one are cleaned with those before them in sight."""

from __future__ import annotations

from cleaner import Pipeline
from cleaner.alignment import apply

SENTENCE = "The council met on Monday to vote on the new bridge over the river."


def test_what_a_segment_repeats_of_the_one_before_is_seen():
    pipeline = Pipeline()
    text = f"{SENTENCE} {SENTENCE}"
    assert not [each.rule for each in pipeline.run(SENTENCE).findings]
    result = pipeline.run(SENTENCE, before=[SENTENCE])
    assert [each.rule for each in result.findings] == ["repetition/doubled-paragraph"]
    assert not result.changed, "a whole segment is never taken"
    assert (result.findings[0].start, result.findings[0].end) == (0, len(SENTENCE))
    assert pipeline.run(text).text != text


def test_offsets_are_those_of_the_segment_and_what_came_before_stays():
    result = Pipeline().run("He said, “ it is open ”, and left.", before=["She said, “ no ”, and", "“ yes ”."])
    assert result.text == "He said, “it is open”, and left."
    assert apply(result.original, result.changes) == result.text
    assert result.undo() == result.original
    assert [each.found for each in result.findings] == ["“ it is open ”"]
    assert result.score < 1
