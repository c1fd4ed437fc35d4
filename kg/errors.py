"""The error tree. A message says what, where, and what to do.

KGError                      the only class the command line turns into one line and exit status 1
├── InputError               a file we were given: missing, unreadable, of no known kind
├── OntologyError            `ontology/` contradicts itself (file, entry, remedy)
│   └── LexiconError         a lexicon entry does
├── StoreError               the graph on disk: locked, damaged, made by another version
├── QueryError               a SPARQL query that does not parse, or a named query that does not exist
└── InvalidGraphError        SHACL says no; carries the report

Anything else is a bug and keeps its traceback.
"""

from __future__ import annotations


class KGError(Exception):
    """Something the user can mend."""


class InputError(KGError):
    """A file we were given cannot be used."""


class OntologyError(KGError):
    """The ontology contradicts itself."""


class LexiconError(OntologyError):
    """A lexicon entry cannot be used."""


class StoreError(KGError):
    """The graph on disk cannot be opened or written."""


class QueryError(KGError):
    """A query cannot be answered."""


class InvalidGraphError(KGError):
    """The graph breaks its own shapes."""
