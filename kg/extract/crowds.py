"""People without a name: rebels, residents, a newspaper, "the group"; groups minted as the text describes them.

It reads the nouns of `ontology/lexicon/people.yaml`; names and bodies of state are `kg.extract.phrases`' work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.composites import agreed
from kg.extract.frames import OBLIQUES
from kg.extract.tree import Token
from kg.lexicon.records import People
from kg.model import Entity

if TYPE_CHECKING:
    from kg.extract.context import Context
    from kg.extract.mentions import Mention
    from kg.extract.phrases import Phrases
    from kg.extract.refs import Ref

NOBODY: frozenset[str] = frozenset()
LOCATIVES = frozenset(
    {
        *("in", "at", "near", "across", "around", "outside", "throughout", "along", "inside", "close to", "north of"),
        *("south of", "east of", "west of", "à", "en", "dans", "près de", "autour de", "hors de", "à travers"),
    }
)
DEMONSTRATIVES = frozenset({"ce", "cet", "cette", "ces", "this", "these", "those"})
LEADERS = frozenset({
    "leader", "chief", "commander", "spokesman", "spokeswoman", "fighter", "official", "figure", "representative", "boss",
})  # fmt: skip
ATTACKERS = frozenset({"attacker", "assailant", "assaillant"})
"""Who has just attacked: ``Boko Haram raided a base. The army killed 50 assailants``."""
ALONE = frozenset({"opposant", "opponent", "dissident", "suspect", "fugitif", "fugitive", "captif", "captive"})
"""Nouns of crowds that mean one person where they are singular."""
CREEDS = frozenset({"rebels", "separatists", "jihadists"})
"""Sorts that exclude each other where an actor is described as one of them."""
PROTESTERS = People("protesters", "manifestants", private=False, gender="mp")


def people(phrases: Phrases, token: Token, exclude: frozenset[str], *, subject: bool) -> list[Ref]:
    """Who a noun for people means: a group named beside it or before, else a group of its own.

    What is done to civilians or residents is done to their state; they are the agent of that reference.
    """
    sort = _sort(phrases, token)
    if sort is None or (sort.several and sort.gender.endswith("p") and not phrases.plural(token)):
        return []  # "the island nation" is one, and named before
    named = _named_beside(phrases, token) or _one_person(phrases, token, sort, exclude)
    named = named or _named_before(phrases, token, sort, exclude)
    if named is not None:
        return [named]
    possessed = any(
        phrases.pronouns.kind(t).startswith("poss") or (t.dep == "nmod:poss" and t.i in phrases.at)
        for t in _kids(phrases, token)
    )
    owner = next((r.entity for r in phrases.owner(token.i, exclude, possessive=possessed, agents=False)), None)
    if owner is not None and owner in phrases.context.crowds.values() and not sort.private:
        owner = owner.parent  # "Shiite protesters" are protesters
    if owner is not None and _stands_for(sort, owner, subject):
        return [phrases.phrase_ref(token, owner, "owner" if sort.private else "crowd")]
    owner = owner or _among(phrases, token)
    nation = None if sort.several else _nation(phrases, token, owner, exclude, private=sort.private)
    crowd = _crowd(phrases, token, sort, nation)
    if sort.private and not subject and nation is not None and nation.id not in exclude:
        return [phrases.phrase_ref(token, nation, "people", crowd)]
    return [phrases.phrase_ref(token, crowd, "people" if sort.private else "crowd")]


def _stands_for(sort: People, owner: Entity, subject: bool) -> bool:
    """``Houthi rebels`` are the Houthis, ``UN experts`` the UN; what is done to a person's family is done to that person."""
    if not sort.private:
        return owner.kind == "Group"
    return owner.kind == "Organisation" or (not subject and owner.kind in {"Person", "Body"})


def collective(phrases: Phrases, token: Token, exclude: frozenset[str]) -> list[Ref]:
    """``the group``: the last group named; ``a separatist group``: one that only these words name."""
    kind = phrases.lexicon.collectives.get(token.lemma) or phrases.lexicon.collectives.get(token.lower)  # "the Council"
    if kind is None or token.dep == "appos":
        return []
    if phrases.bare_definite(token) or any(t.lower in {"this", "ce", "cette", "cet"} for t in _kids(phrases, token)):
        if any(t.dep in {"amod", "compound", "nmod", "acl", "acl:relcl"} for t in _kids(phrases, token)):
            return []
        kinds = frozenset({kind, "Body"} if kind == "Organisation" else {kind})  # the CIA is a body, and an agency
        recent = phrases.context.recent(kinds, phrases.number, token.i, 9, exclude)
        bodies = {e for e in recent if e.kind == "Body" and e.parent is not None and e.parent.kind == "State"}
        called = [e for e in recent if token.lemma in e.label.lower().split()]
        meant = called or [e for e in recent if e not in bodies] or recent  # a government is no "Commission"
        return [phrases.phrase_ref(token, e, "description") for e in meant[-1:]]
    return _described(phrases, token) if kind == "Group" else []


def _described(phrases: Phrases, token: Token) -> list[Ref]:
    """``Sikh groups``, ``un parti islamiste``: a group that only its adjectives name."""
    words = [t for t in _kids(phrases, token) if t.dep in {"amod", "compound"} and t.text.isalpha()]
    named = [t for t in words if t.i in phrases.at and phrases.at[t.i].entity.kind == "State"]
    said = sorted([t for t in words if t not in named] + [token], key=lambda t: t.i)
    if len(said) < 2 or len(said) > 3 or any(t.lemma in phrases.lexicon.untelling for t in said):
        return []
    nation = phrases.at[named[0].i].entity if named else None
    text = " ".join(t.text if t.i in phrases.at else t.lower for t in said)
    return [phrases.phrase_ref(token, group(phrases.context, People(text, text, private=False), nation), "crowd")]


def _kids(phrases: Phrases, token: Token) -> list[Token]:
    return phrases.sentence.children(token.i)


def _sort(phrases: Phrases, token: Token) -> People | None:
    """The kind of people a noun means, alone or with the word before or behind it; never part of a proper name."""
    nouns = phrases.lexicon.people
    if token.i > 0 and token.text[0].isupper() and token.pos == "PROPN":
        creed = nouns.get(token.lower.removesuffix("s"))  # "Islamists", "Maoists"
        return creed if creed is not None and not creed.private and token.lower.endswith("s") else None
    if token.pos == "ADJ" and token.dep == "amod" and phrases.sentence.lang == "fr":
        return None  # "un responsable catholique" is no Catholics
    return compound(phrases, token) or nouns.get(token.lemma) or nouns.get(token.lower)


def led(phrases: Phrases, token: Token, exclude: frozenset[str], *, subject: bool) -> list[Ref]:
    """``student leaders``, ``rebel commanders``, ``clan chiefs``: people by the word before."""
    if token.lemma not in LEADERS or token.i == 0 or token.i - 1 in phrases.at:
        return []
    before = phrases.sentence.tokens[token.i - 1]
    fits = before.dep in {"compound", "amod"} and before.head == token.i
    return people(phrases, before, exclude, subject=subject) if fits else []


def compound(phrases: Phrases, token: Token) -> People | None:
    """People by two words or three: ``aid workers``, ``opposition leaders``, ``Latin American leaders``."""
    nouns = phrases.lexicon.people
    words = phrases.sentence.tokens
    i = token.i
    for row in words[max(0, i - 2) : i + 1], words[max(0, i - 1) : i + 1], words[i : i + 2]:
        if len(row) > 1:
            first = " ".join(t.lower for t in row[:-2])
            left, right = ({t.lower, t.lemma.lower()} for t in row[-2:])
            found = next((nouns[n] for a in left for b in right if (n := f"{first} {a} {b}".strip()) in nouns), None)
            if found is not None:
                return found
    return None


def _named_beside(phrases: Phrases, token: Token) -> Ref | None:
    """``les rebelles houthis``, ``M23 rebels``: the name beside the noun is the actor."""
    for child in _kids(phrases, token):
        mention = phrases.at.get(child.i)
        if mention is not None and mention.entity.kind == "Person" and child.dep in {"appos", "flat:name", "flat"}:
            phrases.context.called[mention.entity.id] = token.lemma
            return phrases.named(mention)  # "l'analyste Baek Jin-ho"
        if (
            mention is not None
            and mention.entity.kind == "Group"
            and child.case not in {"par", "by"}
            and child.dep in {"amod", "compound", "appos", "flat", "nmod", "flat:name"}
            and mention.role != "demonym"
        ):
            return phrases.named(mention)
    return None


def _one_person(phrases: Phrases, token: Token, sort: People, exclude: frozenset[str]) -> Ref | None:
    """``the dissident``, ``le journaliste``: the last person named, where he acts for nobody, and was called so or seized."""
    if phrases.plural(token) or not (sort.private or token.lemma in ALONE) or not phrases.bare_definite(token):
        return None
    persons = phrases.context.recent(frozenset({"Person"}), phrases.number, token.i, 1, exclude)
    acts = [a for a in phrases.context.acts if a.relation.type == "COERCE" and a.recipient in persons]
    called = any(phrases.context.called.get(p.id, "") == token.lemma for p in persons)
    private = [p for p in persons if phrases.context.acts_for(p) is None and (acts or called)]
    return phrases.phrase_ref(token, private[0], "description") if private else None


def _named_before(phrases: Phrases, token: Token, sort: People, exclude: frozenset[str]) -> Ref | None:
    """``the rebels``: those the article has named, or has called so before."""
    definite = phrases.bare_definite(token) or any(t.lower in DEMONSTRATIVES for t in _kids(phrases, token))
    known = phrases.context.crowds.get(sort.label)
    if _takes_side(phrases, token):
        return None
    if token.lemma in ATTACKERS:
        told = (a for a in reversed(phrases.context.acts) if phrases.number - a.sentence <= 2)
        attacker = next((a.actor for a in told if a.relation.type == "ASSAULT"), None)
        if attacker is not None and attacker.kind == "Group" and attacker.id not in exclude:
            return phrases.phrase_ref(token, attacker, "description")
    if definite and known is not None and known.id not in exclude:
        return phrases.phrase_ref(token, known, "people" if sort.private else "description")
    if sort.private or not (definite or sort.armed) or phrases.owner(token.i, exclude, possessive=False):
        return None
    recent = phrases.context.recent(frozenset({"Group"}), phrases.number, token.i, 4)
    groups = [e for e in reversed(recent) if e.id not in exclude and not e.minted]
    groups = _called(phrases, sort, groups)
    if not definite and len(groups) != 1:
        return None
    return phrases.phrase_ref(token, groups[0], "description") if groups else None


def _called(phrases: Phrases, sort: People, groups: list[Entity]) -> list[Entity]:
    """Those groups that the noun fits: ``the rebels`` are no group described as jihadists, and no ``jihadists`` rebels."""
    if sort.label not in CREEDS:
        return groups
    table = phrases.context.index.definite(phrases.sentence.lang)
    words = {e.id: {w for text, slugs in table.items() if e.id in slugs for w in text.split()} for e in groups}
    nouns = phrases.lexicon.people
    creeds = {e.id: {nouns[w].label for w in words[e.id] if w in nouns} & CREEDS for e in groups}
    return [e for e in groups if sort.label in creeds[e.id]] or [e for e in groups if not creeds[e.id]]


def _takes_side(phrases: Phrases, token: Token) -> bool:
    """``pro-government fighters``, ``les combattants loyalistes``: whose they are is said, and it is no group named before."""
    first, last = phrases.sentence.phrase(token.i)
    words = [t.lower for t in phrases.sentence.tokens[first : last + 1]]
    return any(w.startswith(("pro-", "progouv", "loyal", "anti-")) or w in {"pro", "anti"} for w in words)


def _nation(
    phrases: Phrases, token: Token, owner: Entity | None, exclude: frozenset[str], *, private: bool
) -> Entity | None:
    """Whose people they are: the owner's state, else that of the place where the sentence happens, else the article's."""
    if owner is not None:
        return owner if owner.kind in {"State", "Person", "Group"} else owner.parent
    here = scene(phrases)
    if here is not None:
        return here
    context = phrases.context
    parties = context.parties(phrases.number, token.i, NOBODY, True) if private else []
    if len(parties) == 2 and any(p.id in exclude for p in parties):
        return next((p for p in parties if p.id not in exclude), None)
    agents = {
        m for m in phrases.mentions if phrases.sentence.tokens[m.head].case in {"by", "par"}
    }  # "backed by Rwanda"
    named = {
        m.entity for m in phrases.mentions if m.entity.kind == "State" and m not in agents and not _of_civilians(phrases, m)
    }  # fmt: skip
    only = next(iter(named)) if len(named) == 1 else None
    return context.topic(phrases.number - 1) or only


def _of_civilians(phrases: Phrases, mention: Mention) -> bool:
    """``Gunmen seized three Japanese tourists``: whose tourists they are says nothing of the gunmen."""
    sort = phrases.lexicon.people.get(phrases.sentence.head(mention.head).lemma)
    return mention.role == "demonym" and sort is not None and sort.private


def scene(phrases: Phrases) -> Entity | None:
    """The state in which a sentence happens: ``near Mosul``, ``in a village in western Kenya``, ``at a Turkish port``."""
    for mention in phrases.mentions:
        head = phrases.sentence.tokens[mention.head]
        if mention.role == "demonym":
            head = phrases.sentence.head(head.i)
            if head.lemma in phrases.lexicon.body_heads or head.lemma in {"border", "frontier", "frontière"}:
                continue  # "around the Turkish embassy" is not in Turkey
        if head.case in LOCATIVES and head.dep in OBLIQUES and mention.entity.kind in {"State", "Place"}:
            state = mention.entity.parent if mention.entity.kind == "Place" else mention.entity
            if state is not None and state.kind == "State":
                return state
    return None


def _among(phrases: Phrases, token: Token) -> Entity | None:
    """``trois mille prisonniers, dont treize Indonésiens``: some of them are said to be of a nation."""
    words = phrases.sentence.tokens[token.i + 1 : token.i + 8]
    start = next((t.i for t in words if t.lower in {"dont", "including"}), None)
    if start is None:
        return None
    near = [phrases.at[t.i] for t in phrases.sentence.tokens[start + 1 : start + 4] if t.i in phrases.at]
    return next((m.entity for m in near if m.role in {"people", "demonym"}), None)


def _crowd(phrases: Phrases, token: Token, sort: People, nation: Entity | None) -> Entity:
    """The minted group, ``Venezuelan protesters``; remembered for "the protesters"."""
    if sort.label == "people" and any(_protests(phrases, t) for t in _kids(phrases, token) if t.dep.startswith("acl")):
        return protesters(phrases.context, nation)
    return group(phrases.context, sort, nation, _words(phrases, token))


def _words(phrases: Phrases, token: Token) -> tuple[str, ...]:
    """What the text calls them, where it says more than their sort: ``garment workers``, ``residents of Gori``."""
    if not phrases.plural(token):
        return ()
    before = [t for t in phrases.sentence.tokens[max(0, token.i - 2) : token.i] if t.head == token.i]
    telling = [t.lower for t in before if t.dep in {"compound", "amod"} and t.i not in phrases.at and t.text.isalpha()]
    places = [t for t in _kids(phrases, token) if t.i in phrases.at and t.case in {"of", "from", "de", "d'"}]
    homes = [f"{token.lower} {t.case} {phrases.at[t.i].text}" for t in places if phrases.at[t.i].role != "demonym"]
    return tuple(dict.fromkeys([token.lower, " ".join([*telling, token.lower]), *homes]))


def _protests(phrases: Phrases, verb: Token) -> bool:
    relations = phrases.context.ontology.relations
    entries = phrases.lexicon.verbs.get(verb.lemma, ())
    return any(e.relation in relations and relations[e.relation].type == "PROTEST" for e in entries if e.relation)


def protesters(context: Context, nation: Entity | None) -> Entity:
    """People who protest, by their nation."""
    return group(context, PROTESTERS, nation)


def group(context: Context, sort: People, nation: Entity | None, words: tuple[str, ...] = ()) -> Entity:
    """People of a sort with their state, or the person they belong to, as parent; `words` are the text's own for them."""
    labels = {"en": sort.label, "fr": sort.french}
    if nation is not None and nation.kind == "Person":
        labels = {"en": f"{sort.label} of {nation.labels['en']}", "fr": f"{sort.french} de {nation.labels['fr']}"}
    elif nation is not None:
        demonym = context.demonym(nation, "en") or nation.labels["en"]
        forms = context.demonyms(nation, "fr")
        whose = agreed(forms, sort.gender) if forms and sort.gender else f"({nation.labels['fr']})"
        labels = {"en": f"{demonym} {sort.label}", "fr": f"{sort.french} {whose}"}
    names = dict.fromkeys((sort.label, sort.french, *words))
    crowd = context.mint("Group", labels, parent=nation, aliases=tuple(names))
    context.crowds[sort.label] = crowd
    return crowd
