"""Reads for the inspector: people, cases and documents found, each with its story."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from office.audit import selectors as audit
from office.audit.core import Actor
from office.indonesia.months import CalendarMonth
from office.indonesia.numbers import whole
from office.people import selectors as people
from office.people.core import PersonCard, Viewer
from performance.inspection.core.refs import is_followed
from performance.inspection.errors import NothingFound
from performance.inspection.naming import label_words, ref_of_words, thing_words
from performance.inspection.places import places_of
from performance.inspection.trails import Trail, trail_of
from performance.sanctions import selectors as sanctions
from performance.sanctions.core.cards import CaseCard
from performance.tpp import selectors as tpp
from signing import selectors as signing
from signing.core import DocumentCard, DocumentNotFound
from signing.readers import readable

_SHA256 = re.compile(r"[0-9a-f]{64}")
_REF = re.compile(r"[a-z_]{1,40}:\d{1,18}", re.ASCII)


@dataclass(frozen=True, slots=True)
class FoundThing:
    """Something the trail knows by kind and number."""

    ref: str
    """How the trail names it, such as `filing:7`."""
    words: str
    """The same in words: `Berkas 7`."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found."""

    people: tuple[PersonCard, ...]
    """People by name or NIP."""
    documents: tuple[DocumentCard, ...]
    """The document of a public code or of a file's hash."""
    cases: tuple[CaseCard, ...]
    """Cases of the people found."""
    things: tuple[FoundThing, ...]
    """Things named by kind and number, such as `perkara disiplin 3`."""

    @property
    def is_empty(self) -> bool:
        """Return whether nothing was found."""
        return not (self.people or self.documents or self.cases or self.things)


def search(text: str, viewer: Viewer) -> Found:
    """Return people, documents, cases and things for a name, NIP, code, hash, or kind and number, as letters allow."""
    wanted = text.strip()
    if not wanted:
        return Found((), (), (), ())
    ref = wanted if _REF.fullmatch(wanted) else ref_of_words(wanted)
    if ref:
        known = audit.events_about([ref], limit=1)
        return Found((), (), (), (FoundThing(ref, thing_words(ref)),) if known else ())
    found = tuple(
        one for one in people.find_people(wanted) if people.inspects_person(viewer, one.employee_id)
    )
    cases = tuple(
        case
        for person in found[:10]
        for case in sanctions.cases_of(person.employee_id)
        if viewer.inspects(case.agency_id, date(case.year, 1, 1), date(case.year, 12, 31))
    )
    document = find_document(wanted)
    if document is not None and not readable(viewer, document):
        document = None
    return Found(found, (document,) if document else (), cases, ())


def find_document(text: str) -> DocumentCard | None:
    """Return the document of a public code, a row (`document:9`) or a file's SHA-256; None if there is none."""
    if _SHA256.fullmatch(text):
        return signing.document_of_file(text)
    kind, _sep, number = text.partition(":")
    try:
        row = whole(number) if kind == "document" else None
        if row is not None:
            return signing.document(row)
        return signing.document_by_code(text)
    except DocumentNotFound:
        return None


def within_letter(trail: Trail, viewer: Viewer) -> Trail:
    """Return the story; raises OutsideLetter, with the reason, where no letter of the viewer covers it."""
    people.ensure_within(viewer, places_of(trail))
    return trail


def document_trail(text: str) -> Trail:
    """Return the story of a document found by code, row or hash; raises NothingFound."""
    card = find_document(text)
    if card is None:
        raise NothingFound(_("Dokumen %(text)s tidak ditemukan.") % {"text": text})
    return trail_of(f"document:{card.id}")


def case_trail(ref: str) -> Trail:
    """Return the story of a thing such as `sanction_case:3`; a bare number is a sanction case. Raises NothingFound."""
    root = f"sanction_case:{ref}" if ref.isdecimal() else ref
    trail = trail_of(root) if _REF.fullmatch(root) and is_followed(root) else None
    if trail is None or not trail.events:
        raise NothingFound(_("Jejak tidak mengenal %(ref)s.") % {"ref": ref})
    return trail


def title_of(trail: Trail) -> str:
    """Return how the thing of a story read last; without a label its kind and number."""
    labels = (event.label for event in reversed(trail.events) if event.subject == trail.root)
    return label_words(next(filter(None, labels), "")) or thing_words(trail.root)


def person_trail(employee_id: int) -> Trail:
    """Return the story of a person: acts on and by the person, cases, filings and their documents."""
    own = f"employee:{employee_id}"
    cases = {f"sanction_case:{case.case_id}" for case in sanctions.cases_of(employee_id)}
    done = {event.subject for event in audit.events_by(own) if is_followed(event.subject)}
    return trail_of(own, *sorted(cases | done))


def period_trail(month: CalendarMonth, by: Actor) -> Trail:
    """Return the story of a month's pay: its runs, their lists, requests and papers; raises NothingFound."""
    roots = [f"tpp_run:{run.run_id}" for run in tpp.runs_seen(by, month)]
    if not roots:
        raise NothingFound(_("Belum ada perhitungan TPP bulan %(month)s.") % {"month": month.label})
    return trail_of(*roots)
