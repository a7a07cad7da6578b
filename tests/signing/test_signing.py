"""From a prepared document to two signatures, and what is refused on the way."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from office.archive import services as archive
from office.audit import clock
from office.audit.core import Actor
from office.audit.models import Event
from signing import intents, production, services
from signing.core import (
    AlreadySigning,
    BadContent,
    CannotProduce,
    ConsentClosed,
    FieldSpec,
    NoCertificate,
    NotInConsent,
    SignatureGone,
    SigningConflict,
)
from signing.models import Document, Signature
from signing.selectors import document

from .conftest import CONTENT, FIELDS, Hand


def test_two_signatures_make_two_files_each_the_beginning_of_the_next(signed, office):
    row = Document.objects.get(pk=signed.id)
    files = [archive.read(file.sha256) for file in row.files.order_by("n")]
    assert [file.n for file in row.files.order_by("n")] == [0, 1, 2]
    assert files[1].startswith(files[0])
    assert files[2].startswith(files[1])
    assert [card.signer_id for card in signed.signatures] == [office.budi, office.citra]
    assert all(card.state == "stored" for card in signed.signatures)
    assert signed.signatures[-1].sha256 == signed.sha256


def test_the_signing_time_is_the_audit_clock(signed):
    late = [card.signed_at for card in signed.signatures]
    assert all(abs(clock.now() - moment) < timedelta(minutes=1) for moment in late)


def test_each_act_leaves_its_event(signed):
    acts = list(Event.objects.order_by("id").values_list("act", flat=True))
    for name in ("prepare_document", "open_consent", "intend_signature", "store_signature"):
        assert f"signing.{name}" in acts


def test_a_revision_has_a_document_of_a_code_once(prepare):
    prepare()
    with pytest.raises(SigningConflict):
        prepare()
    assert prepare(revision=2).document_id


def test_register_numbers_leave_no_gap(prepare):
    fields = [FieldSpec("L1a", "head", "Pengguna Anggaran", locks=True)]
    numbers = [
        prepare(code="spm", revision=revision, fields=fields).number for revision in (1, 2, 3)
    ]
    with pytest.raises(BadContent):
        prepare(code="spm", revision=4, fields=fields, content=CONTENT | {"notes": ["日本"]})
    numbers.append(prepare(code="spm", revision=5, fields=fields).number)
    assert numbers == [f"{n:04d}/SPM/KOMINFO/2026" for n in (1, 2, 3, 4)]


def test_a_daily_report_carries_no_register_number(prepare):
    assert prepare().number == ""


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"agency": ""}, "agency"),
        ({"date": "3 Agustus 2026"}, "Tanggal"),
        ({"colour": "red"}, "colour"),
        ({"rows": [["satu"]]}, "sel"),
        ({"facts": [["hanya label"]]}, "facts"),
        ({"amount": "Rp1"}, "amount"),
        ({"columns": [{"title": "x", "width": "panic()"}]}, "columns"),
    ],
)
def test_content_that_would_not_print_is_refused(prepare, change, word):
    with pytest.raises(BadContent, match=word):
        prepare(content=CONTENT | change)


def test_only_the_last_box_locks(prepare):
    with pytest.raises(BadContent):
        prepare(fields=[FieldSpec("L1a", "head", "Kepala", locks=True), FIELDS[0]])


def test_nobody_signs_while_another_signs(prepare, budi, citra):
    prepared = prepare()
    budi.intend(prepared.document_id, "L1a")
    with pytest.raises(AlreadySigning, match="Budi Santoso"):
        citra.intend(prepared.document_id, "L2a")


def test_the_locking_box_waits_for_the_others(prepare, citra):
    with pytest.raises(SigningConflict, match="mengunci"):
        citra.intend(prepare().document_id, "L2a")


def test_a_box_is_signed_once(prepare, budi):
    prepared = prepare()
    budi.sign(prepared.document_id, "L1a")
    with pytest.raises(SigningConflict, match="sudah ditandatangani"):
        budi.intend(prepared.document_id, "L1a")


def test_the_document_seen_is_the_document_signed(prepare, budi, citra):
    prepared = prepare()
    budi.sign(prepared.document_id, "L1a")
    with pytest.raises(SigningConflict, match="sudah berubah"):
        citra.intend(
            prepared.document_id,
            "L2a",
            base_sha256=prepared.sha256,
            consent_id=citra.consent(prepared.sha256),
        )


def test_a_consent_opens_only_what_it_names(prepare, budi):
    prepared, other = prepare(), prepare(revision=2)
    with pytest.raises(NotInConsent):
        budi.intend(prepared.document_id, "L1a", consent_id=budi.consent(other.sha256))


def test_a_consent_is_burnt_by_use(prepare, budi):
    prepared = prepare()
    consent_id = budi.consent(prepared.sha256)
    signature_id = budi.intend(prepared.document_id, "L1a", consent_id=consent_id)
    services.lapse_signature(by=budi.by, signature_id=signature_id, reason="uji")
    with pytest.raises(ConsentClosed):
        budi.intend(prepared.document_id, "L1a", consent_id=consent_id)
    assert budi.intend(prepared.document_id, "L1a")


def test_a_consent_ends_with_its_time(prepare, budi, at):
    prepared = prepare()
    consent_id = budi.consent(prepared.sha256, seconds=60)
    at(2026, 8, 3, 8, 5)
    with pytest.raises(ConsentClosed, match="Waktu"):
        budi.intend(prepared.document_id, "L1a", consent_id=consent_id)


def test_a_consent_serves_its_own_signer(prepare, budi, gita):
    prepared = prepare()
    with pytest.raises(Exception, match="bukan milik Anda"):
        gita.intend(prepared.document_id, "L1a", consent_id=budi.consent(prepared.sha256))


def test_a_consent_names_documents_of_ours(budi):
    with pytest.raises(NotInConsent):
        budi.consent("0" * 64)


def test_without_certificate_nobody_consents(prepare, office):
    prepared = prepare()
    with pytest.raises(NoCertificate):
        Hand(office.ani).consent(prepared.sha256)


def test_an_expired_claim_is_not_produced(prepare, budi, at):
    signature_id = budi.intend(prepare().document_id, "L1a")
    key = budi.key()
    at(2026, 8, 3, 8, 30)
    with pytest.raises(SignatureGone, match="habis"):
        production.produce_signature(signature_id, key)


def test_a_lapsed_claim_is_neither_produced_nor_stored(prepare, budi):
    signature_id = budi.intend(prepare().document_id, "L1a")
    sha256 = production.produce_signature(signature_id, budi.key())
    services.lapse_signature(by=Actor.system("approval"), signature_id=signature_id, reason="habis")
    with pytest.raises(SignatureGone):
        services.store_signature(by=budi.by, signature_id=signature_id, sha256=sha256)
    with pytest.raises(SignatureGone):
        production.produce_signature(signature_id, budi.key())


def test_another_persons_key_does_not_sign(prepare, budi, gita):
    signature_id = budi.intend(prepare().document_id, "L1a")
    with pytest.raises(CannotProduce, match="bukan kunci"):
        production.produce_signature(signature_id, gita.key())
    assert intents.read(signature_id) is None


def test_only_this_signature_is_stored(prepare, budi):
    first, second = prepare(), prepare(revision=2)
    other = budi.intend(second.document_id, "L1a")
    foreign = production.produce_signature(other, budi.key())
    signature_id = budi.intend(first.document_id, "L1a")
    for sha256 in (foreign, first.sha256, "0" * 64):
        with pytest.raises(CannotProduce):
            services.store_signature(by=budi.by, signature_id=signature_id, sha256=sha256)
    assert document(first.document_id).n == 0


@pytest.mark.parametrize("hurt", ["gone", "changed"])
def test_a_hurt_base_is_not_signed(prepare, budi, hurt):
    prepared = prepare()
    signature_id, path = budi.intend(prepared.document_id, "L1a"), archive.path_of(prepared.sha256)
    content = path.read_bytes()
    path.unlink()
    if hurt == "changed":
        path.write_bytes(content + b" ")
    with pytest.raises(CannotProduce, match="hilang atau rusak"):
        production.produce_signature(signature_id, budi.key())


def test_a_revoked_certificate_signs_nothing(prepare, budi):
    signature_id = budi.intend(prepare().document_id, "L1a")
    key = budi.key()
    services.revoke_certificate(by=budi.by, certificate_id=key.certificate_id, reason="hilang")
    with pytest.raises(CannotProduce, match="Sertifikat"):
        production.produce_signature(signature_id, key)
    with pytest.raises(NoCertificate):
        budi.key()


def test_the_database_refuses_a_second_live_signature_on_a_field(prepare, budi):
    prepared = prepare()
    row = Signature.objects.get(pk=budi.intend(prepared.document_id, "L1a"))
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_a_document_with_one_box_is_certified_and_locked_at_once(prepare, budi):
    prepared = prepare(fields=[FieldSpec("L1a", "head", "Pengguna Anggaran", locks=True)])
    card = budi.sign(prepared.document_id, "L1a")
    pdf = archive.read(card.sha256)
    assert b"/DocMDP" in pdf
    assert b"/P 1" in pdf


@pytest.mark.django_db(transaction=True)
def test_what_was_flushed_before_a_crash_is_found_and_stored(prepare, budi):
    signature_id = budi.intend(prepare().document_id, "L1a")
    assert production.finished_intent(signature_id) is None
    sha256 = production.produce_signature(signature_id, budi.key())
    archive.path_of(sha256).unlink()  # the crash came after the flush, before the link
    assert production.finished_intent(signature_id) == sha256
    stored = services.store_signature(
        by=Actor.system("approval.finish_signature"), signature_id=signature_id, sha256=sha256
    )
    assert (stored.n, stored.sha256) == (1, sha256)
    assert intents.read(signature_id) is None


def test_a_torn_intent_is_no_signature(prepare, budi):
    signature_id = budi.intend(prepare().document_id, "L1a")
    production.produce_signature(signature_id, budi.key())
    whole = intents.read(signature_id)
    for torn in (b"", whole[: len(whole) // 2], whole[:-1], whole[:-200] + bytes(200)):
        intents.path_of(signature_id).write_bytes(torn)
        assert production.finished_intent(signature_id) is None
