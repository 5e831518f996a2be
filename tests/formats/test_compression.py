"""Packed streams: whole or refused, never more than fits, and as one packer or several wrote them."""

from __future__ import annotations

import gzip
import io
import random
import sys
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.errors import InputError
from cleaner.formats import compression
from cleaner.formats.compression import Compression, Packer, unpacked
from tests.formats.streams import dripping

try:
    import zstandard
except ImportError:
    zstandard = None

needs_zstd = pytest.mark.skipif(zstandard is None, reason="needs the extra zstd")
ZSTD = pytest.param(Compression.ZSTD, marks=needs_zstd)
PACKED = [Compression.GZIP, ZSTD]
ALL = [Compression.NONE, *PACKED]
TEXT = "".join(f"Line {number} of a text that packs well, é.\n" for number in range(5000)).encode()
NOISE = random.Random(7).randbytes(300_000)


def pack(data: bytes, how: Compression) -> bytes:
    if how is Compression.ZSTD:
        return zstandard.ZstdCompressor(write_checksum=True).compress(data)
    return gzip.compress(data) if how is Compression.GZIP else data


def unpack(data: bytes, how: Compression) -> bytes:
    return unpacked(io.BytesIO(data), how).read()


@pytest.mark.parametrize("how", ALL)
@pytest.mark.parametrize("data", [b"", b"a", TEXT, NOISE], ids=["empty", "one byte", "text", "noise"])
def test_what_was_packed_comes_out(how, data):
    packed = pack(data, how)
    assert unpack(packed, how) == data
    if data:
        assert Compression.of("-", packed) is how


@pytest.mark.parametrize("how", PACKED)
@given(pieces=st.lists(st.binary(max_size=50), max_size=5), sizes=st.lists(st.integers(1, 40), min_size=1))
def test_all_members_come_out_however_the_stream_comes(how, pieces, sizes):
    stream = dripping(b"".join(pack(piece, how) for piece in pieces), sizes)
    assert unpacked(stream, how).read() == b"".join(pieces)


@pytest.mark.parametrize("how", PACKED)
def test_many_small_members_come_out(how):
    assert unpack(pack(b"ab", how) * 10_000, how) == b"ab" * 10_000


def test_zeros_behind_a_gzip_archive_are_padding():
    assert unpack(pack(b"text", Compression.GZIP) + bytes(1000), Compression.GZIP) == b"text"


@needs_zstd
def test_frames_that_zstd_skips_are_skipped():
    skipped = b"\x5a\x2a\x4d\x18\x04\0\0\0abcd"
    packed = skipped + pack(b"one", Compression.ZSTD) + skipped + pack(b"two", Compression.ZSTD)
    assert Compression.of("-", packed) is Compression.ZSTD
    assert unpack(packed, Compression.ZSTD) == b"onetwo"


@pytest.mark.parametrize("how", PACKED)
@pytest.mark.parametrize("data", [b"a", TEXT, NOISE], ids=["one byte", "text", "noise"])
def test_a_cut_archive_is_refused(how, data):
    packed = pack(b"before", how) + pack(data, how)
    begin = len(pack(b"before", how))
    for end in {begin + 1, begin + 4, (begin + len(packed)) // 2, len(packed) - 1}:
        with pytest.raises(InputError, match=f"its {how.value} data ends too early: it is not whole"):
            unpack(packed[:end], how)


@pytest.mark.parametrize("how", PACKED)
@pytest.mark.parametrize("junk", [b"junk that is no archive", b"{}"])
def test_a_damaged_archive_is_refused(how, junk):
    packed = pack(TEXT, how)
    broken = bytearray(packed)
    broken[-6] ^= 1
    for data in (bytes(broken), packed + junk, junk * 3):
        with pytest.raises(InputError, match=f"its {how.value} data is damaged: .*; fetch or pack it again"):
            unpack(data, how)


def bomb(how: Compression, size: int) -> bytes:
    packer = zlib.compressobj(9, wbits=31) if how is Compression.GZIP else zstandard.ZstdCompressor(19).compressobj()
    megabyte = bytes(1 << 20)
    return b"".join([*(packer.compress(megabyte) for _ in range(size >> 20)), packer.flush()])


@pytest.mark.parametrize("how", PACKED)
def test_a_bomb_stops_at_the_cap(how):
    stream = unpacked(io.BytesIO(bomb(how, 4 * compression.FREE)), how)
    count = 0
    message = "unpacks to more than 250 times its size, as bombs do"
    with pytest.raises(InputError, match=message):  # noqa: PT012
        while piece := stream.read1(1 << 20):
            count += len(piece)
    assert compression.FREE - (16 << 20) < count <= compression.FREE


@pytest.mark.parametrize("how", PACKED)
def test_small_archives_may_hold_much(how):
    assert len(unpack(bomb(how, 32 << 20), how)) == 32 << 20


@pytest.mark.parametrize("how", PACKED)
def test_the_cap_grows_with_the_archive(how, monkeypatch):
    monkeypatch.setattr(compression, "FREE", 1000)
    assert unpack(pack(TEXT, how), how) == TEXT
    with pytest.raises(InputError, match="bombs"):
        unpack(pack(bytes(1 << 20), how), how)


@needs_zstd
def test_no_piece_of_a_zstd_archive_takes_much_memory():
    source = compression._Counted(io.BytesIO(bomb(Compression.ZSTD, 64 << 20)))
    assert max(len(piece) for piece in compression._unzstd(source, zstandard)) <= 16 << 20


@needs_zstd
def test_a_zstd_frame_that_asks_for_much_memory_is_refused():
    for log, allowed in ((27, True), (28, False), (31, False)):
        settings = zstandard.ZstdCompressionParameters(window_log=log, compression_level=1, write_content_size=False)
        packer = zstandard.ZstdCompressor(compression_params=settings).compressobj()
        # A frame says what its writer might need, even where it holds a few bytes.
        packed = packer.compress(b"text") + packer.flush()
        assert zstandard.get_frame_parameters(packed).window_size == 1 << log
        if allowed:
            assert unpack(packed, Compression.ZSTD) == b"text"
        else:
            with pytest.raises(InputError, match="too much memory"):
                unpack(packed, Compression.ZSTD)


@pytest.mark.parametrize("how", ALL)
@given(pieces=st.lists(st.one_of(st.none(), st.binary(max_size=30)), max_size=8))
def test_a_packer_writes_members_that_stand_alone(how, pieces):
    def packed() -> bytes:
        sink = io.BytesIO()
        packer = Packer(sink, how)
        written = b""
        for piece in pieces:
            if piece is None:
                packer.end_member()
                assert unpack(sink.getvalue(), how) == written
            else:
                assert packer.write(piece) == len(piece)
                written += piece
        packer.close()
        packer.close()
        assert unpack(sink.getvalue(), how) == written
        return sink.getvalue()

    assert packed() == packed()


@pytest.mark.parametrize("how", PACKED)
def test_an_archive_may_be_cut_at_the_end_of_a_member_and_continued(how):
    sink = io.BytesIO()
    packer = Packer(sink, how)
    packer.write(b"one, ")
    packer.end_member()
    checkpoint = sink.tell()
    assert unpack(sink.getvalue(), how) == b"one, "
    packer.write(b"lost")
    packer.end_member()
    sink.truncate(checkpoint)
    sink.seek(checkpoint)
    other = Packer(sink, how)
    other.write(b"two")
    other.close()
    assert unpack(sink.getvalue(), how) == b"one, two"


@pytest.mark.parametrize("how", PACKED)
def test_an_empty_archive_is_one(how):
    sink = io.BytesIO()
    Packer(sink, how).close()
    assert Compression.of("-", sink.getvalue()) is how
    assert unpack(sink.getvalue(), how) == b""


def test_a_gzip_archive_tells_no_time_and_no_name():
    sink = io.BytesIO()
    packer = Packer(sink, Compression.GZIP)
    packer.write(b"text")
    packer.close()
    assert sink.getvalue()[3:8] == bytes(5)  # no flags, so no name; no time


@pytest.mark.parametrize(
    ("name", "how"),
    [
        ("a.jsonl", Compression.NONE),
        ("a.jsonl.gz", Compression.GZIP),
        ("s3://bucket/A.GZ", Compression.GZIP),
        ("a.zst", Compression.ZSTD),
        ("gz", Compression.NONE),
        ("-", Compression.NONE),
        ("a.gz.txt", Compression.NONE),
    ],
)
def test_a_name_says_how_a_file_is_packed(name, how):
    assert Compression.named(name) is how
    assert Compression.of(name, b"x") is how
    assert Compression.of(name, b"") is Compression.NONE


def test_how_a_file_begins_counts_more_than_its_name():
    assert Compression.of("a.zst", pack(b"x", Compression.GZIP)) is Compression.GZIP
    assert Compression.of("a.txt", b"\x28\xb5\x2f\xfd") is Compression.ZSTD


def test_a_name_that_promises_what_is_not_there_is_refused():
    with pytest.raises(InputError, match="its gzip data is damaged"):
        unpack(b"text", Compression.of("a.gz", b"text"))


def test_a_missing_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "zstandard", None)
    for use in (lambda: unpack(b"", Compression.ZSTD), lambda: Packer(io.BytesIO(), Compression.ZSTD)):
        with pytest.raises(InputError, match=r"pip install 'mt-cleaner\[zstd\]'"):
            use()
    assert unpack(pack(b"a", Compression.GZIP), Compression.GZIP) == b"a"


@needs_zstd
def test_what_is_packed_can_be_checked():
    sink = io.BytesIO()
    Packer(sink, Compression.ZSTD).close()
    assert zstandard.get_frame_parameters(sink.getvalue()).has_checksum
