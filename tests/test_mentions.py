"""What is asked once of a document is what would be asked of each of its signs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cleaner.document import Document
from cleaner.lexicon import load
from cleaner.mentions import is_meant, possible
from cleaner.passes.encoding._leave_alone import ENTITIES

PIECES = st.sampled_from(
    ["&lt;", "&amp; &", "<", "<p>", '="', "`", '"', " ", "\n\n", "\n", "a", "HTML ", "{", ":", "http://a.b/", "a"]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_reasons_that_are_not_possible_hold_nowhere(text: str) -> None:
    document = Document(text, load("en"))
    reasons = possible(document, ENTITIES)
    for start in range(len(text)):
        assert is_meant(document, start, start + 1, reasons) == is_meant(document, start, start + 1, ENTITIES)


def test_plain_text_leaves_few_reasons() -> None:
    assert len(possible(Document("Fish &amp; chips", load("en")), ENTITIES)) == 1
