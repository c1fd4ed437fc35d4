from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from kg.errors import QueryError
from kg.graph import Store, fill, named_queries
from kg.graph.render import render_rows
from kg.settings import ontology_dir
from tests.unit.graph.build import (
    CHINA,
    FRANCE,
    LAVROV,
    MEETS,
    MEMBER,
    MINISTER,
    NATO,
    RUSSIA,
    SANCTIONS,
    SENTENCE,
    SUSPENDS,
    article,
    elsewhere,
    statement,
)  # fmt: skip

QUERIES = named_queries(ontology_dir() / "queries")


@pytest.fixture
def told(store: Store) -> Store:
    """Three articles: Russia suspends dialogue (denied once), China meets France, plans, roles and members."""
    one, two, three = article(1), article(2, publisher="Weekly", date="2021-11-03"), article(3, publisher="Weekly")
    china_and_france = {"subject": elsewhere(CHINA), "object": elsewhere(FRANCE), "relation": MEETS}
    store.put(one, [
        statement(one, agent=elsewhere(LAVROV)),
        statement(one, relation=SANCTIONS, subject=elsewhere(NATO), object=elsewhere(RUSSIA), status="planned"),
        statement(one, **china_and_france, date="2021-10-30"),
    ], fingerprint="x")  # fmt: skip
    store.put(two, [
        statement(two, source=elsewhere(CHINA), relation=SANCTIONS),
        statement(two, **china_and_france, date="2021-10-30"),
        statement(two, relation=MINISTER, subject=elsewhere(LAVROV), object=elsewhere(RUSSIA), former=False,
                  title="Russia's top diplomat", date=None),
        statement(two, relation=MEMBER, subject=elsewhere(FRANCE), object=elsewhere(NATO), date=None),
    ], fingerprint="x")  # fmt: skip
    store.put(three, [statement(three, status="denied", date=None)], fingerprint="x", unlinked=["Rufus Firefly"])
    store.derive()
    return store


def ask(store: Store, asked: str) -> list[tuple[str | None, ...]]:
    """A named query with its parameters, as one would type them."""
    name, *words = asked.split()
    values = {word.removeprefix("--"): value for word, value in zip(words[::2], words[1::2], strict=True)}
    return store.query(fill(QUERIES[name], values, store)).values()


URL = "https://example.org"
SUSPENDS_IT = ("Russia", "suspends dialogue with", "NATO")
SANCTIONS_IT = ("Russia", "imposes sanctions on", "NATO")
EXPECTED: dict[str, list[tuple[str | None, ...]]] = {
    "actors": [
        ("NATO", "0", "2", "0"), ("Russia", "2", "0", "0"), ("China", "0", "0", "1"), ("France", "0", "0", "1"),
    ],
    "agents": [("Sergey Lavrov", "Russia", "1")],
    "acts --type consult --a China --from 2021-10": [
        ("2021-10-30", "China", "meets", "France", SENTENCE, "Daily", f"{URL}/1"),
        ("2021-10-30", "China", "meets", "France", SENTENCE, "Weekly", f"{URL}/2"),
    ],
    "articles --a lavrov --publisher Weekly": [
        ("2021-11-03", "Weekly", "Russia breaks off dialogue with NATO", f"{URL}/2", "1"),
    ],
    "unlinked": [("Rufus Firefly", "en", "1", "Russia breaks off dialogue with NATO")],
    "cited": [
        ("2", "China – meets – France (2021-10-30)", SENTENCE, "Daily", f"{URL}/1"),
        ("2", "China – meets – France (2021-10-30)", SENTENCE, "Weekly", f"{URL}/2"),
    ],
    "claims --by beijing": [("China", *SANCTIONS_IT, "actual", SENTENCE, "Weekly")],
    "claims --by Russia": [],
    "common-targets --a Russia --b France": [
        ("NATO", "imposes sanctions on", "is a member of"), ("NATO", "suspends dialogue with", "is a member of"),
    ],
    "corroborated": [("China – meets – France (2021-10-30)", "actual", "2", "2")],
    "disputed": [(*SUSPENDS_IT, SENTENCE, "Daily", SENTENCE, "Weekly")],
    "denied": [(None, "denied", *SUSPENDS_IT, SENTENCE)],
    "dyad-timeline --a Otan --b Kremlin --from 2021-11 --type SANCTION": [
        ("2021-11-01", "NATO – imposes sanctions on – Russia (2021-11-01)", "SANCTION", "-7", "planned", "1"),
        ("2021-11-01", "Russia – imposes sanctions on – NATO (2021-11-01)", "SANCTION", "-7", "actual", "1"),
        ("2021-11-01", "Russia – suspends dialogue with – NATO", "SANCTION", "-6", "denied", "1"),
        ("2021-11-01", "Russia – suspends dialogue with – NATO (2021-11-01)", "SANCTION", "-6", "actual", "1"),
    ],
    "dyad-timeline --a NATO --b Russia --to 2021-10": [],
    "dyads": [("Russia", "NATO", "2", "-6.5"), ("China", "France", "1", "2.5")],
    "evidence": [
        ("China", "meets", "France", "actual", "0.87", "text", "0", "58", SENTENCE, "en-001", f"{URL}/1"),
        ("NATO", "imposes sanctions on", "Russia", "planned", "0.87", "text", "0", "58", SENTENCE, "en-001",
         f"{URL}/1"),
        (*SUSPENDS_IT, "actual", "0.87", "text", "0", "58", SENTENCE, "en-001", f"{URL}/1"),
        ("China", "meets", "France", "actual", "0.87", "text", "0", "58", SENTENCE, "en-002", f"{URL}/2"),
        ("France", "is a member of", "NATO", "actual", "0.87", "text", "0", "58", SENTENCE, "en-002", f"{URL}/2"),
        (*SANCTIONS_IT, "actual", "0.87", "text", "0", "58", SENTENCE, "en-002", f"{URL}/2"),
        ("Sergey Lavrov", "is foreign minister of", "Russia", "actual", "0.87", "text", "0", "58", SENTENCE, "en-002",
         f"{URL}/2"),
        (*SUSPENDS_IT, "denied", "0.87", "text", "0", "58", SENTENCE, "en-003", f"{URL}/3"),
    ],
    "facts": [
        ("China", "meets", "France"), ("France", "is a member of", "NATO"), ("France", "meets", "China"), SANCTIONS_IT,
        SUSPENDS_IT, ("Sergey Lavrov", "is foreign minister of", "Russia"),
    ],
    "first-mention --a China --b France --limit 1": [
        ("2021-11-01", "Daily", "Russia breaks off dialogue with NATO", "China", "meets", "France", SENTENCE),
    ],
    "mediators": [],
    "members": [("France", "NATO")],
    "monthly-counts": [("2021-10", "1", "0", "0", "0"), ("2021-11", "0", "0", "0", "2")],
    "partners --a france": [("China", "1", "0")],
    "partners --a Russie --lang fr": [("OTAN", "0", "2")],
    "paths --a China --b NATO": [("China", "meets", "France", "is a member of", "NATO")],
    "planned": [("2021-11-01", "planned", "NATO", "imposes sanctions on", "Russia", SENTENCE)],
    "relations": [
        ("CONSULT", "meets", "2", "2"), ("SANCTION", "imposes sanctions on", "2", "2"),
        ("SANCTION", "suspends dialogue with", "2", "2"), ("MEMBER", "is a member of", "1", "1"),
        ("ROLE", "is foreign minister of", "1", "1"),
    ],
    "roles": [("Sergey Lavrov", "is foreign minister of", "Russia", "Russia's top diplomat", "false", "2021-11-03")],
    "sanctions": [
        ("2021-11-01", *SANCTIONS_IT, SENTENCE, "Weekly", f"{URL}/2"),
        ("2021-11-01", *SUSPENDS_IT, SENTENCE, "Daily", f"{URL}/1"),
    ],
    "sources": [("Weekly", "en", "2", "5", "2021-11-01", "2021-11-03"),
                ("Daily", "en", "1", "3", "2021-11-01", "2021-11-01")],
    "yearly-intensity --a Russia": [("2021", "2", "-6.5")],
    "timeline": [
        ("2021-10-30", "China – meets – France (2021-10-30)", "actual", "2"),
        ("2021-11-01", "NATO – imposes sanctions on – Russia (2021-11-01)", "planned", "1"),
        ("2021-11-01", "Russia – imposes sanctions on – NATO (2021-11-01)", "actual", "1"),
        ("2021-11-01", "Russia – suspends dialogue with – NATO", "denied", "1"),
        ("2021-11-01", "Russia – suspends dialogue with – NATO (2021-11-01)", "actual", "1"),
    ],
}  # fmt: skip


def test_every_named_query_gives_the_expected_rows(told: Store) -> None:
    assert {"about", *(asked.split()[0] for asked in EXPECTED)} == set(QUERIES)
    assert len(QUERIES) >= 20
    assert {name: ask(told, name) for name in EXPECTED} == EXPECTED


def test_what_is_known_of_an_actor(told: Store) -> None:
    known = set(ask(told, "about --a lavrov --lang fr"))
    assert {("label", "Sergey Lavrov"), ("entité mère", "Russie"), ("type", "personne")} <= known


def test_named_queries_say_what_they_ask_and_declare_their_prefixes() -> None:
    for name, query in QUERIES.items():
        assert query.title.endswith("."), name
        body = "\n".join(line for line in query.text.splitlines() if not line.startswith("#"))
        used = set(re.findall(r"\b([a-z]+):\w", re.sub(r"<[^<>\s]*>", "", body)))
        assert used == set(re.findall(r"PREFIX (\w+):", query.text)), name


def test_a_query_file_without_title_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bad.rq").write_text("SELECT * { ?s ?p ?o }")
    with pytest.raises(QueryError, match=r"bad\.rq: its first line must be a comment"):
        named_queries(tmp_path)


def test_all_graphs_are_one_and_each_graph_can_be_asked_for(told: Store) -> None:
    assert told.query("ASK { id:russia a ir:State . ?e ir:actor id:russia . ?s rdf:subject id:russia }").truth
    rows = told.query("SELECT DISTINCT ?g { GRAPH ?g { ?s a ir:Statement } }")
    assert len(rows) == 3


def test_bad_syntax_shows_the_line_and_the_place(store: Store) -> None:
    with pytest.raises(QueryError) as caught:
        store.query("SELECT * {\n  ?s ?p }\n")
    message, line, caret = str(caught.value).splitlines()
    assert message.startswith("the query is not valid SPARQL, line 2, column 10: expected ")
    assert (line, caret) == ("    ?s ?p }", "           ^")


def test_the_caret_stands_under_the_mistake(store: Store) -> None:
    with pytest.raises(QueryError) as caught:
        store.query("SELECT ?s {\n\t?s foo:bar ?o\n}")
    assert str(caught.value).splitlines()[1:] == ["  \t?s foo:bar ?o", "  \t          ^"]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT ?x { ?x foo:bar ?y }", "unknown prefix"),
        ("DELETE WHERE { ?s ?p ?o }", "this is an update; queries only read"),
        ("PREFIX a: <http://a/>\nINSERT DATA { a:a a:b a:c }", "this is an update"),
        ("", "line 1"),
    ],
)
def test_other_mistakes_are_explained(store: Store, query: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        store.query(query)


def test_a_long_cell_is_wrapped_and_a_wide_letter_takes_two_columns(told: Store) -> None:
    rows = told.query("SELECT ?a ?q { VALUES (?a ?q) { ('中国' 'one') ('a' 'a long text, really much too long') } }")
    assert render_rows(rows, width=20) == (
        "a     q\n────  ──────────────\n中国  one\na     a long text,\n      really much\n      too long\n(2 rows)\n"
    )
    assert "a long text, really much too long" in render_rows(rows, width=0)


def test_a_word_longer_than_its_column_is_broken_and_nothing_is_lost(told: Store) -> None:
    rows = told.query("SELECT ?q { VALUES ?q { 'https://example.org/much/too/long' '中国中国中国中国' } }")
    printed = render_rows(rows, width=12)
    assert max(len(line) for line in printed.splitlines()) <= 12
    assert "".join(printed.split()) == "q" + "─" * 12 + "https://example.org/much/too/long中国中国中国中国(2rows)"


def test_rows_too_wide_for_a_table_become_blocks(told: Store) -> None:
    values = " ".join(f"?v{n}" for n in range(9))
    rows = told.query(
        f"SELECT {values} {{ VALUES ({values}) {{ ({' '.join(['UNDEF', *['20000000000000000000'] * 8])}) }} }}"
    )
    printed = render_rows(rows, width=60)
    assert printed.splitlines()[:2] == ["v1  20000000000000000000", "v2  20000000000000000000"]
    assert printed.endswith("\n\n(1 row)\n")


def test_colour_only_when_asked(told: Store) -> None:
    rows = told.query("SELECT ?q { VALUES ?q { 'one' } }")
    assert "\033" not in render_rows(rows)
    assert render_rows(rows, colour=True).startswith("\033[1mq")


def test_tables_shorten_names_and_keep_control_characters_out(told: Store) -> None:
    rows = told.query('SELECT ?s ?x { VALUES (?s ?x) { (id:nato "\\u001b[2Jred\\nline") (<http://a.org/b> UNDEF) } }')
    assert render_rows(rows, width=0).splitlines()[2:] == [
        "id:nato           [2Jred line",
        "<http://a.org/b>",
        "(2 rows)",
    ]


def test_csv_tsv_and_json_are_the_w3c_formats(told: Store) -> None:
    rows = told.query('SELECT ?a ?b ?c { VALUES (?a ?b ?c) { (id:nato "x, \\"y\\"\\n"@fr 5) (UNDEF "t\\tu" true) } }')
    assert list(csv.reader(io.StringIO(render_rows(rows, "csv"), newline=""))) == [
        ["a", "b", "c"], ["https://w3id.org/irkg/id/nato", 'x, "y"\n', "5"], ["", "t\tu", "true"]
    ]  # fmt: skip
    assert render_rows(rows, "csv").count("\r\n") == 3
    integer = "http://www.w3.org/2001/XMLSchema#integer"
    assert render_rows(rows, "tsv").splitlines()[:2] == [
        "?a\t?b\t?c", f'<https://w3id.org/irkg/id/nato>\t"x, \\"y\\"\\n"@fr\t"5"^^<{integer}>'
    ]  # fmt: skip
    assert render_rows(rows, "tsv").splitlines()[2].startswith('\t"t\\tu"\t')
    first, second = json.loads(render_rows(rows, "json"))["results"]["bindings"]
    assert first["a"] == {"type": "uri", "value": "https://w3id.org/irkg/id/nato"}
    assert first["b"] == {"type": "literal", "value": 'x, "y"\n', "xml:lang": "fr"}
    assert first["c"] == {"type": "literal", "value": "5", "datatype": integer}
    assert second["b"] == {"type": "literal", "value": "t\tu"}
    assert "a" not in second


def test_ask_and_construct_have_their_own_forms(told: Store) -> None:
    truth = told.query("ASK { id:russia a ir:State }")
    assert render_rows(truth) == "true\n"
    assert json.loads(render_rows(truth, "json")) == {"head": {}, "boolean": True}
    graph = told.query("CONSTRUCT { ?s ir:suspendsDialogueWith ?o } { ?s ir:suspendsDialogueWith ?o }")
    assert render_rows(graph) == (
        "@prefix id: <https://w3id.org/irkg/id/> .\n@prefix ir: <https://w3id.org/irkg/ontology#> .\n\n"
        "id:russia\n    ir:suspendsDialogueWith id:nato .\n"
    )
    assert SUSPENDS.id in render_rows(graph)


def test_an_unknown_format_is_refused(told: Store) -> None:
    with pytest.raises(QueryError, match="use one of table, csv, tsv, json, turtle"):
        render_rows(told.query("ASK {}"), "xml")
    with pytest.raises(QueryError, match="is a table, not a graph"):
        render_rows(told.query("SELECT * { ?s ?p ?o } LIMIT 1"), "turtle")
    with pytest.raises(QueryError, match="is a graph, which csv cannot hold"):
        render_rows(told.query("CONSTRUCT WHERE { id:nato rdfs:label ?o }"), "csv")
