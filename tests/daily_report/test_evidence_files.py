"""A file is what its bytes say, not what its name says."""

import pytest

from workflows.daily_report.core.evidence import media_type_of

PDF = b"%PDF-1.7\n1 0 obj\nendobj\nstartxref\n9\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 17 + b"\x00\x00\x00\x00IEND\xaeB`\x82"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\x00" * 30 + b"\xff\xd9"


@pytest.mark.parametrize(
    ("payload", "media_type"), [(PDF, "application/pdf"), (PNG, "image/png"), (JPEG, "image/jpeg")]
)
def test_whole_files_are_told_by_their_bytes(payload, media_type):
    assert media_type_of(payload) == media_type


@pytest.mark.parametrize(
    "payload", [b"", b"MZ" + PDF, b"<html>%%EOF", PDF[:-10], PNG[:-8], JPEG[:-2], b"%PDF-" * 9]
)
def test_a_file_of_another_kind_or_cut_short_is_refused(payload):
    assert media_type_of(payload) is None
