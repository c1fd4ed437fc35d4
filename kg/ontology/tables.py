"""Tables of offices and of actors, one row each: what a spreadsheet or a query of Wikidata gives.

A row that cannot be read is an OntologyError with its line. One that contradicts itself, or speaks of a state or
organisation nobody knows, is left out and counted, since lists from elsewhere hold more than a graph needs.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from kg.errors import OntologyError
from kg.ontology.actor_table import ACTOR_TABLE, actor_table
from kg.ontology.cells import Row
from kg.ontology.office_table import OFFICE_TABLE, office_table
from kg.ontology.records import Actor, Ontology
from kg.ontology.write import write_turtle

TABLES = (".tsv", ".csv")
COLUMNS = {
    "jurisdiction": "of", "country": "of", "organisation": "of", "organization": "of",
    "title": "office", "position": "office", "name": "person", "holder": "person",
    "item": "qid", "wikidata": "qid", "from": "start", "to": "end", "type": "kind", "label_en": "en", "label_fr": "fr",
    "alias_en": "aliases_en", "alias_fr": "aliases_fr", "member_of": "members_of",
}  # fmt: skip
"""Other headings of a column."""


def add_tables(base: Ontology, tables: Mapping[Path, bytes]) -> Ontology:
    """An ontology with the actors and offices of some tables; persons it knows, by item or by name, get more offices.

    Raises:
        OntologyError: a table has no usable columns, or a row a wrong value.
    """
    grown = base
    for file, blob in tables.items():
        added, notes = _read_table(grown, file, blob)
        actors = dict(sorted({**grown.actors, **{a.entity.id: a for a in added}}.items()))
        grown = replace(grown, actors=actors, notes=(*grown.notes, *notes))
    return grown


def table_turtle(base: Ontology, file: Path, blob: bytes) -> bytes:
    """What a table adds to an ontology, as Turtle."""
    added, _ = _read_table(base, file, blob)
    return write_turtle(added, base.actors)


def _read_table(base: Ontology, file: Path, blob: bytes) -> tuple[list[Actor], list[str]]:
    columns, rows = _rows(file, blob)
    if columns >= OFFICE_TABLE:
        return office_table(base, file, rows)
    if columns >= ACTOR_TABLE:
        return actor_table(base, file, rows), []
    raise OntologyError(
        f"{file}:1: has the columns {', '.join(sorted(columns)) or 'of none'}; a table of offices needs jurisdiction, office and "
        "person, a table of actors needs kind, en and fr"
    )


def _rows(file: Path, blob: bytes) -> tuple[frozenset[str], list[Row]]:
    try:
        text = blob.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = blob[: error.start].count(b"\n") + 1
        raise OntologyError(f"{file}:{line}: is not UTF-8; save the table in that encoding") from error
    head = text.split("\n", 1)[0]
    delimiter = max("\t,;", key=head.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=delimiter != "\t",
                        quoting=csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL)  # fmt: skip
    rows: list[Row] = []
    try:
        columns = [_column(name) for name in next(reader, [])]
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) > len(columns):
                raise OntologyError(
                    f"{file}:{reader.line_num}: has {len(cells)} cells, the first line {len(columns)}; quote or remove delimiters"
                )
            padded = [cell.strip() for cell in cells] + [""] * (len(columns) - len(cells))
            rows.append((reader.line_num, dict(zip(columns, padded, strict=True))))
    except csv.Error as error:
        raise OntologyError(f"{file}:{reader.line_num}: cannot be read ({error}); mend that line") from error
    return frozenset(columns), rows


def _column(heading: str) -> str:
    plain = heading.strip().strip('"').removeprefix("?").lower()
    return COLUMNS.get(plain, plain)
