"""Names in a sentence: the gazetteer decides, the statistical recogniser only proposes unknown people and bodies.

It links names to entities; what else stands for actors is `kg.extract.phrases`' work.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.actors import NameMatch
from kg.extract.annotate import NameSpan
from kg.extract.context import Context
from kg.extract.senses import choose, is_contender, is_part_of_name, names_treaty
from kg.extract.titled import PERSON_TITLES, describes_person, is_title, titled_names, without_title
from kg.extract.tree import Sentence, Token
from kg.lexicon.records import Lexicon
from kg.model import Entity

PORTFOLIOS = ("minist", "secrétaire", "secretary")
"""Offices and bodies whose complement is a field, however it is written: ``ministre de la Santé``."""


HALVED = (("north-korea", "south-korea"), ("sudan", "south-sudan"))
"""Countries whose halves are called the North and the South where both are named."""
HALVES = {"North": 0, "Nord": 0, "South": 1, "Sud": 1}


@dataclass(frozen=True, slots=True)
class Mention:
    """A name: tokens `first`..`last` of its sentence, and the entity it names."""

    first: int
    last: int
    head: int
    entity: Entity
    role: str
    """Role of the name in the ontology (label, alias, acronym, metonym, people, demonym), or ``ner``/``surname``."""
    start: int
    end: int
    text: str


def find_mentions(
    sentence: Sentence, matches: list[NameMatch], names: list[NameSpan], context: Context
) -> list[Mention]:
    """All names of one sentence, left to right, never overlapping."""
    mentions: list[Mention] = []
    taken: set[int] = set()
    for match in matches:
        if not sentence.start <= match.start < sentence.end:
            continue
        if not match.candidates:  # "the Paris Agreement" names nobody, and Paris least of all
            taken.update(t.i for t in sentence if t.start < match.end and t.end > match.start)
        else:
            _add(mentions, taken, _known(sentence, match, matches, names, context))
    for token in sentence:
        _add(mentions, taken, _half(sentence, token, context))
    for first, last in titled_names(sentence, taken, context.lexicon):
        person = context.person(sentence.words(first, last))
        _add(mentions, taken, _mention(sentence, first, last, person, "ner"))
    for name in names:
        if sentence.start <= name.start < sentence.end:
            proposed = _proposed(sentence, name, context, taken)
            _note_unlinked(sentence, name, proposed, context, taken)
            _add(mentions, taken, proposed)
    for token in sentence:
        if (
            token.i not in taken
            and token.text[0].isupper()
            and (token.text in context.surnames or token.pos == "PROPN")
        ):
            entity = context.surname(token.text)
            if entity is not None:
                _add(mentions, taken, _mention(sentence, token.i, token.i, entity, "surname"))
    mentions = [_widen_person(m, sentence, context, taken) for m in mentions]
    return sorted(mentions, key=lambda m: m.first)


def _half(sentence: Sentence, token: Token, context: Context) -> Mention | None:
    """``the North``, ``le Sud``: of a country in two halves that the article names."""
    half = HALVES.get(token.text)
    article = sentence.tokens[token.i - 1].lower if token.i else ""
    following = sentence.tokens[token.i + 1] if token.i + 1 < len(sentence) else None
    if half is None or article not in {"the", "le", "du", "au"} or (following is not None and following.pos == "PROPN"):
        return None
    if following is not None and following.lower in {"of", "de", "du", "d'", "-"}:
        return None
    pair = next((p for p in HALVED if p[0] in context.companions and p[1] in context.companions), None)
    if pair is None:
        return None
    return _mention(sentence, token.i, token.i, context.ontology.actors[pair[half]].entity, "alias")


def _add(mentions: list[Mention], taken: set[int], mention: Mention | None) -> None:
    if mention is None or taken & set(range(mention.first, mention.last + 1)):
        return
    taken.update(range(mention.first, mention.last + 1))
    mentions.append(mention)


def _mention(sentence: Sentence, first: int, last: int, entity: Entity, role: str) -> Mention:
    inside = range(first, last + 1)
    head = next((i for i in inside if sentence.tokens[i].head not in inside or sentence.is_root(i)), last)
    start, end = sentence.span(first, last)
    return Mention(first, last, head, entity, role, start, end, sentence.words(first, last))


def _known(
    sentence: Sentence, match: NameMatch, matches: list[NameMatch], names: list[NameSpan], context: Context
) -> Mention | None:
    inside = [t.i for t in sentence if t.start < match.end and t.end > match.start]
    if not inside:
        return None
    slug, role = choose(match, context)
    entity = context.ontology.actors[slug].entity
    if entity.kind in {"State", "Place"} and role != "demonym":
        if is_part_of_name(sentence, match, matches, names, context.lexicon):
            return None
        city = role != "label" or entity.kind == "Place"
        if city and names_treaty(sentence, inside[0], inside[-1], context.lexicon):
            return None
        if context.pastime and is_contender(sentence, inside):
            return None
    if entity.kind == "Person" and _is_namesake(sentence, inside[0], names, entity, context):
        return None
    if entity.kind == "Person":
        inside = [t.i for t in without_title([sentence.tokens[i] for i in inside], context.lexicon)]
        context.remember_person(entity, sentence.words(inside[0], inside[-1]))
    return _mention(sentence, inside[0], inside[-1], entity, role)


def _is_namesake(sentence: Sentence, first: int, names: list[NameSpan], entity: Entity, context: Context) -> bool:
    """``Luis Ortega`` is not the Ortega whom a surname alone would mean: the first name before it is none of his."""
    before = sentence.tokens[first - 1] if first else None
    if before is None or not before.text[0].isupper() or not before.text[1:].islower():
        return False
    token = sentence.tokens[first]
    joined = before.pos == "PROPN" and sentence.head(before.i).i in {first, token.head}
    seen = any(n.kind == "Person" and n.start <= before.start and token.end <= n.end for n in names)
    if not (joined or seen) or before.lower in PERSON_TITLES or is_title(before, context.lexicon):
        return False
    actor = context.actor(entity)
    initials = {w[0].lower() for n in (actor.names if actor else ()) for w in n.text.split()}
    return before.lower[0] not in initials and before.lemma.lower() not in context.lexicon.people


def _note_unlinked(
    sentence: Sentence, name: NameSpan, proposed: Mention | None, context: Context, taken: set[int]
) -> None:
    """What looks like a name and is nobody's: it shows what the ontology lacks."""
    if proposed is not None:
        if proposed.entity.minted:
            context.unlinked.add(proposed.entity.labels[sentence.lang])
        return
    inside = _trimmed(sentence, name)
    if not inside or any(t.i in taken for t in inside) or not all(t.text[0].isupper() for t in inside):
        return
    text = sentence.words(inside[0].i, inside[-1].i)
    described = text.lower() in context.index.definite(sentence.lang)
    owner = sentence.head(inside[0].i if sentence.head(inside[0].i) not in inside else inside[-1].i)
    portfolio = owner.lemma.lower().startswith(PORTFOLIOS)
    if not (
        described or portfolio or context.is_named(text) or _is_common(sentence, inside[0].i, inside[-1].i, context)
    ):
        context.unlinked.add(text)


def _trimmed(sentence: Sentence, name: NameSpan) -> list[Token]:
    """The words of a span without what does not belong to a name."""
    inside = [t for t in sentence if t.start < name.end and t.end > name.start]
    while inside and (inside[0].pos in {"DET", "ADP", "PUNCT"} or inside[0].lower in PERSON_TITLES):
        inside.pop(0)
    while inside and (inside[-1].text == "'s" or inside[-1].pos in {"PUNCT", "ADP"}):
        inside.pop()
    return inside


def _proposed(sentence: Sentence, name: NameSpan, context: Context, taken: set[int]) -> Mention | None:
    inside = _trimmed(sentence, name)
    if (
        not inside
        or any(t.i in taken for t in inside)
        or not all(t.text[0].isupper() or t.text[0] in "-'" or len(t.text) < 4 for t in inside)
    ):
        return None
    if name.kind == "Person":
        inside = without_title(inside, context.lexicon)
    first, last = inside[0].i, inside[-1].i
    if name.kind == "Person" or (last > first and describes_person(sentence, last, context.lexicon)):
        text = sentence.words(first, last)
        if len(inside) == 1 and context.surname(text) is None and not _titled(sentence, first):
            return None
        if _is_office(inside, context.lexicon):
            return None
        return _mention(sentence, first, last, context.person(text), "ner")
    known = context.surnames.get(sentence.words(first, last))
    if known is not None:
        return _mention(sentence, first, last, known, "surname")
    if name.kind == "Organisation" and sentence.words(first, last).lower() in context.index.definite(sentence.lang):
        return None
    if name.kind == "Organisation" and _is_locality(sentence, first, context.lexicon):
        return None
    if (
        name.kind == "Organisation"
        and any(t.pos == "PROPN" for t in inside)
        and not _is_common(sentence, first, last, context)
    ):
        text = sentence.words(first, last)
        entity = context.mint("Organisation", {"en": text, "fr": text})
        if first == last and len(text) > 3:
            context.surnames.setdefault(text, entity)  # the recogniser may not see it next time
        return _mention(sentence, first, last, entity, "ner")
    return None


def _titled(sentence: Sentence, first: int) -> bool:
    return first > 0 and (
        sentence.tokens[first - 1].lower in PERSON_TITLES or sentence.tokens[first - 1].pos in {"NOUN", "PROPN"}
    )


def _is_office(inside: list[Token], lexicon: Lexicon) -> bool:
    """``Président de la République`` with capitals is an office, whatever the recogniser thinks."""
    return inside[0].lower in lexicon.office_heads and len(inside) > 1 and inside[1].lower in {"de", "du", "of"}


def _is_locality(sentence: Sentence, first: int, lexicon: Lexicon) -> bool:
    """``the town of Gafsa``, ``in Sidi Bouzid``: a place, whatever the recogniser thinks."""
    if sentence.lang == "en" and sentence.tokens[first - 1].lower in {"in", "near", "outside", "at"} and first > 0:
        return True
    before = [t.lower for t in sentence.tokens[max(0, first - 2) : first]]
    return len(before) == 2 and before[0] in lexicon.localities and before[1] in {"of", "de", "d'"}


def _is_common(sentence: Sentence, first: int, last: int, context: Context) -> bool:
    """The recogniser took an office, a body or a demonym phrase for an organisation's name."""
    words = {t.lemma.lower() for t in sentence.tokens[first : last + 1]} | {
        t.lower for t in sentence.tokens[first : last + 1]
    }
    lexicon = context.lexicon
    if words <= {"state", "états", "état"}:
        return True  # of "Secretary of State"
    words |= {w.removesuffix("s") for w in words}  # "Kidnappers" taken for a name keeps its plural
    behind = sentence.tokens[last + 1].lower if last + 1 < len(sentence) else ""
    titled = behind in lexicon.office_heads and any(words & set(o.words) for o in lexicon.offices)  # "Supreme" Leader
    return titled or bool(words & (lexicon.office_heads | lexicon.body_heads | set(lexicon.people)))


def _widen_person(mention: Mention, sentence: Sentence, context: Context, taken: set[int]) -> Mention:
    """A first name left of a known surname belongs to the mention (``Vladimir`` Putin)."""
    if mention.entity.kind != "Person":
        return mention
    first = mention.first
    while first > 0:
        token = sentence.tokens[first - 1]
        if (
            token.i in taken
            or token.pos != "PROPN"
            or not token.text[0].isupper()
            or token.lower in PERSON_TITLES
            or sentence.head(token.i).i not in range(first, mention.last + 1)
        ):
            break
        if token.lemma.lower() in context.lexicon.office_heads or is_title(token, context.lexicon):
            break
        taken.add(token.i)
        first -= 1
    if first == mention.first or mention.role == "ner":
        return mention
    return _mention(sentence, first, mention.last, mention.entity, mention.role)
