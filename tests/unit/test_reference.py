"""The reference of the ontology is up to date, whole, well-formed, and leads nowhere that does not exist."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.settings import BASE, ontology_dir

SCRIPT = Path(__file__).parents[2] / "scripts" / "make_reference.py"
SPACE = {"h": "http://www.w3.org/1999/xhtml"}


@pytest.fixture(scope="module")
def made() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_reference", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def root(made: ModuleType) -> ElementTree.Element:
    return ElementTree.fromstring(made.page(ontology_dir()).removeprefix("<!DOCTYPE html>\n"))


def test_the_page_in_the_docs_is_what_the_ontology_gives(made: ModuleType) -> None:
    assert made.OUTPUT.read_text(encoding="utf-8") == made.page(ontology_dir()), "run `make reference`"


def test_every_class_property_concept_and_relation_has_its_place_labels_and_meaning(root: ElementTree.Element) -> None:
    places = {section.get("id"): section for section in root.iterfind(".//h:section", SPACE)}
    said = 0
    for name in ("irkg.ttl", "relations.ttl"):
        for quad in parse((ontology_dir() / name).read_bytes(), format=RdfFormat.TURTLE):
            if isinstance(quad.subject, NamedNode) and quad.subject.value != f"{BASE}ontology":
                place = places[quad.subject.value.removeprefix(f"{BASE}ontology#")]
                words = " ".join(place.itertext())
                if isinstance(quad.object, Literal):
                    said += 1
                    assert quad.object.value in words, quad
    assert said > 2_000


def test_links_lead_somewhere_and_nothing_is_fetched(root: ElementTree.Element) -> None:
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    links = [a.attrib["href"] for a in root.iterfind(".//h:a", SPACE)]
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)
    assert not [element for element in root.iter() if "src" in element.attrib or element.tag.endswith("}script")]
