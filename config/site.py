"""The one navigation, the badges on it, and the fragments upper rooms place in lower rooms' pages."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from config import env
from office.audit import clock
from office.notices.selectors import unread_notices
from office.people import access, selectors

GOVERNMENT = env.text("GOVERNMENT_NAME", "Kota Contoh")
"""Name of the government this installation serves, as the shell shows it."""


@dataclass(frozen=True)
class MenuEntry:
    """One place of the navigation."""

    label: str | Promise
    """Words of the rail."""
    url_name: str
    """Name of the page's address, `<label>:<name>`."""
    icon: str
    """Name in the icon sprite."""
    rule: str
    """Access rule a viewer must meet to see the entry; the page itself declares its own."""
    group: str | Promise
    """Heading in the rail."""
    badge: str = ""
    """Dotted path of `(by: Actor) -> int`, a selector of the room; empty for none."""
    short: str | Promise = ""
    """Shorter words for the dock of a phone; empty: the label."""


MINE, WORK, CARE = _("Saya"), _("Pekerjaan"), _("Pengawasan")

MENU = (
    MenuEntry(_("Hari ini"), "daily_report:today", icon="house", rule="login", group=MINE),
    MenuEntry(
        _("Meja kerja"),
        "approval:desk",
        icon="inbox",
        rule="login",
        group=WORK,
        badge="workflows.approval.selectors.desk_badge",
        short=_("Meja"),
    ),
    MenuEntry(
        _("Laporan saya"),
        "daily_report:index",
        icon="journal-text",
        rule="login",
        group=MINE,
        short=_("Laporan"),
    ),
    MenuEntry(_("TPP saya"), "tpp:mine", icon="wallet2", rule="login", group=MINE, short=_("TPP")),
    MenuEntry(
        _("Kehadiran saya"), "attendance:index", icon="calendar-check", rule="login", group=MINE
    ),
    MenuEntry(_("Cuti & izin"), "leave:index", icon="umbrella", rule="login", group=MINE),
    MenuEntry(
        _("Pencairan"),
        "disbursement:index",
        icon="cash-coin",
        rule="disbursement.read",
        group=WORK,
    ),
    MenuEntry(
        _("Mesin kehadiran"), "attendance:devices", icon="fingerprint", rule="operator", group=WORK
    ),
    MenuEntry(_("Pegawai"), "people:index", icon="people", rule="operator", group=WORK),
    MenuEntry(_("Perhitungan TPP"), "tpp:runs", icon="calculator", rule="tpp.run", group=WORK),
    MenuEntry(_("Ringkasan kota"), "city:index", icon="speedometer2", rule="city.read", group=CARE),
    MenuEntry(
        _("Meja kepegawaian"),
        "approval:personnel",
        icon="person-exclamation",
        rule="approval.personnel",
        group=WORK,
        badge="workflows.approval.selectors.line.personnel_badge",
    ),
    MenuEntry(
        _("Perbaikan"), "approval:repairs", icon="wrench", rule="approval.personnel", group=WORK
    ),
    MenuEntry(
        _("Rantai persetujuan"),
        "approval:chains",
        icon="diagram-3",
        rule="approval.chains",
        group=WORK,
    ),
    MenuEntry(_("Disiplin"), "sanctions:index", icon="hammer", rule="sanctions.read", group=CARE),
    MenuEntry(_("Ruang periksa"), "inspection:index", icon="search", rule="inspector", group=CARE),
    MenuEntry(
        _("Surat tugas"), "people:letters", icon="file-earmark-person", rule="letters", group=CARE
    ),
    MenuEntry(_("Verifikasi"), "signing:verify", icon="patch-check", rule="public", group=CARE),
)

ACCOUNT_MENU = (
    MenuEntry(_("Pemberitahuan"), "notices:index", icon="bell", rule="login", group=""),
    MenuEntry(
        _("Yang mewakili saya"), "people:mandates", icon="person-check", rule="login", group=""
    ),
    MenuEntry(
        _("Siapa yang melihat data saya"), "inspection:mine", icon="eye", rule="login", group=""
    ),
    MenuEntry(
        _("Tunjuk Plh."), "approval:appoint_plh", icon="person-plus", rule="superior", group=""
    ),
    MenuEntry(_("Sertifikat saya"), "signing:certificate", icon="pen", rule="login", group=""),
    MenuEntry(_("Keamanan akun"), "mfa_index", icon="key", rule="login", group=""),
)

SLOTS: dict[str, tuple[str, ...]] = {
    "desk.top": ("tpp:desk_top",),
    "mandate.touches": ("approval:mandate_touches",),
    "attendance.month": ("correction:link",),
    "attendance.day": ("correction:offer",),
    "step.aside": (
        "daily_report:step",
        "disbursement:step",
        "leave:step",
        "correction:step",
        "sanctions:step",
    ),
}
"""Slot name -> names of the fragments' addresses, in the order they are shown."""

DOCK_PLACES = 4


@dataclass(frozen=True)
class MenuItem:
    """One entry as a page draws it."""

    label: str | Promise
    short: str | Promise
    url: str
    icon: str
    group: str | Promise = ""
    count: int = 0
    """Number on the entry; 0 draws none."""
    current: bool = False


@dataclass(frozen=True)
class Menu:
    """What the shell of one request shows; without items it is the shell of a visitor."""

    items: tuple[MenuItem, ...] = ()
    name: str = ""
    """Full name with titles of who is signed in."""
    title: str = ""
    """Position held today."""
    account: tuple[MenuItem, ...] = ()
    """Places behind the name."""
    notices: int = 0
    """Unread notices."""
    government: str = GOVERNMENT

    @property
    def docked(self) -> tuple[MenuItem, ...]:
        """Return the places a phone shows at its bottom edge."""
        return self.items[:DOCK_PLACES]

    @property
    def rest(self) -> tuple[MenuItem, ...]:
        """Return what a phone keeps behind `Lainnya`."""
        return self.items[DOCK_PLACES:]

    @property
    def grouped(self) -> dict[str, list[MenuItem]]:
        """Return the items under their headings, headings in the order they first appear."""
        groups: dict[str, list[MenuItem]] = {}
        for item in self.items:
            groups.setdefault(str(item.group), []).append(item)
        return groups

    @property
    def initials(self) -> str:
        """Return up to two letters of the name, for the round mark."""
        words = [word for word in self.name.split(",")[0].split() if not word.endswith(".")]
        return "".join(word[0].upper() for word in words[:2])


VISITOR = Menu()


def menu_for(request: HttpRequest) -> Menu:
    """Return the shell of this request: only entries whose rule its viewer meets; none before login."""
    viewer = getattr(request, "viewer", None)
    if viewer is None or not viewer.is_signed_in:
        return VISITOR
    post = selectors.post_of(viewer.employee_id, clock.today())
    person = post.person if post else selectors.person(viewer.employee_id)
    known = cast("access.Request", request)
    return Menu(
        items=_items(known, MENU),
        name=person.full_name,
        title=f"{post.position.title} · {post.position.agency_name}" if post else "",
        account=_items(known, ACCOUNT_MENU),
        notices=unread_notices(viewer.employee_id),
    )


def _items(request: access.Request, entries: Iterable[MenuEntry]) -> tuple[MenuItem, ...]:
    allowed = [entry for entry in entries if access.meets(request.viewer, entry.rule)]
    current = _current(request.path, [reverse(entry.url_name) for entry in allowed])
    return tuple(_item(request, entry, current) for entry in allowed)


def _item(request: access.Request, entry: MenuEntry, current: str) -> MenuItem:
    url = reverse(entry.url_name)
    count = import_string(entry.badge)(by=request.actor) if entry.badge else 0
    return MenuItem(
        entry.label, entry.short or entry.label, url, entry.icon, entry.group, count, url == current
    )


def _current(path: str, urls: Iterable[str]) -> str:
    """Return the longest of the addresses that the path lies under; the first page only matches itself."""
    under = [url for url in urls if path == url or (url != "/" and path.startswith(url))]
    return max(under, key=len, default="")


def may_open(request: access.Request, view: Callable[..., object]) -> bool:
    """Return whether this request's viewer meets the rule a fragment's view declares."""
    return access.meets(request.viewer, getattr(view, "rule", ""))
