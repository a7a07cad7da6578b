"""`fsck` finds every hurt to a signed document, and nothing in a sound archive."""

import pytest
from django.core.management import call_command
from django.db import connection

from office.archive import services as archive
from signing import handlers, intents, production, services
from signing.invariants import invariants
from signing.models import Consent, DocumentFile, RegisterBook, Signature


def offenders(code: str) -> list[str]:
    return [line for one in invariants() if one.code == code for line in one.check()[1]]


def test_a_sound_archive_has_no_offender(signed, prepare, budi):
    budi.intend(prepare(revision=2).document_id, "L1a")
    counted = {one.code: one.check() for one in invariants()}
    assert all(not found for _count, found in counted.values())
    assert counted["I5"][0] == 4
    assert counted["I1"][0] == 2


def test_changed_bytes_are_found(signed):
    path = archive.path_of(signed.sha256)
    content = bytearray(path.read_bytes())
    content[-30] ^= 1
    path.unlink()
    path.write_bytes(content)
    assert "hash tidak sama" in offenders("I5")[0]


def test_a_missing_file_is_found(signed):
    archive.path_of(signed.sha256).unlink()
    assert "tidak ada di arsip" in offenders("I5")[0]


def test_a_file_exchanged_together_with_its_row_is_found(signed, prepare, budi):
    """Whoever changes hash and bytes alike still has no signature over them."""
    forged = archive.read(signed.sha256)[:-20] + b" " * 20
    DocumentFile.objects.filter(sha256=signed.sha256).update(
        sha256=archive.put(forged), size=len(forged)
    )
    assert offenders("I5")


def test_a_signature_without_file_is_found(signed):
    DocumentFile.objects.filter(document_id=signed.id, n=2).delete()
    assert offenders("I1")


def test_an_overused_consent_and_a_lost_number_are_found(signed, prepare):
    prepare(code="spm", revision=3)
    Consent.objects.update(used=0)
    RegisterBook.objects.update(last=9)
    assert offenders("S1")
    assert offenders("S2")


@pytest.mark.parametrize(
    "change", [{"seat": "position:9"}, {"nonce": "00"}, {"sha256s": ["00" * 32]}]
)
def test_a_consent_rewritten_after_the_fact_is_found(prepare, budi, change):
    consent_id = budi.consent(prepare().sha256)
    assert not offenders("S1")
    Consent.objects.filter(pk=consent_id).update(**change)
    assert offenders("S1") == [f"persetujuan {consent_id}"]


def test_a_consent_carries_the_signature_of_the_key_it_opened(prepare, budi, citra):
    prepared, key = prepare(), budi.key()
    opened = services.open_consent(
        by=budi.by, seat="position:1", sha256s=[prepared.sha256], seconds=300, signer=key
    )
    assert not offenders("S1")
    row = Consent.objects.get(pk=opened.consent_id)
    assert row.assertion["certificate"] == key.certificate_id
    row.assertion["certificate"] = citra.key().certificate_id
    row.save()
    assert offenders("S1")


@pytest.mark.django_db(transaction=True)
def test_the_sweep_removes_what_no_live_claim_needs(prepare, budi):
    first, second = prepare(), prepare(revision=2)
    lapsed = budi.intend(first.document_id, "L1a")
    production.produce_signature(lapsed, budi.key())
    kept = intents.read(lapsed)
    services.lapse_signature(by=budi.by, signature_id=lapsed, reason="uji")
    intents.path_of(lapsed).write_bytes(kept)  # the process died before it could tidy up
    live = budi.intend(second.document_id, "L1a")
    production.produce_signature(live, budi.key())
    handlers.sweep_intents("periodic", {})
    assert list(intents.pending()) == [live]


def test_signing_costs_few_queries(prepare, budi, django_assert_max_num_queries):
    """4,000 signatures a demo: T1, production and T2 together stay small."""
    prepared = prepare()
    consent_id, key = budi.consent(prepared.sha256), budi.key()
    with django_assert_max_num_queries(34):
        signature_id = budi.intend(prepared.document_id, "L1a", consent_id=consent_id)
        sha256 = production.produce_signature(signature_id, key)
        services.store_signature(by=budi.by, signature_id=signature_id, sha256=sha256)
    assert Signature.objects.get(pk=signature_id).state == "stored"


def test_no_migration_is_missing(db):
    call_command("makemigrations", "signing", "--check", "--dry-run", verbosity=0)
    assert connection.introspection.table_names()
