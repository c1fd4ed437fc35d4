"""The command ``kg``: options in, one call, lines out. No logic of its own; each command loads only what it needs.

Standard output is data, standard error is talk. Exit status: 0 done, 1 something the user can mend, 2 wrong usage,
130 interrupted. Options that several commands share can be set in the environment, as KG_STORE and so on.
"""

from __future__ import annotations

import io
import json
import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg import __version__
from kg.errors import InputError, KGError, QueryError
from kg.settings import BASE, Settings, ontology_dir

if TYPE_CHECKING:
    from kg.graph import Store
    from kg.model import Article, Statement
    from kg.read import Skip

log = logging.getLogger(__name__)

NOTES_SHOWN = 10
"""Doubts about single articles that are printed before the rest is only counted; -v prints all."""

_STORE = click.option(
    "--store", type=click.Path(path_type=Path), default="graph", show_default=True, envvar="KG_STORE",
    help="Folder of the graph.",
)  # fmt: skip
_BASE = click.option(
    "--base", default=BASE, show_default=True, envvar="KG_BASE", metavar="IRI", help="What all IRIs begin with."
)
_ACTORS = click.option(
    "--actors", type=click.Path(exists=True, path_type=Path), multiple=True, envvar="KG_ACTORS",
    help="More actors: a Turtle file, or a folder of them. May be given several times.",
)  # fmt: skip
_CONFIDENCE = click.option(
    "--min-confidence", type=click.FloatRange(0, 1), default=0.0, show_default=True, envvar="KG_MIN_CONFIDENCE",
    help="Leave out statements below this.",
)  # fmt: skip


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


def _examples(*lines: str) -> str:
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=_examples("kg build seeds", "kg query sanctions"),
)
@click.version_option(__version__, prog_name="kg", message="%(prog)s %(version)s")
@click.option("-v", "--verbose", count=True, help="Say more on standard error; twice for all.")
def main(verbose: int) -> None:
    """Who did what to whom, and where it says so: a graph of international relations from French and English news."""
    logging.basicConfig(level=logging.WARNING, format="%(name)s: %(message)s", stream=sys.stderr)
    logging.getLogger("kg").setLevel((logging.WARNING, logging.INFO, logging.DEBUG)[min(verbose, 2)])


@main.command(
    epilog=_examples(
        "kg build seeds", "kg build news/ feed.jsonl --store graph --exports exports", "kg build - < article.txt"
    )
)
@click.argument("sources", nargs=-1, required=True)
@_STORE
@click.option(
    "--exports", type=click.Path(path_type=Path, file_okay=False), default="exports", show_default=True,
    envvar="KG_EXPORTS", help="Folder for graph.ttl and graph.html.",
)  # fmt: skip
@click.option("--no-exports", is_flag=True, help="Build the store only.")
@_ACTORS
@_BASE
@click.option("--strict", is_flag=True, help="Exit with 1 if anything was left out.")
@click.option("--force", is_flag=True, help="Extract unchanged articles again, too.")
def build(
    sources: tuple[str, ...], store: Path, exports: Path, no_exports: bool, actors: tuple[Path, ...], base: str,
    strict: bool, force: bool,
) -> None:  # fmt: skip
    """Read articles; build or update the graph and its exports.

    SOURCES are .txt, .md, .html and .jsonl files, folders of them, or - for standard input. Articles that the graph
    has already are not read again; an article that changed replaces its older version.
    """
    from kg import pipeline

    settings = Settings(base=base, store=store, exports=exports, actors=actors)
    with _counter() as progress:
        report = pipeline.build(sources, settings, progress=progress, force=force)
    with _skips() as tell:
        for skip in report.skips:
            tell(skip)
    done = f"{report.new} new or changed with {report.statements} statements" if report.new else "nothing changed"
    click.echo(f"{report.read} articles read: {done}, {report.unchanged} unchanged; {report.skipped} skipped", err=True)
    if report.read == 0:
        raise InputError(f"{' '.join(sources)}: no article could be read; see above, or give other files")
    if not no_exports:
        for path in pipeline.write_exports(settings):
            click.echo(f"wrote {path}", err=True)
    if strict and report.skipped:
        raise InputError(f"{report.skipped} left out, and --strict allows none; see above")


@main.command(
    epilog=_examples(
        "kg extract article.txt --format table",
        "kg extract - < article.txt",
        "kg extract feed.jsonl --min-confidence 0.7 > statements.jsonl",
    )
)
@click.argument("paths", nargs=-1, required=True)
@click.option("--format", "form", type=click.Choice(["jsonl", "table"]), default="jsonl", show_default=True)
@_CONFIDENCE
@_ACTORS
@_BASE
def extract(paths: tuple[str, ...], form: str, min_confidence: float, actors: tuple[Path, ...], base: str) -> None:
    """Print the statements of articles; store nothing.

    PATHS are files, folders, or - for standard input; each statement is one JSON object on a line of its own.
    """
    from kg.jsonl import to_json

    articles = 0
    for article, statements in _extracted(paths, actors):
        articles += 1
        kept = [statement for statement in statements if statement.confidence >= min_confidence]
        if form == "table" and kept:
            click.echo(article.id)
        for statement in kept:
            line = _row(statement) if form == "table" else json.dumps(to_json(statement, base), ensure_ascii=False)
            click.echo(line)
    if articles == 0:
        raise InputError(f"{' '.join(paths)}: no article could be read; see above, or give other files")


@main.command(
    epilog=_examples(
        "kg query",
        "kg query sanctions",
        "kg query 'SELECT ?state WHERE { ?state ir:suspendsDialogueWith id:nato }' --format csv",
        "kg query mine.rq --format json",
    )
)
@click.argument("query", required=False)
@_STORE
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "tsv", "json"]), default="table", show_default=True
)
@_BASE
def query(query: str | None, store: Path, form: str, base: str) -> None:
    """Ask the graph, all of its graphs as one.

    QUERY is SPARQL, a file with SPARQL, - for standard input, or the name of a query that ships with kg. Without
    QUERY, list those names. The prefixes ir:, id: and the usual ones are known.
    """
    from kg.graph import named_queries, render_rows

    named = named_queries(ontology_dir() / "queries", base)
    if query is None:
        for name, item in named.items():
            click.echo(f"{name:14} {item.title}")
        return
    sparql = named[query].text if query in named else _sparql(query, list(named))
    with _open(store, base) as graph:
        # A terminal gets what fits, a file or a pipe gets it all.
        click.echo(render_rows(graph.query(sparql), form, width=None if sys.stdout.isatty() else 0), nl=False)


@main.command(
    name="export",
    epilog=_examples("kg export turtle > graph.ttl", "kg export nquads -o graph.nq", "kg export csv | head"),
)
@click.argument(
    "form", metavar="FORMAT", type=click.Choice(["turtle", "trig", "nquads", "jsonld", "csv", "graphml"])
)  # fmt: skip
@_STORE
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write; standard output otherwise.")
@_BASE
def export_(form: str, store: Path, output: Path | None, base: str) -> None:
    """Write the graph for other tools.

    FORMAT is turtle, trig, nquads, jsonld, csv or graphml. Turtle holds what is said and concluded; trig, nquads and
    jsonld keep the graphs apart and hold everything; csv has a row a statement; graphml is the network of actors.
    """
    from kg.graph import export

    with _open(store, base) as graph:
        if output is None:
            export(graph, form, sys.stdout)
            return
        from kg.pipeline import write_whole

        write_whole(output, lambda stream: export(graph, form, stream))
        click.echo(f"wrote {output}", err=True)


@main.command(epilog=_examples("kg view", "kg view --store graph -o network.html"))
@_STORE
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), default="exports/graph.html", show_default=True,
    help="File to write.",
)  # fmt: skip
@_BASE
def view(store: Path, output: Path, base: str) -> None:
    """Write the network as one HTML page that opens offline."""
    from kg.graph import graph_data
    from kg.pipeline import write_whole
    from kg.view import render

    with _open(store, base) as graph:
        page = render(graph_data(graph))
    write_whole(output, lambda stream: click.echo(page, file=stream, nl=False))
    click.echo(f"wrote {output}", err=True)


@main.command(epilog=_examples("kg check", "kg check --store graph --actors mine.ttl"))
@_STORE
@_ACTORS
@_BASE
def check(store: Path, actors: tuple[Path, ...], base: str) -> None:
    """Check the ontology, the lexicons and the graph.

    The lexicons are checked against the ontology and, if there is a graph, the graph against the SHACL shapes.
    """
    from kg.checks import check_lexicons
    from kg.graph import validate
    from kg.ontology import load_ontology

    ontology = load_ontology(None, actors)
    findings = check_lexicons(ontology, ontology_dir())
    click.echo(f"ontology: {len(ontology.relations)} relations, {len(ontology.actors)} actors")
    for finding in findings:
        click.echo(f"lexicon: {finding}")
    if not findings:
        click.echo("lexicon: all sound")
    if store.is_dir():
        with _open(store, base) as graph:
            report = validate(graph)
        click.echo(f"graph: {report}")
        report.raise_if_invalid()
    if findings:
        raise KGError(f"{len(findings)} findings in the lexicons; mend them in {ontology_dir() / 'lexicon'}")


@main.command(
    epilog=_examples(
        'kg explain "La Pologne a expulsé trois diplomates russes."',
        "kg explain article.txt",
        'kg explain --lang en --date 2022-01-09 "Mali left the bloc on Sunday."',
    )
)
@click.argument("text")
@click.option("--lang", type=click.Choice(["fr", "en"]), help="Language; found out otherwise.")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="What relative dates count from.")
@_ACTORS
def explain(text: str, lang: str | None, date: datetime | None, actors: tuple[Path, ...]) -> None:
    """Say why sentences became statements or did not.

    TEXT is a sentence or more, the path of a file, or - for standard input. For each sentence: the names and what
    they stand for, the triggers, and what became of each.
    """
    from kg.extract import explain as run
    from kg.ontology import load_ontology

    ontology = load_ontology(None, actors)
    for article in _articles(text, lang):
        click.echo(run(article if date is None else replace(article, date=f"{date:%Y-%m-%d}"), ontology))


@main.command(epilog=_examples("kg evaluate gold.jsonl", "kg evaluate gold.jsonl --errors 20 --json"))
@click.argument("gold", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--errors", type=click.IntRange(0), default=0, metavar="N", help="List so many misses and wrong finds.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as one JSON object a file.")
@_CONFIDENCE
@_ACTORS
def evaluate(
    gold: tuple[Path, ...], errors: int, as_json: bool, min_confidence: float, actors: tuple[Path, ...]
) -> None:
    """Score extraction against annotated articles.

    GOLD is a .jsonl file: articles as for `kg build`, with the statements that should be found. The figures are
    precision, recall and F1, in all and by type, and how often status and evidence are right.
    """
    from kg import evaluate as scoring
    from kg.jsonl import to_json

    for path in gold:
        items = scoring.load_gold(path)
        found = {
            article.id: [to_json(s) for s in statements if s.confidence >= min_confidence]
            for article, statements in _extracted((str(path),), actors)
        }
        scores = scoring.score(items, found)
        if as_json:
            click.echo(json.dumps({"gold": path.name, **scoring.to_dict(scores)}))
        else:
            click.echo(f"== {path.name}\n{scoring.render(scores, errors=errors)}")


def _extracted(paths: tuple[str, ...], actors: tuple[Path, ...]) -> Iterator[tuple[Article, list[Statement]]]:
    from kg.extract import extract
    from kg.ontology import load_ontology
    from kg.read import read

    with _skips() as tell:
        yield from extract(read(paths, report=tell), load_ontology(None, actors))


def _articles(text: str, lang: str | None) -> Iterator[Article]:
    """The articles of a file, or the text itself as one."""
    from kg.model import Article
    from kg.read import read
    from kg.read.language import detect

    if text != "-" and not _is_file(text):
        found = lang or detect(text)[0]
        if found not in ("fr", "en"):
            raise InputError(f"the text reads like {found!r}, not French or English; say --lang fr or --lang en")
        yield Article("text", text, lang=found)
        return
    with _skips() as tell:
        for article in read([text], report=tell):
            yield article if lang is None else replace(article, lang=lang)


def _sparql(query: str, names: list[str]) -> str:
    """The text of a query that is not a named one."""
    if query == "-":
        return sys.stdin.read()
    if _is_file(query):
        try:
            return Path(query).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{query}: cannot be read ({error}); give a UTF-8 file with SPARQL") from error
    if not any(character in query for character in " \n{"):
        raise QueryError(f"{query}: no such file, and no query of that name; the names are {', '.join(names)}")
    return query


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except OSError:  # too long for a name
        return False


@contextmanager
def _open(store: Path, base: str) -> Iterator[Store]:
    from kg.graph import Store

    with Store.open(store, base, read_only=True) as graph:
        if graph.stale:
            click.echo(
                "note: the last build was interrupted; run it again to bring the conclusions up to date", err=True
            )
        yield graph


@contextmanager
def _skips() -> Iterator[Callable[[Skip], None]]:
    """Says what is left out, all of it, and what is doubtful, the first of it."""
    notes = 0

    def tell(skip: Skip) -> None:
        nonlocal notes
        if skip.severity == "error":
            click.echo(f"skipped: {skip}", err=True)
            return
        notes += 1
        if notes <= NOTES_SHOWN or log.isEnabledFor(logging.INFO):
            click.echo(f"note: {skip}", err=True)

    yield tell
    if notes > NOTES_SHOWN and not log.isEnabledFor(logging.INFO):
        click.echo(f"note: {notes - NOTES_SHOWN} more of this kind (kg -v shows them)", err=True)


@contextmanager
def _counter() -> Iterator[Callable[[Article], None]]:
    """A line that counts articles on a terminal, and nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda article: None
        return
    count = 0

    def show(article: Article) -> None:
        nonlocal count
        count += 1
        click.echo(f"\r\033[K{count:6}  {(article.title or article.id)[:60]}", err=True, nl=False)

    try:
        yield show
    finally:
        click.echo("\r\033[K", err=True, nl=False)


def _row(s: Statement) -> str:
    object_ = s.object.entity.label if s.object else "–"
    act = f"{s.subject.entity.label} – {s.relation.label} – {object_}"
    return f"  {s.type:9} {s.status:8} {s.date or '':10}  {act}  “{s.trigger}”"
