"""The sentence for each conclusion about a day, as staff read it."""

from collections.abc import Sequence

from office.attendance.core.days import Attested, DayInputs, Paper, PunchMark, Shift, Stoppage
from office.attendance.core.windows import DAY_MINUTES


def clock(second: int) -> str:
    """Return seconds from 00.00 of the shift date as `07.30`, with the day when it is not the shift date itself."""
    day, minute = divmod(second // 60, DAY_MINUTES)
    word = {0: "", 1: " esok hari", -1: " hari sebelumnya"}.get(day, f" (hari ke-{day + 1})")
    return f"{minute // 60:02d}.{minute % 60:02d}{word}"


def hours(shift: Shift) -> str:
    """Return the shift's hours: `07.30-16.00`."""
    return f"{clock(shift.start_minute * 60)}-{clock(shift.end_minute * 60)}"


def by_paper(paper: Paper) -> str:
    """Return the paper with its number: `Cuti tahunan (800/12/2026)`."""
    return f"{paper.title} ({paper.decree})" if paper.decree else paper.title


def off(day: DayInputs) -> str:
    """Say why nobody had to come."""
    if not day.roster:
        return "Bukan hari kerja: belum ada jadwal kerja untuk tanggal ini."
    return f"Bukan hari kerja menurut jadwal {day.roster_title or day.roster}."


def off_with_presence(first: int, last: int) -> str:
    """Say that somebody came although nobody had to."""
    return f"Ada rekaman {clock(first)} sampai {clock(last)} di luar hari kerja."


def absent(shift: Shift) -> list[str]:
    """Say that no record and no paper explains the day."""
    return [
        f"Tidak hadir: tidak ada rekaman pada jam kerja {hours(shift)}, dan tidak ada cuti, dinas, atau gangguan."
    ]


def unmeasured(day: DayInputs, shift: Shift, presence: Sequence[tuple[int, int]]) -> list[str]:
    """Say why silence proves nothing of the day, and what was recorded of it."""
    seen = [f"Ada rekaman {clock(presence[0][0] * 60)}."] if presence else []
    if not day.has_pin:
        return [*seen, "Belum diukur: PIN mesin belum dipetakan ke pegawai ini."]
    return [
        *seen,
        f"Belum diukur: berkas mesin pegawai ini belum mencakup jam kerja {hours(shift)}; tidak dihitung sebagai ketidakhadiran.",
    ]


def on_time(second: int) -> str:
    """Say when the employee came."""
    return f"Masuk {clock(second)}, tidak terlambat."


def within_grace(second: int, minutes: int, grace_minutes: int) -> str:
    """Say that the lateness stays within the grace of the regulation."""
    return f"Masuk {clock(second)}, lewat {minutes} menit; masih dalam toleransi {grace_minutes} menit."


def late(second: int, minutes: int, expected: int) -> str:
    """Say how late the employee came."""
    return f"Masuk {clock(second)}, terlambat {minutes} menit dari {clock(expected)}."


def left_on_time(second: int) -> str:
    """Say when the employee left."""
    return f"Pulang {clock(second)}, tidak lebih awal."


def early(second: int, minutes: int, expected: int) -> str:
    """Say how early the employee left."""
    return f"Pulang {clock(second)}, {minutes} menit lebih awal dari {clock(expected)}."


def missing(side: str) -> str:
    """Say which punch is missing."""
    if side == "in":
        return "Rekaman masuk tidak ada."
    return "Rekaman pulang tidak ada."


def excused(side: str, stoppages: list[Stoppage]) -> str:
    """Say which outage moved the moment that was expected, or stands in for a missing punch."""
    word = "masuk" if side == "in" else "pulang"
    causes = "; ".join(
        f"{by_paper(Paper(s.cause, s.decree))} {clock(s.from_second)}-{clock(s.until_second)}"
        for s in stoppages
    )
    return f"Jam {word} tidak dinilai selama gangguan: {causes}."


def permitted(side: str, permits: list[Stoppage]) -> str:
    """Say which permit moved the moment that was expected."""
    word = "masuk" if side == "in" else "pulang"
    hours_away = "; ".join(
        f"{clock(p.from_second)}-{clock(p.until_second)} ({p.decree})" for p in permits
    )
    return f"Jam {word} tidak dinilai selama izin {hours_away}."


def attested(mark: Attested) -> str:
    """Say that a correction stands in the place of the punch."""
    word = "Masuk" if mark.side == "in" else "Pulang"
    return f"{word} {clock(mark.second)} menurut koreksi kehadiran {mark.decree}; rekaman asli tidak diubah."


def running(shift: Shift) -> str:
    """Say that the day is not over."""
    return f"Hari kerja {hours(shift)} belum selesai."


def night(shift: Shift) -> str:
    """Say on which date a shift past midnight is written."""
    return f"Jadwal {shift.title or shift.code} ({hours(shift)}) dicatat pada tanggal mulai."


def ahead(marks: Sequence[PunchMark]) -> list[str]:
    """Say which records were received before their own time, and what can be done."""
    if not marks:
        return []
    times = ", ".join(clock(mark.second) for mark in marks)
    return [
        f"Rekaman {times} diterima sebelum waktunya sendiri, jadi tidak dihitung; bila memang hadir, ajukan koreksi kehadiran."
    ]


def suspect(devices: tuple[str, ...]) -> str:
    """Say that the clock of a device is doubtful; the raw punches stay as they are."""
    return f"Jam mesin {', '.join(devices)} diduga tidak tepat; rekaman asli tidak diubah, periksa sebelum menyimpulkan."
