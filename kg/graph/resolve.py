"""Finds what somebody means by a name: “Russie”, “the Kremlin”, russia, Q159, an IRI.

It looks in the graph that is asked, so actors that only texts know are found, too; it never picks one of two equals.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Protocol

from pyoxigraph import Literal, NamedNode

from kg.graph.names import WIKIDATA, Names, local_name
from kg.graph.query import Rows
from kg.model import KINDS

_NAMES = f"""GRAPH ?g {{ VALUES ?kind {{ {" ".join(f"ir:{kind}" for kind in KINDS)} }} ?what a ?kind ; ?how ?name .
  FILTER(?how IN (rdfs:label, skos:altLabel, ir:metonym, ir:demonym, ir:people)) }}"""
"""By kind first, as most labels of a large graph are those of events; in the graph that says the kind, as others say acts."""
_LIKE = " FILTER(REGEX(STR(?name), %s, 'i'))"
_RELATIONS = "SELECT DISTINCT ?what ?name { ?what skos:inScheme ir:relations ; rdfs:label ?name }"
_KINDS = """
SELECT DISTINCT ?what ?kind ?weight {
  VALUES ?what { %s }
  ?what a ?kind .
  OPTIONAL { ?what ir:prominence ?weight }
}"""
_MATCHED = "SELECT DISTINCT ?what { ?what skos:exactMatch <%s> }"
_RANK = {"label": 0, "altLabel": 1, "metonym": 2, "demonym": 3, "people": 3}
_PLACE_RANK = 4
"""The town of Paris is meant by “Paris” only where nobody acts under that name."""
_QID = re.compile(r"[Qq][1-9]\d*")
_ARTICLE = re.compile(r"^(the|le|la|les|l') ?(?=\w)")
_SHOWN = 6
_Named = dict[str, dict[str, int]]
"""Folded name → IRI → rank of the best kind of name."""


class Asker(Protocol):
    """A graph that answers SPARQL, here or elsewhere."""

    @property
    def names(self) -> Names:
        """The IRIs it uses."""
        ...

    def query(self, sparql: str) -> Rows:
        """Ask over all graphs as one."""
        ...

    def select(self, what: str, where: str) -> Iterator[tuple[str | None, ...]]:
        """All rows of a SELECT as plain strings, however many."""
        ...


class Directory:
    """Who and what the graph has a name for; all names are read only to say which come near one that nobody has."""

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
        if found := self._by_identifier(name, home, "id:"):
            return found
        named = self._named(_NAMES + _LIKE % Literal(_like(fold(name)))).get(fold(name), {})
        ranks = dict.fromkeys(named, (0, 0))
        for what, kind, weight in self.graph.query(_KINDS % " ".join(f"<{iri}>" for iri in ranks)).values():
            if what and kind:
                rank = _PLACE_RANK if local_name(kind) == "Place" else named[what]
                ranks[what] = rank, -int(weight or 0)
        return _only(name, ranks, lambda: self._named(_NAMES), "actor")

    def relation(self, name: str) -> NamedNode:
        """The one relation of that name: its label in either language, or its local name; ValueError as for actors."""
        home = self.names.term("").value
        if found := self._by_identifier(name, home, "ir:"):
            return found
        ranks = dict.fromkeys(self._relations.get(fold(name), {}), (0, 0))
        return _only(name, ranks, lambda: self._relations, "relation")

    def _named(self, where: str) -> _Named:
        """Actors by their names."""
        found: _Named = {}
        home = self.names.entity("").value
        for what, how, text in self.graph.select("?what ?how ?name", where):
            if what and how and text and what.startswith(home):
                ranks, rank = found.setdefault(fold(text), {}), _RANK[local_name(how)]
                ranks[what] = min(rank, ranks.get(what, rank))
        return found

    @cached_property
    def _relations(self) -> _Named:
        found: _Named = {}
        for what, text in self.graph.query(_RELATIONS).values():
            if what and text:
                found.setdefault(fold(text), {})[what] = 0
        return found

    def _by_identifier(self, name: str, home: str, prefix: str) -> NamedNode | None:
        """What an IRI, a prefixed name or a slug stands for; None if it is no such thing."""
        local = name.removeprefix(home).removeprefix(prefix)
        if not re.fullmatch(r"[\w-]+", local):
            return None
        node = NamedNode(home + local)
        return node if self.graph.query(f"ASK {{ {node} rdfs:label ?label }}").truth else None


def _only(name: str, ranks: dict[str, tuple[int, int]], all_names: Callable[[], _Named], thing: str) -> NamedNode:
    """The best candidate; ValueError where there is none or two are as good."""
    best = {iri for iri, rank in ranks.items() if rank == min(ranks.values())}
    if len(best) == 1:
        return NamedNode(best.pop())
    if best:
        raise ValueError(f"may be {_list(best)}; say which by that name")
    named = all_names()
    near = difflib.get_close_matches(fold(name), named, n=3, cutoff=0.75)
    offer = f"; did you mean {_list({min(named[text]) for text in near})}?" if near else ""
    raise ValueError(f"no {thing} of the graph has that name{offer}")


def fold(text: str) -> str:
    """A name without what people leave out or vary: case, accents, hyphens, kinds of apostrophe, the article.

    >>> fold("L’Élysée") == fold("elysee")
    True
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()
    plain = " ".join(re.sub(r"[-‐-―_]", " ", plain.replace("’", "'").replace("ʼ", "'")).split())
    return _ARTICLE.sub("", plain)


def _like(folded: str) -> str:
    """A regular expression for whatever may fold to this: the same letters, or any that are not ASCII.

    >>> _like("cote d'ivoire")
    "^ *(the|le|la|les|l')?[ _-]*cote[ _-]+d'ivoire[ _-]*$|[^ -~]"
    """
    words = (re.sub(r"[\\.^$*+?{}()|\[\]]", r"\\\g<0>", word) for word in folded.split())
    return rf"^ *(the|le|la|les|l')?[ _-]*{'[ _-]+'.join(words)}[ _-]*$|[^ -~]"


def _list(iris: set[str]) -> str:
    names = sorted(local_name(iri) for iri in iris)
    more = f" or {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return " or ".join(names[:_SHOWN]) + more
