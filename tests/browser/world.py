"""Graphs made by hand and by rule for the tests of the page: a diplomatic winter, a hostile one, and a large one."""

from __future__ import annotations

from dataclasses import replace

from kg.graph.data import ActorNode, EdgeStatement, GraphData
from kg.model import content_hash

IRI = "https://w3id.org/irkg/id/"

ACTORS: dict[str, tuple[str, str, str, str | None, str | None]] = {
    "russia": ("Russia", "Russie", "State", None, "Q159"),
    "nato": ("NATO", "OTAN", "Organisation", None, "Q7184"),
    "russian-mission-to-nato": ("Russian mission to NATO", "mission russe auprès de l'OTAN", "Body", "russia", None),
    "united-states": ("United States", "États-Unis", "State", None, "Q30"),
    "ukraine": ("Ukraine", "Ukraine", "State", None, "Q212"),
    "france": ("France", "France", "State", None, "Q142"),
    "germany": ("Germany", "Allemagne", "State", None, "Q183"),
    "united-kingdom": ("United Kingdom", "Royaume-Uni", "State", None, "Q145"),
    "poland": ("Poland", "Pologne", "State", None, "Q36"),
    "belarus": ("Belarus", "Biélorussie", "State", None, "Q184"),
    "european-union": ("European Union", "Union européenne", "Organisation", None, "Q458"),
    "united-nations": ("United Nations", "Nations unies", "Organisation", None, "Q1065"),
    "china": ("China", "Chine", "State", None, "Q148"),
    "taiwan": ("Taiwan", "Taïwan", "State", None, "Q865"),
    "iran": ("Iran", "Iran", "State", None, "Q794"),
    "israel": ("Israel", "Israël", "State", None, "Q801"),
    "iaea": (
        "International Atomic Energy Agency",
        "Agence internationale de l'énergie atomique",
        "Organisation",
        None,
        "Q41984",
    ),
    "turkey": ("Türkiye", "Turquie", "State", None, "Q43"),
    "greece": ("Greece", "Grèce", "State", None, "Q41"),
    "mali": ("Mali", "Mali", "State", None, "Q912"),
    "algeria": ("Algeria", "Algérie", "State", None, "Q262"),
    "morocco": ("Morocco", "Maroc", "State", None, "Q1028"),
    "cote-d-ivoire": ("Côte d'Ivoire", "Côte d'Ivoire", "State", None, "Q1008"),
    "ecowas": ("ECOWAS", "CEDEAO", "Organisation", None, "Q181574"),
    "wagner": ("Wagner Group", "groupe Wagner", "Group", None, "Q19850018"),
    "ethiopia": ("Ethiopia", "Éthiopie", "State", None, "Q115"),
    "tplf": ("Tigray People's Liberation Front", "Front de libération du peuple du Tigré", "Group", None, None),
    "african-union": ("African Union", "Union africaine", "Organisation", None, "Q7159"),
    "australia": ("Australia", "Australie", "State", None, "Q408"),
    "japan": ("Japan", "Japon", "State", None, "Q17"),
    "north-korea": ("North Korea", "Corée du Nord", "State", None, "Q423"),
    "gazprom": ("Gazprom", "Gazprom", "Company", "russia", None),
    "naval-group": ("Naval Group", "Naval Group", "Company", None, None),
    "geneva": ("Geneva", "Genève", "Place", None, "Q71"),
    "sergey-lavrov": ("Sergey Lavrov", "Sergueï Lavrov", "Person", None, "Q58217"),
    "jens-stoltenberg": ("Jens Stoltenberg", "Jens Stoltenberg", "Person", None, "Q57665"),
    "antony-blinken": ("Antony Blinken", "Antony Blinken", "Person", None, "Q7821917"),
}

RELATIONS: dict[str, tuple[str, str, str, float]] = {
    "suspendsDialogueWith": ("suspends dialogue with", "suspend le dialogue avec", "SANCTION", -6.0),
    "revokesAccreditationOf": ("revokes accreditation of", "retire l'accréditation de", "SANCTION", -5.0),
    "sanctions": ("imposes sanctions on", "sanctionne", "SANCTION", -7.0),
    "expelsDiplomatsOf": ("expels diplomats of", "expulse des diplomates de", "SANCTION", -5.0),
    "recallsAmbassadorFrom": ("recalls ambassador from", "rappelle son ambassadeur de", "SANCTION", -4.0),
    "accuses": ("accuses", "accuse", "ACCUSE", -3.0),
    "condemns": ("condemns", "condamne", "ACCUSE", -2.0),
    "threatens": ("threatens", "menace", "THREATEN", -5.0),
    "rejects": ("rejects demand of", "rejette la demande de", "REJECT", -4.0),
    "calls": ("calls on", "appelle", "REQUEST", -0.2),
    "attacks": ("attacks", "attaque", "ASSAULT", -10.0),
    "mobilisesAgainst": ("moves troops towards", "masse des troupes face à", "MOBILIZE", -7.0),
    "consultsWith": ("holds talks with", "s'entretient avec", "CONSULT", 2.5),
    "visits": ("visits", "se rend en", "CONSULT", 1.9),
    "supports": ("expresses support for", "soutient", "SUPPORT", 4.0),
    "signsWith": ("signs agreement with", "signe un accord avec", "SUPPORT", 6.0),
    "aids": ("gives aid to", "aide", "AID", 7.0),
    "arms": ("supplies arms to", "livre des armes à", "AID", 8.0),
    "cooperates": ("cooperates with", "coopère avec", "COOPERATE", 6.0),
    "withdraws": ("withdraws troops from", "retire ses troupes de", "RETREAT", 5.0),
    "agrees": ("agrees to meet", "accepte de rencontrer", "AGREE", 2.5),
    "foreignMinister": ("foreign minister", "ministre des Affaires étrangères", "ROLE", 0.0),
    "secretaryGeneral": ("secretary general", "secrétaire général", "ROLE", 0.0),
    "member": ("is a member of", "est membre de", "MEMBER", 0.0),
}
TYPE_FR = {
    "SANCTION": "sanction", "ACCUSE": "accusation", "THREATEN": "menace", "REJECT": "rejet", "REQUEST": "demande",
    "ASSAULT": "attaque", "MOBILIZE": "mobilisation", "CONSULT": "consultation", "SUPPORT": "soutien", "AID": "aide",
    "COOPERATE": "coopération", "RETREAT": "retrait", "AGREE": "accord de principe", "ROLE": "fonction",
    "MEMBER": "adhésion",
}  # fmt: skip
SYMMETRIC = {"consultsWith", "signsWith", "cooperates"}
PUBLISHERS = ("Le Courrier des chancelleries", "The Harbour Gazette", "Dépêches du Nord", "Meridian Wire")

ACTS = """
russia suspendsDialogueWith nato ×3; nato revokesAccreditationOf russian-mission-to-nato ×2; nato accuses russia ×2
russia accuses nato ×3; russia threatens ukraine ×2; russia mobilisesAgainst ukraine ×4; ukraine accuses russia ×3
united-states arms ukraine ×2; united-states supports ukraine; united-states consultsWith russia ×4
russia consultsWith united-states; united-states sanctions russia ×2; russia expelsDiplomatsOf united-states
france consultsWith russia ×2; france consultsWith germany ×3; germany consultsWith russia
germany sanctions gazprom; france supports ukraine; european-union sanctions belarus ×3; poland accuses belarus ×3
belarus threatens european-union ×2; poland mobilisesAgainst belarus; european-union supports poland
belarus cooperates russia; russia supports belarus ×2; united-kingdom aids poland; nato supports poland
china threatens taiwan ×3; china accuses united-states ×2; united-states supports taiwan ×3
united-states arms taiwan; china cooperates russia ×2; united-states consultsWith china ×2
australia signsWith united-states ×2; france recallsAmbassadorFrom australia ×2
france recallsAmbassadorFrom united-states; australia rejects france; france condemns australia
united-kingdom signsWith australia; australia cooperates japan; japan condemns north-korea ×2
united-nations condemns north-korea; north-korea threatens japan; united-states calls north-korea
naval-group accuses australia; iran consultsWith european-union ×2; iaea accuses iran ×2; iran rejects iaea
united-states sanctions iran; israel threatens iran ×2; iran threatens israel; iran cooperates china
european-union calls iran; turkey threatens greece; greece signsWith france ×2; turkey expelsDiplomatsOf france
turkey consultsWith russia; turkey arms ukraine; turkey condemns israel; mali expelsDiplomatsOf france ×2
mali cooperates wagner ×2; france withdraws mali ×2; france condemns wagner; european-union sanctions wagner
ecowas sanctions mali ×3; algeria recallsAmbassadorFrom france; algeria recallsAmbassadorFrom morocco ×2
algeria accuses morocco; morocco signsWith israel; ecowas calls cote-d-ivoire; cote-d-ivoire supports ecowas
mali accuses cote-d-ivoire; ethiopia attacks tplf ×3; tplf attacks ethiopia ×2; african-union calls ethiopia
african-union calls tplf; united-nations aids ethiopia; ethiopia expelsDiplomatsOf united-nations ×2
united-states sanctions ethiopia; united-nations calls mali; gazprom threatens ukraine
russia rejects european-union; russia agrees germany; united-states consultsWith france ×2; north-korea attacks -
iran mobilisesAgainst - ×2; united-nations calls -; russia mobilisesAgainst -; sergey-lavrov foreignMinister russia
antony-blinken foreignMinister united-states; jens-stoltenberg secretaryGeneral nato; france member nato
germany member nato; poland member nato; turkey member nato; france member european-union
"""


def actor(key: str) -> ActorNode:
    """One of the actors above."""
    en, fr, kind, parent, qid = ACTORS[key]
    return ActorNode(key, IRI + key, {"en": en, "fr": fr}, kind, parent, qid)


def statement(subject: str, relation: str, object_: str | None, number: int = 0, **changes: object) -> EdgeStatement:
    """A statement with a sentence that says it, French for even numbers and English for odd ones."""
    en, fr, type_, intensity = RELATIONS[relation]
    lang, words, i = ("fr", fr, 1) if number % 2 == 0 else ("en", en, 0)
    who = ACTORS[subject][i]
    whom = ACTORS[object_][i] if object_ else ""
    end = "selon un communiqué publié lundi" if lang == "fr" else "according to a statement issued on Monday"
    start = len(who) + 1
    day = f"2021-{10 + number % 3:02d}-{1 + number * 7 % 28:02d}"
    fact = type_ in ("ROLE", "MEMBER")
    base = EdgeStatement(
        id=content_hash(subject, relation, object_, number),
        event_id=None if fact else content_hash(subject, relation, object_, number // 2),
        subject_id=subject,
        object_id=object_,
        relation_id=relation,
        relation_labels={"en": en, "fr": fr},
        type=type_,
        type_labels={"en": type_.lower(), "fr": TYPE_FR[type_]},
        intensity=intensity,
        symmetric=relation in SYMMETRIC,
        status="actual",
        date=day,
        former=False if type_ == "ROLE" else None,
        quote=f"{who} {words} {whom}, {end}.",
        trigger=words,
        trigger_span=(start, start + len(words)),
        lang=lang,
        field="text",
        agent_label="Sergey Lavrov" if subject == "russia" else None,
        object_agent_label=None,
        source_label="TASS" if number % 4 == 3 else None,
        theme=None,
        count=8 if relation == "expelsDiplomatsOf" else None,
        place_label=None,
        office_title=None,
        article_id=content_hash("article", subject, number),
        article_title=f"{who} {words} {whom}".strip(),
        publisher=PUBLISHERS[number % 4],
        article_date=day,
        url=f"https://news.example/{subject}/{number}",
        confidence=0.6 + number % 4 / 10,
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def world() -> GraphData:
    """About 35 actors and 150 statements: the winter of 2021 as two newspapers might tell it."""
    edges, number = [], 0
    for clause in ACTS.replace("\n", ";").split(";"):
        subject, _, rest = clause.strip().partition(" ")
        relation, _, rest = rest.partition(" ")
        object_, _, times = rest.partition(" ×")
        for _ in range(int(times or 1) if subject else 0):
            edges.append(statement(subject, relation, None if object_ == "-" else object_, number))
            number += 1
    denial = "Moscow denied that it had attacked Poland."
    edges.append(statement("russia", "attacks", "poland", 7, status="denied", quote=denial, trigger_span=(26, 34)))
    edges.append(statement("japan", "visits", "taiwan", 8, status="planned", date="2022"))
    return GraphData(tuple(actor(key) for key in sorted(ACTORS)), tuple(edges))


HOSTILE = (
    "<img src=x onerror=window.__xss=1>",
    "</script><script>window.__xss=2</script>",
    "\"'><svg onload=window.__xss=3>",
    "javascript:window.__xss=4",
    "\u202eevil\u202c النص العربي",
    "{{ 7*7 }} ${window.__xss=5} <!--",
    "__proto__",
    "a href=x onmouseover=window.__xss=6",
)
HOSTILE_URLS = (
    "javascript:window.__xss=7",
    "JaVaScRiPt:window.__xss=8//https://",
    " javascript:window.__xss=9",
    "data:text/html,<script>window.__xss=10</script>",
    "vbscript:x",
    "//evil.example/x",
    "https:///x",
    "file:///etc/passwd",
)


def hostile() -> GraphData:
    """Actors, labels, sentences, titles and addresses that try to run as script."""
    names = [*HOSTILE, "plain"]
    actors = tuple(ActorNode(text, text, {"en": text, "fr": text}, text, None, text) for text in names)
    edges = []
    for i, text in enumerate(HOSTILE):
        said = dict.fromkeys(("quote", "agent_label", "source_label", "article_title", "publisher", "theme"), text)
        ends = {"subject_id": text, "object_id": names[i + 1], "relation_id": text, "type": text}
        labels = {"en": text, "fr": text}
        base = statement("russia", "accuses", "nato", i, relation_labels=labels, type_labels=labels, **said, **ends)
        edges.append(replace(base, trigger_span=(0, len(text)), url=HOSTILE_URLS[i]))
    return GraphData(actors, tuple(edges))


def large(actors: int = 1000, statements: int = 5000) -> GraphData:
    """A heavy-tailed graph of any size, by rule and not by chance."""
    keys = [f"actor-{i:04d}" for i in range(actors)]
    kinds = ("State", "Organisation", "Person")
    nodes = tuple(
        ActorNode(key, IRI + key, {"en": f"Actor {key[6:]}", "fr": f"Acteur {key[6:]}"}, kinds[i % 3])
        for i, key in enumerate(keys)
    )
    relations = sorted(set(RELATIONS) - {"foreignMinister", "secretaryGeneral", "member"})
    edges = []
    for i in range(statements):
        one = int(actors * ((i * 7919 % statements) / statements) ** 3)
        other = int(actors * ((i * 104729 % statements) / statements) ** 1.5)
        base = statement("russia", relations[i % len(relations)], "nato", i)
        ends = {"subject_id": keys[one], "object_id": keys[other]}
        edges.append(replace(base, **ends, id=f"s{i}", event_id=f"e{i}", quote=base.quote * 3))
    return GraphData(nodes, tuple(edges))
