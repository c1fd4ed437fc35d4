"""The command ``kg``: its commands in the order of work, and what becomes of an error in any of them.

Standard output is data, standard error is talk. Exit status: 0 done, 1 something the user can mend, 2 wrong usage,
130 interrupted. Options that several commands share can be set in the environment, as KG_STORE and so on.
"""

from __future__ import annotations

import io
import logging
import os
import sys
from typing import Any

import click

from kg import __version__
from kg.commands.actors import actors_
from kg.commands.build import build
from kg.commands.check import check
from kg.commands.evaluate import evaluate
from kg.commands.explain import explain
from kg.commands.export import export_
from kg.commands.extract import extract
from kg.commands.forget import forget
from kg.commands.import_ import import_
from kg.commands.query import query
from kg.commands.serve import serve
from kg.commands.shared import examples
from kg.commands.status import status
from kg.commands.view import view
from kg.errors import KGError

COMMANDS = (build, import_, extract, query, export_, view, serve, status, forget, check, explain, actors_, evaluate)


class _Commands(click.Group):
    """The group; for every command alike, it turns what went wrong into a line and an exit status."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)  # in the order of work, not of the alphabet

    def invoke(self, ctx: click.Context) -> Any:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):  # whatever the locale says, data are UTF-8
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        try:
            super().invoke(ctx)
            sys.stdout.flush()
        except KGError as error:
            click.echo(f"kg: {error}", err=True)
            ctx.exit(1)
        except BrokenPipeError:  # the reader has seen enough; nothing may be left to flush into the closed pipe
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)
        except KeyboardInterrupt:
            click.echo("\nkg: interrupted; what was stored stays, the same command goes on from there", err=True)
            ctx.exit(130)


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=examples("kg build seeds", "kg query sanctions"),
)
@click.version_option(__version__, prog_name="kg", message="%(prog)s %(version)s")
@click.option("-v", "--verbose", count=True, help="Say more on standard error; twice for all.")
def main(verbose: int) -> None:
    """Who did what to whom, and where it says so: a graph of international relations from French and English news."""
    logging.basicConfig(level=logging.WARNING, format="%(name)s: %(message)s", stream=sys.stderr)
    logging.getLogger("kg").setLevel((logging.WARNING, logging.INFO, logging.DEBUG)[min(verbose, 2)])


for command in COMMANDS:
    main.add_command(command)
