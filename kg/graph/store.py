"""The graph on disk: articles in, conclusions drawn, questions answered.

It keeps what sources say apart from what is concluded, and writes each graph whole or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.errors import StoreError
from kg.graph import rdf
from kg.graph.folder import FORMAT, Folder, Nowhere, in_use
from kg.graph.imported import Record, dataset_node, record_triples
from kg.graph.known import digest, parse, read
from kg.graph.migrate import migrate
from kg.graph.names import XSD, Names
from kg.graph.query import Rows, run
from kg.graph.renew import count, load, renew
from kg.graph.said import Said
from kg.model import Article, Statement
from kg.ontology import actor_files, actor_turtle
from kg.settings import BASE

if TYPE_CHECKING:
    from rdflib import Dataset


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """What the graph knows about one article."""

    iri: str
    id: str
    title: str
    publisher: str | None
    date: str | None
    lang: str | None
    url: str | None
    sha256: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Derived:
    """What `Store.derive` did."""

    triples: int
    """Triples in the derived graph."""
    changed: int
    """Triples written or removed."""


_BULK = 5_000
"""Triples above which a new graph is loaded in bulk: hardly an article has as many, a part of a dataset has."""


class Store:
    """A graph; use `Store.open`."""

    def __init__(self, quads: ox.Store, folder: Folder | Nowhere, names: Names, *, read_only: bool) -> None:
        self.quads = quads
        """The database itself, for modules of `kg.graph`."""
        self.names = names
        self.read_only = read_only
        self._folder = folder
        self._seen: dict[str, tuple[str, str]] = {}

    @classmethod
    def open(cls, path: Path, base: str = BASE, *, read_only: bool = False) -> Self:
        """Open or create the store in a folder; a context manager closes it.

        One process may write and any number read; who reads while another writes sees the graph as it was before that.
        A second writer, or a writer beside readers, gets a StoreError that says who has the store.
        """
        folder = Folder(Path(path), base)
        folder.prepare(read_only=read_only)
        if read_only and folder.format != FORMAT:
            folder.release()
            raise StoreError(
                f"{path}: was written by an older irkg; run `kg build` once with this one, which brings it up to date"
            )
        try:
            if read_only and folder.quads.exists():
                quads = ox.Store.read_only(str(folder.quads))
            else:
                quads = ox.Store() if read_only else ox.Store(str(folder.quads))
            if not read_only:
                if folder.format != FORMAT:
                    migrate(quads, Names(base), folder.format)
                    quads.flush()
                    folder.mark_format()
                folder.keep(quads)
        except (OSError, RuntimeError) as error:
            folder.release()
            if "lock" in str(error).lower():
                raise in_use(folder.path) from error
            raise StoreError(f"{path}: is damaged ({error}); delete the folder and build again") from error
        except BaseException:
            folder.release()
            raise
        return cls(quads, folder, Names(base), read_only=read_only)

    @classmethod
    def in_memory(cls, quads: ox.Store, base: str = BASE, *, stale: bool = False, read_only: bool = True) -> Self:
        """A store that is nowhere on disk."""
        return cls(quads, Nowhere(stale), Names(base), read_only=read_only)

    @classmethod
    def snapshot(cls, path: Path, target: Path, base: str = BASE) -> None:
        """Copy the store of a folder, as it is now, to a folder that does not exist; files are shared where they can be.

        Raises:
            StoreError: there is no store, or another process writes to it.
        """
        with cls.open(path, base, read_only=True) as store:
            copy = Folder(target, base)
            copy.prepare(read_only=False)
            copy.release()
            if (Path(path) / "quads").exists():
                store.quads.backup(str(copy.quads))

    @staticmethod
    def stamp(path: Path) -> int:
        """A number that changes when the store of a folder is written (nanoseconds of its last change); 0 for none."""
        files = Path(path).glob("quads/*")
        return max((file.stat().st_mtime_ns for file in files), default=0)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Write everything out and let other processes in; the store cannot be used afterwards."""
        if not hasattr(self, "quads"):
            return
        if not self.read_only and not isinstance(self._folder, Nowhere):
            self.quads.flush()
        self.__dict__.pop("dataset", None)
        del self.quads
        if not self.read_only:
            self._folder.drop()
        self._folder.release()

    @cached_property
    def dataset(self) -> Dataset:
        """The same graph through the rdflib API, all graphs as one default graph."""
        from oxrdflib import OxigraphStore
        from rdflib import Dataset

        return Dataset(store=OxigraphStore(store=self.quads), default_union=True)

    @property
    def beside_writer(self) -> bool:
        """Whether another process writes while this one reads what was there before."""
        return self._folder.before

    @property
    def stale(self) -> bool:
        """Whether articles or the ontology changed since the last `derive`."""
        return self._folder.stale

    def put(
        self, article: Article, statements: Sequence[Statement], *, fingerprint: str, unlinked: Iterable[str] = ()
    ) -> bool:
        """Replace the article's graph in one transaction; False if exactly this is stored already.

        `fingerprint` stands for everything else that the statements depend on: ontology, lexicon, program. `unlinked` are
        names in the article that no known actor bears.
        """
        if self.is_current(article, fingerprint):
            return False
        triples = rdf.article_triples(article, statements, fingerprint, self.names, unlinked)
        self._replace(self.names.article(article), triples)
        return True

    def is_current(self, article: Article, fingerprint: str) -> bool:
        """Whether the store holds this very text, extracted under this fingerprint."""
        node = self.names.article(article)
        self._notice(node, article)
        marks = {rdf.SHA256: article.sha256, self.names.term("fingerprint"): fingerprint}
        return all(Quad(node, mark, Literal(value), node) in self.quads for mark, value in marks.items())

    def remove(self, article_iri: str) -> bool:
        """Forget an article and all it says; False if the store does not have it."""
        node = NamedNode(article_iri)
        if Quad(node, rdf.TYPE, rdf.NEWS_ARTICLE, node) not in self.quads:
            return False
        self._writable()
        self._folder.mark_stale(node.value)
        self.quads.remove_graph(node)
        return True

    def has_part(self, dataset: str, part: str, digest: str) -> bool:
        """Whether this part of a dataset is stored, with exactly this content."""
        node = dataset_node(self.names, dataset, part)
        return Quad(node, rdf.SHA256, Literal(digest), node) in self.quads

    def put_part(self, dataset: str, part: str, digest: str, records: Sequence[Record]) -> None:
        """Replace a part of a dataset in one transaction."""
        node = dataset_node(self.names, dataset, part)
        self._replace(node, set(record_triples(node, dataset, part, digest, records, self.names)))

    def find(self, name: str) -> list[str]:
        """IRIs of the articles that a name stands for: an IRI, a URL, the item's own id, or a title; sorted."""
        url = Literal(name.partition("#")[0], datatype=NamedNode(f"{XSD}anyURI"))
        found = {self.names.node("article", url.value).value} if "://" in name else set()
        for predicate, value in ((rdf.IDENTIFIER, Literal(name)), (rdf.URL, url)):
            found |= {q.subject.value for q in self.quads.quads_for_pattern(None, predicate, value, None)
                      if isinstance(q.subject, NamedNode)}  # fmt: skip
        for lang in ("en", "fr"):
            title = Literal(name, language=lang)
            found |= {q.subject.value for q in self.quads.quads_for_pattern(None, rdf.HEADLINE, title, None)
                      if isinstance(q.subject, NamedNode)}  # fmt: skip
        iris = {*found, name} if name.startswith(self.names.base) else found
        return sorted(i for i in iris if Quad(NamedNode(i), rdf.TYPE, rdf.NEWS_ARTICLE, NamedNode(i)) in self.quads)

    def record(self, fingerprint: str, facts: Mapping[str, Iterable[str]]) -> bool:
        """Write down once what a fingerprint stands for: properties of the run (local names) and their values."""
        graph, run, term = self.names.graph("runs"), self.names.run(fingerprint), self.names.term
        triples = {Triple(run, term(local), Literal(value)) for local, values in facts.items() for value in values}
        triples |= {Triple(run, rdf.TYPE, term("Run")), Triple(run, rdf.IDENTIFIER, Literal(fingerprint))}
        before = {quad.triple for quad in self.quads.quads_for_pattern(None, None, None, graph)}
        if triples <= before:
            return False
        self._replace(graph, {*(t for t in before if t.subject != run), *triples})
        return True

    def articles(self) -> Iterator[StoredArticle]:
        """All articles, sorted by IRI."""
        found = (q.subject for q in self.quads.quads_for_pattern(None, rdf.TYPE, rdf.NEWS_ARTICLE, None))
        for node in sorted((n for n in found if isinstance(n, NamedNode)), key=lambda n: n.value):
            yield self._stored(node)

    def load_known(self, ontology_path: Path, extra: Iterable[Path] = ()) -> bool:
        """Load vocabulary and actors if their files changed; `extra` are more files, tables or folders of actors."""
        actors = [*sorted((ontology_path / "actors").glob("*.ttl")), *actor_files([*extra])]
        vocabulary = [ontology_path / "irkg.ttl", ontology_path / "relations.ttl"]
        changes = [self._load("vocabulary", vocabulary, ontology_path), self._load("actors", actors, ontology_path)]
        return any(changes)

    def derive(self) -> Derived:
        """Draw conclusions of what changed, or all where that is not known, and write what differs."""
        graph = self.names.graph("derived")
        self._drop_runs()
        if not self.stale:
            return Derived(count(self.quads, graph), 0)
        said = Said(self._folder.said, self._changed())
        self._folder.mark_stale()  # whoever is interrupted from here on begins anew
        changed = renew(self.quads, self.names, said)
        self.quads.flush()  # conclusions must be on the disk before the mark that misses them is gone
        said.keep()
        self._folder.mark_derived()
        return Derived(count(self.quads, graph), changed)

    def _changed(self) -> set[str] | None:
        """Graphs that changed; None when everything is to be drawn anew, as names and meanings may be others."""
        changed = self._folder.changed
        known = {self.names.graph(name).value for name in ("vocabulary", "actors", "derived")}
        return None if changed is None or changed & known else changed - {self.names.graph("runs").value}

    def _drop_runs(self) -> None:
        """Forget the runs that no article was read by any more: equal articles give equal bytes, however they came in."""
        graph = self.names.graph("runs")
        runs = [quad.triple for quad in self.quads.quads_for_pattern(None, None, None, graph)]
        used = {t.subject for t in runs if any(self.quads.quads_for_pattern(None, rdf.GENERATED_BY, t.subject, None))}
        self._replace(graph, {t for t in runs if t.subject in used})

    def query(self, sparql: str) -> Rows:
        """Ask over all graphs as one default graph; the usual prefixes need no declaration.

        A triple that stands in several graphs is met once in each: count with ``COUNT(DISTINCT ?x)``.
        """
        return run(self.quads, sparql, self.names)

    def select(self, what: str, where: str) -> Iterator[tuple[str | None, ...]]:
        """Rows of a SELECT as plain strings, all of them, whatever number that is."""
        yield from self.query(f"SELECT {what} {{ {where} }}").values()

    def _stored(self, node: NamedNode) -> StoredArticle:
        values = {q.predicate: q.object.value for q in self.quads.quads_for_pattern(node, None, None, node)
                  if isinstance(q.object, Literal)}  # fmt: skip
        return StoredArticle(
            iri=node.value,
            id=values[rdf.IDENTIFIER],
            title=values.get(rdf.HEADLINE, ""),
            publisher=values.get(rdf.PUBLISHER),
            date=values.get(rdf.DATE_PUBLISHED),
            lang=values.get(rdf.IN_LANGUAGE),
            url=values.get(rdf.URL),
            sha256=values[rdf.SHA256],
            fingerprint=values[self.names.term("fingerprint")],
        )

    def _notice(self, node: NamedNode, article: Article) -> None:
        """Without a URL, two files of one name would silently replace each other: refuse the second."""
        sha, origin = self._seen.setdefault(node.value, (article.sha256, article.origin))
        if sha != article.sha256 and not article.url:
            raise StoreError(
                f"{article.origin or article.id}: has the id {article.id!r} and the publisher of "
                f"{origin or 'another article'}, so that one would replace the other; give each a url, or its own id"
            )

    def _load(self, name: str, files: Sequence[Path], ontology_path: Path) -> bool:
        graph = self.names.graph(name)
        blobs = [read(file) for file in files]
        mark = Triple(graph, rdf.SHA256, Literal(digest(blobs)))
        if _quad(mark, graph) in self.quads:
            return False
        triples = {
            triple
            for file, blob in zip(files, blobs, strict=True)
            for triple in parse(file, actor_turtle(file, blob, ontology_path), self.names.base)
        }
        self._replace(graph, {*triples, mark})
        return True

    def _replace(self, graph: NamedNode, triples: set[Triple]) -> int:
        """Turn a graph into exactly these triples by one transaction over what differs."""
        self._writable()
        before = {quad.triple for quad in self.quads.quads_for_pattern(None, None, None, graph)}
        gone, new = before - triples, triples - before
        if gone or new:
            self._folder.mark_stale(graph.value)
        if gone:
            self.quads.update(f"DELETE DATA {_block(graph, gone)} ; INSERT DATA {_block(graph, new)}")
        elif len(new) > _BULK:
            load(self.quads, map(str, new), graph)  # as much at once is whole or not at all, and ten times faster
        elif new:
            self.quads.extend(_quad(triple, graph) for triple in new)
        return len(gone) + len(new)

    def _writable(self) -> None:
        if self.read_only:
            raise StoreError(f"{self._folder.path}: was opened for reading only; open it for writing")


def _quad(triple: Triple, graph: NamedNode) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object, graph)


def _block(graph: NamedNode, triples: Iterable[Triple]) -> str:
    return f"{{ GRAPH {graph} {{\n" + " .\n".join(map(str, triples)) + "\n} }"
