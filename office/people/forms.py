"""Forms of this room."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from office.acts.core import Problem
from office.people import failures
from office.people.core import MandateKind
from office.people.core.api_keys import LONGEST_NAME, Scope
from office.regulations.core import PROCEDURE_TITLES

SEPARATORS = re.compile(r"[\s.\-]+")
LARGEST_FILE = 10 * 1024 * 1024
LARGEST_RUPIAH = 10**15
SCOPE_WORDS = {
    Scope.REPORTS_READ.value: _("Membaca laporan harian saya"),
    Scope.REPORTS_WRITE.value: _("Menulis, mengajukan, dan menarik laporan harian saya"),
    Scope.DESK_READ.value: _("Membaca meja kerja saya"),
    Scope.DECISIONS_WRITE.value: _("Memutuskan berkas di meja saya tanpa tanda tangan"),
    Scope.DOCUMENTS_READ.value: _("Membaca dokumen yang boleh saya baca"),
    Scope.PEOPLE_READ.value: _("Membaca data saya, dan daftar pegawai bila saya mengelolanya"),
}
"""What each scope lets a key do, in the words of the page."""


class NipLoginForm(LoginForm):  # type: ignore[misc]  # allauth has no types
    """NIP and password; spaces, dots and dashes in the NIP are read over."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(
            label=_("NIP"),
            max_length=30,
            widget=forms.TextInput(
                attrs={"autocomplete": "username", "inputmode": "numeric", "autofocus": True}
            ),
        )
        self.fields["password"].label = _("Kata sandi")
        self.fields["password"].widget.attrs = {"autocomplete": "current-password"}
        self.fields["password"].help_text = ""
        self.order_fields(["login", "password"])

    def clean_login(self) -> str:
        """Return the digits of the NIP."""
        return SEPARATORS.sub("", self.cleaned_data["login"])


class NewPasswordForm(ChangePasswordForm):  # type: ignore[misc]  # allauth has no types
    """The old password and the new one, twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {
            "oldpassword": _("Kata sandi sekarang"),
            "password1": _("Kata sandi baru"),
            "password2": _("Kata sandi baru, sekali lagi"),
        }
        for name, label in words.items():
            self.fields[name].label = label
            self.fields[name].widget.attrs.pop("placeholder", None)


class CodeForm(AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The second factor after the password; a wrong code stands in the trail."""

    def clean_code(self) -> str:
        """Return the code that fits."""
        with failures.noted(self.user, "code"):
            return str(super().clean_code())


class CodeAgainForm(ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The second factor, asked again before it is changed; a wrong code stands in the trail."""

    def clean_code(self) -> str:
        """Return the code that fits."""
        with failures.noted(self.user, "code"):
            return str(super().clean_code())


class PeopleFileForm(forms.Form):
    """The file of an import."""

    file = forms.FileField(
        label=_("Berkas pegawai (CSV atau XLSX)"),
        help_text=_(
            "Kolom mengikuti templat. Tidak ada yang disimpan sebelum Anda memeriksa hasilnya."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"}),
    )

    def clean_file(self) -> UploadedFile[bytes]:
        """Return the file unless it is too large to be a list of employees."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(_("Berkas melebihi 10 MB. Pisahkan per Perangkat Daerah."))
        return file


def _day_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def _offer(form: forms.Form, **choices: dict[int, str]) -> None:
    """Let the fields offer these values with their words."""
    for name, words in choices.items():
        field = form.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(words.items())


def _take(form: forms.Form, problem: Problem) -> None:
    form.add_error(None, problem.message)
    for name, message in problem.fields.items():
        if name in form.fields:
            form.add_error(name, message)


class MandateForm(forms.Form):
    """Who acts for which seat, from when until when."""

    position = forms.TypedChoiceField(label=_("Kursi"), coerce=int)
    kind = forms.ChoiceField(
        label=_("Jenis"),
        choices=[
            (MandateKind.PLH.value, _("Plh. - pejabat berhalangan sementara")),
            (MandateKind.PLT.value, _("Plt. - jabatan kosong")),
            (MandateKind.DELEGATION.value, _("Atas nama - pejabat tetap ikut memutus")),
        ],
    )
    holder = forms.TypedChoiceField(label=_("Penerima mandat"), coerce=int)
    valid_from = forms.DateField(label=_("Mulai"), widget=_day_input())
    valid_until = forms.DateField(
        label=_("Sampai dengan"),
        widget=_day_input(),
        help_text=_("Hari terakhir ikut dihitung; sesudahnya mandat berakhir sendiri."),
    )
    decree = forms.CharField(label=_("Nomor surat"), max_length=120)
    scope = forms.MultipleChoiceField(
        label=_("Hanya untuk prosedur"),
        required=False,
        choices=list(PROCEDURE_TITLES.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Kosongkan bila untuk semua prosedur."),
    )
    limit_rupiah = forms.IntegerField(
        label=_("Paling banyak (rupiah)"), required=False, min_value=0, max_value=LARGEST_RUPIAH
    )

    def __init__(
        self, *args: Any, seats: dict[int, str], people: dict[int, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, position=seats, holder=people)

    def take(self, problem: Problem) -> None:
        """Show a refused act at the place it is about."""
        _take(self, problem)


class LetterForm(forms.Form):
    """Which inspector may read which agencies, over which days, and how long the letter opens them."""

    employee = forms.TypedChoiceField(label=_("Pemeriksa"), coerce=int)
    number = forms.CharField(label=_("Nomor surat tugas"), max_length=120)
    agencies = forms.TypedMultipleChoiceField(
        label=_("Perangkat Daerah yang diperiksa"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Kosongkan bila seluruh kota."),
    )
    first = forms.DateField(label=_("Masa yang diperiksa, sejak"), widget=_day_input())
    last = forms.DateField(label=_("Masa yang diperiksa, sampai dengan"), widget=_day_input())
    valid_from = forms.DateField(label=_("Surat berlaku mulai"), widget=_day_input())
    valid_until = forms.DateField(
        label=_("Surat berlaku sampai dengan"),
        widget=_day_input(),
        help_text=_("Hari terakhir ikut dihitung; sesudahnya surat ini tidak membuka apa pun."),
    )

    def __init__(
        self, *args: Any, inspectors: dict[int, str], agencies: dict[int, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, employee=inspectors, agencies=agencies)

    def take(self, problem: Problem) -> None:
        """Show a refused act at the place it is about."""
        _take(self, problem)


class ApiKeyForm(forms.Form):
    """What a new key is for, what it may do, and until when; with the login's password."""

    name = forms.CharField(
        label=_("Nama kunci"),
        max_length=LONGEST_NAME,
        help_text=_("Program atau perangkat yang memakainya, supaya Anda mengenalinya nanti."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("Yang boleh dilakukan"),
        choices=list(SCOPE_WORDS.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Kunci tidak pernah dapat lebih dari Anda sendiri, dan tidak menandatangani."),
    )
    expires_on = forms.DateField(
        label=_("Berlaku sampai dengan"),
        widget=_day_input(),
        help_text=_("Hari terakhir ikut dihitung, paling lama setahun."),
    )
    password = forms.CharField(
        label=_("Kata sandi sekarang"),
        strip=False,
        max_length=200,
        help_text=_("Kata sandi Anda untuk masuk: sesi yang tertinggal terbuka tidak cukup."),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, opens: Callable[[str], bool], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._opens = opens

    def clean_password(self) -> None:
        """Refuse a password that is not this account's; it goes no further than here."""
        if not self._opens(self.cleaned_data["password"]):
            raise forms.ValidationError(_("Kata sandi tidak cocok."))

    def take(self, problem: Problem) -> None:
        """Show a refused act at the place it is about."""
        _take(self, problem)
