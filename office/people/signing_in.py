"""Login by NIP: the backend, and what allauth asks of us. Sessions and TOTP count real time."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from office.audit.locking import box
from office.people import failures, services
from office.people.middleware import actor_of
from office.people.models import Account
from office.people.selectors.api_keys import may_sign_in


class NipBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    """Password login by NIP for people in service; a closed account or ended service ends running sessions too."""

    def user_can_authenticate(self, user: Account) -> bool:
        """Return whether the account is open and its person still serves today."""
        return may_sign_in(user)

    def get_user(self, user_id: int) -> Account | None:
        """Return the account of a session with its person, in one query; None once it may not sign in."""
        account = Account.objects.select_related("employee").filter(pk=user_id).first()
        return account if account and self.user_can_authenticate(account) else None


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """No sign-up, messages in our words, and every sign-in in the trail."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Akun ini sudah ditutup. Hubungi pengelola kepegawaian."),
        "enter_current_password": _("Isi kata sandi Anda yang sekarang."),
        "incorrect_code": _("Kode tidak cocok. Pakai kode terbaru di aplikasi autentikator Anda."),
        "incorrect_password": _("Kata sandi tidak cocok."),
        "invalid_login": _("NIP atau kata sandi tidak cocok. Periksa keduanya, lalu coba lagi."),
        "rate_limited": _("Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi."),
        "too_many_login_attempts": _(
            "Terlalu banyak percobaan masuk. Tunggu lima menit, lalu coba lagi."
        ),
        "username_password_mismatch": _(
            "NIP atau kata sandi tidak cocok. Periksa keduanya, lalu coba lagi."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's call
        """Return False: accounts are made by personnel, from the roll of employees."""
        return False

    def post_login(self, request: HttpRequest, user: Account, **details: Any) -> HttpResponse:
        """Return allauth's answer after the sign-in has entered the trail."""
        services.record_sign_in(by=actor_of(user))
        answer: HttpResponse = super().post_login(request, user, **details)
        return answer

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ARG002 - allauth's call
        """Note a failed password in the trail, as often as the bounds allow."""
        account = Account.objects.filter(nip=str(credentials.get("username", ""))[:18]).first()
        failures.note(account, "password")

    def send_notification_mail(
        self, template_prefix: str, user: Account, *_: Any, **__: Any
    ) -> None:
        """Note a changed password or second factor in the trail; staff have no mailbox here."""
        services.record_sign_in_change(by=actor_of(user), what=template_prefix.rpartition("/")[2])

    def add_message(self, *_: Any, **__: Any) -> None:
        """Say nothing: the page that follows shows that it worked."""


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Keeps authenticator secrets encrypted in the database, by a key derived from SECRET_KEY."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Kode tidak cocok. Pakai kode terbaru di aplikasi autentikator Anda."),
        "cannot_delete_authenticator": _("Autentikator ini tidak dapat dilepas."),
        "cannot_generate_recovery_codes": _(
            "Aktifkan dulu aplikasi autentikator, baru buat kode cadangan."
        ),
    }

    def encrypt(self, text: str) -> str:
        """Return the secret as it is stored."""
        return box("people.mfa").encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret as it was given."""
        return box("people.mfa").decrypt(encrypted_text.encode()).decode()
