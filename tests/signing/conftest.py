"""A small office for signing: Budi signs first, Citra locks; their keys are real, with few PBKDF2 rounds."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from office.audit import clock
from office.audit.core import Actor, Secret
from office.people.models import Agency, Employee
from signing import keys, production, services
from signing.core import DocumentCard, FieldSpec, PreparedDocument
from signing.selectors import document

PASSPHRASE = "kuda-laut-menari-2026"
FIELDS = [
    FieldSpec("L1a", "supervisor", "Kepala Bidang Aplikasi Informatika"),
    FieldSpec("L2a", "head", "Kepala Dinas Komunikasi dan Informatika", locks=True),
]
CONTENT: dict[str, Any] = {
    "government": "Pemerintah Kota Contoh",
    "agency": "Dinas Komunikasi dan Informatika",
    "address": "Jalan Merdeka 1, Kota Contoh",
    "date": "2026-08-03",
    "place": "Kota Contoh",
    "facts": [["Nama", "Ani Wijaya, S.Kom."], ["Jabatan", "Pranata Komputer"]],
    "columns": [
        {"title": "Waktu"},
        {"title": "Kegiatan", "width": "2fr"},
        {"title": "Menit", "align": "right"},
    ],
    "rows": [["07.30–09.00", "Menyusun laporan", "90"], ["09.00–12.00", "Rapat #anggaran", "180"]],
    "total": ["", "Jumlah", "270"],
    "notes": ["Tidak ada temuan."],
}


@pytest.fixture(autouse=True)
def _few_rounds(settings) -> None:
    settings.KEY_ROUNDS = 1_000


@dataclass(frozen=True)
class Office:
    """Ids of the people and the agency."""

    agency_id: int
    ani: int
    budi: int
    citra: int
    gita: int


@pytest.fixture
def office(db, at) -> Office:
    """An agency with four people at 3 August 2026, 08.00 WIB; Budi, Citra and Gita hold certificates."""
    at(2026, 8, 3, 8, 0)
    agency = Agency.objects.create(code="KOMINFO", name=CONTENT["agency"], kind="dinas")
    people = {
        name: Employee.objects.create(
            nip=f"19800101200501{number:04d}",
            name=name,
            title_after="S.Kom.",
            status="PNS",
            rank="III/c",
            sex="female",
        ).pk
        for number, name in enumerate(
            ["Ani Wijaya", "Budi Santoso", "Citra Lestari", "Gita Permata"], start=1001
        )
    }
    ani, *signers = people.values()
    for employee_id in signers:
        keys.issue_certificate(
            by=Actor.person(employee_id), employee_id=employee_id, passphrase=Secret(PASSPHRASE)
        )
    return Office(agency.pk, ani, *signers)


@pytest.fixture
def prepare(office) -> Callable[..., PreparedDocument]:
    """Prepare a daily report with two boxes; arguments change what matters."""

    def make(**changes: Any) -> PreparedDocument:
        given: dict[str, Any] = {
            "by": Actor.person(office.ani),
            "code": "daily_report",
            "filing_ref": "filing:7",
            "revision": 1,
            "content": CONTENT,
            "fields": FIELDS,
            "agency_id": office.agency_id,
        }
        return services.prepare_document(**(given | changes))

    return make


@dataclass(frozen=True)
class Hand:
    """Signs documents step by step for one employee."""

    employee_id: int

    @property
    def by(self) -> Actor:
        return Actor.person(self.employee_id)

    def consent(self, *sha256s: str, seconds: int = 300) -> int:
        return services.open_consent(
            by=self.by, seat="position:1", sha256s=list(sha256s), seconds=seconds
        ).consent_id

    def intend(self, document_id: int, field: str, **changes: Any) -> int:
        card = document(document_id)
        consent_id = changes.pop("consent_id", None) or self.consent(card.sha256)
        given: dict[str, Any] = {
            "by": self.by,
            "consent_id": consent_id,
            "document_id": document_id,
            "field": field,
            "base_sha256": card.sha256,
            "decision_ref": "decision:1",
            "formula": "",
            "expires_at": clock.now() + timedelta(minutes=5),
        }
        return services.intend_signature(**(given | changes)).signature_id

    def key(self) -> keys.UnlockedKey:
        return keys.unlock(self.employee_id, Secret(PASSPHRASE))

    def sign(self, document_id: int, field: str, **changes: Any) -> DocumentCard:
        signature_id = self.intend(document_id, field, **changes)
        sha256 = production.produce_signature(signature_id, self.key())
        services.store_signature(by=self.by, signature_id=signature_id, sha256=sha256)
        return document(document_id)


@pytest.fixture
def budi(office) -> Hand:
    return Hand(office.budi)


@pytest.fixture
def citra(office) -> Hand:
    return Hand(office.citra)


@pytest.fixture
def gita(office) -> Hand:
    return Hand(office.gita)


@pytest.fixture
def signed(prepare, budi, citra) -> DocumentCard:
    """A document with both signatures."""
    prepared = prepare()
    budi.sign(prepared.document_id, "L1a")
    return citra.sign(prepared.document_id, "L2a", formula="Plh.")
