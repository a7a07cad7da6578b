"""`show_day --nip N --date D [--json]`: the judged day with the raw punches and the reasons."""

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand

from office.acts.core import Problem
from office.attendance.core.days import STATUS_WORDS, JudgedDay
from office.attendance.selectors import RawPunch, judged_day, raw_punches
from office.audit.core import rule
from office.indonesia.dates import long_date, weekday
from office.people.core import PersonCard
from office.people.selectors import employee_by_nip

SHOWN, WRONG_CALL = 0, 2


def day_of(text: str) -> date:
    """Return the date written as 2026-10-05."""
    return date.fromisoformat(text)


@rule("cli")
class Command(BaseCommand):
    """Exit 0 when the day is shown, 2 for an unknown NIP, a bad date, or a date without regulation. Writes nothing."""

    help = "Tampilkan penilaian satu hari kehadiran beserta rekaman asli dan alasannya."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare whom and when."""
        parser.add_argument("--nip", required=True, help="18 angka, spasi diabaikan")
        parser.add_argument("--date", required=True, type=day_of, metavar="TTTT-BB-HH")
        parser.add_argument(
            "--json", action="store_true", help="satu dokumen JSON di keluaran baku"
        )

    def handle(self, *_: Any, **options: Any) -> None:
        """Show the day."""
        try:
            who = employee_by_nip(options["nip"].replace(" ", ""))
            day = judged_day(who.employee_id, options["date"])
            punches = raw_punches(who.employee_id, options["date"])
        except Problem as problem:
            self.stderr.write(problem.message)
            sys.exit(WRONG_CALL)
        if options["json"]:
            self.stdout.write(json.dumps(as_plain(who, day, punches), ensure_ascii=False))
        else:
            self._tell(who, day, punches)
        sys.exit(SHOWN)

    def _tell(self, who: PersonCard, day: JudgedDay, punches: list[RawPunch]) -> None:
        self.stdout.write(f"{who.full_name} ({who.nip}), {weekday(day.date)} {long_date(day.date)}")
        self.stdout.write(f"{STATUS_WORDS[day.status]}; jadwal {day.roster or '-'}")
        self.stdout.write(
            f"wajib {day.minutes_required} menit, hadir {day.minutes_present}, terlambat {day.minutes_late}, "
            f"pulang awal {day.minutes_early}"
        )
        for reason in day.reasons:
            self.stdout.write(f"- {reason}")
        for punch in punches:
            aside = "" if punch.counts else " (milik tanggal lain)"
            self.stdout.write(
                f"  {punch.at}  {punch.device}  PIN {punch.pin}  status {punch.status}{aside}"
            )


def as_plain(who: PersonCard, day: JudgedDay, punches: list[RawPunch]) -> dict[str, Any]:
    """Return the day as plain values."""
    judged = asdict(day) | {
        "date": day.date.isoformat(),
        "presence": [list(pair) for pair in day.presence],
    }
    return {
        "nip": who.nip,
        "name": who.full_name,
        **judged,
        "reasons": list(day.reasons),
        "punches": [asdict(punch) for punch in punches],
    }
