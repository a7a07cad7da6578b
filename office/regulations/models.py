"""Published regulations, as text with its hash. Insert only; triggers refuse everything else."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Regulation(models.Model):
    """One instrument from one day on. What it says is read from `text` alone."""

    instrument = models.CharField(_("peraturan"), max_length=200)
    title = models.CharField(_("tentang"), max_length=300)
    valid_from = models.DateField(_("berlaku sejak"))
    sections = models.JSONField(_("bagian"), help_text=_("nama bagian yang diatur berkas ini"))
    sha256 = models.CharField(_("SHA-256"), max_length=64, unique=True)
    text = models.TextField(_("isi TOML"))
    published_at = models.DateTimeField(_("diumumkan"))

    class Meta:
        verbose_name = _("peraturan")
        verbose_name_plural = _("peraturan")
        ordering = ["valid_from", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "valid_from"], name="regulation_once_per_instrument_and_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.instrument} ({self.valid_from:%Y-%m-%d})"
