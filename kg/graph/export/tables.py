"""CSV: statements, actors and edges (for pandas, and for Neo4j's LOAD CSV), and events with POLECAT's column names.

A column that the graph cannot fill stays empty; nothing is guessed to fill it.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from typing import TextIO

from kg.graph.export.rows import COLUMNS, Row, Rows
from kg.graph.export.select import Selection
from kg.graph.store import Store

ACTORS = ("id", "label", "label_fr", "kind", "parent", "wikidata", "iri")
EDGES = (
    "source", "target", "id", "relation", "label", "label_fr", "type", "status", "date", "intensity", "confidence",
    "claimed_by", "quote", "event", "article", "article_date", "publisher", "url",
)  # fmt: skip
POLECAT = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title",
    "Actor Name Raw", "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW",
    "Primary Recipient Sector", "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
)  # fmt: skip
"""The columns of POLECAT's event files, in their order."""


def statements(store: Store, selection: Selection, stream: TextIO) -> None:
    """A row a statement."""
    _write(stream, COLUMNS, (row for row in Rows(store).read(selection)))


def actors(store: Store, selection: Selection, stream: TextIO) -> None:
    """A row an actor that is subject or object of a statement, or the parent of one: the nodes of a network."""
    rows = Rows(store)
    slugs = {slug for row in rows.read(selection) for slug in (row["subject"], row["object"]) if slug}
    _write(stream, ACTORS, rows.actors(slugs))


def edges(store: Store, selection: Selection, stream: TextIO) -> None:
    """A row a statement with an object: the edges between the nodes of `actors`."""
    read = (row for row in Rows(store).read(selection) if row["object"])
    _write(stream, EDGES, map(_edge, read))


def events(store: Store, selection: Selection, stream: TextIO) -> None:
    """A row a statement of an actual event, under the column names of POLECAT."""
    rows = Rows(store)
    read = (row for row in rows.read(selection) if row["event"] and row["status"] == "actual")
    _write(stream, POLECAT, (_polecat(row, rows.actor) for row in read))


def _write(stream: TextIO, columns: tuple[str, ...], rows: object) -> None:
    writer = csv.DictWriter(stream, columns, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)  # type: ignore[arg-type]  # any iterator of rows


def _edge(row: Row) -> Row:
    return {**row, "source": row["subject"], "target": row["object"], "label": row["labels"]["en"],
            "label_fr": row["labels"]["fr"], "claimed_by": row["source"]}  # fmt: skip


def _polecat(row: Row, actor: Callable[[str], Row]) -> Row:
    made: Row = {
        "Event ID": row["id"], "Event Date": row["date"] or row["article_date"], "Event Type": row["type"],
        "Event Mode": row["mode"], "Intensity": row["intensity"], "Quad Code": row["quad"],
        "Contexts": row["theme"], "Placename": row["place"], "Source": row["publisher"],
        "Publication Date": row["article_date"], "Language": row["lang"], "Version": "irkg",
    }  # fmt: skip
    for role, slug, title in (
        ("Actor", row["subject"], row["agent"]),
        ("Recipient", row["object"], row["object_agent"]),
    ):
        if slug:
            who = actor(slug)
            country = who["label"] if who["kind"] == "State" else None
            if country is None and who["parent"] and actor(who["parent"])["kind"] == "State":
                country = actor(who["parent"])["label"]
            made |= {f"{role} Name": who["label"], f"{role} Country": country, f"Primary {role} Sector": who["kind"],
                     f"{role} Title": title}  # fmt: skip
    return made
