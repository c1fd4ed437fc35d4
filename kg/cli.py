"""The command ``kg``: options in, one call, lines out. No logic of its own.

Standard output is data, standard error is talk. Exit status: 0 done, 1 something the user can mend, 2 wrong usage, 130 interrupted.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from kg import __version__
from kg.errors import KGError
from kg.settings import BASE, Settings

log = logging.getLogger(__name__)

STORE = click.option(
    "--store", type=click.Path(path_type=Path), default=Path("graph"), show_default=True, help="Folder of the graph."
)
ACTORS = click.option(
    "--actors",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="More actors: a Turtle file or folder.",
)
MINIMUM = click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    show_default=True,
    help="Leave out statements below this.",
)


@contextmanager
def _talk() -> Iterator[None]:
    """KGErrors become one line and status 1; a closed pipe ends in silence; an interrupt is 130."""
    try:
        yield
    except KGError as error:
        click.echo(f"kg: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        click.echo("kg: interrupted; what was stored stays, run the same command to go on", err=True)
        sys.exit(130)


def _example(*lines: str) -> str:
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


@click.group(
    context_settings={"auto_envvar_prefix": "KG", "help_option_names": ["-h", "--help"]},
    epilog=_example("kg build seeds", "kg query sanctions"),
)
@click.version_option(__version__, prog_name="kg")
@click.option("-v", "--verbose", count=True, help="Say more on standard error; twice for all.")
def main(verbose: int) -> None:
    """Who did what to whom, and where it says so: a graph of international relations from French and English news."""
    level = (logging.WARNING, logging.INFO, logging.DEBUG)[min(verbose, 2)]
    logging.basicConfig(level=level, format="%(name)s: %(message)s", stream=sys.stderr)


@main.command(
    epilog=_example(
        "kg build seeds", "kg build news/ feed.jsonl --store graph --exports exports", "cat one.txt | kg build -"
    )
)
@click.argument("sources", nargs=-1, required=True)
@STORE
@click.option(
    "--exports",
    type=click.Path(path_type=Path),
    default=Path("exports"),
    show_default=True,
    help="Where graph.ttl and graph.html go.",
)
@click.option("--no-exports", is_flag=True, help="Only build the store.")
@click.option("--base", default=BASE, show_default=True, help="What all IRIs begin with.")
@ACTORS
@click.option("--strict", is_flag=True, help="Exit with 1 if any article was left out.")
@click.option("--force", is_flag=True, help="Read unchanged articles again, too.")
def build(
    sources: tuple[str, ...],
    store: Path,
    exports: Path,
    no_exports: bool,
    base: str,
    actors: tuple[Path, ...],
    strict: bool,
    force: bool,
) -> None:
    """Read articles, extract statements, store them, and write the exports.

    SOURCES are .txt, .md, .html or .jsonl files, folders, or - for standard input. Articles that did not change are not read again.
    """
    from kg import pipeline

    settings = Settings(base=base, store=store, exports=exports, actors=actors)
    with _talk():
        report = pipeline.build(list(sources), settings, progress=_progress(), force=force)
        for skip in report.skips:
            click.echo(f"{'skipped' if skip.severity == 'error' else 'note'}: {skip}", err=True)
        changed = f"{report.new} new or changed, {report.statements} statements" if report.new else "nothing changed"
        click.echo(
            f"{report.read} articles read: {changed}, {report.unchanged} unchanged, {len(report.errors)} skipped.",
            err=True,
        )
        if report.read == 0:
            click.echo("kg: no article could be read", err=True)
            sys.exit(1)
        if not no_exports:
            for path in pipeline.write_exports(settings):
                click.echo(f"wrote {path}", err=True)
        if strict and report.errors:
            sys.exit(1)


def _progress() -> Callable[[str], None]:
    """A counter that redraws itself on a terminal, and says nothing elsewhere."""
    if not sys.stderr.isatty():
        return lambda title: None
    count = 0

    def show(title: str) -> None:
        nonlocal count
        count += 1
        click.echo(f"\r\033[K{count:6}  {title[:70]}", err=True, nl=False)
        if count % 50 == 0:
            click.echo("", err=True)

    return show


@main.command(
    epilog=_example(
        "kg extract article.txt --format jsonl",
        "kg extract - < article.txt",
        "kg extract news.jsonl --min-confidence 0.7 > statements.jsonl",
    )
)
@click.argument("paths", nargs=-1, required=True)
@click.option("--format", "format_", type=click.Choice(["jsonl", "table"]), default="jsonl", show_default=True)
@click.option("--base", default=BASE, help="What all IRIs begin with.")
@ACTORS
@MINIMUM
def extract(paths: tuple[str, ...], format_: str, base: str, actors: tuple[Path, ...], min_confidence: float) -> None:
    """Print the statements of articles, one JSON object a line, without storing anything.

    PATHS are files, folders, or - for standard input.
    """
    from kg.extract import extract as run
    from kg.jsonl import to_json
    from kg.ontology import load_ontology
    from kg.read import read

    skipped = 0

    def report(skip: Any) -> None:
        nonlocal skipped
        skipped += skip.severity == "error"
        click.echo(f"{'skipped' if skip.severity == 'error' else 'note'}: {skip}", err=True)

    with _talk():
        count = 0
        for _, statements in run(read(list(paths), report=report), load_ontology(None, actors)):
            count += 1
            for s in statements:
                if s.confidence < min_confidence:
                    continue
                if format_ == "jsonl":
                    click.echo(json.dumps(to_json(s, base), ensure_ascii=False))
                else:
                    object_ = s.object.entity.label if s.object else "–"
                    click.echo(
                        f"{s.type:9} {s.status:8} {s.subject.entity.label} | {s.relation.label} | {object_}  ({s.document}: “{s.trigger}”)"
                    )
        sys.stdout.flush()
        if count == 0:
            click.echo("kg: no article could be read", err=True)
            sys.exit(1)


@main.command(
    epilog=_example(
        "kg query sanctions",
        "kg query 'SELECT ?s WHERE { ?s a ir:State } LIMIT 5' --format csv",
        "kg query mine.rq --format json",
    )
)
@click.argument("query", required=False)
@STORE
@click.option(
    "--format", "format_", type=click.Choice(["table", "csv", "tsv", "json"]), default="table", show_default=True
)
@click.option("--base", default=BASE, help="What all IRIs begin with.")
def query(query: str | None, store: Path, format_: str, base: str) -> None:
    """Ask the graph: QUERY is SPARQL, a file, or the name of a query that ships with kg. Without QUERY, list those names."""
    from kg.errors import QueryError
    from kg.graph import Store, named_queries
    from kg.graph.render import render_rows
    from kg.settings import ontology_dir

    with _talk():
        named = named_queries(ontology_dir() / "queries", base)
        if query is None:
            for name, item in named.items():
                click.echo(f"{name:14} {item.title}")
            return
        text = _query_text(query, {name: item.text for name, item in named.items()})
        if text is None:
            raise QueryError(f"{query}: no query of that name and no such file; known names: {', '.join(named)}")
        _must_exist(store)
        with Store.open(store, base, read_only=True) as graph:
            click.echo(render_rows(graph.query(text), format_), nl=False)


def _query_text(query: str, named: dict[str, str]) -> str | None:
    if query in named:
        return named[query]
    if len(query) < 250 and "\n" not in query and Path(query).is_file():
        return Path(query).read_text(encoding="utf-8")
    return query if any(c in query for c in "{?") else None


def _must_exist(store: Path) -> None:
    from kg.errors import StoreError

    if not store.is_dir():
        raise StoreError(f"{store}: no graph there; run `kg build SOURCE… --store {store}` first")


@main.command(
    name="export",
    epilog=_example("kg export turtle > graph.ttl", "kg export nquads -o graph.nq", "kg export csv | head"),
)
@click.argument(
    "format_", metavar="FORMAT", type=click.Choice(["turtle", "trig", "nquads", "jsonld", "csv", "graphml"])
)
@STORE
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File; standard output otherwise.")
@click.option("--base", default=BASE, help="What all IRIs begin with.")
def export_(format_: str, store: Path, output: Path | None, base: str) -> None:
    """Write the graph for other tools: turtle, trig, nquads, jsonld, csv or graphml."""
    from kg.graph import Store
    from kg.graph.export import export

    with _talk():
        _must_exist(store)
        with Store.open(store, base, read_only=True) as graph:
            if output is None:
                export(graph, format_, sys.stdout)
                sys.stdout.flush()
                return
            part = output.with_name(output.name + ".part")
            with part.open("w", encoding="utf-8", newline="\n") as stream:
                export(graph, format_, stream)
            part.replace(output)
        click.echo(f"wrote {output}", err=True)


@main.command(epilog=_example("kg view", "kg view --store graph -o network.html"))
@STORE
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("exports/graph.html"), show_default=True)
@click.option("--base", default=BASE, help="What all IRIs begin with.")
def view(store: Path, output: Path, base: str) -> None:
    """Write the network as one HTML page that opens offline."""
    from kg.graph import Store
    from kg.graph.records import graph_data
    from kg.view import render

    with _talk():
        _must_exist(store)
        with Store.open(store, base, read_only=True) as graph:
            page = render(graph_data(graph))
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(page, encoding="utf-8", newline="\n")
        click.echo(f"wrote {output}", err=True)


@main.command(epilog=_example("kg check", "kg check --store graph --actors mine.ttl"))
@STORE
@ACTORS
@click.option("--base", default=BASE, help="What all IRIs begin with.")
def check(store: Path, actors: tuple[Path, ...], base: str) -> None:
    """Check ontology and lexicons against each other, and the graph, if there is one, against its SHACL shapes."""
    from kg.checks import check_lexicons
    from kg.graph import Store
    from kg.graph.validate import validate
    from kg.ontology import load_ontology
    from kg.settings import ontology_dir

    with _talk():
        ontology = load_ontology(None, actors)
        problems = check_lexicons(ontology, ontology_dir())
        click.echo(f"ontology: {len(ontology.relations)} relations, {len(ontology.actors)} actors")
        for problem in problems:
            click.echo(f"lexicon: {problem}")
        conforms = True
        if store.is_dir():
            with Store.open(store, base, read_only=True) as graph:
                result = validate(graph)
            conforms = result.conforms
            click.echo(str(result))
        if problems or not conforms:
            sys.exit(1)


@main.command(
    epilog=_example(
        'kg explain "La Pologne a expulsé trois diplomates russes."',
        "kg explain article.txt",
        'kg explain --lang en "Mali left the bloc."',
    )
)
@click.argument("text")
@click.option("--lang", type=click.Choice(["fr", "en"]), help="Language; found out otherwise.")
@click.option("--date", help="ISO date that relative dates count from.")
@ACTORS
def explain(text: str, lang: str | None, date: str | None, actors: tuple[Path, ...]) -> None:
    """Say for each sentence which names, triggers and frames were seen, and why each became a statement or not.

    TEXT is a sentence, or the path of an article.
    """
    from kg.errors import InputError
    from kg.extract import explain as run
    from kg.model import Article
    from kg.ontology import load_ontology
    from kg.read import read
    from kg.read.language import detect

    with _talk():
        ontology = load_ontology(None, actors)
        if len(text) < 250 and Path(text).is_file():
            articles = list(read([text], report=lambda skip: click.echo(f"note: {skip}", err=True)))
        else:
            found = lang or detect(text)[0]
            if found not in {"fr", "en"}:
                raise InputError(f"the text looks like {found!r}, not French or English; say --lang fr or --lang en")
            articles = [Article("text", text, lang=found, date=date)]
        for article in articles:
            click.echo(run(article, ontology))


@main.command(
    epilog=_example(
        "kg evaluate tests/quality/read-fr.jsonl", "kg evaluate gold.jsonl --errors 20", "kg evaluate gold.jsonl --json"
    )
)
@click.argument("gold", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--errors", type=int, default=0, help="List so many misses and wrong statements.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@ACTORS
@MINIMUM
def evaluate(
    gold: tuple[Path, ...], errors: int, as_json: bool, actors: tuple[Path, ...], min_confidence: float
) -> None:
    """Score extraction against annotated articles: precision, recall and F1 of events and facts, status and evidence."""
    import kg.evaluate as scoring
    from kg.extract import extract as run
    from kg.jsonl import to_json
    from kg.ontology import load_ontology
    from kg.read import read

    with _talk():
        ontology = load_ontology(None, actors)
        for path in gold:
            items = scoring.load_gold(path)
            by_document: dict[str, list[dict[str, Any]]] = {}
            for article, statements in run(
                read([path], report=lambda skip: click.echo(f"note: {skip}", err=True)), ontology
            ):
                by_document[article.id] = [to_json(s) for s in statements if s.confidence >= min_confidence]
            scores = scoring.score(items, by_document)
            if as_json:
                click.echo(json.dumps({"gold": path.name, **scoring.to_dict(scores)}))
            else:
                click.echo(f"== {path.name}")
                click.echo(scoring.render(scores, errors=errors))
