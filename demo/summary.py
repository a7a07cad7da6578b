"""What the chain of the imaginary city holds, as one summary; everything is counted, nothing is told from the story."""

from dataclasses import asdict
from typing import Any

from django.conf import settings

from demo.cast import BY_KEY
from demo.days import FIRST_DAY, LAST_DAY
from demo.logins import SHOWN, WITH_TOTP, kept_totp
from office.attendance.selectors import intake_totals
from office.audit.selectors import newest_checkpoint
from office.audit.verification import verify_trail
from office.indonesia import nip_groups, rupiah
from office.jobs.selectors import job_board
from office.people.selectors import roster_people
from performance.sanctions.selectors import state_totals
from performance.tpp.selectors import frozen_totals
from signing.invariants import signature_totals
from workflows.daily_report.selectors import finding_totals, reports_by_state
from workflows.disbursement.selectors import released_totals


def summary() -> dict[str, Any]:
    """Return the counts of every room, in the order of the chain."""
    verdict = verify_trail()
    checkpoint = newest_checkpoint()
    released, rupiah_released = released_totals()
    return {
        "people": len(roster_people(None, LAST_DAY)),
        "punches": intake_totals(),
        "reports": reports_by_state(FIRST_DAY, LAST_DAY),
        "findings": finding_totals(FIRST_DAY, LAST_DAY),
        "signatures": signature_totals(),
        "tpp": frozen_totals(),
        "cases": state_totals(),
        "disbursements": {"released": released, "rupiah": rupiah_released},
        "jobs": asdict(job_board()),
        "events": {"all": verdict.events, "sealed": verdict.sealed, "holds": verdict.holds},
        "checkpoint": checkpoint and {"size": checkpoint["size"], "root": checkpoint["root"]},
    }


def as_text(found: dict[str, Any]) -> str:
    """Return the summary as lines for a terminal."""
    punches, signatures, tpp = found["punches"], found["signatures"], found["tpp"]
    checkpoint = found["checkpoint"] or {"size": 0, "root": "-"}
    lines = [
        ("Pegawai", f"{found['people']}"),
        ("Rekam kehadiran", ", ".join(f"{name} {count}" for name, count in punches.items())),
        ("Laporan", ", ".join(f"{name} {count}" for name, count in found["reports"].items())),
        (
            "Temuan",
            ", ".join(f"{name} {count}" for name, count in found["findings"].items()) or "0",
        ),
        ("Tanda tangan", f"{signatures['stored']} dibuat, {signatures['verified']} diperiksa sah"),
        ("TPP ditetapkan", f"{tpp['runs']} perhitungan, {rupiah(tpp['rupiah'])}"),
        ("Perkara", ", ".join(f"{name} {count}" for name, count in found["cases"].items()) or "0"),
        (
            "Pencairan",
            f"{found['disbursements']['released']} SP2D, {rupiah(found['disbursements']['rupiah'])}",
        ),
        ("Jejak", f"{found['events']['all']} catatan, {found['events']['sealed']} disegel"),
        ("Segel terakhir", f"{checkpoint['size']} catatan, akar {checkpoint['root'][:16]}…"),
    ]
    return "\n" + "\n".join(f"  {name:<16} {text}" for name, text in lines)


def logins_text() -> str:
    """Return the logins of the people worth trying, for a terminal."""
    rows = [
        f"  {nip_groups(BY_KEY[key].nip)}  {BY_KEY[key].name}, {BY_KEY[key].title}" for key in SHOWN
    ]
    return "\n".join([
        "\nMasuk dengan NIP (kata sandi semua: " + settings.DEMO_PASSWORD
        + "; frasa tanda tangan semua: " + settings.DEMO_PASSPHRASE + "):",
        *rows,
        f"  {BY_KEY[WITH_TOTP].name} memakai TOTP dengan rahasia {kept_totp()}",
    ])  # fmt: skip
