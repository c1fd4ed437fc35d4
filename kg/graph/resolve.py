"""Finds what somebody means by a name: “Russie”, “the Kremlin”, russia, Q159, an IRI.

It looks in the graph that is asked, so actors that only texts know are found, too; it never picks one of two equals.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from functools import cached_property
from typing import Protocol

from pyoxigraph import NamedNode

from kg.graph.names import WIKIDATA, Names, local_name
from kg.graph.query import Rows

_ACTORS = """
SELECT DISTINCT ?what ?how ?name ?kind ?weight {
  VALUES ?how { rdfs:label skos:altLabel ir:metonym ir:demonym ir:people }
  ?what a ?kind ; ?how ?name .
  FILTER(STRSTARTS(STR(?what), STR(id:)))
  OPTIONAL { ?what ir:prominence ?weight }
}"""
_RELATIONS = """
SELECT DISTINCT ?what ?how ?name ?kind ?weight {
  VALUES ?how { rdfs:label }
  ?what skos:inScheme ir:relations ; ?how ?name .
}"""
_MATCHED = "SELECT DISTINCT ?what { ?what skos:exactMatch <%s> }"
_RANK = {"label": 0, "altLabel": 1, "metonym": 2, "demonym": 3, "people": 3}
_PLACE_RANK = 4
"""The town of Paris is meant by “Paris” only where nobody acts under that name."""
_QID = re.compile(r"[Qq][1-9]\d*")
_ARTICLE = re.compile(r"^(the|le|la|les|l') ?(?=\w)")
_SHOWN = 6
_Named = dict[str, set[tuple[int, int, str]]]
"""Folded name → (rank of the kind of name, less prominence, IRI)."""


class Asker(Protocol):
    """A graph that answers SPARQL, here or elsewhere."""

    @property
    def names(self) -> Names:
        """The IRIs it uses."""
        ...

    def query(self, sparql: str) -> Rows:
        """Ask over all graphs as one."""
        ...


class Directory:
    """Who and what the graph has a name for; its names are read once, when one is first looked up."""

    def __init__(self, graph: Asker) -> None:
        self.graph = graph
        self.names = graph.names

    def actor(self, name: str) -> NamedNode:
        """The one actor of that name.

        A name is a label, an alias, an adjective, a seat of power, with or without accents and article; a slug; a
        Wikidata item; or an IRI.

        Raises:
            ValueError: nobody has that name, or several have; the message says who comes near.
        """
        if _QID.fullmatch(name):
            rows = self.graph.query(_MATCHED % f"{WIKIDATA}{name.upper()}").values()
            if rows and rows[0][0]:
                return NamedNode(rows[0][0])
        home = self.names.entity("").value
        return self._by_identifier(name, home, "id:") or _only(name, self._actors, "actor")

    def relation(self, name: str) -> NamedNode:
        """The one relation of that name: its label in either language, or its local name; ValueError as for actors."""
        home = self.names.term("").value
        return self._by_identifier(name, home, "ir:") or _only(name, self._relations, "relation")

    @cached_property
    def _actors(self) -> _Named:
        return self._read(_ACTORS)

    @cached_property
    def _relations(self) -> _Named:
        return self._read(_RELATIONS)

    def _read(self, sparql: str) -> _Named:
        found: _Named = {}
        for what, how, text, kind, weight in self.graph.query(sparql).values():
            if what and how and text:
                rank = _PLACE_RANK if local_name(kind or "") == "Place" else _RANK[local_name(how)]
                found.setdefault(fold(text), set()).add((rank, -int(weight or 0), what))
        return found

    def _by_identifier(self, name: str, home: str, prefix: str) -> NamedNode | None:
        """What an IRI, a prefixed name or a slug stands for; None if it is no such thing."""
        local = name.removeprefix(home).removeprefix(prefix)
        if not re.fullmatch(r"[\w-]+", local):
            return None
        node = NamedNode(home + local)
        return node if self.graph.query(f"ASK {{ {node} rdfs:label ?label }}").truth else None


def _only(name: str, named: _Named, thing: str) -> NamedNode:
    """The best candidate; ValueError where there is none or two are as good."""
    candidates = named.get(fold(name), set())
    best = {iri for rank, weight, iri in candidates if (rank, weight) == min(candidates)[:2]}
    if len(best) == 1:
        return NamedNode(best.pop())
    if best:
        raise ValueError(f"may be {_list(best)}; say which by that name")
    near = difflib.get_close_matches(fold(name), named, n=3, cutoff=0.75)
    offer = f"; did you mean {_list({min(named[text])[2] for text in near})}?" if near else ""
    raise ValueError(f"no {thing} of the graph has that name{offer}")


def fold(text: str) -> str:
    """A name without what people leave out or vary: case, accents, hyphens, kinds of apostrophe, the article.

    >>> fold("L’Élysée") == fold("elysee")
    True
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()
    plain = " ".join(re.sub(r"[-‐-―_]", " ", plain.replace("’", "'").replace("ʼ", "'")).split())
    return _ARTICLE.sub("", plain)


def _list(iris: set[str]) -> str:
    names = sorted(local_name(iri) for iri in iris)
    more = f" or {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return " or ".join(names[:_SHOWN]) + more
