"""Who stands where around a verb or noun that no entry knows, on hand-built trees."""

from __future__ import annotations

import pytest

from kg.extract.acts import Acts
from kg.extract.candidates import Candidate
from kg.extract.clean import clean
from kg.extract.context import Act
from kg.extract.mentions import find_mentions
from kg.extract.open import PARTIES_AT_MOST, open_candidates, slot_of
from kg.extract.phrases import Phrases
from kg.extract.reader import Reader
from tests.trees import tree
from tests.unit.extract.test_sentences import context

PLAIN = "Mali/Mali/PROPN/nsubj>1 blorbed/blorb/VERB/root>1 Niger/Niger/PROPN/obj>1 with/with/ADP/case>4 Chad/Chad/PROPN/obl(with)>1"
ABOVE = (
    "Mali/Mali/PROPN/nsubj>1 urged/urge/VERB/root>1 Niger/Niger/PROPN/obj>1 to/to/PART/aux>4 blorb/blorb/VERB/xcomp>1"
)
JOINED = "Mali/Mali/PROPN/nsubj>3 and/and/CCONJ/cc>2 Chad/Chad/PROPN/conj>0 blorbed/blorb/VERB/root>3 Niger/Niger/PROPN/obj>3"
INSIDE = "Mali/Mali/PROPN/nsubj>1 blorbed/blorb/VERB/root>1 ports/port/NOUN/obj>1 of/of/ADP/case>4 Niger/Niger/PROPN/nmod(of)>2"
NOUN = "A/a/DET/det>2 Malian/malian/ADJ/amod>2 blorb/blorb/NOUN/nsubj>3 shook/shake/VERB/root>3 Niger/Niger/PROPN/obj>3"


def acts(spec: str, *, number: int = 0) -> Acts:
    sentence, memory = tree(spec), context("en")
    [paragraph] = clean(sentence.text, "en")
    mentions = find_mentions(sentence, memory.index.find(paragraph.text, "en"), [], memory)
    phrases = Phrases(sentence, number, mentions, memory)
    return Acts(Reader(sentence, phrases, memory), phrases, memory)


def pairs(found: list[Candidate], trigger: int) -> dict[tuple[str, str | None], tuple[str, str]]:
    """(actor, recipient) → their slots, of one trigger."""
    return {
        (c.subject.entity.id, c.object.entity.id if c.object else None): c.ways for c in found if c.trigger == trigger
    }


@pytest.mark.parametrize(
    ("spec", "trigger", "token", "slot"),
    [
        (PLAIN, 1, 0, "subj"), (PLAIN, 1, 2, "obj"), (PLAIN, 1, 4, "with"), (ABOVE, 4, 0, "over subj"), (JOINED, 3, 2, "subj"),
        (INSIDE, 1, 4, "in obj"), (NOUN, 2, 1, "below"), (NOUN, 2, 4, "over obj"),
    ],
)  # fmt: skip
def test_where_a_name_stands_for_a_trigger(spec: str, trigger: int, token: int, slot: str) -> None:
    assert slot_of(acts(spec), trigger, token)[0] == slot


def test_every_pair_and_everybody_alone_is_tried() -> None:
    found = pairs(list(open_candidates(acts(PLAIN), [])), 1)
    names = {"mali", "niger", "chad"}
    assert set(found) == {(a, b) for a in names for b in {*names, None} if a != b}
    assert found["mali", "niger"] == ("subj", "obj")
    assert found["mali", None] == ("subj", "none")


def test_nobody_acts_on_himself() -> None:
    own = "Mali/Mali/PROPN/nsubj>1 blorbed/blorb/VERB/root>1 Malian/malian/ADJ/amod>3 soldiers/soldier/NOUN/obj>1"
    assert all(object_ is None for _, object_ in pairs(list(open_candidates(acts(own), [])), 1))


def test_names_themselves_tell_nothing() -> None:
    assert {c.trigger for c in open_candidates(acts(JOINED), [])} == {3}


def test_a_sentence_without_actors_has_no_candidates() -> None:
    rain = "It/it/PRON/nsubj>1 rained/rain/VERB/root>1 hard/hard/ADV/advmod>1"
    assert not list(open_candidates(acts(rain), []))


def test_far_actors_of_a_long_sentence_are_left_out() -> None:
    states = ["Mali", "Niger", "Chad", "Togo", "Benin", "Ghana", "Gabon", "Kenya"]
    spec = " ".join(f"{s}/{s}/PROPN/dep>8" for s in states) + " blorbed/blorb/VERB/root>8"
    actors = {c.subject.entity.id for c in open_candidates(acts(spec), [])}
    assert len(actors) == PARTIES_AT_MOST


def test_the_last_act_of_the_article_is_remembered() -> None:
    later = acts("Mali/Mali/PROPN/nsubj>1 blorbed/blorb/VERB/root>1", number=1)
    memory, relations = later.context, later.context.ontology.relations
    chad, mali = (memory.ontology.actors[i].entity for i in ("chad", "mali"))
    memory.see(chad, 0, 0, subject=True)
    memory.acts.append(Act(0, relations["condemns"], chad, mali))
    found = {c.object.entity.id: c for c in open_candidates(later, []) if c.object and c.subject.entity.id == "mali"}
    assert found["chad"].ways == ("subj", "recalled")
    assert "recalled role=actor" in found["chad"].recipient_clues


def test_clues_that_depend_on_the_type_are_marked() -> None:
    [alone] = [c for c in open_candidates(acts(PLAIN), []) if c.subject.entity.id == "mali" and c.object is None]
    assert {"*|subj", "*|kind=State"} <= set(alone.actor_clues)
    assert "nobody|*" in alone.recipient_clues
