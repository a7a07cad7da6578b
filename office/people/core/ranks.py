"""Ranks of PNS and grades of PPPK (domain 7.2). Pure."""

from office.people.core.cards import Status

RANK_NAMES = {
    "I/a": "Juru Muda",
    "I/b": "Juru Muda Tingkat I",
    "I/c": "Juru",
    "I/d": "Juru Tingkat I",
    "II/a": "Pengatur Muda",
    "II/b": "Pengatur Muda Tingkat I",
    "II/c": "Pengatur",
    "II/d": "Pengatur Tingkat I",
    "III/a": "Penata Muda",
    "III/b": "Penata Muda Tingkat I",
    "III/c": "Penata",
    "III/d": "Penata Tingkat I",
    "IV/a": "Pembina",
    "IV/b": "Pembina Tingkat I",
    "IV/c": "Pembina Utama Muda",
    "IV/d": "Pembina Utama Madya",
    "IV/e": "Pembina Utama",
}
PPPK_GRADES = (
    *("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"),
    *("X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII"),
)
_BY_STATUS: dict[str, tuple[str, ...]] = {
    Status.PNS: tuple(RANK_NAMES),
    Status.CPNS: tuple(RANK_NAMES),
    Status.PPPK: PPPK_GRADES,
    Status.PPPK_PW: ("", *PPPK_GRADES),
    Status.OFFICIAL: ("",),
}


def ranks_for(status: str) -> tuple[str, ...]:
    """Return the ranks or grades a status may carry; an empty text means none is needed."""
    return _BY_STATUS[status]


def rank_label(rank: str) -> str:
    """Return the rank as papers write it: `Penata (III/c)`, `Golongan IX` for PPPK, empty without one."""
    if rank in RANK_NAMES:
        return f"{RANK_NAMES[rank]} ({rank})"
    return f"Golongan {rank}" if rank else ""
