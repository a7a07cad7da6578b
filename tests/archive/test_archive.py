"""Files live under their hash and never change."""

import hashlib

import pytest

from office.archive import services as archive
from performance.inspection.invariants import hashes_hold


def test_a_file_is_found_under_its_hash():
    sha256 = archive.put(b"isi")
    assert sha256 == hashlib.sha256(b"isi").hexdigest()
    assert archive.read(sha256) == b"isi"
    assert archive.path_of(sha256).parts[-3:] == (sha256[:2], sha256[2:4], sha256)


def test_storing_twice_changes_nothing():
    sha256 = archive.put(b"isi")
    before = archive.path_of(sha256).stat().st_ino
    assert archive.put(b"isi") == sha256
    assert archive.path_of(sha256).stat().st_ino == before


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "a" * 63, "Z" * 64])
def test_a_name_that_is_no_hash_leads_nowhere(name):
    with pytest.raises(archive.NotStored):
        archive.read(name)


def test_fsck_finds_a_changed_file():
    kept, changed = archive.put(b"satu"), archive.put(b"dua")
    archive.path_of(changed).write_bytes(b"tiga")
    count, offenders = hashes_hold()
    assert count == 2
    assert offenders == [f"berkas {changed} berubah"]
    assert archive.exists(kept)


def test_a_finished_intent_is_linked_into_the_archive(tmp_path):
    source = archive.write_durably(tmp_path / "intent.pdf", b"pdf")
    sha256 = hashlib.sha256(b"pdf").hexdigest()
    archive.adopt(source, sha256)
    archive.adopt(source, sha256)
    assert archive.read(sha256) == b"pdf"
