"""What the dataset is, for machines: VoID, DCAT, and the SPARQL 1.1 service description, with figures from the graph.

It says nothing that a query did not count.
"""

from __future__ import annotations

from kg import __version__

COUNTS = """SELECT ?what (COUNT(DISTINCT ?x) AS ?n) {
  VALUES ?class { ir:Statement ir:Event schema:NewsArticle }
  ?x a ?class . BIND(REPLACE(STR(?class), "^.*[/#]", "") AS ?what)
} GROUP BY ?what"""
"""How many things of each main class."""
SIZE = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
SPAN = "SELECT (MIN(STR(?d)) AS ?first) (MAX(STR(?d)) AS ?last) { ?x a schema:NewsArticle ; schema:datePublished ?d }"

_PREFIXES = """@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix void: <http://rdfs.org/ns/void#> .
@prefix formats: <http://www.w3.org/ns/formats/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

"""


def description(root: str, base: str, size: int, counts: dict[str, int], first: str | None, last: str | None) -> str:
    """Turtle about the dataset that is served at `root` (``http://127.0.0.1:7878/``)."""
    classes = {
        "Statement": f"{base}ontology#Statement", "Event": f"{base}ontology#Event",
        "NewsArticle": "https://schema.org/NewsArticle",
    }  # fmt: skip
    partitions = "".join(
        f"    void:classPartition <{root}void#{name}> ;\n" for name in classes if name in counts
    )  # fmt: skip
    parts = "".join(
        f"\n<{root}void#{name}> void:class <{iri}> ; void:entities {counts[name]} .\n"
        for name, iri in classes.items() if name in counts
    )  # fmt: skip
    time = ""
    if first and last:
        time = f"    dcterms:temporal <{root}void#time> ;\n"
        parts += f'\n<{root}void#time> a dcterms:PeriodOfTime ;\n    dcat:startDate "{first}"{_type(first)} ; dcat:endDate "{last}"{_type(last)} .\n'
    return (
        _PREFIXES
        + f"""<{root}void#dataset>
    a void:Dataset, dcat:Dataset ;
    dcterms:title "Statements of international relations in the news"@en,
        "Énoncés de relations internationales dans l'actualité"@fr ;
    dcterms:description "Who did what to whom, according to which article: statements with evidence, events, direct triples."@en ;
    dcterms:conformsTo <{base}ontology> ;
    void:sparqlEndpoint <{root}sparql> ;
    void:uriSpace "{base}" ;
    void:vocabulary <{base}ontology#>, <http://www.w3.org/ns/prov#>, <http://www.w3.org/ns/oa#>,
        <http://semanticweb.cs.vu.nl/2009/11/sem/>, <http://www.w3.org/2004/02/skos/core#>, <https://schema.org/> ;
    void:exampleResource <{base}id/nato> ;
    void:triples {size} ;
{partitions}{time}    void:feature formats:Turtle, formats:JSON-LD, formats:N-Triples, formats:RDF_XML ;
    dcat:distribution <{root}void#sparql> ;
    dcat:accessService <{root}sparql> .

<{root}void#sparql> a dcat:Distribution ; dcat:accessURL <{root}sparql> ; dcat:accessService <{root}sparql> .

<{root}sparql>
    a sd:Service, dcat:DataService ;
    dcterms:title "SPARQL endpoint of irkg {__version__}"@en ;
    dcat:endpointURL <{root}sparql> ;
    dcat:servesDataset <{root}void#dataset> ;
    sd:endpoint <{root}sparql> ;
    sd:supportedLanguage sd:SPARQL11Query ;
    sd:feature sd:UnionDefaultGraph ;
    sd:resultFormat formats:SPARQL_Results_JSON, formats:SPARQL_Results_XML, formats:SPARQL_Results_CSV,
        formats:SPARQL_Results_TSV, formats:Turtle, formats:N-Triples, formats:RDF_XML, formats:JSON-LD ;
    sd:defaultDataset <{root}void#dataset> .
"""
        + parts
    )


def _type(date: str) -> str:
    return f"^^xsd:{ {4: 'gYear', 7: 'gYearMonth'}.get(len(date), 'date') }"
