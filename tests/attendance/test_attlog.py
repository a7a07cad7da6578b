import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.attendance.core.attlog import (
    LONGEST_LINE,
    REJECTS_KEPT,
    AttlogReject,
    AttlogRow,
    read_attlog,
    read_line,
)

SOUND = b"17\t2026-10-05 07:31:22\t255\t1\t0\t0\t0"


def test_a_sound_line_keeps_what_the_device_wrote():
    assert read_line(3, SOUND) == AttlogRow(3, "17", "2026-10-05 07:31:22", 255, 1, "0")


@pytest.mark.parametrize(
    "line",
    [
        b"17\t2026-10-05 07:31:22\t0\t1",
        b"   17\t2026-10-05 07:31:22\t0\t1\t0\t0\t0\t",
        b"0017\t2026-10-05 07:31:22\t 0 \t15\t\t0\t0\t0\t0\t0",
        b"A17\t2000-01-01 00:00:00\t4\t4\t12",
        SOUND + b"\r",
    ],
)
def test_known_spellings_of_devices_are_read(line):
    assert len(read_attlog(line).rows) == 1


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b"17", "jumlah kolom"),
        (b"17,2026-10-05 07:31:22,0,1", "jumlah kolom"),
        (b"17\t2026-10-05 07:3", "waktu terpotong"),
        (b"17\t2026-10-05 07:31:22", "jumlah kolom"),
        (b"17\t2026-10-05 07:31:22\t0", "jumlah kolom"),
        (b"17\t2026-10-05T07:31:22\t0\t1", "waktu"),
        (b"17\t05-10-2026 07:31:22\t0\t1", "waktu"),
        (b"17\t2026-02-30 07:31:22\t0\t1", "tanggal atau jam tidak ada"),
        (b"17\t2026-13-01 07:31:22\t0\t1", "tanggal atau jam tidak ada"),
        (b"17\t2026-10-05 24:00:00\t0\t1", "tanggal atau jam tidak ada"),
        (b"17\t2026-10-05 07:60:00\t0\t1", "tanggal atau jam tidak ada"),
        (b"17\t2026-10-05 07:31:61\t0\t1", "tanggal atau jam tidak ada"),
        (b"17\t1999-12-31 07:31:22\t0\t1", "tanggal atau jam tidak ada"),
        (b"17\t2100-01-01 07:31:22\t0\t1", "tanggal atau jam tidak ada"),
        (b"2026-10-05 07:31:22\t17\t0\t1", "PIN tidak sah"),
        (b"\t2026-10-05 07:31:22\t0\t1", "PIN tidak sah"),
        (b"17\t2026-10-05 07:31:22\tmasuk\t1", "status"),
        (b"17\t2026-10-05 07:31:22\t0\t-1", "status"),
        (b"1\x007\t2026-10-05 07:31:22\t0\t1", "byte asing"),
        (b"\xff\xfe1\x007\x00", "byte asing"),
        ("17\t2026-10-05 07:31:22\t0\t１".encode(), "byte asing"),
        (SOUND + b"\t0" * 12, "jumlah kolom"),
        (b"x" * (LONGEST_LINE + 1), "terlalu panjang"),
    ],
)
def test_a_line_that_is_none_is_refused_with_what_was_expected(line, says):
    refused = read_line(9, line)
    assert isinstance(refused, AttlogReject)
    assert refused.line == 9
    assert says in refused.reason


def test_blank_lines_count_for_numbers_only():
    reading = read_attlog(b"\n" + SOUND + b"\n\r\n  \t\nx\n")
    assert (reading.lines, len(reading.rows)) == (2, 1)
    assert [row.line for row in reading.rows] == [2]
    assert [reject.line for reject in reading.rejects] == [5]


def test_a_byte_order_mark_is_read_over():
    assert len(read_attlog(b"\xef\xbb\xbf" + SOUND).rows) == 1


def test_a_file_of_rubbish_is_named_up_to_a_limit_and_counted_beyond():
    reading = read_attlog(b"x\n" * (REJECTS_KEPT + 5))
    assert (len(reading.rejects), reading.rejects_beyond) == (REJECTS_KEPT, 5)


@given(st.binary(max_size=4000))
def test_no_bytes_break_the_reader_and_no_line_is_lost(content):
    reading = read_attlog(content)
    assert reading.lines == len(reading.rows) + len(reading.rejects) + reading.rejects_beyond


@given(
    st.lists(st.sampled_from([SOUND, b"18\t2026-10-05 16:00:00\t1\t1", b"x", b""]), max_size=20),
    st.data(),
)
def test_a_torn_file_loses_only_its_last_line(lines, data):
    content = b"\n".join(lines)
    cut = data.draw(st.integers(0, len(content)))
    whole = set(read_attlog(content[: content.rfind(b"\n", 0, cut) + 1]).rows)
    torn = set(read_attlog(content[:cut]).rows)
    assert whole <= torn
    assert len(torn - whole) <= 1
