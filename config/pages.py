"""Addresses of the shell itself."""

from django.http import HttpRequest, JsonResponse
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from config import site
from office.audit.core import rule


@rule(
    "public",
    why="the phone asks for it before anybody signs in; it names the site and nothing else",
)
@require_GET
def manifest(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - a view takes the request
    """Return what a phone needs to install the site."""
    icons = [
        {"src": static("img/mark.svg"), "sizes": "any", "type": "image/svg+xml"},
        {"src": static("img/mark-192.png"), "sizes": "192x192", "type": "image/png"},
        {
            "src": static("img/mark-512.png"),
            "sizes": "512x512",
            "type": "image/png",
            "purpose": "any",
        },
    ]
    content = {
        "name": f"E-Performance {site.GOVERNMENT}",
        "short_name": "E-Performance",
        "description": _("Laporan harian, tanda tangan dan tunjangan yang dapat dibuktikan."),
        "lang": "id",
        "start_url": "/",
        "display": "standalone",
        "background_color": "#f5f6f9",
        "theme_color": "#131a3a",
        "icons": icons,
    }
    return JsonResponse(content, content_type="application/manifest+json")
