"""Files are read apart: whatever one does to its reader, the server gets a sentence, soon, and goes on."""

import os
import pickle
import random
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from registry.apart.asking import Answer, House, Stopped
from registry.readers.reading import read_here
from registry.readers.roster import CRASHED, FACTS, HOUSE, TOO_LONG, read_roster, survey_roster
from registry.readers.survey import survey_here
from tests.readers import shapes
from tests.support.old_excel import OldSheet, old_workbook, record
from tests.support.sources import ROOT

GOOD = shapes.SHAPES["wide with x"]()


@pytest.mark.parametrize("shape", shapes.SHAPES)
def test_what_is_read_apart_is_what_is_read_here(shape: str) -> None:
    data = shapes.SHAPES[shape]()
    assert read_roster(data, "a") == read_here(data, "a")
    assert survey_roster(data) == survey_here(data)


def test_a_file_that_takes_too_long_is_stopped_and_said() -> None:
    heading, *people = shapes.plain()
    endless = shapes.delimited([heading, *(people * 20_000)], ";").encode()
    begun = time.monotonic()
    file = read_roster(endless, "a", seconds=1)
    assert [problem.reason for problem in file.problems] == [TOO_LONG]
    assert not file.readable
    assert time.monotonic() - begun < 5


def test_a_file_that_asks_for_too_much_memory_is_stopped_and_said() -> None:
    cells = [record(0xFD, struct.pack("<HHHI", row, column, 0, 0)) for row in range(60_000) for column in range(7)]
    begun = time.monotonic()
    file = read_roster(old_workbook(OldSheet("a", [["x" * 3900]], extra=cells)), "a")
    assert [problem.reason for problem in file.problems] in ([CRASHED], [TOO_LONG])
    assert time.monotonic() - begun < 15
    assert len(read_roster(GOOD, "a").rows) == 3


def test_old_excel_files_that_abort_the_reading_library_harm_nobody() -> None:
    """The library asks for as much memory as a damaged file says it needs, and ends its process when there is none."""
    good, chance = old_workbook(OldSheet("a", [[f"người {row}", row, "#N/A"] for row in range(60)])), random.Random(5)
    for _ in range(400):
        data = bytearray(good)
        for _ in range(chance.randint(1, 12)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        file = read_roster(bytes(data[: chance.choice((len(data), chance.randint(1, len(data))))]), "a")
        assert file.problems and all(problem.reason for problem in file.problems)


def test_a_fault_of_the_readers_is_told_in_the_log(capfd: pytest.CaptureFixture[str]) -> None:
    house = House("registry.readers.tasks", FACTS)  # one that writes where this test looks
    with pytest.raises(Stopped) as caught:
        house.ask("read", ("no bytes at all", "", None), 5)
    assert not caught.value.late
    house.leave()
    told = capfd.readouterr().err
    assert "in a child that reads" in told and "no bytes at all" not in told


def test_a_house_that_was_killed_is_built_anew() -> None:
    read_roster(GOOD, "a")
    before = HOUSE.pid
    os.kill(before, signal.SIGKILL)
    os.waitpid(before, 0)
    assert len(read_roster(GOOD, "a").rows) == 3
    assert HOUSE.pid != before


def test_many_at_once_get_their_own_answers() -> None:
    files = {shape: shapes.SHAPES[shape]() for shape in list(shapes.SHAPES)[:8]}
    answers: dict[str, object] = {}

    def read(shape: str) -> None:
        answers[shape] = read_roster(files[shape], shape)

    threads = [threading.Thread(target=read, args=(shape,)) for shape in files]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {shape: read_here(data, shape) for shape, data in files.items()}


def test_the_house_knows_no_secret_of_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "s" * 40)
    house = House("registry.readers.tasks", FACTS)
    house.ask("sheets", (GOOD, ()), 5)
    environment = Path(f"/proc/{house.pid}/environ").read_bytes()
    house.leave()
    assert b"SECRET" not in environment and b"DATABASE" not in environment


def test_a_child_can_open_neither_files_nor_connections() -> None:
    script = (
        "import socket; from registry.apart.house import limit; limit(5, 0)\n"
        "for act in (lambda: open('/etc/hostname'), lambda: open('/tmp/x', 'w'), lambda: socket.socket()):\n"
        "    try: act()\n"
        "    except OSError: continue\n"
        "    raise SystemExit(1)\n"
    )
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True)


def test_the_house_ends_with_its_server() -> None:
    script = (
        "from registry.readers.roster import HOUSE, read_roster\n"
        "read_roster(b'a;b', '')\nprint(HOUSE.pid, flush=True)\nimport os; os._exit(9)\n"
    )
    told = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False, capture_output=True, text=True)
    house, until = Path(f"/proc/{int(told.stdout)}/stat"), time.monotonic() + 10
    while house.exists() and house.read_text().split()[2] != "Z" and time.monotonic() < until:
        time.sleep(0.05)
    assert not house.exists() or house.read_text().split()[2] == "Z"


@pytest.mark.parametrize("foreign", [os.system, socket.socket, subprocess.Popen, eval, House, read_roster])
def test_an_answer_that_names_anything_but_facts_is_not_taken(foreign: object) -> None:
    with pytest.raises(pickle.UnpicklingError):
        Answer(pickle.dumps(foreign), FACTS).load()


@pytest.mark.parametrize("module", ["registry.apart.asking", "registry.readers.roster", "registry.readers.facts"])
@pytest.mark.parametrize("name", ["os.system", "dataclass", "HOUSE.leave", "Field.__base__"])
def test_no_name_leads_from_a_module_of_ours_to_what_can_be_called(module: str, name: str) -> None:
    """As a child that a file has taken over would put it: `find_class` follows dots."""
    with pytest.raises((pickle.UnpicklingError, AttributeError)):
        Answer(f"c{module}\n{name}\n.".encode(), {*FACTS, module}).load()
