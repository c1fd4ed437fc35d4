"""Networks of actors for Gephi, Cytoscape, networkx, igraph: GraphML and GEXF, written as they are read.

Statements with an object are edges; an act without one has no place in a network.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable
from typing import Any, TextIO
from xml.sax.saxutils import escape, quoteattr

from kg.graph import rdf
from kg.graph.export.rows import Row, Rows
from kg.graph.export.select import Selection
from kg.graph.store import Store

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NODE: dict[str, type] = {
    "label": str,
    "label_en": str,
    "label_fr": str,
    "kind": str,
    "parent": str,
    "wikidata": str,
    "iri": str,
}
_EDGE: dict[str, type] = {
    "date": str, "relation": str, "label_en": str, "label_fr": str, "type": str, "status": str, "former": bool,
    "theme": str, "count": int, "place": str, "agent": str, "object_agent": str, "source": str, "office": str,
    "intensity": float, "confidence": float, "field": str, "trigger": str, "quote": str, "event": str, "article": str,
    "title": str, "publisher": str, "article_date": str, "lang": str, "url": str,
}  # fmt: skip
_XML_TYPES = {str: "string", bool: "boolean", int: "long", float: "double"}


def graphml(store: Store, selection: Selection, stream: TextIO) -> None:
    """A directed multigraph in GraphML 1.0."""
    stream.write(
        '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns '
        'http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
    )
    for prefix, domain, keys in (("n", "node", _NODE), ("e", "edge", _EDGE)):
        for name, kind in keys.items():
            stream.write(
                f'<key id="{prefix}_{name}" for="{domain}" attr.name="{name}" attr.type="{_XML_TYPES[kind]}"/>\n'
            )
    stream.write('<graph id="irkg" edgedefault="directed">\n')

    def node(row: Row) -> str:
        return f"<node id={_quoted(row['id'])}>{_data('n', row, _NODE)}</node>\n"

    def edge(row: Row) -> str:
        ends = f"source={_quoted(row['subject'])} target={_quoted(row['object'])}"
        return f"<edge id={_quoted(row['id'])} {ends}>{_data('e', row, _EDGE)}</edge>\n"

    _body(store, selection, stream, node, edge, between="")
    stream.write("</graph>\n</graphml>\n")


def gexf(store: Store, selection: Selection, stream: TextIO) -> None:
    """A directed multigraph in GEXF 1.3, for Gephi; an edge lasts as long as its date is long."""
    stream.write(
        '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
        '<graph defaultedgetype="directed" mode="dynamic" timeformat="date" timerepresentation="interval">\n'
    )
    for domain, keys in (("node", _NODE), ("edge", _EDGE)):
        stream.write(f'<attributes class="{domain}" mode="static">\n')
        for name, kind in keys.items():
            stream.write(f'<attribute id="{name}" title="{name}" type="{_XML_TYPES[kind]}"/>\n')
        stream.write("</attributes>\n")
    stream.write("<nodes>\n")

    def node(row: Row) -> str:
        return f"<node id={_quoted(row['id'])} label={_quoted(row['label'])}>{_attvalues(row, _NODE)}</node>\n"

    def edge(row: Row) -> str:
        ends = f"source={_quoted(row['subject'])} target={_quoted(row['object'])} label={_quoted(row['label_en'])}"
        date = row["date"] or row["article_date"]
        when = ' start="{}" end="{}"'.format(*rdf.bounds(date)) if date else ""
        return f"<edge id={_quoted(row['id'])} {ends}{when}>{_attvalues(row, _EDGE)}</edge>\n"

    _body(store, selection, stream, node, edge, between="</nodes>\n<edges>\n")
    stream.write("</edges>\n</graph>\n</gexf>\n")


def _body(
    store: Store, selection: Selection, stream: TextIO, node: Callable[[Row], str], edge: Callable[[Row], str],
    between: str,
) -> None:  # fmt: skip
    """Nodes, then edges; which nodes there are is known once the edges are read, which wait on disk."""
    rows, slugs = Rows(store), set()
    with tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n") as waiting:
        for row in rows.read(selection):
            slugs |= {slug for slug in (row["subject"], row["object"]) if slug}
            if row["object"]:
                waiting.write(edge({**row, "label_en": row["labels"]["en"], "label_fr": row["labels"]["fr"]}))
        stream.writelines(map(node, rows.actors(slugs)))
        stream.write(between)
        waiting.seek(0)
        shutil.copyfileobj(waiting, stream, 1 << 20)


def _data(prefix: str, row: Row, keys: dict[str, type]) -> str:
    given = ((name, row.get(name)) for name in keys)
    return "".join(f'<data key="{prefix}_{name}">{escape(_text(v))}</data>' for name, v in given if v is not None)


def _attvalues(row: Row, keys: dict[str, type]) -> str:
    given = ((name, row.get(name)) for name in keys)
    inner = "".join(f'<attvalue for="{name}" value={_quoted(v)}/>' for name, v in given if v is not None)
    return f"<attvalues>{inner}</attvalues>" if inner else ""


def _quoted(value: Any) -> str:
    return quoteattr(_text(value))


def _text(value: Any) -> str:
    """Without characters that XML cannot carry."""
    return str(value).lower() if isinstance(value, bool) else _ILLEGAL.sub(" ", str(value))
