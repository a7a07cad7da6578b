"""Logins and their second factor."""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from office.acts.core import ensure
from office.acts.services import act, record
from office.audit import clock
from office.audit.core import Actor, Secret
from office.people.acts import Acts
from office.people.models import Account, Employee
from office.people.problems import BadPerson, NoSuchPerson, Overlap
from office.people.selectors._rows import person_card
from office.people.services._common import ensure_manages_people, locked_employee

PASSWORD_SHORTEST = 10


@act(Acts.CREATE_ACCOUNT)
def create_account(*, by: Actor, employee_id: int, password: Secret, email: str = "") -> int:
    """Return the id of a new login by NIP.

    Raises BadPerson for a password under ten characters, Overlap if the person has one, NoSuchPerson,
    NotYoursToManage.
    """
    ensure_manages_people(by)
    employee = locked_employee(employee_id)
    ensure(
        len(password.reveal()) >= PASSWORD_SHORTEST,
        BadPerson(
            _("Kata sandi terlalu pendek: paling sedikit 10 huruf."),
            password=_("Paling sedikit 10 huruf."),
        ),
    )
    ensure(
        not Account.objects.filter(employee=employee).exists(),
        Overlap(_("Pegawai ini sudah memiliki akun.")),
    )
    account = Account(nip=employee.nip, employee=employee, email=email, date_joined=clock.now())
    account.set_password(password.reveal())
    account.save()
    _record(employee, account)
    return account.pk


@act(Acts.CLOSE_ACCOUNT)
def close_account(*, by: Actor, employee_id: int) -> None:
    """Close a login at once; running sessions end with their next request. Raises NoSuchPerson, NotYoursToManage."""
    ensure_manages_people(by)
    account = _locked_account(employee_id)
    account.is_active = False
    account.save(update_fields=["is_active"])
    _record(locked_employee(employee_id), account)


@act(Acts.ENROL_TOTP)
def enrol_totp(*, by: Actor, employee_id: int) -> Secret:
    """Return the base32 secret of a new authenticator for a person's login; an earlier one is replaced.

    The secret is shown once, to whoever hands it over. Raises NoSuchPerson, NotYoursToManage.
    """
    ensure_manages_people(by)
    account = _locked_account(employee_id)
    Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).delete()
    secret = Secret(generate_totp_secret())
    TOTP.activate(account, secret.reveal())
    _record(locked_employee(employee_id), account)
    return secret


@act(Acts.CHANGE_EMAIL)
def change_email(*, by: Actor, email: str) -> None:
    """Store the actor's own e-mail address, empty for none. Raises NoSuchPerson without an account, BadPerson."""
    if email:
        try:
            validate_email(email)
        except ValidationError:
            message = _("Alamat e-mail ini tidak lengkap.")
            raise BadPerson(message, email=message) from None
    account = _locked_account(by.employee_id or 0)
    account.email = email
    account.save(update_fields=["email"])
    record(subject=f"account:{account.pk}", employee=by.ref, personal={"email": email})


@act(Acts.SIGN_IN)
def record_sign_in(*, by: Actor) -> None:
    """Leave in the trail that a person signed in, with the address of the request."""
    record(subject=f"account:{by.account_id}", employee=by.ref)


@act(Acts.FAIL_SIGN_IN)
def record_failed_sign_in(*, by: Actor, account_id: int | None, how: str, is_last: bool) -> None:
    """Leave in the trail that a sign-in failed: at which login, if there is one, and at `password` or `code`.

    What was typed enters in no form: an unknown NIP may be a password in the wrong field. `is_last` says that
    further failures of this minute are left out.
    """
    subject = f"account:{account_id}" if account_id else "account:unknown"
    record(subject=subject, how=how, is_last=is_last)


@act(Acts.CHANGE_SIGN_IN)
def record_sign_in_change(*, by: Actor, what: str) -> None:
    """Leave in the trail that a person changed how he or she signs in, such as `password_changed`."""
    record(subject=f"account:{by.account_id}", employee=by.ref, what=what)


def _locked_account(employee_id: int) -> Account:
    account = Account.objects.select_for_update().filter(employee_id=employee_id).first()
    if account is None:
        raise NoSuchPerson(_("Pegawai ini belum memiliki akun."))
    return account


def _record(employee: Employee, account: Account) -> None:
    record(
        subject=f"account:{account.pk}",
        label=person_card(employee).full_name,
        employee=f"employee:{employee.pk}",
    )
