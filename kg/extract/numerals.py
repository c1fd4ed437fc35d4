"""How many were hit: numbers in digits and words on what an act is done to.

It counts only what the act is done to, never sums several numbers, and leaves dates and money alone.
"""

from __future__ import annotations

from kg.extract.candidates import Candidate
from kg.extract.reader import Reader

NUMBERS = {
    "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "quinze": 15,
    "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "cent": 100, "two": 2, "three": 3, "four": 4, "five": 5,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1000,
}  # fmt: skip


def count(reader: Reader, c: Candidate) -> int | None:
    """How many were hit: the number on the object phrase or in its ``of``/``de`` chain."""
    own = reader.frame(c.trigger)
    for slot in ("obj", "de", "of"):
        for f in own.slots.get(slot, []):
            number = _number(reader, f, 0)
            if number is not None:
                return number
    return None


def _number(reader: Reader, i: int, depth: int) -> int | None:
    for child in reader.sentence.children(i):
        if child.dep == "nummod":
            word = child.lower.replace(",", "").replace(" ", "").replace("\u202f", "")
            value = int(word) if word.isdigit() else NUMBERS.get(word) or _compound(word)
            if value is not None:
                return value
        if depth < 2 and child.dep == "nmod" and child.case in {"of", "de"}:
            value = _number(reader, child.i, depth + 1)
            if value is not None:
                return value
    return None


def _compound(word: str) -> int | None:
    """``quarante-cinq``, ``forty-five``."""
    parts = [NUMBERS.get(p, 1 if p in {"un", "une", "one"} else None) for p in word.split("-") if p != "et"]
    return sum(p for p in parts if p) if len(parts) > 1 and all(parts) else None
