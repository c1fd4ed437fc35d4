"""French objects read as something else are objects again."""

from __future__ import annotations

from kg.extract.schemes import normalise
from tests.trees import tree


def test_an_object_read_as_a_predicate_is_an_object() -> None:
    s = normalise(tree("Il/il/PRON/nsubj>1 rompait/rompre/VERB/ROOT>1 le/le/DET/det>3 pacte/pacte/NOUN/xcomp>1", "fr"))
    assert s.tokens[3].dep == "obj"


def test_a_name_read_as_a_predicate_is_the_object_unless_the_verb_links() -> None:
    spec = "Ankara/A/PROPN/nsubj>1 {}/VERB/ROOT>1 Chypre/C/PROPN/xcomp>1"
    assert normalise(tree(spec.format("reconnaît/reconnaître"), "fr")).tokens[2].dep == "obj"
    assert normalise(tree(spec.format("reste/rester"), "fr")).tokens[2].dep == "xcomp"
