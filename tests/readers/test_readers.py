"""Other people's readers agree with ours on the exports: how many triples, and what five questions answer."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.graph import Selection, Store, export, validate
from kg.settings import ontology_dir
from tests.unit.graph.build import CHINA, FRANCE, MEETS, article, elsewhere, statement

HERE = Path(__file__).parent
MODULES = Path(os.environ.get("KG_NODE_MODULES", HERE / "node_modules"))
PREFIXES = "PREFIX ir: <https://w3id.org/irkg/ontology#> PREFIX id: <https://w3id.org/irkg/id/> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "
QUESTIONS = [
    "SELECT * { ?s a ir:Statement }", "SELECT * { id:russia ?p ?o }", "SELECT * { ?e ir:actor ?a ; ir:recipient ?b }",
    "SELECT DISTINCT ?s { ?x rdf:subject ?s ; ir:status ir:actual }",
    "SELECT * { ?s ir:date ?d FILTER(STR(?d) >= '2021-11') }",
]  # fmt: skip


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store.open(tmp_path_factory.mktemp("readers") / "graph")
    store.load_known(ontology_dir())
    for number in (1, 2):
        item = article(number, title='L’été "chaud"\\\n\t🙂')
        meet = statement(item, relation=MEETS, subject=elsewhere(CHINA), object=elsewhere(FRANCE), date="2021-10")
        store.put(item, [statement(item, theme="a\\b"), meet], fingerprint="x")
    store.derive()
    yield store
    store.close()


@pytest.fixture(scope="module")
def files(told: Store, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("exports")
    found = {}
    for form, suffix in (("turtle", "ttl"), ("ntriples", "nt"), ("nquads", "nq"), ("trig", "trig"), ("jsonld", "jsonld"),
                         ("rdfxml", "rdf")):  # fmt: skip
        out = io.StringIO()
        export(told, form, out)
        found[form] = folder / f"graph.{suffix}"
        found[form].write_text(out.getvalue(), encoding="utf-8")
    return found


def node(*arguments: object) -> str:
    if shutil.which("node") is None or not MODULES.is_dir():
        pytest.skip("node or its modules are not there: npm install in tests/readers, or set KG_NODE_MODULES")
    link = HERE / "node_modules"
    made = not link.exists()
    if made:
        link.symlink_to(MODULES, target_is_directory=True)
    try:
        command = ["node", str(HERE / "read.mjs"), *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    finally:
        if made:
            link.unlink()
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def triples(files: dict[str, Path]) -> int:
    return len(set(ox.parse(files["turtle"].read_bytes(), format=ox.RdfFormat.TURTLE)))


def test_python_readers_agree(files: dict[str, Path]) -> None:
    expected = triples(files)
    for form, kind in (("turtle", "turtle"), ("ntriples", "nt"), ("rdfxml", "xml")):
        assert len(rdflib.Graph().parse(files[form], format=kind)) == expected, form


@pytest.mark.parametrize(
    ("tool", "form", "flags"),
    [
        ("rapper", "turtle", ["-q", "-i", "turtle", "-o", "ntriples"]), ("rapper", "rdfxml", ["-q", "-i", "rdfxml", "-o", "ntriples"]),
        ("serdi", "turtle", ["-i", "turtle"]), ("serdi", "ntriples", ["-i", "ntriples"]),
    ],
)  # fmt: skip
def test_c_readers_agree(files: dict[str, Path], tool: str, form: str, flags: list[str]) -> None:
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not installed (apt-get install raptor2-utils serdi)")
    done = subprocess.run([tool, *flags, str(files[form])], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(set(done.stdout.splitlines())) == triples(files)


@pytest.mark.parametrize(
    ("form", "kind"), [("turtle", "Turtle"), ("ntriples", "N-Triples"), ("nquads", "N-Quads"), ("trig", "TriG")]
)
def test_n3js_agrees(files: dict[str, Path], form: str, kind: str) -> None:
    formats = {
        "turtle": ox.RdfFormat.TURTLE,
        "ntriples": ox.RdfFormat.N_TRIPLES,
        "nquads": ox.RdfFormat.N_QUADS,
        "trig": ox.RdfFormat.TRIG,
    }
    assert int(node("n3", files[form], kind)) == len(set(ox.parse(files[form].read_bytes(), format=formats[form])))


def test_five_questions_have_the_same_answers(files: dict[str, Path], told: Store) -> None:
    ours, theirs = ox.Store(), rdflib.Graph().parse(files["turtle"], format="turtle")
    ours.load(files["turtle"].read_bytes(), format=ox.RdfFormat.TURTLE)
    counts = [len(list(ours.query(PREFIXES + q))) for q in QUESTIONS]  # type: ignore[arg-type]
    assert min(counts) > 0
    assert [len(list(theirs.query(PREFIXES + q))) for q in QUESTIONS] == counts
    assert json.loads(node("comunica", files["turtle"], *(PREFIXES + q for q in QUESTIONS))) == counts


def _canonical(nquads: str) -> set[str]:
    return {str(quad) for quad in ox.parse(nquads, format=ox.RdfFormat.N_QUADS)}


def _exported(told: Store) -> set[str]:
    """All quads but the counts, which no export holds."""
    return {text for quad in told.quads if "/graph/counts>" not in (text := str(quad))}


def test_json_ld_is_the_same_graph_for_pyld(files: dict[str, Path], told: Store) -> None:
    pyld = pytest.importorskip("pyld", reason="pip install pyld")
    document = json.loads(files["jsonld"].read_text(encoding="utf-8"))
    written = pyld.jsonld.to_rdf(document, {"format": "application/n-quads"})
    assert _canonical(written) == _exported(told)


def test_json_ld_is_the_same_graph_for_jsonld_js(files: dict[str, Path], told: Store) -> None:
    assert _canonical(node("jsonld", files["jsonld"])) == _exported(told)


def test_validators_agree(told: Store, files: dict[str, Path], tmp_path: Path) -> None:
    """A sound graph conforms for both; a broken one breaks for both."""
    everything = tmp_path / "all.nt"
    everything.write_text("".join(f"{t} .\n" for t in {quad.triple for quad in told.quads}), encoding="utf-8")
    shapes = ontology_dir() / "shapes.ttl"
    assert validate(told).conforms
    assert json.loads(node("shacl", everything, shapes))["conforms"] is True
    broken = tmp_path / "broken.nt"
    lines = [
        line for line in everything.read_text(encoding="utf-8").splitlines(keepends=True) if "#status>" not in line
    ]
    broken.write_text("".join(lines), encoding="utf-8")
    assert json.loads(node("shacl", broken, shapes))["conforms"] is False


@pytest.mark.parametrize("form", ["ntriples", "rdfxml"])
def test_a_reasoner_finds_the_ontology_consistent(told: Store, tmp_path: Path, form: str) -> None:
    """HermiT, through owlready2, over vocabulary and relations as they are exported: RDF/XML is what Protégé opens."""
    owlready2 = pytest.importorskip("owlready2", reason="pip install owlready2")
    if shutil.which("java") is None:
        pytest.skip("java is not installed, which the reasoner needs")
    file = tmp_path / ("ontology.nt" if form == "ntriples" else "ontology.rdf")
    with file.open("w", encoding="utf-8") as out:
        export(told, form, out, Selection(graphs=("vocabulary",)))
    code = (
        "import sys, owlready2\n"
        "world = owlready2.World(); onto = world.get_ontology('file://' + sys.argv[1]).load()\n"
        "with onto: owlready2.sync_reasoner_hermit(world, debug=0)\n"
        "print(len(list(world.inconsistent_classes())), len(list(onto.classes())), len(list(onto.object_properties())))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    inconsistent, classes, properties = map(int, done.stdout.split()[-3:])
    assert inconsistent == 0
    said = [
        told.query(f"SELECT DISTINCT ?s {{ ?s a <http://www.w3.org/2002/07/owl#{kind}> }}")
        for kind in ("Class", "ObjectProperty")
    ]
    assert [classes, properties] == list(map(len, said)), "the reasoner saw all of it"
    assert classes > 15
    assert owlready2
