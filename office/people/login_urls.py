"""Addresses of signing in: the few of allauth's that this site offers, in Indonesian."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import path

from office.people.views import api_keys

urlpatterns = [
    path("masuk/", account.login, name="account_login"),
    path("masuk/kode/", mfa.authenticate, name="mfa_authenticate"),
    path("masuk/ditutup/", account.account_inactive, name="account_inactive"),
    path("masuk/ulang/", account.reauthenticate, name="account_reauthenticate"),
    path("masuk/ulang/kode/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("keluar/", account.logout, name="account_logout"),
    path("akun/sandi/", account.password_change, name="account_change_password"),
    path("akun/autentikator/", mfa.index, name="mfa_index"),
    path("akun/autentikator/aktifkan/", totp.activate_totp, name="mfa_activate_totp"),
    path("akun/autentikator/lepas/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("akun/kode-cadangan/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "akun/kode-cadangan/buat/",
        recovery.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "akun/kode-cadangan/unduh/",
        recovery.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("akun/kunci-api/", api_keys.keys, name="api_keys"),
    path("akun/kunci-api/<int:key_id>/cabut/", api_keys.revoke, name="api_key_revoke"),
]
