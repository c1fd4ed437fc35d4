"""Writes `docs/ontology.html`: every class, property, concept and relation of the ontology, in English and French.

One page without scripts or outside requests, with an anchor a term, so that ``docs/ontology.html#Statement`` is its place.
It says what the ontology says and no more. Run `make reference` after changing `ontology/irkg.ttl` or `relations.ttl`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from html import escape
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.graph.names import RDF, RDFS, SKOS, Names
from kg.settings import BASE, ontology_dir

OUTPUT = Path(__file__).parent.parent / "docs" / "ontology.html"
Term = NamedNode | Literal
Values = dict[str, list[Term]]
"""Predicate IRI → objects, of one subject."""

OWL = "http://www.w3.org/2002/07/owl#"
TYPE, LABEL = f"{RDF}type", f"{RDFS}label"
TEXTS = (f"{RDFS}comment", f"{SKOS}definition")
IR = f"{BASE}ontology#"
KINDS = (
    ("classes", "Classes", f"{OWL}Class"),
    ("object-properties", "Object properties", f"{OWL}ObjectProperty"),
    ("data-properties", "Data properties", f"{OWL}DatatypeProperty"),
    ("annotation-properties", "Annotation properties", f"{OWL}AnnotationProperty"),
    ("schemes", "Schemes", f"{SKOS}ConceptScheme"),
    ("concepts", "Concepts", f"{SKOS}Concept"),
)
"""Sections with the type of what stands in them; a term stands in the first that fits."""
RELATIONS, OTHERS = "relations", "others"

STYLE = """
:root { color-scheme: light dark; --line: #8886; --soft: #8881; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 0 auto; padding: 1rem; }
h1, h2 { line-height: 1.2; } h2 { margin-top: 3rem; border-bottom: 1px solid var(--line); }
section section { margin: 1rem 0; padding: .6rem .9rem; background: var(--soft); border-radius: .4rem; }
section section:target { outline: 2px solid; } h3 { margin: 0; font-size: 1.05rem; } h3 code { font-size: .95em; }
p { margin: .3rem 0; } [lang=fr] { opacity: .8; } dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; margin: .4rem 0 0;
font-size: .9rem; } dt { opacity: .75; } dd { margin: 0; overflow-wrap: anywhere; } nav { columns: 14rem; font-size: .9rem; }
nav a { display: block; overflow-wrap: anywhere; }
"""


def main() -> None:
    """Write the page."""
    OUTPUT.write_text(page(ontology_dir()), encoding="utf-8")


def page(folder: Path) -> str:
    """The reference of the ontology in a folder, as a page that is well-formed XML, too."""
    terms = _read(folder)
    about = terms.pop(f"{BASE}ontology")
    names = Names(BASE)
    body = [f"<h1>{_said(about, 'http://purl.org/dc/terms/title', 'en')}</h1>"]
    body += [
        f'<p lang="{lang}">{_said(about, "http://purl.org/dc/terms/description", lang)}</p>' for lang in ("en", "fr")
    ]
    body.append(_facts(about, names, terms))
    for anchor, title, members in _sections(terms):
        links = "".join(f'<a href="#{_anchor(iri)}">{escape(_anchor(iri))}</a>' for iri in members)
        body.append(f'<section id="section-{anchor}">\n<h2>{title} ({len(members)})</h2>\n<nav>{links}</nav>')
        body += [_term(iri, terms[iri], names, terms) for iri in members]
        body.append("</section>")
    return (
        '<!DOCTYPE html>\n<html lang="en" xmlns="http://www.w3.org/1999/xhtml">\n<head>\n<meta charset="utf-8"/>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n<title>Ontology of irkg</title>\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n" + "\n".join(body) + "\n</body>\n</html>\n"
    )


def _read(folder: Path) -> dict[str, Values]:
    """All that is said of each subject, sorted."""
    found: dict[str, Values] = defaultdict(lambda: defaultdict(list))
    for name in ("irkg.ttl", "relations.ttl"):
        for quad in parse((folder / name).read_bytes(), format=RdfFormat.TURTLE):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
                found[quad.subject.value][quad.predicate.value].append(quad.object)
    return {iri: {p: sorted(found[iri][p], key=str) for p in sorted(found[iri])} for iri in sorted(found)}


def _sections(terms: dict[str, Values]) -> Iterable[tuple[str, str, list[str]]]:
    """Anchor, title and members of each section that has members."""
    held: dict[str, list[str]] = defaultdict(list)
    for iri, values in terms.items():
        types = {term.value for term in values.get(TYPE, ())}
        fitting = [anchor for anchor, _, kind in KINDS if kind in types]
        held[RELATIONS if f"{IR}Relation" in types else fitting[0] if fitting else OTHERS].append(iri)
    for anchor, title in (*((a, t) for a, t, _ in KINDS), (RELATIONS, "Relations"), (OTHERS, "Others")):
        if held[anchor]:
            yield anchor, title, held[anchor]


def _term(iri: str, values: Values, names: Names, terms: dict[str, Values]) -> str:
    """One term: its name, its labels, what it means, and everything else that is said of it."""
    labels = " · ".join(f'<span lang="{lang}">{_said(values, LABEL, lang)}</span>' for lang in ("en", "fr"))
    meant = "".join(
        f'<p lang="{lang}">{text}</p>\n' for lang in ("en", "fr") for p in TEXTS if (text := _said(values, p, lang))
    )
    return (
        f'<section id="{escape(_anchor(iri))}">\n<h3><code>{escape(names.shorten(iri) or iri)}</code> {labels}</h3>\n{meant}'
        f"{_facts(values, names, terms)}\n</section>"
    )


def _facts(values: Values, names: Names, terms: dict[str, Values]) -> str:
    rows = []
    for predicate, objects in values.items():
        if predicate not in (LABEL, *TEXTS, "http://purl.org/dc/terms/title", "http://purl.org/dc/terms/description"):
            told = ", ".join(_shown(term, names, terms) for term in objects)
            rows.append(f"<dt>{escape(names.shorten(predicate) or predicate)}</dt><dd>{told}</dd>")
    return f"<dl>{''.join(rows)}</dl>"


def _shown(term: Term, names: Names, terms: dict[str, Values]) -> str:
    """A value: a link to its place on this page or elsewhere, or its text."""
    if isinstance(term, Literal):
        return f'<span lang="{term.language}">{escape(term.value)}</span>' if term.language else escape(term.value)
    target = f"#{_anchor(term.value)}" if term.value in terms else term.value
    return f'<a href="{escape(target)}">{escape(names.shorten(term.value) or term.value)}</a>'


def _said(values: Values, predicate: str, lang: str) -> str:
    """Texts of one language."""
    found = [term.value for term in values.get(predicate, ()) if isinstance(term, Literal) and term.language == lang]
    return escape(" ".join(found))


def _anchor(iri: str) -> str:
    """The local name for a term of ours, the whole IRI for another."""
    return iri.removeprefix(IR)


if __name__ == "__main__":
    main()
