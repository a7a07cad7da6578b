"""A bounded number of costly pieces of work at once, over every process of the machine."""

import signal
import subprocess
import sys
import time

import pytest

from office.jobs.places import NoPlace, place

HOLDER = """
import sys, time, django
from django.conf import settings
settings.configure(VAR_DIR=sys.argv[1])
from office.jobs.places import place
with place("work", 1):
    print("held", flush=True)
    time.sleep(60)
"""


def test_the_next_one_is_refused_while_every_place_is_taken():
    with place("work", 2), place("work", 2):
        with pytest.raises(NoPlace), place("work", 2):
            pass
        with place("other", 1):
            pass
    with place("work", 2):
        pass


def test_another_process_counts_and_its_death_frees_the_place(settings):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(settings.VAR_DIR)], stdout=subprocess.PIPE
    )
    with holder:
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(NoPlace), place("work", 1):
            pass
        holder.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        try:
            with place("work", 1):
                return
        except NoPlace:
            time.sleep(0.05)
    pytest.fail("the place of a killed process stayed taken")
