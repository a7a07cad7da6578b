"""Forms of the public verification page and of one's own certificate."""

import re
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from signing.validation.verify import LARGEST

CODE = re.compile(r"[0-9A-Z]{6,40}")


class UploadForm(forms.Form):
    """A file to be judged."""

    file = forms.FileField(
        label=_("Berkas PDF"),
        help_text=_("Sampai 12 MB. Berkas tidak disimpan."),
        error_messages={
            "required": _("Pilih berkas PDF dahulu."),
            "empty": _("Berkas yang dipilih kosong."),
        },
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,.pdf"}),
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        """Refuse a file that is too large before reading it."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(_("Berkas lebih besar dari 12 MB dan tidak diperiksa."))
        return file


class CodeForm(forms.Form):
    """The code printed on paper."""

    code = forms.CharField(
        label=_("Kode dokumen"),
        max_length=40,
        help_text=_("Tercetak di kaki dokumen, di samping kode QR."),
        error_messages={"required": _("Ketik kode dokumen dahulu.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )

    def clean_code(self) -> str:
        """Return the code as printed: capitals, without blanks and dashes; refuse what no address of a code takes."""
        code = str(self.cleaned_data["code"]).upper().replace(" ", "").replace("-", "")
        if not CODE.fullmatch(code):
            raise forms.ValidationError(
                _("Kode terdiri dari sedikitnya enam huruf dan angka. Salin seluruhnya.")
            )
        return code


class CertificateForm(forms.Form):
    """The login's password, then a passphrase for a new key, typed twice."""

    password = forms.CharField(
        label=_("Kata sandi sekarang"),
        strip=False,
        max_length=200,
        help_text=_("Kata sandi Anda untuk masuk: sesi yang tertinggal terbuka tidak cukup."),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    passphrase = forms.CharField(
        label=_("Frasa sandi baru"),
        strip=False,
        max_length=200,
        help_text=_(
            "Sedikitnya 12 karakter. Tidak disimpan dan tidak dapat dipulihkan; jangan dibagikan."
        ),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Ketik sekali lagi"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, opens: Callable[[str], bool], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._opens = opens

    def clean_password(self) -> None:
        """Refuse a password that is not this account's; it goes no further than here."""
        if not self._opens(self.cleaned_data["password"]):
            raise forms.ValidationError(_("Kata sandi tidak cocok."))

    def clean(self) -> dict[str, Any]:
        """Refuse two different passphrases at the place."""
        cleaned = super().clean() or {}
        if cleaned.get("passphrase") != cleaned.get("again"):
            self.add_error("again", _("Kedua frasa sandi tidak sama."))
        return cleaned
