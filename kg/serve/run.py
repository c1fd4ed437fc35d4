"""Runs the server until it is told to stop.

It listens where it was told and nowhere else, and leaves nothing behind when it ends.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import suppress

import uvicorn

from kg.errors import InputError
from kg.serve.app import application
from kg.serve.config import Config


def serve(config: Config, ready: Callable[[str], None] = lambda url: None) -> None:
    """Serve until interrupted; `ready` is told the address once connections are accepted.

    Raises:
        StoreError: there is no graph, or it cannot be read.
        InputError: the address cannot be listened at.
    """
    from kg.graph import Store

    Store.open(config.store, config.base, read_only=True).close()  # what is wrong is told before anything starts
    listener = _listen(config)
    host = f"[{config.host}]" if ":" in config.host else config.host
    url = f"http://{host}:{listener.getsockname()[1]}/"
    server = uvicorn.Server(
        uvicorn.Config(
            application(config, lambda: ready(url)), log_level="error", access_log=False, server_header=False,
            timeout_keep_alive=5, timeout_graceful_shutdown=2, limit_concurrency=200,
        )
    )  # fmt: skip
    with listener, suppress(KeyboardInterrupt):  # how one stops it
        server.run(sockets=[listener])


def _listen(config: Config) -> socket.socket:
    try:
        family = socket.getaddrinfo(config.host, config.port, type=socket.SOCK_STREAM)[0][0]
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((config.host, config.port))
        listener.listen(128)
    except OSError as error:
        raise InputError(
            f"{config.host}:{config.port}: cannot be listened at ({error.strerror or error}); give another --port"
        ) from error
    return listener
