from office.attendance import services
from office.attendance.models import Device, Punch, RawBatch
from tests.attendance.conftest import SYSTEM, line


def test_every_sound_line_is_kept_and_every_other_one_named(city, device):
    content = (
        line("1", "2026-10-05 07:28:11")
        + b"1\t2026-10-05 07:\n"
        + line("99", "2026-10-05 07:40:00")
    )
    outcome = services.import_attlog(by=SYSTEM, sn=device, content=content)
    assert (outcome.lines, outcome.read, outcome.new, outcome.duplicate) == (3, 2, 2, 0)
    assert outcome.unmapped_pins == ("99",)
    assert [reject.line for reject in outcome.rejected] == [2]
    assert Punch.objects.count() == 2


def test_the_same_file_again_changes_nothing(city, device):
    content = line("1", "2026-10-05 07:28:11") * 2
    first = services.import_attlog(by=SYSTEM, sn=device, content=content)
    again = services.import_attlog(by=SYSTEM, sn=device, content=content)
    assert (first.new, first.duplicate) == (1, 1)
    assert (again.new, again.duplicate) == (0, 2)
    assert Punch.objects.count() == RawBatch.objects.count() == 1


def test_a_longer_file_adds_only_its_new_lines(city, device):
    services.import_attlog(by=SYSTEM, sn=device, content=line("1", "2026-10-05 07:28:11"))
    longer = line("1", "2026-10-05 07:28:11") + line("1", "2026-10-05 16:02:00")
    outcome = services.import_attlog(by=SYSTEM, sn=device, content=longer)
    assert (outcome.new, outcome.duplicate) == (1, 1)


def test_an_unknown_device_is_noted_and_keeps_every_row(city):
    outcome = services.import_attlog(
        by=SYSTEM, sn="ASING-7", content=line("5", "2026-10-05 07:28:11")
    )
    assert outcome.new == 1
    assert outcome.unmapped_pins == ("5",)
    assert Device.objects.get(sn="ASING-7").agency_id is None
    assert any("belum didaftarkan" in warning for warning in outcome.warnings)
