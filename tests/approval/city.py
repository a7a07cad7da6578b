"""A small town hall for tests of the ladder: who sits where, and short ways to submit, sign and decide."""

import itertools
import uuid
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from office.audit.core import Actor, Secret
from office.people import services as people
from office.people.core import Seat
from office.regulations.services import publish_regulation
from signing.keys import issue_certificate
from workflows.approval import services
from workflows.approval.core import Pick
from workflows.approval.models import Filing, Step

CLERK = Actor.system("test")
NEW_YEAR = date(2026, 1, 1)
PASSPHRASE = "frasa sandi untuk uji"
LAW = Path(__file__).resolve().parents[2] / "office" / "regulations" / "kota_contoh_2026.toml"
SIGNS = "tests.approval.practice.flows.PracticeFlow"
PLAIN = "tests.approval.practice.flows.PlainFlow"
LENIENT = "tests.approval.practice.flows.LenientFlow"
CONTENT = {
    "agency": "Dinas Komunikasi dan Informatika",
    "date": "2026-10-05",
    "facts": [["Nama", "Ani"]],
    "columns": [{"title": "Kegiatan", "width": "auto", "align": "left"}],
    "rows": [["Menyusun laporan"]],
}
POSTS = {
    # key: (code, title, kind, class, reports to, heads, agency)
    "walikota": ("WALI", "Wali Kota", "kepala_daerah", 0, None, True, "SETDA"),
    "sekda": ("SEKDA", "Sekretaris Daerah", "jpt", 15, "walikota", False, "SETDA"),
    "citra": ("KADIS", "Kepala Dinas", "jpt", 14, "sekda", True, "KOMINFO"),
    "dedi": ("SEKDIN", "Sekretaris Dinas", "administrator", 12, "citra", False, "KOMINFO"),
    "budi": ("KABID", "Kepala Bidang", "administrator", 11, "citra", False, "KOMINFO"),
    "ani": ("STAF1", "Pranata Komputer", "pelaksana", 7, "budi", False, "KOMINFO"),
    "eka": ("STAF2", "Bendahara", "pelaksana", 7, "dedi", False, "KOMINFO"),
    "fajar": ("AUDITOR", "Auditor", "fungsional", 9, "sekda", False, "SETDA"),
    "gita": ("CAMAT", "Camat", "administrator", 12, "sekda", True, "KEC"),
}
_numbers = itertools.count(1)


@dataclass
class City:
    """Ids of people, positions and agencies by key."""

    people: dict
    posts: dict
    agencies: dict

    def who(self, key, **rest) -> Actor:
        return Actor.person(self.people[key], **rest)

    def seat(self, key) -> Seat:
        return Seat("position", self.posts[key])

    def mandate(self, kind, seat, holder, first=date(2026, 10, 1), last=date(2026, 10, 31), **rest):
        people.grant_mandate(
            by=CLERK,
            kind=kind,
            position_id=self.posts[seat],
            holder_id=self.people[holder],
            decree=f"SPT-{kind}-{holder}",
            valid_from=first,
            valid_until=last,
            **rest,
        )

    def submit(self, flow=PLAIN, maker="ani", by=None, filing_id=None, number=None, **rest):
        contents = {"daily_report": CONTENT} if flow == SIGNS else {}
        return services.submit_filing(
            by=by or self.who(maker),
            flow=flow,
            maker_id=self.people[maker],
            position_id=self.posts[maker],
            agency_id=self.agencies[POSTS[maker][6]],
            subject_ref=f"practice:{number or next(_numbers)}",
            title=rest.pop("title", "Laporan 5 Oktober 2026"),
            contents=rest.pop("contents", contents),
            filing_id=filing_id,
            **rest,
        )

    def decide(self, person, filing_id, choice="approve", note="", by=None, **rest):
        filing = Filing.objects.get(pk=filing_id)
        step = rest.pop("step", None) or self.open_step(filing_id)
        return services.decide(
            by=by or self.who(person),
            step_id=step.pk,
            choice=choice,
            note=note,
            revision_sha=rest.pop("revision_sha", filing.revision_sha),
            key=rest.pop("key", str(uuid.uuid4())),
            **rest,
        )

    def open_step(self, filing_id) -> Step:
        return Step.objects.filter(filing_id=filing_id, state__in=["open", "signing"]).first()

    def pick(self, filing_id, key=None) -> Pick:
        filing = Filing.objects.get(pk=filing_id)
        return Pick(self.open_step(filing_id).pk, filing.revision_sha, key or str(uuid.uuid4()))

    def sign(self, key, *picks, passphrase=PASSPHRASE, note=""):
        return list(
            services.sign_batch(
                by=self.who(key), picks=picks, passphrase=Secret(passphrase), note=note
            )
        )


def found() -> City:
    """Found the town hall: law, agencies, posts, people, one certificate for each who signs."""
    publish_regulation(by=CLERK, toml_bytes=LAW.read_bytes())
    agencies = {
        code: people.create_agency(by=CLERK, code=code, name=name, kind=kind)
        for code, name, kind in (
            ("SETDA", "Sekretariat Daerah", "sekretariat"),
            ("KOMINFO", "Dinas Komunikasi dan Informatika", "dinas"),
            ("KEC", "Kecamatan Contoh", "kecamatan"),
        )
    }
    town = City({}, {}, agencies)
    for number, (key, post) in enumerate(POSTS.items(), start=1):
        _seat(town, number, key, post)
    _appoint(town)
    return town


def _seat(town, number, key, post) -> None:
    code, title, kind, job_class, above, heads, agency = post
    elected = kind == "kepala_daerah"
    town.posts[key] = people.open_position(
        by=CLERK,
        agency_id=town.agencies[agency],
        code=code,
        title=title,
        kind=kind,
        job_class=job_class,
        decree="SOTK-1",
        valid_from=NEW_YEAR,
        reports_to_id=town.posts.get(above),
        is_head=heads,
    )
    town.people[key] = people.register_employee(
        by=CLERK,
        nip="1" if elected else f"1980010{number}200501{1001 + number}",
        name=key.title(),
        status="PEJABAT" if elected else "PNS",
        rank="" if elected else "III/c",
        sex="female" if elected else "",
    )
    people.assign(
        by=CLERK,
        employee_id=town.people[key],
        position_id=town.posts[key],
        decree=f"SK-{number}",
        valid_from=NEW_YEAR,
    )


def _appoint(town) -> None:
    kominfo, setda = town.agencies["KOMINFO"], town.agencies["SETDA"]
    for key, agency, kind in (
        ("fajar", setda, "inspector"),
        ("dedi", kominfo, "finance_verifier"),
        ("citra", kominfo, "budget_holder"),
        ("gita", setda, "bud"),
    ):
        people.appoint(
            by=CLERK,
            employee_id=town.people[key],
            agency_id=agency,
            kind=kind,
            decree="SK-P",
            valid_from=NEW_YEAR,
        )
    issue_letter(town)


def issue_letter(town, *agencies, key="fajar", number="ST-1/2026", year=2026) -> int:
    """Give an inspector a letter over these agencies (none: all) and one year; return its row."""
    days = (date(year, 1, 1), date(year, 12, 31))
    return people.issue_letter(
        by=CLERK,
        employee_id=town.people[key],
        number=number,
        agency_ids=[town.agencies[one] for one in agencies],
        period=days,
        valid=(NEW_YEAR, date(2027, 3, 31)),
    ).id


def give_certificates(town, *keys) -> None:
    """Let these people sign with the test passphrase."""
    for key in keys:
        issue_certificate(by=CLERK, employee_id=town.people[key], passphrase=Secret(PASSPHRASE))
