"""The house of the readers, a process of its own: `python -m registry.readers.house` with a socket as standard input.

Each message on the socket carries a connection; a child is forked for it, which binds itself to limits, reads one file, answers
and ends. A child can open neither files nor connections, and the kernel ends it when its time or its memory is used up.
"""

import contextlib
import gc
import io
import os
import pickle
import resource
import signal
import socket
import struct
import sys
import traceback
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from registry.readers.passing import packed
from registry.readers.plain import rows_here
from registry.readers.reading import read_here, sheets_here
from registry.readers.survey import survey_here

MEMORY = 2**30
"""Bytes that a file may take beyond what the house itself holds."""

PATIENCE = 4
"""How many times its processor seconds a file may take by the clock: a busy server is no fault of the file."""

TASKS: dict[str, Callable[..., Any]] = {
    "read": lambda *arguments: packed(read_here(*arguments)),
    "survey": survey_here,
    "sheets": sheets_here,
    "rows": rows_here,
}
_STATUS = Path("/proc/self/statm")


def main(door: socket.socket) -> None:
    """Serves until the door is closed from outside."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # children need nobody to wait for them
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server, which then closes the door
    _warm_up()
    gc.freeze()
    while True:
        message, connections, _, _ = socket.recv_fds(door, 1, 1)
        if not message:
            return
        for connection in connections:
            with contextlib.suppress(OSError):  # no process to be had: the connection closes without an answer
                if os.fork() == 0:
                    door.close()
                    _serve(connection)
            os.close(connection)


def _warm_up() -> None:
    """Loads what Python loads late only: a child can open no file."""
    for text in ("Họ và tên;Ngày sinh\nNguyễn Văn An;24/05/1985", "a;b"):
        for encoding in ("utf-8", "utf-16", "cp1258", "cp1252"):
            read_here(text.encode(encoding, "ignore"), "")
    read_here(_small_package(), "")


def _small_package() -> bytes:
    parts = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": '<workbook><sheets><sheet name="a" sheetId="1" id="r"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="r" Target="worksheets/a.xml"/></Relationships>',
        "xl/worksheets/a.xml": '<worksheet><sheetData><row r="1"><c t="n"><v>1</v></c></row></sheetData></worksheet>',
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target.getvalue()


def _serve(number: int) -> None:
    """One file, then the end of the child, whatever happens."""
    status = 1
    try:
        connection = socket.socket(fileno=number)
        seconds, length = struct.unpack("<IQ", _exactly(connection, 12))
        _limit(seconds)
        task, arguments = pickle.loads(_exactly(connection, length))  # noqa: S301 - from the server that started the house
        connection.sendall(pickle.dumps(TASKS[task](*arguments), pickle.HIGHEST_PROTOCOL))
        status = 0
    except (MemoryError, OSError):
        pass  # said by giving no answer
    except BaseException:  # a fault of the readers: the log has it, the sender gets a sentence
        _tell_fault()
    finally:
        os._exit(status)


def _tell_fault() -> None:
    """The kind of a fault and its place; its message might quote the file."""
    kind, _, trace = sys.exc_info()
    lines = "".join(traceback.format_tb(trace))
    os.write(2, f"{kind.__name__ if kind else ''} in the child of the readers\n{lines}".encode())


def _exactly(connection: socket.socket, length: int) -> bytes:
    content = bytearray()
    while len(content) < length:
        piece = connection.recv(min(length - len(content), 2**20))
        if not piece:
            raise OSError("the question was cut off")
        content += piece
    return bytes(content)


def _limit(seconds: int) -> None:
    """Binds this process: the kernel kills it by these, whatever its code is busy with."""
    held = int(_STATUS.read_text("ascii").split()[0]) * resource.getpagesize() if _STATUS.exists() else MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (held + MEMORY, held + MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    signal.alarm(seconds * PATIENCE)


if __name__ == "__main__":
    with socket.socket(fileno=0) as door:
        main(door)
