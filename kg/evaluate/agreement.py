"""Whether a statement agrees with an annotated one: the type of act, and both actors by any accepted name.

Mutual acts agree in both directions. Nothing is counted here.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

Json = dict[str, Any]

MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE", "SUPPORT"})
CLOSE = 0.84
"""Multi-word names this similar (difflib ratio) are the same name in two spellings."""
SYNONYMS = {
    "united states of america": "united states", "usa": "united states", "us": "united states", "etats unis": "united states",
    "uk": "united kingdom", "great britain": "united kingdom", "britain": "united kingdom", "russian federation": "russia",
    "eu": "european union", "un": "united nations", "north atlantic treaty organization": "nato",
    "north atlantic treaty organisation": "nato", "otan": "nato", "people s republic of china": "china", "turkiye": "turkey",
    "uae": "united arab emirates", "dprk": "north korea", "republic of korea": "south korea",
    "drc": "democratic republic of the congo", "dr congo": "democratic republic of the congo",
    "congo kinshasa": "democratic republic of the congo", "un security council": "united nations security council",
    "un general assembly": "united nations general assembly", "au": "african union", "palestine": "state of palestine",
    "palestinian authority": "state of palestine", "palestinian territories": "state of palestine", "burma": "myanmar",
    "czech republic": "czechia", "ivory coast": "cote d ivoire", "holy see": "vatican city",
}  # fmt: skip


def names_same(gold: Json, statement: Json) -> bool:
    """Whether a statement names the actor of an annotated one, or of a mutual one either party."""
    found = _side(statement, "subject", "agent")
    mutual = gold.get("mutual") or gold["type"] in MUTUAL
    return _same(_names(gold["subject"]), found) or bool(
        mutual and gold.get("object") and _same(_names(gold["object"]), found)
    )


def agrees(gold: Json, statement: Json, typed: bool) -> bool:
    """Whether a statement joins the actors of an annotated one, and tells an act of its type."""
    if typed and gold["type"] != statement["type"]:
        return False
    subject, object_ = _names(gold["subject"]), _names(gold.get("object"))
    found_subject = _side(statement, "subject", "agent")
    found_object = _side(statement, "object", "object_agent")
    if _same(subject, found_subject) and _same(object_, found_object):
        return True
    mutual = gold.get("mutual") or gold["type"] in MUTUAL
    return bool(mutual) and _same(subject, found_object) and _same(object_, found_subject)


def _same(gold: set[str], found: set[str]) -> bool:
    return (not gold and not found) or (bool(gold) and bool(found) and _share(gold, found))


@lru_cache(maxsize=1 << 16)
def _likeness(a: str, b: str) -> float:
    return difflib.SequenceMatcher(None, a, b).ratio()


def _share(gold: set[str], found: set[str]) -> bool:
    if gold & found:
        return True
    for g in gold:
        for f in found:
            if " " in g and " " in f and _likeness(g, f) >= CLOSE:
                return True
            if " " in g and len(f) > 3 and g.split()[-1] == f:
                return True
    return False


def _side(statement: Json, *keys: str) -> set[str]:
    """Names of an actor, of its parent, and of the agent beside it."""
    out: set[str] = set()
    for key in keys:
        value = statement.get(key)
        out |= _names(value)
        if isinstance(value, dict):
            out |= _names(value.get("parent"))
    return out


def _names(value: object) -> set[str]:
    if value is None:
        return set()
    if isinstance(value, str):
        return {_norm(value)} - {""}
    if isinstance(value, dict):
        labels = value.get("labels") or {}
        parts = [value.get("label"), value.get("name"), *labels.values(), value.get("aliases")]
        return {n for part in parts for n in _names(part)}
    if isinstance(value, Iterable):
        return {n for part in value for n in _names(part)}
    return set()


def _norm(name: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    plain = re.sub(r"[^a-z0-9]+", " ", plain).strip()
    plain = re.sub(r"^(the|l|le|la|les) ", "", plain)
    return SYNONYMS.get(plain, plain)
