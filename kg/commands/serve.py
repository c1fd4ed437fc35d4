"""``kg serve``: the graph on the web, for reading."""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands.shared import BASE_IRI, STORE, examples


@click.command(epilog=examples("kg serve", "kg serve --port 8080 --timeout 30", "kg serve --cors https://example.org"))
@STORE
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at; 0.0.0.0 is all of them.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=7878, show_default=True, help="Port; 0 takes a free one."
)
@click.option(
    "--timeout", type=click.FloatRange(0.1, 3600), default=10, show_default=True, help="Seconds a query may run."
)
@click.option("--workers", type=click.IntRange(1, 64), default=8, show_default=True, help="Queries at once.")
@click.option("--memory", type=click.IntRange(256), default=2048, show_default=True, help="MiB a query may use.")
@click.option(
    "--limit", type=click.IntRange(1000), default=32_000_000, show_default=True, help="Bytes an answer may have."
)
@click.option(
    "--cors", multiple=True, metavar="ORIGIN", help="Let pages of this origin ask. May be given several times."
)
@BASE_IRI
def serve(
    store: Path, host: str, port: int, timeout: float, workers: int, memory: int, limit: int, cors: tuple[str, ...],
    base: str,
) -> None:  # fmt: skip
    """Serve the graph on this machine: a SPARQL endpoint, pages, the network. Nobody can change it.

    The endpoint is /sparql (SPARQL 1.1 Protocol), / a page to write queries in, /ask the named questions as forms, /graph
    the network, /id/nato a page or data about a thing, /void the description. A build may run meanwhile; once it has
    finished, its state is served. Ctrl-C stops.
    """
    from kg.serve.config import Config
    from kg.serve.run import serve as run

    config = Config(
        store=store,
        base=base,
        host=host,
        port=port,
        timeout=timeout,
        workers=workers,
        memory=memory,
        most=limit,
        cors=cors,
    )
    run(config, ready=lambda url: click.echo(f"serving {store} at {url} (Ctrl-C stops)", err=True))
