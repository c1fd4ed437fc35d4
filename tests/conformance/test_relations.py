"""Checks that every relation of `ontology/relations.ttl` is complete and agrees with the vocabulary of `irkg.ttl`.

It does not judge whether a definition is good, nor whether the lexicons can express a relation.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from kg.model import EVENT_TYPES, FACT_TYPES, KINDS, STATUSES
from kg.settings import BASE, ontology_dir

IR = Namespace(f"{BASE}ontology#")
CAMEO = Namespace("http://gdelt.org/cameo/")
VOCABULARY = ontology_dir() / "irkg.ttl"
RELATIONS = ontology_dir() / "relations.ttl"
TYPES = (*EVENT_TYPES, *FACT_TYPES)
LANGUAGES = ["en", "fr"]

# The root classes of CAMEO whose acts PLOVER puts under each type.
CAMEO_ROOTS: dict[str, set[str]] = {
    "AGREE": {"03"},
    "CONSULT": {"04"},
    "SUPPORT": {"05"},
    "CONCEDE": {"05", "08"},
    "COOPERATE": {"06"},
    "AID": {"07"},
    "RETREAT": {"08"},
    "REQUEST": {"02", "10"},
    "ACCUSE": {"09", "11"},
    "REJECT": {"12"},
    "THREATEN": {"13"},
    "PROTEST": {"14"},
    "SANCTION": {"11", "16"},
    "MOBILIZE": {"15"},
    "COERCE": {"17", "19"},
    "ASSAULT": {"18", "19", "20"},
    "ROLE": set(),
    "MEMBER": set(),
}


def _graph(*files: Path) -> Graph:
    graph = Graph()
    for file in files:
        graph.parse(file, format="turtle")
    return graph


def _local(iri: object) -> str:
    return str(iri).removeprefix(str(IR))


IRKG = _graph(VOCABULARY)
GRAPH = _graph(RELATIONS)
ALL = sorted(GRAPH.subjects(SKOS.inScheme, IR.relations), key=str)


def _type(relation: Node) -> str:
    return _local(GRAPH.value(relation, SKOS.broader))


def _literals(graph: Graph, subject: Node, prop: URIRef) -> list[Literal]:
    values = list(graph.objects(subject, prop))
    assert all(isinstance(value, Literal) for value in values), (subject, prop)
    return [value for value in values if isinstance(value, Literal)]


def _texts(graph: Graph, subject: Node, prop: URIRef) -> set[tuple[str, str]]:
    return {(str(text), text.language or "") for text in _literals(graph, subject, prop)}


def _number(graph: Graph, subject: Node, prop: URIRef) -> float:
    (value,) = _literals(graph, subject, prop)
    return float(value)


def _own_terms(graph: Graph) -> set[Node]:
    return {node for triple in graph for node in triple if isinstance(node, URIRef) and node.startswith(str(IR))}


def _languages(texts: set[tuple[str, str]]) -> list[str]:
    return sorted(language for _, language in texts)


def _wrong(fits: Callable[[Node], bool]) -> list[str]:
    """The relations that fail a check; every test names all of them at once."""
    return [_local(relation) for relation in ALL if not fits(relation)]


def test_there_are_relations_of_every_type() -> None:
    counts = Counter(_type(relation) for relation in ALL)
    assert set(counts) == set(TYPES)
    assert len(ALL) >= 180


def test_no_entry_escapes_the_checks() -> None:
    assert set(GRAPH.subjects()) == set(ALL)


def test_ids_are_lower_camel_case_phrases() -> None:
    assert _wrong(lambda r: re.fullmatch(r"[a-z][A-Za-z]+", _local(r)) is not None) == []


def test_each_is_property_and_concept_under_one_type() -> None:
    classes = {IR.Relation, OWL.ObjectProperty, SKOS.Concept}
    assert _wrong(lambda r: classes <= set(GRAPH.objects(r, RDF.type))) == []
    assert _wrong(lambda r: [_local(t) for t in GRAPH.objects(r, SKOS.broader)] in [[name] for name in TYPES]) == []


@pytest.mark.parametrize("prop", [RDFS.label, IR.inverseLabel, SKOS.definition], ids=["label", "inverse", "definition"])
def test_each_is_worded_once_in_each_language(prop: URIRef) -> None:
    is_sentence = prop == SKOS.definition

    def well_formed(text: str) -> bool:
        return text == " ".join(text.split()) and text.endswith(".") == text[0].isupper() == is_sentence

    assert _wrong(lambda r: _languages(_texts(GRAPH, r, prop)) == LANGUAGES) == []
    assert _wrong(lambda r: all(well_formed(text) for text, _ in _texts(GRAPH, r, prop))) == []


@pytest.mark.parametrize("prop", [RDFS.label, IR.inverseLabel, SKOS.definition], ids=["label", "inverse", "definition"])
def test_no_two_relations_read_alike(prop: URIRef) -> None:
    counts = Counter((text.lower(), language) for r in ALL for text, language in _texts(GRAPH, r, prop))
    assert [text for text, count in counts.items() if count > 1] == []


def test_intensity_fits_the_type() -> None:
    def fits(relation: Node) -> bool:
        name = _type(relation)
        value, of_type = _number(GRAPH, relation, IR.intensity), _number(IRKG, IR[name], IR.intensity)
        if name == "REQUEST":  # its score is 0; what it leans to, if anything, is conflict
            return -1 <= value <= 0
        same_sign = value * of_type > 0 or value == of_type == 0
        return same_sign and -10 <= value <= 10 and abs(value - of_type) <= 2.5

    assert _wrong(fits) == []


@pytest.mark.parametrize("prop", [IR.subjectKind, IR.objectKind], ids=["subject", "object"])
def test_kinds_are_declared(prop: URIRef) -> None:
    kinds = {IR[kind] for kind in (*KINDS, "Actor")}

    def fits(relation: Node) -> bool:
        given = set(GRAPH.objects(relation, prop))
        # ir:Actor covers the narrower kinds of actors, so that naming both would mislead.
        return bool(given) and given <= ({IR.Actor, IR.Place} if IR.Actor in given else kinds)

    assert _wrong(fits) == []


def test_symmetry_is_said_once_and_meant() -> None:
    def fits(relation: Node) -> bool:
        (symmetric,) = (bool(value.toPython()) for value in _literals(GRAPH, relation, IR.symmetric))
        same_words = _texts(GRAPH, relation, RDFS.label) == _texts(GRAPH, relation, IR.inverseLabel)
        same_kinds = set(GRAPH.objects(relation, IR.subjectKind)) == set(GRAPH.objects(relation, IR.objectKind))
        in_owl = (relation, RDF.type, OWL.SymmetricProperty) in GRAPH
        return in_owl == same_words == symmetric and same_kinds >= symmetric

    assert _wrong(fits) == []


def test_modes_belong_to_the_type() -> None:
    def fits(relation: Node) -> bool:
        modes = list(GRAPH.objects(relation, IR.eventMode))
        known = {IRKG.value(mode, SKOS.notation) for mode in IRKG.subjects(SKOS.broader, IR[_type(relation)])}
        return len(modes) <= 1 and set(modes) <= known

    assert _wrong(fits) == []


def test_cameo_codes_belong_to_the_type() -> None:
    def fits(relation: Node) -> bool:
        codes = [str(code) for code in GRAPH.objects(relation, IR.cameo)]
        linked = set(GRAPH.objects(relation, SKOS.closeMatch)) == {CAMEO[code] for code in codes}
        well_formed = all(re.fullmatch(r"\d{3,4}", code) for code in codes)
        return len(codes) <= 1 and linked and well_formed and {c[:2] for c in codes} <= CAMEO_ROOTS[_type(relation)]

    assert _wrong(fits) == []


def test_entries_are_sorted_by_type_then_id() -> None:
    written = re.findall(r"^ir:(\S+)$", RELATIONS.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(written) == len(ALL)
    assert written == sorted(written, key=lambda name: (TYPES.index(_type(IR[name])), name))


@pytest.mark.parametrize("file", [VOCABULARY, RELATIONS], ids=lambda file: file.name)
def test_two_parsers_agree_and_no_blank_nodes(file: Path) -> None:
    graph = _graph(file)
    assert len(graph) == len(set(ox.parse(path=str(file), format=ox.RdfFormat.TURTLE)))
    assert not [node for triple in graph for node in triple if isinstance(node, BNode)]


def test_every_term_used_in_the_ontology_is_declared() -> None:
    graphs = {file.name: _graph(file) for file in sorted(ontology_dir().rglob("*.ttl"))}
    declared = {term for graph in graphs.values() for term in graph.subjects(RDF.type)}
    undeclared = {name: _own_terms(graph) - declared for name, graph in graphs.items()}
    assert {name: sorted(map(_local, terms)) for name, terms in undeclared.items() if terms} == {}


def test_vocabulary_is_labelled_and_commented_in_both_languages() -> None:
    own = {subject for subject in IRKG.subjects() if subject in _own_terms(IRKG)}
    assert own.isdisjoint(ALL)
    assert [_local(term) for term in own if _languages(_texts(IRKG, term, RDFS.label)) != LANGUAGES] == []
    told = {s for c in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty) for s in IRKG.subjects(RDF.type, c)}
    assert told
    assert [_local(term) for term in told if _languages(_texts(IRKG, term, RDFS.comment)) != LANGUAGES] == []


def test_schemes_agree_with_the_code() -> None:
    def members(scheme: str) -> set[str]:
        return {_local(concept) for concept in IRKG.subjects(SKOS.inScheme, IR[scheme])}

    assert members("eventTypes") == set(TYPES)
    assert members("statuses") - {"disputed"} == set(STATUSES)  # articles may disagree about an event
    assert set(map(_local, IRKG.subjects(RDF.type, OWL.Class))) >= set(KINDS)


@pytest.mark.parametrize("name", TYPES)
def test_type_has_a_quad_class_and_a_general_relation(name: str) -> None:
    (general,) = IRKG.objects(IR[name], IR.generalRelation)
    assert _type(general) == name
    quads = list(IRKG.objects(IR[name], IR.quadClass))
    assert len(quads) == (name in EVENT_TYPES)
    assert all((quad, SKOS.inScheme, IR.quadClasses) in IRKG for quad in quads)


def test_each_role_has_the_office_it_is_named_after() -> None:
    offices = {_local(office): _local(relation) for office, relation in IRKG.subject_objects(IR.roleRelation)}
    assert sorted(offices.values()) == [_local(relation) for relation in ALL if _type(relation) == "ROLE"]
    named = {office: relation for office, relation in offices.items() if relation != "holdsOfficeIn"}
    assert named == {office: f"is{office[0].upper()}{office[1:]}Of" for office in named}
