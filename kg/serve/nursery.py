"""The process from which those that answer are born: it has imported all that they need, and opened nothing.

To import takes a third of a second of processor, and seconds where others use the machine; to fork who has done so takes
milliseconds. It is told what to do through a socket, and ends with whoever holds the other end.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
import struct
import sys
from contextlib import suppress

from kg.serve.worker import Settings, work

_MESSAGE = struct.Struct("=ci")
_BIRTH, _BURIAL = b"b", b"r"


def ask_for_birth(nursery: socket.socket, channel: socket.socket) -> None:
    """Have a process started that takes its jobs from a channel; it says there which it is, and then that it is ready."""
    socket.send_fds(nursery, [_MESSAGE.pack(_BIRTH, 0)], [channel.fileno()])


def ask_for_burial(nursery: socket.socket, pid: int) -> None:
    """A process has ended, and nobody will use its number any more; until then no other process can have that number."""
    nursery.send(_MESSAGE.pack(_BURIAL, pid))


def main(arguments: list[str]) -> None:
    """Do what is asked on standard input until it ends; the arguments are `Settings`."""
    orders = socket.socket(fileno=os.dup(0))
    settings = Settings.read(arguments)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then ends all
    _mute()
    gc.freeze()  # what is here now is shared with all that are born
    while True:
        message, channels, _, _ = socket.recv_fds(orders, _MESSAGE.size, 1)
        if not message:
            return
        what, pid = _MESSAGE.unpack(message)
        if what == _BURIAL:
            with suppress(ChildProcessError):
                os.waitpid(pid, 0)
        for channel in channels:
            if os.fork() == 0:
                orders.close()
                _live(channel, settings)
            os.close(channel)


def _mute() -> None:
    """Nothing of what happens here is for the terminal of the server."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    os.close(nothing)


def _live(channel: int, settings: Settings) -> None:
    """Work, and never come back."""
    try:
        with socket.socket(fileno=channel) as jobs:
            work(jobs, settings)
    finally:
        os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
