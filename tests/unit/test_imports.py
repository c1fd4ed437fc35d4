"""Tables of events, in the columns that their documentation gives, become records beside what articles say."""

from __future__ import annotations

import random
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.graph import Store, fill, named_queries, validate
from kg.imports import LOT, import_events
from kg.settings import Settings, ontology_dir

ROOT = Path(__file__).parents[2]


def gdelt(number: int, code: str = "163", one: str = "USA", two: str = "RUS", **more: str) -> str:
    """A line of the GDELT 2.0 event table."""
    line = [""] * 61
    line[0], line[1], line[5], line[15], line[26] = str(number), more.get("date", "20240311"), one, two, code
    line[6], line[7] = more.get("name", "UNITED STATES"), one[:3]
    line[16], line[17] = "RUSSIA", two[:3]
    line[60] = "https://example.org/news"
    return "\t".join(line)


ICEWS = (
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\t"
    "Target Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\n"
    "1\t2014-02-03\tForeign Affairs (Mali)\tGovernment,Executive\tMali\tCriticize or denounce\t111\t-2.0\tFrance\tNone\tFrance\t"
    "7\t1\tDaily\tBamako\tNone\tNone\tMali\t12.6\t-8.0\n"
    "2\t2014-02-04\tRebel Group\tRebel\tMali\tUse unconventional violence\t180\t-9.0\tMali\tNone\tMali\t8\t1\tDaily\t\t\t\t\t\t\n"
)
POLECAT = (
    "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tContexts\tActor Name\tActor Country\t"
    "Primary Actor Sector\tRecipient Name\tRecipient Country\tPrimary Recipient Sector\tPlacename\tSource\n"
    "a1\t2022-05-06\tCONSULT\tmeet\t1\t1\t\tOlaf Scholz\tGermany\tGOV\tTurkey\tTurkey\tGOV\tBerlin\tDaily\n"
)
PETRARCH = "20140803\tUSAGOV\tIRQ\t042\nnonsense\n"
PHOENIX = "e1\t20150102\t2015\t1\t2\tISRGOV\tISR\tGOV\t\tPSE\tPSE\t\t\t112\t11\t3\t-2.0\t\t\t\t\t\t\ts1\thttps://example.org/a\tx\n"
MINE = "day;who;whom;what\n2020-03-04;Norvège;Sweden;044\n2020;Freedonia;Sweden;01\n05/06/2020;Norway;Sweden;044\n"
MAPPING = 'date: day\nactor: who\nrecipient: whom\ncameo: what\ndelimiter: ";"\n'


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(store=tmp_path / "graph")


def rows(settings: Settings, sparql: str) -> list[tuple[str | None, ...]]:
    with Store.open(Path(settings.store), read_only=True) as store:
        return store.query(sparql).values()


EVENTS = """SELECT ?a ?r ?b ?d ?c { ?x a ir:Record ; rdf:subject ?s ; rdf:predicate ?p ; ir:date ?date ; ir:code ?c ;
  ir:reportedBy/schema:publisher ?set . OPTIONAL { ?x rdf:object ?o . BIND(STRAFTER(STR(?o), "/id/") AS ?b) }
  BIND(STRAFTER(STR(?s), "/id/") AS ?a) BIND(STRAFTER(STR(?p), "#") AS ?r) BIND(STR(?date) AS ?d) } ORDER BY ?d ?a"""


@pytest.mark.parametrize(
    ("form", "text", "expected", "skipped"),
    [
        ("gdelt", "\n".join([gdelt(1), gdelt(2, "010"), "a\tb", gdelt(3, date="")]) + "\n",
         [("united-states", "imposesEmbargoOn", "russia", "2024-03-11", "163")], 3),
        ("icews", ICEWS, [("mali", "criticises", "france", "2014-02-03", "111"),
                          ("rebel-group-mali", "attacks", "mali", "2014-02-04", "180")], 0),
        ("polecat", POLECAT, [("germany", "consultsWith", "turkey", "2022-05-06", "CONSULT meet")], 0),
        ("phoenix", PETRARCH, [("united-states", "visits", "iraq", "2014-08-03", "042")], 1),
        ("phoenix", PHOENIX, [("israel", "accuses", "state-of-palestine", "2015-01-02", "112")], 0),
        ("csv", MINE, [("norway", "visits", "sweden", "2020-03-04", "044")], 2),
    ],
)  # fmt: skip
def test_each_format_gives_records(
    settings: Settings, tmp_path: Path, form: str, text: str, expected: list[tuple[str, ...]], skipped: int
) -> None:
    file, mapping = tmp_path / "table", tmp_path / "mapping.yaml"
    file.write_text(text, encoding="utf-8")
    mapping.write_text(MAPPING, encoding="utf-8")
    report = import_events([file], form, settings, mapping=mapping)
    assert sum(report.left_out.values()) == skipped, report.left_out
    found = rows(settings, EVENTS)
    assert [(a, b, d, c) for a, _, b, d, c in found] == [(a, b, d, c) for a, _, b, d, c in expected]
    with Store.open(Path(settings.store), read_only=True) as store:
        types = dict(store.query("SELECT ?r ?t { ?x rdf:predicate ?r ; ir:eventType ?t }").values())
        assert all(store.query(f"ASK {{ <{r}> skos:broader <{t}> }}").truth for r, t in types.items())
        assert validate(store).conforms


def test_they_are_asked_beside_what_articles_say(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "t").write_text(gdelt(1, "1721") + "\n" + gdelt(2, "042", date="20230101") + "\n", encoding="utf-8")
    import_events([tmp_path / "t"], "gdelt", settings, name="GDELT 2.0")
    asked = named_queries(ontology_dir() / "queries")["dyad-timeline"]
    with Store.open(Path(settings.store), read_only=True) as store:
        found = store.query(fill(asked, {"a": "US", "b": "Russie"}, store)).values()
        assert [row[0] for row in found] == ["2023-01-01", "2024-03-11"]
        assert store.query("ASK { ?x a ir:Record ; ir:reportedBy/schema:publisher 'GDELT 2.0' }").truth
        assert not store.query("ASK { ?x a ir:Record ; oa:hasTarget ?span }").truth, "there is no sentence"


def test_what_is_stored_is_not_stored_again(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "t"
    file.write_text(gdelt(1) + "\n", encoding="utf-8")
    assert import_events([file], "gdelt", settings).records == 1
    assert import_events([file], "gdelt", settings).unchanged == 1
    file.write_text(gdelt(1, date="20240312") + "\n", encoding="utf-8")
    assert import_events([file], "gdelt", settings).records == 1
    assert [row[3] for row in rows(settings, EVENTS)] == ["2024-03-12"]


def test_a_zip_file_is_read_as_the_table_in_it(settings: Settings, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "t.zip", "w") as archive:
        archive.writestr("t.csv", gdelt(1) + "\n")
    assert import_events([tmp_path / "t.zip"], "gdelt", settings).records == 1


@pytest.mark.parametrize(
    ("form", "text", "message"),
    [
        ("icews", "a\tb\n1\t2\n", "has no column 'Event Date', so it is no icews table"),
        ("csv", "day,who\n", "a csv table needs --mapping"),
        ("gdelt", "\udcff", "cannot be read as a table"),
    ],
)
def test_what_is_no_table_is_told(settings: Settings, tmp_path: Path, form: str, text: str, message: str) -> None:
    (tmp_path / "t").write_text(text, encoding="utf-8", errors="surrogateescape")
    with pytest.raises(InputError, match=message):
        import_events([tmp_path / "t"], form, settings)


def test_a_wrong_mapping_is_told(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "t").write_text(MINE, encoding="utf-8")
    (tmp_path / "m.yaml").write_text("date: day\nactor: who\ncolour: red\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"m\.yaml: is no mapping .*colour"):
        import_events([tmp_path / "t"], "csv", settings, mapping=tmp_path / "m.yaml")


@pytest.mark.slow
def test_an_import_killed_at_any_moment_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    """Twenty kills of one import: each lot is there whole or not at all, and in the end all is there."""
    table = tmp_path / "t"
    table.write_text("\n".join(gdelt(n, date=f"2024{n % 12 + 1:02}{n % 28 + 1:02}") for n in range(4 * LOT)) + "\n")
    code = (
        "import sys; from pathlib import Path; from kg.imports import import_events; from kg.settings import Settings\n"
        "import_events([Path(sys.argv[1])], 'gdelt', Settings(store=Path(sys.argv[2])),"
        " progress=lambda n: print('stored', flush=True))"
    )
    command = [sys.executable, "-c", code, str(table), str(tmp_path / "graph")]
    chance = random.Random(7)
    for _ in range(20):
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            told = 0
            for _ in range(chance.randint(0, 2)):
                told += bool(process.stdout.readline())
            time.sleep(chance.random() * 0.8)
            process.kill()
        if (tmp_path / "graph" / "format.json").exists() and told:
            with Store.open(tmp_path / "graph", read_only=True) as store:
                counts = store.query(
                    "SELECT (COUNT(?x) AS ?n) { GRAPH ?g { ?x ir:reportedBy ?g ; a ir:Record } } GROUP BY ?g"
                )
                assert len(counts) >= min(told, 1)
                assert {row[0] for row in counts.values()} <= {str(LOT)}
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with Store.open(tmp_path / "graph", read_only=True) as store:
        assert store.query("SELECT (COUNT(*) AS ?n) { ?x a ir:Record }").values() == [(str(4 * LOT),)]
        assert not store.stale
