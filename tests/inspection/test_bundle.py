"""A bundle verifies offline with its own verify.py; any tampering is refused and named."""

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from office.audit.core import Actor
from performance.inspection.bundle import export
from performance.inspection.selectors import case_trail
from performance.inspection.standalone.verify import verify

CLI = Actor.system("cli")
# The sealer numbers what is committed: on PostgreSQL a test's own transaction stays unsealed.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def bundle(released, tmp_path) -> Path:
    path = tmp_path / "bukti.zip"
    path.write_bytes(
        export(by=CLI, trail=case_trail(f"disbursement_request:{released.request_id}"))
    )
    return path


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rewritten(path: Path, files: dict[str, bytes]) -> str:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    changed = path.with_name("changed.zip")
    changed.write_bytes(out.getvalue())
    return str(changed)


def test_an_honest_bundle_holds_with_its_own_script_alone(bundle, tmp_path):
    script = tmp_path / "verify.py"
    script.write_bytes(members(bundle)["verify.py"])
    done = subprocess.run(
        [sys.executable, "-I", str(script), str(bundle)],
        capture_output=True,
        text=True,
        cwd="/",
        check=False,
    )
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "the bundle holds"), done.stdout
    assert "sp2d" in done.stdout


def test_the_bundle_holds_both_papers_with_their_signatures(bundle):
    manifest = json.loads(members(bundle)["manifest.json"])
    assert sorted((d["code"], d["signatures"]) for d in manifest["documents"]) == [
        ("sp2d", 1),
        ("spm", 1),
    ]
    reasons, facts = verify(str(bundle))
    assert reasons == []
    assert any("events are in the tree" in fact for fact in facts)


def test_every_changed_member_is_named(bundle):
    honest = members(bundle)
    for name in honest:
        files = honest | {name: honest[name][:-1] + bytes([honest[name][-1] ^ 1])}
        reasons, _facts = verify(rewritten(bundle, files))
        assert reasons, name


def test_a_member_taken_away_or_added_is_named(bundle):
    honest = members(bundle)
    for name in honest:
        files = {other: content for other, content in honest.items() if other != name}
        assert verify(rewritten(bundle, files))[0], name
    assert verify(rewritten(bundle, honest | {"extra.txt": b"x"}))[0] == [
        "extra.txt: not listed in the manifest"
    ]


def resigned(honest: dict[str, bytes], changes: dict[str, bytes]) -> dict[str, bytes]:
    """What a forger does who rewrites the manifest and signs it with a key of his own, but knows not ours."""
    files = honest | changes
    key = ec.generate_private_key(ec.SECP256R1())
    files["audit_key.pem"] = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    manifest = json.loads(files["manifest.json"])
    for name in manifest["files"]:
        manifest["files"][name] = hashlib.sha256(files[name]).hexdigest()
    files["manifest.json"] = json.dumps(manifest).encode()
    files["manifest.sig"] = key.sign(files["manifest.json"], ec.ECDSA(hashes.SHA256()))
    return files


def test_a_forger_with_another_key_is_refused_and_the_true_key_tells_at_once(bundle):
    honest = members(bundle)
    forged = rewritten(bundle, resigned(honest, {}))
    assert any("checkpoint" in reason for reason in verify(forged)[0])
    assert any(
        "manifest" in reason for reason in verify(forged, key_pem=honest["audit_key.pem"])[0]
    )


def edited(honest: dict[str, bytes], change) -> dict[str, bytes]:
    events = json.loads(honest["events.json"])
    change(events)
    return {"events.json": json.dumps(events).encode()}


REWRITES = (
    lambda events: events[0]["record"].update(by="employee:999"),
    lambda events: events[3]["record"].update(at="2026-01-01T00:00:00.000000Z"),
    lambda events: events[0].update(seq=events[0]["seq"] + 1),
    lambda events: events[0]["path"].pop(),
    lambda events: events[2]["record"].update(body="{}"),
)


def test_no_event_can_be_rewritten_even_with_a_new_manifest(bundle):
    honest = members(bundle)
    for number, change in enumerate(REWRITES):
        forged = rewritten(bundle, resigned(honest, edited(honest, change)))
        assert any("not in the sealed tree" in reason for reason in verify(forged)[0]), number


def test_every_flipped_byte_of_a_signed_pdf_is_refused(bundle):
    honest = members(bundle)
    manifest = json.loads(honest["manifest.json"])
    name = f"documents/{manifest['documents'][0]['files'][-1]}.pdf"
    content = honest[name]
    for place in range(0, len(content), max(len(content) // 40, 1)):
        flipped = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
        assert verify(rewritten(bundle, resigned(honest, {name: flipped})))[0], place
