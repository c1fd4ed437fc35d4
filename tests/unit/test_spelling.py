"""Spellings of one name agree, names of two persons do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.spelling import alike, consonants

SAME = [
    ("Sergueï Lavrov", "Sergei Lavrov"), ("Sergueï Lavrov", "Sergey Lavroff"), ("Volodymyr Zelensky", "Volodimir Zelenskyy"),
    ("Vladimir Poutine", "Vladimir Putin"), ("Alexandre Loukachenko", "Alexander Lukashenko"), ("Dmitri Medvedev", "Dimitri Medvedev"),
    ("Viktor Ianoukovitch", "Viktor Yanukovych"), ("Mouammar Kadhafi", "Muammar Gaddafi"), ("Hassan Rohani", "Hassan Rouhani"),
    ("Bachar el-Assad", "Bashar al-Assad"), ("Mohammed ben Salmane", "Mohammed bin Salman"), ("Evgueni Prigojine", "Yevgeny Prigozhin"),
    ("Mikheïl Saakachvili", "Mikheil Saakashvili"), ("Nikol Pachinian", "Nikol Pashinyan"), ("Kassym-Jomart Tokaïev", "Kassym Jomart Tokayev"),
]  # fmt: skip
OTHERS = [
    ("Jean Martin", "John Martin"), ("Kim Jong-un", "Kim Jong-il"), ("Hillary Clinton", "Bill Clinton"), ("Paul Martin", "Paula Martin"),
    ("Marie Martin", "Mario Martin"), ("Mark Carney", "Marc Garneau"), ("Mahamat Déby", "Idriss Déby"), ("Li Peng", "Li Ping"),
    ("Anna Petrov", "Ivan Petrov"), ("", ""), ("習近平", "李克强"),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right"), SAME)
def test_one_person(left: str, right: str) -> None:
    assert consonants(left) == consonants(right)
    assert alike(left, right)
    assert alike(right, left)


@pytest.mark.parametrize(("left", "right"), OTHERS)
def test_two_persons(left: str, right: str) -> None:
    assert not alike(left, right)


def test_a_surname_alone_may_be_shorter_within_one_article() -> None:
    assert not alike("Lavrov", "Lavroff")
    assert alike("Lavrov", "Lavroff", 4)


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_is_compared_both_ways_alike(left: str, right: str) -> None:
    assert alike(left, right) == alike(right, left)
    assert alike(left, left, 0)
