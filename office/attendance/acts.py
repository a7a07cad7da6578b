"""Names of this room's audited acts."""

from enum import StrEnum


class Acts(StrEnum):
    """What can be done in attendance."""

    REGISTER_DEVICE = "attendance.device.register"
    IMPORT_ATTLOG = "attendance.attlog.import"
    DOUBT_CLOCK = "attendance.clock.doubt"
    TRUST_CLOCK = "attendance.clock.trust"
    OWN_PIN = "attendance.pin.own"
    SET_ROSTER = "attendance.roster.set"
    ASSIGN_SHIFTS = "attendance.shifts.assign"
    DECLARE_HOLIDAY = "attendance.holiday.declare"
    CANCEL_HOLIDAY = "attendance.holiday.cancel"
    LOAD_HOLIDAYS = "attendance.holidays.load"
    RECORD_LEAVE = "attendance.leave.record"
    REVOKE_LEAVE = "attendance.leave.revoke"
    RECORD_DUTY = "attendance.duty.record"
    REVOKE_DUTY = "attendance.duty.revoke"
    RECORD_PERMIT = "attendance.permit.record"
    REVOKE_PERMIT = "attendance.permit.revoke"
    RECORD_CORRECTION = "attendance.correction.record"
    REVOKE_CORRECTION = "attendance.correction.revoke"
    RECORD_OUTAGE = "attendance.outage.record"
    REVOKE_OUTAGE = "attendance.outage.revoke"
    LOCK_MONTH = "attendance.month.lock"
    READ_MONTH = "attendance.month.read"
