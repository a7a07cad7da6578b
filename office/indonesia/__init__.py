"""How Indonesia writes money, dates, hours, civil-service numbers and names: pure functions."""

from office.indonesia.dates import duration, long_date, weekday
from office.indonesia.money import rupiah, terbilang
from office.indonesia.months import CalendarMonth
from office.indonesia.names import full_name
from office.indonesia.nip import NipFault, NotANip, ParsedNip, Sex, nip_groups, parse_nip
from office.indonesia.zones import ZONES, clock_time, zone_label

__all__ = [
    "ZONES",
    "CalendarMonth",
    "NipFault",
    "NotANip",
    "ParsedNip",
    "Sex",
    "clock_time",
    "duration",
    "full_name",
    "long_date",
    "nip_groups",
    "parse_nip",
    "rupiah",
    "terbilang",
    "weekday",
    "zone_label",
]
