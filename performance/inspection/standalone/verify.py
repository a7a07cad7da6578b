"""Check an evidence bundle offline: python3 verify.py BUNDLE.zip [--key audit_key.pem] [--ca ca.pem].

Needs Python 3 and `cryptography`, no network. Exit 0: everything holds; 1: it does not; 2: called wrongly.

Checked: the manifest's signature and every file's SHA-256; each event lies in the sealed tree of the
checkpoint (RFC 6962); each document's newest file is named by a sealed event; each PDF signature holds,
was issued by the bundled authority, and the last covers the whole file. Whether the audit key is the
right one is yours to say: compare the fingerprint printed last, or give the key with --key.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

Files = dict[str, bytes]
Answer = tuple[list[str], list[str]]
LARGEST = 200 * 1024 * 1024
MESSAGE_DIGEST = bytes.fromhex("06092a864886f70d010904")
DIGESTS: Any = {
    bytes.fromhex("0609608648016503040201"): hashes.SHA256,
    bytes.fromhex("0609608648016503040202"): hashes.SHA384,
    bytes.fromhex("0609608648016503040203"): hashes.SHA512,
}
BYTE_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]")


class Report:
    """What holds and what does not."""

    def __init__(self) -> None:
        self.reasons: list[str] = []
        self.facts: list[str] = []
        self.bad, self.note = self.reasons.append, self.facts.append


class Broken(Exception):
    """Something in the bundle does not hold; the message says what."""


def verify(path: str, key_pem: bytes | None = None, ca_pem: bytes | None = None) -> Answer:
    """Return (reasons, facts); the bundle holds when there is no reason."""
    report = Report()
    try:
        with zipfile.ZipFile(path) as bundle:
            files = read_files(bundle)
        manifest = json.loads(files["manifest.json"])
        key = key_pem or files["audit_key.pem"]
        check_manifest(manifest, files, key, report)
        named = check_events(files, key, report)
        authority = ca_pem or files.get("certificates/authority.pem", b"")
        check_documents(manifest, files, named, authority, report)
        report.note(f"audit key SHA-256 {fingerprint(key)}")
    except (Broken, LookupError, ValueError, TypeError, AttributeError) as problem:
        report.bad(f"the bundle cannot be read: {type(problem).__name__} {problem}")
    except (zipfile.BadZipFile, OSError) as problem:
        report.bad(f"the bundle cannot be read: {problem}")
    return report.reasons, report.facts


def read_files(bundle: zipfile.ZipFile) -> Files:
    names = bundle.namelist()
    if len(set(names)) != len(names):
        raise Broken("a name occurs twice")
    if sum(info.file_size for info in bundle.infolist()) > LARGEST:
        raise Broken("the bundle is too large")
    return {name: bundle.read(name) for name in names}


def check_manifest(manifest: Any, files: Files, key: bytes, report: Report) -> None:
    if not signed_by(key, files["manifest.sig"], files["manifest.json"]):
        report.bad("manifest.json: the signature does not hold")
    listed = manifest["files"]
    for name, sha256 in sorted(listed.items()):
        if name not in files:
            report.bad(f"{name}: missing")
        elif hashlib.sha256(files[name]).hexdigest() != sha256:
            report.bad(f"{name}: changed")
    for name in sorted(set(files) - set(listed) - {"manifest.json", "manifest.sig"}):
        report.bad(f"{name}: not listed in the manifest")


def check_events(files: Files, key: bytes, report: Report) -> set[str]:
    """Check proofs and checkpoint; return every SHA-256 that a proven event names."""
    events, checkpoint = json.loads(files["events.json"]), json.loads(files["checkpoint.json"])
    text = f"{checkpoint['origin']}\n{checkpoint['size']}\n{checkpoint['root']}\n{checkpoint['at']}\n".encode()
    if not signed_by(key, bytes.fromhex(checkpoint["signature"]), text):
        report.bad(f"checkpoint {checkpoint['size']}: the signature does not hold")
    named: set[str] = set()
    sealed = 0
    for event in events:
        record = event["record"]
        if event["seq"] is None:
            report.note(
                f"event {record['id']} ({record['act']}) was not sealed yet when the bundle was made"
            )
            continue
        leaf = hashlib.sha256(b"\x00" + canonical(record)).digest()
        path = [bytes.fromhex(step) for step in event["path"]]
        root = root_of(leaf, event["seq"], checkpoint["size"], path)
        if root is None or root.hex() != checkpoint["root"]:
            report.bad(f"event {record['id']} ({record['act']}): not in the sealed tree")
            continue
        sealed += 1
        named.update(re.findall(r"[0-9a-f]{64}", record["body"]))
    report.note(
        f"{sealed} of {len(events)} events are in the tree of checkpoint {checkpoint['size']}"
    )
    return named


def check_documents(
    manifest: Any, files: Files, named: set[str], authority: bytes, report: Report
) -> None:
    for document in manifest["documents"]:
        for sha256 in document["files"]:
            name = f"documents/{sha256}.pdf"
            content = files.get(name, b"")
            if hashlib.sha256(content).hexdigest() != sha256:
                report.bad(f"{name}: the content does not have this hash")
        newest = f"documents/{document['files'][-1]}.pdf"
        if document["files"][-1] not in named:
            report.bad(f"{newest}: no sealed event names this file")
        count = check_pdf(newest, files.get(newest, b""), authority, report)
        if count != document["signatures"]:
            report.bad(f"{newest}: {count} signatures, {document['signatures']} expected")
        report.note(f"{newest}: {document['code']} {document['number']}, {count} signatures")


def check_pdf(name: str, content: bytes, authority: bytes, report: Report) -> int:
    count, end = 0, 0
    for match in BYTE_RANGE.finditer(content):
        count += 1
        first, length, second, rest = (int(part) for part in match.groups())
        end = second + rest
        gap = content[first + length : second]
        if first != 0 or end > len(content) or not (gap.startswith(b"<") and gap.endswith(b">")):
            report.bad(f"{name}: signature {count} does not cover what it says")
            continue
        try:
            covered = content[:length] + content[second:end]
            check_cms(bytes.fromhex(gap[1:-1].decode("ascii")), covered, authority)
        except (Broken, ValueError, LookupError, TypeError) as problem:
            report.bad(f"{name}: signature {count}: {problem or type(problem).__name__}")
    if count and end != len(content):
        report.bad(f"{name}: bytes were added after the last signature")
    return count


def check_cms(der: bytes, covered: bytes, authority: bytes) -> None:
    """Check one detached CMS signature over the covered bytes (RFC 5652 sections 5.4 and 5.6)."""
    signed_data = children(children(element(der))[1])[0]
    parts = children(signed_data)
    certificates = [
        x509.load_der_x509_certificate(part.whole) for part in children(find(parts, 0xA0))
    ]
    signer = children(children(parts[-1])[0])
    attributes = find(signer, 0xA0)
    digest_name = children(signer[2])[0].whole
    algorithm = DIGESTS[digest_name]()
    digest = hashes.Hash(algorithm)
    digest.update(covered)
    stated = [a for a in children(attributes) if children(a)[0].whole == MESSAGE_DIGEST]
    if len(stated) != 1 or children(children(stated[0])[1])[0].content != digest.finalize():
        raise Broken("the signed bytes were changed")
    serial = int.from_bytes(children(signer[1])[1].content, "big")
    certificate = next((c for c in certificates if c.serial_number == serial), None)
    if certificate is None:
        raise Broken("the signer's certificate is not in the signature")
    value = signer[signer.index(attributes) + 2].content
    if not holds(certificate.public_key(), value, b"\x31" + attributes.whole[1:], algorithm):
        raise Broken("the signature does not hold")
    check_issuer(certificate, authority)


def check_issuer(certificate: x509.Certificate, authority: bytes) -> None:
    for issuer in x509.load_pem_x509_certificates(authority) if authority.strip() else []:
        with suppress(InvalidSignature, ValueError, TypeError):
            return certificate.verify_directly_issued_by(issuer)
    raise Broken("the certificate was not issued by the authority of this bundle")


def holds(key: object, signature: bytes, message: bytes, algorithm: hashes.HashAlgorithm) -> bool:
    try:
        if isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, message, ec.ECDSA(algorithm))
        elif isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, message, padding.PKCS1v15(), algorithm)
        else:
            return False
    except InvalidSignature:
        return False
    return True


def signed_by(key_pem: bytes, signature: bytes, message: bytes) -> bool:
    return holds(serialization.load_pem_public_key(key_pem), signature, message, hashes.SHA256())


def fingerprint(key_pem: bytes) -> str:
    der = serialization.load_pem_public_key(key_pem).public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return hashlib.sha256(der).hexdigest()


def canonical(record: dict[str, Any]) -> bytes:
    return json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def root_of(leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes | None:
    """Return the root an inclusion proof leads to, or None when its length does not fit (RFC 6962 2.1.1)."""
    if not 0 <= index < size:
        return None
    node, last = leaf, size - 1
    for sibling in path:
        if last == 0:
            return None
        if index % 2 or index == last:
            node = hashlib.sha256(b"\x01" + sibling + node).digest()
            while index % 2 == 0 and index:
                index, last = index // 2, last // 2
        else:
            node = hashlib.sha256(b"\x01" + node + sibling).digest()
        index, last = index // 2, last // 2
    return node if last == 0 else None


class Element:
    """One DER element: its tag, its content and the whole of it."""

    def __init__(self, tag: int, content: bytes, whole: bytes) -> None:
        self.tag, self.content, self.whole = tag, content, whole


def element(der: bytes) -> Element:
    """Return the DER element at the start of the bytes; zero padding after it is ignored."""
    tag, size, start = der[0], der[1], 2
    if size & 0x80:
        start += size & 0x7F
        size = int.from_bytes(der[2:start], "big")
    if len(der) < start + size:
        raise Broken("a structure is cut off")
    return Element(tag, der[start : start + size], der[: start + size])


def children(parent: Element) -> list[Element]:
    found: list[Element] = []
    rest = parent.content
    while rest:
        child = element(rest)
        found.append(child)
        rest = rest[len(child.whole) :]
    return found


def find(elements: list[Element], tag: int) -> Element:
    for item in elements:
        if item.tag == tag:
            return item
    raise Broken("a part of the signature is missing")


def main(arguments: list[str]) -> int:
    options: dict[str, bytes | None] = {"--key": None, "--ca": None}
    names: list[str] = []
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        if word in options and rest:
            options[word] = Path(rest.pop(0)).read_bytes()
        else:
            names.append(word)
    if len(names) != 1 or names[0].startswith("-"):
        sys.stderr.write(
            "usage: python3 verify.py BUNDLE.zip [--key audit_key.pem] [--ca ca.pem]\n"
        )
        return 2
    reasons, facts = verify(names[0], options["--key"], options["--ca"])
    lines = [*facts, *(f"BROKEN {reason}" for reason in reasons)]
    lines.append("the bundle does NOT hold" if reasons else "the bundle holds")
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if reasons else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
