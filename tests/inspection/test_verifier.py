"""The stand-alone verifier without a bundle of ours: short, alone, unmoved by junk, right about trees."""

import hashlib

import pytest

from office.audit.core import inclusion_proof, tree_root
from performance.inspection.bundle import VERIFIER
from performance.inspection.standalone.verify import root_of, verify


def test_the_verifier_is_short_and_stands_alone():
    text = VERIFIER.read_text()
    assert len(text.splitlines()) < 300
    assert "django" not in text
    assert "office" not in text


@pytest.mark.parametrize("junk", [b"", b"PK\x03\x04", b"not a zip" * 100])
def test_junk_is_refused_in_words(tmp_path, junk):
    path = tmp_path / "junk.zip"
    path.write_bytes(junk)
    assert verify(str(path))[0][0].startswith("the bundle cannot be read")


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 7, 8, 9, 16, 21])
def test_our_proofs_lead_to_the_root_and_no_other_place_does(size):
    leaves = [hashlib.sha256(bytes([n])).digest() for n in range(size)]
    root = tree_root(leaves)
    for index in range(size):
        path = inclusion_proof(leaves, index)
        assert root_of(leaves[index], index, size, path) == root
        for other in range(size):
            if other != index:
                assert root_of(leaves[index], other, size, path) != root
        assert root_of(leaves[index], index, size, [*path, b"\0" * 32]) != root
