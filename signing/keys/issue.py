"""Give a person a key and a certificate of the test authority."""

import secrets

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from django.utils.translation import gettext as _

from office.acts.core import NotAllowed, ensure
from office.audit import clock
from office.audit.core import Actor, Secret
from office.people import selectors as people
from signing.core import CertificateCard, SigningProblem
from signing.keys import store
from signing.keys.authority import certify
from signing.services.certificates import register_certificate

SHORTEST_PASSPHRASE = 12


def issue_certificate(*, by: Actor, employee_id: int, passphrase: Secret) -> CertificateCard:
    """Make a new key and certificate for an employee; an earlier one is replaced and stays verifiable.

    A person does it for himself or herself only, since nobody else may know the passphrase; the system does it for
    a demo city. Raises SigningProblem for a passphrase under 12 characters. Key and passphrase enter no act: the
    file is written first, then the certificate is registered.
    """
    ensure(
        by.employee_id in {None, employee_id} and (by.part or by.employee_id),
        NotAllowed(_("Sertifikat hanya dapat dibuat oleh pemiliknya sendiri.")),
    )
    ensure(
        len(passphrase.reveal()) >= SHORTEST_PASSPHRASE,
        SigningProblem(
            _("Frasa sandi terlalu pendek: gunakan sedikitnya %d karakter.") % SHORTEST_PASSPHRASE,
            passphrase=_("Sedikitnya %d karakter.") % SHORTEST_PASSPHRASE,
        ),
    )
    person, serial = people.person(employee_id), x509.random_serial_number()
    key = ec.generate_private_key(ec.SECP256R1())
    nip = "" if person.status == "PEJABAT" else person.nip
    certificate = certify(
        name=person.full_name, nip=nip, public_key=key.public_key(), serial=serial, at=clock.now()
    )
    key_name = f"{employee_id}-{secrets.token_hex(8)}"
    store.save(key_name, key, certificate, passphrase)
    return register_certificate(
        by=by,
        employee_id=employee_id,
        key_name=key_name,
        pem=certificate.public_bytes(Encoding.PEM).decode(),
    )
