"""Checks the graph against its own shapes (`ontology/shapes.ttl`) and says in words what breaks which rule.

It mends nothing: every message ends with what to do.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InvalidGraphError
from kg.graph.names import Names, local_name
from kg.graph.store import Store
from kg.settings import BASE, ontology_dir

if TYPE_CHECKING:
    from rdflib import Graph


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One thing that breaks one rule."""

    focus: str
    """IRI of what is wrong."""
    rule: str
    """Local name of the shape: ``Statement-subject``."""
    value: str
    """The offending value, or empty where one is missing."""
    message: str
    """What the rule asks, and what to do."""

    def __str__(self) -> str:
        value = f" (found {self.value})" if self.value else ""
        return f"{self.focus}: {self.rule}{value}: {self.message}"


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """What `validate` found."""

    checked: int
    """Triples looked at."""
    violations: tuple[Violation, ...]

    @property
    def conforms(self) -> bool:
        """Whether nothing is wrong."""
        return not self.violations

    def __str__(self) -> str:
        if self.conforms:
            return f"{self.checked} triples, all sound"
        return "\n".join([f"{self.checked} triples, {len(self.violations)} violations", *map(str, self.violations)])

    def raise_if_invalid(self) -> None:
        """InvalidGraphError with all violations, unless there is none."""
        if not self.conforms:
            raise InvalidGraphError(str(self))


def validate(store: Store, shapes: Path | None = None) -> ValidationReport:
    """Check everything in the store against a file of SHACL shapes (default: the ones irkg ships)."""
    import pyshacl
    from rdflib import Graph

    file = shapes or ontology_dir() / "shapes.ttl"
    try:
        text = file.read_text(encoding="utf-8").replace(BASE, store.names.base)
    except OSError as error:
        raise InvalidGraphError(f"{file}: the shapes cannot be read ({error.strerror}); check the path") from error
    data = _union(store)
    _, results, _ = pyshacl.validate(data, shacl_graph=Graph().parse(data=text, format="turtle"), inplace=True)
    if not isinstance(results, Graph):
        raise InvalidGraphError(f"{file}: the shapes cannot be applied ({results}); mend them")
    return ValidationReport(len(data), tuple(sorted(_violations(results, store.names))))


def _union(store: Store) -> Graph:
    """All graphs in one, in memory: the checker walks triple by triple, for which a disk store is slow."""
    from rdflib import Graph

    union = Graph(bind_namespaces="none")
    for subject, predicate, object_, _ in store.dataset.quads():
        union.add((subject, predicate, object_))
    return union


def _violations(results: Graph, names: Names) -> list[Violation]:
    from rdflib.namespace import RDF, SH

    def text(node: object) -> str:
        return "" if node is None else names.shorten(str(node)) or str(node)

    found = {
        Violation(
            focus=text(results.value(result, SH.focusNode)),
            rule=local_name(str(results.value(result, SH.sourceShape))),
            value=text(results.value(result, SH.value)),
            message=str(results.value(result, SH.resultMessage)),
        )
        for result in results.subjects(RDF.type, SH.ValidationResult)
    }
    return list(found)
