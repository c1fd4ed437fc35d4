"""Names that their titles tell from other words: ``Prime Minister Vo Van Kiet``, ``le président Amadou Toumani Touré``.

Recognisers miss names they have not learned, cut long ones short and take some for organisations; a title right before tells better.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.tree import Sentence, Token
from kg.lexicon.records import Lexicon

PERSON_TITLES = frozenset(
    {"m.", "mme", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sheikh", "cheikh", "sir", "lord", "mgr", "mm."}
    | {"madame", "monsieur", "dame", "prof.", "professor", "hon.", "h.e.", "s.e.", "s.e.m.", "shri", "mlle"}
    | {"rev.", "msgr", "msgr.", "sen.", "rep.", "gen.", "col.", "maj.", "lt.", "adm."}
)
"""Words before the name of a person that tell no office."""
PARTICLES = frozenset(
    {"al", "el", "ben", "bin", "ibn", "ould", "bint", "da", "das", "del", "della", "di", "do", "dos", "der", "den", "ter"}
    | {"van", "von", "zu", "af", "av", "-"}
)  # fmt: skip
"""Lower-case words, and the hyphen of its own, inside names."""
NOBLE = frozenset({"de", "du", "d'", "la", "y", "e", "wa"})
"""Such words behind a single first name only: ``le maire Jean de Thou``, but ``le maire Jean Dupont de Thou``."""
FIRST_NAMES = frozenset({"emir", "sultan", "malik", "sheikh", "khan"})
"""Titles that are first names, too."""
DATES = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april"}
    | {"may", "june", "july", "august", "september", "october", "november", "december"}
    | {"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"}
)  # fmt: skip
"""With a capital letter in English, and in no name."""
LONGEST = 6
REACH = 12
"""How many words a name may have, and an office before the comma that parts it from its holder."""


def is_title(token: Token, lexicon: Lexicon) -> bool:
    """An office, or a word that goes before one: ``Vice``, ``Deputy``."""
    return token.lower in lexicon.office_heads | lexicon.deputy | lexicon.former


def without_title(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """The words of a person's name without the title that a list or a recogniser took for part of it."""
    bare = tokens
    while len(bare) > 1 and bare[0].lower not in FIRST_NAMES and is_title(bare[0], lexicon):
        bare = bare[1:]
    return bare if bare[0].text[0].isupper() else tokens


def titled_names(sentence: Sentence, known: set[int], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """First and last token of names of two words and more beside an office; `known` tokens name somebody already."""
    for token in sentence:
        if token.i in known or token.pos not in {"NOUN", "PROPN", "ADJ"} or token.lower not in lexicon.office_heads:
            continue
        for first, closed in ((token.i + 1, False), (_apposed(sentence, token, known), True)):
            while 0 < first < len(sentence) and sentence.tokens[first].lower in PERSON_TITLES:
                first += 1
            last = _end(sentence, first, known, lexicon) if first else 0
            if last > first and (not closed or _closes(sentence, last)):
                yield first, last
                break


def _apposed(sentence: Sentence, token: Token, known: set[int]) -> int:
    """``the Special Representative for Mali, Mahamat Saleh Annadif,``: where the name begins, 0 where none can."""
    for other in sentence.tokens[token.i + 1 : token.i + 1 + REACH]:
        if other.text == ",":
            return other.i + 1
        if other.pos not in {"NOUN", "PROPN", "ADJ", "ADP", "DET", "CCONJ", "PART"} and other.i not in known:
            return 0
    return 0


def _closes(sentence: Sentence, last: int) -> bool:
    return last + 1 == len(sentence) or sentence.tokens[last + 1].text in {",", ".", ")", ";", '"'}


def describes_person(sentence: Sentence, last: int, lexicon: Lexicon) -> bool:
    """``Dominique de Villepin, France's foreign minister``: an office right behind the comma after a name."""
    tokens = sentence.tokens
    if last + 2 >= len(sentence) or tokens[last + 1].text != ",":
        return False
    for token in tokens[last + 2 : last + 8]:
        if token.lower in lexicon.office_heads:
            return token.pos in {"NOUN", "PROPN"}
        if token.pos not in {"DET", "ADJ", "NOUN", "PROPN", "PART", "ADV"}:
            return False
    return False


def _end(sentence: Sentence, first: int, known: set[int], lexicon: Lexicon) -> int:
    """The last word of a name that begins at a token; before it where there is none."""
    tokens = sentence.tokens
    last = first - 1
    for token in tokens[first : first + LONGEST]:
        if token.i in known:
            return first - 1 if last == token.i - 1 else last
        if _is_name_word(token, lexicon) or (
            last >= first and tokens[token.i - 1].text == "-" and token.text.isalpha()
        ):
            last = token.i
        elif token.i == first or token.lower not in (PARTICLES | NOBLE if last <= first else PARTICLES):
            break
    return last


def _is_name_word(token: Token, lexicon: Lexicon) -> bool:
    """A capital letter and no word that is known to be something else."""
    common = lexicon.office_heads | lexicon.body_heads | lexicon.deputy | DATES
    capital = token.text[0].isupper() and any(c.islower() for c in token.text)
    initial = token.text.isupper() and len(token.text.replace(".", "")) <= 2
    return (capital or initial) and token.pos in {"PROPN", "NOUN", "ADJ", "X"} and token.lower not in common
