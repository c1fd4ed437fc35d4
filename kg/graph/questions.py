"""Questions with a name and parameters: SPARQL files whose header says what they ask, and how they are filled in.

A value reaches the query only as one whole RDF term, written by the RDF library: no value can change what is asked.

The header of a file is a run of comments. The first line is the question, each further one a parameter::

    # What two actors did to each other, in the order of time.
    # $a (actor): one of the two
    # $from (from, optional): first day, month or year
    # $limit (number, = 100): how many rows at most

In the text ``$name`` stands for the value. A line that names a parameter nobody gave is left out. Two ways to the same
answer, where one is faster but knows only some parameters, stand between comments: lines after ``# without $from $to`` are
kept if none of these is given, lines after ``# else`` otherwise, and ``# end`` ends both. Such ways may lie in one another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from kg.errors import QueryError
from kg.graph.rdf import bounds, dated
from kg.graph.resolve import Asker, Directory
from kg.model import EVENT_TYPES, FACT_TYPES, STATUSES
from kg.settings import BASE

_PARAMETER = re.compile(r"# \$(\w+) \((\w+)(?:, (optional|= (\S+)))?\): (.+)")
_PLACE = re.compile(r"\$(\w+)")
_WAY = re.compile(r"# (without|else|end)((?: \$\w+)*)")
_DATE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing that a question wants to be told."""

    name: str
    kind: str
    """One of `KINDS`: how the value is read."""
    help: str
    optional: bool = False
    default: str | None = None

    @property
    def required(self) -> bool:
        return not self.optional and self.default is None


@dataclass(frozen=True, slots=True)
class Question:
    """A query that can be asked by name, or a file of somebody's own in the same form."""

    title: str
    text: str
    parameters: tuple[Parameter, ...] = ()

    @property
    def usage(self) -> str:
        r"""The parameters as one would type them.

        >>> question("# All that.\n# $a (actor): who\n# $limit (number, = 9): rows\nSELECT * { $a ?p ?o }").usage
        '--a ACTOR [--limit NUMBER]'
        """
        words = (f"--{p.name} {p.kind.upper()}" for p in self.parameters)
        return " ".join(w if p.required else f"[{w}]" for w, p in zip(words, self.parameters, strict=True))


def question(text: str, where: str = "the query") -> Question:
    """The question that a text in the form above asks; without header, plain SPARQL without parameters.

    Raises:
        QueryError: a parameter has a kind that does not exist.
    """
    header = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        header.append(line)
    parameters = []
    for line in header:
        if found := _PARAMETER.fullmatch(line):
            name, kind, mode, default, help_ = found.groups()
            if kind not in KINDS:
                raise QueryError(f"{where}: ${name} is of kind {kind!r}; use one of {', '.join(KINDS)}")
            parameters.append(Parameter(name, kind, help_, mode == "optional", default))
    title = header[0].lstrip("# ").strip() if header else ""
    return Question(title, text, tuple(parameters))


def named_queries(path: Path, base: str = BASE) -> dict[str, Question]:
    """The questions of a folder of ``.rq`` files, by file name without suffix.

    Raises:
        QueryError: there is no such folder, or a file does not say what it asks.
    """
    if not path.is_dir():
        raise QueryError(f"{path}: no such folder of queries; give the one of the ontology")
    return {file.stem: _read(file, base) for file in sorted(path.glob("*.rq"))}


def fill(question: Question, values: Mapping[str, str], graph: Asker) -> str:
    """SPARQL with every value in its place; names of actors and relations are looked up in the graph.

    Raises:
        QueryError: a value is missing, or is not what its parameter asks for, or there is no such parameter.
    """
    known = {p.name for p in question.parameters}
    if strange := sorted(set(values) - known):
        raise QueryError(f"--{strange[0]}: no such parameter; {_offer(question)}")
    terms: dict[str, str] = {}
    directory = Directory(graph)
    for parameter in question.parameters:
        value = values.get(parameter.name, parameter.default)
        if value is not None:
            terms[parameter.name] = _term(parameter, value, directory)
        elif parameter.required:
            raise QueryError(f"--{parameter.name} is missing ({parameter.help}); {_offer(question)}")
    return _place(question.text, known, terms)


def read_value(kind: str, option: str, value: str, graph: Asker) -> str:
    """One value of a kind outside of a question: an IRI, or the text of a literal.

    Raises:
        QueryError: the value is not what the kind asks for.
    """
    try:
        return KINDS[kind](value.strip(), Directory(graph)).value
    except ValueError as error:
        raise QueryError(f"--{option} {value}: {error}") from error


def without_values(text: str) -> str:
    """The query of a question with its defaults and nothing else filled in, to be edited by hand."""
    asked = question(text)
    terms = {p.name: f'"{p.default}"' if p.kind == "lang" else p.default for p in asked.parameters if p.default}
    return f"# {asked.title}\n" + _place(text, {p.name for p in asked.parameters}, terms)


def _place(text: str, known: set[str], terms: Mapping[str, str]) -> str:
    lines: list[str] = []
    kept: list[bool] = []
    for line in text.splitlines():
        if way := _WAY.fullmatch(line.strip()):
            _turn(kept, way[1], set(_PLACE.findall(way[2])), terms)
        if line.lstrip().startswith("#") or not all(kept):
            continue
        named = known & set(_PLACE.findall(line))
        if named <= set(terms):
            lines.append(_PLACE.sub(lambda m: terms.get(m[1], m[0]), line))
    return "\n".join(lines) + "\n" if known else text


def _turn(kept: list[bool], word: str, named: set[str], terms: Mapping[str, str]) -> None:
    """Keep account of the ways that a line lies in: whether each is the one to take."""
    if word == "without":
        kept.append(not named & set(terms))
    elif kept:
        last = kept.pop()
        if word == "else":
            kept.append(not last)


def _offer(question: Question) -> str:
    return f"it takes {question.usage}" if question.parameters else "it takes none"


def _term(parameter: Parameter, value: str, directory: Directory) -> str:
    """The value as a term in N-Triples, which quotes and escapes whatever is in it; a number as it is."""
    try:
        term = KINDS[parameter.kind](value.strip(), directory)
        return term.value if parameter.kind == "number" else str(term)
    except ValueError as error:
        raise QueryError(f"--{parameter.name} {value}: {error}") from error


def _day(value: str, *, last: bool) -> Literal:
    wrong = "is no date; write 2021, 2021-10 or 2021-10-18"
    if not _DATE.fullmatch(value):
        raise ValueError(wrong)
    day = bounds(value)[last]
    try:
        date.fromisoformat(day)
    except ValueError as error:  # the 30th of February has the right form
        raise ValueError(wrong) from error
    return dated(day)


def _number(value: str, directory: Directory) -> Literal:
    if not re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,9})?", value):
        raise ValueError("is no number")
    return Literal(value)


def _one_of(allowed: tuple[str, ...]) -> Callable[[str, Directory], NamedNode]:
    by_name = {name.casefold(): name for name in allowed}

    def read(value: str, directory: Directory) -> NamedNode:
        if value.casefold() not in by_name:
            raise ValueError(f"is none of {', '.join(allowed)}")
        return directory.names.term(by_name[value.casefold()])

    return read


def _lang(value: str, directory: Directory) -> Literal:
    if value not in ("en", "fr"):
        raise ValueError("is no language of names; say en or fr")
    return Literal(value)


KINDS: dict[str, Callable[[str, Directory], NamedNode | Literal]] = {
    "actor": lambda value, directory: directory.actor(value),
    "relation": lambda value, directory: directory.relation(value),
    "type": _one_of((*EVENT_TYPES, *FACT_TYPES)),
    "status": _one_of((*STATUSES, "disputed")),
    "from": lambda value, directory: _day(value, last=False),
    "to": lambda value, directory: _day(value, last=True),
    "number": _number,
    "text": lambda value, directory: Literal(value),
    "lang": _lang,
}
"""Kinds of parameters, each with what turns the words of a person into one RDF term, or ValueError."""


def _read(file: Path, base: str) -> Question:
    text = file.read_text(encoding="utf-8")
    if not text.startswith("# "):
        raise QueryError(f"{file}: its first line must be a comment that says what it asks")
    return question(text.replace(BASE, base), str(file))
