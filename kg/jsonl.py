"""One statement as one JSON object: the contract with other programs (``kg extract --format jsonl``).

It knows nothing of RDF, and reads back only what it wrote.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.errors import InputError
from kg.model import FACT_TYPES, STATUSES, Entity, Reference, Relation, Statement
from kg.settings import BASE

if TYPE_CHECKING:
    from kg.ontology import Ontology

Json = dict[str, Any]


def to_json(statement: Statement, base: str = BASE) -> Json:
    """The object of one line; keys are always all there, in this order (``title`` and ``former`` for ROLE only)."""
    relation = statement.relation
    line: Json = {
        "id": statement.id,
        "document": statement.document,
        "lang": statement.lang,
        "subject": _reference(statement.subject, base),
        "agent": _optional(statement.agent, base),
        "relation": {"iri": f"{base}ontology#{relation.id}", **_labels(relation.labels)},
        "type": relation.type,
        "mode": relation.mode,
        "cameo": relation.cameo,
        "object": _optional(statement.object, base),
        "object_agent": _optional(statement.object_agent, base),
        "theme": statement.theme,
        "count": statement.count,
        "place": _optional(statement.place, base),
        "status": statement.status,
        "source": _optional(statement.source, base),
        "date": statement.date,
        "date_text": statement.date_text,
        "field": statement.field,
        "quote": statement.quote,
        "start": statement.start,
        "end": statement.end,
        "trigger": statement.trigger,
        "confidence": round(statement.confidence, 4),
    }
    if relation.type == "ROLE":
        line |= {"title": statement.title, "former": bool(statement.former)}
    return line


def from_json(line: Json, ontology: Ontology | None = None, *, article: str = "") -> Statement:
    """The statement of a line; relations and actors that `ontology` knows are taken from there.

    A line does not carry its article's hash; give it as `article` to get the same `Statement.id` again. Without
    the ontology, what a line does not tell (intensity and symmetry of the relation, the kind of a parent) is lost.
    """
    try:
        made = _statement(line, ontology, article)
    except (KeyError, TypeError, AttributeError) as error:
        what = f"statement {_name(line)}: lacks or garbles {error}"
        raise InputError(f"{what}; give a line that `kg extract` wrote") from error
    if made.status not in STATUSES:
        raise InputError(f"statement {_name(line)}: has the status {made.status!r}; use one of {', '.join(STATUSES)}")
    if article and made.id != line["id"]:
        raise InputError(f"statement {_name(line)}: does not belong to this article, or was edited; extract it again")
    return made


def _statement(line: Json, ontology: Ontology | None, article: str) -> Statement:
    is_role = line["type"] == FACT_TYPES[0]

    def reference(key: str) -> Reference | None:
        if (found := line[key]) is None:
            return None
        return Reference(_entity(found, ontology), found["text"], found["start"], found["end"])

    subject = reference("subject")
    if subject is None:
        raise KeyError("subject")
    return Statement(
        document=line["document"], article=article, lang=line["lang"],
        subject=subject, relation=_relation(line, ontology), object=reference("object"),
        status=line["status"], field=line["field"], start=line["start"], end=line["end"],
        quote=line["quote"], trigger=line["trigger"], confidence=line["confidence"],
        agent=reference("agent"), object_agent=reference("object_agent"),
        theme=line["theme"], count=line["count"], place=reference("place"), source=reference("source"),
        date=line["date"], date_text=line["date_text"],
        former=line["former"] if is_role else None, title=line["title"] if is_role else None,
    )  # fmt: skip


def _reference(reference: Reference, base: str) -> Json:
    entity = reference.entity
    made: Json = {"iri": f"{base}id/{entity.id}", **_labels(entity.labels), "kind": entity.kind}
    made["aliases"] = list(entity.aliases)
    if entity.parent is not None:
        made["parent"] = {"iri": f"{base}id/{entity.parent.id}", **_labels(entity.parent.labels)}
    return made | {"text": reference.text, "start": reference.start, "end": reference.end}


def _optional(reference: Reference | None, base: str) -> Json | None:
    return None if reference is None else _reference(reference, base)


def _labels(labels: dict[str, str]) -> Json:
    return {"label": labels["en"], "labels": dict(sorted(labels.items()))}


def _entity(found: Json, ontology: Ontology | None) -> Entity:
    slug = found["iri"].rpartition("/")[2]
    if ontology is not None and slug in ontology.actors:
        return ontology.actors[slug].entity
    parent = found.get("parent")
    return Entity(
        id=slug,
        kind=found.get("kind", "Organisation"),  # parents come without
        labels=found["labels"],
        aliases=tuple(found.get("aliases", ())),
        parent=None if parent is None else _entity(parent, ontology),
        minted=True,
    )


def _relation(line: Json, ontology: Ontology | None) -> Relation:
    local = line["relation"]["iri"].rpartition("#")[2]
    if ontology is not None and local in ontology.relations:
        return ontology.relations[local]
    return Relation(local, line["type"], line["relation"]["labels"], line["mode"], line["cameo"])


def _name(line: Json) -> str:
    return str(line.get("id", "without id")) if isinstance(line, dict) else "that is no object"
