"""Writes of inspection: it changes nothing but the record of who read what."""

from django.utils.translation import gettext as _

from office.acts.core import ensure
from office.acts.services import act, record
from office.audit.core import Actor
from office.people import selectors as people
from office.people.core import AppointmentKind
from performance.inspection.acts import Acts
from performance.inspection.errors import NotInspector

LETTERS_LONGEST = 120


def _must_inspect(by: Actor) -> None:
    ensure(
        by.part or AppointmentKind.INSPECTOR in people.viewer(by).kinds,
        NotInspector(_("Ruang periksa hanya untuk Inspektorat dengan surat penunjukan.")),
    )


def _letters(by: Actor) -> str:
    """Return the letters of assignment under which an inspector reads."""
    numbers = ", ".join(letter.number for letter in people.letters_of(people.viewer(by)))
    return (_("Surat tugas %s") % numbers)[:LETTERS_LONGEST] if numbers else ""


@act(Acts.SEARCH)
def record_search(*, by: Actor, text: str) -> int:
    """Note that the inspector searched, and return the event's number; the words enter as a hash."""
    _must_inspect(by)
    return record(subject="inspection:search", label=_("Pencarian"), personal={"text": text})


@act(Acts.READ_PERSON)
def record_person_read(*, by: Actor, employee_id: int) -> int:
    """Note that the inspector opened a person's page, and return the event's number."""
    _must_inspect(by)
    label = _("Halaman pegawai dibaca")
    return record(subject=f"employee:{employee_id}", label=label, acting_for=_letters(by))


@act(Acts.READ_CASE)
def record_case_read(*, by: Actor, ref: str) -> int:
    """Note that the inspector opened the story of a thing such as `sanction_case:3`; return the event's number."""
    _must_inspect(by)
    return record(subject=ref, label=_("Riwayat dibaca"), acting_for=_letters(by))


@act(Acts.READ_DOCUMENT)
def record_document_read(*, by: Actor, document_id: int) -> int:
    """Note that the inspector opened a document, and return the event's number."""
    _must_inspect(by)
    label = _("Dokumen dibaca")
    return record(subject=f"document:{document_id}", label=label, acting_for=_letters(by))


@act(Acts.VERIFY_AUDIT)
def record_verification(*, by: Actor, holds: bool, events: int, sealed: int) -> int:
    """Note that the inspector had the whole trail checked, with the answer; return the event's number."""
    _must_inspect(by)
    label = _("Jejak diperiksa")
    return record(subject="audit:trail", label=label, holds=holds, events=events, sealed=sealed)


@act(Acts.EXPORT_EVIDENCE)
def record_export(*, by: Actor, subject: str, documents: int, events: int) -> int:
    """Note that a bundle of evidence was handed out, about what and how much; return the event's number."""
    _must_inspect(by)
    return record(
        subject=subject,
        label=_("Berkas bukti dikeluarkan"),
        acting_for=_letters(by),
        documents=documents,
        events=events,
    )
