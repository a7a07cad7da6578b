"""Periodic jobs of the whole house, one list read by both engines."""

from datetime import timedelta

from office.jobs.core import Periodic

PERIODIC = [
    Periodic("audit.seal", timedelta(minutes=1)),
    Periodic("audit.stamp", timedelta(minutes=15)),
    Periodic("audit.anchor", timedelta(minutes=15)),
    Periodic("acts.forget_counts", timedelta(hours=1)),
    Periodic("approval.lapse_disputes", timedelta(hours=1)),
    Periodic("approval.run_clocks", timedelta(minutes=15)),
    Periodic("daily_report.crosscheck", timedelta(hours=6)),
    Periodic("signing.sweep_intents", timedelta(hours=1)),
    Periodic("sanctions.detect", timedelta(hours=6)),
]
