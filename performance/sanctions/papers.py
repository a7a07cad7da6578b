"""What the decision says, as content for signing."""

from typing import Any

from django.utils.translation import gettext as _

from office.audit import clock
from office.indonesia import long_date, nip_groups
from office.people import selectors as people
from office.regulations.core import Sanction
from performance.sanctions.core.counter import AbsenceCount
from performance.sanctions.core.papers import percent_text
from performance.sanctions.core.procedure import first_month
from performance.sanctions.hearings import sound_hearings
from performance.sanctions.models import SanctionCase


def decision_content(
    case: SanctionCase, count: AbsenceCount, law: Sanction, issuer_id: int
) -> dict[str, Any]:
    """Return the content of the written decision on a case, with its considerations and its effect on pay.

    `issuer_id` is the agency of the seat that decides, whose letterhead it bears.
    """
    person = people.person(case.employee_id)
    agency = people.agency(issuer_id)
    position = people.positions_by_id([case.position_id])[case.position_id]
    return {
        "agency": agency.name,
        "address": agency.address,
        "date": clock.today().isoformat(),
        "about": _("Penjatuhan hukuman disiplin %(label)s kepada %(name)s")
        % {"label": case.label.lower(), "name": person.full_name},
        "considering": [
            _(
                "bahwa %(name)s tidak masuk kerja tanpa alasan yang sah selama %(days)d hari kerja pada tahun %(year)d;"
            )
            % {"name": person.full_name, "days": count.days, "year": case.year},
            *_hearings(case),
            _("bahwa %(reason)s;") % {"reason": case.reason.rstrip(".;")},
        ],
        "recalling": [case.clause, law.source],
        "deciding": _deciding(
            case, law, f"{person.full_name}, NIP {nip_groups(person.nip)}, {position.title}"
        ),
    }


def _hearings(case: SanctionCase) -> list[str]:
    came = _("bahwa yang bersangkutan telah diperiksa pada %(day)s;")
    away = _("bahwa yang bersangkutan dipanggil untuk diperiksa pada %(day)s dan tidak hadir;")
    return [
        (came if h.attended else away) % {"day": long_date(h.held_on)} for h in sound_hearings(case)
    ]


def _deciding(case: SanctionCase, law: Sanction, who: str) -> list[str]:
    lines = [
        _("Menjatuhkan hukuman disiplin berupa %(label)s kepada %(who)s.")
        % {"label": case.label, "who": who}
    ]
    cut = law.tpp_cut.get(case.kind)
    if cut is not None:
        month = first_month(clock.today(), law.starts)
        lines.append(
            _(
                "Tambahan Penghasilan Pegawai dipotong %(percent)s%% selama %(months)d bulan mulai %(month)s (%(clause)s)."
            )
            % {
                "percent": percent_text(cut.percent_bp),
                "months": cut.months,
                "month": month.label,
                "clause": cut.clause,
            }
        )
    lines.append(
        _(
            "Keputusan ini disampaikan kepada yang bersangkutan untuk dilaksanakan sebagaimana mestinya."
        )
    )
    return lines
