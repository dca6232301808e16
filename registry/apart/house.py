"""A house of readers, a process of its own: `python -m registry.apart.house <module of tasks>`, a socket as standard input.

Each message on the socket carries a connection; a child is forked for it, which binds itself to limits, reads one file, answers
and ends. The kernel ends it when its time or its memory is used up.

A module of tasks has `TASKS` (name → function), `OPEN_FILES` (how many a child may have open: with none it can open neither files
nor connections) and `warm_up`, which loads what Python would load late.
"""

import contextlib
import gc
import importlib
import os
import pickle
import resource
import signal
import socket
import struct
import sys
import traceback
from pathlib import Path
from typing import Any

MEMORY = 2**30
"""Bytes that a file may take beyond what the house itself holds."""

FILE_BYTES = 64 * 2**20
"""Of the largest file that a child may leave for a moment."""

PATIENCE = 4
"""How many times its processor seconds a file may take by the clock: a busy server is no fault of the file."""

_STATUS = Path("/proc/self/statm")


def main(door: socket.socket, tasks: Any) -> None:
    """Serves until the door is closed from outside."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # children need nobody to wait for them
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server, which then closes the door
    tasks.warm_up()
    gc.freeze()
    while True:
        message, connections, _, _ = socket.recv_fds(door, 1, 1)
        if not message:
            return
        for connection in connections:
            with contextlib.suppress(OSError):  # no process to be had: the connection closes without an answer
                if os.fork() == 0:
                    door.close()
                    _serve(connection, tasks)
            os.close(connection)


def _serve(number: int, tasks: Any) -> None:
    """One file, then the end of the child, whatever happens."""
    status = 1
    try:
        connection = socket.socket(fileno=number)
        seconds, length = struct.unpack("<IQ", _exactly(connection, 12))
        limit(seconds, tasks.OPEN_FILES)
        task, arguments = pickle.loads(_exactly(connection, length))  # noqa: S301 - from the server that started the house
        connection.sendall(pickle.dumps(tasks.TASKS[task](*arguments), pickle.HIGHEST_PROTOCOL))
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
    os.write(2, f"{kind.__name__ if kind else ''} in a child that reads\n{lines}".encode())


def _exactly(connection: socket.socket, length: int) -> bytes:
    content = bytearray()
    while len(content) < length:
        piece = connection.recv(min(length - len(content), 2**20))
        if not piece:
            raise OSError("the question was cut off")
        content += piece
    return bytes(content)


def limit(seconds: int, open_files: int) -> None:
    """Binds this process: the kernel kills it by these, whatever its code is busy with."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)  # a child that has a page drawn waits for it
    held = int(_STATUS.read_text("ascii").split()[0]) * resource.getpagesize() if _STATUS.exists() else MEMORY
    for kind, most in (
        (resource.RLIMIT_AS, held + MEMORY),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, FILE_BYTES),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, open_files),
    ):
        resource.setrlimit(kind, (most, most))
    signal.alarm(seconds * PATIENCE)


if __name__ == "__main__":
    with socket.socket(fileno=0) as door:
        main(door, importlib.import_module(sys.argv[1]))
