"""Where an office stands in a sentence, how far its words go, and whose names are beside it, by the order of words.

It knows no owners: of whom an office is, and whether it is over, is decided by `kg.extract.roles`.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.mentions import Mention
from kg.extract.phrases import Phrases
from kg.extract.titled import PERSON_TITLES
from kg.extract.tree import Token

LINKS = frozenset(
    {
        "de",
        "du",
        "des",
        "d'",
        "of",
        "for",
        "to",
        "aux",
        "au",
        "à",
        "auprès",
        "en",
        "in",
        "at",
        "pour",
        "the",
        "la",
        "le",
        "les",
        "l'",
        "et",
        "and",
        "&",
        "'s",
        "-",
        "près",
    }
)
ARTICLES = frozenset(
    {
        "le",
        "la",
        "l'",
        "les",
        "the",
        "a",
        "an",
        "un",
        "une",
        "son",
        "sa",
        "ses",
        "leur",
        "leurs",
        "his",
        "her",
        "its",
        "their",
        "deux",
        "two",
    }
)
INTERIM = frozenset({"par"})
"""Before ``intérim``, part of the title."""
GENERAL = frozenset(
    {"secretary", "staff", "assembly", "attorney", "prosecutor", "consul", "director", "council", "manager"}
    | {
        "secrétaire",
        "procureur",
        "directeur",
        "directrice",
        "consul",
        "gouverneur",
        "procureure",
        "avocat",
        "inspecteur",
    }
)
"""Beside ``general`` where it is no rank."""
RANK_WORDS = frozenset(
    {
        "general",
        "colonel",
        "admiral",
        "brigadier",
        "lieutenant",
        "major",
        "captain",
        "marshal",
        "senior",
        "sergeant",
        "commodore",
    }
    | {
        "général",
        "générale",
        "amiral",
        "capitaine",
        "maréchal",
        "commandant",
        "contre-amiral",
        "vice-amiral",
        "caporal",
    }
)
"""Between an office and its holder: ``the army chief, General A``."""


def is_office(phrases: Phrases, token: Token) -> bool:
    """Whether a word is the head of an office, and no part of another title or of a name."""
    if token.i in phrases.at and phrases.at[token.i].role != "demonym":
        return False
    lexicon = phrases.lexicon
    if token.pos not in {"NOUN", "PROPN", "ADJ", "VERB", "X", "ADV"}:
        return False
    heads = lexicon.office_heads | lexicon.counterpart
    if token.lower in {"general", "général", "générale"} and _beside(phrases, token) & GENERAL:
        return False  # nor is a "General Secretary", an "attorney general" or the "General Staff"
    if token.lower == "justice" and phrases.sentence.tokens[min(token.i + 1, len(phrases.sentence) - 1)].lower in heads:
        return False  # of "justice minister"
    if token.lower == "chief" and token.i > 1 and phrases.sentence.tokens[token.i - 2].lower == "in":
        return False  # of "commander-in-chief"
    if token.dep == "amod" and phrases.titles.office_words(phrases.sentence.head(token.i)) & heads:
        return False  # a "secrétaire général" is no general
    return bool(phrases.titles.office_words(token) & heads)


def _beside(phrases: Phrases, token: Token) -> set[str]:
    """The words next to one, across a hyphen: ``Director-General``."""
    tokens = phrases.sentence.tokens
    hyphen = token.i > 1 and tokens[token.i - 1].text == "-"
    return {t.lower for t in (*tokens[max(0, token.i - 1 - hyphen) : token.i], *tokens[token.i + 1 : token.i + 2])}


def region(phrases: Phrases, token: Token) -> tuple[int, int]:
    """The words of the office, by order: from the modifiers on its left to the end of its complements."""
    tokens, at = phrases.sentence.tokens, phrases.at
    first = last = token.i
    while first > 0 and token.i - first < 8:
        left = tokens[first - 1]
        named = at.get(left.i)
        if named is not None and named.entity.kind == "Person":
            break
        if left.pos in {"ADJ", "NOUN", "PROPN"} or left.text in {"'s", "-"} or named is not None:
            if (
                phrases.sentence.lang == "fr"
                and left.pos == "NOUN"
                and named is None
                and left.text != "-"
                and not is_prefix(phrases, left)
            ):
                break
            first -= 1
        else:
            break
    while last + 1 < len(tokens) and last - token.i < 16:
        right = tokens[last + 1]
        named = at.get(right.i)
        if named is not None and named.entity.kind == "Person" and named.role != "demonym":
            break
        if right.lower in PERSON_TITLES:
            break
        participle = (
            right.pos == "VERB"
            and right.dep != "root"
            and right.lower.endswith(("é", "ée", "és", "ées", "ed"))
            and right.morph.get("VerbForm") != "Fin"  # "the president praised Maia Sandu" gives her no office
        )
        participle = participle and phrases.sentence.head(token.i).i != right.i  # the office is its subject
        if right.text != "-" and (right.pos in {"ADJ", "NOUN", "PROPN", "NUM"} or participle or named is not None):
            if (
                right.pos in {"NOUN", "PROPN"}
                and named is None
                and tokens[last].lower not in LINKS | INTERIM
                and phrases.sentence.lang == "fr"
                and tokens[last].pos not in {"ADJ"}
                and right.dep != "amod"
            ):
                break
            if is_office(phrases, right) and tokens[last].lower not in LINKS:
                break
            last += 1
        elif right.lower in INTERIM and last + 2 < len(tokens) and tokens[last + 2].lower == "intérim":
            last += 1
        elif right.lower in LINKS and last + 2 < len(tokens):
            after = at.get(last + 2)
            if right.lower in {"et", "and"} and after is not None and after.entity.kind == "Person":
                break
            last += 1
        else:
            break
    while last > token.i and tokens[last].lower in LINKS:
        last -= 1
    return first, last


def is_prefix(phrases: Phrases, token: Token) -> bool:
    """``Former``, ``vice``, ``acting``: a word before an office that is part of its title."""
    return (
        token.lower in phrases.lexicon.former
        or token.lower in phrases.lexicon.deputy
        or token.lower in {"acting", "interim", "first"}
        or token.lower.startswith(("vice", "ex-"))
    )


def persons(phrases: Phrases, token: Token, first: int, last: int) -> Iterator[Mention]:
    """The person named right after the office, or before it across a comma; several after a plural."""
    tokens, at = phrases.sentence.tokens, phrases.at
    j = last + 1
    while j < len(tokens) and j - last <= 6 and _before_name(phrases, j):
        j += 1
    right = at.get(j)
    apart = right is not None and tokens[j - 1].text == "," and tokens[right.head].dep in {"nsubj", "nsubj:pass"}
    closed = right is not None and right.last + 1 < len(tokens) and tokens[right.last + 1].text in {",", "."}
    if apart and token.case and right is not None and not closed and tokens[right.head].head > j:
        return  # "avec son homologue kazakh, Vladimir Poutine a promis"
    if right is not None and right.entity.kind == "Person" and right.first == j:
        if j == last + 1 and _is_inside(phrases, token, last):
            return  # "an aide to President A" is somebody else
        if apart and phrases.plural(token) and not any(_coordinated(phrases, right)):
            return  # "Devant les juges, A a nié"
        yield right
        if token.text != token.lemma and (token.morph.get("Number") == "Plur" or token.text.endswith("s")):
            yield from _coordinated(phrases, right)
        return
    k = first - 1
    while k >= 0 and (tokens[k].lower in ARTICLES or is_prefix(phrases, tokens[k]) or tokens[k].pos == "ADV"):
        k -= 1
    if k > 0 and tokens[k].text in {",", "("}:
        left = at.get(k - 1)
        if left is not None and left.entity.kind == "Person" and not _own_subject(phrases, token, left):
            yield left


def _before_name(phrases: Phrases, j: int) -> bool:
    """Comma, title or rank between an office and its holder: ``le chef de la Minusma, le général suédois A``."""
    token, at = phrases.sentence.tokens[j], phrases.at
    before, after = phrases.sentence.tokens[j - 1].lower, phrases.sentence.tokens[min(j + 1, len(phrases.sentence) - 1)]
    if j in at:
        return at[j].role == "demonym" and before in RANK_WORDS
    article = token.lower in {"le", "la", "l'", "the"} and before == "," and after.lower in RANK_WORDS
    return (
        article
        or token.text in {",", "(", "-", "–"}
        or token.lower in PERSON_TITLES | RANK_WORDS
        or token.dep == "flat"
    )


def _is_inside(phrases: Phrases, token: Token, last: int) -> bool:
    """Behind ``of`` or ``to`` stands another office, whose holder is named next."""
    tokens = phrases.sentence.tokens
    return any(is_office(phrases, t) and tokens[t.i - 1].lower in LINKS for t in tokens[token.i + 2 : last + 1])


def _own_subject(phrases: Phrases, token: Token, left: Mention) -> bool:
    """``Invité par le roi Mohammed VI, le président français est arrivé``: a subject of its own, no apposition."""
    case = phrases.sentence.tokens[left.head].case or phrases.sentence.head(left.head).case
    definite = any(t.dep == "det" and t.lower in {"le", "la", "l'", "the"} for t in phrases.sentence.children(token.i))
    return (
        bool(case) and definite and token.dep in {"nsubj", "nsubj:pass"} and phrases.sentence.head(token.i).i > token.i
    )


def _coordinated(phrases: Phrases, mention: Mention) -> Iterator[Mention]:
    """Persons joined to one, each behind the adjective of his nation where it has one: ``les présidents turc A et grec B``."""
    tokens, at = phrases.sentence.tokens, phrases.at
    j = mention.last + 1
    while j < len(tokens) and tokens[j].lower in {",", "et", "and"}:
        if tokens[j].text == "," and j + 1 < len(tokens) and tokens[j + 1].lower == "et":
            j += 1
        following = at.get(j + 1)
        if following is not None and following.role == "demonym":
            j = following.last
            j += j + 1 < len(tokens) and tokens[j + 1].text == ","
            following = at.get(j + 1)
        if following is None or following.entity.kind != "Person":
            return
        yield following
        j = following.last + 1
