"""One of everything that has an address: what Kominfo holds, and Hana of another agency who holds every local office."""

from dataclasses import dataclass
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from django.test import Client

from office.archive import services as archive
from office.audit import clock
from office.indonesia import CalendarMonth
from office.notices.models import Device
from office.people import services as people
from office.people.core.api_keys import Scope
from performance.sanctions.models import SanctionCase
from performance.tpp import services as tpp
from tests.api.programs import Program
from tests.approval import city
from tests.disbursement.conftest import Treasury, signed_in
from tests.sanctions.conftest import FIRST, Court
from workflows.approval import services as approval
from workflows.approval.models import Step
from workflows.correction import services as correction
from workflows.correction.core import requests as corrections
from workflows.daily_report import services as reports
from workflows.daily_report.core.activities import ActivityEntry
from workflows.daily_report.evidence import kept_evidence
from workflows.daily_report.models import Activity, DailyReport
from workflows.disbursement import services as disbursement
from workflows.disbursement.models import DisbursementRequest
from workflows.leave import services as leave
from workflows.leave.core.requests import Draft, Paper
from workflows.leave.models import AwayPaper

PDF = b"%PDF-1.7\nuji\n%%EOF"
MENDED = date(2026, 9, 10)
LOCAL_OFFICES = ("treasurer", "activity_officer", "finance_verifier", "budget_holder")


@dataclass
class Holdings:
    """Where everything of Kominfo is."""

    town: city.City
    kwargs: dict[str, dict[str, Any]]
    """Arguments of each address that names somebody's thing, by URL name."""

    def client(self, key: str) -> Client:
        return signed_in(self.town, key)

    def program(self, key: str) -> Program:
        """Return a program that acts as this person with every scope there is."""
        signed_in(self.town, key)
        issued = people.issue_api_key(
            by=self.town.who(key),
            name="Skrip uji",
            scopes=[scope.value for scope in Scope],
            expires_on=clock.today() + timedelta(days=90),
        )
        return Program(headers={"Authorization": f"Bearer {issued.secret.reveal()}"})


def held(court: Court) -> Holdings:
    """Let Kominfo have a report, a request, a run, a case, a mandate and a device; Hana heads the neighbours."""
    town = court.town
    _offices(town)
    hana(town)
    report = _report(town)
    request = _request(town)
    away = _away(town)
    mended = _correction(town)
    run = tpp.start_tpp_run(
        by=town.who("eka"), agency_id=town.agencies["KOMINFO"], month=CalendarMonth(2026, 8)
    )
    court.detect()
    case = SanctionCase.objects.get()
    court.hear(case, minutes_sha=archive.put(PDF))
    town.mandate("plh", "citra", "dedi")  # next month
    device = Device.objects.create(
        employee_id=town.people["ani"],
        endpoint="https://push.contoh.go.id/1",
        created_at=clock.now(),
    )
    kwargs = _kwargs(town, report, request, run.run_id, case) | away | mended
    return Holdings(
        town,
        kwargs
        | {"notices:unsubscribe": {"device_id": device.pk}}
        | {"approval:chain_proposal": _proposal(town), **_dispute(town)}
        | _repair(town, kwargs),
    )


def _offices(town: city.City) -> None:
    for key, agency, kind in (("eka", "SETDA", "personnel"), ("dedi", "KOMINFO", "treasurer")):
        people.appoint(
            by=city.CLERK,
            employee_id=town.people[key],
            agency_id=town.agencies[agency],
            kind=kind,
            decree="SK-P",
            valid_from=city.NEW_YEAR,
        )


def hana(town: city.City) -> None:
    """Seat Hana: head of another agency, its operator, and every one of its finance offices."""
    agency_id = people.create_agency(by=city.CLERK, code="DLH", name="Dinas Lingkungan Hidup")
    employee_id = people.register_employee(
        by=city.CLERK, nip="198502022010012099", name="Hana", status="PNS", rank="IV/a"
    )
    position_id = people.open_position(
        by=city.CLERK,
        agency_id=agency_id,
        code="DLH-1",
        title="Kepala Dinas",
        kind="jpt",
        job_class=14,
        decree="SOTK-1",
        valid_from=city.NEW_YEAR,
        reports_to_id=town.posts["sekda"],
        is_head=True,
    )
    dated = {"decree": "SK-H", "valid_from": city.NEW_YEAR}
    people.assign(by=city.CLERK, employee_id=employee_id, position_id=position_id, **dated)
    for kind in (*LOCAL_OFFICES, "agency_operator"):
        people.appoint(
            by=city.CLERK, employee_id=employee_id, agency_id=agency_id, kind=kind, **dated
        )
    town.people["hana"], town.agencies["DLH"] = employee_id, agency_id


def _report(town: city.City) -> SimpleNamespace:
    entry = ActivityEntry(
        450, 600, "Menyusun notulen", "Notulen", 1, "dokumen", kept_evidence(PDF, "notulen.pdf")
    )
    made = reports.save_draft(by=town.who("budi"), on=date(2026, 9, 11), activities=[entry])
    filed = reports.submit_daily_report(by=town.who("budi"), report_id=made.report_id)
    return SimpleNamespace(
        public_id=DailyReport.objects.get(pk=made.report_id).public_id,
        activity_id=Activity.objects.get(report_id=made.report_id).pk,
        filing_id=filed.filing_id,
    )


def _away(town: city.City) -> dict[str, dict[str, Any]]:
    """Let Ani ask for sick leave with a doctor's note; return the arguments of its addresses."""
    note = Paper("dokter.pdf", archive.put(PDF), "application/pdf")
    asked = leave.submit(
        by=town.who("ani"),
        draft=Draft(
            procedure="leave",
            kind="sick",
            first=date(2026, 12, 7),
            last=date(2026, 12, 8),
            reason="Sakit",
            papers=(note,),
        ),
    )
    own = {"public_id": asked.public_id}
    paper = AwayPaper.objects.get(request_id=asked.away_id)
    return {
        "leave:step": {"step_id": Step.objects.filter(filing_id=asked.filing_id).first().pk},
        **{f"leave:{name}": own for name in ("detail", "edit", "withdraw", "end")},
        "leave:paper": own | {"paper_id": paper.pk},
    }


def _correction(town: city.City) -> dict[str, dict[str, Any]]:
    """Let Ani ask for the correction of a day, with proof; return the arguments of its addresses."""
    kept = corrections.Paper("foto.pdf", archive.put(PDF), "application/pdf")
    asked = correction.submit(
        by=town.who("ani"),
        draft=corrections.Draft(
            on=MENDED, reason="Lupa merekam", in_minute=450, out_minute=960, paper=kept
        ),
    )
    own = {"public_id": asked.public_id}
    return {
        "correction:step": {"step_id": Step.objects.filter(filing_id=asked.filing_id).first().pk},
        **{f"correction:{name}": own for name in ("detail", "edit", "withdraw", "paper")},
    }


def _request(town: city.City) -> DisbursementRequest:
    line_id = disbursement.open_budget_line(
        by=city.CLERK,
        agency_id=town.agencies["KOMINFO"],
        fiscal_year=2026,
        code="5.1.02.01",
        title="Belanja alat tulis",
        ceiling=10_000_000,
        decree="DPA/1/2026",
    )
    outcome = Treasury(town, line_id).ask(who="dedi")
    return DisbursementRequest.objects.get(pk=outcome.request_id)


def _repair(town: city.City, kwargs: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Let personnel ask for the seat of the report's step to be handed to the secretary."""
    step = kwargs["approval:step"]
    repair_id = approval.ask_repair(
        by=town.who("eka"),
        kind="reassign",
        reason="pejabatnya mutasi",
        step_id=step["step_id"],
        to_position_id=town.posts["sekda"],
    )
    return {"approval:reassign": step, "approval:repair_settle": {"repair_id": repair_id}}


def _dispute(town: city.City) -> dict[str, dict[str, Any]]:
    """Let Ani file a report and say that Budi is not the superior; Dedi files one still to be disputed."""
    asked = [_filed(town, key) for key in ("ani", "dedi")]
    dispute_id = approval.dispute_superior(
        by=town.who("ani"), filing_id=asked[0], reason="bukan atasan saya"
    )
    return {
        "approval:dispute": {"dispute_id": dispute_id},
        "approval:dispute_superior": {"filing_id": asked[1]},
    }


def _filed(town: city.City, key: str) -> int:
    entry = ActivityEntry(450, 600, "Menyusun notulen", "Notulen", 1, "dokumen", None)
    made = reports.save_draft(by=town.who(key), on=date(2026, 9, 11), activities=[entry])
    return reports.submit_daily_report(by=town.who(key), report_id=made.report_id).filing_id


def _proposal(town: city.City) -> dict[str, Any]:
    """Let personnel ask for a new chain of Kominfo's."""
    asked = approval.propose_chain(
        by=town.who("eka"),
        kind="disbursement",
        agency_id=town.agencies["KOMINFO"],
        valid_from=date(2030, 1, 1),
        levels=[
            {"number": 1, "seats": ["head"], "document": "spm", "due_workdays": 2},
            {"number": 2, "seats": ["appointment:bud"], "document": "sp2d", "due_workdays": 2},
        ],
        decree="SK-R",
    )
    return {"proposal_id": asked.proposal_id}


def _api_key(town: city.City) -> int:
    """Let Ani hold a key, and return its row."""
    from django.contrib.auth import get_user_model

    if not get_user_model().objects.filter(employee_id=town.people["ani"]).exists():
        signed_in(town, "ani")
    return people.issue_api_key(
        by=town.who("ani"),
        name="Skrip Ani",
        scopes=["reports:read"],
        expires_on=clock.today(),
    ).key_id


def _kwargs(
    town: city.City,
    report: SimpleNamespace,
    request: DisbursementRequest,
    run_id: int,
    case: SanctionCase,
) -> dict[str, dict[str, Any]]:
    from office.people.models import AssignmentLetter, Employee, Mandate
    from signing.models import Document

    document = Document.objects.filter(filing_ref=f"filing:{report.filing_id}").first()
    step = {"step_id": Step.objects.filter(filing_id=report.filing_id).first().pk}
    filing = {"filing_id": report.filing_id}
    own_report = {"public_id": report.public_id}
    asked, paper = {"public_id": request.public_id}, request.papers.first()
    run, kase = {"run_id": run_id}, {"public_id": case.public_id}
    nip = Employee.objects.get(pk=town.people["ani"]).nip
    code = {"code": document.public_code}
    return {
        "city:agency": {"agency_id": town.agencies["KOMINFO"]},
        "city:desk": {"seat": str(Step.objects.filter(state="open").first().seat)},
        "daily_report:remove": {"activity_id": report.activity_id},
        "daily_report:attach": {"activity_id": report.activity_id},
        "daily_report:step": step,
        "daily_report:detail": own_report,
        "daily_report:withdraw": own_report,
        "daily_report:evidence": own_report | {"activity_id": report.activity_id},
        **{
            f"approval:{name}": filing if name in {"filing", "whereabouts"} else step
            for name in ("filing", "whereabouts", "step", "approve", "return", "reject", "recuse")
        },
        "approval:mandate_touches": {
            "position_id": town.posts["citra"],
            "first": "2026-09-01",
            "last": "2026-09-30",
        },
        **{f"api-1:api_{name}": own_report for name in ("report", "submit", "withdraw")},
        **{f"api-1:api_{name}": step for name in ("step", "approve", "return", "reject")},
        "api-1:api_document_pdf": code,
        "disbursement:step": step,
        **{
            f"disbursement:{name}": asked
            for name in ("detail", "revise", "withdraw", "reverse", "bank")
        },
        "disbursement:paper": asked | {"sha256": paper.sha256},
        **{f"tpp:{name}": run for name in ("run", "progress", "submit", "ask", "cancel")},
        "tpp:line": run | {"nip": nip},
        "attendance:person_month": {"nip": nip},
        "attendance:person_day": {"nip": nip, "on": FIRST},
        "attendance:device": {"sn": "SN1"},
        "people:person": {"employee_id": town.people["ani"]},
        "api_key_revoke": {"key_id": _api_key(town)},
        "people:mandate_end": {"mandate_id": Mandate.objects.get().pk},
        "people:letter_end": {"letter_id": AssignmentLetter.objects.order_by("pk")[0].pk},
        "sanctions:step": step,
        **{f"sanctions:{name}": kase for name in ("case", "hear", "propose", "drop", "withdraw")},
        "sanctions:minutes": kase | {"number": 1},
        "inspection:person": {"employee_id": town.people["ani"]},
        "inspection:document": {"document_id": document.pk},
        "inspection:case": {"ref": f"filing:{report.filing_id}"},
        "inspection:evidence": {"ref": f"filing:{report.filing_id}"},
        "signing:pdf": code,
        "signing:png": code | {"page": 1},
        "signing:document": code,
    }
