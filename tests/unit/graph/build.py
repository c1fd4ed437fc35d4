"""A small builder of hand-made articles and statements."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kg.model import Article, Entity, Reference, Relation, Statement

RUSSIA = Entity("russia", "State", {"en": "Russia", "fr": "Russie"})
NATO = Entity("nato", "Organisation", {"en": "NATO", "fr": "OTAN"}, ("North Atlantic Treaty Organization",))
FRANCE = Entity("france", "State", {"en": "France", "fr": "France"})
CHINA = Entity("china", "State", {"en": "China", "fr": "Chine"})
LAVROV = Entity("sergey-lavrov", "Person", {"en": "Sergey Lavrov", "fr": "Sergueï Lavrov"}, (), RUSSIA, minted=True)
MISSION = Entity(
    "russian-mission-to-nato", "Body",
    {"en": "Russian mission to NATO", "fr": "mission russe auprès de l'OTAN"}, ("the mission",), RUSSIA, minted=True,
)  # fmt: skip

SUSPENDS = Relation(
    "suspendsDialogueWith", "SANCTION", {"en": "suspends dialogue with", "fr": "suspend le dialogue avec"},
    "discontinue", "164", -6.0,
)  # fmt: skip
SANCTIONS = Relation(
    "imposesSanctionsOn", "SANCTION", {"en": "imposes sanctions on", "fr": "sanctionne"}, None, None, -7.0
)
MEETS = Relation("meets", "CONSULT", {"en": "meets", "fr": "rencontre"}, "visit", None, 2.0, symmetric=True)
MINISTER = Relation(
    "isForeignMinisterOf", "ROLE",
    {"en": "is foreign minister of", "fr": "est ministre des Affaires étrangères de"},
)  # fmt: skip
MEMBER = Relation("isMemberOf", "MEMBER", {"en": "is a member of", "fr": "est membre de"}, intensity=2.0)

SENTENCE = "Moscow suspended its dialogue with the Alliance on Monday."


def article(number: int = 1, **changes: Any) -> Article:
    """An English article with a URL."""
    made = Article(
        id=f"en-{number:03}", text=SENTENCE, title="Russia breaks off dialogue with NATO", lang="en", date="2021-11-01",
        publisher="Daily", url=f"https://example.org/{number}", origin=f"news.jsonl:{number}",
    )  # fmt: skip
    return replace(made, **changes)


def reference(entity: Entity, text: str, where: str = SENTENCE) -> Reference:
    """The first place of `text`."""
    start = where.index(text)
    return Reference(entity, text, start, start + len(text))


def statement(of: Article, **changes: Any) -> Statement:
    """Russia suspends dialogue with NATO, on a day, as one sentence says."""
    made = Statement(
        document=of.id, article=of.sha256, lang=of.lang, subject=reference(RUSSIA, "Moscow"), relation=SUSPENDS,
        object=reference(NATO, "Alliance"), status="actual", field="text", start=0, end=len(SENTENCE), quote=SENTENCE,
        trigger="suspended", confidence=0.87, date="2021-11-01", date_text="on Monday",
    )  # fmt: skip
    return replace(made, **changes)


def elsewhere(entity: Entity) -> Reference:
    """An entity that is understood without words of its own."""
    return Reference(entity, "", 0, 0)
