"""Has files read apart: by a child process of a small house that knows the readers and nothing else, no settings, no secrets.

The house (`registry.readers.house`) is started once for each server process and forks a child for each file, which costs
milliseconds. Whatever a file does to its child, memory, time or a crash, the server gets a sentence.
"""

import atexit
import contextlib
import io
import os
import pickle
import socket
import struct
import sys
import threading
import time
from pathlib import Path
from typing import Any

from registry.shared.garbage import without_collector

_ROOT = Path(__file__).resolve().parents[2]
_KEPT = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "TZ")
_PATIENCE = 4.5  # times the seconds of the processor, by the clock; the child ends itself a little earlier
_OWN = ("registry.readers.", "registry.sheets.")
_PLAIN = {
    ("datetime", "date"),
    ("datetime", "datetime"),
    ("datetime", "time"),
    ("datetime", "timedelta"),
    ("builtins", "frozenset"),
}

TOO_LONG = "Đọc tệp này mất quá nhiều thời gian nên đã dừng. Hãy xóa các trang tính, dòng, cột thừa rồi gửi lại."
CRASHED = "Không đọc được tệp này: tệp bị hỏng nặng hoặc quá lớn. Hãy mở bằng Excel, lưu lại dạng .xlsx rồi gửi lại."


class Stopped(Exception):
    """The child gave no answer. `reason` is a Vietnamese sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class _House:
    """The house of this process: its id, and the socket over which it is handed one connection for each file."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.owner = 0
        self.pid = 0
        self.door: socket.socket | None = None

    def connect(self) -> socket.socket:
        """A connection to a fresh child. A house that died is built anew; one inherited by a fork is left to its owner."""
        with self.lock:
            if self.door is None or self.owner != os.getpid():
                self._build()
            try:
                return self._hand_over()
            except OSError:
                self.leave()
                self._build()
                return self._hand_over()

    def _hand_over(self) -> socket.socket:
        if self.door is None:
            raise OSError("no house")
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self.door, [b"+"], [theirs.fileno()])
            except OSError:
                ours.close()
                raise
        return ours

    def _build(self) -> None:
        door, inside = socket.socketpair()
        with inside:
            environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
            environment |= {"PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1"}
            command = [sys.executable, "-P", "-m", "registry.readers.house"]
            actions = [(os.POSIX_SPAWN_DUP2, inside.fileno(), 0)]
            self.pid = os.posix_spawn(sys.executable, command, environment, file_actions=actions)
        self.door, self.owner = door, os.getpid()

    def leave(self) -> None:
        """Closes the door, upon which the house ends by itself."""
        if self.door is None or self.owner != os.getpid():
            return
        self.door.close()
        self.door = None
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self.pid, 0)


_house = _House()
atexit.register(_house.leave)


@without_collector
def ask(task: str, arguments: tuple[Any, ...], seconds: int) -> Any:
    """What a task of the house answers. Raises `Stopped` when its child needs more than `seconds` of a processor, or dies."""
    begun, longest = time.monotonic(), seconds * _PATIENCE
    question = pickle.dumps((task, arguments), pickle.HIGHEST_PROTOCOL)
    with _house.connect() as connection:
        connection.settimeout(longest)
        with contextlib.suppress(OSError):  # a child that died while it was asked has no answer either
            connection.sendall(struct.pack("<IQ", seconds, len(question)))
            connection.sendall(question)
        answer = _everything(connection, begun + longest)
    if not answer.endswith(b"."):  # what ends a pickle
        raise Stopped(TOO_LONG if time.monotonic() - begun > seconds * 0.9 else CRASHED)
    return _Facts(io.BytesIO(answer)).load()


def _everything(connection: socket.socket, until: float) -> bytes:
    pieces: list[bytes] = []
    try:
        while time.monotonic() < until and (piece := connection.recv(2**20)):
            pieces.append(piece)
    except OSError:
        return b""
    return b"".join(pieces)


class _Facts(pickle.Unpickler):
    """Takes the readers' own records and plain values, and nothing else that a pickle could name."""

    def find_class(self, module: str, name: str) -> Any:  # the name that pickle calls
        """One of the classes that facts are made of."""
        if module.startswith(_OWN) or (module, name) in _PLAIN:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no fact")
