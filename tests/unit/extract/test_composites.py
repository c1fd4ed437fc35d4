"""French words for bodies and crowds: adjectives agree, articles contract."""

from __future__ import annotations

import pytest

from kg.extract.composites import accredited, agreed, body_label, of
from kg.model import Entity
from kg.ontology import Ontology, load_ontology


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


def forms(ontology: Ontology, slug: str) -> list[str]:
    names = ontology.actors[slug].names
    return [n.text for n in names if (n.role, n.lang) == ("demonym", "fr") and not n.text.endswith("-")]


@pytest.mark.parametrize(
    ("template", "slug", "expected"),
    [
        ("armée {demonym:f}", "mali", "armée malienne"),
        ("douanes {demonym:fp}", "greece", "douanes grecques"),
        ("garde-côtes {demonym:mp}", "lebanon", "garde-côtes libanais"),
        ("ministère {demonym} de la Défense", "burkina-faso", "ministère burkinabè de la Défense"),
        ("armée {demonym:f}", "hamas", "armée du Hamas"),
        ("mission {demonym:f}", "asean", "mission de l'Asean"),
        ("police {demonym:f}", "goma", "police de Goma"),
        ("parlement de {owner}", "goma", "parlement de Goma"),
    ],
)
def test_bodies(ontology: Ontology, template: str, slug: str, expected: str) -> None:
    actor = ontology.actors[slug]
    assert body_label(template, actor.entity, forms(ontology, slug), actor.gender, "fr") == expected


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("france", "en France"), ("iran", "en Iran"), ("mali", "au Mali"), ("united-states", "aux États-Unis"),
        ("goma", "à Goma"), ("world-bank", "auprès de la Banque mondiale"), ("unhcr", "auprès du HCR"),
    ],
)  # fmt: skip
def test_where_an_embassy_or_mission_is(ontology: Ontology, slug: str, expected: str) -> None:
    actor = ontology.actors[slug]
    assert accredited(actor.entity, actor.gender, "fr") == expected


def test_names_without_a_known_gender_have_no_article() -> None:
    assert of(Entity("x", "Group", {"en": "X", "fr": "Xénon"}), "") == "de Xénon"
    assert of(Entity("y", "Person", {"en": "Y", "fr": "Yves"}), "m") == "d'Yves"
    assert of(Entity("z", "Group", {"en": "Z", "fr": "Houthis"}), "mp") == "des Houthis"


def test_every_state_has_adjectives_that_agree(ontology: Ontology) -> None:
    for slug, actor in ontology.actors.items():
        if actor.entity.kind == "State" and (known := forms(ontology, slug)):
            assert agreed(known, "f").endswith(("e", "è")), slug
            assert agreed(known, "mp").endswith("s"), slug
            assert agreed(known, "fp").endswith("s"), slug
