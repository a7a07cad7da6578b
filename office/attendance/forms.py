"""Forms of this room."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from office.attendance.intake import LARGEST_BYTES
from office.attendance.services.devices import SERIAL
from office.attendance.services.pins import PIN
from office.indonesia.zones import ZONES
from office.people.core import AgencyCard


class AttlogForm(forms.Form):
    """A device's file."""

    sn = forms.CharField(
        label=_("Nomor seri mesin"),
        max_length=32,
        help_text=_("Tertera di badan mesin dan pada menu Info Sistem."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "list": "mesin"}),
    )
    file = forms.FileField(
        label=_("Berkas ATTLOG"),
        help_text=_(
            "Unduhan dari mesin (attlog.dat). Tidak ada yang disimpan sebelum Anda melihat hasil periksanya."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".dat,.txt,.log,text/plain"}),
        allow_empty_file=True,
    )

    def clean_sn(self) -> str:
        """Return the serial number."""
        sn: str = self.cleaned_data["sn"].strip()
        if not SERIAL.fullmatch(sn):
            raise forms.ValidationError(
                _("Hanya huruf, angka, titik, atau garis, paling banyak 32.")
            )
        return sn

    def clean_file(self) -> "UploadedFile[bytes]":
        """Return the file unless it is empty or larger than any device's memory."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if not file.size:
            raise forms.ValidationError(
                _("Berkas kosong. Ambil ulang data dari mesin, lalu unggah lagi.")
            )
        if file.size > LARGEST_BYTES:
            raise forms.ValidationError(_("Berkas terlalu besar untuk berkas mesin kehadiran."))
        return file


class DeviceForm(forms.Form):
    """Where a device stands."""

    name = forms.CharField(label=_("Nama"), max_length=120, help_text=_("Misalnya “Lobi timur”."))
    agency_id = forms.TypedChoiceField(label=_("Perangkat Daerah"), coerce=int)
    zone = forms.ChoiceField(
        label=_("Zona jam mesin"),
        choices=[(zone, f"{label} ({zone.split('/')[1]})") for zone, label in ZONES.items()],
        help_text=_(
            "Zona yang disetel di mesin. Mengubahnya menghitung ulang penilaian; rekaman asli tidak berubah."
        ),
    )

    def __init__(self, *args: Any, agencies: list[AgencyCard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency_id"].choices = [(card.id, card.name) for card in agencies]  # type: ignore[attr-defined]  # a choice field


class TrustForm(forms.Form):
    """What somebody found who looked at a device's clock."""

    reason = forms.CharField(
        label=_("Hasil pemeriksaan jam mesin"),
        max_length=240,
        help_text=_("Misalnya “disetel ulang 2 November 2026 pukul 08.00”."),
    )


class PinForm(forms.Form):
    """Whose PIN it is."""

    pin = forms.CharField(label=_("PIN"), max_length=24)
    nip = forms.CharField(
        label=_("NIP pemilik"), max_length=30, help_text=_("18 angka; spasi diabaikan.")
    )
    valid_from = forms.DateField(
        label=_("Berlaku sejak"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    decree = forms.CharField(label=_("Nomor surat"), max_length=120)

    def clean_pin(self) -> str:
        """Return the PIN."""
        pin: str = self.cleaned_data["pin"].strip()
        if not PIN.fullmatch(pin):
            raise forms.ValidationError(_("PIN terdiri dari huruf atau angka, paling banyak 24."))
        return pin

    def clean_nip(self) -> str:
        """Return the digits."""
        return str(self.cleaned_data["nip"]).replace(" ", "")
