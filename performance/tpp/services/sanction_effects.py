"""What a decided sanction does to pay: dated cuts, written for the sanctions room."""

from django.utils.translation import gettext as _

from office.acts.core import ensure
from office.acts.services import act, keep, record
from office.audit import clock
from office.audit.core import Actor
from office.indonesia.months import CalendarMonth
from performance.tpp.acts import Acts
from performance.tpp.core.rounding import WHOLE_BP
from performance.tpp.errors import NoSuchRun, WrongEffect
from performance.tpp.models import SanctionEffect

EFFECT = (
    "employee_id",
    "percent_bp",
    "from_month",
    "until_month",
    "months",
    "source_ref",
    "label",
    "clause",
)
"""What the trail holds of an effect."""


@act(Acts.APPLY_SANCTION_EFFECT)
def apply_sanction_effect(
    *,
    by: Actor,
    employee_id: int,
    percent_bp: int,
    from_month: CalendarMonth,
    months: int,
    source_ref: str,
    label: str = "",
    clause: str = "",
) -> int:
    """Cut an employee's allowance by basis points for some months; return the effect's id.

    `source_ref` ("sanction_case:4") is the decision; one decision has one live effect, so asking twice
    is asking once. `label` and `clause` tell the employee what was decided and by which article pay is cut. Whoever calls has judged the right: a case is decided on its own ladder.
    """
    del by
    ensure(0 < percent_bp <= WHOLE_BP, WrongEffect(_("Potongan antara 0,01% dan 100%.")))
    ensure(months > 0, WrongEffect(_("Potongan berlaku sekurangnya satu bulan.")))
    effect, _new = SanctionEffect.objects.get_or_create(
        source_ref=source_ref,
        superseded_at=None,
        defaults={
            "employee_id": employee_id,
            "percent_bp": percent_bp,
            "from_month": str(from_month),
            "until_month": str(from_month.plus(months - 1)),
            "months": months,
            "label": label,
            "clause": clause,
            "recorded_at": clock.now(),
        },
    )
    keep("sanction_effect", effect, *EFFECT, live=True)
    record(
        subject=f"employee:{employee_id}",
        label=str(_("Akibat hukuman pada TPP")),
        effect=effect.pk,
        percent_bp=percent_bp,
        from_month=str(from_month),
        months=months,
        source=source_ref,
    )
    return effect.pk


@act(Acts.END_SANCTION_EFFECT)
def end_sanction_effect(*, by: Actor, source_ref: str, reason: str) -> int:
    """Void the effect of a decision that fell (objection upheld); runs already frozen stay as they are."""
    del by
    effect = (
        SanctionEffect.objects.select_for_update()
        .filter(source_ref=source_ref, superseded_at__isnull=True)
        .first()
    )
    if effect is None:
        raise NoSuchRun(_("Tidak ada potongan yang berlaku dari keputusan ini."))
    effect.superseded_at = clock.now()
    effect.save(update_fields=["superseded_at"])
    keep("sanction_effect", effect, live=False)
    record(
        subject=f"employee:{effect.employee_id}",
        label=str(_("Akibat hukuman pada TPP berakhir")),
        effect=effect.pk,
        source=source_ref,
        personal={"reason": reason},
    )
    return effect.pk
