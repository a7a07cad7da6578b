"""`tpp_run --period YYYY-MM [--agency C] [--what-if FILE.toml]`."""

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand

from office.acts.core import NotFound, Problem
from office.audit.core import Actor, rule
from office.indonesia import rupiah
from office.indonesia.months import CalendarMonth
from office.jobs.services import run_due
from office.people import selectors as people
from office.people.core import AgencyCard
from office.regulations.core import RegulationError, parse
from performance.tpp import selectors, services
from performance.tpp.checks import checks_failed
from performance.tpp.errors import NothingToPay, NotMeasured
from performance.tpp.policies import policy_for, policy_if
from performance.tpp.whatif import compared


@rule("cli")
class Command(BaseCommand):
    """Run the month of an agency (of all without --agency), or show what a draft regulation would pay.

    Exit 1 when a check failed; 2 for a bad period, agency or file. With --what-if nothing is written.
    """

    help = "Hitung TPP satu bulan, atau coba rancangan peraturan."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the month, and what else there is."""
        parser.add_argument("--period", required=True, help="YYYY-MM")
        parser.add_argument("--agency", help="kode perangkat daerah; kosong berarti semua")
        parser.add_argument(
            "--what-if", type=Path, help="rancangan peraturan (TOML); tidak menulis apa pun"
        )
        parser.add_argument(
            "--as", dest="nip", help="NIP yang bertanggung jawab; kosong: pejabat personalia"
        )
        parser.add_argument("--json", action="store_true")

    def handle(self, *_args: object, **options: Any) -> None:
        """Run or try, and leave with the exit code."""
        try:
            month = CalendarMonth.parse(options["period"])
        except ValueError as error:
            self.leave(f"--period: YYYY-MM ({error})")
        agencies = self.chosen(options["agency"])
        try:
            if options["what_if"]:
                document, code = self.tried(month, agencies, options), 0
            else:
                document, code = self.run_all(month, agencies, self.actor(options["nip"]))
        except Problem as problem:
            self.stderr.write(problem.message)
            sys.exit(1)
        self.stdout.write(
            json.dumps(document, ensure_ascii=False) if options["json"] else self.text(document)
        )
        sys.exit(code)

    def leave(self, message: str) -> NoReturn:
        self.stderr.write(message)
        sys.exit(2)

    def actor(self, nip: str | None) -> Actor:
        if not nip:
            return Actor.system("cli")
        try:
            return Actor.person(people.employee_by_nip(nip).employee_id)
        except NotFound:
            self.leave(f"--as: NIP pegawai yang terdaftar, bukan {nip}")

    def chosen(self, code: str | None) -> list[AgencyCard]:
        if not code:
            return list(people.agencies())
        try:
            return [people.agency_by_code(code)]
        except NotFound:
            self.leave(f"--agency: kode perangkat daerah yang terdaftar, bukan {code}")

    def tried(
        self, month: CalendarMonth, agencies: list[AgencyCard], options: dict[str, Any]
    ) -> dict[str, Any]:
        path: Path = options["what_if"]
        try:
            draft = parse(path.read_bytes())
        except OSError as error:
            self.leave(f"{path}: berkas yang dapat dibaca ({error.strerror})")
        except RegulationError as error:
            self.leave(
                "\n".join(f"{path}: {fault.key}: {fault.expected}" for fault in error.faults)
            )
        only = agencies[0].id if options["agency"] else None
        result = compared(month, only, policy_for(month), policy_if(month, draft))
        return {"period": str(month), "what_if": str(path), **asdict(result)}

    def run_all(
        self, month: CalendarMonth, agencies: list[AgencyCard], by: Actor
    ) -> tuple[dict[str, Any], int]:
        for agency in agencies:
            self.ensure_run(agency, month, by, alone=len(agencies) == 1)
        while run_due():
            pass
        cards = [selectors.run_of_month(agency.id, month) for agency in agencies]
        runs = [self.card(card.run_id, asdict(card)) for card in cards if card is not None]
        document = {
            "period": str(month),
            "runs": runs,
            "people": sum(run["people"] for run in runs),
            "total_rupiah": sum(run["total_rupiah"] for run in runs),
        }
        return document, int(any(run["checks_failed"] for run in runs))

    def ensure_run(
        self, agency: AgencyCard, month: CalendarMonth, by: Actor, *, alone: bool
    ) -> None:
        """Start the run an agency lacks; one without anybody to pay or not measured is passed over when all are run."""
        if selectors.run_of_month(agency.id, month) is not None:
            return
        try:
            services.start_tpp_run(by=by, agency_id=agency.id, month=month)
        except (NothingToPay, NotMeasured) as problem:
            if alone:
                raise
            self.stderr.write(f"{agency.code}: {problem.message}")

    def card(self, run_id: int, card: dict[str, Any]) -> dict[str, Any]:
        names = ("run_id", "agency_name", "state", "people", "lines", "total_rupiah", "policy_sha")
        return {name: card[name] for name in names} | {
            "checks_failed": [asdict(check) for check in checks_failed(run_id)]
        }

    def text(self, document: dict[str, Any]) -> str:
        if "what_if" in document:
            now, then = document["now"], document["then"]
            return (
                f"{document['period']}: {now['people']} pegawai; kini {rupiah(now['net_rupiah'])}, "
                f"menurut rancangan {rupiah(then['net_rupiah'])}; "
                f"naik {document['winners']}, turun {document['losers']} orang"
            )
        lines = [
            f"{run['agency_name']}: {run['people']} pegawai, {rupiah(run['total_rupiah'])},"
            f" perhitungan {run['run_id']} ({run['state']}), peraturan {run['policy_sha'][:12]}"
            + "".join(
                f"\n    periksa: {check['text']} ({check['count']})"
                for check in run["checks_failed"]
            )
            for run in document["runs"]
        ]
        return "\n".join(
            [*lines, f"Jumlah: {document['people']} pegawai, {rupiah(document['total_rupiah'])}"]
        )
