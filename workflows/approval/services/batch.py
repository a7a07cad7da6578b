"""Signing one or many documents under one step-up."""

from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from office.acts.core import Problem, ensure
from office.audit import clock
from office.audit.context import carry
from office.audit.core import Actor, Secret
from office.regulations.selectors import in_force
from signing.keys import UnlockedKey, unlock
from signing.production import produce_signature
from signing.services import open_consent
from workflows.approval.core import Pick, SignProgress, Verb
from workflows.approval.errors import BeingSigned, NothingPicked, NotYourSeat
from workflows.approval.selectors import Signable, made_by_key, signable
from workflows.approval.services.deciding import decide
from workflows.approval.services.signing import claim_decision, complete_decision, lapse_decision


def sign_batch(
    *, by: Actor, picks: Sequence[Pick], passphrase: Secret, note: str = ""
) -> Iterator[SignProgress]:
    """Open the key and one consent per seat at once, then return an iterator that signs one document per step.

    Raises before anything is signed: NothingPicked, WrongPassphrase, TooManyTries, NoCertificate. What goes wrong with
    one document is told in its SignProgress and stops no other. Each document is a pair of acts; closing the iterator
    stops between documents, and the rest stays on the desk.
    """
    chosen = list({pick.step_id: pick for pick in picks}.values())
    limits = in_force("sign", clock.today())
    ensure(chosen, NothingPicked(_("Pilih paling sedikit satu dokumen.")))
    too_many = ngettext(
        "Sekali tanda tangan paling banyak %(count)s dokumen.",
        "Sekali tanda tangan paling banyak %(count)s dokumen.",
        limits.max_batch,
    )
    ensure(len(chosen) <= limits.max_batch, NothingPicked(too_many % {"count": limits.max_batch}))
    if by.employee_id is None:
        raise NotYourSeat(_("Keputusan diambil oleh pejabat, bukan oleh sistem."))
    ready = signable([pick.step_id for pick in chosen], by)
    key = unlock(by.employee_id, passphrase)
    consents = _consents(by, ready.values(), limits.consent_seconds)
    return carry(_documents(_Batch(by, ready, consents, key, note), chosen))


def _consents(by: Actor, ready: Iterable[Signable], seconds: int) -> dict[str, int]:
    """Open one consent per seat over the documents to be signed for it; return their rows by seat."""
    by_seat: dict[str, list[str]] = defaultdict(list)
    for one in ready:
        if one.base_sha256:
            by_seat[one.seat].append(one.base_sha256)
    return {
        seat: open_consent(by=by, seat=seat, sha256s=shas, seconds=seconds).consent_id
        for seat, shas in by_seat.items()
    }


@dataclass(frozen=True, slots=True)
class _Batch:
    """What all documents of a batch share."""

    by: Actor
    ready: Mapping[int, Signable]
    consents: Mapping[str, int]
    key: UnlockedKey
    note: str


def _documents(batch: _Batch, picks: Sequence[Pick]) -> Generator[SignProgress, None, None]:
    for index, pick in enumerate(picks, start=1):
        try:
            message, sha256 = _one(batch, pick)
        except Problem as problem:
            yield SignProgress(
                index, len(picks), pick.step_id, ok=False, message=str(problem.message)
            )
        else:
            yield SignProgress(
                index, len(picks), pick.step_id, ok=True, message=message, document_sha=sha256
            )


def _one(batch: _Batch, pick: Pick) -> tuple[str, str]:
    """Sign or approve one document; return what to tell and the signed file's hash."""
    if made_by_key(batch.by, pick.key) is not None:
        return _("Sudah ditandatangani."), ""
    ready = batch.ready.get(pick.step_id)
    if ready is None or not ready.base_sha256:
        # Not open on this desk, or a level without a document: the door itself says which, or approves.
        decide(
            by=batch.by,
            step_id=pick.step_id,
            choice=Verb.APPROVE,
            revision_sha=pick.revision_sha,
            note=batch.note,
            key=pick.key,
        )
        return _("Disetujui."), ""
    return _("Ditandatangani."), _signed(batch, pick, ready)


def _signed(batch: _Batch, pick: Pick, ready: Signable) -> str:
    claim = claim_decision(
        by=batch.by,
        step_id=pick.step_id,
        revision_sha=pick.revision_sha,
        consent_id=batch.consents[ready.seat],
        base_sha256=ready.base_sha256,
        decision_key=pick.key,
        note=batch.note,
    )
    message = _(
        "Dokumen ini sedang ditandatangani lewat permintaan Anda yang lain. Tunggu sebentar lalu muat ulang."
    )
    ensure(claim.is_new, BeingSigned(message))
    try:
        sha256 = produce_signature(claim.signature_id, batch.key)
    except Problem:
        lapse_decision(by=batch.by, decision_id=claim.decision_id, reason="not produced")
        raise
    complete_decision(by=batch.by, decision_id=claim.decision_id, sha256=sha256, key=pick.key)
    return sha256
