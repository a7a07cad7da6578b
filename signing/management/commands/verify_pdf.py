"""Judge PDF files: whether each is what its signers signed."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from cryptography.x509 import load_pem_x509_certificates
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from office.audit.core import rule
from signing.core import Verdict, VerdictWord
from signing.validation.verify import verify

WRONG_CALL = 2


@rule("cli")
class Command(BaseCommand):
    """Exit 0 if every file is valid, 1 if one is not, 2 if called wrongly. Writes nothing."""

    help = "Verdict on PDF files: signatures, changes after signing, and whether the archive holds them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Files, further trusted roots, JSON."""
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--trust", action="append", default=[], metavar="PEM")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Judge each file in a limited child and print what was found."""
        trust = [pem for path in options["trust"] for pem in _roots(path)]
        found = [_entry(path, verify(_bytes(path), trust=trust)) for path in options["files"]]
        if options["as_json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
        else:
            for entry in found:
                self.stdout.write(_line(entry))
        if any(entry["verdict"] != VerdictWord.VALID for entry in found):
            raise SystemExit(1)


def _entry(path: str, verdict: Verdict) -> dict[str, Any]:
    return {"file": path, **asdict(verdict)}


def _line(entry: dict[str, Any]) -> str:
    where = "tersimpan" if entry["stored"] else "tidak tersimpan"
    signers = ", ".join(
        f"{one['field']} {one['signer']} {one['signed_at']}" for one in entry["signatures"]
    )
    return "\t".join(
        [entry["file"], str(entry["verdict"]), where, signers, " ".join(entry["reasons"])]
    ).rstrip()


def _bytes(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as problem:
        raise CommandError(f"{path}: {problem.strerror}", returncode=WRONG_CALL) from None


def _roots(path: str) -> list[str]:
    text = _bytes(path)
    try:
        load_pem_x509_certificates(text)
    except ValueError:
        message = _("tidak berisi sertifikat PEM")
        raise CommandError(f"{path}: {message}", returncode=WRONG_CALL) from None
    parts = text.decode().split("-----END CERTIFICATE-----")
    return [
        f"{part.strip()}\n-----END CERTIFICATE-----\n"
        for part in parts
        if "BEGIN CERTIFICATE" in part
    ]
