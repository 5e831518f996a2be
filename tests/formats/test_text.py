"""Text files: what is read is written back, byte for byte."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.errors import InputError
from cleaner.formats.text import Text

ENCODINGS = """
utf-8 utf-8-sig UTF8 ascii latin-1 cp1252 koi8-r utf-16 utf-16-le utf-16-be utf-32 utf-32-le shift_jis gb18030 euc-kr
iso2022_jp utf-7
""".split()
MARKS = {"utf-8": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}


@given(st.binary().filter(lambda data: b"\0" not in data))
def test_any_bytes_survive_as_utf8(data):
    file = Text.of(data)
    text = file.read(data)
    assert text is not None
    assert file.write(text) == data


@given(
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])),
    st.sampled_from(list(MARKS)),
    st.booleans(),
)
def test_texts_survive_with_and_without_a_mark(text, encoding, marked):
    mark = MARKS[encoding]
    data = mark * marked + text.encode(encoding)
    file = Text.of(data, encoding)
    read = file.read(data)
    assert file.byte_order_mark == data.startswith(mark)
    assert file.write(read) == data
    if marked:
        assert read == text


@given(st.binary(), st.sampled_from(ENCODINGS))
def test_bytes_come_back_or_are_refused(data, encoding):
    try:
        file = Text.of(data, encoding)
        text = file.read(data)
    except InputError:
        return
    assert text is None or file.write(text) == data


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_the_mark_of_utf16_tells_the_order(mark):
    order = "utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-16-be"
    data = mark + "Größe\r\n".encode(order)
    file = Text.of(data, "utf-16")
    assert file == Text(order, True)
    assert file.read(data) == "Größe\r\n"


def test_half_a_pair_in_utf16_survives():
    data = codecs.BOM_UTF16_LE + b"a\0\x00\xd8b\0"
    file = Text.of(data, "utf-16")
    assert file.read(data) == "a\ud800b"
    assert file.write("a\ud800b") == data


def test_utf16_without_a_mark_is_not_guessed():
    with pytest.raises(InputError, match="say --encoding utf-16-le or utf-16-be"):
        Text.of("Größe".encode("utf-16-le"), "utf-16")


def test_only_the_first_mark_is_one():
    data = codecs.BOM_UTF8 * 2 + b"text"
    assert Text.of(data).read(data) == "\N{ZERO WIDTH NO-BREAK SPACE}text"


@pytest.mark.parametrize("data", [b"\0", b"text\0", b"\xff\xfet\0e\0"])
def test_a_nul_is_binary(data):
    assert Text.of(data).read(data) is None


@pytest.mark.parametrize("encoding", ["utf-9", "base64", "rot13", "undefined", "hex", "", "a\0b"])
def test_no_encoding_of_text(encoding):
    with pytest.raises(InputError, match="there is no text encoding"):
        Text.of(b"", encoding)


def test_a_letter_that_the_encoding_cannot_hold():
    with pytest.raises(InputError, match=r"'’' \(U\+2019\), which iso8859-1 cannot hold"):
        Text.of(b"", "latin-1").write("the mayor’s")


def test_the_place_of_an_invalid_sequence_is_told():
    data = codecs.BOM_UTF16_LE + b"a\0b"
    with pytest.raises(InputError, match="it is not utf-16-le at byte 4"):
        Text.of(data, "utf-16").read(data)
