"""`crosscheck --period YYYY-MM [--agency C] [--nip N]`: claims against attendance, by today's facts. Writes nothing."""

import json
from argparse import ArgumentParser
from dataclasses import dataclass
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from office.acts.core import Problem
from office.audit.core import rule
from office.indonesia.months import CalendarMonth
from office.people import selectors as people
from workflows.daily_report.core.findings import Finding
from workflows.daily_report.labels import finding_text, finding_title
from workflows.daily_report.selectors import findings_of

WRONG_CALL = 2


@dataclass(frozen=True)
class Looked:
    """Whose days are looked at: NIP by employee."""

    nips: dict[int, str]
    month: CalendarMonth


@rule("cli")
class Command(BaseCommand):
    """Exit 0 whatever is found: findings are facts for a person to judge; 2 for a bad call."""

    help = "Menyandingkan kegiatan yang dilaporkan dengan rekam kehadiran."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the month and whose days."""
        parser.add_argument("--period", required=True, help="bulan, misalnya 2026-10")
        parser.add_argument("--agency", default="", help="kode perangkat daerah")
        parser.add_argument("--nip", default="", help="NIP satu pegawai")
        parser.add_argument(
            "--json", action="store_true", help="satu dokumen JSON di keluaran baku"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print the findings, by person and day."""
        looked = self._looked(options)
        found = findings_of(sorted(looked.nips), looked.month.first, looked.month.last)
        rows = [(looked.nips[who], one) for who, findings in found.items() for one in findings]
        rows.sort(key=lambda row: (row[0], row[1].date, row[1].kind))
        if options["json"]:
            self.stdout.write(json.dumps([as_json(*row) for row in rows], ensure_ascii=False))
            return
        for nip, finding in rows:
            title = finding_title(finding.kind)
            self.stdout.write(f"{nip} {finding.date} {title}: {finding_text(finding)}")
        self.stderr.write(
            f"{len(rows)} temuan pada {len(looked.nips)} pegawai, {looked.month.label}"
        )

    def _looked(self, options: dict[str, Any]) -> Looked:
        try:
            month = CalendarMonth.parse(options["period"])
            return Looked(_nips(month, options["agency"], options["nip"]), month)
        except ValueError as fault:
            raise CommandError(f"--period: {fault}", returncode=WRONG_CALL) from None
        except Problem as problem:
            raise CommandError(problem.message, returncode=WRONG_CALL) from None


def _nips(month: CalendarMonth, agency_code: str, nip: str) -> dict[int, str]:
    """Return who served at the start or the end of the month, or the one person asked for."""
    if nip:
        person = people.employee_by_nip(nip)
        return {person.employee_id: person.nip}
    agency_id = people.agency_by_code(agency_code).id if agency_code else None
    served = [
        *people.roster_people(agency_id, month.first),
        *people.roster_people(agency_id, month.last),
    ]
    return {entry.person.employee_id: entry.person.nip for entry in served}


def as_json(nip: str, finding: Finding) -> dict[str, Any]:
    """Return a finding in the shape other systems read."""
    return {
        "nip": nip,
        "date": finding.date.isoformat(),
        "kind": str(finding.kind),
        "minutes": finding.minutes,
        "evidence": finding.evidence,
    }
