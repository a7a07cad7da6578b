"""The tree over events is RFC 6962's."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.audit.core import Frontier, inclusion_proof, leaf_hash, node_hash, tree_root

# Input and roots of the certificate-transparency test tree (RFC 6962 reference data).
INPUTS = [
    bytes.fromhex(t)
    for t in [
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    ]
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]  # fmt: skip


def _leaf(content: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + content).digest()


def test_an_empty_tree_has_the_hash_of_nothing():
    assert Frontier().root() == hashlib.sha256(b"").digest()


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_equal_the_published_ones(size):
    assert tree_root([_leaf(content) for content in INPUTS[:size]]).hex() == ROOTS[size - 1]


@given(st.lists(st.binary(min_size=1, max_size=4), min_size=1, max_size=70), st.data())
def test_every_leaf_is_proven_by_its_path(contents, data):
    leaves = [_leaf(content) for content in contents]
    index = data.draw(st.integers(0, len(leaves) - 1))
    assert _climb(leaves, index) == tree_root(leaves)


def _climb(leaves: list[bytes], index: int) -> bytes:
    """RFC 6962-bis section 2.1.3.2, written independently of the code under test."""
    node, last, at = leaves[index], len(leaves) - 1, index
    for sibling in inclusion_proof(leaves, index):
        if at & 1 or at == last:
            node = node_hash(sibling, node)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            node = node_hash(node, sibling)
        at, last = at >> 1, last >> 1
    return node


def test_a_leaf_covers_every_column():
    record = {"id": 1, "act": "x", "body": "{}"}
    changed = [{**record, name: f"{value}!"} for name, value in record.items()]
    assert leaf_hash(record) not in {leaf_hash(other) for other in changed}
