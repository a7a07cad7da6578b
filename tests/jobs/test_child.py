"""Untrusted bytes are read by a child that can hurt nobody."""

import pytest

from office.jobs.child import ChildFailed, run_limited


def test_a_child_answers_with_json():
    assert run_limited("tests.jobs.probes:echo", b"abc", {"n": 1}) == {"size": 3, "n": 1}


@pytest.mark.parametrize("probe", ["spin", "fill", "connect", "write", "start", "deep", "unfold"])
def test_a_child_that_breaks_its_limits_becomes_one_plain_reason(probe):
    with pytest.raises(ChildFailed, match="Berkas"):
        run_limited(f"tests.jobs.probes:{probe}", b"x", cpu_seconds=1)


def test_a_child_sees_no_secret_of_its_parent(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "x" * 50)
    names = run_limited("tests.jobs.probes:environment", b"")
    assert "SECRET_KEY" not in names
    assert "DATABASE_URL" not in names
