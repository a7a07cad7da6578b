"""Writes: publishing a regulation."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from office.acts.core import Conflict, Invalid, NotAllowed, ensure
from office.acts.services import act, record
from office.audit import clock
from office.audit.core import Actor
from office.regulations.acts import Acts
from office.regulations.core import Regulation as Rules
from office.regulations.core import RegulationError, parse
from office.regulations.models import Regulation


class FaultyRegulation(Invalid):
    """The file is no regulation; the message names every key and what was expected."""


class AlreadyPublished(Conflict):
    """The same instrument already stands, with another text, from the same day."""


class NotTheServer(NotAllowed):
    """A person tried to publish."""


@dataclass(frozen=True)
class PublishedRegulation:
    """What was published: the row and the hash results will name."""

    regulation_id: int
    """The row."""
    sha256: str
    """Hash of the file."""
    new: bool
    """False when the same file stood already."""


@act(Acts.PUBLISH_REGULATION)
def publish_regulation(*, by: Actor, toml_bytes: bytes) -> PublishedRegulation:
    """Return the published regulation; the same file again is the same regulation.

    Raises FaultyRegulation naming every fault, AlreadyPublished for another text of the same
    instrument and day (an amendment has its own number or day), NotTheServer for a person: until
    publication has a ladder of its own, it is an administrator's command on the server.
    """
    ensure(
        by.part,
        NotTheServer(_("Peraturan diumumkan administrator lewat baris perintah di server.")),
    )
    rules = _readable(toml_bytes)
    known = Regulation.objects.filter(
        Q(sha256=rules.sha256) | Q(instrument=rules.instrument, valid_from=rules.valid_from)
    ).first()
    if known is not None and known.sha256 != rules.sha256:
        raise AlreadyPublished(
            _(
                "%(instrument)s sudah diumumkan dengan isi lain. Terbitkan perubahan dengan nomor atau tanggal baru."
            )
            % {"instrument": rules.instrument}
        )
    row = known or _insert(rules)
    record(
        subject=f"regulation:{row.pk}",
        label=rules.instrument,
        sha256=rules.sha256,
        valid_from=rules.valid_from.isoformat(),
        sections=sorted(rules.sections),
        new=known is None,
    )
    return PublishedRegulation(row.pk, rules.sha256, new=known is None)


def _readable(toml_bytes: bytes) -> Rules:
    try:
        return parse(toml_bytes)
    except RegulationError as error:
        raise FaultyRegulation(
            _("Peraturan belum dapat diumumkan. %(faults)s") % {"faults": error}
        ) from None


def _insert(rules: Rules) -> Regulation:
    return Regulation.objects.create(
        instrument=rules.instrument,
        title=rules.title,
        valid_from=rules.valid_from,
        sections=sorted(rules.sections),
        sha256=rules.sha256,
        text=rules.text,
        published_at=clock.now(),
    )
