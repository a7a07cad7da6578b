"""Addresses of documents and of public verification."""

from django.urls import path, register_converter

from signing import views


class PublicCode:
    """A document's opaque code as it stands in an address."""

    regex = "[0-9A-Za-z]{6,40}"

    def to_python(self, value: str) -> str:
        """Return the code in capitals, as stored."""
        return value.upper()

    def to_url(self, value: str) -> str:
        """Return the code as it is."""
        return value


register_converter(PublicCode, "public_code")

app_name = "signing"
urlpatterns = [
    path("verifikasi/", views.verify_page, name="verify"),
    path("v/<public_code:code>", views.code_page, name="code"),
    path("v/<public_code:code>/dokumen.pdf", views.public_pdf, name="public_pdf"),
    path("v/<public_code:code>/halaman-<int:page>.png", views.public_png, name="public_png"),
    path("dokumen/<public_code:code>.pdf", views.document_pdf, name="pdf"),
    path("dokumen/<public_code:code>/halaman-<int:page>.png", views.document_png, name="png"),
    path("dokumen/<public_code:code>/", views.document_page, name="document"),
    path("dokumen/sertifikat-saya/", views.certificate_page, name="certificate"),
]
