"""Three requests for funds: one paid, one returned, one waiting."""

import io

import pikepdf

from demo.desk import work_desk
from demo.logins import actor
from office.archive.services import put
from office.audit.clock import today
from office.people.selectors import agency_by_code
from office.regulations.selectors import in_force
from workflows.approval.core import Verb
from workflows.approval.selectors import desk
from workflows.approval.services import decide
from workflows.disbursement.selectors import line_by_code
from workflows.disbursement.services import submit_request

KIND = "LS"


def pay_request() -> None:
    """Carry a request of the informatics office from the treasurer to the SP2D."""
    _request(
        "5.1.02.03.02",
        12_750_000,
        "Pemeliharaan server ruang data",
        "CV Mitra Jaringan",
        "7001234567",
        "paid",
    )
    for key in ("nina", "citra", "bud"):
        work_desk(key, lambda row: row.kind == "disbursement")


def return_request() -> None:
    """Let the verifier send a request back: the invoice does not fit."""
    _request(
        "5.1.02.01.01",
        4_300_000,
        "Pembelian kertas dan tinta",
        "Toko Alat Tulis Jaya",
        "7009876543",
        "returned",
    )
    by = actor("nina")
    row = next(row for row in desk(by, "mine").rows if row.kind == "disbursement")
    decide(by=by, step_id=row.step_id, choice=Verb.RETURN, revision_sha=row.revision_sha, key="demo-return",
           note="Jumlah pada kuitansi tidak sama dengan berita acara serah terima.")  # fmt: skip


def leave_request() -> None:
    """Leave a verified request on the desk of the head, to be signed by whoever tries the demo."""
    _request("5.1.02.02.01", 8_900_000, "Langganan layanan internet Oktober", "PT Serat Optik Contoh", "7005550001", "waiting")  # fmt: skip
    work_desk("nina", lambda row: row.kind == "disbursement")


def _request(code: str, amount: int, purpose: str, payee: str, account: str, key: str) -> None:
    line = line_by_code(agency_by_code("KOMINFO").id, 2026, code)
    if line is None:
        raise LookupError(f"no budget line {code}")
    papers = [
        {
            "code": paper,
            "filename": f"{paper.lower().replace(' ', '-')}.pdf",
            "sha256": put(_paper(paper)),
        }
        for paper in in_force("finance", today()).required_papers[KIND]
    ]
    submit_request(
        by=actor("eka"), kind=KIND, line_id=line.line_id, amount=amount, purpose=purpose,
        payments=[{"name": payee, "account": account, "amount": amount}], papers=papers, key=f"demo-request-{key}",
    )  # fmt: skip


def _paper(title: str) -> bytes:
    """Return a one-page PDF that stands for a scanned paper of the imaginary shop; the same bytes each time."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    pdf.docinfo["/Title"] = title
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()
