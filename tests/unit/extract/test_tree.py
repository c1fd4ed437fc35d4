"""Sentences as trees: links, phrases, and trees that a mend has damaged."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.extract.tree import Sentence, Token
from tests.trees import tree


def _linked(heads: list[int]) -> Sentence:
    n = len(heads)
    tokens = [Token(i, "w", "w", "NOUN", "dep", head % n, 2 * i, 2 * i + 1) for i, head in enumerate(heads)]
    return Sentence(tokens, " ".join("w" * n), 0, 2 * n - 1, "en")


@given(st.lists(st.integers(0, 30), min_size=1, max_size=30))
def test_every_token_hangs_on_a_root_whatever_the_heads(heads: list[int]) -> None:
    sentence = _linked(heads)
    roots = [t.i for t in sentence if sentence.is_root(t.i)]
    assert roots
    assert sorted(i for root in roots for i in sentence.subtree(root)) == list(range(len(sentence)))


def test_a_sound_tree_stays_as_it_is() -> None:
    sentence = tree("Mali/Mali/PROPN/nsubj>1 condemned/condemn/VERB/root>1 the/the/DET/det>3 attack/attack/NOUN/obj>1")
    assert [t.head for t in sentence] == [1, 1, 3, 1]


def test_a_circle_is_cut_open_at_the_root() -> None:
    sentence = tree("a/a/NOUN/nsubj>1 b/b/VERB/root>1 c/c/NOUN/obj>3 d/d/NOUN/nmod>2")
    assert sentence.subtree(1) == [0, 1, 2, 3]
