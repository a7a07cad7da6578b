"""What a request's maker types: shape only; the rules are in `core`."""

import re
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from office.archive import services as archive
from office.indonesia import rupiah
from workflows.disbursement.core.cards import LineCard
from workflows.disbursement.core.paper_file import LARGEST, media_type
from workflows.disbursement.models import KINDS

_GROUPED = re.compile(r"(Rp)?\s*(\d{1,3}(\.\d{3})+|\d+)(,00)?", re.ASCII)
_SALT = "disbursement.paper"
RUPIAH_LIMIT = 10**15


class RupiahField(forms.CharField):
    """Whole rupiah, typed as 1500000, 1.500.000 or Rp1.500.000."""

    def __init__(self, **options: Any) -> None:
        options.setdefault(
            "widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        )
        super().__init__(max_length=30, **options)

    def clean(self, value: Any) -> int:
        """Return the number; refuses fractions and anything that is no amount."""
        text = super().clean(value)
        if not text and not self.required:
            return 0
        match = _GROUPED.fullmatch(text.strip())
        amount = int(match[2].replace(".", "")) if match else -1
        if not 0 <= amount < RUPIAH_LIMIT:
            raise forms.ValidationError(_("Isi rupiah bulat, misalnya 1.500.000."))
        return amount


class RequestForm(forms.Form):
    """Kind, line, amount and purpose of a request."""

    kind = forms.ChoiceField(label=gettext_lazy("Jenis"), choices=KINDS[:-1], initial="LS")
    line = forms.TypedChoiceField(label=gettext_lazy("Pos anggaran"), coerce=int)
    amount = RupiahField(
        label=gettext_lazy("Jumlah"), help_text=gettext_lazy("Rupiah bulat, tanpa sen.")
    )
    purpose = forms.CharField(
        label=gettext_lazy("Keperluan"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Tercetak pada SPM dan SP2D."),
    )

    def __init__(
        self, *args: Any, lines: list[LineCard], fixed: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Pilih pos anggaran")), *((c.line_id, _choice(c)) for c in lines)]
        self.fields["line"].choices = choices  # type: ignore[attr-defined]  # a choice field, see above
        if fixed:  # a revision keeps its kind and line
            del self.fields["kind"], self.fields["line"]


def _choice(card: LineCard) -> str:
    return f"{card.code} {card.title} - {_('sisa')} {rupiah(card.balance)}"


class PaymentForm(forms.Form):
    """One payee."""

    name = forms.CharField(label=gettext_lazy("Nama pemilik rekening"), max_length=160)
    bank = forms.CharField(label=gettext_lazy("Bank"), max_length=60, required=False)
    account = forms.CharField(
        label=gettext_lazy("Nomor rekening"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    amount = RupiahField(label=gettext_lazy("Jumlah"))


PaymentFormSet = forms.formset_factory(
    PaymentForm, extra=0, min_num=1, max_num=200, absolute_max=201
)


class ReasonForm(forms.Form):
    """Why something is withdrawn or reversed."""

    reason = forms.CharField(
        label=gettext_lazy("Alasan"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )


class BudgetFileForm(forms.Form):
    """A budget file; read by the limited child."""

    file = forms.FileField(
        label=gettext_lazy("Berkas anggaran"),
        help_text=gettext_lazy(
            "CSV atau XLSX dengan kolom kode_opd, tahun, kode_rekening, uraian, pagu, dpa."
        ),
    )

    def clean_file(self) -> Any:
        """Return the file unless it is too large to be a list of budget lines."""
        file = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(_("Berkas melebihi 10 MB. Pisahkan per Perangkat Daerah."))
        return file


class PaperRefused(forms.ValidationError):
    """An uploaded paper that is not taken."""


def stored_paper(code: str, upload: Any, owner: int) -> str:
    """Put an uploaded paper into the archive and return a sealed token the form can carry; raises PaperRefused."""
    if (upload.size or 0) > LARGEST:
        raise PaperRefused(_("%(code)s: berkas lebih besar dari 10 MB.") % {"code": code})
    content = upload.read()
    if not media_type(content):
        raise PaperRefused(
            _("%(code)s: bukan PDF, PNG, atau JPEG. Pindai ulang, lalu unggah.") % {"code": code}
        )
    paper = {"code": code, "filename": str(upload.name)[:160], "sha256": archive.put(content)}
    return signing.dumps([owner, paper], salt=_SALT)


def opened_paper(token: str, owner: int) -> dict[str, str] | None:
    """Return the paper behind a token this person was given, None for any other text."""
    try:
        given_to, paper = signing.loads(token, salt=_SALT, max_age=86400)
    except signing.BadSignature:
        return None
    return paper if given_to == owner else None
