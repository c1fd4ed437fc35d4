"""The graph for notebooks: an rdflib Dataset that also gives statements, a network, and answers to named questions.

It reads only; the graph changes by building.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from oxrdflib import OxigraphStore
from rdflib import Dataset

from kg.graph.export import Selection
from kg.graph.export.rows import Rows
from kg.graph.query import Rows as Answer
from kg.graph.questions import Question, fill, named_queries, question, read_value
from kg.graph.status import status
from kg.graph.store import Store
from kg.settings import BASE, ontology_dir

if TYPE_CHECKING:
    import networkx
    import pandas

Row = dict[str, Any]


class Graph(Dataset):  # type: ignore[misc,unused-ignore]  # rdflib is only partly typed
    """A graph on disk, open for reading; `kg.load` makes one, ``with`` or `close` closes it.

    As a Dataset, it takes all graphs as its default graph. What it adds answers in plain values.
    """

    def __init__(self, path: Path, base: str = BASE) -> None:
        self.path = path
        self.opened = Store.open(path, base, read_only=True)
        super().__init__(store=OxigraphStore(store=self.opened.quads), default_union=True)
        for prefix, namespace in self.opened.names.prefixes.items():
            self.bind(prefix, namespace)

    def statements(
        self, *, actor: str | None = None, since: str | None = None, until: str | None = None, type: str | None = None,
        status: str | None = None, min_confidence: float = 0.0,
    ) -> Iterator[Row]:  # fmt: skip
        """The statements as dicts, by date, with the columns of ``kg export csv``; each argument leaves out some.

        `actor` is a name as people write it (subject, object or agent), `since` and `until` are dates of any precision.

        Raises:
            QueryError: a value is not what it should be, or nobody has that name.
        """

        def read(kind: str, name: str, value: str | None) -> str | None:
            return None if value is None else read_value(kind, name, value, self.opened)

        who, what, how = read("actor", "actor", actor), read("type", "type", type), read("status", "status", status)
        selection = Selection(
            first=read("from", "since", since), last=read("to", "until", until), actors=(who,) if who else (),
            types=(what.rpartition("#")[2],) if what else (), statuses=(how.rpartition("#")[2],) if how else (),
            min_confidence=min_confidence,
        )  # fmt: skip
        for row in Rows(self.opened).read(selection):
            yield {key: value for key, value in row.items() if key not in ("labels", "quad")} | {
                "label": row["labels"]["en"]
            }

    def networkx(self, **choice: Any) -> networkx.MultiDiGraph:
        """Actors as nodes, statements with an object as edges keyed by id, with labels, dates and sentences.

        Takes the arguments of `statements`.
        """
        import networkx

        network: networkx.MultiDiGraph = networkx.MultiDiGraph()
        rows = [row for row in self.statements(**choice) if row["object"]]
        for actor in Rows(self.opened).actors({row[end] for row in rows for end in ("subject", "object")}):
            network.add_node(actor["id"], **{k: v for k, v in actor.items() if k != "id"})
        for row in rows:
            rest = {k: v for k, v in row.items() if k not in ("id", "subject", "object")}
            network.add_edge(row["subject"], row["object"], key=row["id"], **rest)
        return network

    def query(self, query_object: Any, *args: Any, **values: Any) -> Any:
        """The answer to a named question as a pandas frame, or as rows where pandas is not installed.

        SPARQL is answered as by any rdflib Dataset; `ask` and `frame` give plain values for that, too.

        Raises:
            QueryError: a parameter is missing or wrong.
        """
        if args or not isinstance(query_object, str) or query_object not in self._named:
            return super().query(query_object, *args, **values)
        return self.frame(query_object, **values) if find_spec("pandas") else self.ask(query_object, **values)

    def ask(self, query: str, **values: str) -> list[Row]:
        """Rows of a query, as dicts of plain values: SPARQL, or the name of a question with its parameters.

        `from`, which is a word of Python, is written ``from_``.

        Raises:
            QueryError: the query is not valid, or a parameter is missing or wrong.
        """
        answer = self._answer(query, values)
        if answer.form == "ask":
            return [{"answer": answer.truth}]
        if answer.form == "construct":
            return [{"subject": str(t.subject), "predicate": str(t.predicate), "object": str(t.object)}
                    for t in sorted(answer.triples, key=str)]  # fmt: skip
        return [dict(zip(answer.variables, map(_python, row), strict=True)) for row in answer.terms]

    def frame(self, query: str, **values: str) -> pandas.DataFrame:
        """The same as a pandas frame, where pandas is installed."""
        import pandas

        answer = self._answer(query, values)
        return pandas.DataFrame(self.ask(query, **values), columns=list(answer.variables) or None)

    @property
    def _named(self) -> dict[str, Question]:
        return named_queries(ontology_dir() / "queries", self.opened.names.base)

    def _answer(self, query: str, values: dict[str, str]) -> Answer:
        asked = self._named[query] if query in self._named else question(query)
        given = {name.removesuffix("_"): str(value) for name, value in values.items()}
        return self.opened.query(fill(asked, given, self.opened))

    def close(self, commit_pending_transaction: bool = False) -> None:
        """Let go of the files."""
        if hasattr(self.opened, "quads"):
            self.opened.close()
        vars(self.store)["_store"] = None  # the files are free once nothing holds the database

    def __enter__(self) -> Graph:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"kg.load({str(self.path)!r})"

    def _repr_html_(self) -> str:
        """What a notebook shows: how much there is, and who acts most on whom."""
        counts = status(self.opened, self.path)
        figures = ", ".join(f"{getattr(counts, n):,} {n}" for n in ("articles", "statements", "events", "actors"))
        rows = self.ask("dyads", limit="10")
        cells = "".join(
            f"<tr><td>{html.escape(str(r['who']))}</td><td>{html.escape(str(r['whom']))}</td><td>{r['events']}</td>"
            f"<td>{r['mean']}</td></tr>"
            for r in rows
        )
        head = "<tr><th>who</th><th>whom</th><th>events</th><th>mean intensity</th></tr>"
        return f"<p><b>{html.escape(repr(self))}</b>: {figures}</p><table>{head}{cells}</table>"


def _python(term: Any) -> Any:
    """A term as a value of Python: numbers and truth values as such, everything else as text."""
    if term is None:
        return None
    datatype = getattr(getattr(term, "datatype", None), "value", "").rpartition("#")[2]
    if datatype == "boolean":
        return term.value == "true"
    if datatype == "integer":
        return int(term.value)
    if datatype in ("decimal", "double", "float"):
        return float(term.value)
    return getattr(term, "value", str(term))
