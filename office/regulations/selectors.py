"""Reads: which rule is in force on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from office.acts.core import Conflict, NotFound
from office.audit.context import once_per_page
from office.regulations.core import Regulation as Rules
from office.regulations.core import Section, parse
from office.regulations.models import Regulation


class NoRule(Conflict):
    """No published regulation rules this section on this day: the page is there, the office is not ready for it (409)."""


@dataclass(frozen=True)
class RegulationCard:
    """A published regulation as lists show it."""

    instrument: str
    """As cited."""
    title: str
    """What it is about."""
    valid_from: date
    """First day in force."""
    sha256: str
    """Hash of its file."""
    sections: tuple[str, ...]
    """Dotted names of what it rules."""


@dataclass(frozen=True)
class LawBook:
    """Every published regulation at one moment, oldest first; reads no further rows but texts."""

    cards: tuple[RegulationCard, ...]
    """Oldest first."""

    def card(self, section: str, on: date) -> RegulationCard:
        """Return the regulation that rules a section on a day: the latest that names it.

        Raises NoRule where none does.
        """
        for card in reversed(self.cards):
            if card.valid_from <= on and section in card.sections:
                return card
        raise NoRule(
            _(
                "Belum ada peraturan tentang “%(section)s” yang berlaku pada %(day)s. Umumkan dahulu."
            )
            % {"section": section, "day": on.isoformat()}
        )

    def in_force(self, section: str, on: date) -> Any:
        """Return the typed section in force on a day; raises NoRule."""
        return regulation_by_sha(self.card(section, on).sha256).sections[section]


@once_per_page
def law_book() -> LawBook:
    """Return the published regulations in one query. Take one for a batch of days."""
    rows = Regulation.objects.order_by("valid_from", "id").values_list(
        "instrument", "title", "valid_from", "sha256", "sections"
    )
    return LawBook(tuple(RegulationCard(*row[:4], tuple(row[4])) for row in rows))


def in_force(section: str, on: date) -> Any:
    """Return the typed, frozen section ("attendance", "tpp.table", ..) in force on a local date.

    One query; the text is parsed once per process. Raises NoRule.
    """
    return law_book().in_force(section, on)


@lru_cache(maxsize=64)
def regulation_by_sha(sha256: str) -> Rules:
    """Return the parsed regulation with this hash; parsed once per process. Raises NotFound."""
    text = Regulation.objects.filter(sha256=sha256).values_list("text", flat=True).first()
    if text is None:
        raise NotFound(_("Peraturan dengan hash %(sha)s tidak ditemukan.") % {"sha": sha256[:12]})
    return parse(text.encode())


def sections_by_sha(picks: Iterable[tuple[str, str]]) -> dict[str, Section]:
    """Return sections by (name, regulation hash): what a frozen result was computed with."""
    return {name: regulation_by_sha(sha256).sections[name] for name, sha256 in picks}
