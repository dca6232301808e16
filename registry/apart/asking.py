"""Has files read apart: by a child of a small house that knows its readers and nothing else, no settings, no secrets.

A house (`registry.apart.house`) is started once for each server process and subject, and forks a child for each file, which costs
milliseconds. Whatever a file does to its child, memory, time or a crash, the server gets told that there is no answer.
"""

import atexit
import contextlib
import enum
import io
import os
import pickle
import socket
import struct
import sys
import threading
import time
from collections.abc import Collection
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parents[2]
_KEPT = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "TZ")
_PATIENCE = 4.5  # times the seconds of the processor, by the clock; the child ends itself a little earlier
_PLAIN = {
    ("datetime", "date"),
    ("datetime", "datetime"),
    ("datetime", "time"),
    ("datetime", "timedelta"),
    ("builtins", "frozenset"),
}


class Stopped(Exception):
    """The child gave no answer. `late`: it was busy until its time was over."""

    def __init__(self, *, late: bool) -> None:
        super().__init__(late)
        self.late = late


class House:
    """The house of one subject in this process: started when it is first asked, and anew when it died.

    `tasks` names the module with what its children do; `facts` the modules whose records and enumerations an answer may hold.
    """

    def __init__(self, tasks: str, facts: Collection[str] = ()) -> None:
        self.pid = 0
        self._tasks = tasks
        self._facts = frozenset(facts)
        self._lock = threading.Lock()
        self._owner = 0
        self._door: socket.socket | None = None
        atexit.register(self.leave)

    def ask(self, task: str, arguments: tuple[Any, ...], seconds: int) -> Any:
        """What a task answers. Raises `Stopped` when its child needs more than `seconds` of a processor, or dies."""
        begun, longest = time.monotonic(), seconds * _PATIENCE
        question = pickle.dumps((task, arguments), pickle.HIGHEST_PROTOCOL)
        with self._connect() as connection:
            connection.settimeout(longest)
            with contextlib.suppress(OSError):  # a child that died while it was asked has no answer either
                connection.sendall(struct.pack("<IQ", seconds, len(question)))
                connection.sendall(question)
            answer = _everything(connection, begun + longest)
        if not answer.endswith(b"."):  # what ends a pickle
            raise Stopped(late=time.monotonic() - begun > seconds * 0.9)
        try:
            return Answer(answer, self._facts).load()
        except Exception as nonsense:  # what a child that was taken over may send has no end
            raise Stopped(late=False) from nonsense

    def leave(self) -> None:
        """Closes the door, upon which the house ends by itself."""
        if self._door is None or self._owner != os.getpid():
            return
        self._door.close()
        self._door = None
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self.pid, 0)

    def _connect(self) -> socket.socket:
        """A connection to a fresh child. A house that died is built anew; one inherited by a fork is left to its owner."""
        with self._lock:
            if self._door is None or self._owner != os.getpid():
                self._build()
            try:
                return self._hand_over()
            except OSError:
                self.leave()
                self._build()
                return self._hand_over()

    def _hand_over(self) -> socket.socket:
        if self._door is None:
            raise OSError("no house")
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self._door, [b"+"], [theirs.fileno()])
            except OSError:
                ours.close()
                raise
        return ours

    def _build(self) -> None:
        door, inside = socket.socketpair()
        with inside:
            environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
            environment |= {"PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1"}
            command = [sys.executable, "-P", "-m", "registry.apart.house", self._tasks]
            actions = [(os.POSIX_SPAWN_DUP2, inside.fileno(), 0)]
            self.pid = os.posix_spawn(sys.executable, command, environment, file_actions=actions)
        self._door, self._owner = door, os.getpid()


def _everything(connection: socket.socket, until: float) -> bytes:
    pieces: list[bytes] = []
    try:
        while time.monotonic() < until and (piece := connection.recv(2**20)):
            pieces.append(piece)
    except OSError:
        return b""
    return b"".join(pieces)


class Answer(pickle.Unpickler):
    """Takes plain values, records and enumerations of the modules of facts, and nothing else that a pickle could name.

    A child that a file has taken over may send what it likes: a name that leads on from a module, such as `os.system`, calls
    anything there is.
    """

    def __init__(self, content: bytes, facts: Collection[str] = ()) -> None:
        super().__init__(io.BytesIO(content))
        self._modules = facts

    def find_class(self, module: str, name: str) -> Any:  # the name that pickle calls
        """One of the classes that facts are made of."""
        if (module, name) in _PLAIN:
            return super().find_class(module, name)
        if module in self._modules and name.isidentifier():
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module and (is_dataclass(found) or issubclass(found, enum.Enum)):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no fact")
