"""`tpp_explain --nip N --period YYYY-MM`: every step of one employee's month."""

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any, NoReturn

from django.core.management.base import BaseCommand

from office.acts.core import NotFound, Problem
from office.audit.core import rule
from office.indonesia import rupiah
from office.indonesia.months import CalendarMonth
from office.people import selectors as people
from performance.tpp import selectors
from performance.tpp.selectors import MonthPay


@rule("cli")
class Command(BaseCommand):
    """Print facts, rule, clause, arithmetic and amount of every step; exit 2 for a bad NIP or period."""

    help = "Jelaskan TPP seorang pegawai pada satu bulan."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the person and the month."""
        parser.add_argument("--nip", required=True)
        parser.add_argument("--period", required=True, help="YYYY-MM")
        parser.add_argument("--json", action="store_true")

    def handle(self, *_args: object, **options: Any) -> None:
        """Print the explanation."""
        try:
            month = CalendarMonth.parse(options["period"])
            person = people.employee_by_nip(options["nip"])
        except ValueError as error:
            self.leave(f"--period: YYYY-MM ({error})", 2)
        except NotFound:
            self.leave(f"--nip: NIP pegawai yang terdaftar, bukan {options['nip']}", 2)
        try:
            pay = selectors.month_pay(person.employee_id, month)
        except Problem as problem:
            self.leave(problem.message, 1)
        if pay is None:
            self.leave("Tidak ada jabatan berkelas pada bulan itu.", 1)
        document = {"nip": person.nip, "name": person.full_name} | self.document(pay)
        self.stdout.write(
            json.dumps(document, ensure_ascii=False) if options["json"] else self.text(pay)
        )

    def leave(self, message: str, code: int) -> NoReturn:
        self.stderr.write(message)
        sys.exit(code)

    def document(self, pay: MonthPay) -> dict[str, Any]:
        return {
            "period": str(pay.month),
            "run": pay.run_id,
            "frozen": pay.is_frozen,
            "regulation": pay.policy_sha,
            "net_rupiah": pay.net_rupiah,
            "amounts": pay.amounts,
            "steps": [asdict(step) for step in pay.steps],
        }

    def text(self, pay: MonthPay) -> str:
        lines = []
        for step in pay.steps:
            lines.append(f"{step.title}: {rupiah(step.amount_rupiah)}")
            lines += [f"    {fact}" for fact in step.facts]
            lines += [
                f"    aturan: {step.rule}",
                f"    dasar: {step.clause}",
                f"    hitung: {step.arithmetic}",
            ]
        return "\n".join(lines)
