"""A key opens with its passphrase, five tries in fifteen minutes, and the passphrase is nowhere else."""

import pickle
import stat
import threading
import traceback
from pathlib import Path

import pytest
from cryptography import x509
from django.db import connection, connections

from office.acts.core import NotAllowed
from office.audit import clock
from office.audit.core import Actor, Secret
from office.audit.models import Event
from office.notices.models import Notice
from signing import keys
from signing.core import NoCertificate, SigningProblem, TooManyTries, WrongPassphrase
from signing.keys import store
from signing.models import Certificate, PassphraseGuard
from signing.selectors import certificate_now, certificates_of, live_certificate
from signing.services.certificates import revoke_certificate, take_passphrase_try

from .conftest import PASSPHRASE

WRONG = "bukan-frasa-sandinya"


def try_wrong(employee_id: int) -> None:
    with pytest.raises(WrongPassphrase):
        keys.unlock(employee_id, Secret(WRONG))


def test_the_right_passphrase_opens_the_key_of_the_live_certificate(office):
    key = keys.unlock(office.budi, Secret(PASSPHRASE))
    assert key.certificate_id == certificate_now(office.budi).id
    assert key.chain[0].issuer == keys.authority_certificate().subject
    key.chain[0].verify_directly_issued_by(keys.authority_certificate())


def test_a_wrong_passphrase_says_what_to_do_and_shows_no_secret(office):
    with pytest.raises(WrongPassphrase, match="Frasa sandi salah") as caught:
        keys.unlock(office.budi, Secret(WRONG))
    assert caught.value.fields["passphrase"]
    frames = "".join(
        str(frame.f_locals) for frame, _line in traceback.walk_tb(caught.value.__traceback__)
    )
    assert WRONG not in frames + "".join(traceback.format_exception(caught.value))
    assert caught.value.__context__ is None


def test_an_open_key_shows_and_pickles_nothing(budi):
    key = budi.key()
    assert repr(key) == f"kunci pegawai {budi.employee_id}"
    with pytest.raises(TypeError):
        pickle.dumps(key)


def test_after_five_wrong_tries_even_the_right_passphrase_waits(office):
    for _try in range(5):
        try_wrong(office.budi)
    with pytest.raises(TooManyTries, match="menit"):
        keys.unlock(office.budi, Secret(PASSPHRASE))


def test_the_lock_opens_after_fifteen_minutes(office, at):
    for _try in range(5):
        try_wrong(office.budi)
    at(2026, 8, 3, 8, 16)
    assert keys.unlock(office.budi, Secret(PASSPHRASE))


def test_right_passphrases_use_up_no_try_and_wrong_ones_stay_counted(office):
    try_wrong(office.budi)
    for _try in range(6):
        assert keys.unlock(office.budi, Secret(PASSPHRASE))
    assert len(PassphraseGuard.objects.get(employee_id=office.budi).tries) == 1


def test_the_holder_is_told_of_a_last_try_and_of_a_revoked_certificate(office):

    for _ in range(4):
        take_passphrase_try(by=Actor.person(office.budi))
    assert not Notice.objects.exists()
    take_passphrase_try(by=Actor.person(office.budi))
    own = live_certificate(office.budi, clock.now())
    revoke_certificate(by=Actor.person(office.budi), certificate_id=own.pk, reason="hilang")
    told = list(Notice.objects.values_list("employee_id", "kind", "link").order_by("pk"))
    assert told == [(office.budi, "signing", "/dokumen/sertifikat-saya/")] * 2


def test_one_persons_tries_do_not_lock_another(office):
    for _try in range(5):
        try_wrong(office.budi)
    assert keys.unlock(office.citra, Secret(PASSPHRASE))


@pytest.mark.django_db(transaction=True)
def test_parallel_tries_are_five_in_all(office):
    outcomes: list[type] = []
    start = threading.Barrier(12)

    def guess() -> None:
        start.wait()
        try:
            keys.unlock(office.budi, Secret(WRONG))
        except SigningProblem as problem:
            outcomes.append(type(problem))
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=guess) for _number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (
        sorted(kind.__name__ for kind in outcomes) == ["TooManyTries"] * 7 + ["WrongPassphrase"] * 5
    )


def test_without_certificate_there_is_nothing_to_open(office):
    with pytest.raises(NoCertificate):
        keys.unlock(office.ani, Secret(PASSPHRASE))


def test_nobody_makes_a_key_for_somebody_else(office):
    for by in (Actor.person(office.citra), Actor.public()):
        with pytest.raises(NotAllowed):
            keys.issue_certificate(by=by, employee_id=office.budi, passphrase=Secret(PASSPHRASE))
    assert len(certificates_of(office.budi)) == 1


def test_a_short_passphrase_is_refused_at_its_place(office):
    with pytest.raises(SigningProblem, match="12 karakter") as caught:
        keys.issue_certificate(
            by=Actor.person(office.ani), employee_id=office.ani, passphrase=Secret("pendek")
        )
    assert caught.value.fields["passphrase"]
    assert certificate_now(office.ani) is None


def test_a_new_certificate_replaces_the_old_and_the_old_stays_known(office):
    old = certificate_now(office.budi)
    new = keys.issue_certificate(
        by=Actor.person(office.budi),
        employee_id=office.budi,
        passphrase=Secret("frasa-sandi-baru-2026"),
    )
    assert certificate_now(office.budi) == new
    assert [card.id for card in certificates_of(office.budi)] == [new.id, old.id]
    try_wrong(office.budi)
    assert keys.unlock(office.budi, Secret("frasa-sandi-baru-2026")).certificate_id == new.id


def test_key_files_are_pbes2_with_the_promised_rounds_and_private(office, settings, tmp_path):
    settings.KEY_ROUNDS = store.ROUNDS
    card = keys.issue_certificate(
        by=Actor.person(office.ani), employee_id=office.ani, passphrase=Secret(PASSPHRASE)
    )
    path = store.path_of(Certificate.objects.get(pk=card.id).key_name)
    content = path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert bytes.fromhex("06092a864886f70d01050d") in content  # PBES2
    assert bytes.fromhex("060960864801650304012a") in content  # AES-256-CBC
    assert content.count((600_000).to_bytes(3, "big")) >= 2
    assert stat.S_IMODE((Path(settings.VAR_DIR) / "ca" / "authority.pem").stat().st_mode) == 0o600


def test_certificates_say_they_are_not_certified(office):
    card = certificate_now(office.budi)
    assert card.certified is False
    assert "tidak tersertifikasi" in card.issuer
    loaded = x509.load_pem_x509_certificate(Certificate.objects.get(pk=card.id).pem.encode())
    usage = loaded.extensions.get_extension_for_class(x509.KeyUsage).value
    assert usage.digital_signature
    assert usage.content_commitment
    assert not usage.key_cert_sign


def test_the_passphrase_is_in_no_row_and_no_file(signed, office, settings):
    try_wrong(office.budi)
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            assert not any(
                word in str(row) for row in cursor.fetchall() for word in (PASSPHRASE, WRONG)
            )
    files = [path for path in Path(settings.VAR_DIR).rglob("*") if path.is_file()]
    assert files
    assert not any(
        word.encode() in path.read_bytes() for path in files for word in (PASSPHRASE, WRONG)
    )


def test_each_try_and_each_opening_is_an_event(office):
    before = Event.objects.count()
    try_wrong(office.budi)
    keys.unlock(office.budi, Secret(PASSPHRASE))
    acts = list(Event.objects.order_by("id").values_list("act", flat=True))[before:]
    assert acts == ["signing.take_passphrase_try"] * 2 + ["signing.open_key"]
