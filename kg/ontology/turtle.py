"""Turtle → records: every actor, relation and kind of office, resolved and checked.

It refuses to guess: an entry without both labels, with an unknown parent or defined twice is an OntologyError.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NoReturn

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.model import EVENT_TYPES, FACT_TYPES, KINDS, Entity, Relation
from kg.ontology.records import ID, IR, Actor, Name, Office, OfficeKind, Ontology, Role
from kg.ontology.terms import cut

_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_WIKIDATA = "http://www.wikidata.org/entity/"
_NAME_PROPERTIES: tuple[tuple[str, Role], ...] = (
    (_LABEL, "label"),
    (f"{_SKOS}altLabel", "alias"),
    (f"{IR}demonym", "demonym"),
    (f"{IR}people", "people"),
    (f"{IR}metonym", "metonym"),
    (f"{IR}definiteDescription", "description"),
    (f"{IR}namesake", "namesake"),
)
_GENDERS = ("", "m", "f", "mp", "fp")
_ACRONYM = re.compile(r"(?=.*[A-Z].*[A-Z])[A-Z0-9][A-Z0-9.&/-]*")


def read_turtle(blobs: Mapping[Path, bytes]) -> Ontology:
    """Everything that some Turtle files say, in sorted order.

    Raises:
        OntologyError: a file is no Turtle, or an entry is incomplete or contradicts another.
    """
    return _Reader(blobs).ontology()


class _Reader:
    """All triples of all files by subject and predicate, and the file that defines each subject."""

    def __init__(self, blobs: Mapping[Path, bytes]) -> None:
        self.facts: dict[str, dict[str, list[ox.Literal | ox.NamedNode]]] = {}
        self.defined: dict[str, Path] = {}
        self.entities: dict[str, Entity] = {}
        for file, blob in blobs.items():
            self._parse(file, blob)

    def _parse(self, file: Path, blob: bytes) -> None:
        here: set[str] = set()
        try:
            for quad in ox.parse(blob, format=ox.RdfFormat.TURTLE):
                if not isinstance(quad.subject, ox.NamedNode) or not isinstance(quad.object, ox.NamedNode | ox.Literal):
                    continue  # lists and shapes in other Turtle files; actors and relations have IRIs only
                subject, predicate = quad.subject.value, quad.predicate.value
                values = self.facts.setdefault(subject, {}).setdefault(predicate, [])
                if quad.object not in values:
                    values.append(quad.object)
                if predicate == _RDF_TYPE:
                    here.add(subject)
        except SyntaxError as error:
            raise OntologyError(f"{file}: is not valid Turtle ({error}); mend that line") from error
        for subject in sorted(here):
            if subject in self.defined and subject.startswith(ID):
                raise OntologyError(
                    f"{file}: {_local(subject)} is already defined in {self.defined[subject]}; "
                    "keep one, or drop the type here to only add names"
                )
            self.defined[subject] = file

    def ontology(self) -> Ontology:
        """Everything resolved and checked, in sorted order."""
        actor_iris = sorted(s for s in self.defined if s.startswith(ID) and self._actor_kinds(s))
        for subject in sorted(self.facts):
            if subject.startswith(ID) and subject not in self.defined:
                self._fail(subject, f"has names but no type; define it with one of {', '.join(KINDS)}")
        actors = {_local(s): self._actor(s) for s in actor_iris}
        relations = {_local(s): self._relation(s) for s in self._in_scheme("relations")}
        offices = {_local(s): self._office_kind(s) for s in self._in_scheme("offices")}
        return Ontology(relations, actors, offices)

    def _in_scheme(self, scheme: str) -> list[str]:
        return sorted(s for s in self.facts if IR + scheme in self._values(s, f"{_SKOS}inScheme"))

    def _office_kind(self, subject: str) -> OfficeKind:
        relation = self._one(subject, f"{IR}roleRelation")
        if relation is None:
            self._fail(subject, "has no ir:roleRelation; name the relation of its holders, such as ir:isPresidentOf")
        single = self._one(subject, f"{IR}singleHolder") == "true"
        titles = tuple(sorted(self._values(subject, f"{_SKOS}hiddenLabel")))
        return OfficeKind(_local(subject), self._labels(subject), _local(relation), single, titles)

    def _actor_kinds(self, subject: str) -> list[str]:
        kinds = [t[len(IR) :] for t in self._values(subject, _RDF_TYPE) if t.startswith(IR)]
        if unknown := sorted(set(kinds) - {*KINDS, "Office"}):
            self._fail(subject, f"has the unknown type {unknown[0]}; use one of {', '.join(KINDS)}")
        return [k for k in kinds if k in KINDS]

    def _actor(self, subject: str) -> Actor:
        names = tuple(self._names(subject))
        gender = self._one(subject, f"{IR}gender") or ""
        if gender not in _GENDERS:
            self._fail(subject, f"has gender {gender!r}; use m, f, mp or fp")
        matches = self._values(subject, f"{_SKOS}exactMatch")
        qids = [m[len(_WIKIDATA) :] for m in matches if m.startswith(_WIKIDATA)]
        if len(qids) > 1:
            self._fail(subject, f"matches two Wikidata items ({', '.join(sorted(qids))}); keep one")
        return Actor(
            entity=self._entity(subject),
            names=names,
            gender=gender,
            qid=qids[0] if qids else None,
            offices=tuple(self._offices(subject)),
            members_of=tuple(sorted(self._actor_ref(subject, iri) for iri in self._values(subject, f"{IR}memberOf"))),
            prominence=int(self._one(subject, f"{IR}prominence") or 0),
        )

    def _names(self, subject: str) -> Iterator[Name]:
        for prop, role in _NAME_PROPERTIES:
            for text, lang in self._texts(subject, prop):
                yield Name(text, lang, "acronym" if role == "alias" and _ACRONYM.fullmatch(text) else role)

    def _entity(self, subject: str, path: tuple[str, ...] = ()) -> Entity:
        slug = _local(subject)
        if slug in self.entities:
            return self.entities[slug]
        if subject in path:
            self._fail(subject, "is its own ancestor; break the chain of parents")
        kinds = self._actor_kinds(subject)
        if len(kinds) > 1:
            self._fail(subject, f"has two kinds ({', '.join(sorted(kinds))}); is it defined twice? keep one")
        labels = self._labels(subject)
        parents = self._values(subject, f"{IR}parent")
        if len(parents) > 1:
            self._fail(subject, "has two parents; keep the one it acts for or lies in")
        parent = None
        if parents:
            self._actor_ref(subject, parents[0])
            parent = self._entity(parents[0], (*path, subject))
        texts = sorted({text for text, _ in self._texts(subject, f"{_SKOS}altLabel")} - set(labels.values()))
        self.entities[slug] = Entity(slug, kinds[0], labels, tuple(texts), parent)
        return self.entities[slug]

    def _offices(self, subject: str) -> list[Office]:
        offices = []
        for node in self._values(subject, f"{IR}holds"):
            kind, of = self._one(node, f"{IR}office"), self._one(node, f"{IR}of")
            if kind is None or of is None:
                self._fail(subject, f"holds {_local(node)}, which lacks ir:office or ir:of; complete it")
            start, end = self._one(node, f"{IR}start"), self._one(node, f"{IR}end")
            if start and end and cut(start, end) > cut(end, start):
                self._fail(node, f"ends ({end}) before it starts ({start})")
            offices.append(Office(_local(kind), self._actor_ref(node, of), start, end, self._labels(node)))
        return sorted(offices, key=lambda o: (o.start or "", o.end or "9999", o.kind, o.of))

    def _relation(self, subject: str) -> Relation:
        broader = {_local(iri) for iri in self._values(subject, f"{_SKOS}broader")}
        types = sorted(broader & {*EVENT_TYPES, *FACT_TYPES})
        if len(types) != 1:
            self._fail(subject, "needs skos:broader with exactly one event or fact type, such as ir:CONSULT")
        return Relation(
            id=_local(subject),
            type=types[0],
            labels=self._labels(subject),
            mode=self._one(subject, f"{IR}eventMode"),
            cameo=self._one(subject, f"{IR}cameo"),
            intensity=float(self._one(subject, f"{IR}intensity") or 0.0),
            symmetric=self._one(subject, f"{IR}symmetric") == "true",
            definitions={lang: text for text, lang in sorted(self._texts(subject, f"{_SKOS}definition"))},
        )

    def _labels(self, subject: str) -> dict[str, str]:
        labels: dict[str, str] = {}
        for text, lang in self._texts(subject, _LABEL):
            if lang in labels:
                both = f"{labels[lang]!r}, {text!r}"
                self._fail(subject, f"has two labels in {lang} ({both}); is it defined twice? keep one")
            labels[lang] = text
        if missing := {"en", "fr"} - set(labels):
            self._fail(subject, f"has no rdfs:label in {' and '.join(sorted(missing))}; add it")
        return {lang: labels[lang] for lang in ("en", "fr")}

    def _texts(self, subject: str, prop: str) -> Iterator[tuple[str, str]]:
        for value in self.facts.get(subject, {}).get(prop, ()):
            lang = value.language if isinstance(value, ox.Literal) else None
            if lang not in ("en", "fr"):
                self._fail(subject, f'names {value} without language; write it as "…"@en or "…"@fr')
            yield value.value, lang

    def _values(self, subject: str, prop: str) -> list[str]:
        return [value.value for value in self.facts.get(subject, {}).get(prop, ())]

    def _one(self, subject: str, prop: str) -> str | None:
        values = self._values(subject, prop)
        if len(values) > 1:
            self._fail(subject, f"has {len(values)} values of {_local(prop)}; keep one")
        return values[0] if values else None

    def _actor_ref(self, subject: str, iri: str) -> str:
        """The slug of an actor that must exist."""
        if not iri.startswith(ID) or iri not in self.defined or not self._actor_kinds(iri):
            self._fail(subject, f"refers to the unknown actor {_local(iri)}; define it or correct the name")
        return _local(iri)

    def _fail(self, subject: str, what: str) -> NoReturn:
        raise OntologyError(f"{self.defined.get(subject, Path('ontology'))}: {_local(subject)} {what}")


def _local(iri: str) -> str:
    return re.split(r"[#/]", iri)[-1]
